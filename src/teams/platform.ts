/** Where Teams runs: who signs what comes from there, and which addresses may be answered. From the vendor's documentation of its clouds. */

type Cloud = {
  /** Who issues the tokens of what comes in. */
  readonly issuer: string;
  /** Where the issuer says which keys it signs with. */
  readonly openId: string;
  readonly hosts: readonly string[];
  /** What the SDK must know to send there; nothing for the public cloud. */
  readonly sdk: (tenant: string) => Readonly<Record<string, string>>;
};

const usGovernment = (host: string): Cloud => ({
  issuer: "https://api.botframework.us",
  openId: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
  hosts: [host],
  sdk: () => ({ ChannelService: "https://botframework.azure.us" }),
});

const clouds = {
  // The second host is that of US local and state government, which is in the public cloud.
  public: {
    issuer: "https://api.botframework.com",
    openId: "https://login.botframework.com/v1/.well-known/openidconfiguration",
    hosts: ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
    sdk: () => ({}),
  },
  usgov: usGovernment("smba.infra.gov.teams.microsoft.us"),
  usdod: usGovernment("smba.infra.dod.teams.microsoft.us"),
  china: {
    issuer: "https://api.botframework.azure.cn",
    openId: "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
    hosts: ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
    sdk: (tenant) => ({
      OAuthUrl: "https://token.botframework.azure.cn/",
      ToChannelFromBotLoginUrl: `https://login.partner.microsoftonline.cn/${tenant}`,
      ToChannelFromBotOAuthScope: "https://api.botframework.azure.cn",
      ToBotFromChannelTokenIssuer: "https://api.botframework.azure.cn",
      ToBotFromChannelOpenIdMetadataUrl: "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
      ValidateAuthority: "true",
    }),
  },
} as const satisfies Readonly<Record<string, Cloud>>;

export type Platform = {
  /** Whether an address may be answered; asked of what comes in, and again before anything is sent. */
  readonly serves: (serviceUrl: string) => boolean;
  /** An address that is served, where none has been named. */
  readonly home: string;
  /** Who proves what comes in; nobody in local mode. */
  readonly proof: Pick<Cloud, "issuer" | "openId"> | undefined;
  readonly sdk: Readonly<Record<string, string>>;
};

/** An address and nothing else: no user, query or fragment, and nothing that two readers of addresses could understand differently. */
const plain = /^https?:\/\/[\w.:[\]-]+(\/[\w.~%-]+)*\/?$/i;

/** The one spelling of a service address: host in small letters, no slash at the end. Undefined where it is not plainly one. */
export const addressOf = (serviceUrl: string): string | undefined => {
  const url = serviceUrl.length <= 500 && plain.test(serviceUrl) ? URL.parse(serviceUrl) : null;
  return url ? `${url.origin}${url.pathname.replace(/\/$/, "")}` : undefined;
};

const originOf = (serviceUrl: string): string => URL.parse(addressOf(serviceUrl) ?? "")?.origin ?? "";

/** This machine by a name or address of its own, with or without a port. */
export const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);

/** The platform that serves these origins ("https://host"), at least one. */
export const servedBy = (origins: readonly string[], rest: Pick<Platform, "proof" | "sdk">): Platform => ({
  serves: (serviceUrl) => origins.includes(originOf(serviceUrl)),
  home: `${origins[0]}/`,
  ...rest,
});

type Settings = {
  readonly local: boolean;
  readonly cloud: keyof typeof clouds;
  /** Hosts beside those of the cloud. */
  readonly teamsHosts: readonly string[];
  readonly app: { readonly tenant: string | undefined };
};

export const platformOf = ({ local, cloud, teamsHosts, app }: Settings): Platform => {
  if (local) {
    const serves = (serviceUrl: string) => isLoopback(URL.parse(originOf(serviceUrl))?.host ?? "");
    return { serves, home: "http://127.0.0.1/", proof: undefined, sdk: {} };
  }
  const { hosts, sdk, ...proof }: Cloud = clouds[cloud];
  return servedBy(
    [...hosts, ...teamsHosts].map((host) => `https://${host}`),
    { proof, sdk: sdk(app.tenant ?? "") },
  );
};

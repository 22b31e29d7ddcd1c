/** The settings, read from the environment through one schema. What is wrong is said in a sentence that tells how to mend it. */
import { z } from "zod";
import { dayInOslo } from "./domain/day.ts";
import type { Endpoint } from "./model/endpoint.ts";

const empty = (v: unknown) => (v === "" ? undefined : v);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(empty, schema.optional());
const portRule = "must be a number between 1 and 65535";
const port = (otherwise: number) =>
  z.preprocess(
    empty,
    z
      .string()
      .regex(/^\d{1,5}$/, portRule)
      .transform(Number)
      .pipe(z.number().min(1, portRule).max(65535, portRule))
      .default(otherwise),
  );

const priceRule = "must be what a million tokens cost, such as 2.5";
const price = optional(
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,4})?$/, priceRule)
    .transform(Number),
);

const hostRule = "must be host names with commas between, such as teams.example.no,teams.example.org";

const perSecondRule = "must be a number between 1 and 50";

const environment = z.object({
  PORT: port(3978),
  PLAYGROUND_PORT: port(56150),
  HOST: z.preprocess(empty, z.string().default("127.0.0.1")),
  KOMPIS_MODE: z.preprocess(empty, z.enum(["local", "production"], "must be local or production").default("local")),
  KOMPIS_DATA: z.preprocess(empty, z.string().default("data/local")),
  DATABASE_URL: optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      message:
        "must be an address such as postgresql://user:password@host:5432/kompis, with @, / and # in the password written %40, %2F and %23",
    }),
  ),
  KOMPIS_SAMPLE: z.preprocess(empty, z.string().default("data/sample")),
  KOMPIS_MUNICIPALITY: optional(z.string()),
  KOMPIS_RETENTION: z.preprocess(empty, z.string().default("data/retention.json")),
  KOMPIS_YEARWHEEL: z.preprocess(empty, z.string().default("data/yearwheel.json")),
  KOMPIS_NOW: optional(z.iso.datetime({ local: true, offset: true, message: "must be a time such as 2026-11-23T09:00:00Z" })),
  KOMPIS_LOG: z.preprocess(empty, z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
  KOMPIS_METRICS_TOKEN: optional(z.string().min(16, "must have 16 characters or more")),
  KOMPIS_PUBLIC_URL: optional(z.url({ protocol: /^https$/, message: "must be an address that begins with https://" })),
  KOMPIS_MESSAGES_PER_SECOND: z.preprocess(
    empty,
    z
      .string()
      .regex(/^\d{1,2}$/, perSecondRule)
      .transform(Number)
      .pipe(z.number().min(1, perSecondRule).max(50, perSecondRule))
      .default(30),
  ),
  KOMPIS_CLOUD: z.preprocess(
    empty,
    z.enum(["public", "usgov", "usdod", "china"], "must be public, usgov, usdod or china").default("public"),
  ),
  KOMPIS_TEAMS_HOSTS: z.preprocess(
    (v) =>
      typeof v === "string"
        ? v
            .split(",")
            .map((host) => host.trim().toLowerCase())
            .filter(Boolean)
        : v,
    z.array(z.hostname(hostRule)).default([]),
  ),
  MICROSOFT_APP_ID: optional(z.guid("must be the application (client) id, as 00000000-0000-0000-0000-000000000000")),
  MICROSOFT_APP_PASSWORD: optional(z.string()),
  MICROSOFT_APP_TYPE: z.preprocess(
    empty,
    z.enum(["SingleTenant", "UserAssignedMSI"], "must be SingleTenant or UserAssignedMSI").default("SingleTenant"),
  ),
  MICROSOFT_APP_TENANT_ID: optional(z.guid("must be the directory (tenant) id, as 00000000-0000-0000-0000-000000000000")),
  MICROSOFT_APP_SECRET_EXPIRES: optional(z.iso.date("must be a day such as 2027-05-31")),
  OPENAI_API_KEY: optional(z.string()),
  KOMPIS_MODEL: optional(z.string()),
  KOMPIS_MODEL_URL: optional(z.url({ protocol: /^https?$/, message: "must be an address such as https://models.example.no/v1" })),
  AZURE_OPENAI_ENDPOINT: optional(z.url({ protocol: /^https?$/, message: "must be an address such as https://example.openai.azure.com" })),
  AZURE_OPENAI_DEPLOYMENT: optional(z.string()),
  AZURE_OPENAI_API_VERSION: z.preprocess(empty, z.string().default("2024-10-21")),
  AZURE_OPENAI_API_KEY: optional(z.string()),
  AZURE_CLIENT_ID: optional(z.guid("must be the client id of a managed identity, as 00000000-0000-0000-0000-000000000000")),
  KOMPIS_MODEL_PER_DAY: z.preprocess(
    empty,
    z
      .string()
      .regex(/^\d{1,4}$/, "must be a number between 0 and 9999")
      .transform(Number)
      .default(50),
  ),
  KOMPIS_MODEL_PRICE_IN: price,
  KOMPIS_MODEL_PRICE_OUT: price,
});

export type Config = {
  readonly port: number;
  /** Where `npm start` shows the Playground. */
  readonly playgroundPort: number;
  readonly host: string;
  readonly local: boolean;
  readonly data: string;
  /** The PostgreSQL database that keeps everything; without one the embedded store does. */
  readonly database: string | undefined;
  readonly sample: string;
  /** The file with the municipality's settings; the sample's own in local mode. */
  readonly municipality: string;
  /** The file that says what is kept, why and for how long. */
  readonly retention: string;
  /** The file with the deadlines of the year, and when people are reminded. */
  readonly yearWheel: string;
  readonly now: string | undefined;
  readonly log: string;
  /** Who shows it may read /metrics; without one there is none. */
  readonly metricsToken: string | undefined;
  readonly publicUrl: string | undefined;
  /** How many messages may leave in any second, over all replicas. */
  readonly perSecond: number;
  /** Which of Microsoft's clouds Teams runs in. */
  readonly cloud: "public" | "usgov" | "usdod" | "china";
  /** Hosts of Teams beside those of the cloud. */
  readonly teamsHosts: readonly string[];
  readonly app: {
    readonly id: string;
    readonly password: string | undefined;
    readonly type: "SingleTenant" | "UserAssignedMSI";
    readonly tenant: string | undefined;
    readonly secretExpires: string | undefined;
  };
  /** The language model that is asked where the rules are unsure; without one they are alone. */
  readonly model:
    | {
        readonly endpoint: Endpoint;
        /** How often it may be asked for each person and day. */
        readonly perDay: number;
        readonly prices: Prices;
      }
    | undefined;
};
/** What a million tokens cost, of what is sent and of what comes back. */
export type Prices = { readonly in: number | undefined; readonly out: number | undefined };

/** A setting that cannot be used; the message says which and what to do. */
export class ConfigTrouble extends Error {}

const loopback = ["127.0.0.1", "::1", "localhost"];

/** Text that people wrote leaves this machine by TLS only. */
const isOpen = (url: string | undefined): boolean =>
  url !== undefined && new URL(url).protocol === "http:" && !loopback.includes(new URL(url).hostname.replace(/^\[|\]$/g, ""));

const openAi = "https://api.openai.com/v1";
const endpointOf = (e: z.infer<typeof environment>): Endpoint | undefined => {
  if (e.AZURE_OPENAI_ENDPOINT)
    return {
      kind: "azure",
      url: e.AZURE_OPENAI_ENDPOINT,
      deployment: e.AZURE_OPENAI_DEPLOYMENT ?? "",
      version: e.AZURE_OPENAI_API_VERSION,
      key: e.AZURE_OPENAI_API_KEY,
      identity: e.AZURE_CLIENT_ID,
    };
  if (!e.KOMPIS_MODEL_URL && !e.OPENAI_API_KEY) return undefined;
  return { kind: "openai", url: e.KOMPIS_MODEL_URL ?? openAi, key: e.OPENAI_API_KEY, model: e.KOMPIS_MODEL ?? "" };
};

/** What is wrong with the settings of the model; undefined where nothing is, or where there is no model. */
const modelTrouble = (e: z.infer<typeof environment>): string | undefined => {
  const endpoint = endpointOf(e);
  if (isOpen(e.KOMPIS_MODEL_URL))
    return `KOMPIS_MODEL_URL is "${e.KOMPIS_MODEL_URL}", but what people write may only leave this machine encrypted. Use https.`;
  if (isOpen(e.AZURE_OPENAI_ENDPOINT))
    return `AZURE_OPENAI_ENDPOINT is "${e.AZURE_OPENAI_ENDPOINT}", but what people write may only leave this machine encrypted. Use https.`;
  if (e.AZURE_OPENAI_ENDPOINT && (e.KOMPIS_MODEL_URL || e.OPENAI_API_KEY))
    return "AZURE_OPENAI_ENDPOINT is set, and so is OPENAI_API_KEY or KOMPIS_MODEL_URL. One model is asked: leave the others out.";
  if (endpoint?.kind === "azure" && !endpoint.deployment)
    return "AZURE_OPENAI_DEPLOYMENT is missing. Set it to the name of the deployment at AZURE_OPENAI_ENDPOINT.";
  if (endpoint?.kind === "openai" && !endpoint.model)
    return "KOMPIS_MODEL is missing. Set it to the name of the model, or leave OPENAI_API_KEY and KOMPIS_MODEL_URL out to do without one.";
  return undefined;
};

const together = (c: Config): string | undefined => {
  if (c.local && !loopback.includes(c.host))
    return `HOST is "${c.host}", but local mode lets anybody in and may only listen on 127.0.0.1. Set KOMPIS_MODE=production with an app id, or leave HOST out.`;
  if (c.local && c.app.id)
    return `MICROSOFT_APP_ID is set, but KOMPIS_MODE is local. Set KOMPIS_MODE=production to meet Teams, or leave the app id out to try the bot here.`;
  if (c.local) return undefined;
  if (!c.app.id)
    return "MICROSOFT_APP_ID is missing. In production every request must be proved to come from Teams; set the id of the app registration, or KOMPIS_MODE=local to try the bot on this machine.";
  if (!c.app.tenant) return "MICROSOFT_APP_TENANT_ID is missing. Set it to the directory (tenant) id of the municipality.";
  if (c.app.type === "SingleTenant" && !c.app.password)
    return "MICROSOFT_APP_PASSWORD is missing. Set it to a client secret of the app registration, or use MICROSOFT_APP_TYPE=UserAssignedMSI.";
  if (c.app.type === "UserAssignedMSI" && c.app.password)
    return "MICROSOFT_APP_PASSWORD is set, but a managed identity has none. Leave it out, or use MICROSOFT_APP_TYPE=SingleTenant.";
  if (c.now) return "KOMPIS_NOW sets the clock and works in local mode only. Leave it out in production.";
  return undefined;
};

/** @throws ConfigTrouble naming the variable, its value and how to mend it; a secret's value is never quoted. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? "");
    throw new ConfigTrouble(
      `${name} is "${/PASSWORD|SECRET$|TOKEN$|KEY$|^DATABASE_URL$/.test(name) ? "…" : env[name]}", but ${issue?.message ?? "it cannot be used"}. See .env.example.`,
    );
  }
  const e = parsed.data;
  const endpoint = endpointOf(e);
  const config: Config = {
    port: e.PORT,
    playgroundPort: e.PLAYGROUND_PORT,
    host: e.HOST,
    local: e.KOMPIS_MODE === "local",
    data: e.KOMPIS_DATA,
    database: e.DATABASE_URL,
    sample: e.KOMPIS_SAMPLE,
    municipality:
      e.KOMPIS_MUNICIPALITY ?? (e.KOMPIS_MODE === "local" ? `${e.KOMPIS_SAMPLE}/municipality.json` : `${e.KOMPIS_DATA}/municipality.json`),
    retention: e.KOMPIS_RETENTION,
    yearWheel: e.KOMPIS_YEARWHEEL,
    now: e.KOMPIS_NOW,
    log: e.KOMPIS_LOG,
    metricsToken: e.KOMPIS_METRICS_TOKEN,
    publicUrl: e.KOMPIS_PUBLIC_URL,
    perSecond: e.KOMPIS_MESSAGES_PER_SECOND,
    cloud: e.KOMPIS_CLOUD,
    teamsHosts: e.KOMPIS_TEAMS_HOSTS,
    app: {
      id: e.MICROSOFT_APP_ID ?? "",
      password: e.MICROSOFT_APP_PASSWORD,
      type: e.MICROSOFT_APP_TYPE,
      tenant: e.MICROSOFT_APP_TENANT_ID,
      secretExpires: e.MICROSOFT_APP_SECRET_EXPIRES,
    },
    model: endpoint && {
      endpoint,
      perDay: e.KOMPIS_MODEL_PER_DAY,
      prices: { in: e.KOMPIS_MODEL_PRICE_IN, out: e.KOMPIS_MODEL_PRICE_OUT },
    },
  };
  const trouble = together(config) ?? modelTrouble(e);
  if (trouble) throw new ConfigTrouble(trouble);
  return config;
};

/** The clock: the machine's, or in local mode one that started at KOMPIS_NOW when the process did. */
export const clockOf = (config: Pick<Config, "now">): (() => string) => {
  if (!config.now) return () => new Date().toISOString();
  const offset = new Date(config.now).getTime() - Date.now();
  return () => new Date(Date.now() + offset).toISOString();
};

/** Days until the client secret expires; undefined where no date is set. */
export const secretDaysLeft = (config: Config, now: string): number | undefined =>
  config.app.secretExpires ? Math.round((Date.parse(config.app.secretExpires) - Date.parse(dayInOslo(now))) / 86_400_000) : undefined;

/** A small real HTTP server that plays who issues Teams' tokens, and the managed identity that the bot fetches its own from. */
import { createServer } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
type Pair = { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
type Header = { kid?: string; alg?: string; [name: string]: unknown };

/** The app registration that tokens are for. */
export const APP = "5f1d3c0a-8a55-4c3e-9d6b-2f0e7a1b9c4d";

export const seconds = (): number => Math.floor(Date.now() / 1000);

export async function startIssuer() {
  const make = (): Promise<Pair> => generateKeyPair("RS256", { extractable: true });
  const [teams, webchat, unknown] = await Promise.all([make(), make(), make()]);
  const [forTeams, forWebchat] = await Promise.all([exportJWK(teams.publicKey), exportJWK(webchat.publicKey)]);
  const keys = [
    { ...forTeams, kid: "teams", use: "sig", endorsements: ["msteams", "skype"] },
    { ...forWebchat, kid: "webchat", use: "sig", endorsements: ["webchat"] },
  ];
  const asked: string[] = [];
  let away = false;

  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    asked.push(path);
    const answers: Readonly<Record<string, () => object>> = {
      "/openid": () => ({ issuer: url, jwks_uri: `${url}/keys` }),
      "/keys": () => ({ keys }),
      "/identity": () => ({ access_token: "the-bots-own", expires_on: `${seconds() + 86_400}`, resource: "", token_type: "Bearer" }),
    };
    const answer = away ? undefined : answers[path];
    response.writeHead(answer ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify(answer?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  const claims = (serviceUrl: string): JWTPayload => ({
    iss: url,
    aud: APP,
    serviceurl: serviceUrl,
    iat: seconds(),
    nbf: seconds() - 60,
    exp: seconds() + 3600,
  });
  return {
    url,
    openId: `${url}/openid`,
    /** Signers: the endorsed key, one for another channel, and one that the issuer has never named. */
    pairs: { teams, webchat, unknown },
    /** The addresses that were asked for, in order. */
    asked: asked as readonly string[],
    goAway: (gone: boolean): void => {
      away = gone;
    },
    claims,
    /** A signed token, good but for what is changed; a claim that is undefined is left out. */
    token: (
      serviceUrl: string,
      changed: JWTPayload = {},
      header: Header = {},
      key: CryptoKey | Uint8Array = teams.privateKey,
    ): Promise<string> =>
      new SignJWT(JSON.parse(JSON.stringify({ ...claims(serviceUrl), ...changed })))
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "teams", ...header } as never)
        .sign(key),
    /** What a bot in production must be told to fetch its own token here. */
    identity: { IDENTITY_ENDPOINT: `${url}/identity`, IDENTITY_HEADER: "here" },
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}

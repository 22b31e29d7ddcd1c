/** The token of the managed identity that this machine has in Azure, from the platform itself. */
import { z } from "zod";

export type Around = Readonly<Record<string, string | undefined>>;

/** Azure's services for language models. */
const resource = "https://cognitiveservices.azure.com";
const metadata = "http://169.254.169.254/metadata/identity/oauth2/token";
/** Milliseconds. */
const [deadline, early] = [3000, 5 * 60_000];

/** Seconds since 1970, which App Service writes as text. */
const answer = z.object({ access_token: z.string().min(1), expires_on: z.coerce.number() });

/**
 * App Service and Container Apps name an address and a secret in the environment; other machines have one at a fixed address.
 * @param client id of a user-assigned identity; without one it is the machine's own
 * @throws when the platform gives none
 */
export const newIdentity = (client: string | undefined, env: Around = process.env, fixed = metadata): (() => Promise<string>) => {
  const { IDENTITY_ENDPOINT: named, IDENTITY_HEADER: secret } = env;
  const url = new URL(named && secret ? named : fixed);
  url.searchParams.set("resource", resource);
  url.searchParams.set("api-version", named && secret ? "2019-08-01" : "2018-02-01");
  if (client) url.searchParams.set("client_id", client);
  const headers: Record<string, string> = named && secret ? { "X-IDENTITY-HEADER": secret } : { Metadata: "true" };
  let known: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (known && Date.now() < known.until - early) return known.token;
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(deadline) });
    if (!response.ok) throw new Error(`The platform gave no token for the managed identity: ${response.status}.`);
    const { access_token, expires_on } = answer.parse(await response.json());
    known = { token: access_token, until: expires_on * 1000 };
    return access_token;
  };
};

/** The keys that an issuer signs with, fetched from where it says they are, kept, and never fetched faster than a flood could wish. */
import { type CryptoKey, importJWK } from "jose";
import { z } from "zod";

export type Key = { readonly verify: CryptoKey /** The channels that the key may speak for. */; readonly endorsements: readonly string[] };

/** The keys could not be fetched, so that nothing can be said of a token. */
export class KeysAway extends Error {}

/** Milliseconds: how long the issuer may take, how often it is asked at most, and how old keys are renewed or no longer used. */
const patience = 5000;
const pause = 5000;
const renewed = 3600_000;
const tooOld = 24 * 3600_000;

const metadata = z.looseObject({ jwks_uri: z.url() });
const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), endorsements: z.array(z.string()).optional() })),
});

const read = async (url: string, signal: AbortSignal): Promise<unknown> => {
  const answer = await fetch(url, { redirect: "error", signal });
  if (!answer.ok) throw new KeysAway(`${url} answers ${answer.status}.`);
  return answer.json();
};

const load = async (openId: string): Promise<ReadonlyMap<string, Key>> => {
  const signal = AbortSignal.timeout(patience);
  const { jwks_uri } = metadata.parse(await read(openId, signal));
  // What is said over https may not lead to where anybody could answer.
  if (URL.parse(jwks_uri)?.protocol !== URL.parse(openId)?.protocol) throw new KeysAway(`${openId} names keys at ${jwks_uri}.`);
  const found = new Map<string, Key>();
  for (const { kid, kty, endorsements = [], ...rest } of keySet.parse(await read(jwks_uri, signal)).keys) {
    if (kty !== "RSA" || kid === undefined) continue;
    const verify = await importJWK({ kty, ...rest }, "RS256").catch(() => undefined);
    if (verify && !(verify instanceof Uint8Array) && verify.type === "public") found.set(kid, { verify, endorsements });
  }
  return found;
};

/**
 * @param openId address of the issuer's OpenID metadata
 * @returns the key of a name, undefined where the issuer has none; rejects with KeysAway where that cannot be known
 */
export const keysOf = (openId: string, now: () => number = Date.now): ((kid: string) => Promise<Key | undefined>) => {
  let keys: ReadonlyMap<string, Key> = new Map();
  let [asked, answered] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let asking: Promise<void> | undefined;

  /** One fetch at a time for all who wait. */
  const ask = (): Promise<void> => {
    if (!asking && now() - asked < pause) return Promise.resolve();
    asking ??= (async () => {
      asked = now();
      try {
        keys = await load(openId);
        answered = asked;
      } catch {
        // What was fetched before is used until it is too old.
      } finally {
        asking = undefined;
      }
    })();
    return asking;
  };

  return async (kid) => {
    if (now() - answered < tooOld && keys.has(kid)) {
      if (now() - answered > renewed) void ask();
      return keys.get(kid);
    }
    await ask();
    if (now() - answered >= tooOld || answered < asked) throw new KeysAway(`No keys from ${openId}.`);
    return keys.get(kid);
  };
};

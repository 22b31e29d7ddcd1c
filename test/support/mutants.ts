/** Tokens that are nearly right. */
import type { Issuer } from "./issuer.ts";

/** A stream of numbers in [0, 1) that a seed repeats. */
export const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString());

const odd: readonly unknown[] = [
  null,
  "",
  0,
  -1,
  1e99,
  true,
  [],
  {},
  "msteams",
  "none",
  "HS256",
  "https://example.org/",
  ["RS256"],
  "\u0000",
  "æøå",
];

/**
 * Endless tokens made from good ones, none of them good: what is changed is the spelling, the parts, the claims under
 * the old signature, or the header.
 */
export async function* mutants(
  issuer: Issuer,
  serviceUrl: string,
  seed: number,
): AsyncGenerator<{ readonly how: string; readonly token: string }> {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const good = await Promise.all([0, 1, 2, 3].map((n) => issuer.token(serviceUrl, { jti: `${n}` })));
  const stolen = await issuer.token(serviceUrl, {}, { kid: "unknown" }, issuer.pairs.unknown.privateKey);
  const parts = (token: string) => token.split(".") as [string, string, string];
  const at = (text: string) => Math.floor(random() * text.length);
  const withPart = (token: string, n: number, part: string) => parts(token).with(n, part).join(".");
  const changed = (token: string, n: 0 | 1, change: (fields: Record<string, unknown>) => void) => {
    const fields = decode(parts(token)[n]);
    change(fields);
    return withPart(token, n, encode(fields));
  };
  const headers = ["alg", "kid", "jku", "jwk", "x5u", "x5c", "x5t", "crit", "b64", "typ", "cty", "zip", "enc"];
  const claims = ["iss", "aud", "exp", "nbf", "iat", "serviceurl", "tid", "appid", "azp", "ver", "sub"];

  const ways: Readonly<Record<string, (token: string) => string>> = {
    "a bit turned": (t) => {
      const bytes = Buffer.from(t);
      const i = at(t);
      bytes[i] = (bytes[i] ?? 0) ^ (1 << Math.floor(random() * 7));
      return bytes.toString("latin1");
    },
    "a letter changed": (t) => {
      const i = at(t);
      return `${t.slice(0, i)}${pick([...alphabet])}${t.slice(i + 1)}`;
    },
    "a letter more": (t) => {
      const i = at(t);
      return `${t.slice(0, i)}${pick([...alphabet, ".", "=", "+", "/", " ", "~"])}${t.slice(i)}`;
    },
    "a letter less": (t) => {
      const i = at(t);
      return t.slice(0, i) + t.slice(i + 1);
    },
    "letters changed places": (t) => {
      const [i, j] = [at(t), at(t)].toSorted((a, b) => a - b) as [number, number];
      return t.slice(0, i) + t.charAt(j) + t.slice(i + 1, j) + (j > i ? t.charAt(i) : "") + t.slice(j + 1);
    },
    "cut off": (t) => t.slice(0, at(t)),
    "cut in front": (t) => t.slice(1 + at(t)),
    "dots doubled": (t) => t.replace(".", random() < 0.5 ? ".." : "..."),
    "parts changed places": (t) =>
      pick([
        [0, 2, 1],
        [1, 0, 2],
        [2, 1, 0],
        [1, 2, 0],
        [0, 0, 2],
        [0, 1, 1],
        [0, 1],
      ])
        .map((n) => parts(t)[n])
        .join("."),
    "a part of another": (t) =>
      withPart(t, 1 + Math.floor(random() * 2), parts(pick(good.filter((one) => one !== t)))[1 + Math.floor(random() * 2)] ?? ""),
    "a part left out": (t) => withPart(t, Math.floor(random() * 3), ""),
    "a stranger's signature": (t) => withPart(t, 2, parts(stolen)[2]),
    "a claim changed": (t) => changed(t, 1, (fields) => Object.assign(fields, { [pick(claims)]: pick(odd) })),
    "a claim left out": (t) => changed(t, 1, (fields) => delete fields[pick(["iss", "aud", "exp", "nbf", "iat", "serviceurl"])]),
    "a longer life": (t) =>
      changed(t, 1, (fields) => Object.assign(fields, { exp: Number(fields["exp"]) + 1 + Math.floor(random() * 1e6) })),
    "a header changed": (t) => changed(t, 0, (fields) => Object.assign(fields, { [pick(headers)]: pick(odd) })),
    "no algorithm": (t) =>
      withPart(
        changed(t, 0, (fields) => Object.assign(fields, { alg: pick(["none", "None", "NONE", "nOnE", ""]) })),
        2,
        random() < 0.5 ? "" : parts(t)[2],
      ),
    padded: (t) => t + "=".repeat(1 + Math.floor(random() * 3)),
    twice: (t) => `${t}${pick([".", ",", " ", ", Bearer ", ""])}${t}`,
    huge: (t) => withPart(t, Math.floor(random() * 3), pick([...alphabet]).repeat(2000 + Math.floor(random() * 6000))),
    noise: () => Array.from({ length: 1 + Math.floor(random() * 300) }, () => pick([...alphabet, ".", "."])).join(""),
  };
  const names = Object.keys(ways);
  for (let n = 0; ; n++) {
    const how = names[n % names.length] ?? "";
    const token = (ways[how]?.(pick(good)) ?? "").replace(/[^\x20-\x7e]/g, "~").trim();
    // By chance the change is none; that is no mutant.
    if (!good.includes(token)) yield { how, token };
  }
}

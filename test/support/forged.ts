/** Requests that must not be let in, each with the status it must get. */
import { createHmac } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { APP, type Issuer, seconds } from "./issuer.ts";
import { chunk, head, type Piece } from "./raw.ts";

export type Forged = {
  readonly name: string;
  readonly status: number;
  readonly pieces: readonly Piece[] /** Only the first of the activities' kinds is sent. */;
  readonly once?: true;
};

type Fields = Readonly<Record<string, unknown>>;
/** What the forgeries start from: an activity that would be let in with a good token for its address. */
export type From = { readonly issuer: Issuer; readonly connector: string; readonly tenant: string; readonly activity: Fields };

const encode = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const json = ["content-type", "application/json; charset=utf-8"] as const;
const host = ["host", "127.0.0.1"] as const;

/** A request as Teams sends it, but for what is given. */
const request = (
  authorization: string | readonly string[] | undefined,
  body: string | Buffer,
  headers: readonly (readonly [string, string | number])[] = [json],
) => [
  head("POST", "/api/messages", [
    host,
    ...(authorization === undefined ? [] : [authorization].flat().map((one) => ["authorization", one] as const)),
    ...headers,
    ["content-length", Buffer.byteLength(body)],
  ]),
  body,
];

/** Headers, claims and signatures that do not prove what they should. */
const tokens = async ({ issuer, connector }: From): Promise<Readonly<Record<string, string | readonly string[] | undefined>>> => {
  const { teams, webchat, unknown } = issuer.pairs;
  const good = await issuer.token(connector);
  const [header = "", payload = "", signature = ""] = good.split(".");
  const other = await issuer.token(connector, { jti: "other" });
  const pem = await exportSPKI(teams.publicKey);
  const jwk = await exportJWK(unknown.publicKey);
  const elliptic = await generateKeyPair("ES256");
  const by = async (alg: string) => {
    const pkcs8 = await crypto.subtle.exportKey("pkcs8", teams.privateKey as never);
    const [name, hash] = alg.startsWith("PS") ? ["RSA-PSS", "SHA-256"] : ["RSASSA-PKCS1-v1_5", `SHA-${alg.slice(2)}`];
    const key = await crypto.subtle.importKey("pkcs8", pkcs8, { name, hash }, true, ["sign"]);
    return issuer.token(connector, {}, { alg }, key as never);
  };
  const hmac = (secret: string | Buffer) => {
    const signed = `${encode({ alg: "HS256", typ: "JWT", kid: "teams" })}.${payload}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };
  const withHeader = (fields: object) => `${encode(fields)}.${payload}.${signature}`;
  const withClaims = (changed: Fields) => issuer.token(connector, changed);
  const withoutClaim = (name: string) => issuer.token(connector, { [name]: undefined });
  const stolen = (fields: object) => issuer.token(connector, {}, fields as never, unknown.privateKey);
  const emulator = (iss: string, ver: string) => withClaims({ iss, ver, appid: APP, azp: APP });
  const raw = async (text: string) => {
    const bytes = new TextEncoder().encode(`${header}.${encode(text)}`);
    return `${header}.${encode(text)}.${Buffer.from(await crypto.subtle.sign("RSASSA-PKCS1-v1_5", teams.privateKey as never, bytes)).toString("base64url")}`;
  };
  // The last letter of a signature of 256 bytes carries four bits that mean nothing.
  const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const respelled = good.slice(0, -1) + last.charAt(last.indexOf(good.slice(-1)) + 1);

  const all: Readonly<Record<string, string | Promise<string>>> = {
    "a token that is none": "x",
    "two dots": "..",
    "no signature": `${header}.${payload}.`,
    "another token's signature": `${header}.${payload}.${other.split(".")[2]}`,
    "another token's claims": `${header}.${other.split(".")[1]}.${signature}`,
    "a part too few": `${header}.${payload}`,
    "a part too many": `${good}.x`,
    "an encrypted token's five parts": `${header}..x.y.z`,
    "a signature in another spelling": respelled,
    "a padded signature": `${good}==`,
    "twelve thousand letters": `${header}.${payload}.${"A".repeat(12_000)}`,
    "claims that are no JSON": raw("{hei"),
    "claims that are a list": raw("[]"),
    "claims that are text": raw('"hei"'),
    "none, unsigned": `${encode({ alg: "none", typ: "JWT" })}.${payload}.`,
    "none, with a signature": `${encode({ alg: "none", kid: "teams" })}.${payload}.${signature}`,
    "None in capitals": `${encode({ alg: "NONE", kid: "teams" })}.${payload}.`,
    "no algorithm named": withHeader({ typ: "JWT", kid: "teams" }),
    "an algorithm that is a list": withHeader({ alg: ["RS256"], kid: "teams" }),
    "HS256 with the public key as PEM": hmac(pem),
    "HS256 with the public key's number": hmac(Buffer.from(jwk.n ?? "", "base64url")),
    "HS256 with an empty secret": hmac(""),
    RS384: by("RS384"),
    RS512: by("RS512"),
    PS256: by("PS256"),
    ES256: new SignJWT(issuer.claims(connector)).setProtectedHeader({ alg: "ES256", kid: "teams" }).sign(elliptic.privateKey),
    "no key named": stolen({ kid: undefined }),
    "an unknown key": stolen({ kid: "unknown" }),
    "a key's name that is a path": stolen({ kid: "../../keys" }),
    "a key's name that every object has": stolen({ kid: "__proto__" }),
    "a key's name that is an object": `${encode({ alg: "RS256", kid: { toString: "teams" } })}.${payload}.${signature}`,
    "a stranger's key under the right name": stolen({ kid: "teams" }),
    "a key that comes along (jwk)": stolen({ kid: "teams", jwk }),
    "a key that comes along (x5c)": stolen({ kid: "teams", x5c: ["MIIB"] }),
    "keys elsewhere (jku)": stolen({ kid: "unknown", jku: `${connector}/keys` }),
    "keys elsewhere (x5u)": stolen({ kid: "unknown", x5u: `${connector}/keys` }),
    "something critical that nobody knows (crit)": `${encode({ alg: "RS256", kid: "teams", crit: ["exp"], exp: 1 })}.${payload}.${signature}`,
    "an unencoded payload (b64)": `${encode({ alg: "RS256", kid: "teams", crit: ["b64"], b64: false })}.${payload}.${signature}`,
    "a key for another channel": issuer.token(connector, {}, { kid: "webchat" }, webchat.privateKey),
    "a key for another channel under the right name": issuer.token(connector, {}, {}, webchat.privateKey),
    "no end": withoutClaim("exp"),
    ended: withClaims({ exp: seconds() - 600 }),
    "an end that is text": withClaims({ exp: `${seconds() + 3600}` as never }),
    "no beginning": withoutClaim("nbf"),
    "not begun": withClaims({ nbf: seconds() + 600 }),
    "a beginning that is text": withClaims({ nbf: "0" as never }),
    "for another app": withClaims({ aud: "00000000-0000-4000-8000-000000000000" }),
    "for nobody": withoutClaim("aud"),
    "for another app too": withClaims({ aud: [APP, "00000000-0000-4000-8000-000000000000"] }),
    "by another issuer": withClaims({ iss: "https://example.org" }),
    "by an issuer with a slash more": withClaims({ iss: `${issuer.url}/` }),
    "by nobody": withoutClaim("iss"),
    "by the emulator, version 1": emulator("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0"),
    "by the emulator, version 2": emulator("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", "2.0"),
    "by the US government's emulator": emulator("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", "2.0"),
    "by another bot": emulator("https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", "1.0"),
    "no address": withoutClaim("serviceurl"),
    "an address that is a number": withClaims({ serviceurl: 7 }),
    "a foreign address": withClaims({ serviceurl: "https://example.org/" }),
    "an address inside": withClaims({ serviceurl: "http://169.254.169.254/latest" }),
    "an address with a user": withClaims({ serviceurl: connector.replace("//", "//smba@") }),
    "an address that begins like ours": withClaims({ serviceurl: `${connector}.example.org/` }),
    "another scheme": withClaims({ serviceurl: connector.replace("http:", "https:") }),
    "another path than the activity's": withClaims({ serviceurl: `${connector}/elsewhere` }),
  };
  const made = await Promise.all(Object.entries(all).map(async ([name, token]) => [name, `Bearer ${await token}`] as const));
  return {
    "no header": undefined,
    "an empty header": "",
    "Bearer and nothing": "Bearer",
    "a password": `Basic ${Buffer.from("kompis:kompis").toString("base64")}`,
    "another scheme in front": `Token ${good}`,
    "small letters": `bearer ${good}`,
    "two blanks": `Bearer  ${good}`,
    "two tokens in one header": `Bearer ${good}, Bearer ${good}`,
    "two headers": [`Bearer ${good}`, `Bearer ${good}`],
    ...Object.fromEntries(made),
  };
};

/** Activities that do not fit a good token, or are none. */
const activities = ({ activity, tenant }: From): Readonly<Record<string, readonly [number, unknown]>> => {
  const conversation = activity["conversation"] as Fields;
  const from = activity["from"] as Fields;
  const data = activity["channelData"] as Fields;
  const foreign = "11111111-2222-4333-8444-555555555555";
  const but = (changed: Fields): Fields => ({ ...activity, ...changed });
  const nest = (depth: number): unknown => (depth === 0 ? 0 : [nest(depth - 1)]);
  return {
    "another tenant": [
      401,
      but({ channelData: { ...data, tenant: { id: foreign } }, conversation: { ...conversation, tenantId: foreign } }),
    ],
    "another tenant in the conversation": [401, but({ conversation: { ...conversation, tenantId: foreign } })],
    "another tenant in the channel": [401, but({ channelData: { ...data, tenant: { id: foreign } } })],
    "no tenant": [401, but({ channelData: {}, conversation: { ...conversation, tenantId: undefined } })],
    "a tenant that is a list": [400, but({ channelData: { tenant: { id: [tenant] } } })],
    "an address that the token does not name": [401, but({ serviceUrl: "https://smba.trafficmanager.net/teams/" })],
    "an address with a query": [401, but({ serviceUrl: `${activity["serviceUrl"]}?x=1` })],
    "an address that is none": [400, but({ serviceUrl: "Teams" })],
    "an address of 5 KB": [400, but({ serviceUrl: `${activity["serviceUrl"]}${"x".repeat(5000)}` })],
    "no activity's address": [400, but({ serviceUrl: undefined })],
    "no type": [400, but({ type: undefined })],
    "a type that is a number": [400, but({ type: 5 })],
    "no channel": [400, but({ channelId: undefined })],
    "another channel": [400, but({ channelId: "emulator" })],
    "no sender": [400, but({ from: undefined })],
    "a sender without an id": [400, but({ from: { name: "Ola" } })],
    "a NUL in the sender's id": [400, but({ from: { ...from, id: "29:\u0000" } })],
    "a NUL in the conversation's id": [400, but({ conversation: { ...conversation, id: "a:\u0000" } })],
    "a NUL in the activity's id": [400, but({ id: "1\u0000" })],
    "half a character in an id": [400, but({ from: { ...from, id: "29:\ud800" } })],
    "an id of 5 KB": [400, but({ id: "1".repeat(5000) })],
    "no recipient": [400, but({ recipient: undefined })],
    "no conversation": [400, but({ conversation: undefined })],
    "a conversation that is text": [400, but({ conversation: "a:1" })],
    "a text that is an object": [400, but({ text: { x: 1 } })],
    "entities that are no list": [400, but({ entities: {} })],
    "an entity that is null": [400, but({ entities: [null] })],
    "a mention of nobody": [400, but({ entities: [{ type: "mention", text: "<at>x</at>" }] })],
    "a time that is an object": [400, but({ timestamp: {} })],
    null: [400, null],
    "a list": [400, [activity]],
    "a number": [400, 7],
    "33 lists in lists": [400, but({ value: nest(32) })],
  };
};

/** Everything forged, for one activity. */
export const forgeries = async (from: From): Promise<readonly Forged[]> => {
  const { issuer, connector, activity } = from;
  const body = JSON.stringify(activity);
  const good = `Bearer ${await issuer.token(connector)}`;
  const bytes = (status: number, sent: string | Buffer, headers?: readonly (readonly [string, string | number])[]) => ({
    status,
    pieces: request(good, sent, headers),
  });
  const to = (status: number, method: string, path: string, headers: readonly (readonly [string, string])[] = []) => ({
    status,
    once: true as const,
    pieces: [head(method, path, [host, ["authorization", good], json, ...headers, ["content-length", body.length]]), body],
  });
  const whole = (...headers: readonly (readonly [string, string | number])[]) =>
    head("POST", "/api/messages", [host, ["authorization", good], json, ...headers]);
  const encoded = (name: string, sent: Buffer | string) => bytes(415, sent, [json, ["content-encoding", name]]);

  /** The token and the activity agree on an address that Teams does not have. */
  const agreed = async (serviceUrl: string) => ({
    status: 401,
    pieces: request(`Bearer ${await issuer.token(serviceUrl)}`, JSON.stringify({ ...activity, serviceUrl })),
  });
  const others: Readonly<Record<string, Omit<Forged, "name">>> = {
    "the token in the address": {
      status: 401,
      pieces: [head("POST", `/api/messages?access_token=${good.slice(7)}`, [host, json, ["content-length", body.length]]), body],
    },
    "the token in a cookie": { status: 401, pieces: request(undefined, body, [json, ["cookie", `authorization=${good}`]]) },
    "the token in another header": {
      status: 401,
      pieces: request(undefined, body, [json, ["x-authorization", good], ["proxy-authorization", good]]),
    },
    "a bad token whose body never comes": {
      status: 401,
      once: true,
      pieces: [head("POST", "/api/messages", [host, json, ["authorization", "Bearer x"], ["content-length", 100]])],
    },
    "a bad token that waits to be asked": {
      status: 401,
      once: true,
      pieces: [
        head("POST", "/api/messages", [host, json, ["authorization", "Bearer x"], ["expect", "100-continue"], ["content-length", 100]]),
      ],
    },
    "a header of 20 KB": {
      status: 431,
      once: true,
      pieces: [head("POST", "/api/messages", [host, json, ["authorization", `Bearer ${"A".repeat(20_000)}`]])],
    },
    "an agreed foreign address": await agreed("https://example.org/teams/"),
    "an agreed address inside": await agreed("http://169.254.169.254/latest"),
    "an agreed address on another port": await agreed("http://127.0.0.1:9/"),
    gzip: encoded("gzip", gzipSync(body)),
    deflate: encoded("deflate", deflateSync(body)),
    brotli: encoded("br", brotliCompressSync(body)),
    "an encoding that is none": encoded("identity", body),
    "gzip that does not say so": bytes(400, gzipSync(body)),
    text: bytes(415, body, [["content-type", "text/plain"]]),
    "a form": bytes(415, "type=message&channelId=msteams", [["content-type", "application/x-www-form-urlencoded"]]),
    "a form with files": bytes(415, `--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n${body}\r\n--x--\r\n`, [
      ["content-type", "multipart/form-data; boundary=x"],
    ]),
    "a patch": bytes(415, body, [["content-type", "application/json-patch+json"]]),
    "no content type": bytes(415, body, []),
    nothing: bytes(400, ""),
    "half a JSON": bytes(400, body.slice(0, -20)),
    "two in one": bytes(400, `${body}${body}`),
    "letters that are none": bytes(
      400,
      Buffer.concat([Buffer.from(body.slice(0, -1)), Buffer.from(',"x":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    ),
    "UTF-16": bytes(400, Buffer.from(body, "utf16le")),
    "a mark in front": bytes(400, `\ufeff${body}`),
    "100 000 lists in lists": bytes(400, `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    "a byte too many": { ...bytes(413, Buffer.alloc(256 * 1024 + 1, 32)), once: true },
    "a length of 10 GB": { status: 413, once: true, pieces: [whole(["content-length", 10_000_000_000])] },
    "300 KB in chunks": {
      status: 413,
      once: true,
      pieces: [whole(["transfer-encoding", "chunked"]), ...Array.from({ length: 30 }, () => chunk("x".repeat(10_240)))],
    },
    "a compressed transfer": {
      status: 400,
      once: true,
      pieces: [whole(["transfer-encoding", "gzip, chunked"]), chunk(gzipSync(body)), chunk()],
    },
    "a length that is negative": { status: 400, once: true, pieces: [whole(["content-length", -1])] },
    "two lengths": { status: 400, once: true, pieces: [whole(["content-length", body.length], ["content-length", body.length + 1]), body] },
    "a length and chunks": {
      status: 400,
      once: true,
      pieces: [whole(["content-length", 4], ["transfer-encoding", "chunked"]), chunk(body), chunk()],
    },
    "a chunk that is none": { status: 400, once: true, pieces: [whole(["transfer-encoding", "chunked"]), "zz\r\nhei\r\n0\r\n\r\n"] },
    "no host": {
      status: 400,
      once: true,
      pieces: [head("POST", "/api/messages", [["authorization", good], json, ["content-length", body.length]]), body],
    },
    "a body that never comes": { status: 408, once: true, pieces: [whole(["content-length", body.length])] },
    "a body drop by drop": {
      status: 408,
      once: true,
      pieces: [whole(["content-length", body.length]), ...[...body].slice(0, 80).flatMap((letter) => [letter, 100])],
    },
    "a head that never ends": { status: 408, once: true, pieces: ["POST /api/messages HTTP/1.1\r\nhost: 127.0.0.1\r\nx: "] },
    "a head drop by drop": {
      status: 408,
      once: true,
      pieces: ["POST /api/messages HTTP/1.1\r\n", ...Array.from({ length: 80 }, (_, n) => [`x${n}: 1\r\n`, 100]).flat()],
    },
    "what is no HTTP": { status: 400, once: true, pieces: ["HEI\r\n\r\n"] },
    GET: to(405, "GET", "/api/messages"),
    HEAD: to(405, "HEAD", "/api/messages"),
    PUT: to(405, "PUT", "/api/messages"),
    DELETE: to(405, "DELETE", "/api/messages"),
    PATCH: to(405, "PATCH", "/api/messages"),
    OPTIONS: to(405, "OPTIONS", "/api/messages"),
    TRACE: to(405, "TRACE", "/api/messages"),
    "CONNECT, which is not answered": to(0, "CONNECT", "example.org:443"),
    "another protocol": to(405, "GET", "/api/messages", [
      ["connection", "upgrade"],
      ["upgrade", "websocket"],
      ["sec-websocket-key", "x"],
    ]),
    ...Object.fromEntries(["/healthz", "/readyz", "/", "/privacy", "/terms"].map((path) => [`POST ${path}`, to(405, "POST", path)])),
    ...Object.fromEntries(
      [
        "/api",
        "/api/messages/",
        "/api/messages/1",
        "/API/messages",
        "/api//messages",
        "//",
        "/api/messages%00",
        "/%",
        "/%ff",
        "/metrics",
        "/.env",
        "/constructor",
        "/__proto__",
        "/..%2f..%2fetc%2fpasswd",
      ].map((path) => [`POST ${path}`, to(404, "POST", path)]),
    ),
  };
  return [
    ...Object.entries(await tokens(from)).map(([name, authorization]) => ({ name, status: 401, pieces: request(authorization, body) })),
    ...Object.entries(activities(from)).map(([name, [status, sent]]) => ({
      name: `a good token and ${name}`,
      ...bytes(status, JSON.stringify(sent)),
    })),
    ...Object.entries(others).map(([name, one]) => ({ name, ...one })),
  ];
};

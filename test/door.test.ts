/** What the door is made of, part by part; `prove/door.ts` tries the whole. */
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { newAdapter } from "../src/teams/adapter.ts";
import { largestBody, newLookOver, readJson } from "../src/teams/body.ts";
import { prover } from "../src/teams/door.ts";
import { KeysAway, keysOf } from "../src/teams/keys.ts";
import { newMessenger } from "../src/teams/messenger.ts";
import { addressOf, platformOf, servedBy } from "../src/teams/platform.ts";
import { type Connector, startConnector } from "./support/connector.ts";
import { APP, type Issuer, startIssuer } from "./support/issuer.ts";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** What is said of a body that comes in these chunks, and to its end unless it is told otherwise. */
const read = (chunks: readonly (string | Uint8Array)[], { ends = true, ms = 1000 } = {}) => {
  const body = new PassThrough();
  const result = readJson(body as unknown as IncomingMessage, ms);
  for (const one of chunks) body.write(one);
  if (ends) body.end();
  return result;
};
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("a body", () => {
  const odd = fc.string({ unit: fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "a", "æ", "\n") });
  const { value: anything } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 40, depthSize: "max" },
      odd,
      fc.array(tie("value"), { minLength: 1, maxLength: 2 }),
      fc.dictionary(odd, tie("value"), { maxKeys: 2 }),
    ),
  }));
  const deep = fc
    .tuple(anything, fc.nat(34))
    .map(([value, levels]) => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], value));
  test("may be 32 deep outside strings and no deeper, however it is cut", () =>
    fc.assert(
      fc.property(deep, fc.nat(), (value, at) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const lookOver = newLookOver();
        const cut = at % bytes.length;
        const refused = lookOver(bytes.subarray(0, cut)) ?? lookOver(bytes.subarray(cut));
        expect(refused?.refused.why).toBe(depthOf(value) > 32 ? "body.deep" : undefined);
      }),
    ));
  test("says what JSON says", () =>
    fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 8 }), fc.nat(), async (text, at) => {
        const bytes = Buffer.from(text);
        const cut = at % bytes.length;
        expect(await read([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual({ body: JSON.parse(text) });
      }),
    ));
  test("is refused before its end when it is too deep, too large or holds too much", async () => {
    const why = async (...chunks: (string | Uint8Array)[]) => {
      const result = await read(chunks, { ends: false, ms: 100 });
      return "refused" in result ? result.refused : undefined;
    };
    expect(await why("[".repeat(33))).toMatchObject({ status: 400, why: "body.deep" });
    expect(await why("[", ...Array<string>(100).fill("0,".repeat(101)))).toMatchObject({ status: 400, why: "body.many" });
    expect(await why(...Array<Uint8Array>(33).fill(Buffer.alloc(8192, 32)))).toMatchObject({ status: 413 });
  });
  test("may be as deep, as large and hold as much as is allowed", async () => {
    expect(await read([nested(32)])).toHaveProperty("body");
    expect(await read([`"${"x".repeat(largestBody - 2)}"`])).toHaveProperty("body");
    expect(await read([`[${Array(9999).fill('",,,"').join(",")}]`])).toHaveProperty("body");
  });
  test.each<[string, string | number[]]>([
    ["nothing", ""],
    ["half", '{"a":'],
    ["letters that are none", [0x22, 0xc3, 0x28, 0x22]],
    ["a mark in front", "\ufeff{}"],
  ])("is refused: %s", async (_, sent) => {
    expect(await read([Buffer.from(sent as string)])).toMatchObject({ refused: { status: 400, why: "body.json" } });
  });
  test("keeps no half characters and no NUL", async () => {
    const sent = '{"a":"x\\u0000\\ud800y\\ud83d\\ude00","b\\u0000":1}';
    expect(await read([sent])).toEqual({ body: { a: "x\ufffd\ufffdy😀" } });
  });
  test("must come in time, and to its end", async () => {
    expect(await read(["{"], { ends: false, ms: 20 })).toMatchObject({ refused: { status: 408 } });
    for (const error of [undefined, new Error("reset")]) {
      const body = new PassThrough();
      const result = readJson(body as unknown as IncomingMessage);
      body.destroy(error);
      expect(await result).toMatchObject({ refused: { status: 400, why: "body.cut" } });
    }
  });
});

describe("an address", () => {
  test.each([
    ["https://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/emea"],
    ["https://smba.trafficmanager.net/emea", "https://smba.trafficmanager.net/emea"],
    ["HTTPS://SMBA.TrafficManager.NET:443/emea/", "https://smba.trafficmanager.net/emea"],
    ["https://smba.trafficmanager.net", "https://smba.trafficmanager.net"],
    ["https://smba.trafficmanager.net/a/../b", "https://smba.trafficmanager.net/b"],
  ])("%s is %s", (given, spelled) => expect(addressOf(given)).toBe(spelled));
  test.each([
    "",
    "smba.trafficmanager.net",
    "ftp://smba.trafficmanager.net/",
    "https://user@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net\\@example.org/",
    "https://smba.trafficmanager.net/?to=example.org",
    "https://smba.trafficmanager.net/#example.org",
    "https://smba.trafficmanager.net//",
    " https://smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/\n",
    "https://example.org%2fsmba.trafficmanager.net/",
    "https://smba。trafficmanager.net/",
    `https://smba.trafficmanager.net/${"a".repeat(500)}`,
  ])("%j is none", (given) => expect(addressOf(given)).toBeUndefined());
});

describe("what may be answered", () => {
  const production = {
    KOMPIS_MODE: "production",
    MICROSOFT_APP_ID: APP,
    MICROSOFT_APP_TENANT_ID: "42569925-f61e-46e9-aa22-64acc8daa038",
    MICROSOFT_APP_PASSWORD: "hemmelig",
  };
  const hosts = {
    public: "smba.trafficmanager.net",
    usgov: "smba.infra.gov.teams.microsoft.us",
    usdod: "smba.infra.dod.teams.microsoft.us",
    china: "frontend.botapi.msg.infra.teams.microsoftonline.cn",
  };
  test.each(Object.entries(hosts))("in %s is its own hosts, over https", (cloud, host) => {
    const { serves, home, proof } = platformOf(readConfig({ ...production, KOMPIS_CLOUD: cloud }));
    expect(serves(home)).toBe(true);
    expect(serves(`https://${host}/teams/`)).toBe(true);
    for (const other of Object.values(hosts)) expect(serves(`https://${other}/`)).toBe(other === host);
    for (const foreign of [
      `http://${host}/`,
      `https://${host}:8443/`,
      `https://${host}./`,
      `https://x.${host}/`,
      `https://${host}.example.org/`,
    ])
      expect(serves(foreign)).toBe(false);
    for (const inside of ["http://127.0.0.1/", "https://127.0.0.1/", "https://169.254.169.254/", "https://[::1]/", "https://localhost/"])
      expect(serves(inside)).toBe(false);
    expect(proof?.openId).toMatch(/^https:/);
    // The SDK takes what it is told for the cloud.
    newAdapter(readConfig(production).app, platformOf(readConfig({ ...production, KOMPIS_CLOUD: cloud })));
  });
  test("are also hosts that are set, and what is set must be hosts", () => {
    const { serves } = platformOf(readConfig({ ...production, KOMPIS_TEAMS_HOSTS: "Teams.Example.no, smba.example.org" }));
    expect(["teams.example.no", "smba.example.org", hosts.public].map((host) => serves(`https://${host}/x`))).toEqual([true, true, true]);
    expect(serves("http://teams.example.no/")).toBe(false);
    for (const wrong of ["https://teams.example.no", "*.example.no", "a b", "teams.example.no/x"])
      expect(() => readConfig({ ...production, KOMPIS_TEAMS_HOSTS: wrong })).toThrow(/^KOMPIS_TEAMS_HOSTS is ".*must be host names/);
    expect(() => readConfig({ ...production, KOMPIS_CLOUD: "mars" })).toThrow(/^KOMPIS_CLOUD is "mars"/);
  });
  test("in local mode is this machine", () => {
    const { serves, proof } = platformOf(readConfig({}));
    expect(proof).toBeUndefined();
    for (const here of ["http://127.0.0.1:56150/_connector", "http://localhost:1", "http://[::1]:9/"]) expect(serves(here)).toBe(true);
    for (const there of [
      "https://smba.trafficmanager.net/",
      "http://127.0.0.1.example.org/",
      "http://127.0.0.1@example.org/",
      "http://0.0.0.0/",
    ])
      expect(serves(there)).toBe(false);
  });
});

describe("with an issuer", () => {
  let [issuer, connector]: [Issuer, Connector] = [] as never;
  beforeAll(async () => {
    [issuer, connector] = await Promise.all([startIssuer(), startConnector()]);
  });
  afterAll(async () => {
    issuer.close();
    await connector.close();
  });
  const proofAt = (openId = issuer.openId) => ({ issuer: issuer.url, openId });
  const platform = () => servedBy([connector.url], { proof: proofAt(), sdk: {} });
  const fetches = () => issuer.asked.filter((path) => path === "/keys").length;

  test("keys are fetched once for a thousand that nobody knows, and again when they are asked for later", async () => {
    let now = 1_000_000;
    const before = fetches();
    const keys = keysOf(issuer.openId, () => now);
    await Promise.all(Array.from({ length: 500 }, (_, n) => keys(`nobody-${n}`)));
    for (let n = 0; n < 500; n++) expect(await keys(`nobody-${n}`)).toBeUndefined();
    expect(fetches() - before).toBe(1);
    expect((await keys("teams"))?.endorsements).toContain("msteams");
    now += 6000;
    await Promise.all(Array.from({ length: 500 }, (_, n) => keys(`nobody-${n}`)));
    expect(fetches() - before).toBe(2);
  });
  test("keys that were fetched are used while the issuer is away, a day at most", async () => {
    let now = 1_000_000;
    const keys = keysOf(issuer.openId, () => now);
    expect(await keys("teams")).toBeDefined();
    issuer.goAway(true);
    now += 23 * 3600_000;
    expect(await keys("teams")).toBeDefined();
    await expect(keys("nobody")).rejects.toThrow(KeysAway);
    now += 2 * 3600_000;
    await expect(keys("teams")).rejects.toThrow(KeysAway);
    issuer.goAway(false);
    now += 6000;
    expect(await keys("teams")).toBeDefined();
  });
  test("a token that cannot be judged is not refused for good", async () => {
    const app = { id: APP, tenant: undefined };
    issuer.goAway(true);
    const prove = prover({ platform: platform(), app });
    const authorization = `Bearer ${await issuer.token(connector.url)}`;
    expect(await prove(authorization)).toMatchObject({ refused: { status: 503 } });
    // What is wrong by itself needs no keys to be refused.
    expect(await prove("Bearer x.y.z")).toMatchObject({ refused: { status: 401 } });
    issuer.goAway(false);
    expect(await prover({ platform: platform(), app })(authorization)).toEqual({ address: connector.url });
  });
  test("nothing is sent to an address that is not served, not even one that was kept", async () => {
    const app = { id: APP, password: "hemmelig", type: "SingleTenant", tenant: "42569925-f61e-46e9-aa22-64acc8daa038" };
    const adapter = newAdapter(app, platformOf({ local: false, cloud: "public", teamsHosts: [], app }));
    const reference = {
      serviceUrl: connector.url,
      channelId: "msteams",
      conversation: { id: "a:1" },
      bot: { id: "28:b" },
      user: { id: "29:u" },
    };
    expect(await newMessenger(adapter, APP).send(reference, { text: "hei", card: null })).toEqual({ refused: "gone" });
    expect(connector.ledger).toEqual([]);
    const here = newAdapter({ ...app, id: "" }, platformOf({ local: true, cloud: "public", teamsHosts: [], app }));
    expect(await newMessenger(here, "").send(reference, { text: "hei", card: null })).toEqual({ sent: expect.any(String) });
    expect(connector.ledger).toHaveLength(1);
  });
  test("the SDK's own way in is closed", async () => {
    const adapter = newAdapter({ id: "", password: undefined, type: "SingleTenant", tenant: undefined }, platformOf(readConfig({})));
    await expect(adapter.processActivityDirect("", { type: "message" } as never, async () => {})).rejects.toThrow("proved by the door");
  });
});

/** The whole process in local mode, as Teams meets it: what comes in, what goes out, and what survives a stop. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../src/store/lowdb.ts";
import { readSample } from "../src/transfer/sample.ts";
import { hangUp, invoke, message, type Person, personal, post } from "./support/client.ts";
import { type Connector, startConnector } from "./support/connector.ts";
import { findPress } from "./support/press.ts";
import { type Bot, freePort, startBot } from "./support/process.ts";

const people = readSample("data/sample").flatMap((c) => ("put" in c && c.put === "person" ? [c.value] : []));
const teamsPerson = (id: string): Person => {
  const found = people.find((p) => p.id === id) ?? expect.fail();
  return { id: `29:${id}`, name: found.name, aadObjectId: found.aadObjectId ?? "" };
};
const [ola, siv, kari] = ["ola-tangvik", "siv-engesaeth", "kari-nordli"].map(teamsPerson) as [Person, Person, Person];

let connector: Connector;
const folders: string[] = [];
const bots: Bot[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-server-"));
  folders.push(folder);
  return folder;
};
const token = "not a secret at all";
const local = {
  KOMPIS_METRICS_TOKEN: token,
  KOMPIS_MODE: "local",
  KOMPIS_LOG: "silent",
  KOMPIS_NOW: "2026-11-23T08:00:00Z",
  HOST: "",
  MICROSOFT_APP_ID: "",
};
const start = async (folder: string, env: Readonly<Record<string, string>> = local) => {
  const bot = await startBot({ command: ["node", "src/main.ts"], env: { ...env, KOMPIS_DATA: folder } });
  bots.push(bot);
  return bot;
};
const scene = (from: Person) => ({ from, serviceUrl: connector.url });
const say = (bot: Bot, from: Person, text: string, id?: string) =>
  post(bot.messagesUrl, message({ ...scene(from), ...(id && { id }) }, text));
const answer = (from: Person, holding: string) =>
  connector.until(personal(from).id, (a) => JSON.stringify(a).includes(holding), { timeoutMs: 8000 }).then((shown) => shown.activity);
/** What lies in the folder of a bot that has stopped. */
const kept = async (folder: string) => {
  const store = await openStore(folder, () => new Date().toISOString());
  const [inbox, talks, trainings] = [await store.find("inbox"), await store.find("talk"), await store.find("training")];
  await store.close();
  // A row whose HTTP answer is not known to have arrived stays for a minute, empty.
  const waiting = inbox.filter(({ value }) => value.activity !== null || value.answer.length > 0);
  return { inbox: waiting.length, talks: talks.length, trainings: trainings.length };
};

beforeAll(async () => {
  connector = await startConnector({ members: () => [ola, siv, kari] });
});
afterEach(() => connector.misbehave(undefined));
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.crash()));
  await connector.close();
  hangUp();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a bot that runs", () => {
  let bot: Bot;
  let folder: string;
  beforeAll(async () => {
    folder = newFolder();
    bot = await start(folder);
  }, 30_000);

  test("says that it is well", async () => {
    for (const path of ["/healthz", "/readyz"]) expect((await fetch(`${bot.url}${path}`)).status).toBe(200);
    expect((await fetch(`${bot.url}/elsewhere`)).status).toBe(404);
    expect((await fetch(bot.messagesUrl)).status).toBe(405);
  });

  test("shows what it counts to those who have the token, and no words of anybody", async () => {
    const metrics = (authorization = "") => fetch(`${bot.url}/metrics`, { headers: { authorization } });
    for (const wrong of ["", "Bearer ", `Bearer ${token}x`, token]) expect((await metrics(wrong)).status, wrong).toBe(401);
    await say(bot, siv, "takk");
    await answer(siv, "Bare hyggelig!");
    const text = await (await metrics(`Bearer ${token}`)).text();
    expect(text).toMatch(/^kompis_turn_seconds_count\{outcome="answered"\} [1-9]/m);
    expect(text).toMatch(/^kompis_http_requests_total\{status="200"\} [1-9]/m);
    expect(text).toMatch(/^kompis_commit_seconds_count\{outcome="done"\} [1-9]/m);
    expect(text).toMatch(/^kompis_waiting\{where="inbox"\} \d/m);
    expect(text).not.toMatch(/Siv|takk|29:/);
  });

  test("answers a message", async () => {
    expect((await say(bot, ola, "hei")).status).toBe(200);
    expect(JSON.stringify(await answer(ola, "Hei, Ola!"))).toContain("AdaptiveCard");
  });

  test("answers in the order it acknowledged", async () => {
    for (const text of ["logg opplæring", "førstehjelp"]) await say(bot, siv, text);
    await answer(siv, "Når tok du det?");
    // The connector is slow, so that the turns wait for each other.
    connector.misbehave(() => ({ delayMs: 60 }));
    const from = connector.shown(personal(siv).id).length;
    const wrong = [32, 33, 34, 35, 36].map((n) => `${n}. mai`);
    for (const text of wrong) expect((await say(bot, siv, text)).status).toBe(200);
    await answer(siv, "36. mai");
    const told = connector
      .shown(personal(siv).id)
      .slice(from)
      .map(({ activity }) => /«(3\d\. mai)»/.exec(JSON.stringify(activity))?.[1]);
    expect(told).toEqual(wrong);
    connector.misbehave(undefined);
    await say(bot, siv, "avbryt");
    await answer(siv, "Ingenting er lagret");
  });

  test("answers each of five that come at once, once", async () => {
    const from = connector.shown(personal(kari).id).length;
    await Promise.all(["hei", "hjelp", "takk", "er du en robot?", "hvem ser det jeg skriver?"].map((text) => say(bot, kari, text)));
    await expect.poll(() => connector.shown(personal(kari).id).length - from, { timeout: 5000 }).toBe(5);
    const told = connector
      .shown(personal(kari).id)
      .slice(from)
      .map(({ activity }) => JSON.stringify(activity));
    for (const words of ["Hei, Kari!", "Dette kan jeg hjelpe deg med", "Bare hyggelig!", "Jeg er en robot", "Hvem kan se det du skriver?"])
      expect(told.filter((t) => t.includes(words))).toHaveLength(1);
  });

  test("answers an activity that comes twice once", async () => {
    const from = connector.shown(personal(ola).id).length;
    const once = message(scene(ola), "takk");
    expect((await Promise.all([post(bot.messagesUrl, once), post(bot.messagesUrl, once)])).map((p) => p.status)).toEqual([200, 200]);
    await answer(ola, "Bare hyggelig!");
    expect((await post(bot.messagesUrl, once)).status).toBe(200);
    await say(bot, ola, "er du en robot?");
    await answer(ola, "Jeg er en robot");
    expect(connector.shown(personal(ola).id).length - from).toBe(2);
  });

  test("answers a press in the response, and five at once with one effect", async () => {
    await say(bot, ola, "tok førstehjelp i går, 2 timer");
    const card = await answer(ola, "Lagre");
    const { verb, data, inputs } = findPress(card, ({ act }) => act === "save") ?? expect.fail();
    const presses = await Promise.all(Array.from({ length: 5 }, () => post(bot.messagesUrl, invoke(scene(ola), { verb, data, inputs }))));
    expect(presses.map((p) => p.status)).toEqual([200, 200, 200, 200, 200]);
    const told = presses.map((p) => JSON.stringify(p.body));
    expect(told.filter((t) => t.includes("er logget"))).toHaveLength(1);
    expect(told.filter((t) => t.includes("Dette er allerede lagret."))).toHaveLength(4);
  });

  test("a press whose words are slow to leave still brings its card", { timeout: 20_000 }, async () => {
    await say(bot, kari, "tok førstehjelp i går, 2 timer");
    const { verb, data, inputs } = findPress(await answer(kari, "2 timer"), ({ act }) => act === "save") ?? expect.fail();
    await say(bot, kari, "3 timer");
    await answer(kari, "3 timer");
    connector.misbehave(() => ({ delayMs: 2700 }));
    const press = await post(bot.messagesUrl, invoke(scene(kari), { verb, data, inputs }));
    expect(JSON.stringify(press.body)).toContain("Jeg jobber med det");
    connector.misbehave(undefined);
    expect(findPress(await answer(kari, "3 timer"), ({ act }) => act === "save")).toBeDefined();
    await say(bot, kari, "avbryt");
    await answer(kari, "Ingenting er lagret");
  });

  describe("refuses, and lives on after", () => {
    const good = () => message(scene(ola), "dette skal ikke inn");
    const raw = (body: Buffer | string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const bytes = Buffer.from(body);
        const sent = request(
          bot.messagesUrl,
          { method: "POST", agent: false, headers: { "content-length": bytes.length, ...headers } },
          (r) => {
            r.resume();
            r.on("end", () => resolve(r.statusCode ?? 0));
          },
        );
        sent.setTimeout(3000, () => sent.destroy(new Error("no answer")));
        sent.on("error", reject);
        sent.end(bytes);
      });
    const json = { "content-type": "application/json" };
    const without = (name: string) => JSON.stringify({ ...good(), [name]: undefined });
    const cases: readonly (readonly [string, () => Promise<number>])[] = [
      ["an activity without a type", () => raw(without("type"), json)],
      ["an activity without a sender", () => raw(without("from"), json)],
      ["an activity without a conversation", () => raw(without("conversation"), json)],
      ["an activity without a serviceUrl", () => raw(without("serviceUrl"), json)],
      ["a type that is a number", () => raw(JSON.stringify({ ...good(), type: 5 }), json)],
      ["a text that is an object", () => raw(JSON.stringify({ ...good(), text: { x: 1 } }), json)],
      ["what is not JSON", () => raw("{hei", json)],
      ["nothing", () => raw("", json)],
      ["null", () => raw("null", json)],
      ["a list", () => raw("[]", json)],
      ["300 KB", () => raw(JSON.stringify({ ...good(), text: "x".repeat(300 * 1024) }), json)],
      ["gzip", () => raw(gzipSync(JSON.stringify(good())), { ...json, "content-encoding": "gzip" })],
      ["gzip that does not say so", () => raw(gzipSync(JSON.stringify(good())), json)],
      ["text", () => raw(JSON.stringify(good()), { "content-type": "text/plain" })],
      ["a form", () => raw("type=message&channelId=msteams", { "content-type": "application/x-www-form-urlencoded" })],
      [
        "a form with a file",
        () =>
          raw('--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nhei\r\n--x--\r\n', {
            "content-type": "multipart/form-data; boundary=x",
          }),
      ],
      ["no content type", () => raw(JSON.stringify(good()), {})],
      ["a serviceUrl elsewhere", () => raw(JSON.stringify({ ...good(), serviceUrl: "https://example.org/" }), json)],
      [
        "a serviceUrl that begins as if it were here",
        () => raw(JSON.stringify({ ...good(), serviceUrl: "http://127.0.0.1.example.org/" }), json),
      ],
      ["an invoke that is nothing", () => raw(JSON.stringify({ ...good(), type: "invoke", name: 7 }), json)],
      ["a channel nobody knows", () => raw(JSON.stringify({ ...good(), channelId: "carrier-pigeon" }), json)],
    ];

    for (const [what, send] of cases)
      test(what, async () => {
        const status = await send();
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
      });
    test("an uploaded file, of which nothing stays", async () => {
      const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith("upload_")).length;
      const before = uploads();
      const form = new FormData();
      form.set("f", new Blob(["x".repeat(100_000)]), "f");
      expect((await fetch(bot.messagesUrl, { method: "POST", body: form })).status).toBe(415);
      expect(uploads()).toBe(before);
    });
  });

  test("says that it reads text only where there is none", async () => {
    expect((await post(bot.messagesUrl, { ...message(scene(kari), ""), text: undefined })).status).toBe(200);
    await answer(kari, "Jeg kan bare lese vanlig tekst.");
  });

  test("stops on SIGTERM with all turns taken, and has stored nothing of what it refused", async () => {
    await say(bot, kari, "hjelp");
    const { code, killed } = await bot.stop();
    expect({ code, killed }).toEqual({ code: 0, killed: false });
    await answer(kari, "Dette kan jeg hjelpe deg med");
    const sample = readSample("data/sample").filter((c) => "put" in c && c.put === "training").length;
    expect(await kept(folder)).toEqual({ inbox: 0, talks: 3, trainings: sample + 1 });
    expect(connector.ledger.some((one) => JSON.stringify(one.body).includes("dette skal ikke inn"))).toBe(false);
  });
});

describe("what was acknowledged", () => {
  test("is answered after a kill -9", { timeout: 40_000 }, async () => {
    const folder = newFolder();
    const first = await start(folder);
    // Nothing gets out before the kill.
    connector.misbehave(() => ({ delayMs: Number.POSITIVE_INFINITY, accept: false }));
    expect((await say(first, siv, "tok førstehjelp i går, 2 timer")).status).toBe(200);
    await first.crash();
    connector.misbehave(undefined);
    connector.skip(personal(siv).id);
    const second = await start(folder);
    expect(findPress(await answer(siv, "Lagre"), ({ act }) => act === "save")).toBeDefined();
    expect((await second.stop()).code).toBe(0);
    expect((await kept(folder)).inbox).toBe(0);
  });

  test("keeps its effect while the connector is down, and says it afterwards", { timeout: 40_000 }, async () => {
    const folder = newFolder();
    const bot = await start(folder);
    await say(bot, ola, "tok førstehjelp i går, 2 timer");
    const { verb, data, inputs } = findPress(await answer(ola, "Lagre"), ({ act }) => act === "save") ?? expect.fail();
    let refused = 0;
    connector.misbehave(() => (refused++ === 0 ? { reset: true } : undefined));
    expect((await say(bot, ola, "det var 3 timer")).status).toBe(200);
    // The words that did not get through come by themselves.
    expect(findPress(await answer(ola, "3 timer"), ({ act }) => act === "save")).toBeDefined();
    expect(refused).toBeGreaterThan(1);
    connector.misbehave(undefined);
    // The older card is answered with the newest, and that holds what was said.
    const pressed = await post(bot.messagesUrl, invoke(scene(ola), { verb, data, inputs }));
    expect(JSON.stringify(pressed.body)).toContain("3 timer");
    await bot.stop();
  });
});

describe("a start that cannot be", () => {
  const refused = (env: Readonly<Record<string, string>>) =>
    new Promise<{ code: number | null; says: string }>((resolve) => {
      const child = spawn(process.execPath, ["src/main.ts"], { env: { ...process.env, ...local, KOMPIS_DATA: newFolder(), ...env } });
      let says = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        says += text;
      });
      const limit = setTimeout(() => child.kill("SIGKILL"), 15_000);
      child.on("close", (code) => {
        clearTimeout(limit);
        resolve({ code, says });
      });
    });
  test("ends with 1 and one sentence that says what is wrong", async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
    const cases = [
      ["MICROSOFT_APP_ID is missing", { KOMPIS_MODE: "production", PORT: `${await freePort()}` }],
      ['HOST is "0.0.0.0"', { HOST: "0.0.0.0", PORT: `${await freePort()}` }],
      [`Port ${port} is taken`, { PORT: `${port}` }],
    ] as const;
    const ends = await Promise.all(cases.map(([, env]) => refused(env)));
    taken.close();
    for (const [i, { code, says }] of ends.entries()) {
      expect(says).toContain(cases[i]?.[0]);
      expect(says).toMatch(/^[^\n]{20,300}\.\n$/);
      expect(code).toBe(1);
    }
  });
});

describe("production", () => {
  // Whoever cannot prove to be Teams is no mistake of ours.
  test("refuses what is not proved to come from Teams with 401", { timeout: 40_000 }, async () => {
    const folder = newFolder();
    const bot = await start(folder, {
      KOMPIS_MODE: "production",
      KOMPIS_LOG: "silent",
      KOMPIS_MUNICIPALITY: "data/sample/municipality.json",
      MICROSOFT_APP_ID: "5f1d3c0a-8a55-4c3e-9d6b-2f0e7a1b9c4d",
      MICROSOFT_APP_TENANT_ID: "42569925-f61e-46e9-aa22-64acc8daa038",
      MICROSOFT_APP_PASSWORD: "secret",
    });
    for (const authorization of ["", "Bearer x", "Bearer eyJhbGciOiJub25lIn0.e30."])
      expect((await post(bot.messagesUrl, message(scene(ola), "hei"), { headers: { authorization } })).status).toBe(401);
  });
});

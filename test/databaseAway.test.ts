/** A bot whose database goes away and comes back: it says so, loses nothing of what it had accepted, and goes on by itself. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePeople } from "./bench/sides.ts";
import { hangUp, invoke, message, type Person, personal, post } from "./support/client.ts";
import { type Connector, startConnector } from "./support/connector.ts";
import { startPostgres, type TestPostgres } from "./support/postgres.ts";
import { findPress } from "./support/press.ts";
import { type Bot, startBot } from "./support/process.ts";

let postgres: TestPostgres;
let connector: Connector;
let bot: Bot;
let database: string;
const [kari] = samplePeople(1) as [Person];
const scene = () => ({ from: kari, serviceUrl: connector.url });
const say = (text: string) => post(bot.messagesUrl, message(scene(), text));
const answer = (holding: string) =>
  connector.until(personal(kari).id, (a) => JSON.stringify(a).includes(holding), { timeoutMs: 20_000 }).then((shown) => shown.activity);
const ready = async () => (await fetch(`${bot.url}/readyz`)).status;

beforeAll(async () => {
  [postgres, connector] = await Promise.all([startPostgres(), startConnector()]);
  database = await postgres.database();
  const env = { KOMPIS_MODE: "local", KOMPIS_LOG: "silent", HOST: "", MICROSOFT_APP_ID: "", DATABASE_URL: database };
  bot = await startBot({ command: ["node", "src/main.ts"], env });
}, 60_000);
afterAll(async () => {
  await bot?.stop();
  await connector?.close();
  await postgres?.end();
  hangUp();
});

test("the person is told, the press can be made again, and everything goes on when it is back", { timeout: 90_000 }, async ({ skip }) => {
  const { server } = postgres;
  if (!server) return skip("The database that TEST_DATABASE_URL names is not ours to stop.");
  expect(await ready()).toBe(200);
  await say("tok brannvern i går, 2 timer");
  const { verb, data, inputs } = findPress(await answer("Lagre"), ({ act }) => act === "save") ?? expect.fail();
  const press = () => post(bot.messagesUrl, invoke(scene(), { verb, data, inputs }));
  const trainings = async () =>
    Number((await postgres.ask<{ n: string }>(database, "select count(*) as n from kompis.training where id not like 't-%'"))[0]?.n);
  const before = await trainings();

  await server.kill();
  expect(await ready()).toBe(503);
  expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  expect((await say("hjelp")).status).toBe(200);
  expect(JSON.stringify(await answer("ikke tatt vare på"))).toContain("Send det på nytt om litt");
  expect(JSON.stringify((await press()).body)).toContain("Prøv igjen om litt");

  await server.start();
  await expect.poll(ready, { timeout: 20_000 }).toBe(200);
  // The card is as it was, with all that was written on it.
  await expect.poll(async () => JSON.stringify((await press()).body), { timeout: 20_000, interval: 500 }).toContain("er logget");
  expect(await trainings()).toBe(before + 1);
  expect((await say("hjelp")).status).toBe(200);
  await answer("Dette kan jeg hjelpe deg med");
});

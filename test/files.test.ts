/** What a person has asked for is fetched once, by whoever presses the button, and is then gone. */
import { pino } from "pino";
import restify from "restify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { fileRoutes } from "../src/teams/files.ts";

const words = { here: "Klar", once: "Én gang", download: "Last ned", gone: "Borte", again: "Be om en ny" };
let now = "2026-11-23T08:00:00Z";
let store: Store;
let url = "";
const server = restify.createServer({ name: "kompis", log: pino({ level: "silent" }), noWriteContinue: true });

beforeAll(async () => {
  store = await openStore(null, () => now);
  fileRoutes(server, store, () => now, words);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/files`;
});
afterAll(() => server.close(() => {}));
beforeEach(async () => {
  now = "2026-11-23T08:00:00Z";
  const value = {
    id: "f1",
    person: "ola",
    name: 'ola "x".json',
    type: "application/json",
    text: '{"å":1}',
    encoding: "utf8" as const,
    expires: "2026-11-23T08:10:00Z",
  };
  await store.commit([{ put: "file", value }]);
});
const post = (id: string) => fetch(`${url}/${id}`, { method: "POST" });

test("looking at the address does not use it up", async () => {
  for (let i = 0; i < 3; i++) {
    const page = await fetch(`${url}/f1`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<button>Last ned</button>");
    expect(page.headers.get("cache-control")).toBe("no-store");
  }
  expect((await fetch(`${url}/f1`, { method: "HEAD" })).status).toBe(405);
  expect((await post("f1")).status).toBe(200);
});

test("the button gives the file once, to be saved and not to be kept on the way", async () => {
  const got = await post("f1");
  expect([got.status, got.headers.get("content-type"), got.headers.get("content-disposition"), got.headers.get("cache-control")]).toEqual([
    200,
    "application/json",
    'attachment; filename="ola--x-.json"',
    "no-store",
  ]);
  expect(await got.text()).toBe('{"å":1}');
  expect(await store.get("file", "f1")).toBeUndefined();
  expect([(await post("f1")).status, (await fetch(`${url}/f1`)).status]).toEqual([404, 404]);
});

test("of several at the same time one has it", async () => {
  const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post("f1")).status));
  expect(statuses.filter((s) => s === 200)).toHaveLength(1);
  expect(statuses.filter((s) => s === 404)).toHaveLength(7);
});

test("after ten minutes it is gone", async () => {
  now = "2026-11-23T08:10:00Z";
  expect([(await fetch(`${url}/f1`)).status, (await post("f1")).status]).toEqual([404, 404]);
});

test.each(["nothing", "%00", "..%2f..%2fetc", "f1%20", "x".repeat(2000)])("an address that was never given: %s", async (id) => {
  expect([(await fetch(`${url}/${id}`)).status, (await post(id)).status]).toEqual([404, 404]);
});

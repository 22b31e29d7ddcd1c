/** What the doctor says of the store: which one, whether it can be read, and what is left to do. */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { doctor } from "../src/doctor.ts";
import { openStore } from "../src/store/lowdb.ts";
import { calls, startModelServer } from "./support/modelServer.ts";
import { two } from "./support/two.ts";

const clock = () => "2026-11-23T08:00:00Z";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kompis-doctor-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const says = async (env: Readonly<Record<string, string>> = {}) => {
  const { lines, ok } = await doctor({ KOMPIS_DATA: folder, ...env });
  return { ok, text: lines.join("\n") };
};
const fill = async () => {
  const store = await openStore(folder, clock);
  await store.commit(two.person.map((value) => ({ put: "person", value })));
  return store;
};

test("a store is read while the bot runs, and nothing is written", async () => {
  const store = await fill();
  const before = readdirSync(folder);
  expect(await says()).toMatchObject({
    ok: true,
    text: expect.stringContaining(`✓ The store is the data folder "${folder}"; it can be read, and holds 2 people.`),
  });
  expect(readdirSync(folder)).toEqual(before);
  await store.close();
});
test("a store that is empty, missing or damaged is wrong, in a sentence that says what to do", async () => {
  expect(await says()).toMatchObject({ ok: false, text: expect.stringContaining("holds no people. Import them") });
  await (await fill()).close();
  const journal = join(folder, readdirSync(folder).find((name) => readFileSync(join(folder, name), "utf8").includes("Máret")) ?? "");
  writeFileSync(journal, readFileSync(journal, "utf8").replace("Máret", "Maret"));
  expect(await says()).toMatchObject({ ok: false, text: expect.stringContaining('("kompis restore FILE")') });
  expect(await says({ KOMPIS_DATA: join(folder, "none") })).toMatchObject({
    ok: true,
    text: expect.stringContaining("does not exist yet"),
  });
});
test("what a restore has set aside is to be deleted", async () => {
  await (await fill()).close();
  mkdirSync(join(folder, "set-aside"));
  appendFileSync(join(folder, "set-aside", "x"), "x");
  expect(await says()).toMatchObject({ ok: false, text: expect.stringContaining(`"${join(folder, "set-aside")}". Delete them`) });
});
test("a database that nobody answers for is wrong, and its password is not said", async () => {
  const { ok, text } = await says({ DATABASE_URL: "postgresql://kompis:hemmelig@127.0.0.1:9/kompis" });
  expect(ok).toBe(false);
  expect(text).toContain("✗ Nobody answers at 127.0.0.1:9.");
  expect(text).not.toContain("hemmelig");
});
test("of a language model it says whether it answers, of none not a word", async () => {
  await (await fill()).close();
  expect((await says()).text).not.toContain("model");
  const server = await startModelServer();
  const env = { KOMPIS_MODEL_URL: `${server.url}/v1`, KOMPIS_MODEL: "m", OPENAI_API_KEY: "hemmelig" };
  expect(await says(env)).toMatchObject({ ok: true, text: expect.stringMatching(/✓ The language model at 127\.0\.0\.1:\d+ answers\./) });
  for (const [answer, why] of [
    [{ status: 401, body: '{"error":{"message":"hemmelig"}}' }, "it answers with 401. Check its address, its name and the key."],
    [{ body: "<html>" }, "its answer is malformed. "],
    [{ reset: "before" }, "it cannot be reached. "],
    [calls("unclear", "{}", "length"), "its answer is malformed. "],
  ] as const) {
    server.answers(() => answer);
    const { ok, text } = await says(env);
    expect(ok).toBe(false);
    expect(text).toContain(`does not answer as it should: ${why}`);
    expect(text).not.toContain("hemmelig");
  }
  await server.close();
});

/** Moves between the embedded store and PostgreSQL: all of it, the same, again and again, and never over something else. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { backup } from "../src/cli/backup.ts";
import { move } from "../src/cli/move.ts";
import { restore } from "../src/cli/restore.ts";
import type { Run } from "../src/cli/use.ts";
import type { Change, Entry, Kind } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { inDatabase, inFolder } from "../src/store/open.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { tallyOf } from "../src/store/tally.ts";
import { entries, gathered, streamed } from "./support/entries.ts";
import { kompisOver } from "./support/kompis.ts";
import { startPostgres, type TestPostgres } from "./support/postgres.ts";
import { at, two } from "./support/two.ts";

const clock = () => at;
let postgres: TestPostgres;
let empty: string;
beforeAll(async () => {
  postgres = await startPostgres();
  empty = await postgres.database();
  await (await openPostgres({ url: empty })).close();
}, 60_000);
afterAll(() => postgres?.end());

let home: string;
let folder: string;
let url: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "kompis-move-"));
  folder = join(home, "data");
  url = await postgres.database({ like: empty });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const kompis = (run: Run, database: string, ...args: string[]) => kompisOver(folder, database, run, args);
const there = (...more: string[]) => kompis(move, url, "--from", "lowdb", "--to", "postgres", ...more);
const back = (...more: string[]) => kompis(move, url, "--to=lowdb", "--from=postgres", ...more);
const all = [
  ...Object.entries(two).flatMap(([put, values]) => values.map((value) => ({ put, value }))),
  { claim: "held" },
  { claim: "short", until: "2100-01-01T00:00:00Z" },
  { append: "audit", value: { at, by: "kari", did: "saw", kind: "training", record: "t", about: "ola" } },
  { append: "erasure", value: { at, kind: "mark", id: "gone" } },
] as unknown as readonly Change[];
const fill = async (changes: readonly Change[] = all) => {
  const store = await openStore(folder, clock);
  expect(await store.commit(changes)).toBe("done");
  await store.close();
};
const inBoth = async () => {
  const [one, other] = [inFolder(folder, clock), inDatabase(url, clock)];
  return [await tallyOf(one.everything()), await tallyOf(other.everything())];
};
const files = () =>
  Object.fromEntries(readdirSync(folder).flatMap((name) => (name === "lock" ? [] : [[name, readFileSync(join(folder, name), "latin1")]])));

describe("kompis move", () => {
  test("takes everything there and back, changes nothing where it came from, and can be repeated", { timeout: 60_000 }, async () => {
    await fill();
    const before = files();
    const first = await there();
    expect(first).toMatchObject({ code: 0 });
    for (const word of ["people", "files", "claims", "lines of the audit trail", "erasures"])
      expect(first.said).toMatch(new RegExp(`^  ${word} +[12] +[12]  same$`, "m"));
    expect(first.said).not.toContain("NOT");
    expect(files()).toEqual(before);
    const [one, other] = await inBoth();
    expect(other).toEqual(one);
    expect((await there()).said).toContain("already.");
    rmSync(folder, { recursive: true });
    expect((await back()).code).toBe(0);
    expect(await inBoth()).toEqual([one, one]);
    expect((await back()).said).toContain("already.");
    const store = await openStore(folder, clock);
    for (const kind of Object.keys(two) as Kind[]) expect((await store.find(kind)).map((k) => k.value)).toEqual(two[kind]);
    await store.close();
  });
  test("does not replace anything else without being told to", { timeout: 60_000 }, async () => {
    await fill();
    await there();
    await fill([{ put: "mark", value: { id: "more", count: 1 } }]);
    const { code, refused } = await there();
    expect(code).toBe(1);
    expect(refused).toContain("Nothing was changed; add --yes to replace it.");
    expect((await inBoth())[1]?.mark.count).toBe(2);
    expect((await back()).refused).toContain("add --yes");
    expect((await there("--yes")).code).toBe(0);
    const [one, other] = await inBoth();
    expect(other).toEqual(one);
    expect(one?.mark.count).toBe(3);
  });
  test("is refused while a bot is at work on either store", { timeout: 60_000 }, async () => {
    await fill();
    const store = await openStore(folder, clock);
    expect((await there()).refused).toContain("is in use by process");
    await store.close();
    const replica = await openPostgres({ url });
    await replica.get("mark", "x");
    expect((await there()).refused).toContain("A bot is at work on the database");
    expect((await kompis(backup, url, join(home, "b"))).refused).toContain("There is nothing in the database");
    await replica.lease("lane", "one", 1_000);
    await replica.close();
    expect((await there()).code).toBe(0);
  });
  test("needs two stores that are not the same, and something to move", async () => {
    expect((await kompis(move, url, "--from", "lowdb")).refused).toContain("Write: kompis move");
    expect((await kompis(move, url, "--from", "lowdb", "--to", "lowdb")).refused).toContain("Write: kompis move");
    expect((await kompis(move, "", "--from", "lowdb", "--to", "postgres")).refused).toContain("DATABASE_URL is missing");
    expect((await there()).refused).toContain("There is nothing in the data folder");
  });
  test("comes to the same whatever the stores hold", { timeout: 120_000 }, async () => {
    const database = inDatabase(url, clock);
    const sorted = (some: readonly Entry[]) => some.map((one) => JSON.stringify(one)).sort();
    await fc.assert(
      fc.asyncProperty(entries, async (some) => {
        await database.alone(async (archive) => {
          await archive.replace(streamed(some));
          expect(sorted(await gathered(archive.everything()))).toEqual(sorted(some));
          expect(await tallyOf(archive.everything())).toEqual(await tallyOf(streamed(some)));
        });
      }),
      { numRuns: 25 },
    );
  });
});

test("PostgreSQL is backed up while replicas are at work, and restored with the erasures made since", { timeout: 60_000 }, async () => {
  const file = join(home, "one.backup");
  const replica = await openPostgres({ url, now: clock });
  await replica.commit(all);
  expect((await kompis(backup, url, file)).code).toBe(0);
  await replica.commit([
    { remove: "training", id: "a" },
    { append: "erasure", value: { at, kind: "training", id: "a" } },
    { remove: "measure", id: "a" },
  ]);
  expect((await kompis(restore, url, file, "--yes")).refused).toContain("A bot is at work on the database");
  await replica.close();
  expect(await kompis(restore, url, file, "--yes")).toMatchObject({ code: 0, said: expect.stringContaining("stay away: 1.") });
  const again = await openPostgres({ url, now: clock });
  expect((await again.find("training")).map((k) => k.value.id)).toEqual(["b"]);
  expect((await again.find("measure")).map((k) => k.value.id)).toEqual(["a", "b"]);
  expect((await again.entries("erasure", "training")).map((e) => e.id)).toEqual(["a"]);
  expect(await again.entries("erasure", "mark")).toHaveLength(1);
  await again.close();
});

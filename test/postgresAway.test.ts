/** The store in PostgreSQL when connections break and the database is away: commits tell the truth, and all comes back. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, type ExpectStatic, expect, test } from "vitest";
import { type Archive, type Change, NotSaved, type Store } from "../src/ports/store.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { type Cable, type Cut, cableTo } from "./support/cable.ts";
import { startPostgres, type TestPostgres } from "./support/postgres.ts";
import { at } from "./support/two.ts";

let postgres: TestPostgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  await (await openPostgres({ url })).close();
}, 60_000);
afterAll(() => postgres?.end());
/** A commit of all there is, that must not be taken twice. */
const changesOf = (name: string): readonly Change[] => [
  { put: "mark", value: { id: name, count: 1 } },
  { claim: name },
  { append: "audit", value: { at, by: "kari", did: "saw", kind: "training", record: name, about: name } },
];
/** What its caller hears. */
const heard = async (commit: Promise<string>) => commit.catch((error: unknown) => (error instanceof NotSaved ? "not saved" : error));
/** How often it was taken, asked beside the store: of the record, the claim and the entry. */
const taken = async (name: string) =>
  Object.values(
    (
      await postgres.ask<Record<string, number>>(
        url,
        `select coalesce((select revision from kompis.mark where id = $1), 0) as a,
        (select count(*)::int from kompis.claim where key = $1) as b, (select count(*)::int from kompis.audit where key = $1) as c`,
        [name],
      )
    )[0] ?? {},
  );
const isBack = async (store: Store) => {
  while (!(await store.isWell())) await sleep(20);
};

describe.concurrent("a connection that breaks during a commit", () => {
  const truthAtEachStep = async (how: Omit<Cut, "after">, expect: ExpectStatic) => {
    const cable = await cableTo(url);
    const store = await openPostgres({ url: cable.url });
    const behind = JSON.stringify(how);
    await store.commit(changesOf(`first ${behind}`));
    cable.counted();
    await store.commit(changesOf(`counted ${behind}`));
    const steps = cable.counted();
    expect(steps).toBeGreaterThan(10);
    const outcomes: unknown[] = [];
    for (let after = 0; after < steps; after++) {
      const name = `cut after ${after} ${behind}`;
      cable.cutAt({ ...how, after });
      const said = await heard(store.commit(changesOf(name)));
      outcomes.push(said);
      expect(["done", "not saved"], `${name}: ${said}`).toContain(said);
      const once = said === "done" ? 1 : 0;
      expect(await taken(name), name).toEqual([once, once, once]);
      await isBack(store);
      expect(await store.commit(changesOf(`behind ${name}`))).toBe("done");
    }
    await store.close();
    await cable.end();
    return outcomes;
  };

  test("at any message that does not arrive", async ({ expect }) => {
    expect(await truthAtEachStep({ arrives: "never" }, expect)).not.toContain("not saved");
  });
  test("at any message whose answer is lost", async ({ expect }) => {
    expect(await truthAtEachStep({ arrives: "now" }, expect)).not.toContain("not saved");
  });
  test("at any message that arrives when we are back already", async ({ expect }) => {
    expect(await truthAtEachStep({ arrives: "late" }, expect)).not.toContain("not saved");
  });
  test("and stays broken for a while", async ({ expect }) => {
    const outcomes = await truthAtEachStep({ arrives: "now", away: 150 }, expect);
    // What was lost before its end is not waited for; what was lost in its end is, until it is known.
    expect(outcomes).toContain("not saved");
    expect(outcomes.at(-1)).toBe("done");
  });
});

describe("a database that is away", () => {
  let cable: Cable;
  let store: Store & Archive;
  beforeEach(async () => {
    cable = await cableTo(url);
    store = await openPostgres({ url: cable.url });
  });
  afterEach(async () => {
    await store.close();
    await postgres.clear(url);
    await cable.end();
  });

  test("is said at once by all, and all work again when it is back", async () => {
    await store.commit(changesOf("before"));
    cable.down();
    for (const work of [() => store.commit(changesOf("away")), () => store.get("mark", "before"), () => store.lease("lane", "a", 60_000)])
      await expect(work()).rejects.toThrow(NotSaved);
    expect(await store.isWell()).toBe(false);
    cable.up();
    await isBack(store);
    expect((await store.get("mark", "before"))?.revision).toBe(1);
    expect(await store.commit(changesOf("away"))).toBe("done");
    expect(await taken("away")).toEqual([1, 1, 1]);
  });

  test("is not stormed by those who want it back", async () => {
    await store.commit(changesOf("before"));
    cable.down();
    const before = cable.attempts();
    for (let i = 0; i < 200; i++) await heard(store.commit(changesOf("away")));
    expect(cable.attempts() - before).toBeLessThan(20);
  });

  test("and connections that were ended while nobody used them are not noticed", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.commit(changesOf(`${i}`))));
    for (let i = 0; i < 5; i++) {
      await postgres.ask(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      expect(await store.commit(changesOf(`ended ${i}`))).toBe("done");
      expect(await taken(`ended ${i}`)).toEqual([1, 1, 1]);
      expect((await store.get("mark", "1"))?.revision).toBe(1);
    }
  });

  test("that no longer answers is not waited for beyond a deadline", async () => {
    await store.commit(changesOf("before"));
    cable.silence();
    expect(await store.isWell()).toBe(false);
    cable.down();
    cable.up();
    await isBack(store);
  });

  for (const how of ["kill", "stop"] as const)
    test(`keeps all it said yes to, and nothing it said no to, over a ${how}`, async ({ skip }) => {
      const server = postgres.server ?? skip("the server is not ours to stop");
      const said = new Map<string, unknown>();
      let isOver = false;
      const caller = async (of: number) => {
        for (let i = 0; !isOver; i++) {
          const name = `${of}/${i}`;
          said.set(name, await heard(store.commit(changesOf(name))));
          if (said.get(name) === "not saved") await sleep(5);
        }
      };
      const callers = Array.from({ length: 8 }, (_, of) => caller(of));
      for (let round = 0; round < 2; round++) {
        await sleep(150);
        await server[how]();
        expect(await store.isWell()).toBe(false);
        await server.start();
        await isBack(store);
      }
      await sleep(100);
      isOver = true;
      await Promise.all(callers);
      const kept = await postgres.ask<{ key: string }>(
        url,
        `select a.key from kompis.audit a join kompis.claim c on c.key = a.key join kompis.mark m on m.id = a.key and m.revision = 1`,
      );
      const done = [...said].filter(([, how]) => how === "done").map(([name]) => name);
      expect(done.length).toBeGreaterThan(50);
      expect([...said.values()].filter((how) => how !== "done" && how !== "not saved")).toEqual([]);
      expect(kept.map(({ key }) => key).sort()).toEqual(done.sort());
    });
});

/** The store in PostgreSQL: the promises of every store, several replicas, its schema, and who may not open it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Archive, type Change, type Entry, kinds, lists, type Store, StoreTrouble } from "../src/ports/store.ts";
import { fromKey, toKey } from "../src/store/postgres/keys.ts";
import { addIndex } from "../src/store/postgres/migrations.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { promises } from "./store.contract.ts";
import { startPostgres, type TestPostgres } from "./support/postgres.ts";
import { at, two } from "./support/two.ts";

let postgres: TestPostgres;
/** A database with today's schema and, when a test begins, nothing in it. */
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  await (await openPostgres({ url })).close();
}, 60_000);
beforeEach(() => postgres.clear(url));
afterAll(() => postgres?.end());

promises("PostgreSQL", () => {
  let now: () => string;
  return {
    open: (clock) => {
      now = clock;
      return openPostgres({ url, now });
    },
    reopen: () => openPostgres({ url, now }),
    end: async () => {},
  };
});

const opened: (Store & Archive)[] = [];
const open = async (of = url, more = {}) => {
  const store = await openPostgres({ url: of, ...more });
  opened.push(store);
  return store;
};
const closeAll = () => Promise.all(opened.splice(0).map((store) => store.close()));
afterEach(closeAll);

const mark = (id: string, count: number, revision?: number): Change => ({
  put: "mark",
  value: { id, count },
  ...(revision === undefined ? {} : { at: revision }),
});
const seen = { at, by: "kari", did: "saw", kind: "training", record: "1", about: "ola" } as const;
const all = async (store: Archive) => {
  const entries: Entry[] = [];
  for await (const one of store.everything()) entries.push(one);
  return entries;
};

describe("several replicas on one database", () => {
  test("see each other's records, claims and leases", async () => {
    const [a, b] = [await open(), await open()];
    expect(await a.commit([mark("x", 1, 0), { claim: "k" }])).toBe("done");
    expect((await b.get("mark", "x"))?.value.count).toBe(1);
    expect(await b.commit([mark("x", 2, 0)])).toBe("stale");
    expect(await b.commit([{ claim: "k" }])).toBe("taken");
    expect(await a.lease("lane", "a", 60_000)).toBe(true);
    expect(await b.lease("lane", "b", 60_000)).toBe(false);
  });

  test("keep every promise while they commit the same things in any order", async () => {
    const [a, b] = [await open(), await open()];
    const names = ["p", "q", "r", "s"];
    const work = fc.record({
      by: fc.constantFrom(a, b),
      touches: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
      isGuarded: fc.boolean(),
      claims: fc.option(fc.constantFrom("k", "l", "m")),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(work, { minLength: 10, maxLength: 60 }), async (works) => {
        round += 1;
        const name = (of: string) => `${round}/${of}`;
        const done = await Promise.all(
          works.map(async ({ by, touches, isGuarded, claims }, i) => {
            const kept = await Promise.all(touches.map((of) => by.get("mark", name(of))));
            const changes: Change[] = touches.map((of, n) => mark(name(of), i, isGuarded ? (kept[n]?.revision ?? 0) : undefined));
            if (claims) changes.splice(i % changes.length, 0, { claim: name(claims) });
            return (await by.commit([...changes, { append: "audit", value: { ...seen, about: name("all"), record: `${i}` } }])) === "done";
          }),
        );
        const took = works.filter((_, i) => done[i]);
        // Each commit that was done is one revision of all it touches and one entry; what was not is none.
        for (const of of names)
          expect((await a.get("mark", name(of)))?.revision ?? 0).toBe(took.filter(({ touches }) => touches.includes(of)).length);
        for (const key of ["k", "l", "m"]) expect(took.filter(({ claims }) => claims === key).length).toBeLessThanOrEqual(1);
        const entries = (await b.entries("audit", name("all"))).map(({ record }) => record);
        expect(entries.sort()).toEqual(done.flatMap((isDone, i) => (isDone ? [`${i}`] : [])).sort());
      }),
      { numRuns: 15 },
    );
  });

  test("do not wait for each other in a ring", async () => {
    const stores = [await open(), await open()];
    const ids = Array.from({ length: 12 }, (_, i) => `${i}`);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const order = [...ids.slice(i % 12), ...ids.slice(0, i % 12)];
        return stores[i % 2]?.commit((i % 3 ? order : order.toReversed()).map((id) => mark(id, i)));
      }),
    );
    expect((await stores[0]?.get("mark", "0"))?.revision).toBe(60);
    // The server counts when a connection ends.
    await closeAll();
    const counted = await postgres.ask(url, "select deadlocks::int from pg_stat_database where datname = current_database()");
    expect(counted).toEqual([{ deadlocks: 0 }]);
  });

  test("bring an empty database to today's schema, whoever comes first", async () => {
    const fresh = await postgres.database();
    const stores = await Promise.all([open(fresh), open(fresh), open(fresh)]);
    for (const store of stores) expect(await store.isWell()).toBe(true);
    expect(await postgres.ask(fresh, "select name from kompis.kysely_migration")).toEqual([
      { name: "0001-first" },
      { name: "0002-need-and-choice" },
      { name: "0003-year" },
    ]);
  });
});

describe("the schema", () => {
  test("is what the kinds and lists say", async () => {
    const rows = await postgres.ask<{ table: string; columns: string[] }>(
      url,
      `select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
       where table_schema = 'kompis' group by table_name`,
    );
    const made = new Map(rows.map(({ table, columns }) => [table, columns.sort()]));
    const wanted = [
      ...Object.entries(kinds).map(([kind, { by }]) => ({
        of: kind,
        columns: ["id", "place", "revision", "shape", "value", ...Object.keys(by)],
      })),
      ...Object.keys(lists).map((list) => ({ of: list, columns: ["key", "n", "shape", "value"] })),
    ];
    for (const { of, columns } of wanted)
      expect(
        made.get(of),
        `Add a step to src/store/postgres/migrations.ts: addKind, addList or addIndex for "${of}", or drop a column that the release before did not use`,
      ).toEqual(columns.sort());
    const house = ["claim", "lease", "writer", "kysely_migration", "kysely_migration_lock"];
    expect([...made.keys()].filter((table) => !house.includes(table)).sort()).toEqual(wanted.map(({ of }) => of).sort());
  });

  test("takes an index for a kind that has records already", async () => {
    const store = await open();
    const ids = Array.from({ length: 7 }, (_, i) => `${i}`);
    for (const id of ids) await store.commit([{ put: "talk", value: { ...two.talk[0], id, person: Number(id) % 2 ? "kari" : "å\u0000" } }]);
    await postgres.ask(url, "alter table kompis.talk drop column person");
    const { Kysely, PostgresDialect } = await import("kysely");
    const { Pool } = await import("pg");
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) });
    await addIndex(db, "talk", "person", 3);
    await db.destroy();
    expect((await store.find("talk", { person: "kari" })).map(({ value }) => value.id)).toEqual(["1", "3", "5"]);
    expect(await store.find("talk", { person: "å\u0000" })).toHaveLength(4);
  });

  test("does not hold a record that cannot be read without saying which", async () => {
    const store = await open();
    await store.commit([mark("good", 1), mark("bad", 1)]);
    await postgres.ask(url, `update kompis.mark set value = '{"id":"bad"}' where id = 'bad'`);
    await expect(store.find("mark")).rejects.toThrow(/The mark "bad" in the database cannot be read \(.*count.*\)/s);
    await postgres.ask(url, "update kompis.mark set shape = 9 where id = 'bad'");
    await expect(store.get("mark", "bad")).rejects.toThrow(/The mark "bad".*has shape 9/);
    expect((await store.get("mark", "good"))?.revision).toBe(1);
  });

  test("of a newer release is left alone", async () => {
    const fresh = await postgres.database();
    await (await open(fresh)).commit([mark("x", 1)]);
    await postgres.ask(fresh, "insert into kompis.kysely_migration values ('9999-later', now()::text)");
    await expect(open(fresh)).rejects.toThrow(/newer release.*9999-later.*restore a backup/);
  });
});

describe("keys", () => {
  const anyKey = fc.string({
    unit: fc.constantFrom("\u0000", "\u0001", "\u0002", "a", "å", "\ud7ff", "\ud83d", "\ude00", "\ue000", "\ue001", "\uffff"),
  });

  test("of any text come back, and sort by code unit", () => {
    const bytes = (text: string) => Buffer.from(toKey(text));
    fc.assert(
      fc.property(anyKey, anyKey, (a, b) => {
        expect(fromKey(bytes(a).toString())).toBe(a);
        expect(Math.sign(Buffer.compare(bytes(a), bytes(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("and values of any text are kept", async () => {
    const store = await open();
    const odd = "\u0000\u0001\ud800 \udc00\ue000 😀 \\u0000 \" ' {";
    const value = { ...two.notice[0], id: odd, to: odd, message: { text: odd, card: { [odd]: odd } } };
    await store.commit([{ put: "notice", value }, { claim: odd }, { append: "audit", value: { ...seen, about: odd, record: odd } }]);
    expect((await store.get("notice", odd))?.value).toEqual(value);
    expect((await store.find("notice", { to: odd }))[0]?.value).toEqual(value);
    expect(await store.entries("audit", odd)).toEqual([{ ...seen, about: odd, record: odd }]);
    expect(await store.lease(odd, odd, 60_000)).toBe(true);
    const before = await all(store);
    async function* again() {
      yield* before;
    }
    await store.replace(again());
    expect(await all(store)).toEqual(before);
    expect(await store.commit([{ claim: odd }])).toBe("taken");
  });
});

describe("everything", () => {
  test("is of one moment, while others commit and replace", async () => {
    const [a, b] = [await open(), await open()];
    await a.commit(Array.from({ length: 450 }, (_, i) => mark(`${i}`, 0)));
    const before = await all(a);
    const seenThen: Entry[] = [];
    let replaced: Promise<void> | undefined;
    for await (const entry of b.everything()) {
      if (seenThen.length === 10) {
        await a.commit([mark("0", 1), mark("449", 1), { claim: "later" }]);
        replaced = a.replace((async function* () {})());
      }
      seenThen.push(entry);
    }
    expect(seenThen).toEqual(before);
    await replaced;
    expect(await all(b)).toEqual([]);
  });

  test("waits for what is being put in its place", async () => {
    const store = await open();
    await store.commit([mark("before", 1)]);
    const next: Entry = { k: "mark", id: "after", r: 1, p: 1, s: 1, v: { id: "after", count: 2 } };
    let goOn = () => {};
    const paused = new Promise<void>((go) => {
      goOn = go;
    });
    const replaced = store.replace(
      (async function* () {
        yield next;
        await paused;
      })(),
    );
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await vi.waitFor(async () =>
      expect(await postgres.ask(url, "select 1 from pg_locks where mode = 'AccessExclusiveLock'")).not.toEqual([]),
    );
    const seenThen = all(store);
    await vi.waitFor(async () => expect(await postgres.ask(url, waiting)).not.toEqual([]), { timeout: 5_000 });
    goOn();
    await replaced;
    expect(await seenThen).toEqual([next]);
  });

  test("that came from elsewhere stands before what is new", async () => {
    const store = await open();
    const far = 10 ** 12;
    await store.replace(
      (async function* (): AsyncGenerator<Entry> {
        yield { k: "mark", id: "old", r: 7, p: far, s: 1, v: { id: "old", count: 1 } };
        yield { l: "audit", n: far, v: { ...seen, record: "old" } };
      })(),
    );
    await store.commit([mark("new", 1), { append: "audit", value: { ...seen, record: "new" } }]);
    expect((await store.find("mark")).map(({ value }) => value.id)).toEqual(["old", "new"]);
    expect((await store.entries("audit", "ola")).map(({ record }) => record)).toEqual(["old", "new"]);
  });

  test("lets go when nobody reads on", async () => {
    const store = await open();
    await store.commit([mark("x", 1), mark("y", 1)]);
    for await (const _ of store.everything()) break;
    expect(await postgres.ask(url, "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'")).toEqual(
      [],
    );
  });
});

describe("time", () => {
  test("is the database's where no clock is given", async () => {
    const store = await open();
    const [from, to] = ["2000-01-01T00:00:00Z", "2999-01-01T00:00:00.5Z"];
    expect(
      await store.commit([
        { claim: "over", until: from },
        { claim: "held", until: to },
      ]),
    ).toBe("done");
    expect(await store.commit([{ claim: "over", until: to }])).toBe("done");
    expect(await store.commit([{ claim: "held", until: to }])).toBe("taken");
    expect(await store.lease("short", "a", 1)).toBe(true);
    while (!(await store.lease("short", "b", 60_000)));
    expect(await store.lease("short", "a", 60_000)).toBe(false);
  });

  test("clears away what has ended, and nothing else", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const store = await open();
      await store.commit([
        { claim: "over", until: "2000-01-01T00:00:00Z" },
        { claim: "held", until: "2999-01-01T00:00:00Z" },
        { claim: "always" },
      ]);
      await store.lease("over", "a", -1);
      await store.lease("held", "a", 60_000);
      vi.advanceTimersByTime(3_600_000);
      await store.close();
      expect(await postgres.ask(url, "select key from kompis.claim order by key")).toEqual([{ key: "always" }, { key: "held" }]);
      expect(await postgres.ask(url, "select name from kompis.lease")).toEqual([{ name: "held" }]);
    } finally {
      vi.useRealTimers();
    }
  });
});

test("after a purge no file of a table holds what was erased", async ({ skip }) => {
  const folder = postgres.server?.folder ?? skip("the server is not ours to look into");
  const store = await open();
  const canary = "Kråkesølv på Rådhuset";
  const file = { ...two.file[0], id: "f", text: `${canary} `.repeat(60) };
  const holding = () =>
    readdirSync(join(folder, "base"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.includes("/") ? readFileSync(join(folder, "base", name)).includes(canary) : false,
    );
  for (const id of ["e", "f", "g"]) await store.commit([{ put: "file", value: id === "f" ? file : { ...file, id, text: "Blir her" } }]);
  await postgres.ask(url, "checkpoint");
  expect(holding()).not.toEqual([]);
  await store.commit([
    { remove: "file", id: "f" },
    { append: "erasure", value: { at: new Date().toISOString(), kind: "file", id: "f" } },
  ]);
  await store.purge();
  await postgres.ask(url, "checkpoint");
  expect(holding()).toEqual([]);
  expect((await store.find("file")).map(({ value }) => value.id)).toEqual(["e", "g"]);
});

describe("who cannot open it is told why, and never reads a password", () => {
  const changed = (change: (of: URL) => void) => {
    const to = new URL(url);
    change(to);
    return to.href;
  };
  let afterwards: () => Promise<unknown> = async () => {};
  afterAll(() => afterwards());
  const secret = "Sær%40hemmelig";
  const cases: readonly (readonly [string, () => string | Promise<string>, RegExp])[] = [
    ["no address", () => `localhost/${secret}`, /DATABASE_URL is not an address such as postgresql:/],
    ["another kind of address", () => `mysql://kompis:${secret}@localhost/kompis`, /DATABASE_URL is not an address such as postgresql:/],
    ["a password that breaks the address", () => `postgresql://kompis:a/#${secret}@localhost/kompis`, /%23/],
    ["an unknown host", () => `postgresql://kompis:${secret}@postgres.invalid/kompis`, /no host such as "postgres.invalid"/],
    ["nobody there", () => `postgresql://kompis:${secret}@127.0.0.1:1/kompis`, /Nobody answers at 127\.0\.0\.1:1/],
    ["a wrong password", () => changed((to) => (to.password = secret)), /refused the password of "/],
    ["a wrong user", () => changed((to) => Object.assign(to, { username: "nobody", password: secret })), /"nobody"/],
    ["no such database", () => changed((to) => (to.pathname = "/nowhere")), /no database "nowhere"/],
    ["TLS that the server does not speak", () => changed((to) => (to.search = "?sslmode=verify-full")), /does not support SSL/],
    [
      "commits that are not kept at once",
      () => changed((to) => (to.search = "?options=-c%20synchronous_commit%3Doff")),
      /Set synchronous_commit to on/,
    ],
    [
      "a user without rights",
      async () => {
        const role = `kompis_reader_${Date.now()}`;
        afterwards = () => postgres.ask(url, `drop role ${role}`);
        await postgres.ask(url, `create role ${role} login password 'Sær@hemmelig'`);
        return changed((to) => Object.assign(to, { username: role, password: "Sær@hemmelig" }));
      },
      /may not do what Kompis needs in the database/,
    ],
    ["another encoding", () => postgres.database({ encoding: "LATIN1" }), /LATIN1.*encoding UTF8/],
  ];
  for (const [name, address, says] of cases)
    test(name, async () => {
      const error: unknown = await openPostgres({ url: await address() }).catch((e) => e);
      expect(error).toBeInstanceOf(StoreTrouble);
      const { message } = error as StoreTrouble;
      expect(message).toMatch(says);
      expect(message).not.toMatch(/hemmelig|S%C3%A6r|Sær/);
    });
});

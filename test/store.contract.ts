/**
 * What every store promises, as src/ports/store.ts words it: one list, run over each implementation. A promise that an
 * implementation does not keep yet is named in `notYet` and must fail; the day it is kept the list says so.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Change, type IndexOf, type Kept, type Kind, kinds, type RecordOf, type Store, type Where } from "../src/ports/store.ts";
import { at, message, two } from "./support/two.ts";

export type Implementation = {
  /** An empty store whose clock is the one given. */
  open(clock: () => string): Promise<Store>;
  /** The same records again after `close`; undefined where nothing outlives it. */
  reopen?(): Promise<Store>;
  /** Clears away what the store wrote. */
  end(): Promise<void>;
};

const everyKind = Object.keys(kinds) as Kind[];

const put = <K extends Kind>(kind: K, value: RecordOf<K>, revision?: number): Change =>
  ({ put: kind, value, ...(revision === undefined ? {} : { at: revision }) }) as Change;
const mark = (id: string, count: number, revision?: number) => put("mark", { id, count }, revision);
const notice = (id: string, to = "kari", state: RecordOf<"notice">["state"] = "pending"): RecordOf<"notice"> => ({
  id,
  to,
  created: at,
  message,
  state,
  attempts: 0,
});
const idsOf = (found: readonly Kept<"notice">[]) => found.map((kept) => kept.value.id);

export const promises = (name: string, make: () => Implementation, notYet: readonly string[] = []) =>
  describe(`what ${name} promises`, () => {
    let now: string;
    let made: Implementation;
    let store: Store;
    beforeEach(async () => {
      now = at;
      made = make();
      store = await made.open(() => now);
    });
    afterEach(async () => {
      await store.close();
      await made.end();
    });
    /** Everything in memory goes; the store is opened again where it can be, twice: what was read once is written anew. */
    const again = async () => {
      for (let i = 0; i < 2 && made.reopen; i++) {
        await store.close();
        store = await made.reopen();
      }
    };
    const promise = (says: string, keeps: () => Promise<void>) => (notYet.includes(says) ? test.fails : test)(says, keeps, 30_000);

    promise("every kind of record comes back as it was put", async () => {
      for (const kind of everyKind) expect(await store.commit(two[kind].map((value) => put(kind, value)))).toBe("done");
      for (const round of ["at once", "after opening again"]) {
        for (const kind of everyKind)
          for (const [i, id] of ["a", "b"].entries())
            expect(await store.get(kind, id), `${kind}, ${round}`).toEqual({ value: two[kind][i], revision: 1 });
        await again();
      }
      expect(await store.get("mark", "c")).toBeUndefined();
    });

    promise("every kind is found by each of its indexes, and by nothing else", async () => {
      for (const kind of everyKind) await store.commit(two[kind].map((value) => put(kind, value)));
      await again();
      const indexes = everyKind.flatMap((kind) => (Object.keys(kinds[kind].by) as IndexOf<typeof kind>[]).map((by) => ({ kind, by })));
      expect(indexes.length).toBeGreaterThan(10);
      for (const { kind, by } of indexes) {
        const key = (kinds[kind].by as Readonly<Record<string, (value: unknown) => string | null>>)[by];
        const [a, b] = two[kind];
        expect(key?.(a), `${kind} by ${by}`).not.toBe(key?.(b));
        for (const value of [a, b])
          expect(await store.find(kind, { [by]: key?.(value) } as Where<Kind>), `${kind} by ${by}`).toEqual([{ value, revision: 1 }]);
        expect(await store.find(kind, { [by]: "nobody" } as Where<Kind>)).toEqual([]);
      }
    });

    promise("a record is found by what it says now, and no more by what it said", async () => {
      await store.commit([put("notice", notice("1", "kari"))]);
      await store.commit([put("notice", notice("1", "ola"))]);
      expect(idsOf(await store.find("notice", { to: "kari" }))).toEqual([]);
      expect(idsOf(await store.find("notice", { to: "ola" }))).toEqual(["1"]);
      await store.commit([{ remove: "notice", id: "1" }]);
      expect(await store.find("notice", { to: "ola" })).toEqual([]);
      expect(await store.find("notice")).toEqual([]);
    });

    promise("several indexes are and", async () => {
      await store.commit([
        put("notice", notice("1", "kari", "pending")),
        put("notice", notice("2", "kari", "waiting")),
        put("notice", notice("3", "ola", "waiting")),
      ]);
      expect(idsOf(await store.find("notice", { to: "kari", state: "waiting" }))).toEqual(["2"]);
      expect(idsOf(await store.find("notice", { to: "ola", state: "pending" }))).toEqual([]);
    });

    promise("all are found in the order they were first put", async () => {
      for (const id of ["3", "1", "2"]) await store.commit([put("notice", notice(id))]);
      await store.commit([put("notice", notice("3", "ola"))]);
      expect(idsOf(await store.find("notice"))).toEqual(["3", "1", "2"]);
      await again();
      expect(idsOf(await store.find("notice"))).toEqual(["3", "1", "2"]);
    });

    promise("those found by an index stand in the order they were first put", async () => {
      for (const id of ["3", "1", "2"]) await store.commit([put("notice", notice(id))]);
      await store.commit([put("notice", { ...notice("3"), message: { text: "Endret", card: null } })]);
      expect(idsOf(await store.find("notice", { to: "kari" }))).toEqual(["3", "1", "2"]);
      await again();
      expect(idsOf(await store.find("notice", { to: "kari" }))).toEqual(["3", "1", "2"]);
    });

    promise("the first revision is 1 and each put raises it by one", async () => {
      expect(await store.commit([mark("x", 10, 0)])).toBe("done");
      expect((await store.get("mark", "x"))?.revision).toBe(1);
      expect(await store.commit([mark("x", 11, 1)])).toBe("done");
      expect(await store.commit([mark("x", 12)])).toBe("done");
      expect(await store.get("mark", "x")).toEqual({ value: { id: "x", count: 12 }, revision: 3 });
      await again();
      expect(await store.get("mark", "x")).toEqual({ value: { id: "x", count: 12 }, revision: 3 });
    });

    promise("what was read at another revision is stale", async () => {
      await store.commit([mark("x", 1)]);
      expect(await store.commit([mark("x", 2, 0)])).toBe("stale");
      expect(await store.commit([mark("x", 2, 2)])).toBe("stale");
      expect(await store.commit([{ remove: "mark", id: "x", at: 2 }])).toBe("stale");
      expect(await store.commit([mark("y", 2, 1)])).toBe("stale");
      expect(await store.get("mark", "x")).toEqual({ value: { id: "x", count: 1 }, revision: 1 });
      expect(await store.get("mark", "y")).toBeUndefined();
      expect(await store.commit([{ remove: "mark", id: "x", at: 1 }])).toBe("done");
      expect(await store.get("mark", "x")).toBeUndefined();
    });

    promise("a commit is kept whole or not at all, across kinds and claims", async () => {
      await store.commit([mark("x", 1), { claim: "held" }]);
      expect(await store.commit([put("notice", notice("1")), { claim: "free" }, mark("x", 2, 7)])).toBe("stale");
      expect(await store.commit([put("notice", notice("1")), mark("x", 2), { claim: "held" }])).toBe("taken");
      await again();
      expect(await store.get("notice", "1")).toBeUndefined();
      expect(await store.get("mark", "x")).toEqual({ value: { id: "x", count: 1 }, revision: 1 });
      expect(await store.commit([{ claim: "free" }])).toBe("done");
    });

    promise("a key is taken once", async () => {
      expect(await store.commit([{ claim: "k" }])).toBe("done");
      expect(await store.commit([{ claim: "k" }])).toBe("taken");
      now = "2099-01-01T00:00:00Z";
      await again();
      expect(await store.commit([{ claim: "k", until: "2100-01-01T00:00:00Z" }])).toBe("taken");
    });

    promise("a key with an end is free again from then on", async () => {
      expect(await store.commit([{ claim: "k", until: "2026-11-30T08:00:00Z" }])).toBe("done");
      now = "2026-11-30T07:59:59Z";
      await again();
      expect(await store.commit([{ claim: "k" }])).toBe("taken");
      now = "2026-11-30T08:00:00Z";
      expect(await store.commit([{ claim: "k", until: "2026-12-01T08:00:00Z" }])).toBe("done");
      expect(await store.commit([{ claim: "k" }])).toBe("taken");
    });

    promise("a misshapen value is refused with all that came with it", async () => {
      const misshapen: readonly Change[] = [
        put("mark", { id: "x", count: "ti" } as never),
        put("mark", { id: "x" } as never),
        put("training", { ...two.training[0], date: { from: "2026-04-31", to: "2026-04-31" } }),
        put("person", { ...two.person[0], name: "" }),
      ];
      for (const change of misshapen) await expect(store.commit([mark("y", 1), change, { claim: "k" }])).rejects.toThrow();
      await again();
      for (const kind of ["mark", "training", "person"] as const) expect(await store.find(kind)).toEqual([]);
      expect(await store.commit([mark("y", 1), { claim: "k" }])).toBe("done");
    });

    promise("a record without an id is refused", async () => {
      await expect(store.commit([put("mark", { count: 1 } as never)])).rejects.toThrow();
      expect(await store.find("mark")).toEqual([]);
    });

    promise("what is done to a value afterwards does not change what is kept", async () => {
      const activity = { text: "som det var", nested: { deep: "som det var" } };
      const value = { ...two.inbox[0], activity };
      await store.commit([put("inbox", value)]);
      activity.text = "endret";
      activity.nested.deep = "endret";
      expect((await store.get("inbox", "a"))?.value.activity).toEqual({ text: "som det var", nested: { deep: "som det var" } });
    });

    promise("of commits to one record at the same time exactly one wins each revision", async () => {
      const first = await Promise.all(Array.from({ length: 20 }, (_, i) => store.commit([mark("x", i, 0)])));
      expect(first.filter((how) => how === "done")).toHaveLength(1);
      expect(first.filter((how) => how === "stale")).toHaveLength(19);
      const addOne = async (): Promise<void> => {
        const kept = await store.get("mark", "n");
        if ((await store.commit([mark("n", (kept?.value.count ?? 0) + 1, kept?.revision ?? 0)])) === "stale") await addOne();
      };
      await Promise.all(Array.from({ length: 20 }, addOne));
      expect(await store.get("mark", "n")).toEqual({ value: { id: "n", count: 20 }, revision: 20 });
    });

    promise("of claims at the same time exactly one is done", async () => {
      const how = await Promise.all(Array.from({ length: 20 }, (_, i) => store.commit([{ claim: "k" }, mark(`m${i}`, i)])));
      expect(how.filter((h) => h === "done")).toHaveLength(1);
      expect(await store.find("mark")).toHaveLength(1);
    });

    promise("a key claimed twice in one commit is taken", async () => {
      expect(await store.commit([{ claim: "k" }, { claim: "k" }])).toBe("taken");
    });

    promise("a record put as new twice in one commit is stale", async () => {
      expect(await store.commit([mark("x", 1, 0), mark("x", 2, 0)])).toBe("stale");
    });

    promise("commits that were under way when the store is closed are kept", async () => {
      const how = Array.from({ length: 10 }, (_, i) => store.commit([mark(`m${i}`, i)]));
      await again();
      expect(await Promise.all(how)).toEqual(Array.from({ length: 10 }, () => "done"));
      expect(await store.find("mark")).toHaveLength(10);
    });

    promise("any sequence of commits comes to what a naive model says", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const model = newModel();
          const prefix = `${Math.random()}/`;
          const own = (change: Change): Change => ("claim" in change ? { ...change, claim: prefix + change.claim } : change);
          now = at;
          for (const kind of ["mark", "notice"] as const)
            await store.commit((await store.find(kind)).map((k) => ({ remove: kind, id: k.value.id })));
          for (const s of steps) {
            if (s === "again") await again();
            else if (typeof s === "string") now = s > now ? s : now;
            else expect(await store.commit(s.map(own))).toBe(model.commit(s, now));
            expect(await store.find("mark")).toEqual(model.all("mark"));
            expect(await store.find("notice")).toEqual(model.all("notice"));
            for (const to of ["kari", "ola"])
              for (const state of ["pending", "sent"] as const) {
                const ofBoth = await store.find("notice", { to, state });
                const expected = model.all("notice").filter(({ value }) => value.to === to && value.state === state);
                // In whatever order: that is a promise of its own.
                expect(sorted(ofBoth)).toEqual(sorted(expected));
              }
          }
        }),
        { numRuns: 60 },
      );
    });
  });

const sorted = (found: readonly Kept<"notice">[]) => [...found].sort((a, b) => a.value.id.localeCompare(b.value.id));

const id = fc.constantFrom("a", "b", "__proto__", "á/ŋ č\n");
const revision = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const instant = fc.constantFrom("2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z");
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ id, n: fc.integer(), at: revision }).map((c) => mark(c.id, c.n, c.at)),
  fc
    .record({ id, to: fc.constantFrom("kari", "ola"), state: fc.constantFrom("pending", "sent"), at: revision })
    .map((c) => put("notice", notice(c.id, c.to, c.state), c.at)),
  fc
    .record({ remove: fc.constantFrom("mark", "notice"), id, at: revision })
    .map((c): Change => ({ remove: c.remove, id: c.id, ...(c.at === undefined ? {} : { at: c.at }) })),
  fc
    .record({ claim: fc.constantFrom("k", "l"), until: fc.option(instant, { nil: undefined }) })
    .map((c): Change => ({ claim: c.claim, ...(c.until === undefined ? {} : { until: c.until }) })),
);
const touches = (c: Change) => ("claim" in c ? c.claim : "put" in c ? `${c.put}/${JSON.stringify(c.value)}` : `${c.remove}/${c.id}`);
const named = (c: Change) => ("put" in c && "id" in c.value ? `${c.put}/${c.value.id}` : touches(c));
/** A commit (each thing once), the clock moving on, or opening again. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: named }) },
  { weight: 1, arbitrary: instant },
  { weight: 1, arbitrary: fc.constant("again" as const) },
);

/** The simplest thing that could be a store. */
const newModel = () => {
  let records: readonly { readonly kind: string; readonly id: string; readonly kept: Kept<Kind> }[] = [];
  const claims = new Map<string, string | undefined>();
  return {
    all: <K extends Kind>(kind: K) => records.filter((r) => r.kind === kind).map((r) => r.kept as Kept<K>),
    commit: (changes: readonly Change[], now: string): "done" | "stale" | "taken" => {
      const standing = (kind: string, of: string) => records.find((r) => r.kind === kind && r.id === of)?.kept.revision ?? 0;
      for (const c of changes) {
        if ("claim" in c) {
          const until = claims.get(c.claim);
          if (claims.has(c.claim) && (until === undefined || until > now)) return "taken";
          continue;
        }
        const [kind, of] = "put" in c ? [c.put, (c.value as { id: string }).id] : [c.remove, c.id];
        if (c.at !== undefined && c.at !== standing(kind, of)) return "stale";
      }
      for (const c of changes)
        if ("claim" in c) claims.set(c.claim, c.until);
        else if ("remove" in c) records = records.filter((r) => r.kind !== c.remove || r.id !== c.id);
        else {
          const of = (c.value as { id: string }).id;
          const kept = { value: c.value, revision: standing(c.put, of) + 1 };
          const isThere = kept.revision > 1;
          records = isThere
            ? records.map((r) => (r.kind === c.put && r.id === of ? { ...r, kept } : r))
            : [...records, { kind: c.put, id: of, kept }];
        }
      return "done";
    },
  };
};

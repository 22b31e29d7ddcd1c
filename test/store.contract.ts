/**
 * What every store promises, as src/ports/store.ts words it: one list, run over each implementation. A promise that an
 * implementation does not keep yet is named in `notYet` and must fail; the day it is kept the list says so.
 */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Archive,
  type Change,
  type Entry,
  type IndexOf,
  type Kept,
  type Kind,
  kinds,
  type RecordOf,
  type Store,
  shapeOf,
  type Where,
} from "../src/ports/store.ts";
import { at, message, two } from "./support/two.ts";

export type Implementation = {
  /** An empty store whose clock is the one given. */
  open(clock: () => string): Promise<Store & Archive>;
  /** The same records again after `close`; undefined where nothing outlives it. */
  reopen?(): Promise<Store & Archive>;
  /** Clears away what the store wrote. */
  end(): Promise<void>;
};

const everyKind = Object.keys(kinds) as Kind[];

const put = <K extends Kind>(kind: K, value: RecordOf<K>, revision?: number): Step =>
  ({ put: kind, value, ...(revision === undefined ? {} : { at: revision }) }) as Step;
const mark = (id: string, count: number, revision?: number) => put("mark", { id, count }, revision);
const notice = (id: string, to = "kari", state: RecordOf<"notice">["state"] = "pending"): RecordOf<"notice"> => ({
  id,
  to,
  created: at,
  message,
  state,
  attempts: 0,
});
/** A record as it is kept, but for its place, which is the store's own affair. */
const plain = <K extends Kind>(kept: Kept<K> | undefined) => kept && { value: kept.value, revision: kept.revision };
const plainly = <K extends Kind>(found: readonly Kept<K>[]) => found.map((kept) => plain(kept));
const idsOf = (found: readonly Kept<"notice">[]) => found.map((kept) => kept.value.id);

export const promises = (name: string, make: () => Implementation, notYet: readonly string[] = []) =>
  describe(`what ${name} promises`, () => {
    let now: string;
    let made: Implementation;
    let store: Store & Archive;
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
            expect(plain(await store.get(kind, id)), `${kind}, ${round}`).toEqual({ value: two[kind][i], revision: 1 });
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
          expect(plainly(await store.find(kind, { [by]: key?.(value) } as Where<Kind>)), `${kind} by ${by}`).toEqual([
            { value, revision: 1 },
          ]);
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
      expect(plain(await store.get("mark", "x"))).toEqual({ value: { id: "x", count: 12 }, revision: 3 });
      await again();
      expect(plain(await store.get("mark", "x"))).toEqual({ value: { id: "x", count: 12 }, revision: 3 });
    });

    promise("what was read at another revision is stale", async () => {
      await store.commit([mark("x", 1)]);
      expect(await store.commit([mark("x", 2, 0)])).toBe("stale");
      expect(await store.commit([mark("x", 2, 2)])).toBe("stale");
      expect(await store.commit([{ remove: "mark", id: "x", at: 2 }])).toBe("stale");
      expect(await store.commit([mark("y", 2, 1)])).toBe("stale");
      expect(plain(await store.get("mark", "x"))).toEqual({ value: { id: "x", count: 1 }, revision: 1 });
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
      expect(plain(await store.get("mark", "x"))).toEqual({ value: { id: "x", count: 1 }, revision: 1 });
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

    promise("places rise in the order records were first put, and are kept for as long as the record is there", async () => {
      for (const id of ["3", "1", "2"]) await store.commit([put("notice", notice(id))]);
      const places = async () => Object.fromEntries((await store.find("notice")).map((k) => [k.value.id, k.place]));
      const before = await places();
      expect(before["3"]).toBeLessThan(before["1"] ?? 0);
      expect(before["1"]).toBeLessThan(before["2"] ?? 0);
      await store.commit([put("notice", notice("3", "ola"))]);
      await again();
      expect(await places()).toEqual(before);
      expect((await store.get("notice", "1"))?.place).toBe(before["1"]);
      await store.commit([{ remove: "notice", id: "3" }]);
      await again();
      await store.commit([put("notice", notice("3"))]);
      expect(idsOf(await store.find("notice"))).toEqual(["1", "2", "3"]);
      expect((await places())["3"]).toBeGreaterThan(before["2"] ?? 0);
    });

    promise("what was put back under an index stands where its place is", async () => {
      for (const id of ["1", "2", "3"]) await store.commit([put("notice", notice(id))]);
      await store.commit([put("notice", notice("1", "ola"))]);
      await store.commit([put("notice", notice("1", "kari"))]);
      expect(idsOf(await store.find("notice", { to: "kari" }))).toEqual(["1", "2", "3"]);
    });

    promise("ranges hold from the first to before the last, and hold no null", async () => {
      const days = ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"];
      for (const [i, expires] of days.entries())
        await store.commit([put("card", { ...two.card[0], id: `${i}`, doing: i === 0 ? null : `d${i}`, expires })]);
      const found = async (where: Where<"card">) => (await store.find("card", where)).map((k) => k.value.id);
      expect(await found({ expires: { before: "2026-11-24" } })).toEqual(["0", "1"]);
      expect(await found({ expires: { from: "2026-11-24" } })).toEqual(["2", "3"]);
      expect(await found({ expires: { from: "2026-11-23", before: "2026-11-25" } })).toEqual(["1", "2"]);
      expect(await found({ expires: { from: "2026-11-23" }, doing: "d2" })).toEqual(["2"]);
      expect(await found({ doing: { from: "" } })).toEqual(["1", "2", "3"]);
      expect(await found({ expires: { from: "2027" } })).toEqual([]);
      await store.commit([put("card", { ...two.card[0], id: "3", doing: "d3", expires: "2026-11-22" })]);
      await again();
      expect(await found({ expires: { before: "2026-11-24" } })).toEqual(["0", "1", "3"]);
    });

    promise("ranges go by code units, not by a language", async () => {
      for (const [i, doing] of ["Z", "a", "å", "Å", "~"].entries())
        await store.commit([put("card", { ...two.card[0], id: `${i}`, doing })]);
      const found = (await store.find("card", { doing: { from: "a", before: "å" } })).map((k) => k.value.doing);
      expect(found).toEqual(["a", "Å", "~"]);
    });

    promise("pages hold at most so many and go on behind a place", async () => {
      for (let i = 0; i < 7; i++) await store.commit([put("notice", notice(`${i}`, i % 2 ? "kari" : "ola"))]);
      const seen: string[] = [];
      for (let after: number | undefined; ; ) {
        const page = await store.find("notice", {}, { limit: 3, ...(after === undefined ? {} : { after }) });
        if (page.length === 0) break;
        expect(page.length).toBeLessThanOrEqual(3);
        seen.push(...idsOf(page));
        after = page.at(-1)?.place;
        // What goes between two pages changes nothing for what is left.
        await store.commit([{ remove: "notice", id: seen.at(-1) ?? "" }]);
      }
      expect(seen).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
      expect(idsOf(await store.find("notice", { to: "ola" }, { limit: 1 }))).toEqual(["0"]);
    });

    const saw = (about: string, record: string) =>
      ({ append: "audit", value: { at, by: "kari", did: "saw", kind: "training", record, about } }) as const;

    promise("a list keeps what was appended, in that order, under its key", async () => {
      await store.commit([saw("ola", "1"), saw("siv", "2"), saw("ola", "3"), mark("x", 1)]);
      await again();
      await store.commit([saw("ola", "4")]);
      for (const _ of ["at once", "after opening again"]) {
        expect((await store.entries("audit", "ola")).map((e) => e.record)).toEqual(["1", "3", "4"]);
        expect(await store.entries("audit", "siv")).toEqual([saw("siv", "2").value]);
        expect(await store.entries("audit", "nobody")).toEqual([]);
        await again();
      }
    });

    promise("an entry is kept with its commit or not at all", async () => {
      await store.commit([{ claim: "held" }]);
      expect(await store.commit([saw("ola", "1"), { claim: "held" }])).toBe("taken");
      await expect(store.commit([saw("ola", "2"), put("mark", { id: "x" } as never)])).rejects.toThrow();
      await expect(
        store.commit([mark("y", 1), { append: "audit", value: { ...saw("ola", "3").value, did: "stole" } as never }]),
      ).rejects.toThrow();
      await again();
      expect(await store.entries("audit", "ola")).toEqual([]);
      expect(await store.get("mark", "y")).toBeUndefined();
    });

    promise("a lease has one owner until it ends or is let go", async () => {
      expect(await store.lease("lane", "a", 60_000)).toBe(true);
      expect(await store.lease("lane", "b", 60_000)).toBe(false);
      expect(await store.lease("lane", "a", 60_000)).toBe(true);
      expect(await store.lease("other", "b", 60_000)).toBe(true);
      await store.release("lane", "b");
      expect(await store.lease("lane", "b", 60_000)).toBe(false);
      await store.release("lane", "a");
      expect(await store.lease("lane", "b", 60_000)).toBe(true);
      now = "2026-11-23T08:00:59Z";
      expect(await store.lease("lane", "a", 60_000)).toBe(false);
      now = "2026-11-23T08:01:00Z";
      expect(await store.lease("lane", "a", 60_000)).toBe(true);
      expect(await store.lease("lane", "b", 60_000)).toBe(false);
    });

    promise("of many who want a lease at the same time exactly one has it", async () => {
      const got = await Promise.all(Array.from({ length: 20 }, (_, i) => store.lease("lane", `owner ${i}`, 60_000)));
      expect(got.filter(Boolean)).toHaveLength(1);
    });

    const everything = async () => {
      const all: Entry[] = [];
      for await (const entry of store.everything()) all.push(entry);
      return all;
    };
    async function* from(entries: readonly Entry[]) {
      yield* entries;
    }

    promise("everything can be taken out and put in place of everything, again and again", async () => {
      for (const kind of everyKind) await store.commit(two[kind].map((value) => put(kind, value)));
      await store.commit([mark("b", 7), { remove: "mark", id: "a" }, { claim: "held" }, { claim: "short", until: "2026-11-23T09:00:00Z" }]);
      await store.commit([saw("ola", "1"), saw("siv", "2"), { append: "erasure", value: { at, kind: "mark", id: "gone" } }]);
      await store.commit([{ claim: "over", until: at }]);
      const before = await everything();
      expect(before.filter((e) => "c" in e).map((e) => "c" in e && e.c)).toEqual(["held", "short"]);
      await store.commit([mark("later", 1), saw("ola", "later"), { remove: "unit", id: "a" }, { claim: "later" }]);
      for (let i = 0; i < 2; i++) {
        await store.replace(from(before));
        expect(await everything()).toEqual(before);
        await again();
        expect(await everything()).toEqual(before);
      }
      expect(plain(await store.get("mark", "b"))).toEqual({ value: { id: "b", count: 7 }, revision: 2 });
      expect(await store.get("mark", "later")).toBeUndefined();
      expect(await store.commit([{ claim: "held" }])).toBe("taken");
      expect(await store.commit([{ claim: "later" }, mark("new", 1, 0), saw("ola", "new")])).toBe("done");
      expect((await store.get("mark", "new"))?.place).toBeGreaterThan((await store.get("mark", "b"))?.place ?? Number.POSITIVE_INFINITY);
      expect((await store.entries("audit", "ola")).map((e) => e.record)).toEqual(["1", "new"]);
    });

    promise("what cannot be put in place leaves everything as it was", async () => {
      await store.commit([mark("x", 1), saw("ola", "1")]);
      const before = await everything();
      async function* broken() {
        yield { k: "mark", id: "y", r: 1, p: 1, s: 1, v: { id: "y", count: 1 } } as const;
        throw new Error("the file ends here");
      }
      await expect(store.replace(broken())).rejects.toThrow("the file ends here");
      await expect(store.replace(from([{ k: "mark", id: "y", r: 1, p: 1, s: 1, v: { id: "y", count: "ti" } }]))).rejects.toThrow();
      await expect(store.replace(from([{ k: "mark", id: "y", r: 1, p: 1, s: 99, v: { id: "y", count: 1 } }]))).rejects.toThrow();
      await again();
      expect(await everything()).toEqual(before);
    });

    promise("a record of an earlier shape is lifted when it is read", async () => {
      const [{ content: _c, acknowledged: _a, tries: _t, retry: _r, ...first }] = two.inbox;
      await store.replace(from([{ k: "inbox", id: "a", r: 3, p: 5, s: 1, v: first }]));
      await again();
      const expected = { value: { ...first, content: null, acknowledged: true, tries: 0, retry: null }, revision: 3 };
      expect(plain(await store.get("inbox", "a"))).toEqual(expected);
      expect(plainly(await store.find("inbox", { lane: "l1" }))).toEqual([expected]);
      expect(plainly(await store.find("inbox", { content: null }))).toEqual([expected]);
      // What leaves has today's shape, wherever it lay: two stores that hold the same say the same.
      expect(await everything()).toEqual([{ k: "inbox", id: "a", r: 3, p: 5, s: shapeOf("inbox"), v: expected.value }]);
    });

    promise("after a purge all is there that was not erased", async () => {
      await store.commit([mark("x", 1), mark("y", 1), saw("ola", "1")]);
      await store.commit([
        { remove: "mark", id: "y" },
        { append: "erasure", value: { at, kind: "mark", id: "y" } },
      ]);
      await store.purge();
      await again();
      expect(plainly(await store.find("mark"))).toEqual([{ value: { id: "x", count: 1 }, revision: 1 }]);
      expect(await store.entries("audit", "ola")).toHaveLength(1);
      expect(await store.entries("erasure", "mark")).toHaveLength(1);
      expect(await store.isWell()).toBe(true);
    });

    promise("it tells the time by its own clock", async () => {
      now = "2026-11-23T08:00:59.250Z";
      expect(await store.now()).toBe(Date.parse(now));
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
      expect(plain(await store.get("mark", "n"))).toEqual({ value: { id: "n", count: 20 }, revision: 20 });
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
          const own = (change: Step): Step => ("claim" in change ? { ...change, claim: prefix + change.claim } : change);
          now = at;
          for (const kind of ["mark", "notice"] as const)
            await store.commit((await store.find(kind)).map((k) => ({ remove: kind, id: k.value.id })));
          for (const s of steps) {
            if (s === "again") await again();
            else if (typeof s === "string") now = s > now ? s : now;
            else expect(await store.commit(s.map(own))).toBe(model.commit(s, now));
            expect(plainly(await store.find("mark"))).toEqual(model.all("mark"));
            expect(plainly(await store.find("notice"))).toEqual(model.all("notice"));
            for (const to of ["kari", "ola"])
              for (const state of ["pending", "sent"] as const) {
                const ofBoth = await store.find("notice", { to, state });
                const expected = model.all("notice").filter(({ value }) => value.to === to && value.state === state);
                expect(plainly(ofBoth)).toEqual(expected);
              }
          }
        }),
        { numRuns: 60 },
      );
    });
  });

const id = fc.constantFrom("a", "b", "__proto__", "á/ŋ č\n");
const revision = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const instant = fc.constantFrom("2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z");
type Plain<K extends Kind> = Omit<Kept<K>, "place">;
type Step = Exclude<Change, { append: unknown }>;
const change: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ id, n: fc.integer(), at: revision }).map((c) => mark(c.id, c.n, c.at)),
  fc
    .record({ id, to: fc.constantFrom("kari", "ola"), state: fc.constantFrom("pending", "sent"), at: revision })
    .map((c) => put("notice", notice(c.id, c.to, c.state), c.at)),
  fc
    .record({ remove: fc.constantFrom("mark", "notice"), id, at: revision })
    .map((c): Step => ({ remove: c.remove, id: c.id, ...(c.at === undefined ? {} : { at: c.at }) })),
  fc
    .record({ claim: fc.constantFrom("k", "l"), until: fc.option(instant, { nil: undefined }) })
    .map((c): Step => ({ claim: c.claim, ...(c.until === undefined ? {} : { until: c.until }) })),
);
const touches = (c: Step) => ("claim" in c ? c.claim : "put" in c ? `${c.put}/${JSON.stringify(c.value)}` : `${c.remove}/${c.id}`);
const named = (c: Step) => ("put" in c && "id" in c.value ? `${c.put}/${c.value.id}` : touches(c));
/** A commit (each thing once), the clock moving on, or opening again. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: named }) },
  { weight: 1, arbitrary: instant },
  { weight: 1, arbitrary: fc.constant("again" as const) },
);

/** The simplest thing that could be a store. */
const newModel = () => {
  let records: readonly { readonly kind: string; readonly id: string; readonly kept: Plain<Kind> }[] = [];
  const claims = new Map<string, string | undefined>();
  return {
    all: <K extends Kind>(kind: K) => records.filter((r) => r.kind === kind).map((r) => r.kept as Plain<K>),
    commit: (changes: readonly Step[], now: string): "done" | "stale" | "taken" => {
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

/** What a client of a store knows: what was acknowledged, and what was under way. Judges what a store holds afterwards. */
import { type Archive, type Change, type Entry, NotSaved, type Store } from "../../src/ports/store.ts";

/** A thing that is put and removed: its version that was acknowledged last, 0 for none, and the one that is under way. */
type Known = { readonly sure: number; readonly trying?: number };
export type Ledger = {
  readonly things: ReadonlyMap<string, Known>;
  /** Under way: everything is put back to what these say. */
  readonly replacing?: ReadonlyMap<string, Known>;
};
export const emptyLedger: Ledger = { things: new Map() };

const at = "2026-11-23T08:00:00Z";
const person = (version: number) => `version ${version} `.padEnd(60, "x");
const saw = (thing: string, version: number): Change => ({
  append: "audit",
  value: { at, by: "kari", did: "changed", kind: "mark", record: `${version}`, about: thing },
});
/** One version of a thing touches two kinds, a list and a claim, so that half a commit can be seen. */
export const changesTo = (thing: string, version: number): readonly Change[] =>
  version > 0
    ? [
        { put: "mark", value: { id: thing, count: version } },
        { put: "acting", value: { lane: thing, person: person(version) } },
        saw(thing, version),
        { claim: `${thing} ${version}` },
      ]
    : [
        { remove: "mark", id: thing },
        { remove: "acting", id: thing },
        { append: "erasure", value: { at, kind: "acting", id: thing } },
        { append: "erasure", value: { at, kind: "mark", id: thing } },
      ];

export const allOf = async (store: Archive): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for await (const entry of store.everything()) all.push(entry);
  return all;
};

/** What a store holds, thing by thing: each part's version. */
const found = (entries: readonly Entry[]) => {
  const marks = new Map<string, number>();
  const actings = new Map<string, number>();
  const traces = new Set<string>();
  const wrong: string[] = [];
  for (const e of entries) {
    if ("k" in e && e.k === "mark") marks.set(e.id, (e.v as { count: number }).count);
    if ("k" in e && e.k === "acting") actings.set(e.id, Number((e.v as { person: string }).person.split(" ")[1]));
    if ("c" in e) traces.add(`claim ${e.c}`);
    if ("l" in e && e.l === "audit") {
      const { about, record } = e.v as { about: string; record: string };
      if (traces.has(`audit ${about} ${record}`)) wrong.push(`twice in the list: ${about} ${record}`);
      traces.add(`audit ${about} ${record}`);
    }
  }
  return { marks, actings, traces, wrong };
};

/** Why a store does not hold what the ledger says; empty when it does. */
export const complaints = (entries: readonly Entry[], { things, replacing }: Ledger): readonly string[] => {
  const one = against(entries, things);
  if (one.length === 0 || !replacing) return one;
  const other = against(entries, replacing);
  return other.length === 0 ? [] : one;
};

const against = (entries: readonly Entry[], things: Ledger["things"]): readonly string[] => {
  const { marks, actings, traces, wrong } = found(entries);
  for (const thing of new Set([...marks.keys(), ...actings.keys()]))
    if (!things.has(thing)) wrong.push(`${thing} is there, and was never put`);
  for (const [thing, { sure, trying }] of things) {
    const is = marks.get(thing) ?? 0;
    if ((actings.get(thing) ?? 0) !== is) wrong.push(`half a commit: ${thing} is ${is} here and ${actings.get(thing) ?? 0} there`);
    if (is !== sure && is !== trying) wrong.push(`${thing} is ${is}, and ${sure} was acknowledged`);
    if (is > 0 && !traces.has(`claim ${thing} ${is}`)) wrong.push(`the claim of ${thing} ${is} is missing`);
    if (is > 0 && !traces.has(`audit ${thing} ${is}`)) wrong.push(`the trace of ${thing} ${is} is missing`);
    if (trying && trying !== is && (traces.has(`claim ${thing} ${trying}`) || traces.has(`audit ${thing} ${trying}`)))
      wrong.push(`half a commit: ${thing} ${trying} has left a trace`);
  }
  return wrong;
};

/** What is known once a store has been looked into. */
export const resolved = (entries: readonly Entry[], { things, replacing }: Ledger): Ledger => {
  const { marks } = found(entries);
  return {
    things: new Map(
      [...new Set([...things.keys(), ...(replacing?.keys() ?? [])])].map((thing) => [thing, { sure: marks.get(thing) ?? 0 }]),
    ),
  };
};

export type Client = ReturnType<typeof clientOf>;
/** A client that writes down what it asks for and what it is told. */
export const clientOf = (start: Ledger) => {
  let ledger = start;
  const know = (thing: string, known: Known) => {
    ledger = { ...ledger, things: new Map(ledger.things).set(thing, known) };
  };
  const commit = async (store: Store, thing: string, version: number): Promise<"done" | "refused"> => {
    const { sure } = ledger.things.get(thing) ?? { sure: 0 };
    know(thing, { sure, trying: version });
    try {
      const how = await store.commit(changesTo(thing, version));
      if (how !== "done") throw new Error(`A commit of ${thing} ${version} was ${how}.`);
      know(thing, { sure: version });
      return "done";
    } catch (error) {
      know(thing, { sure });
      if (!(error instanceof NotSaved)) throw error;
      return "refused";
    }
  };
  return {
    ledger: () => ledger,
    put: (store: Store, thing: string) => {
      const known = ledger.things.get(thing);
      versions.set(thing, Math.max(versions.get(thing) ?? 0, known?.sure ?? 0) + 1);
      return commit(store, thing, versions.get(thing) ?? 1);
    },
    remove: (store: Store, thing: string) => commit(store, thing, 0),
    /** Puts everything back to what it is now without these. */
    replaceWithout: async (store: Store & Archive, gone: ReadonlySet<string>) => {
      const kept = (await allOf(store)).filter((e) => !("k" in e && gone.has(e.id)));
      const then = new Map([...ledger.things].map(([thing, known]) => [thing, gone.has(thing) ? { sure: 0 } : known]));
      ledger = { ...ledger, replacing: then };
      await store.replace(
        (async function* () {
          yield* kept;
        })(),
      );
      ledger = { things: then };
    },
  };
};
/** Versions never come again, for their claims are held. */
const versions = new Map<string, number>();

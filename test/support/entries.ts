/** Anything that a store can hold, made up. */
import fc from "fast-check";
import type { Entry, Kind } from "../../src/ports/store.ts";
import { shapeOf } from "../../src/ports/store.ts";
import { at, two } from "./two.ts";

const text = fc.string({ unit: "binary", maxLength: 12 });
const activity = fc.option(
  fc.dictionary(
    text,
    fc.jsonValue({ maxDepth: 2 }).map((v) => JSON.parse(JSON.stringify(v))),
    { maxKeys: 4 },
  ),
  { nil: null },
);
type Made = { readonly k: Kind; readonly id: string; readonly v: unknown };
const record: fc.Arbitrary<Made> = fc.oneof(
  fc.record({ id: text, count: fc.integer() }).map((v): Made => ({ k: "mark", id: v.id, v })),
  fc.record({ lane: text, person: text }).map((v): Made => ({ k: "acting", id: v.lane, v })),
  fc.record({ id: text, activity }).map((v): Made => ({ k: "inbox", id: v.id, v: { ...two.inbox[0], ...v } })),
);
const entry = fc.record({
  at: fc.constant(at),
  by: text,
  did: fc.constantFrom("saw", "added", "changed", "removed"),
  kind: text,
  record: text,
  about: text,
});

/** In the order in which stores give them: records by kind and place, claims by name, lists. */
export const entries: fc.Arbitrary<readonly Entry[]> = fc
  .record({
    records: fc.uniqueArray(record, { maxLength: 20, selector: ({ k, id }) => `${k}/${id}` }),
    claims: fc.uniqueArray(text, { maxLength: 5 }),
    audit: fc.array(entry, { maxLength: 5 }),
    erased: fc.array(text, { maxLength: 3 }),
  })
  .map(({ records, claims, audit, erased }) => [
    ...(["inbox", "acting", "mark"] as const).flatMap((kind) =>
      records.flatMap(({ k, id, v }, i): Entry[] => (k === kind ? [{ k, id, r: (i % 3) + 1, p: i + 1, s: shapeOf(k), v }] : [])),
    ),
    ...claims.sort().map((c, i) => ({ c, u: i % 2 ? "2100-01-01T00:00:00Z" : null })),
    ...audit.map((v, i) => ({ l: "audit", n: i + 1, v }) as const),
    ...erased.map((id, i) => ({ l: "erasure", n: i + 1, v: { at, kind: "mark", id } }) as const),
  ]);

export async function* streamed<T>(all: Iterable<T>): AsyncIterable<T> {
  yield* all;
}
export const gathered = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
};

/** What a store or an archive holds, in figures: how much of each kind, and a digest of it. */
import { hash } from "node:crypto";
import { z } from "zod";
import { type Entry, type Kind, kinds, type List, lifted, lists, shapeOf } from "../ports/store.ts";

/** A kind of record, claims, or a list. */
export type Group = Kind | List | "claim";
export const groups = [...Object.keys(kinds), "claim", ...Object.keys(lists)] as readonly Group[];
const group = z.object({ count: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type Tally = Readonly<Record<Group, z.infer<typeof group>>>;

/** A value whose JSON is the same however its keys were ordered. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inside]) => [key, ordered(inside)]),
        )
      : value;
/** The same text for the same entry, in hexadecimal. */
export const digest = (entry: Entry): string => hash("sha256", JSON.stringify(ordered(entry)));

export const groupOf = (entry: Entry): Group => ("k" in entry ? entry.k : "l" in entry ? entry.l : "claim");

/** Counts entries. The digest of a group is the sum of its entries' digests, for stores give claims in any order. */
export const newTally = () => {
  const sums = new Map(groups.map((name) => [name, { count: 0, sum: 0n }]));
  return {
    add: (entry: Entry): void => {
      const of = sums.get(groupOf(entry));
      if (!of) throw new Error(`No such group: "${groupOf(entry)}".`);
      of.count += 1;
      of.sum = BigInt.asUintN(256, of.sum + BigInt(`0x${digest(entry)}`));
    },
    done: (): Tally =>
      Object.fromEntries([...sums].map(([name, { count, sum }]) => [name, { count, sha256: sum.toString(16).padStart(64, "0") }])) as Tally,
  };
};

/** Nothing, of every group. */
export const nothing: Tally = newTally().done();
/** A tally as it was written; an earlier release had fewer groups. */
export const tally = z
  .partialRecord(z.enum(groups as readonly [Group, ...Group[]]), group)
  .transform((written): Tally => ({ ...nothing, ...(written as Partial<Tally>) }));
export const isSame = (a: Tally, b: Tally, name: Group): boolean => a[name].count === b[name].count && a[name].sha256 === b[name].sha256;
export const areSame = (a: Tally, b: Tally): boolean => groups.every((name) => isSame(a, b, name));
export const isEmpty = (held: Tally): boolean => groups.every((name) => held[name].count === 0);

const number = z.number().int().positive();
const entry = z.union([
  z.strictObject({ k: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]), id: z.string(), r: number, p: number, s: number, v: z.unknown() }),
  z.strictObject({ c: z.string(), u: z.string().nullable() }),
  z.strictObject({ l: z.enum(Object.keys(lists) as [List, ...List[]]), n: number, v: z.unknown() }),
]);
/** An entry as it was written. @throws ZodError when it is none */
export const entryOf = (value: unknown): Entry => entry.parse(value);

/** An entry in today's shape. @throws ZodError or RangeError when its value does not fit */
export const today = (entry: Entry): Entry =>
  "k" in entry
    ? { ...entry, s: shapeOf(entry.k), v: lifted(entry.k, entry.v, entry.s) }
    : "l" in entry
      ? { ...entry, v: lists[entry.l].schema.parse(entry.v) }
      : entry;

/** Lets entries through in today's shape, and counts them. */
export async function* counted(entries: AsyncIterable<Entry>, into: ReturnType<typeof newTally>): AsyncIterable<Entry> {
  for await (const one of entries) {
    const now = today(one);
    into.add(now);
    yield now;
  }
}
/** Counts entries, in today's shape. */
export const tallyOf = async (entries: AsyncIterable<Entry>): Promise<Tally> => {
  const held = newTally();
  for await (const _ of counted(entries, held));
  return held.done();
};

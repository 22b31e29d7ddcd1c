/** The files of release 0.1.0: `kompis.json`, written whole, and a journal whose entries had no places and no shapes. */
import { join } from "node:path";
import { z } from "zod";
import { type Entry, type Kind, kinds, StoreTrouble } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { linesOf, missing } from "../lines.ts";
import { numbersOf, segmentName } from "./segments.ts";

const kind = z.enum(Object.keys(kinds) as [Kind, ...Kind[]]);
const record = z.object({ k: kind, id: z.string(), r: z.number().int().positive(), v: z.unknown() });
const removed = z.object({ k: kind, id: z.string(), x: z.literal(1) });
const claim = z.object({ c: z.string(), u: z.string().nullable() });
const snapshot = z.object({
  version: z.literal(1),
  through: z.number().int().nonnegative(),
  records: z.array(record),
  claims: z.array(z.tuple([z.string(), z.string().nullable()])),
});

const firstSnapshot = "kompis.json";
/** The snapshot, and what a stop while it was written has left. */
export const firstReleaseFiles: readonly string[] = [firstSnapshot, `.${firstSnapshot}.tmp`];

const parsed = <S extends z.ZodType>(schema: S, json: string, file: string): z.infer<S> => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new StoreTrouble(`The data file "${file}" is not readable as JSON. It is left as it is; restore it from a backup.`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new StoreTrouble(
    `The data file "${file}" is not a store: ${z.prettifyError(result.error).split("\n")[0]}. It is left as it is; restore it from a backup.`,
  );
};

/** @returns what they hold, and the last segment among them; undefined where there are no such files */
export const readFirstRelease = async (
  disk: Disk,
  folder: string,
  names: readonly string[],
): Promise<{ entries: readonly Entry[]; through: number } | undefined> => {
  if (!names.includes(firstSnapshot)) return undefined;
  const file = join(folder, firstSnapshot);
  const pieces: Buffer[] = [];
  for await (const piece of disk.read(file)) pieces.push(piece);
  const { through, records, claims } = parsed(snapshot, Buffer.concat(pieces).toString("utf8"), file);
  const rows = new Map<string, Omit<Extract<Entry, { k: Kind }>, "p">>();
  const held = new Map(claims);
  for (const r of records) rows.set(`${r.k}/${r.id}`, { ...r, s: 1 });
  let segment = through;
  for (const n of numbersOf(names, segmentName).filter((s) => s > through)) {
    const journal = join(folder, segmentName(n));
    if (n !== ++segment) throw missing(`Something is missing before "${journal}".`);
    for await (const json of linesOf(disk, journal))
      for (const entry of parsed(z.array(z.union([record, removed, claim])), json, journal)) {
        if ("c" in entry) held.set(entry.c, entry.u);
        else if ("x" in entry) rows.delete(`${entry.k}/${entry.id}`);
        else rows.set(`${entry.k}/${entry.id}`, { ...entry, s: 1 });
      }
  }
  return {
    entries: [...[...rows.values()].map((row, i) => ({ ...row, p: i + 1 })), ...[...held].map(([c, u]) => ({ c, u }))],
    through: segment,
  };
};

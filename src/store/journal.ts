/** The journal: one line for each commit, with a checksum, in numbered segments. */
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { type Kind, kinds } from "../ports/store.ts";
import type { Entry } from "./tables.ts";

const kindName = z.enum(Object.keys(kinds) as [Kind, ...Kind[]]);
export const record = z.object({ k: kindName, id: z.string(), r: z.number().int().positive(), v: z.unknown() });
const entry = z.union([
  record,
  z.object({ k: kindName, id: z.string(), x: z.literal(1) }),
  z.object({ c: z.string(), u: z.string().nullable() }),
]);
/** Something is wrong with the data folder; the message says what, and what to do. */
export class StoreTrouble extends Error {}

export const segmentName = (n: number) => `journal-${String(n).padStart(8, "0")}.log`;
export const line = (entries: readonly Entry[]): string => {
  const json = JSON.stringify(entries);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
};

export const entriesIn = (file: string): Entry[] => {
  const rows = readFileSync(file, "utf8").split("\n");
  return rows.flatMap((row, i) => {
    const json = row.slice(9);
    if (row.length > 9 && crc32(json).toString(16).padStart(8, "0") === row.slice(0, 8)) return entriesOf(json, file, i + 1);
    // What stands behind the last line end was never acknowledged.
    if (i === rows.length - 1) return [];
    throw new StoreTrouble(
      `The journal "${file}" is damaged at line ${i + 1}. Restore the data folder from a backup, or move the file away to lose what it holds.`,
    );
  });
};

const entriesOf = (json: string, file: string, at: number): Entry[] => {
  const parsed = z.array(entry).safeParse(JSON.parse(json));
  if (!parsed.success)
    throw new StoreTrouble(`The journal "${file}" holds something unknown at line ${at}. It may come from a newer release of Kompis.`);
  return parsed.data as Entry[];
};

/** What lies in a data folder, brought into memory. */
import { join } from "node:path";
import { ZodError, z } from "zod";
import { type Entry, StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { readFirstRelease } from "./firstRelease.ts";
import { journalLines, numbersOf, type Written } from "./segments.ts";
import { emptySnapshot, type Header, snapshotIn, snapshotName } from "./snapshot.ts";
import { newTables, type Tables } from "./tables.ts";

export type Opened = {
  readonly tables: Tables;
  readonly header: Header;
  /** The last segment, and how many lines it has. */
  readonly last: { readonly segment: number; readonly lines: number };
  /** The journal since the snapshot, in about bytes, and in segments. */
  readonly since: { readonly bytes: number; readonly segments: number };
  /** The files are those of release 0.1.0, and are to be written anew. */
  readonly isOld: boolean;
};

const restore = 'Restore the data folder from a backup ("kompis restore FILE").';

/** @throws StoreTrouble naming the file where an entry does not fit */
const apply = (tables: Tables, entry: Written, file: string) => {
  try {
    tables.apply(entry);
  } catch (error) {
    const what = "k" in entry ? `${entry.k} "${entry.id}"` : "entry";
    const why = error instanceof ZodError ? z.prettifyError(error).split("\n")[0] : error instanceof Error ? error.message : String(error);
    throw new StoreTrouble(`In "${file}" the ${what} cannot be read: ${why} It may come from a newer release; the file is left as it is.`);
  }
};

/** Tables of these entries. @throws StoreTrouble */
export const tablesOf = async (entries: AsyncIterable<Entry> | Iterable<Entry>, file: string): Promise<Tables> => {
  const tables = newTables();
  for await (const entry of entries) apply(tables, entry, file);
  return tables;
};

const lengths = (header: Header) => Object.fromEntries(Object.entries(header.lists).map(([list, { n }]) => [list, n]));

/** @throws StoreTrouble where something is damaged, missing or newer than this release */
export const opened = async (disk: Disk, folder: string): Promise<Opened> => {
  const names = await disk.names(folder);
  const last = numbersOf(names, snapshotName).at(-1);
  const old = last === undefined ? await readFirstRelease(disk, folder, names) : undefined;
  if (old) {
    const tables = await tablesOf(old.entries, folder);
    return { tables, header: emptySnapshot().header, last: old.last, since: { bytes: 0, segments: 0 }, isOld: true };
  }

  const db = snapshotIn(disk, folder, last ?? 0);
  if (last !== undefined) await db.read();
  const { header, rows } = db.data;
  const tables = newTables();
  for (const json of rows.values()) apply(tables, JSON.parse(json), join(folder, snapshotName(header.through)));
  tables.goOnFrom(header.place, lengths(header));
  for (const { file, bytes } of Object.values(header.lists))
    if (bytes > ((await disk.size(join(folder, file))) ?? 0))
      throw new StoreTrouble(`The file "${join(folder, file)}" is shorter than it was. ${restore}`);

  let [segment, lines, bytes] = [header.through, 0, 0];
  for await (const line of journalLines(disk, folder, header.through)) {
    lines = line.head ? 1 : lines + 1;
    segment = line.segment;
    bytes += line.json.length;
    for (const entry of line.head ? [] : (JSON.parse(line.json) as Written[])) apply(tables, entry, line.file);
  }
  return { tables, header, last: { segment, lines }, since: { bytes, segments: segment - header.through }, isOld: false };
};

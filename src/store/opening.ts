/** What lies in a data folder, brought into memory. */
import { join } from "node:path";
import { ZodError, z } from "zod";
import { type Entry, type List, lists, StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { firstSnapshot, readFirstRelease } from "./firstRelease.ts";
import { linesOf } from "./lines.ts";
import { journalLines, numbersOf, segmentName, type Written } from "./segments.ts";
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

const ours = new RegExp(`^(${["snapshot", "journal", ...Object.keys(lists)].join("|")})-(\\d{8})\\.log$`);
/** The names of files that hold a store, this release's or an earlier one's. */
export const storeFiles = (names: readonly string[]): string[] => names.filter((name) => name === firstSnapshot || ours.test(name));

/** What is to be replaced without having been read: nothing, behind the last number that any of its files has. */
export const unread = async (disk: Disk, folder: string): Promise<Opened> => ({
  tables: newTables(),
  header: emptySnapshot().header,
  last: { segment: Math.max(0, ...(await disk.names(folder)).map((name) => Number(ours.exec(name)?.[2] ?? 0))), lines: 0 },
  since: { bytes: 0, segments: 0 },
  isOld: false,
});

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

  // Lists are written beside a journal or a snapshot, never alone.
  if (last === undefined && numbersOf(names, segmentName).length === 0 && storeFiles(names).length > 0)
    throw new StoreTrouble(`The snapshot and the journal in "${folder}" are missing. ${restore}`);
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

export type ListEntry = Extract<Entry, { l: List }>;
/** What was appended to a list, from its file and from memory, as of the call. */
export const listed = (disk: Disk, folder: string, tables: Tables, header: Header, list: List): AsyncIterable<ListEntry> => {
  const recent = tables.recent(list);
  const { file = "", n = 0, bytes = 0 } = header.lists[list] ?? {};
  return (async function* () {
    if (bytes > 0) for await (const json of linesOf(disk, join(folder, file), bytes)) yield JSON.parse(json) as ListEntry;
    for (const entry of recent) if (entry.n > n) yield entry;
  })();
};

/** Everything that is held, as of the call. */
export const everythingOf = (disk: Disk, folder: string, tables: Tables, header: Header, now: string): AsyncIterable<Entry> => {
  const rows = tables.entries(now);
  const grown = (Object.keys(lists) as List[]).map((list) => listed(disk, folder, tables, header, list));
  return (async function* () {
    yield* rows;
    for (const list of grown) yield* list;
  })();
};

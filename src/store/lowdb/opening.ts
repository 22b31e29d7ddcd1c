/** What lies in a data folder, brought into memory. */
import { join } from "node:path";
import { ZodError, z } from "zod";
import { type Entry, type List, StoreTrouble } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { linesOf, missing } from "../lines.ts";
import { firstReleaseFiles, readFirstRelease } from "./firstRelease.ts";
import { entriesIn, journalLines, numbersOf, segmentName, type Written } from "./segments.ts";
import { emptySnapshot, everyList, type Header, read, snapshotName } from "./snapshot.ts";
import { newTables, type Tables } from "./tables.ts";

export type Opened = {
  readonly tables: Tables;
  header: Header;
  /** The last segment, and how many lines it has. */
  readonly last: { readonly segment: number; readonly lines: number };
  /** The journal since the snapshot, in about bytes, and in segments. */
  readonly since: { readonly bytes: number; readonly segments: number };
  /** The files are those of the first release, and are to be written anew. */
  readonly isOld: boolean;
};

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

const ours = new RegExp(`^(${["snapshot", "journal", ...everyList].join("|")})-(\\d{8})\\.log$`);
/** The names of files that hold a store, this release's or an earlier one's. */
export const storeFiles = (names: readonly string[]): string[] =>
  names.filter((name) => firstReleaseFiles.includes(name) || ours.test(name));

/** What is to be replaced without having been read: nothing, behind the last number that any of its files has. */
export const unread = async (disk: Disk, folder: string): Promise<Opened> => ({
  tables: newTables(),
  header: emptySnapshot().header,
  last: { segment: Math.max(0, ...(await disk.names(folder)).map((name) => Number(ours.exec(name)?.[2] ?? 0))), lines: 0 },
  since: { bytes: 0, segments: 0 },
  isOld: false,
});

/** @throws StoreTrouble where something is damaged, missing or newer than this release */
export const opened = async (disk: Disk, folder: string): Promise<Opened> => {
  const names = await disk.names(folder);
  const through = numbersOf(names, snapshotName).at(-1);
  const old = through === undefined ? await readFirstRelease(disk, folder, names) : undefined;
  if (old) {
    const tables = await tablesOf(old.entries, folder);
    const last = { segment: old.through, lines: 0 };
    return { tables, header: emptySnapshot().header, last, since: { bytes: 0, segments: 0 }, isOld: true };
  }

  // Lists are written beside a journal or a snapshot, never alone.
  if (through === undefined && numbersOf(names, segmentName).length === 0 && storeFiles(names).length > 0)
    throw missing(`The snapshot and the journal in "${folder}" are missing.`);
  const { header, rows } = await read(disk, folder, through);
  const tables = newTables();
  const file = join(folder, snapshotName(header.through));
  for await (const json of rows) apply(tables, JSON.parse(json), file);
  tables.goOnFrom(header.place, header.lists);
  for (const list of Object.values(header.lists)) {
    const size = (await disk.size(join(folder, list.file))) ?? 0;
    if (size < list.bytes) throw missing(`The file "${join(folder, list.file)}" has ${size} bytes, and had ${list.bytes}.`);
  }

  let [segment, lines, bytes] = [header.through, 0, 0];
  for await (const line of journalLines(disk, folder, header.through)) {
    lines = line.head ? 1 : lines + 1;
    segment = line.segment;
    bytes += line.json.length;
    for (const entry of entriesIn(line)) apply(tables, entry, line.file);
  }
  return { tables, header, last: { segment, lines }, since: { bytes, segments: segment - header.through }, isOld: false };
};

export type ListEntry = Extract<Entry, { l: List }>;
/** What was appended to a list, from its file and from memory, as of the call. */
export const listed = (disk: Disk, folder: string, tables: Tables, header: Header, list: List): AsyncIterable<ListEntry> => {
  const recent = tables.recent(list);
  const { file = "", n = 0, bytes = 0 } = header.lists[list] ?? {};
  return (async function* () {
    for await (const json of linesOf(disk, join(folder, file), bytes)) yield JSON.parse(json) as ListEntry;
    for (const entry of recent) if (entry.n > n) yield entry;
  })();
};

/** Everything that is held, as of the call. */
export const everythingOf = (disk: Disk, folder: string, tables: Tables, header: Header, now: string): AsyncIterable<Entry> => {
  const rows = tables.entries(now);
  const tails = everyList.map((list) => listed(disk, folder, tables, header, list));
  return (async function* () {
    yield* rows;
    for (const tail of tails) yield* tail;
  })();
};

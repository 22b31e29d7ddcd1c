/** Folds closed journal segments into a new snapshot. Runs beside the bot; a stop at any point leaves what was there. */
import { join } from "node:path";
import type { Entry, List } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { inPieces } from "../lines.ts";
import { firstReleaseFiles } from "./firstRelease.ts";
import { scrub } from "./scrub.ts";
import { entriesIn, journalLines, numbersOf, segmentName, type Written } from "./segments.ts";
import {
  emptySnapshot,
  everyList,
  type Header,
  type ListState,
  listName,
  read,
  rowName,
  type Snapshot,
  snapshotIn,
  snapshotName,
} from "./snapshot.ts";
import type { Tables } from "./tables.ts";

/** How many snapshots are kept, each with the journal since it. */
export const keptSnapshots = 3;

export type Fold = {
  readonly folder: string;
  /** The last segment to be folded; it is written no more. */
  readonly through: number;
  readonly now: string;
  /** Takes what was erased out of the older files too. */
  readonly purge: boolean;
};
type Appended = ReadonlyMap<List, readonly string[]>;

/** @returns the header of the snapshot that holds it all */
export const fold = async (disk: Disk, { folder, through, now, purge }: Fold): Promise<Header> => {
  const { header, rows } = await read(disk, folder, numbersOf(await disk.names(folder), snapshotName).at(-1));
  const changes = new Map<string, Change>();
  const appended = new Map<List, string[]>(everyList.map((list) => [list, []]));
  let { place } = header;
  for await (const line of journalLines(disk, folder, header.through, through))
    for (const entry of entriesIn(line)) {
      if ("l" in entry) appended.get(entry.l)?.push(JSON.stringify(entry));
      else note(changes, entry);
      if ("p" in entry) place = Math.max(place, entry.p);
    }
  const next = await settle(disk, folder, { header: { ...header, through, place }, rows: merged(rows, changes, now) }, appended);
  if (purge) await scrub(disk, folder, next);
  return next;
};

/** What the journal says of a row: what it is now, if it still is, and whether it was put for the first time. */
type Change = { readonly now: Exclude<Written, { x: 1 }> | undefined; readonly isNew: boolean };

const note = (changes: Map<string, Change>, entry: Exclude<Written, { l: List }>) => {
  const name = rowName(entry);
  const isFirst = "r" in entry && entry.r === 1;
  const isNew = isFirst || ("r" in entry && changes.get(name)?.isNew === true);
  // Behind those that were put before it.
  if (isFirst) changes.delete(name);
  changes.set(name, { now: "x" in entry ? undefined : entry, isNew });
};

const isOver = (entry: Written, now: string) => "c" in entry && entry.u !== null && entry.u <= now;

/** The rows with their changes, in the order in which they were first put, without claims that are over. */
async function* merged(rows: Snapshot["rows"], changes: Map<string, Change>, now: string): AsyncIterable<string> {
  for await (const json of rows) {
    const entry: Entry & { l?: never } = JSON.parse(json);
    const change = changes.get(rowName(entry));
    if (!change) {
      if (!isOver(entry, now)) yield json;
    } else if (!change.isNew) {
      changes.delete(rowName(entry));
      if (change.now && !isOver(change.now, now)) yield JSON.stringify(change.now);
    }
  }
  for (const { now: entry } of changes.values()) if (entry && !isOver(entry, now)) yield JSON.stringify(entry);
}

function* jsonsOf(entries: Iterable<Entry>): Iterable<string> {
  for (const entry of entries) yield JSON.stringify(entry);
}
/** Writes all of these to a snapshot of its own; what was there before goes when that lies on the disk. @returns its header */
export const anew = async (disk: Disk, folder: string, through: number, tables: Tables, now: string): Promise<Header> => {
  const appended = new Map(everyList.map((list) => [list, [...jsonsOf(tables.recent(list))]]));
  const header = { ...emptySnapshot(through).header, place: tables.highest() };
  const next = await settle(disk, folder, { header, rows: jsonsOf(tables.entries(now)) }, appended);
  tables.settled(next.lists);
  return next;
};

/** Writes what was appended to the lists, then the snapshot, and removes what no kept snapshot needs. */
const settle = async (disk: Disk, folder: string, { header, rows }: Snapshot, appended: Appended): Promise<Header> => {
  const grown: Record<string, ListState> = {};
  for (const list of everyList) {
    const state = header.lists[list] ?? { file: listName(list, header.through), n: 0, bytes: 0 };
    grown[list] = await grow(disk, folder, state, appended.get(list) ?? []);
  }
  const db = snapshotIn(disk, folder, header.through);
  db.data = { header: { ...header, lists: grown }, rows };
  await db.write();
  await tidy(disk, folder, db.data.header);
  return db.data.header;
};

const numberOf = (json: string) => (JSON.parse(json) as { readonly n: number }).n;
/** What a fold that was cut short has left behind the known end is written again. */
const grow = async (disk: Disk, folder: string, state: ListState, jsons: readonly string[]): Promise<ListState> => {
  const last = jsons.at(-1);
  if (last === undefined) return state;
  const file = await disk.grow(join(folder, state.file), state.bytes);
  try {
    let { bytes } = state;
    for await (const piece of inPieces(jsons)) {
      await file.append(piece);
      bytes += piece.length;
    }
    return { ...state, n: numberOf(last), bytes };
  } finally {
    await file.close();
  }
};

const tidy = async (disk: Disk, folder: string, { base, lists }: Header) => {
  const names = await disk.names(folder);
  const snapshots = numbersOf(names, snapshotName);
  const oldest = Math.max(base, snapshots.at(-keptSnapshots) ?? 0);
  const used = new Set(Object.values(lists).map(({ file }) => file));
  const outdated = [
    ...snapshots.filter((n) => n < oldest).map(snapshotName),
    ...numbersOf(names, segmentName).flatMap((n) => (n <= oldest ? [segmentName(n)] : [])),
    ...everyList.flatMap((list) => numbersOf(names, (n) => listName(list, n)).map((n) => listName(list, n))).filter((n) => !used.has(n)),
    ...names.filter((name) => name.endsWith(".new") || firstReleaseFiles.includes(name)),
  ];
  for (const name of outdated) await disk.remove(join(folder, name));
};

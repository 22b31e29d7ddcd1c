/** What can still be read of the lists in a folder that is damaged. */
import { join } from "node:path";
import { type List, lists } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { linesOf } from "../lines.ts";
import { entryOf, today } from "../tally.ts";
import { firstReleaseFiles } from "./firstRelease.ts";
import { type ListEntry, storeFiles } from "./opening.ts";
import { journalLines, numbersOf, segmentName } from "./segments.ts";
import { emptySnapshot, type Header, headerIn, snapshotName } from "./snapshot.ts";

export type Salvaged = {
  /** In order, list by list. */
  readonly entries: readonly ListEntry[];
  /** True when nothing that was ever appended can be missing. */
  readonly isWhole: boolean;
};

export const salvaged = async (disk: Disk, folder: string): Promise<Salvaged> => {
  const names = storeFiles(await disk.names(folder));
  const found = new Map<string, ListEntry>();
  const keep = (json: string) => {
    for (const one of [JSON.parse(json)].flat())
      if ("l" in one) {
        const entry = today(entryOf(one)) as ListEntry;
        found.set(`${entry.l} ${entry.n}`, entry);
      }
  };
  for (const name of names.filter((one) => !one.startsWith("snapshot-") && !firstReleaseFiles.includes(one)))
    try {
      for await (const json of linesOf(disk, join(folder, name), undefined, () => undefined)) keep(json);
    } catch {
      // It is gone, or came from a newer release; whether anything is missing is asked below.
    }
  const inOrder = (Object.keys(lists) as List[]).flatMap((l) => [...found.values()].filter((e) => e.l === l).sort((a, b) => a.n - b.n));
  return { entries: inOrder, isWhole: await areListsWhole(disk, folder, names) };
};

const areListsWhole = async (disk: Disk, folder: string, names: readonly string[]): Promise<boolean> => {
  const snapshots = numbersOf(names, snapshotName);
  // The first release had no lists.
  if (snapshots.length === 0 && firstReleaseFiles.some((name) => names.includes(name))) return true;
  if (snapshots.length === 0 && numbersOf(names, segmentName).length === 0) return false;
  // Each snapshot that is kept has the journal since it beside it, so one is enough.
  for (const through of snapshots.length > 0 ? snapshots.toReversed() : [undefined])
    try {
      const header = through === undefined ? emptySnapshot().header : await headerIn(disk, folder, through);
      if (header && (await isWholeSince(disk, folder, header))) return true;
    } catch {
      // So it is not.
    }
  return false;
};

const isWholeSince = async (disk: Disk, folder: string, header: Header): Promise<boolean> => {
  const read = async (lines: AsyncIterable<unknown>) => {
    for await (const _ of lines);
  };
  for (const { file, bytes } of Object.values(header.lists)) {
    if (bytes > ((await disk.size(join(folder, file))) ?? 0)) return false;
    if (bytes > 0) await read(linesOf(disk, join(folder, file), bytes));
  }
  await read(journalLines(disk, folder, header.through));
  return true;
};

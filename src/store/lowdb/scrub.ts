/**
 * Takes what is not there any more out of the files that are kept beside the newest snapshot: what was erased, and what
 * people wrote on its way through the inbox.
 */
import { join } from "node:path";
import type { Disk } from "../disk.ts";
import { inPieces } from "../lines.ts";
import { entriesIn, journalLines, type Line, numbersOf, segmentName, type Written } from "./segments.ts";
import { type Header, read, rowName, type Snapshot, snapshotIn, snapshotName } from "./snapshot.ts";

/** @param newest the snapshot that holds nothing of it any more */
export const scrub = async (disk: Disk, folder: string, newest: Header): Promise<void> => {
  const names = await disk.names(folder);
  const segments = numbersOf(names, segmentName).filter((n) => n <= newest.through);
  /** The segments in which it was removed. What was put after the last time is there again, and stays. */
  const removed = new Map<string, number[]>();
  for await (const line of journalLines(disk, folder, (segments[0] ?? 1) - 1, newest.through))
    for (const entry of entriesIn(line))
      if ("x" in entry) removed.set(rowName(entry), [...(removed.get(rowName(entry)) ?? []), line.segment]);

  for (const n of numbersOf(names, snapshotName).filter((s) => s < newest.through)) {
    const gone = new Set([...removed].flatMap(([name, at]) => ((at.at(-1) ?? 0) > n ? [name] : [])));
    if (gone.size > 0) await rewrite(disk, folder, n, gone);
  }

  const isKept = (entry: Written) => {
    const ahead = "k" in entry ? removed.get(rowName(entry)) : undefined;
    if ("x" in entry) ahead?.shift();
    return "x" in entry || !ahead?.length;
  };
  // All of them, for what a stop has left behind their last line goes too.
  for (const n of segments) {
    const file = join(folder, segmentName(n));
    await disk.write(`${file}.new`, inPieces(those(journalLines(disk, folder, n - 1, n), isKept)));
    await disk.rename(`${file}.new`, file);
  }
  await disk.syncFolder(folder);
};

const rewrite = async (disk: Disk, folder: string, through: number, gone: ReadonlySet<string>) => {
  const { header, rows } = await read(disk, folder, through);
  const db = snapshotIn(disk, folder, through);
  db.data = { header, rows: without(rows, gone) };
  await db.write();
};

async function* without(rows: Snapshot["rows"], gone: ReadonlySet<string>): AsyncIterable<string> {
  for await (const json of rows) if (!gone.has(rowName(JSON.parse(json)))) yield json;
}
async function* those(lines: AsyncIterable<Line>, isKept: (entry: Written) => boolean): AsyncIterable<string> {
  for await (const line of lines) yield line.head ? line.json : JSON.stringify(entriesIn(line).filter(isKept));
}

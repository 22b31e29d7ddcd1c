/** The journal's files: numbered segments, each saying how many lines the one before it has. */
import { join } from "node:path";
import { type Entry, StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { linesOf } from "./lines.ts";

/** What a journal line holds: what stands there after a commit. */
export type Written = Entry | { readonly k: string; readonly id: string; readonly x: 1 };

export const segmentName = (n: number) => `journal-${String(n).padStart(8, "0")}.log`;
/** The first line of a segment. */
export const segmentHead = (linesBefore: number): string => JSON.stringify({ after: linesBefore });

/** The numbers of the files with such names, in order. */
export const numbersOf = (names: readonly string[], nameOf: (n: number) => string): number[] =>
  names
    .map((name) => Number(/\d{8}/.exec(name)?.[0] ?? Number.NaN))
    .filter((n, i) => names[i] === nameOf(n))
    .sort((a, b) => a - b);

export type Line = { readonly segment: number; readonly file: string; readonly json: string; readonly head: boolean };

/**
 * The lines of the segments behind one, in order.
 * @param through the last segment to be read, all there are where it is left out
 * @throws StoreTrouble where a segment is missing or shorter than the next one says
 */
export async function* journalLines(disk: Disk, folder: string, behind: number, through = Number.POSITIVE_INFINITY): AsyncIterable<Line> {
  let lines: number | undefined;
  let expected = behind;
  for (const segment of numbersOf(await disk.names(folder), segmentName).filter((n) => n > behind && n <= through)) {
    const file = join(folder, segmentName(segment));
    const missing = () =>
      new StoreTrouble(`Something is missing before "${file}". Restore the data folder from a backup ("kompis restore FILE").`);
    if (segment !== ++expected) throw missing();
    let n = 0;
    for await (const json of linesOf(disk, file)) {
      if (n === 0 && lines !== undefined && json !== segmentHead(lines)) throw missing();
      yield { segment, file, json, head: n === 0 };
      n++;
    }
    // A stop before the first line leaves an empty file behind; the next one says so, and counts from there.
    lines = n;
  }
}

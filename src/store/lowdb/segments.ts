/** The journal's files: numbered segments, each saying how many lines of the one before it count. */
import { join } from "node:path";
import { z } from "zod";
import type { Entry } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { firstLineOf, linesOf, missing } from "../lines.ts";

/** What a journal line holds: what stands there after a commit. */
export type Written = Entry | { readonly k: string; readonly id: string; readonly x: 1 };

export const segmentName = (n: number) => `journal-${String(n).padStart(8, "0")}.log`;
/** The first line of a segment: how many lines the one before it has, its own first line among them. */
export const segmentHead = (linesBefore: number): string => JSON.stringify({ after: linesBefore });
const head = z.object({ after: z.number().int().nonnegative() });

/** The numbers of the files with such names, in order. */
export const numbersOf = (names: readonly string[], nameOf: (n: number) => string): number[] =>
  names
    .map((name) => Number(/\d{8}/.exec(name)?.[0] ?? Number.NaN))
    .filter((n, i) => names[i] === nameOf(n))
    .sort((a, b) => a - b);

/** How many lines of a segment count; undefined for the last one, and while the next has no first line yet. */
const counted = async (disk: Disk, folder: string, next: number | undefined): Promise<number | undefined> => {
  const first = next === undefined ? undefined : await firstLineOf(disk, join(folder, segmentName(next)));
  return first === undefined ? undefined : head.parse(JSON.parse(first)).after;
};

export type Line = { readonly segment: number; readonly file: string; readonly json: string; readonly head: boolean };

/**
 * The lines of the segments behind one, in order. What a segment holds behind the lines that count was refused when it was
 * written, or comes from a process that had lost the folder.
 * @param through the last segment to be read, all there are where it is left out
 * @throws StoreTrouble where a segment is missing or shorter than the next one says
 */
export async function* journalLines(disk: Disk, folder: string, behind: number, through = Number.POSITIVE_INFINITY): AsyncIterable<Line> {
  const segments = numbersOf(await disk.names(folder), segmentName).filter((n) => n > behind);
  for (const [i, segment] of segments.entries()) {
    if (segment > through) return;
    const file = join(folder, segmentName(segment));
    if (segment !== behind + i + 1) throw missing(`Something is missing before "${file}".`);
    const count = await counted(disk, folder, segments[i + 1]);
    let n = 0;
    for await (const json of linesOf(disk, file)) {
      if (n === count) break;
      yield { segment, file, json, head: n === 0 };
      n++;
    }
    if (count !== undefined && n < count) throw missing(`The file "${file}" has ${n} lines, and had ${count}.`);
  }
}

/** What a line of the journal holds. */
export const entriesIn = ({ json, head }: Line): readonly Written[] => (head ? [] : JSON.parse(json));

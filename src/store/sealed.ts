/** Sealed files: checksummed lines, the first saying what the file is, the last how many there are, so that none is short. */
import { z } from "zod";
import { StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { damaged, firstLineOf, linesOf } from "./lines.ts";

type Trouble = (file: string, where: string) => StoreTrouble;

/** The first line. @throws StoreTrouble where it is damaged or does not have the shape */
export const headOf = async <S extends z.ZodType>(disk: Disk, file: string, shape: S, trouble: Trouble = damaged): Promise<z.infer<S>> => {
  const first = await firstLineOf(disk, file, trouble);
  if (first === undefined) throw trouble(file, "its beginning");
  const parsed = shape.safeParse(JSON.parse(first));
  if (parsed.success) return parsed.data;
  const why = z.prettifyError(parsed.error).split("\n")[0];
  throw new StoreTrouble(`The file "${file}" was not written by this release or an earlier one (${why}). It is left as it is.`);
};

const seal = (lines: number) => JSON.stringify({ end: lines });

/** What stands between the first line and the seal. @throws StoreTrouble when the file is not whole */
export async function* rowsOf(disk: Disk, file: string, trouble: Trouble = damaged): AsyncIterable<string> {
  let [lines, last] = [0, ""];
  for await (const json of linesOf(disk, file, undefined, trouble)) {
    if (lines > 1) yield last;
    [lines, last] = [lines + 1, json];
  }
  if (lines < 2 || last !== seal(lines - 1)) throw trouble(file, "its end");
}

/** The lines of such a file, on their way to it. */
export async function* sealed(first: unknown, rows: AsyncIterable<string> | Iterable<string>): AsyncIterable<string> {
  let lines = 1;
  yield JSON.stringify(first);
  for await (const json of rows) {
    lines++;
    yield json;
  }
  yield seal(lines);
}

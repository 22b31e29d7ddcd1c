/** Sealed files: checksummed lines, the first saying what the file is, the last how many there are, so that none is short. */
import { z } from "zod";
import { StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { damaged, linesOf } from "./lines.ts";

export const seal = (lines: number) => JSON.stringify({ end: lines });

/**
 * The lines of a sealed file, the first parsed by a schema.
 * @param trouble what is said of a file that is not whole
 * @throws StoreTrouble when it is not whole
 */
export async function* sealedLines<S extends z.ZodType>(
  disk: Disk,
  file: string,
  first: S,
  trouble = damaged,
): AsyncIterable<z.infer<S> | string> {
  let lines = 0;
  let before: string | undefined;
  for await (const json of linesOf(disk, file, undefined, trouble)) {
    if (lines === 0) {
      const parsed = first.safeParse(JSON.parse(json));
      if (!parsed.success)
        throw new StoreTrouble(
          `The file "${file}" was not written by this release or an earlier one: ${z.prettifyError(parsed.error).split("\n")[0]}.`,
        );
      yield parsed.data;
    } else if (before !== undefined) yield before;
    before = lines++ === 0 ? undefined : json;
  }
  if (before !== seal(lines - 1)) throw trouble(file, "its end");
}

/** The same lines on their way to a file. */
export function* sealed(first: unknown, jsons: Iterable<string>): Iterable<string> {
  let lines = 1;
  yield JSON.stringify(first);
  for (const json of jsons) {
    lines++;
    yield json;
  }
  yield seal(lines);
}

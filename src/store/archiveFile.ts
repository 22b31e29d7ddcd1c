/** An archive file: a sealed file that says when and by what it was written, then every entry, then what that comes to. */
import { dirname } from "node:path";
import { ZodError, z } from "zod";
import { type Entry, StoreTrouble } from "../ports/store.ts";
import { type Disk, realDisk } from "./disk.ts";
import { inPieces } from "./lines.ts";
import { headOf, rowsOf, sealed } from "./sealed.ts";
import { areSame, entryOf, newTally, type Tally, tally, today } from "./tally.ts";

const head = z.object({ kompis: z.literal("backup"), version: z.literal(1), release: z.string(), at: z.iso.datetime() });
/** When an archive was written (ISO 8601, UTC), and by which release. */
export type Head = Pick<z.infer<typeof head>, "release" | "at">;
const foot = z.object({ held: tally });

const notWhole = (file: string, where: string) =>
  new StoreTrouble(`The backup "${file}" is damaged at ${where}, and nothing of it is used. Take another backup.`);

/** The rows of an archive on their way to the disk; tells what they come to. */
async function* rowsFor(entries: AsyncIterable<Entry>, done: (held: Tally) => void): AsyncIterable<string> {
  const held = newTally();
  for await (const entry of entries) {
    held.add(entry);
    yield JSON.stringify(entry);
  }
  yield JSON.stringify({ held: held.done() });
  done(held.done());
}

/**
 * Writes an archive, reads it again, and only then gives it its name; what had that name before is replaced.
 * @throws StoreTrouble where it cannot be read as it was written
 */
export const writeArchive = async (
  file: string,
  { release, at }: Head,
  entries: AsyncIterable<Entry>,
  disk: Disk = realDisk,
): Promise<Tally> => {
  const temporary = `${file}.new`;
  let held: Tally | undefined;
  try {
    const rows = rowsFor(entries, (all) => {
      held = all;
    });
    await disk.write(temporary, inPieces(sealed({ kompis: "backup", version: 1, release, at }, rows)));
    const again = await archiveIn(temporary, disk);
    if (!held || !areSame(held, again.held)) throw notWhole(temporary, "its end");
    await disk.rename(temporary, file);
    await disk.syncFolder(dirname(file));
    return held;
  } finally {
    await disk.remove(temporary);
  }
};

/** The head, then the entries in today's shape. @throws StoreTrouble as soon as something is not as it was written */
async function* linesIn(file: string, disk: Disk, done: (held: Tally) => void): AsyncIterable<Head | Entry> {
  const held = newTally();
  let n = 1;
  let isOver = false;
  yield await headOf(disk, file, head, notWhole);
  for await (const one of rowsOf(disk, file, notWhole)) {
    n++;
    try {
      const value: unknown = JSON.parse(one);
      const end = foot.safeParse(value).data;
      if (isOver || (end && !areSame(end.held, held.done()))) throw notWhole(file, `line ${n}, which does not fit what stands before it`);
      if (end) isOver = true;
      else {
        const entry = entryOf(value);
        held.add(entry);
        yield today(entry);
      }
    } catch (error) {
      if (!(error instanceof ZodError || error instanceof RangeError)) throw error;
      const why = error instanceof ZodError ? z.prettifyError(error).split("\n")[0] : error.message;
      throw new StoreTrouble(`Line ${n} of the backup "${file}" cannot be read: ${why} It may come from a newer release; use that one.`);
    }
  }
  if (!isOver) throw notWhole(file, "its end");
  done(held.done());
}

export type ArchiveFile = { readonly head: Head; readonly held: Tally; entries(): AsyncIterable<Entry> };

/**
 * Reads the whole archive once, so that what is said of it is true. Its entries are read, and checked, anew each time.
 * @throws StoreTrouble where it is not whole, or no archive
 */
export const archiveIn = async (file: string, disk: Disk = realDisk): Promise<ArchiveFile> => {
  if ((await disk.size(file)) === undefined) throw new StoreTrouble(`There is no file "${file}".`);
  let said: Head | undefined;
  let held: Tally | undefined;
  const all = linesIn(file, disk, (sum) => {
    held = sum;
  });
  for await (const one of all) if ("kompis" in one) said = one as Head;
  if (!said || !held) throw notWhole(file, "its end");
  return {
    head: said,
    held,
    entries: async function* () {
      for await (const one of linesIn(file, disk, () => {})) if (!("kompis" in one)) yield one as Entry;
    },
  };
};

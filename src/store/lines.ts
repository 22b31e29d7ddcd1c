/** Lines with a checksum: how everything that the embedded store writes is written. */
import { crc32 } from "node:zlib";
import { StoreTrouble } from "../ports/store.ts";
import type { Disk } from "./disk.ts";

const sum = (json: string) => crc32(json).toString(16).padStart(8, "0");
export const line = (json: string): string => `${sum(json)} ${json}\n`;

const pieceSize = 1 << 19;
/** Lines in pieces of about half a megabyte. */
export async function* inPieces(jsons: AsyncIterable<string> | Iterable<string>): AsyncIterable<Buffer> {
  let piece: string[] = [];
  let size = 0;
  for await (const json of jsons) {
    const one = line(json);
    piece.push(one);
    size += one.length;
    if (size < pieceSize) continue;
    yield Buffer.from(piece.join(""));
    [piece, size] = [[], 0];
  }
  if (piece.length > 0) yield Buffer.from(piece.join(""));
}

/** What is thrown where a file is not as it was written; undefined to leave out what is damaged and read on. */
export type Trouble = (file: string, where: string) => StoreTrouble | undefined;

/**
 * The JSON of each line of a file. What stands behind the last line end was never acknowledged, and is left out.
 * @param size how much of the file counts, in bytes
 * @throws StoreTrouble where a line is damaged
 */
export async function* linesOf(disk: Disk, file: string, size?: number, trouble: Trouble = damaged): AsyncIterable<string> {
  let rest: Buffer = Buffer.alloc(0);
  let n = 0;
  const checked = (row: Buffer) => {
    n++;
    const json = row.toString("utf8", 9);
    if (row.length > 9 && row.toString("latin1", 0, 9) === `${sum(json)} `) return json;
    const error = trouble(file, `line ${n}`);
    if (error) throw error;
    return undefined;
  };
  for await (const chunk of disk.read(file, size)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      const json = checked(bytes.subarray(from, end));
      if (json !== undefined) yield json;
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
}

/** The first line's JSON, where there is one. @throws StoreTrouble where it is damaged */
export const firstLineOf = async (disk: Disk, file: string, trouble?: Trouble): Promise<string | undefined> => {
  for await (const json of linesOf(disk, file, undefined, trouble)) return json;
  return undefined;
};

const howToRestore = 'Restore the data folder from a backup ("kompis restore FILE").';
/** A file that is not as it was written. */
export const damaged = (file: string, where: string): StoreTrouble =>
  new StoreTrouble(
    `The file "${file}" is damaged at ${where}, and is left as it is. ${howToRestore} A damaged snapshot may be moved away instead, if there is one before it: that one and the journal hold the same.`,
  );
/** A file, or a part of one, that is not there any more. */
export const missing = (what: string): StoreTrouble => new StoreTrouble(`${what} ${howToRestore}`);

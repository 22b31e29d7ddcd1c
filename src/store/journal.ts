/** The journal: one line for each commit, in numbered segments, each line on the disk when its commit answers. */
import { join } from "node:path";
import type { Disk, Growing } from "./disk.ts";
import { line } from "./lines.ts";
import { segmentHead, segmentName } from "./segments.ts";

export type Journal = Awaited<ReturnType<typeof openJournal>>;

/** @param last the last segment there is, and how many lines it has */
export const openJournal = async (disk: Disk, folder: string, last: { readonly segment: number; readonly lines: number }) => {
  let { segment, lines } = last;
  let growing: Growing | undefined;
  let size = 0;
  let refused = false;

  const next = async () => {
    const head = Buffer.from(line(segmentHead(lines)));
    const fresh = await disk.grow(join(folder, segmentName(segment + 1)));
    // What a start or a full disk left there holds no commit.
    await fresh.truncate(0);
    await fresh.append(head);
    await disk.syncFolder(folder);
    await growing?.close().catch(() => {});
    [growing, size, lines] = [fresh, head.length, 1];
    segment += 1;
  };
  await next();

  return {
    /** Closes the segment. @returns its number */
    turn: async (): Promise<number> => {
      const full = segment;
      await next();
      return full;
    },
    /** @returns how many bytes that was @throws where the disk does not take it; nothing of it stands there then */
    write: async (jsons: readonly string[]): Promise<number> => {
      const bytes = Buffer.from(jsons.map(line).join(""));
      // What could not be cut off a segment stays its end.
      if (refused) await next();
      try {
        await growing?.append(bytes);
      } catch (error) {
        refused = true;
        await growing?.truncate(size);
        refused = false;
        throw error;
      }
      refused = false;
      size += bytes.length;
      lines += jsons.length;
      return bytes.length;
    },
    close: async (): Promise<void> => growing?.close(),
  };
};

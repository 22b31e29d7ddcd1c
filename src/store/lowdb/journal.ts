/** The journal: one line for each commit, in numbered segments, each line on the disk when its commit answers. */
import { join } from "node:path";
import type { Disk, Growing } from "../disk.ts";
import { line } from "../lines.ts";
import { segmentHead, segmentName } from "./segments.ts";

export type Journal = Awaited<ReturnType<typeof openJournal>>;

/** @param last the last segment there is, and how many of its lines count */
export const openJournal = async (disk: Disk, folder: string, last: { readonly segment: number; readonly lines: number }) => {
  let { segment, lines } = last;
  let growing: Growing | undefined;
  let size = 0;
  /** False once the next segment may say how many lines this one has. */
  let isOpen = false;

  const next = async () => {
    isOpen = false;
    const file = join(folder, segmentName(segment + 1));
    const head = Buffer.from(line(segmentHead(lines)));
    // New, so that a process which has lost the folder without knowing it does no harm.
    const fresh = await disk.grow(file, "new");
    try {
      await fresh.append(head);
      await disk.syncFolder(folder);
    } catch (error) {
      await fresh.close();
      await disk.remove(file);
      throw error;
    }
    await growing?.close();
    [growing, size, lines, isOpen] = [fresh, head.length, 1, true];
    segment += 1;
  };
  // What a stop has left there has no first line, and so no commit.
  await disk.remove(join(folder, segmentName(segment + 1)));
  await next();

  return {
    /** Closes the segment. @returns its number */
    turn: async (): Promise<number> => {
      const full = segment;
      await next();
      return full;
    },
    /** @returns how many bytes that was @throws where the disk does not take it; nothing of it counts then */
    write: async (jsons: readonly string[]): Promise<number> => {
      if (!isOpen) await next();
      const bytes = Buffer.from(jsons.map(line).join(""));
      try {
        await growing?.append(bytes);
      } catch (error) {
        // What cannot be cut off stays behind the lines that count.
        isOpen =
          (await growing?.truncate(size).then(
            () => true,
            () => false,
          )) ?? false;
        throw error;
      }
      size += bytes.length;
      lines += jsons.length;
      return bytes.length;
    },
    close: async (): Promise<void> => growing?.close(),
  };
};

/** Reads a data folder as it lies there, also while a bot writes to it: nothing is locked, nothing is written. */
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../ports/clock.ts";
import { type Entry, StoreTrouble } from "../../ports/store.ts";
import { realDisk } from "../disk.ts";
import { everythingOf, type Opened, opened } from "./opening.ts";

/** How often to look again, and how long to wait before (ms), where the bot may just have been putting files away. */
const [tries, pause] = [5, 200];

const stillThere = async (folder: string, left: number): Promise<Opened> => {
  try {
    return await opened(realDisk, folder);
  } catch (error) {
    const mayPass = error instanceof StoreTrouble || (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!mayPass || left <= 1) throw error;
    await sleep(pause);
    return stillThere(folder, left - 1);
  }
};

/**
 * Everything in a folder as of one moment, up to the last commit that was whole then; nothing where there is no folder.
 * @param isAlone no bot can be at work, so that what is damaged stays so
 * @throws StoreTrouble where something is damaged
 */
export async function* readFolder(folder: string, clock: Clock, isAlone = false): AsyncIterable<Entry> {
  if (!existsSync(folder)) return;
  const { tables, header } = await stillThere(folder, isAlone ? 1 : tries);
  yield* everythingOf(realDisk, folder, tables, header, clock());
}

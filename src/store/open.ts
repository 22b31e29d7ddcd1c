/** Where a store lies, and what can be done with it as a whole. */
import { copyFile, link, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../ports/clock.ts";
import { type Archive, type Entry, type Store, StoreTrouble } from "../ports/store.ts";
import { realDisk } from "./disk.ts";
import { storeFiles } from "./lowdb/opening.ts";
import { readFolder } from "./lowdb/reading.ts";
import { type Salvaged, salvaged } from "./lowdb/salvage.ts";
import { aside, openStore, usable } from "./lowdb.ts";

export type Place = {
  /** What it is, for the middle of a sentence. */
  readonly says: string;
  /** @param trouble told what goes wrong in the background @throws StoreTrouble */
  open(trouble?: (error: unknown) => void): Promise<Store & Archive>;
  /** Everything, also while a bot runs. @throws StoreTrouble */
  everything(): AsyncIterable<Entry>;
  /** Lets it be used while no bot does. Replacing sets damaged files aside. @throws StoreTrouble while one does */
  alone<T>(use: (archive: Archive) => Promise<T>): Promise<T>;
  /** What can be read of the lists where the rest cannot be read. A database is read whole or not at all. */
  salvaged?(): Promise<Salvaged>;
};

/** Where the files went that could not be read. */
export const asideIn = (folder: string): string => join(folder, aside);

/** Keeps damaged files under a second name, before they are replaced. @returns what takes that back */
const setAside = async (folder: string, now: string): Promise<() => Promise<void>> => {
  const to = join(asideIn(folder), now.replaceAll(":", "-"));
  await mkdir(to, { recursive: true });
  for (const name of storeFiles(await readdir(folder)))
    await link(join(folder, name), join(to, name)).catch(() => copyFile(join(folder, name), join(to, name)));
  return () => rm(to, { recursive: true });
};

/** Reads all of it, for a start does not read the lists. */
const isDamaged = async (folder: string, clock: Clock): Promise<boolean> => {
  try {
    for await (const _ of readFolder(folder, clock, true));
    return false;
  } catch (error) {
    if (error instanceof StoreTrouble) return true;
    throw error;
  }
};

/** @param disk another one only where a stop is played */
export const inFolder = (folder: string, clock: Clock, disk = realDisk): Place => ({
  says: `the data folder "${folder}"`,
  open: (trouble) => openStore(folder, clock, trouble ? { trouble } : {}),
  everything: () => readFolder(folder, clock),
  alone: async (use) => {
    const held = usable(folder);
    const locked = () => ({ ...held, release: () => {} });
    try {
      return await use({
        everything: () => readFolder(folder, clock, true),
        replace: async (entries) => {
          const damaged = await isDamaged(folder, clock);
          const back = damaged ? await setAside(folder, clock()) : undefined;
          const store = await openStore(folder, clock, { disk, locked, isDamaged: damaged });
          try {
            await store.replace(entries);
          } catch (error) {
            await back?.();
            throw error;
          } finally {
            await store.close();
          }
        },
      });
    } finally {
      held.release();
    }
  },
  salvaged: () => salvaged(disk, folder),
});

/** @param clock where it is not to be the database's own */
export const inDatabase = (url: string, clock?: Clock): Place => {
  // Loaded only where it is used.
  const ready = async () => {
    const { migrate } = await import("./postgres/migrate.ts");
    await migrate(url);
    const { archiveOf } = await import("./postgres/archive.ts");
    const { alone } = await import("./postgres/connections.ts");
    return archiveOf(
      () => alone(url),
      () => clock?.() ?? null,
    );
  };
  const { hostname, pathname } = new URL(url);
  return {
    says: `the database "${pathname.slice(1)}" at ${hostname}`,
    open: async () => (await import("./postgres.ts")).openPostgres({ url, ...(clock ? { now: clock } : {}) }),
    everything: async function* () {
      yield* (await ready()).everything();
    },
    alone: async (use) => {
      const archive = await ready();
      await (await import("./postgres/others.ts")).noOthers(url);
      return use(archive);
    },
  };
};

/** The store that the settings name: a database where there is one, else the folder. */
export const placeOf = (
  settings: { readonly data: string; readonly database: string | undefined; readonly now: string | undefined },
  clock: Clock,
): Place => (settings.database ? inDatabase(settings.database, settings.now ? clock : undefined) : inFolder(settings.data, clock));

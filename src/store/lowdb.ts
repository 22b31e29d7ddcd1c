/**
 * The embedded store: everything in memory but for lists, each commit one line in a synced journal, lowdb holding the last
 * snapshot. Start is snapshot plus journal. One process at a time.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Clock } from "../ports/clock.ts";
import { type Archive, type Entry, type EntryOf, lists, type Store, StoreTrouble } from "../ports/store.ts";
import { type Disk, realDisk } from "./disk.ts";
import { commitsOver } from "./lowdb/commits.ts";
import { anew, type Fold, fold } from "./lowdb/fold.ts";
import { openJournal } from "./lowdb/journal.ts";
import { newLeases } from "./lowdb/leases.ts";
import { type Lock, lock } from "./lowdb/lock.ts";
import { memoryDisk } from "./lowdb/memoryDisk.ts";
import { everythingOf, listed, opened, tablesOf, unread } from "./lowdb/opening.ts";
import type { Header } from "./lowdb/snapshot.ts";

/** A journal of this many bytes, or segments, is folded into the snapshot. */
const foldBytes = 16 * 1024 * 1024;
const foldSegments = 16;
const nothing = "[]".padEnd(4096);
/** The folder in a data folder where a restore puts the files that were damaged. */
export const aside = "set-aside";

export type Options = {
  /** What the files lie on; another one only where a power cut is played. */
  readonly disk?: Disk;
  readonly locked?: (folder: string) => Lock;
  readonly folding?: (job: Fold, stop: AbortSignal) => Promise<Header>;
  readonly foldBytes?: number;
  /** What lies there is not read, for it is damaged and all of it is to be replaced. */
  readonly isDamaged?: boolean;
  /** Told when folding fails; the journal grows on until it is tried again. */
  readonly trouble?: (error: unknown) => void;
};

const inThread = (job: Fold, stop: AbortSignal): Promise<Header> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("lowdb/foldWorker.ts", import.meta.url), { workerData: job });
    const end = () => void worker.terminate();
    stop.addEventListener("abort", end);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      stop.removeEventListener("abort", end);
      reject(new Error(`Folding ended with ${code}.`));
    });
  });

/** Makes the folder where it is missing, and takes its lock. @throws StoreTrouble */
export const usable = (folder: string): Lock => {
  try {
    mkdirSync(folder, { recursive: true });
    return lock(folder);
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreTrouble(`The data folder "${folder}" cannot be used (${why}). Set KOMPIS_DATA to a folder that can be written to.`);
  }
};

const inMemory = (): Options => {
  const disk = memoryDisk();
  return { disk, locked: () => ({ isHeld: () => true, release: () => {} }), folding: (job) => fold(disk, job) };
};

/** Opens the store in a folder; without a folder nothing is written, for tests. @throws StoreTrouble */
export const openStore = async (folder: string | null, clock: Clock, options: Options = {}): Promise<Store & Archive> => {
  if (folder === null) return openStore("/", clock, inMemory());
  const held = (options.locked ?? usable)(folder);
  try {
    return await storeIn(folder, clock, held, options);
  } catch (error) {
    held.release();
    throw error;
  }
};

const storeIn = async (folder: string, clock: Clock, held: Lock, options: Options): Promise<Store & Archive> => {
  const { disk = realDisk, folding = inThread, trouble = () => {} } = options;
  const found = await (options.isDamaged ? unread : opened)(disk, folder);
  // Before a journal is begun: a stop between the two would leave files of both releases.
  if (found.isOld) found.header = await anew(disk, folder, found.last.segment, found.tables, clock());
  let { tables, header, since } = found;
  const journal = await openJournal(disk, folder, found.last);
  let isWell = true;

  const write = async (jsons: readonly string[]) => {
    try {
      since = { ...since, bytes: since.bytes + (await journal.write(jsons)) };
      // Asked afterwards: what is written to a journal that another process has taken over does not count.
      if (!held.isHeld()) throw new StoreTrouble(`Another process has taken the data folder "${folder}".`);
      isWell = true;
    } catch (error) {
      isWell = false;
      throw error;
    }
    foldWhenLong();
  };
  const commits = commitsOver(() => tables, clock, write);

  const stop = new AbortController();
  let last: Promise<void> = Promise.resolve();
  /** Work on what is folded goes one at a time. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  /** Closes the segment, and folds all that is closed. */
  const foldAll = async (purge: boolean) => {
    since = { bytes: 0, segments: 1 };
    const through = await commits.between(journal.turn);
    stop.signal.throwIfAborted();
    header = await folding({ folder, through, now: clock(), purge }, stop.signal);
    tables.settled(header.lists);
  };
  let isFolding = false;
  const foldWhenLong = () => {
    if (isFolding || (since.segments <= foldSegments && since.bytes <= (options.foldBytes ?? foldBytes))) return;
    isFolding = true;
    void inTurn(() => foldAll(false))
      .catch((error) => stop.signal.aborted || trouble(error))
      .finally(() => {
        isFolding = false;
      });
  };

  const putInPlace = async (entries: Iterable<Entry>) => {
    const fresh = await tablesOf(entries, folder);
    header = await anew(disk, folder, await journal.turn(), fresh, clock());
    tables = fresh;
    since = { bytes: 0, segments: 1 };
  };

  foldWhenLong();

  return {
    get: async (kind, id) => tables.get(kind, id),
    find: async (kind, where, page) => tables.find(kind, where, page),
    entries: async (list, key) => {
      const all: EntryOf<typeof list>[] = [];
      const { by, schema } = lists[list];
      for await (const { v } of listed(disk, folder, tables, header, list)) {
        const entry = schema.parse(v) as EntryOf<typeof list>;
        if ((by as (e: unknown) => string)(entry) === key) all.push(entry);
      }
      return all;
    },
    commit: commits.commit,
    ...newLeases(clock),
    now: async () => Date.parse(clock()),
    purge: async () => {
      await inTurn(() => foldAll(true));
      // What a restore has set aside cannot be read, so nothing can be taken out of it.
      await disk.remove(join(folder, aside));
    },
    isWell: async () => {
      // Who has been refused finds out by trying: a commit of nothing, as long as one of something.
      if (!isWell) await commits.between(() => write([nothing])).catch(() => {});
      return isWell && held.isHeld();
    },
    close: async () => {
      await commits.idle();
      stop.abort();
      await last;
      await journal.close();
      held.release();
    },
    everything: () => everythingOf(disk, folder, tables, header, clock()),
    replace: async (entries) => {
      const all: Entry[] = [];
      for await (const entry of entries) all.push(entry);
      await inTurn(() => commits.between(() => putInPlace(all)));
    },
  };
};

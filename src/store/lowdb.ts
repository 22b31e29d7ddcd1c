/**
 * The embedded store: everything in memory but for lists, each commit one line in a synced journal, lowdb holding the last
 * snapshot. Start is snapshot plus journal. One process at a time.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Clock } from "../ports/clock.ts";
import { type Archive, type Entry, type EntryOf, type List, lists, type Store, StoreTrouble } from "../ports/store.ts";
import { commitsOver } from "./commits.ts";
import { type Disk, realDisk } from "./disk.ts";
import { type Fold, fold } from "./fold.ts";
import { openJournal } from "./journal.ts";
import { newLeases } from "./leases.ts";
import { inPieces } from "./lines.ts";
import { type Lock, lock } from "./lock.ts";
import { memoryDisk } from "./memoryDisk.ts";
import { everythingOf, listed, opened, storeFiles, tablesOf, unread } from "./opening.ts";
import { segmentName } from "./segments.ts";
import { emptySnapshot, type Header, rowName, snapshotIn, snapshotName } from "./snapshot.ts";

/** A journal of this many bytes, or segments, is folded into the snapshot. */
const foldBytes = 16 * 1024 * 1024;
const foldSegments = 16;

/** The folder in a data folder where a restore puts the files that were damaged. */
export const aside = "set-aside";

export type Options = {
  /** What the files lie on; another one only where a power cut is played. */
  readonly disk?: Disk;
  readonly locked?: (folder: string) => Lock;
  readonly folding?: (job: Fold) => Promise<Header>;
  readonly foldBytes?: number;
  /** What lies there is not read, for it is damaged and all of it is to be replaced. */
  readonly isDamaged?: boolean;
  /** Told when folding fails; the journal grows on until it is tried again. */
  readonly trouble?: (error: unknown) => void;
};

const inThread = (job: Fold): Promise<Header> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("foldWorker.ts", import.meta.url), { workerData: job });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`Folding ended with ${code}.`)));
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
  const { disk = realDisk, folding = inThread } = options;
  const found = await (options.isDamaged ? unread : opened)(disk, folder);
  let { tables, header, since } = found;
  const journal = await openJournal(disk, folder, found.last);
  const leases = newLeases(clock);
  let isWell = true;

  const write = async (jsons: readonly string[]) => {
    if (!held.isHeld()) throw new StoreTrouble(`Another process has taken the data folder "${folder}".`);
    isWell = false;
    const bytes = await journal.write(jsons);
    isWell = true;
    since = { ...since, bytes: since.bytes + bytes };
    if (since.bytes > (options.foldBytes ?? foldBytes)) void foldAll().catch(options.trouble ?? (() => {}));
  };
  const commits = commitsOver(() => tables, clock, write);

  let running: Promise<void> | null = null;
  /** Closes the segment, and folds all that is closed. One at a time: who asks meanwhile waits for the same. */
  const foldAll = (scrub = false): Promise<void> => {
    if (running && !scrub) return running;
    const job = async () => {
      await running?.catch(() => {});
      since = { bytes: 0, segments: 1 };
      const through = await commits.between(journal.turn);
      header = await folding({ folder, through, now: clock(), scrub });
      for (const [list, { n }] of Object.entries(header.lists)) tables.settled(list as List, n);
    };
    const mine: Promise<void> = job().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };

  /** Writes all of these to a snapshot of its own; what was there before goes when that lies on the disk. */
  const writeAnew = async (entries: readonly Entry[]) => {
    const fresh = await tablesOf(entries, folder);
    const through = await journal.turn();
    const number = String(through).padStart(8, "0");
    const db = snapshotIn(disk, folder, through);
    const grown: Record<string, Header["lists"][string]> = {};
    for (const list of Object.keys(lists) as List[]) {
      const file = `${list}-${number}.log`;
      const mine = fresh.recent(list);
      const pieces = [...inPieces(mine.map((e) => JSON.stringify(e)))];
      await disk.write(join(folder, file), pieces);
      grown[list] = { file, n: mine.at(-1)?.n ?? 0, bytes: pieces.reduce((n, piece) => n + piece.length, 0) };
      fresh.settled(list, grown[list].n);
    }
    db.data = {
      header: { ...emptySnapshot().header, through, place: fresh.highest(), lists: grown },
      rows: new Map(fresh.entries(clock()).map((entry) => [rowName(entry as never), JSON.stringify(entry)])),
    };
    await db.write();
    tables = fresh;
    header = db.data.header;
    since = { bytes: 0, segments: 1 };
    const names = await disk.names(folder);
    const mine = [segmentName(through + 1), snapshotName(through), ...Object.values(grown).map(({ file }) => file)];
    for (const name of storeFiles(names).filter((one) => !mine.includes(one))) await disk.remove(join(folder, name));
  };

  if (found.isOld) await writeAnew(tables.entries(clock()));
  else if (since.segments > foldSegments || since.bytes > (options.foldBytes ?? foldBytes))
    void foldAll().catch(options.trouble ?? (() => {}));

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
    ...leases,
    purge: async () => {
      await foldAll(true);
      // What a restore has set aside cannot be read, so nothing can be taken out of it.
      await disk.remove(join(folder, aside));
    },
    isWell: async () => {
      if (!held.isHeld()) return false;
      // Who has been refused finds out by trying.
      if (!isWell) await commits.between(() => write(["[]"])).catch(() => {});
      return isWell;
    },
    close: async () => {
      await commits.idle();
      await running?.catch(() => {});
      await journal.close();
      held.release();
    },
    everything: () => everythingOf(disk, folder, tables, header, clock()),
    replace: async (entries) => {
      const all: Entry[] = [];
      for await (const entry of entries) all.push(entry);
      await running?.catch(() => {});
      await commits.between(() => writeAnew(all));
    },
  };
};

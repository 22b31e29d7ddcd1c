/**
 * The embedded store: everything in memory, each commit one line in a synced journal, lowdb holding the last snapshot.
 * Start is snapshot plus journal. One process at a time.
 */
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import { z } from "zod";
import type { Clock } from "../ports/clock.ts";
import { kinds, type Store } from "../ports/store.ts";
import { storeOver } from "./commits.ts";
import { entriesIn, line, record, StoreTrouble, segmentName } from "./journal.ts";
import { type Entry, newTables } from "./tables.ts";

const snapshot = z.object({
  version: z.literal(1),
  /** The last journal segment that is contained in it. */
  through: z.number().int().nonnegative(),
  records: z.array(record),
  claims: z.array(z.tuple([z.string(), z.string().nullable()])),
});
type Snapshot = z.infer<typeof snapshot>;

/** A write that has answered lies on the disk: one call where write and sync would be two. */
const synced = constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY | constants.O_DSYNC;
const foldAt = 16 * 1024 * 1024;

const lock = (folder: string) => {
  const file = join(folder, "lock");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder && holder !== process.pid && isAlive(holder))
    throw new StoreTrouble(
      `The data folder "${folder}" is in use by process ${holder}. Stop that one first, or set KOMPIS_DATA to another folder.`,
    );
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
};
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Makes the folder where it is missing, and takes its lock. */
const usable = (folder: string) => {
  try {
    mkdirSync(folder, { recursive: true });
    return lock(folder);
  } catch (error) {
    if (error instanceof StoreTrouble) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreTrouble(`The data folder "${folder}" cannot be used (${why}). Set KOMPIS_DATA to a folder that can be written to.`);
  }
};

const syncFile = (path: string) => {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
};

const nothing = async () => {};

/** Opens the store in a folder; without a folder nothing is written, for tests. */
export const openStore = async (folder: string | null, clock: Clock): Promise<Store> => {
  const tables = newTables();
  if (!folder) return storeOver(tables, clock, { write: nothing, afterwards: nothing, finish: nothing });

  const unlock = usable(folder);
  const file = join(folder, "kompis.json");
  const db = new Low<Snapshot>(new JSONFile(file), { version: 1, through: 0, records: [], claims: [] });
  if (existsSync(file)) db.data = readSnapshot(file);
  for (const r of db.data.records) tables.apply(checked({ ...r, k: r.k }, file));
  for (const [c, u] of db.data.claims) tables.apply({ c, u });
  const segments = readdirSync(folder)
    .filter((name) => /^journal-\d+\.log$/.test(name))
    .sort();
  let segment = db.data.through;
  for (const name of segments.filter((one) => Number(one.slice(8, 16)) > db.data.through)) {
    segment += 1;
    if (name !== segmentName(segment))
      throw new StoreTrouble(`Between "${file}" and "${join(folder, name)}" something is missing. Restore the data folder from a backup.`);
    for (const e of entriesIn(join(folder, name))) tables.apply(checked(e, name));
  }
  db.data = { ...db.data, records: [], claims: [] };

  let journal: FileHandle;
  let size = 0;
  const nextSegment = async () => {
    segment += 1;
    journal = await open(join(folder, segmentName(segment)), synced);
    size = 0;
    syncFile(folder);
  };
  /** Writes all to the snapshot; segments before this one are not needed after it. */
  const fold = async () => {
    const through = segment;
    await nextSegment();
    db.data = { version: 1, through, ...tables.dump(clock()) };
    await db.write();
    syncFile(file);
    syncFile(folder);
    db.data = { ...db.data, records: [], claims: [] };
    for (const name of readdirSync(folder))
      if (/^journal-\d+\.log$/.test(name) && Number(name.slice(8, 16)) <= through) rmSync(join(folder, name));
  };
  await fold();

  const write = async (batch: readonly (readonly Entry[])[]) => {
    const lines = Buffer.from(batch.map(line).join(""));
    try {
      const { bytesWritten } = await journal.write(lines);
      // A disk that fills up takes a part without complaint.
      if (bytesWritten < lines.length) throw new Error(`Only ${bytesWritten} of ${lines.length} bytes could be written to "${folder}".`);
      size += bytesWritten;
    } catch (error) {
      // Half a line must not stand before the next one.
      await journal.truncate(size);
      throw error;
    }
  };
  const afterwards = async () => {
    if (size <= foldAt) return;
    const full = journal;
    await fold();
    await full.close();
  };
  const finish = async () => {
    await journal.close();
    unlock();
  };
  return storeOver(tables, clock, { write, afterwards, finish });
};

const readSnapshot = (file: string): Snapshot => {
  const trouble = (what: string) =>
    new StoreTrouble(`The data file "${file}" ${what}. It is left as it is; restore it from a backup, or move it away to start empty.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw trouble("is not readable as JSON");
  }
  const parsed = snapshot.safeParse(json);
  if (!parsed.success) throw trouble(`is not a store: ${z.prettifyError(parsed.error).split("\n")[0]}`);
  return parsed.data;
};

const checked = (e: Entry, file: string): Entry => {
  if ("c" in e || "x" in e) return e;
  const parsed = kinds[e.k].schema.safeParse(e.v);
  if (!parsed.success)
    throw new StoreTrouble(
      `In "${file}" the ${e.k} "${e.id}" does not have the right shape: ${z.prettifyError(parsed.error).split("\n")[0]}.`,
    );
  return { ...e, v: parsed.data };
};

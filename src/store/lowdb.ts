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
import { crc32 } from "node:zlib";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import { z } from "zod";
import type { Clock } from "../ports/clock.ts";
import { type Change, type Kind, kinds, type Store } from "../ports/store.ts";
import { type Entry, newTables, touched } from "./tables.ts";

const kindName = z.enum(Object.keys(kinds) as [Kind, ...Kind[]]);
const record = z.object({ k: kindName, id: z.string(), r: z.number().int().positive(), v: z.unknown() });
const entry = z.union([
  record,
  z.object({ k: kindName, id: z.string(), x: z.literal(1) }),
  z.object({ c: z.string(), u: z.string().nullable() }),
]);
const snapshot = z.object({
  version: z.literal(1),
  /** The last journal segment that is contained in it. */
  through: z.number().int().nonnegative(),
  records: z.array(record),
  claims: z.array(z.tuple([z.string(), z.string().nullable()])),
});
type Snapshot = z.infer<typeof snapshot>;

/** Something is wrong with the data folder; the message says what, and what to do. */
export class StoreTrouble extends Error {}

/** A write that has answered lies on the disk: one call where write and sync would be two. */
const synced = constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY | constants.O_DSYNC;
const segmentName = (n: number) => `journal-${String(n).padStart(8, "0")}.log`;
const foldAt = 16 * 1024 * 1024;

const line = (entries: readonly Entry[]): string => {
  const json = JSON.stringify(entries);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
};

const entriesIn = (file: string): Entry[] => {
  const rows = readFileSync(file, "utf8").split("\n");
  return rows.flatMap((row, i) => {
    const json = row.slice(9);
    if (row.length > 9 && crc32(json).toString(16).padStart(8, "0") === row.slice(0, 8))
      return z.array(entry).parse(JSON.parse(json)) as Entry[];
    // What stands behind the last line end was never acknowledged.
    if (i === rows.length - 1) return [];
    throw new StoreTrouble(
      `The journal "${file}" is damaged at line ${i + 1}. Restore the data folder from a backup, or move the file away to lose what it holds.`,
    );
  });
};

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

const syncFile = (path: string) => {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
};

/** Opens the store in a folder; without a folder nothing is written, for tests. */
export const openStore = async (folder: string | null, clock: Clock): Promise<Store> => {
  const tables = newTables();
  if (!folder)
    return storeOver(
      tables,
      clock,
      async () => {},
      async () => {},
    );

  mkdirSync(folder, { recursive: true });
  const unlock = lock(folder);
  const file = join(folder, "kompis.json");
  const db = new Low<Snapshot>(new JSONFile(file), { version: 1, through: 0, records: [], claims: [] });
  if (existsSync(file)) db.data = readSnapshot(file);
  for (const r of db.data.records) tables.apply(checked({ ...r, k: r.k }, file));
  for (const [c, u] of db.data.claims) tables.apply({ c, u });
  const segments = readdirSync(folder)
    .filter((name) => /^journal-\d+\.log$/.test(name))
    .sort();
  let segment = db.data.through;
  for (const name of segments) {
    const n = Number(name.slice(8, 16));
    segment = Math.max(segment, n);
    if (n > db.data.through) for (const e of entriesIn(join(folder, name))) tables.apply(checked(e, name));
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

  const write = async (lines: string) => {
    try {
      const { bytesWritten } = await journal.write(lines);
      size += bytesWritten;
    } catch (error) {
      // Half a line must not stand before the next one.
      await journal.truncate(size);
      throw error;
    }
    if (size > foldAt) {
      const full = journal;
      await fold();
      await full.close();
    }
  };
  return storeOver(tables, clock, write, async () => {
    await journal.close();
    unlock();
  });
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

type Waiting = {
  readonly changes: readonly Change[];
  readonly done: (how: "done" | "stale" | "taken") => void;
  readonly failed: (error: unknown) => void;
};

/** Commits that wait while one is being written are written together; two that touch the same thing never are. */
const storeOver = (
  tables: ReturnType<typeof newTables>,
  clock: Clock,
  write: (lines: string) => Promise<void>,
  finish: () => Promise<void>,
): Store => {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  const writeOnce = async () => {
    const busy = new Set<string>();
    const later: Waiting[] = [];
    const now: { readonly one: Waiting; readonly entries: Entry[] }[] = [];
    for (const one of waiting) {
      const names = one.changes.map(touched);
      const free = names.every((name) => !busy.has(name));
      for (const name of names) busy.add(name);
      if (!free) {
        later.push(one);
        continue;
      }
      try {
        const entries = tables.entriesOf(one.changes, clock());
        if (typeof entries === "string") one.done(entries);
        else now.push({ one, entries });
      } catch (error) {
        one.failed(error);
      }
    }
    waiting = later;
    if (now.length === 0) return;
    try {
      await write(now.map((n) => line(n.entries)).join(""));
    } catch (error) {
      for (const n of now) n.one.failed(error);
      return;
    }
    // Memory follows the disk: nobody reads what was not kept.
    for (const n of now) for (const e of n.entries) tables.apply(e);
    for (const n of now) n.one.done("done");
  };

  const pump = async () => {
    while (waiting.length > 0) await writeOnce();
    writing = null;
  };

  return {
    get: async (kind, id) => tables.get(kind, id),
    find: async (kind, where) => tables.find(kind, where),
    commit: (changes) =>
      new Promise((done, failed) => {
        waiting.push({ changes, done, failed });
        writing ??= Promise.resolve().then(pump);
      }),
    close: async () => {
      await writing;
      await finish();
    },
  };
};

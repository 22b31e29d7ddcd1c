/** Data folders for tests, and programs of their own over them. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Archive, Entry, Store } from "../../src/ports/store.ts";
import { realDisk } from "../../src/store/disk.ts";
import { fold } from "../../src/store/lowdb/fold.ts";
import { openStore } from "../../src/store/lowdb.ts";

export const newFolder = () => mkdtempSync(join(tmpdir(), "kompis-store-"));
export const drop = (folder: string) => rmSync(folder, { recursive: true, force: true });
export const clock = () => "2026-11-23T08:00:00Z";
export const mark = (n: number) => ({ put: "mark", value: { id: `m${n}`, count: n } }) as const;

/** The files whose names begin so, oldest first. */
export const filesLike = (folder: string, start: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .sort()
    .map((name) => join(folder, name));
export const lastOf = (folder: string, start: string) => filesLike(folder, start).at(-1) ?? "";
/** What each file says, but for the lock. */
export const contents = (folder: string) =>
  Object.fromEntries(filesLike(folder, "").flatMap((file) => (file.endsWith("lock") ? [] : [[file, readFileSync(file, "utf8")]])));

export const everything = async (store: Archive): Promise<Entry[]> => {
  const all: Entry[] = [];
  for await (const entry of store.everything()) all.push(entry);
  return all;
};
/** Opens the store for this only, and folds without a thread of its own. */
export const within = async <T>(folder: string, use: (store: Store & Archive) => Promise<T>): Promise<T> => {
  const store = await openStore(folder, clock, { folding: (job) => fold(realDisk, job) });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};
/** The marks that a folder holds. */
export const held = (folder: string) => within(folder, async (store) => (await store.find("mark")).map((kept) => kept.value.id));

const children = new Set<ChildProcess>();
export const endKeepers = () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
};
const program = fileURLToPath(new URL("keeper.ts", import.meta.url));
/** The program over the folder: what it says, what it complains of, how it ends. */
export const keeper = (what: string, folder: string, { width = 1, limit }: { width?: number; limit?: number } = {}) => {
  const args = [program, what, folder, `${width}`];
  const child =
    limit === undefined
      ? spawn(process.execPath, args)
      : // In blocks of 512 bytes; what would grow a file beyond fails as on a full disk.
        spawn("sh", ["-c", `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args]);
  children.add(child);
  const [said, complained] = [child.stdout, child.stderr].map((stream) => {
    const text = { all: "" };
    stream.setEncoding("utf8").on("data", (piece: string) => {
      text.all += piece;
    });
    return text;
  });
  return {
    child,
    /** Whole lines only. */
    said: () => said?.all.split("\n").slice(0, -1) ?? [],
    complained: () => complained?.all ?? "",
    tell: (line: string) => void child.stdin.write(`${line}\n`),
    until: async (line: (lines: readonly string[]) => boolean) => {
      while (!line(said?.all.split("\n").slice(0, -1) ?? []) && child.exitCode === null) await sleep(5);
    },
    ended: new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code))),
  };
};

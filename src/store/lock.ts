/** One process at a time in a data folder: a file that says who, touched again and again for as long as that one lives. */
import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { StoreTrouble } from "../ports/store.ts";

/** How often the holder shows that it lives, and after how long without it counts as dead; milliseconds. */
const beat = 2000;
const dead = 15_000;

const holder = z.object({ pid: z.number().int(), host: z.string(), key: z.string() });
type Holder = z.infer<typeof holder>;

export type Lock = {
  /** False when somebody else has taken the folder, or may have, because this process stood still for long. */
  isHeld(): boolean;
  release(): void;
};

const read = (file: string): Holder | undefined => {
  try {
    // A release before 0.2.0 wrote the number of its process and nothing else.
    const found = JSON.parse(readFileSync(file, "utf8"));
    return holder.safeParse(typeof found === "number" ? { pid: found, host: hostname(), key: "" } : found).data;
  } catch {
    return undefined;
  }
};
const ageOf = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
/** What this process holds; in a container every process that comes after a killed one has the same number. */
const held = new Set<string>();

/** A file that cannot be read is being written just now, or was left by a power cut. */
const lives = (file: string): boolean => {
  const who = read(file);
  if (who?.host === hostname() && (who.pid === process.pid ? !held.has(who.key) : !runs(who.pid))) return false;
  return ageOf(file) < dead;
};

const make = (file: string, who: Holder): boolean => {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, JSON.stringify(who));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

/** @throws StoreTrouble while another process uses the folder */
export const lock = (folder: string): Lock => {
  const file = join(folder, "lock");
  const me: Holder = { pid: process.pid, host: hostname(), key: randomUUID() };
  const isMine = () => read(file)?.key === me.key;
  if (!make(file, me)) {
    // Only one may look whether the holder is dead, or two would both take its place.
    const taking = `${file}.taking`;
    if (ageOf(taking) > dead) rmSync(taking, { force: true });
    const alone = make(taking, me);
    const free = alone && !lives(file);
    const who = read(file);
    if (free) {
      rmSync(file, { force: true });
      make(file, me);
    }
    if (alone) rmSync(taking, { force: true });
    if (!isMine())
      throw new StoreTrouble(
        `The data folder "${folder}" is in use by process ${who?.pid ?? "?"}${who && who.host !== me.host ? ` on "${who.host}"` : ""}. Stop that one first, or set KOMPIS_DATA to another folder.`,
      );
  }
  held.add(me.key);
  let last = Date.now();
  let lost = false;
  const live = () => {
    if (lost) return;
    lost = !isMine();
    if (lost) return;
    utimesSync(file, new Date(), new Date());
    last = Date.now();
  };
  const beating = setInterval(live, beat).unref();
  return {
    isHeld: () => {
      if (Date.now() - last > dead / 2) live();
      return !lost;
    },
    release: () => {
      clearInterval(beating);
      held.delete(me.key);
      if (!lost && isMine()) rmSync(file, { force: true });
    },
  };
};

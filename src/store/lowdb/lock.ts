/** One process at a time in a data folder: a file that says who, touched again and again for as long as that one lives. */
import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { StoreTrouble } from "../../ports/store.ts";

/** How often the holder shows that it lives, and after how long without it counts as dead; milliseconds. */
const beat = 2000;
const dead = 15_000;

const holder = z.object({ pid: z.number().int(), host: z.string(), key: z.string() });
type Holder = z.infer<typeof holder>;

export type Lock = {
  /** False when somebody else has taken the folder, because this process stood still for long. Looks every time. */
  isHeld(): boolean;
  release(): void;
};

/** Where the numbers of processes mean what they mean here: on this host, and in this container. */
const here = (): string => {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
};

const read = (file: string): Holder | number | undefined => {
  try {
    const found = JSON.parse(readFileSync(file, "utf8"));
    return typeof found === "number" ? found : holder.safeParse(found).data;
  } catch {
    return undefined;
  }
};
/** Milliseconds since it was touched; undefined where there is none. */
const ageOf = (file: string): number | undefined => {
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return touched === undefined ? undefined : Date.now() - touched;
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
/** What this process holds; one that comes after a killed one may have the same number. */
const held = new Set<string>();

/** A file that cannot be read is being written just now, or was left by a power cut. */
const lives = (file: string): boolean => {
  const who = read(file);
  // A release before 0.2.0 wrote the number of its process and nothing else, and never again.
  if (typeof who === "number") return who !== process.pid && runs(who);
  if (who?.host === here() && (who.pid === process.pid ? !held.has(who.key) : !runs(who.pid))) return false;
  return (ageOf(file) ?? dead) < dead;
};

const inUse = (folder: string, who: Holder | number | undefined) => {
  const pid = typeof who === "number" ? who : (who?.pid ?? "?");
  const where = typeof who === "object" && who.host !== here() ? ` on "${who.host}"` : "";
  return new StoreTrouble(
    `The data folder "${folder}" is in use by process ${pid}${where}. Stop that one first, or set KOMPIS_DATA to another folder.`,
  );
};

const make = (file: string, who: Holder): boolean => {
  try {
    const handle = openSync(file, "wx");
    try {
      writeSync(handle, JSON.stringify(who));
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
};

/** @throws StoreTrouble while another process uses the folder */
export const lock = (folder: string): Lock => {
  const file = join(folder, "lock");
  const me: Holder = { pid: process.pid, host: here(), key: randomUUID() };
  const isMine = () => {
    const who = read(file);
    return typeof who === "object" && who.key === me.key;
  };
  if (!make(file, me)) {
    // Only one may look whether the holder is dead, or two would both take its place.
    const taking = `${file}.taking`;
    // Where there is none, there is none to remove: somebody may be making it just now.
    if ((ageOf(taking) ?? 0) > dead) rmSync(taking, { force: true });
    const alone = make(taking, me);
    const who = read(file);
    if (alone && !lives(file)) {
      rmSync(file, { force: true });
      make(file, me);
    }
    if (alone) rmSync(taking, { force: true });
    if (!isMine()) throw inUse(folder, who);
  }
  held.add(me.key);
  const touch = () => {
    try {
      if (isMine()) utimesSync(file, new Date(), new Date());
    } catch {
      // Where it cannot be touched, somebody else will take the folder one day, and this process will see it.
    }
  };
  const beating = setInterval(touch, beat).unref();
  return {
    isHeld: isMine,
    release: () => {
      clearInterval(beating);
      held.delete(me.key);
      if (isMine()) rmSync(file, { force: true });
    },
  };
};

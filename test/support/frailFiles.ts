/** A file system in memory that knows, at every step, what a power cut would leave of it. */
import { constants } from "node:fs";
import { basename } from "node:path";
import type { Files, Handle } from "../../src/store/disk.ts";

/** What was done to a file since it was last synced. */
type Done = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };
type Node = { readonly safe: Buffer; readonly done: readonly Done[] };
/** What was done to the folder's names since it was last synced: a name stands for a file, another name for it goes. */
type Named = { readonly name?: string; readonly node?: number; readonly gone?: string };
type Names = ReadonlyMap<string, number>;
/** All there is, as of one step. Nothing in it ever changes. */
export type Moment = {
  readonly nodes: ReadonlyMap<number, Node>;
  readonly names: Names;
  readonly named: readonly Named[];
};
/**
 * What is left when the power goes: of what was done to files, and which of the things that were done to names. A number draws
 * how much of each file's, and may tear the last write.
 */
export type Cut = { readonly files: "synced" | "all" | number; readonly names: readonly boolean[] };

const after = (bytes: Buffer, done: Done): Buffer => {
  if ("size" in done) {
    const cut = Buffer.alloc(done.size);
    bytes.copy(cut);
    return cut;
  }
  const grown = Buffer.alloc(Math.max(bytes.length, done.at + done.bytes.length));
  bytes.copy(grown);
  done.bytes.copy(grown, done.at);
  return grown;
};
const named = (names: Names, { name, node, gone }: Named): Names => {
  const next = new Map(names);
  if (gone !== undefined) next.delete(gone);
  if (name !== undefined && node !== undefined) next.set(name, node);
  return next;
};

/** The same numbers between 0 and 1 for the same seed. */
export const drawn = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Ways in which a moment can end: with each set of names where they are few, with each missing and each alone where they are many. */
export const cutsOf = ({ nodes, named }: Moment, seeds: readonly number[]): readonly Cut[] => {
  const isSynced = [...nodes.values()].every(({ done }) => done.length === 0);
  const sets =
    named.length <= 3
      ? Array.from({ length: 2 ** named.length }, (_, set) => named.map((_, i) => (set & (1 << i)) > 0))
      : [true, false].flatMap((one) => [named.map(() => one), ...named.map((_, i) => named.map((_, j) => (i === j) === one))]);
  return (isSynced ? (["synced"] as const) : (["synced", "all", ...seeds] as const)).flatMap((files) =>
    sets.map((names) => ({ files, names })),
  );
};

/** What the files say after a power cut. */
export const survivors = (moment: Moment, cut: Cut): ReadonlyMap<string, Buffer> => {
  const content = ({ safe, done }: Node): Buffer => {
    if (cut.files === "synced") return safe;
    if (cut.files === "all") return done.reduce(after, safe);
    const draw = drawn(cut.files + safe.length);
    const kept = Math.floor(draw() * (done.length + 1));
    const torn = done[kept];
    const whole = done.slice(0, kept).reduce(after, safe);
    return torn && "bytes" in torn
      ? after(whole, { ...torn, bytes: torn.bytes.subarray(0, Math.floor(draw() * torn.bytes.length)) })
      : whole;
  };
  const names = moment.named.filter((_, i) => cut.names[i]).reduce(named, moment.names);
  return new Map([...names].map(([name, node]) => [name, content(moment.nodes.get(node) ?? { safe: Buffer.alloc(0), done: [] })]));
};

export type Frail = Files & {
  moment(): Moment;
  /** Of the next write only so many bytes are taken. */
  fillUp(room: number): void;
};

const refusal = (code: string, file: string) => Object.assign(new Error(`${code}: ${file}`), { code });
/** Files of one folder. */
export const frailFiles = (
  start: ReadonlyMap<string, Buffer>,
  /** Told before each thing that changes something, and between a write and its sync. */
  step: () => void,
  /** A sync that says it was done, and was not. */
  isSkipped: (how: "sync" | "datasync" | "written synced" | "folder", file: string) => boolean = () => false,
): Frail => {
  let names: Names = new Map([...start.keys()].map((name, i) => [name, i]));
  const nodes = new Map<number, Node>([...start.values()].map((safe, i) => [i, { safe, done: [] }]));
  let changes: readonly Named[] = [];
  let room = Number.POSITIVE_INFINITY;
  const nodeOf = (node: number) => nodes.get(node) ?? { safe: Buffer.alloc(0), done: [] };
  const now = (node: number) => nodeOf(node).done.reduce(after, nodeOf(node).safe);
  const there = () => changes.reduce(named, names);
  const doTo = (node: number, done: Done) => nodes.set(node, { ...nodeOf(node), done: [...nodeOf(node).done, done] });
  const sync = (how: "sync" | "datasync" | "written synced", node: number, file: string) => {
    step();
    if (!isSkipped(how, file)) nodes.set(node, { safe: now(node), done: [] });
  };

  const folder = (path: string): Handle => {
    const not = () => Promise.reject(refusal("EISDIR", path));
    return {
      read: not,
      write: not,
      truncate: not,
      datasync: not,
      close: async () => {},
      sync: async () => {
        step();
        if (isSkipped("folder", path)) return;
        names = there();
        changes = [];
      },
    };
  };
  const handle = (file: string, node: number, isSynced: boolean): Handle => ({
    read: async (into, offset, length, position) => ({
      bytesRead: now(node).copy(into, offset, position, position + length),
    }),
    write: async (bytes) => {
      step();
      const taken = Buffer.from(bytes.subarray(0, room));
      room = Number.POSITIVE_INFINITY;
      doTo(node, { at: now(node).length, bytes: taken });
      if (isSynced) sync("written synced", node, file);
      return { bytesWritten: taken.length };
    },
    truncate: async (size) => {
      step();
      doTo(node, { size });
    },
    datasync: async () => sync("datasync", node, file),
    sync: async () => sync("sync", node, file),
    close: async () => {},
  });

  return {
    moment: () => ({ nodes: new Map(nodes), names, named: changes }),
    fillUp: (bytes) => {
      room = bytes;
    },
    open: async (path, flags) => {
      const name = basename(path);
      if (!name.includes(".")) return folder(path);
      const bits = typeof flags === "number" ? flags : flags === "w" ? constants.O_CREAT | constants.O_TRUNC : 0;
      const found = there().get(name);
      if (found === undefined && !(bits & constants.O_CREAT)) throw refusal("ENOENT", path);
      if (found !== undefined && bits & constants.O_EXCL) throw refusal("EEXIST", path);
      const node = found ?? nodes.size;
      if (found === undefined) {
        step();
        nodes.set(node, { safe: Buffer.alloc(0), done: [] });
        changes = [...changes, { name, node }];
      } else if (bits & constants.O_TRUNC) {
        step();
        doTo(node, { size: 0 });
      }
      return handle(name, node, (bits & constants.O_DSYNC) > 0);
    },
    readdir: async () => [...there().keys()],
    stat: async (path) => {
      const node = there().get(basename(path));
      if (node === undefined) throw refusal("ENOENT", path);
      return { size: now(node).length };
    },
    rename: async (from, to) => {
      step();
      const node = there().get(basename(from));
      if (node === undefined) throw refusal("ENOENT", from);
      changes = [...changes, { name: basename(to), node, gone: basename(from) }];
    },
    rm: async (path) => {
      if (!there().has(basename(path))) return;
      step();
      changes = [...changes, { gone: basename(path) }];
    },
  };
};

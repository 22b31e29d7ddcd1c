/** A disk in memory, for what needs a store but no files. */
import { basename } from "node:path";
import type { Disk } from "../disk.ts";

export const memoryDisk = (): Disk => {
  /** In pieces, so that growing does not copy what is there. */
  const files = new Map<string, Buffer[]>();
  const whole = (file: string) => Buffer.concat(files.get(file) ?? []);
  return {
    names: async () => [...files.keys()].map((file) => basename(file)),
    size: async (file) => (files.has(file) ? whole(file).length : undefined),
    read: async function* (file, size) {
      yield whole(file).subarray(0, size);
    },
    grow: async (file, from) => {
      const cut = (size: number) => files.set(file, [whole(file).subarray(0, size)]);
      cut(from === "new" ? 0 : from);
      return {
        append: async (bytes) => void files.get(file)?.push(bytes),
        truncate: async (size) => void cut(size),
        close: async () => {},
      };
    },
    write: async (file, pieces) => {
      const all: Buffer[] = [];
      for await (const piece of pieces) all.push(piece);
      files.set(file, all);
    },
    rename: async (from, to) => {
      files.set(to, files.get(from) ?? []);
      files.delete(from);
    },
    remove: async (file) => void files.delete(file),
    syncFolder: async () => {},
  };
};

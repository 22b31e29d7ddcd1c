/** The real disk, with somebody who may step in before anything on it changes. */
import { constants } from "node:fs";
import * as files from "node:fs/promises";
import { type Disk, diskOver, type Files, type Handle } from "../../src/store/disk.ts";

/** What is about to be done, to which file. */
export type Step = { readonly what: "make" | "write" | "cut" | "sync" | "rename" | "remove"; readonly file: string };
/** May wait, throw, kill, or say how many bytes of a write reach the disk. */
export type StepIn = (step: Step) => number | undefined | Promise<number | undefined>;

const makes = (flags: string | number) => (typeof flags === "number" ? (flags & constants.O_CREAT) > 0 : flags !== "r");

/** The file system with this in front of it. */
export const filesBehind = (stepIn: StepIn): Files => ({
  ...files,
  open: async (file, flags) => {
    if (makes(flags)) await stepIn({ what: "make", file });
    const handle: Handle = await files.open(file, flags);
    return {
      read: (...how) => handle.read(...how),
      write: async (bytes) => handle.write(bytes.subarray(0, await stepIn({ what: "write", file }))),
      truncate: async (size) => {
        await stepIn({ what: "cut", file });
        await handle.truncate(size);
      },
      datasync: async () => {
        await stepIn({ what: "sync", file });
        await handle.datasync();
      },
      sync: async () => {
        await stepIn({ what: "sync", file });
        await handle.sync();
      },
      close: () => handle.close(),
    };
  },
  rename: async (from, to) => {
    await stepIn({ what: "rename", file: to });
    await files.rename(from, to);
  },
  rm: async (file, how) => {
    await stepIn({ what: "remove", file });
    await files.rm(file, how);
  },
});
export const diskBehind = (stepIn: StepIn): Disk => diskOver(filesBehind(stepIn));

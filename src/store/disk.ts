/** What the embedded store does to files: a door so small that a power cut can be played through it. */
import { constants, createReadStream } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";

export type Growing = {
  /** On the disk when it answers. @throws when not all of it could be written */
  append(bytes: Buffer): Promise<void>;
  /** Cuts the file to so many bytes. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
};

export type Disk = {
  names(folder: string): Promise<string[]>;
  /** Bytes; undefined where there is no such file. */
  size(file: string): Promise<number | undefined>;
  /** The first `size` bytes, or all. */
  read(file: string, size?: number): AsyncIterable<Buffer>;
  /** Opens a file to write at its end, and makes it where it is missing. */
  grow(file: string): Promise<Growing>;
  /** Writes a file from its beginning, readable by the owner alone where that is asked for; on the disk when it answers. */
  write(file: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>, isPrivate?: boolean): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A file, or a folder with all that is in it. */
  remove(file: string): Promise<void>;
  /** Names that were made, changed or removed in a folder are on the disk when it answers. */
  syncFolder(folder: string): Promise<void>;
};

/** A write that has answered lies on the disk: one call where write and sync would be two. */
const synced = constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY | constants.O_DSYNC;
/** Two refusals of the open files' system that say nothing more than that the folder cannot be synced there. */
const cannotSyncFolders = new Set(["EISDIR", "EPERM", "EINVAL"]);

export const realDisk: Disk = {
  names: (folder) => readdir(folder),
  size: (file) =>
    stat(file).then(
      (s) => s.size,
      (error) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      },
    ),
  read: (file, size) =>
    size === 0
      ? ([] as never as AsyncIterable<Buffer>)
      : createReadStream(file, { highWaterMark: 1 << 20, ...(size === undefined ? {} : { end: size - 1 }) }),
  grow: async (file) => {
    const handle = await open(file, synced);
    return {
      append: async (bytes) => {
        const { bytesWritten } = await handle.write(bytes);
        // A disk that fills up takes a part without complaint.
        if (bytesWritten < bytes.length) throw new Error(`Only ${bytesWritten} of ${bytes.length} bytes could be written to "${file}".`);
      },
      truncate: async (size) => {
        await handle.truncate(size);
        await handle.datasync();
      },
      close: () => handle.close(),
    };
  },
  write: async (file, pieces, isPrivate = false) => {
    const handle = await open(file, "w", isPrivate ? 0o600 : 0o666);
    try {
      if (isPrivate) await handle.chmod(0o600);
      for await (const piece of pieces) {
        await handle.writeFile(piece);
        // Piece by piece: one sync of the whole would keep the journal waiting.
        await handle.datasync();
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  remove: (file) => rm(file, { force: true, recursive: true }),
  syncFolder: async (folder) => {
    try {
      const handle = await open(folder, "r");
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      if (!cannotSyncFolders.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  },
};

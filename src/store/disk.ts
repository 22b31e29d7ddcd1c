/** What the embedded store does to files, and the little of a file system that this is made of, so that a power cut can be played. */
import { constants } from "node:fs";
import * as files from "node:fs/promises";

export type Handle = {
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>;
  truncate(size: number): Promise<void>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
};
/** As in `node:fs/promises`. */
export type Files = {
  open(file: string, flags: string | number, mode?: number): Promise<Handle>;
  readdir(folder: string): Promise<string[]>;
  stat(file: string): Promise<{ readonly size: number }>;
  rename(from: string, to: string): Promise<void>;
  rm(file: string, how: { readonly force: true; readonly recursive: true }): Promise<void>;
};

export type Growing = {
  /** On the disk when it answers. @throws when not all of it could be written */
  append(bytes: Buffer): Promise<void>;
  /** Cuts the file to so many bytes; on the disk when it answers. */
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
};

export type Disk = {
  names(folder: string): Promise<string[]>;
  /** Bytes; undefined where there is no such file. */
  size(file: string): Promise<number | undefined>;
  /** The first `size` bytes, or all. */
  read(file: string, size?: number): AsyncIterable<Buffer>;
  /** Opens a file to write behind so many bytes of it; what stands there goes. A new one must not be there yet. */
  grow(file: string, from: number | "new"): Promise<Growing>;
  /** Writes a file from its beginning, for its owner alone; on the disk when it answers. */
  write(file: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A file, or a folder with all that is in it. */
  remove(file: string): Promise<void>;
  /** Names that were made, changed or removed in a folder are on the disk when it answers. */
  syncFolder(folder: string): Promise<void>;
};

/** A write that has answered lies on the disk: one call where write and sync would be two. */
export const synced = constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY | constants.O_DSYNC;
/** People's records are nobody else's on the machine. */
const ownerAlone = 0o600;
const pieceSize = 1 << 19;
/** Refusals that say nothing more than that folders cannot be synced there. */
const cannotSyncFolders = new Set(["EISDIR", "EPERM", "EINVAL"]);
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "";

const writeAll = async (handle: Handle, bytes: Buffer, file: string) => {
  const { bytesWritten } = await handle.write(bytes);
  // A disk that fills up takes a part without complaint.
  if (bytesWritten < bytes.length) throw new Error(`Only ${bytesWritten} of ${bytes.length} bytes could be written to "${file}".`);
};

export const diskOver = (fs: Files): Disk => ({
  names: fs.readdir,
  size: (file) =>
    fs.stat(file).then(
      ({ size }) => size,
      (error) => {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      },
    ),
  read: async function* (file, size = Number.POSITIVE_INFINITY) {
    // What nothing was ever written to need not be there.
    if (size === 0) return;
    const handle = await fs.open(file, "r");
    try {
      for (let at = 0; at < size; ) {
        const piece = Buffer.allocUnsafe(pieceSize);
        const { bytesRead } = await handle.read(piece, 0, Math.min(pieceSize, size - at), at);
        if (bytesRead === 0) return;
        at += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  },
  grow: async (file, from) => {
    const handle = await fs.open(file, from === "new" ? synced | constants.O_EXCL : synced, ownerAlone);
    if (from !== "new")
      await handle.truncate(from).catch(async (error) => {
        await handle.close();
        throw error;
      });
    return {
      append: (bytes) => writeAll(handle, bytes, file),
      truncate: async (size) => {
        await handle.truncate(size);
        await handle.datasync();
      },
      close: () => handle.close(),
    };
  },
  write: async (file, pieces) => {
    const handle = await fs.open(file, "w", ownerAlone);
    try {
      for await (const piece of pieces) {
        await writeAll(handle, piece, file);
        // Piece by piece: one sync of the whole would keep the journal waiting.
        await handle.datasync();
      }
    } finally {
      await handle.close();
    }
  },
  rename: fs.rename,
  remove: (file) => fs.rm(file, { force: true, recursive: true }),
  syncFolder: async (folder) => {
    try {
      const handle = await fs.open(folder, "r");
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      if (!cannotSyncFolders.has(codeOf(error))) throw error;
    }
  },
});

export const realDisk: Disk = diskOver(files);

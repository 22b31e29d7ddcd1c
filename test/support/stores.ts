/** Stores by their address, for proofs that hold every store to the same: a data folder, or a database. */
import type { Archive, Store } from "../../src/ports/store.ts";
import type { Disk } from "../../src/store/disk.ts";
import { fold } from "../../src/store/lowdb/fold.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { openPostgres } from "../../src/store/postgres.ts";

const clock = () => new Date().toISOString();
/** A journal that is folded often. */
const foldBytes = 100_000;

/** @param disk for a data folder, instead of the real one */
export const openAt = (address: string, disk?: Disk): Promise<Store & Archive> =>
  address.startsWith("postgresql:")
    ? openPostgres({ url: address })
    : openStore(address, clock, disk ? { foldBytes, disk, folding: (job) => fold(disk, job) } : { foldBytes });

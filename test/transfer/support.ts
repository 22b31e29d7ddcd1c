/** A store in memory with the sample in it, or empty, and imports into it from bytes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { worldMoved } from "../../src/dialogue/world.ts";
import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { type Importable, planImport } from "../../src/transfer/import.ts";
import { readTable } from "../../src/transfer/table.ts";
import { bytes, sample } from "../support/csv.ts";

export const today = "2026-11-23";
const now = () => "2026-11-23T08:00:00Z";

export const emptyStore = (): Promise<Store> => openStore(null, now);
export const sampleStore = async (): Promise<Store> => {
  const store = await emptyStore();
  await store.commit([...sample.changes, await worldMoved(store)]);
  return store;
};

/** Plans an import of the bytes, into the sample where no store is given. */
export const importing = async (what: Importable, content: Uint8Array | string, to?: Store, endMissing = false) => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-"));
  try {
    const file = join(folder, "fil.csv");
    writeFileSync(file, typeof content === "string" ? bytes(content) : content);
    return await planImport(to ?? (await sampleStore()), what, await readTable(file), { today, endMissing });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

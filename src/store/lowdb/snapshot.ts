/** The snapshot: a sealed file of lines that lowdb holds. Its name is the number of the last journal segment in it. */
import { join } from "node:path";
import { Low } from "lowdb";
import { z } from "zod";
import { type List, lists } from "../../ports/store.ts";
import type { Disk } from "../disk.ts";
import { inPieces } from "../lines.ts";
import { headOf, rowsOf, sealed } from "../sealed.ts";

/** Where a list lies, and how much of it is in the snapshot: entries and bytes. */
const listState = z.object({ file: z.string(), n: z.number().int().nonnegative(), bytes: z.number().int().nonnegative() });
export type ListState = z.infer<typeof listState>;
const header = z.object({
  kompis: z.literal("snapshot"),
  version: z.literal(2),
  through: z.number().int().nonnegative(),
  /** The first snapshot that this one grew from; what is older belongs to something that was replaced. */
  base: z.number().int().nonnegative(),
  /** The highest place that was ever given. */
  place: z.number().int().nonnegative(),
  lists: z.record(z.string(), listState),
});
export type Header = z.infer<typeof header>;
/** Records and claims as JSON, in the order in which they were first put; read when they are asked for. */
export type Snapshot = { readonly header: Header; readonly rows: AsyncIterable<string> | Iterable<string> };

const numbered = (what: string, n: number) => `${what}-${String(n).padStart(8, "0")}.log`;
export const snapshotName = (through: number) => numbered("snapshot", through);
export const listName = (list: List, n: number) => numbered(list, n);
export const everyList = Object.keys(lists) as List[];

/** A snapshot of nothing, whose lists will lie in files of their own. */
export const emptySnapshot = (through = 0): Snapshot => ({
  header: {
    kompis: "snapshot",
    version: 2,
    through,
    base: through,
    place: 0,
    lists: Object.fromEntries(everyList.map((list) => [list, { file: listName(list, through), n: 0, bytes: 0 }])),
  },
  rows: [],
});

/** The header alone. @throws StoreTrouble when it is damaged */
export const headerIn = (disk: Disk, folder: string, through: number): Promise<Header> =>
  headOf(disk, join(folder, snapshotName(through)), header);

/** The name of a record or a claim in a snapshot. */
export const rowName = (entry: { readonly k: string; readonly id: string } | { readonly c: string }): string =>
  "c" in entry ? `claim/${entry.c}` : `${entry.k}/${entry.id}`;

/** lowdb over one snapshot file. */
export const snapshotIn = (disk: Disk, folder: string, through: number): Low<Snapshot> => {
  const file = join(folder, snapshotName(through));
  return new Low<Snapshot>(
    {
      read: async () => ({ header: await headerIn(disk, folder, through), rows: rowsOf(disk, file) }),
      write: async ({ header, rows }) => {
        await disk.write(`${file}.new`, inPieces(sealed(header, rows)));
        // The lists it speaks of are there before it is.
        await disk.syncFolder(folder);
        await disk.rename(`${file}.new`, file);
        await disk.syncFolder(folder);
      },
    },
    emptySnapshot(),
  );
};

/** The newest snapshot in a folder; undefined where there is none. @throws StoreTrouble when it cannot be read */
export const read = async (disk: Disk, folder: string, through: number | undefined): Promise<Snapshot> => {
  if (through === undefined) return emptySnapshot();
  const db = snapshotIn(disk, folder, through);
  await db.read();
  return db.data;
};

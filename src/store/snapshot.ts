/** The snapshot: a sealed file of lines that lowdb holds. Its name is the number of the last journal segment in it. */
import { join } from "node:path";
import { Low } from "lowdb";
import { z } from "zod";
import { lists } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { inPieces } from "./lines.ts";
import { sealed, sealedLines } from "./sealed.ts";

/** Where a list lies, and how much of it is in the snapshot: entries and bytes. */
const listState = z.object({ file: z.string(), n: z.number().int().nonnegative(), bytes: z.number().int().nonnegative() });
const header = z.object({
  kompis: z.literal("snapshot"),
  version: z.literal(2),
  through: z.number().int().nonnegative(),
  /** The highest place that was ever given. */
  place: z.number().int().nonnegative(),
  lists: z.record(z.string(), listState),
});
export type Header = z.infer<typeof header>;
/** Records and claims as JSON, by name, in the order in which they were first put. */
export type Snapshot = { header: Header; readonly rows: Map<string, string> };

export const emptySnapshot = (): Snapshot => ({
  header: {
    kompis: "snapshot",
    version: 2,
    through: 0,
    place: 0,
    lists: Object.fromEntries(Object.keys(lists).map((l) => [l, { file: `${l}-00000000.log`, n: 0, bytes: 0 }])),
  },
  rows: new Map(),
});

const named = z.object({ k: z.string().optional(), id: z.string().optional(), c: z.string().optional() });
/** The name of a record or a claim in a snapshot. */
export const rowName = (entry: z.infer<typeof named>): string => (entry.c === undefined ? `${entry.k}/${entry.id}` : `claim/${entry.c}`);

/** The header alone. @throws StoreTrouble when it is damaged */
export const headerIn = async (disk: Disk, folder: string, through: number): Promise<Header | undefined> => {
  for await (const one of sealedLines(disk, join(folder, snapshotName(through)), header)) if (typeof one !== "string") return one;
  return undefined;
};

export const snapshotName = (through: number) => `snapshot-${String(through).padStart(8, "0")}.log`;

/** lowdb over one snapshot file. */
export const snapshotIn = (disk: Disk, folder: string, through: number): Low<Snapshot> => {
  const file = join(folder, snapshotName(through));
  return new Low<Snapshot>(
    {
      read: async () => {
        const found = emptySnapshot();
        for await (const one of sealedLines(disk, file, header))
          if (typeof one === "string") found.rows.set(rowName(named.parse(JSON.parse(one))), one);
          else found.header = one;
        return found;
      },
      write: async ({ header, rows }) => {
        await disk.write(`${file}.new`, inPieces(sealed(header, rows.values())));
        await disk.rename(`${file}.new`, file);
        await disk.syncFolder(folder);
      },
    },
    emptySnapshot(),
  );
};

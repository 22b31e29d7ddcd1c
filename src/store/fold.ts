/** Folds closed journal segments into a new snapshot. Runs beside the bot; a stop at any point leaves what was there. */
import { join } from "node:path";
import { z } from "zod";
import { type List, lists } from "../ports/store.ts";
import type { Disk } from "./disk.ts";
import { inPieces, linesOf } from "./lines.ts";
import { journalLines, numbersOf, segmentName, type Written } from "./segments.ts";
import { type Header, rowName, snapshotIn, snapshotName } from "./snapshot.ts";

/** How many snapshots are kept, each with the journal since it. */
export const keptSnapshots = 3;

export type Fold = {
  readonly folder: string;
  /** The last segment to be folded; it is written no more. */
  readonly through: number;
  readonly now: string;
  /** Takes what was erased out of the older files too. */
  readonly scrub: boolean;
};

/** @returns the header of the snapshot that holds it all */
export const fold = async (disk: Disk, { folder, through, now, scrub }: Fold): Promise<Header> => {
  const last = numbersOf(await disk.names(folder), snapshotName).at(-1) ?? 0;
  const db = snapshotIn(disk, folder, last);
  if (last > 0) await db.read();
  const { header, rows } = db.data;
  const appended = new Map<string, string[]>();
  let { place } = header;
  for await (const { json, head } of journalLines(disk, folder, header.through, through))
    for (const entry of head ? [] : (JSON.parse(json) as Written[])) {
      if ("l" in entry) {
        const mine = appended.get(entry.l) ?? [];
        mine.push(JSON.stringify(entry));
        appended.set(entry.l, mine);
      } else if ("x" in entry) rows.delete(rowName(entry));
      else {
        if ("p" in entry) place = Math.max(place, entry.p);
        rows.set(rowName(entry), JSON.stringify(entry));
      }
    }
  for (const [name, json] of rows) if (name.startsWith("claim/") && isOver(json, now)) rows.delete(name);

  const grown = { ...header.lists };
  for (const list of Object.keys(lists) as List[]) {
    const state = header.lists[list] ?? { file: `${list}-${String(through).padStart(8, "0")}.log`, n: 0, bytes: 0 };
    grown[list] = await grow(disk, folder, state, appended.get(list) ?? []);
  }
  const next = snapshotIn(disk, folder, through);
  next.data = { header: { ...header, through, place, lists: grown }, rows };
  await next.write();
  await tidy(disk, folder);
  if (scrub) await scrubOlder(disk, folder, next.data.header);
  return next.data.header;
};

const claim = z.object({ u: z.string().nullable() });
const isOver = (json: string, now: string) => {
  const { u } = claim.parse(JSON.parse(json));
  return u !== null && u <= now;
};

/** What a fold that was cut short has left behind the known end is written again. */
const grow = async (disk: Disk, folder: string, state: Header["lists"][string], jsons: readonly string[]) => {
  if (jsons.length === 0) return state;
  const file = await disk.grow(join(folder, state.file));
  try {
    await file.truncate(state.bytes);
    let { bytes } = state;
    for (const piece of inPieces(jsons)) {
      await file.append(piece);
      bytes += piece.length;
    }
    return { ...state, n: z.object({ n: z.number() }).parse(JSON.parse(jsons.at(-1) ?? "")).n, bytes };
  } finally {
    await file.close();
  }
};

/** Removes what no kept snapshot needs. */
const tidy = async (disk: Disk, folder: string) => {
  const names = await disk.names(folder);
  const snapshots = numbersOf(names, snapshotName);
  const oldest = snapshots.slice(-keptSnapshots)[0] ?? 0;
  for (const n of snapshots.filter((s) => s < oldest)) await disk.remove(join(folder, snapshotName(n)));
  for (const n of numbersOf(names, segmentName).filter((s) => s <= oldest)) await disk.remove(join(folder, segmentName(n)));
};

/** Rewrites the older snapshots and segments without the records that were erased. */
const scrubOlder = async (disk: Disk, folder: string, header: Header) => {
  const gone = new Set<string>();
  const state = header.lists.erasure;
  if (state && state.bytes > 0)
    for await (const json of linesOf(disk, join(folder, state.file), state.bytes)) {
      const { v } = JSON.parse(json) as { v: { kind: string; id: string } };
      gone.add(`${v.kind}/${v.id}`);
    }
  const names = await disk.names(folder);
  const isKept = (entry: Written) => "l" in entry || "c" in entry || "x" in entry || !gone.has(rowName(entry));
  const without = (json: string) => JSON.stringify((JSON.parse(json) as Written[]).filter(isKept));
  for (const n of numbersOf(names, snapshotName).filter((s) => s < header.through)) {
    const db = snapshotIn(disk, folder, n);
    await db.read();
    for (const name of db.data.rows.keys()) if (gone.has(name)) db.data.rows.delete(name);
    await db.write();
  }
  for (const n of numbersOf(names, segmentName).filter((s) => s <= header.through)) {
    const file = join(folder, segmentName(n));
    const kept: string[] = [];
    for await (const json of linesOf(disk, file)) kept.push(kept.length === 0 ? json : without(json));
    await disk.write(`${file}.new`, inPieces(kept));
    await disk.rename(`${file}.new`, file);
  }
  await disk.syncFolder(folder);
};

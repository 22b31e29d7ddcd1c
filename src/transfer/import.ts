/** An import from a file, planned against the store and not yet committed; and what leaves as a file. */

import { importCounted, worldMoved } from "../dialogue/world.ts";
import type { Day } from "../domain/day.ts";
import type { ReadStore } from "../ports/store.ts";
import { type Columns, sheetOf } from "./columns.ts";
import { formats, type Importable, importable } from "./kinds.ts";
import { type Mapping, mapped, mappingNote, plainly, platformOf } from "./mapping.ts";
import type { Import } from "./people.ts";
import { FileTrouble } from "./sample.ts";
import type { Table } from "./table.ts";
import type { Sheet } from "./written.ts";

export { formats, type Importable, importable } from "./kinds.ts";

const years = (table: Table, { others }: Columns<string>) => table.heading.filter((name) => others?.test(name.trim())).length;

/** What the columns say that it is: what it fits whole, and of several the one that most of them are for. */
export const kindOf = (table: Table): Importable | undefined => {
  const fits = importable.flatMap((kind) => {
    const { columns } = formats[kind];
    // A table that is read by its years has at least one of them.
    if (columns.others && years(table, columns) === 0) return [];
    try {
      const sheet = sheetOf(table, columns);
      const known = [...columns.required, ...columns.optional].filter((column) => sheet.has(column)).length + years(table, columns);
      return [{ kind, known, needed: columns.required.length }];
    } catch (error) {
      if (error instanceof FileTrouble) return [];
      throw error;
    }
  });
  return fits.sort((a, b) => b.known - a.known || b.needed - a.needed)[0]?.kind;
};

/** A file as it is read: with the columns of a learning platform, or those that HR has named, under our names. */
export const understood = (
  table: Table,
  what: Importable | undefined,
  mapping: Mapping = {},
): { readonly table: Table; readonly kind: Importable | undefined; readonly notes: readonly string[] } => {
  const said = Object.keys(mapping).length > 0;
  const own = said ? mapped(table, mapping) : table;
  const platform = platformOf(own.heading);
  if (platform && (what === undefined || what === platform.to)) {
    const read = plainly(mapped(own, platform.mapping, platform.fixed), platform.to);
    return { table: read, kind: platform.to, notes: [platform.note, ...(said ? [mappingNote(mapping)] : [])] };
  }
  return { table: own, kind: what ?? kindOf(own), notes: said ? [mappingNote(mapping)] : [] };
};

/**
 * Reads only. `changes` is empty or is to be committed whole: it carries the revisions that everything was read at,
 * and the mark of the world, so that a commit after anybody else's change is refused as stale and nothing is kept.
 * Throws FileTrouble, in Norwegian, for a file that lacks a column.
 */
export const planImport = async (
  store: ReadStore,
  what: Importable,
  table: Table,
  options: { readonly today: Day; readonly endMissing: boolean; readonly mapping?: Mapping },
): Promise<Import> => {
  // Before all else is read: whatever moves after this is noticed.
  const moved = await worldMoved(store);
  const read = understood(table, what, options.mapping);
  const planned = await formats[what].plan(read.table, store, options);
  const { notes } = planned.preview;
  return {
    preview: { ...planned.preview, notes: [...read.notes, ...notes] },
    changes: planned.changes.length === 0 ? [] : [...planned.changes, moved, await importCounted(store)],
  };
};

/** Everything of a kind, in the columns that the import reads. */
export const exported = (store: ReadStore, what: Importable, today: Day): Promise<Sheet> => formats[what].out(store, today);

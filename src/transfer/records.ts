/** Files whose every row is one record: read against what is kept, and written from it. */
import { isDeepStrictEqual as same } from "node:util";
import type { Change, Kept, Kind, RecordOf } from "../ports/store.ts";
import { kinds } from "../ports/store.ts";
import type { Around } from "./around.ts";
import { tidy } from "./cells.ts";
import { type Columns, type Sheet, type SheetRow, sheetOf } from "./columns.ts";
import { newIds } from "./names.ts";
import type { Import } from "./people.ts";
import type { Item, Rejected } from "./preview.ts";
import type { Table } from "./table.ts";
import type { Sheet as Written } from "./written.ts";

export type RowRead<K extends Kind> = { readonly name: string; readonly wrong: readonly string[]; readonly values: readonly RecordOf<K>[] };

/** A kind of file in which a row is a record, or the few that stand in one row. */
export type RowFormat<K extends Kind, C extends string> = {
  readonly kind: K;
  readonly columns: Columns<C>;
  /** Reads a row; a kept record that it is about is found by its key. */
  reader(
    sheet: Sheet<C>,
    around: Around,
    kept: (key: string) => Kept<K> | undefined,
    table: Table,
    newId: (wanted: string) => string,
  ): (row: SheetRow<C>) => RowRead<K>;
  /** What makes two records the same thing: the id, where nothing else is said. */
  key(value: RecordOf<K>): string;
  /** Records that no file may see or touch. */
  readonly isClosed?: (value: RecordOf<K>) => boolean;
  /** What HR should know of what the file holds. */
  readonly note?: (values: readonly RecordOf<K>[]) => string | undefined;
  /** What a record is called in the preview. */
  called(value: RecordOf<K>, around: Around): string;
  /** Whether what the file does not have may be taken away. */
  readonly removes: boolean;
  write(values: readonly RecordOf<K>[], around: Around): Written;
};

/** What a change is, in the columns of the file: "Kilde: lokal → lov". */
const differing = (before: Written, after: Written): readonly string[] => {
  const [from, to] = [before.rows[0], after.rows[0]];
  if (!from || !to) return [];
  return after.heading.flatMap((column, i) => {
    const [was = "", is = ""] = [from[before.heading.indexOf(column)], to[i]];
    return was === is ? [] : [`${column}: ${tidy(was) || "tom"} → ${tidy(is) || "tom"}`];
  });
};

const idOf = (kind: Kind, value: unknown): string => String((value as Readonly<Record<string, unknown>>)[kinds[kind].id]);

/** Throws FileTrouble when a column is missing; a bad row is named in the preview and changes nothing. */
export const importRecords = <K extends Kind, C extends string>(
  format: RowFormat<K, C>,
  table: Table,
  everything: readonly Kept<K>[],
  around: Around,
  options: { readonly endMissing: boolean; readonly of: string },
): Import => {
  const sheet = sheetOf(table, format.columns);
  const all = everything.filter(({ value }) => !format.isClosed?.(value));
  const byKey = new Map(all.map((kept) => [format.key(kept.value), kept]));
  const newId = newIds(everything.map(({ value }) => idOf(format.kind, value)));
  const read = format.reader(sheet, around, (key) => byKey.get(key), table, newId);
  const schema = kinds[format.kind].schema;
  const rejected: Rejected[] = [];
  const [added, changed]: [Item[], Item[]] = [[], []];
  const changes: Change[] = [];
  const firstRow = new Map<string, number>();
  const told: RecordOf<K>[] = [];
  let unchanged = 0;
  for (const row of sheet.rows) {
    const { name, wrong, values } = read(row);
    const reject = (reasons: readonly string[]) => void rejected.push({ row: row.number, what: tidy(name).slice(0, 80), reasons });
    const wide = row.tooWide ? ["raden har flere felt enn overskriften"] : [];
    if (wrong.length + wide.length > 0) {
      reject([...wide, ...wrong]);
      continue;
    }
    const broken = values.map((v) => schema.safeParse(v)).find((parsed) => !parsed.success);
    if (broken) {
      reject([`${broken.error?.issues[0]?.path.join(".")}: ${broken.error?.issues[0]?.message}`]);
      continue;
    }
    const keys = values.map((v) => format.key(v));
    const twin = keys.map((key, i) => firstRow.get(key) ?? (keys.indexOf(key) < i ? row.number : undefined)).find((n) => n !== undefined);
    if (twin !== undefined) {
      reject([`det samme står også i rad ${twin}`]);
      continue;
    }
    told.push(...values);
    for (const value of values) {
      firstRow.set(format.key(value), row.number);
      const before = byKey.get(format.key(value));
      if (before && same(before.value, value)) {
        unchanged += 1;
        continue;
      }
      changes.push({ put: format.kind, value, at: before?.revision ?? 0 } as Change);
      const details = before ? differing(format.write([before.value], around), format.write([value], around)) : [];
      (before ? changed : added).push({ name: format.called(value, around), details });
    }
  }
  const lost = new Set(rejected.map((r) => r.what));
  const gone = all.filter(({ value }) => !firstRow.has(format.key(value)) && !lost.has(format.called(value, around).slice(0, 80)));
  const removes = options.endMissing && format.removes && rejected.length === 0;
  if (removes) for (const { value, revision } of gone) changes.push({ remove: format.kind, id: idOf(format.kind, value), at: revision });
  return {
    changes,
    preview: {
      of: options.of,
      rows: sheet.rows.length,
      added,
      changed,
      unchanged,
      gone: format.removes ? gone.map(({ value }) => ({ name: format.called(value, around), details: [] })) : [],
      rejected,
      alsoNew: [],
      notes: [...sheet.notes, ...[format.note?.(told)].filter((note) => note !== undefined)],
      endMissing: removes,
    },
  };
};

/** The columns of a table by their Norwegian names: in any order, unknown ones left out, missing ones refused by name. */
import { foldedWords } from "../domain/words.ts";
import { FileTrouble } from "./sample.ts";
import type { Table } from "./table.ts";

export type Columns<C extends string> = {
  readonly required: readonly C[];
  readonly optional: readonly C[];
  /** Other names that files use: "Epost" for "E-post". */
  readonly aliases: Readonly<Record<string, C>>;
  /** Columns that are read by their place. */
  readonly others?: RegExp;
};

export type SheetRow<C extends string> = {
  readonly number: number;
  /** The cell without spaces around it; blank where the file has no such column. */
  readonly cell: (column: C) => string;
  /** More cells than the heading has, so that nothing stands where it should. */
  readonly tooWide: boolean;
};
export type Sheet<C extends string> = {
  readonly rows: readonly SheetRow<C>[];
  readonly has: (column: C) => boolean;
  readonly notes: readonly string[];
};

const key = (name: string) => foldedWords(name).join("");
export const quoted = (names: readonly string[]): string => names.map((n) => `«${n}»`).join(", ");

const knownColumns = <C extends string>({ aliases, required, optional }: Columns<C>): ReadonlyMap<string, C> =>
  new Map<string, C>([
    ...Object.entries<C>(aliases).map(([alias, column]) => [key(alias), column] as const),
    ...[...required, ...optional].map((column) => [key(column), column] as const),
  ]);

/** The first required column that a heading lacks, and the headings that are not known and may be it. */
export const missingIn = <C extends string>(
  heading: readonly string[],
  columns: Columns<C>,
): { readonly column: C; readonly free: readonly string[] } | undefined => {
  const known = knownColumns(columns);
  const has = new Set(heading.map((name) => known.get(key(name))));
  const column = columns.required.find((one) => !has.has(one));
  return column && { column, free: heading.filter((name) => name.trim() !== "" && !known.has(key(name))) };
};

/** Throws FileTrouble in one sentence when a required column is missing or one stands twice. */
export const sheetOf = <C extends string>(table: Table, columns: Columns<C>): Sheet<C> => {
  const known = knownColumns(columns);
  const places = new Map<C, number>();
  const unknown: string[] = [];
  table.heading.forEach((name, i) => {
    const column = known.get(key(name));
    if (!column) {
      if (name !== "" && !columns.others?.test(name)) unknown.push(name);
      return;
    }
    if (places.has(column)) throw new FileTrouble(`Kolonnen «${column}» står to ganger i overskriften. Ta bort den ene.`);
    places.set(column, i);
  });
  const missing = columns.required.filter((column) => !places.has(column));
  if (missing.length > 0)
    throw new FileTrouble(
      `Filen mangler ${missing.length === 1 ? "kolonnen" : "kolonnene"} ${quoted(missing)}. Den første raden må være overskriften med navnene på kolonnene.`,
    );
  const width = table.heading.length;
  return {
    has: (column) => places.has(column),
    notes: unknown.length > 0 ? [`Kolonner som Kompis ikke kjenner, er ikke tatt med: ${quoted(unknown)}.`] : [],
    rows: table.rows.map(({ number, cells }) => ({
      number,
      cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? "",
      tooWide: cells.slice(width).some((c) => c.trim() !== ""),
    })),
  };
};

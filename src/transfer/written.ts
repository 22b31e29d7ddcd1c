/** Tables as they leave: CSV as Excel in Norway reads it, or a workbook. No cell of theirs is taken for a formula. */
import { workbookOf } from "./workbook.ts";

export type Sheet = {
  /** The people whose records it holds, where they are told of it. */
  readonly about?: readonly string[];
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What spreadsheets would calculate is shown as text by a mark before it, which the import takes away again. */
const guarded = (cell: string): string => (/^[\s']*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Semicolons, a mark of the encoding, and lines as Windows ends them. */
export const csvOf = ({ heading, rows }: Sheet): Buffer =>
  Buffer.from(`\ufeff${[heading, ...rows].map((row) => row.map((cell) => quoted(guarded(cell))).join(";")).join("\r\n")}\r\n`);

export const xlsxOf = ({ heading, rows }: Sheet): Promise<Buffer> =>
  workbookOf(
    heading,
    rows.map((row) => row.map(guarded)),
  );

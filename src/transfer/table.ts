/** The bytes of a CSV file or a workbook as rows with the numbers that Excel shows. What is no table is refused in one Norwegian sentence. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { withoutIdentityNumbers } from "../domain/identityNumber.ts";
import { FileTrouble } from "./sample.ts";
import { workbookRows } from "./workbook.ts";

/** Cells are the text as it stands, formulas included: nothing is ever evaluated. */
export type Row = { readonly number: number; readonly cells: readonly string[] };
/** The first row that is not blank is the heading; blank rows are left out, but counted. */
export type Table = { readonly heading: readonly string[]; readonly rows: readonly Row[] };

export const mostBytes = 20 * 1024 * 1024;
export const mostRows = 200_000;
/** Blank rows included: where reading stops. */
const mostRecords = 2 * mostRows;
/** One row; longer than any course description, and short enough to catch a quote that is never closed. */
const mostInRow = 1_000_000;

/** Throws FileTrouble when the file is missing, too large or no table. */
export const readTable = async (file: string): Promise<Table> => {
  if (!existsSync(file) || !statSync(file).isFile()) throw new FileTrouble(`Finner ikke filen «${file}».`);
  if (statSync(file).size > mostBytes) throw tooLarge();
  return tableOf(readFileSync(file));
};

/** By what the bytes are, and not by the name. Throws FileTrouble with a sentence for HR when they are no table. */
export const tableOf = async (bytes: Uint8Array): Promise<Table> => {
  if (bytes.length > mostBytes) throw tooLarge();
  return tableFrom(isZip(bytes) ? (await workbookRows(bytes)).map((row) => row.map(withoutIdentityNumbers)) : textRecords(bytes));
};

const textRecords = (bytes: Uint8Array): string[][] => {
  const { delimiter, text } = delimited(withoutIdentityNumbers(textOf(bytes)));
  return recordsOf(text, delimiter);
};

const tableFrom = (records: readonly (readonly string[])[]): Table => {
  const first = records.findIndex(hasText);
  if (first === -1) throw new FileTrouble("Filen er tom.");
  const heading = (records[first] ?? []).map((name) => name.trim());
  const rows = records.flatMap((cells, i) => (i > first && hasText(cells) ? [{ number: i + 1, cells: cells.map(unquoted) }] : []));
  if (rows.length === 0) throw new FileTrouble("Filen har bare en overskrift og ingen rader.");
  if (rows.length > mostRows || records.length === mostRecords)
    throw new FileTrouble(`Filen har flere enn 200 000 rader. Del den i flere.`);
  return { heading, rows };
};

/** The mark that an export puts before what would be taken for a formula. */
const unquoted = (cell: string) => cell.replace(/^'(?=[\s']*[=+\-@\t\r])/, "");
const hasText = (cells: readonly string[]) => cells.some((c) => c.trim() !== "");
const tooLarge = () => new FileTrouble("Filen er større enn 20 MB. Del den i flere, eller ta bort kolonner som Kompis ikke bruker.");

const isZip = (bytes: Uint8Array) => starts(bytes, 0x50, 0x4b, 0x03, 0x04);
const starts = (bytes: Uint8Array, ...first: number[]) => first.every((b, i) => bytes[i] === b);

/** UTF-8, UTF-16 with its mark, and what is neither is Windows-1252, as Excel in Norway writes. */
const textOf = (bytes: Uint8Array): string => {
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new FileTrouble(
      "Dette er en gammel eller passordbeskyttet Excel-fil. Velg «Lagre som» og «Excel-arbeidsbok (.xlsx)», og bruk den filen.",
    );
  const text = decoded(bytes);
  if (text.includes("\u0000")) throw new FileTrouble("Dette er ikke en tekstfil. Lagre den som CSV og prøv igjen.");
  // Losses that earlier programs have caused cannot be mended, and must not become people's names.
  if (text.includes("\ufffd")) throw new FileTrouble("Noen tegn i filen er gått tapt (�). Lagre den på nytt fra kilden som CSV UTF-8.");
  if (/Ã[¦¸¥†˜…]/.test(text))
    throw new FileTrouble("Æ, ø og å er ødelagt i filen (for eksempel «Ã¸»). Lagre den på nytt fra kilden som CSV UTF-8.");
  return text;
};

const decoded = (bytes: Uint8Array): string => {
  if (starts(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (starts(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    if (starts(bytes, 0xef, 0xbb, 0xbf)) throw new FileTrouble("Filen er skadet: noen av tegnene er ikke UTF-8. Lagre den på nytt.");
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

const delimiters = [";", "\t", ","] as const;

/** What separates the cells: what Excel's own "sep=" line says, else what the heading has most of outside quotes. */
const delimited = (text: string): { readonly text: string; readonly delimiter: string } => {
  const said = /^"?sep=([;,\t])"?(?:\r\n|\n|\r)/i.exec(text);
  if (said?.[1]) return { text: text.slice(said[0].length), delimiter: said[1] };
  const bare = text.slice(0, mostInRow).replace(/"(?:[^"]|"")*"/g, "");
  const heading = bare.split(/[\r\n]+/).find((line) => /[^\s;,]/.test(line)) ?? "";
  const count = (d: string) => heading.split(d).length;
  const delimiter = delimiters.reduce((best, d) => (count(d) > count(best) ? d : best));
  return { text, delimiter };
};

const recordsOf = (text: string, delimiter: string): string[][] => {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      max_record_size: mostInRow,
      to: mostRecords,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileTrouble(complaint(error.code, Number(error["records"] ?? 0) + 1));
  }
};

const complaint = (code: string, row: number): string => {
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE")
    return `Et anførselstegn som åpnes i rad ${row}, blir aldri lukket. Er filen kuttet? Rett raden og prøv igjen.`;
  if (code === "INVALID_OPENING_QUOTE" || code === "CSV_INVALID_CLOSING_QUOTE")
    return `Rad ${row} har et anførselstegn midt i et felt. Sett anførselstegn rundt hele feltet og doble dem som står inni, og prøv igjen.`;
  return `Rad ${row} kan ikke leses som CSV. Rett raden og prøv igjen.`;
};

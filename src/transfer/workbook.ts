/** Excel workbooks: the first sheet as text, cell by cell, and tables written so that no cell is ever a formula. */
import { unzipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import writeExcelFile from "write-excel-file/node";
import { FileTrouble } from "./sample.ts";

/** What a workbook may grow to when it is unpacked: far more than any list of people, far less than the memory there is. */
const mostUnpacked = 300 * 1024 * 1024;

/** Added up as the archive itself says, before anything is unpacked. */
const unpackedSize = (bytes: Uint8Array): number => {
  let size = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize;
      return false;
    },
  });
  return size;
};

const two = (n: number) => String(n).padStart(2, "0");
/** As Excel shows it in Norway. */
const dayText = (d: Date): string => {
  const day = `${two(d.getUTCDate())}.${two(d.getUTCMonth() + 1)}.${d.getUTCFullYear()}`;
  const [hours, minutes] = [d.getUTCHours(), d.getUTCMinutes()];
  return hours || minutes ? `${day} ${two(hours)}.${two(minutes)}` : day;
};
const text = (cell: unknown): string => {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : dayText(cell);
  if (typeof cell === "number") return String(cell).replace(".", ",");
  if (typeof cell === "boolean") return cell ? "ja" : "nei";
  return String(cell);
};

/** The rows of the first sheet. @throws FileTrouble in one Norwegian sentence when it is no workbook */
export const workbookRows = async (bytes: Uint8Array): Promise<string[][]> => {
  const broken = () =>
    new FileTrouble("Excel-arbeidsboken er skadet eller låst med passord. Åpne den i Excel, lagre den på nytt og prøv igjen.");
  try {
    if (unpackedSize(bytes) > mostUnpacked) throw new FileTrouble("Excel-arbeidsboken er altfor stor når den pakkes ut. Del den i flere.");
    return (await readSheet(Buffer.from(bytes))).map((row) => row.map(text));
  } catch (error) {
    throw error instanceof FileTrouble ? error : broken();
  }
};

/** Every cell is text, whatever it begins with. */
export const workbookOf = (heading: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> =>
  writeExcelFile([
    heading.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) => row.map((value) => ({ value, type: String }))),
  ]).toBuffer();

/** Damaged files: each is refused in a sentence that says what to do, or each bad row is named. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { FileTrouble } from "../../src/transfer/sample.ts";
import { readTable, tableOf } from "../../src/transfer/table.ts";
import { xlsxOf } from "../../src/transfer/written.ts";
import { bytes, latin1 } from "../support/csv.ts";
import { importing } from "./support.ts";

const heading = "Navn;E-post;Virksomhet;Rolle;Stillingsprosent;Fra\r\n";
const good = "Kari Nordli;kari.nordli@fjellvik.example;Hjemmetjenesten;Virksomhetsleder;100;01.05.2017\r\n";

const workbook = await xlsxOf({ heading: heading.trim().split(";"), rows: [good.trim().split(";")] });
const headingOnly = await xlsxOf({ heading: heading.trim().split(";"), rows: [] });
/** The same, but for the size that the archive's own list gives the last file in it. */
const swollen = Buffer.from(workbook);
swollen.writeUInt32LE(0x7fffffff, swollen.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);

const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["an empty file", bytes(""), /^Filen er tom\.$/],
  ["blank rows only", bytes("\r\n;;;\r\n"), /^Filen er tom\.$/],
  ["a heading only", bytes(heading), /ingen rader/],
  ["the head of a workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), /Excel-arbeidsboken er skadet/],
  ["a workbook that was cut", workbook.subarray(0, workbook.length / 2), /Excel-arbeidsboken er skadet/],
  ["an archive of something else", zipSync({ "brev.txt": bytes("Hei") }), /Excel-arbeidsboken er skadet/],
  ["a workbook that says it unpacks to far more than there is room for", swollen, /altfor stor når den pakkes ut/],
  ["a workbook with a heading only", headingOnly, /ingen rader/],
  ["an old Excel workbook, or one with a password", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /passordbeskyttet/],
  ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /ikke en tekstfil/],
  ["a quote that is never closed", bytes(`${heading}"Kari;x;y\r\n${good}`), /rad 2, blir aldri lukket/],
  [
    "a quote in the middle of a cell",
    bytes(`${heading}${good}Per "Pelle" Dal;;Hjemmetjenesten;Sykepleier;50;1.1.2020\r\n`),
    /^Rad 3 .*anførselstegn/,
  ],
  ["text after a closing quote", bytes(`${heading}"Kari" Nordli;x;y\r\n`), /^Rad 2 .*anførselstegn/],
  ["letters that were lost before", bytes(`${heading}Bj\ufffdrg;;Hjemmetjenesten;Sykepleier;50;1.1.2020\r\n`), /gått tapt/],
  ["letters that were encoded twice", bytes(`${heading}BjÃ¸rg;;Hjemmetjenesten;Sykepleier;50;1.1.2020\r\n`), /ødelagt/],
  ["a mark of UTF-8 before something else", Uint8Array.from([0xef, 0xbb, 0xbf, ...latin1(`${heading}Bjørg;;a;b;1;2\r\n`)]), /skadet/],
  ["no heading", bytes(good + good), /^Filen mangler kolonnene «Navn», /],
  ["one column missing", bytes(`${heading.replace(";Rolle", "")}${good}`), /^Filen mangler kolonnen «Rolle»\./],
  ["too many rows", bytes(heading + "a\n".repeat(200_001)), /flere enn 200 000 rader/],
  ["nothing but line ends", bytes("\n".repeat(500_000)), /tom|rader/],
];
test.for(refused)("refused: %s", async ([, b, why]) => {
  const error = await importing("people", b).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(FileTrouble);
  expect(String(error instanceof Error && error.message)).toMatch(why);
});

test("refused: larger than 20 MB, and without being read; a missing file; a folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-"));
  const file = join(folder, "stor.csv");
  writeFileSync(file, heading);
  truncateSync(file, 21 * 1024 * 1024);
  await expect(readTable(file)).rejects.toThrow(/større enn 20 MB/);
  await expect(tableOf(new Uint8Array(21 * 1024 * 1024))).rejects.toThrow(/større enn 20 MB/);
  await expect(readTable(join(folder, "borte.csv"))).rejects.toThrow(/Finner ikke filen/);
  await expect(readTable(folder)).rejects.toThrow(/Finner ikke filen/);
  rmSync(folder, { recursive: true });
});

const named: readonly (readonly [string, string, RegExp])[] = [
  ["more cells than the heading", "Per;;Hjemmetjenesten;Sykepleier;50;1.1.2020;ekstra\r\n", /flere felt enn overskriften/],
  ["a row that was cut", "Per Dal;;Hjemmet", /Virksomhet.*Rolle mangler.*Stillingsprosent mangler.*Fra mangler|Rolle mangler/],
  ["a control character in a name", "P\u001ber\u0007;;Hjemmetjenesten;Sykepleier;50;i går\r\n", /^Fra: «i går» er ikke en dato/],
];
test.for(named)("the bad row is named, the good one is taken: %s", async ([, row, why]) => {
  const { preview } = await importing("people", bytes(heading + good + row));
  expect(preview.unchanged + preview.changed.length).toBe(1);
  expect(preview.rejected).toHaveLength(1);
  expect(preview.rejected[0]?.row).toBe(3);
  expect(preview.rejected[0]?.reasons.join("; ")).toMatch(why);
});

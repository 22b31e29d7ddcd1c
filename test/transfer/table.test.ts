/** Bytes become rows: every way that Excel writes them, and nothing lost on the way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sheetOf } from "../../src/transfer/columns.ts";
import { FileTrouble } from "../../src/transfer/sample.ts";
import { tableOf } from "../../src/transfer/table.ts";
import { bytes, csvOf, latin1 } from "../support/csv.ts";

const rowsOf = async (b: Uint8Array) => (await tableOf(b)).rows.map((r) => r.cells);

describe("the same table however it was saved", () => {
  const text = "Navn;Sted\r\nBjørg Sætre;Å\r\n";
  const utf16 = (t: string) => new Uint8Array(Buffer.from(`\ufeff${t}`, "utf16le"));
  const ways: readonly (readonly [string, Uint8Array])[] = [
    ["UTF-8", bytes(text)],
    ["UTF-8 with a byte order mark", bytes(`\ufeff${text}`)],
    ["Windows-1252", latin1(text)],
    ["UTF-16 as «Unicode-tekst»", utf16(text.replaceAll(";", "\t"))],
    ["commas", bytes(text.replaceAll(";", ","))],
    ["tabs", bytes(text.replaceAll(";", "\t"))],
    ["a sep line", bytes(`sep=;\r\n${text}`)],
    ["line ends of Unix", bytes(text.replaceAll("\r\n", "\n"))],
    ["line ends of old Macs", bytes(text.replaceAll("\r\n", "\r"))],
    ["no line end at the end", bytes(text.trimEnd())],
  ];
  test.for(ways)("%s", async ([, b]) => {
    const table = await tableOf(b);
    expect(table.heading).toEqual(["Navn", "Sted"]);
    expect(table.rows).toEqual([{ number: 2, cells: ["Bjørg Sætre", "Å"] }]);
  });
});

test("the dash, the quotes and the euro of Windows-1252 are read", async () => {
  const b = Uint8Array.from([...latin1("a;b\r\n"), 0x96, 0x93, 0x94, 0x80, ...latin1(";å\r\n")]);
  expect(await rowsOf(b)).toEqual([["–“”€", "å"]]);
});

test("row numbers are those that Excel shows: blank rows count, line breaks inside a cell do not", async () => {
  const table = await tableOf(bytes('a;b\r\n"en\nto";1\r\n\r\n;\r\nx;2\r\n'));
  expect(table.rows.map((r) => r.number)).toEqual([2, 5]);
});

test("a heading with semicolons in quotes, and commas in the cells, does not mislead", async () => {
  expect(await rowsOf(bytes('"a;;;;b",c\nx,y\n'))).toEqual([["x", "y"]]);
  expect(await rowsOf(bytes("a;b\n1,5,5,5;2,5,5,5\n"))).toEqual([["1,5,5,5", "2,5,5,5"]]);
});

test("formulas stay the text they are", async () => {
  const cells = ["=1+1", "+47 123", "-5", "@SUM(A1)", '=HYPERLINK("x";"y")'];
  expect(await rowsOf(bytes(csvOf([["a", "b", "c", "d", "e"], cells])))).toEqual([cells]);
});

test("property: cells quoted as Excel does come back as they were", async () => {
  const letters = fc.constantFrom(..."abcæøåÆØÅé 019.,;:\t\"'\n=+-@|/%–");
  const cell = fc.string({ unit: letters, maxLength: 12 });
  const delimiter = fc.constantFrom(";", ",", "\t");
  const table = fc
    .integer({ min: 2, max: 6 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
  await fc.assert(
    fc.asyncProperty(table, delimiter, fc.constantFrom("", "\ufeff"), fc.boolean(), async (rows, d, mark, oldEncoding) => {
      const full = rows.filter((r) => r.some((c) => c.trim() !== ""));
      fc.pre(full.length > 0);
      const heading = (rows[0] ?? []).map((_, i) => `K${i}`);
      const text = csvOf([heading, ...rows], d);
      const isLatin1 = oldEncoding && !/[^\u0000-\u00ff]/.test(text);
      const b = isLatin1 ? latin1(text) : bytes(mark + text);
      // The mark that an export puts before what looks like a formula is taken away again.
      const unmarked = full.map((row) => row.map((cell) => cell.replace(/^'(?=[\s']*[=+\-@\t\r])/, "")));
      expect(await rowsOf(b)).toEqual(unmarked);
    }),
    { numRuns: 500 },
  );
});

test("property: no bytes bring anything but a table or a refusal in words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (b) => {
      try {
        expect((await tableOf(b)).rows.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FileTrouble);
      }
    }),
    { numRuns: 500 },
  );
});

describe("columns", () => {
  const columns = { required: ["Navn", "E-post"], optional: ["Teams"], aliases: { Epost: "E-post" } } as const;
  test("are found in any order and spelling, and unknown ones are noted", async () => {
    const sheet = sheetOf(await tableOf(bytes("epost;Skostørrelse; NAVN \nx@y.no;43;Kari\n")), columns);
    const [row] = sheet.rows;
    expect([row?.cell("Navn"), row?.cell("E-post"), row?.cell("Teams")]).toEqual(["Kari", "x@y.no", ""]);
    expect(sheet.notes).toEqual(["Kolonner som Kompis ikke kjenner, er ikke tatt med: «Skostørrelse»."]);
  });
  test("cells that Excel leaves out at the end of a row are empty", async () => {
    const [row] = sheetOf(await tableOf(bytes("Navn;E-post;Teams\nKari\n")), columns).rows;
    expect([row?.cell("Navn"), row?.cell("Teams"), row?.tooWide]).toEqual(["Kari", "", false]);
  });
  test("missing ones are named in one sentence", async () => {
    const table = await tableOf(bytes("Teams;Alder\nja;4\n"));
    expect(() => sheetOf(table, columns)).toThrow(/^Filen mangler kolonnene «Navn», «E-post»\. /);
  });
  test("one that stands twice is refused", async () => {
    const table = await tableOf(bytes("Navn;E-post;Epost\na;b;c\n"));
    expect(() => sheetOf(table, columns)).toThrow(/«E-post» står to ganger/);
  });
});

test("a national identity number that was left in a file goes no further", async () => {
  const { rows } = await tableOf(Buffer.from("Navn;E-post\nOla 01010750160;ola@x.no\n"));
  expect(rows[0]?.cells[0]).toBe("Ola •••••• •••••");
});

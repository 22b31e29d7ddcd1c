/** HR drops a file into the chat: it is shown what it would change, and all of that is done on a word, or nothing. */
import { describe, expect, test } from "vitest";
import type { FetchFile } from "../src/ports/incoming.ts";
import { exported } from "../src/transfer/import.ts";
import { csvOf, xlsxOf } from "../src/transfer/written.ts";
import { bytes } from "./support/csv.ts";
import { newTown, sample, textOf } from "./support/town.ts";

const today = "2026-11-23";
const [hr, employee] = ["hilde-brattland", "ola-tangvik"];
const townWith = (fetchFile: FetchFile) => newTown(undefined, { ...sample, fetchFile });
const holding = (content: Uint8Array | string) => townWith(async () => ({ bytes: typeof content === "string" ? bytes(content) : content }));
const drop = { file: { name: "krav.csv", url: "https://fjellvik.sharepoint.com/krav" } };

const two = "Kompetanse;Rolle;Kilde;Gyldighet\r\nForflytning;Renholder;lokal;2–3 år\r\nTryllekunst;Renholder;lokal;\r\n";

describe("a file with requirements", () => {
  test("is shown with what is new and what is rejected, and comes in as a whole", async () => {
    const town = await holding(two);
    const before = (await town.all("requirement")).length;
    const shown = await town.send(hr, drop);
    expect(textOf(shown)).toContain("Krav fra «krav.csv»");
    expect(textOf(shown)).toContain("3 Tryllekunst: Kompetanse: kompetansen «Tryllekunst» finnes ikke.");
    expect((await town.all("requirement")).length).toBe(before);
    expect(textOf(await town.press(hr, shown, "Lagre dette"))).toBe("Lagret: 1 nye, 0 endret og 0 tatt bort.");
    expect((await town.all("requirement")).filter((r) => r.competence === "forflytning" && r.role === "renholder")).toMatchObject([
      { validity: { warnAfter: 24, overdueAfter: 36 } },
    ]);
    expect(await town.all("received")).toEqual([]);
    expect(textOf(await town.press(hr, shown, "Lagre dette"))).toContain("Den filen har jeg ikke lenger");
  });
  test("is not saved when the person says no, and nothing of it is kept", async () => {
    const town = await holding(two);
    const before = await town.all("requirement");
    expect(textOf(await town.press(hr, await town.send(hr, drop), "Ikke lagre"))).toContain("ingenting er lagret");
    expect([await town.all("requirement"), await town.all("received")]).toEqual([before, []]);
  });
  test("is shown again where something has moved since it was shown", async () => {
    const town = await holding("Kompetanse;Rolle;Kilde\r\nForflytning;Renholder;lokal\r\n");
    const shown = await town.send(hr, drop);
    await town.reorganise({
      put: "requirement",
      value: {
        id: "x",
        competence: "forflytning",
        role: "renholder",
        unit: null,
        level: null,
        source: "law",
        validity: null,
        coverage: null,
      },
    });
    const again = await town.press(hr, shown, "Lagre dette");
    expect(textOf(again)).toContain("Noe er endret siden du så dette");
    expect((await town.all("requirement")).find((r) => r.id === "x")?.source).toBe("law");
  });
});

test("what is missing in a whole file goes only when HR says so", async () => {
  const { store } = await newTown();
  const sheet = await exported(store, "requirements", today);
  const town = await holding(await xlsxOf({ ...sheet, rows: sheet.rows.slice(1) }));
  const before = (await town.all("requirement")).length;
  const shown = await town.send(hr, drop);
  expect(textOf(shown)).toContain("Står ikke i filen (1)");
  const sure = await town.press(hr, shown, "Lagre, og ta bort det som ikke står i filen");
  expect(textOf(sure)).toContain("Er du sikker? Jeg tar bort 1, og det kan ikke angres.");
  expect((await town.all("requirement")).length).toBe(before);
  expect(textOf(await town.press(hr, sure, "Ja, lagre og ta bort"))).toBe("Lagret: 0 nye, 0 endret og 1 tatt bort.");
  expect((await town.all("requirement")).length).toBe(before - 1);
});

test("columns under other names are asked about, one by one, and remembered", async () => {
  const town = await holding("Medarbeider;Hva;Når\r\nOla Tangvik;Førstehjelp;01.02.2020\r\n");
  const asked = await town.send(hr, drop);
  expect(textOf(asked)).toContain("Hva inneholder «krav.csv»?");
  const which = await town.press(hr, asked, "Opplæring");
  expect(textOf(which)).toContain("Hvilken kolonne i «krav.csv» er «Kurs»?");
  const when = await town.press(hr, which, "Hva");
  const shown = await town.press(hr, when, "Når");
  expect(textOf(shown)).toContain("Navn eller E-post mangler");
});

describe("is refused in words", () => {
  test.each([
    ["from anybody but HR", employee, "Kurs;Dato\r\n", "Filer tar jeg bare imot fra HR."],
    ["what is no table", hr, "\u0000\u0001", "kan ikke leses"],
    ["an empty file", hr, "", "Filen er tom."],
  ])("%s", async (_, who, content, said) => {
    const town = await holding(content);
    const before = await town.all("person");
    expect(textOf(await town.send(who, drop))).toContain(said);
    expect(await town.all("person")).toEqual(before);
  });
  test.each([
    ["tooLarge", "større enn 10 MB"],
    ["failed", "fikk ikke hentet filen"],
  ] as const)("one that is %s", async (how, said) => {
    const town = await townWith(async () => how);
    expect(textOf(await town.send(hr, drop))).toContain(said);
  });
});

test("a table goes out as a file that comes in again unchanged", async () => {
  const town = await newTown();
  const asked = await town.say(hr, "gi meg kravene i excel");
  await town.press(hr, asked, "CSV");
  const [file] = await town.all("file");
  expect(file).toMatchObject({ person: hr, encoding: "base64", name: expect.stringMatching(/^kompis-requirements-.*\.csv$/) });
  expect(Buffer.from(file?.text ?? "", "base64")).toEqual(csvOf(await exported(town.store, "requirements", today)));
  expect(textOf(await town.say(employee, "gi meg kravene i excel"))).toContain("Det har du ikke tilgang til");
});

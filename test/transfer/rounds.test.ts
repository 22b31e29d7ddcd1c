/** What leaves as a file comes back as it was: nothing changes, no cell is a formula, and each file is known for what it is. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change, Store } from "../../src/ports/store.ts";
import { exported, importable, kindOf, planImport } from "../../src/transfer/import.ts";
import { tableOf } from "../../src/transfer/table.ts";
import { csvOf, xlsxOf } from "../../src/transfer/written.ts";
import { bytes } from "../support/csv.ts";
import { importing, sampleStore, today } from "./support.ts";

const filled = async (): Promise<Store> => {
  const store = await sampleStore();
  const words = (id: string) => ({
    id,
    unit: "hjemmetjenesten",
    strategies: "Rekruttere",
    measures: null,
    competence: null,
    kind: null,
    priority: null,
    discussed: null,
    registeredBy: "kari-nordli",
    registered: today,
    closed: null,
  });
  const more: Change[] = [
    { put: "need", value: { ...words("n1"), text: "Flere som kan palliasjon" } },
    { put: "need", value: { ...words("n2"), unit: "fjellheimen", text: "Flere som kan palliasjon" } },
    { put: "workforce", value: { id: "hjemmetjenesten/pleie", unit: "hjemmetjenesten", field: "Pleie", actual: 12.5, wanted: null } },
    { put: "recruitment", value: { id: "sykepleier/alle/2027", role: "sykepleier", unit: null, year: 2027, number: 4 } },
    { put: "recruitment", value: { id: "sykepleier/alle/2028", role: "sykepleier", unit: null, year: 2028, number: 2 } },
  ];
  await store.commit(more);
  return store;
};

describe.each(importable)("%s", (kind) => {
  test.each(["csv", "xlsx"])("comes back from %s with nothing changed, and is known for what it is", async (form) => {
    const store = await filled();
    const sheet = await exported(store, kind, today);
    expect(sheet.rows.length).toBeGreaterThan(0);
    const table = await tableOf(form === "csv" ? csvOf(sheet) : await xlsxOf(sheet));
    expect(kindOf(table)).toBe(kind);
    const { preview, changes } = await planImport(store, kind, table, { today, endMissing: false });
    expect({ rejected: preview.rejected, added: preview.added, changed: preview.changed, changes }).toEqual({
      rejected: [],
      added: [],
      changed: [],
      changes: [],
    });
  });
});

test("property: no cell that leaves is a formula, and what it said comes back", async () => {
  const cell = fc.string({ unit: fc.constantFrom(..."=+-@'\t\"; aå1\n"), maxLength: 6 }).map((text) => `${text}x`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const sheet = { heading: ["a", "b"], rows };
      const cells: string[][] = parse(csvOf(sheet), { bom: true, delimiter: ";", record_delimiter: "\r\n" });
      for (const said of cells.flat()) expect(said).not.toMatch(/^[=@+\-\t]/);
      for (const file of [csvOf(sheet), await xlsxOf(sheet)]) {
        const back = (await tableOf(file)).rows.map((r) => [...r.cells]);
        expect(back.map((r) => r.map((c) => c.trim()))).toEqual(rows.map((r) => r.map((c) => c.replaceAll("\r", "").trim())));
      }
    }),
    { numRuns: 60 },
  );
});

describe("requirements", () => {
  test("a range, a fixed time, never, and how many are needed", async () => {
    const file =
      "Kompetanse;Rolle;Virksomhet;Kilde;Gyldighet;Antall\r\nFørstehjelp;Renholder;;lov;2–3 år;\r\nFørstehjelp;;Kulturskolen;plan;36 måneder;\r\nFørstehjelp;alle;Servicetorget;lokal;aldri;2\r\n";
    const { preview, changes } = await importing("requirements", file);
    expect(preview.rejected).toEqual([]);
    expect(changes.flatMap((c) => ("put" in c && c.put === "requirement" ? [c.value] : []))).toMatchObject([
      { role: "renholder", unit: null, source: "law", validity: { warnAfter: 24, overdueAfter: 36 }, coverage: null },
      { role: null, source: "plan", validity: { warnAfter: 33, overdueAfter: 36 } },
      { source: "local", validity: null, coverage: 2 },
    ]);
  });
  test("each bad row says what is wrong with it, and nothing of it comes in", async () => {
    const file =
      "Kompetanse;Rolle;Kilde;Gyldighet;Antall;Nivå\r\nFørstehjlp;Renholder;lov;;;\r\nFørstehjelp;Astronaut;lov;;;\r\nFørstehjelp;Renholder;naboen;;;\r\nFørstehjelp;Renholder;lov;en stund;;\r\nFørstehjelp;Renholder;lov;3–2 år;;\r\nFørstehjelp;Renholder;lov;;null;\r\nFørstehjelp;Renholder;lov;;;12\r\n;Renholder;lov;;;\r\n";
    const { preview, changes } = await importing("requirements", file);
    expect(preview.rejected.map((r) => [r.row, r.reasons.join()])).toEqual([
      [2, "Kompetanse: kompetansen «Førstehjlp» finnes ikke. Mente du «Førstehjelp»?"],
      [3, "Rolle: rollen «Astronaut» finnes ikke."],
      [4, "Kilde: «naboen» er ukjent; skriv lov, plan eller lokal"],
      [5, "Gyldighet: «en stund» er ikke en gyldighet; skriv for eksempel «2–3 år», «36 måneder» eller «aldri»"],
      [6, "Gyldighet: i «3–2 år» må det første tallet være lavere enn det andre, og ikke mer enn 50 år"],
      [7, "Antall: «null» er ikke et antall; skriv for eksempel 3"],
      [8, "Nivå: «12» er ikke et nivå; skriv et tall fra 1 til 9"],
      [9, "Kompetanse mangler"],
    ]);
    expect(changes).toEqual([]);
  });
});

test("a plan in Sørum's seven columns becomes measures, and what is no date stays in words", async () => {
  const file =
    "Mål;Tiltak;Målgruppe;Omfang/læringsarena;Tidsrom;Hyppighet;Kostnad\r\nAlle kan førstehjelp;Førstehjelp for nye;Nyansatte;2 timer, internt;2027;Hvert annet år;6 000 kr per 100 personer\r\nTrygge ledere;Samfunnsbyggeren;Ledere;To år;Ved behov;Ved behov;Innenfor rammen\r\n";
  const { preview, changes } = await importing("plan", file);
  expect(preview.rejected).toEqual([]);
  expect(changes.flatMap((c) => ("put" in c && c.put === "measure" ? [c.value] : []))).toMatchObject([
    {
      name: "Førstehjelp for nye",
      goal: "Alle kan førstehjelp",
      period: { from: "2027-01-01", to: "2027-12-31" },
      frequency: "everySecondYear",
    },
    { name: "Samfunnsbyggeren", plan: "To år\nTidsrom: Ved behov", period: null, economy: { cost: { kind: "frame" } } },
  ]);
});

test("a need that two units share belongs to both, and names of employees are refused", async () => {
  const file =
    "Virksomhet;Behov;Strategier;Delstrategier\r\nHjemmetjenesten | Fjellheimen sykehjem;Flere med fagbrev;Stimulere;Studiestøtte\r\nHjemmetjenesten;Ola Tangvik må lære mer;;\r\n";
  const { preview, changes } = await importing("needs", file);
  expect(changes.flatMap((c) => ("put" in c && c.put === "need" ? [c.value.unit] : []))).toEqual(["hjemmetjenesten", "fjellheimen"]);
  expect(preview.rejected).toMatchObject([{ row: 3, reasons: ["Behov: her skal det stå behov og fagfelt, ikke navn på ansatte"] }]);
});

describe("from a learning platform", () => {
  test("its catalogue", async () => {
    const file = "shortname,fullname,category,summary\r\nKS-101,Smittevern for vikarer,Helse,<p>Kort kurs &amp; prøve</p>\r\n";
    const table = await tableOf(bytes(file));
    const { understood } = await import("../../src/transfer/import.ts");
    expect(understood(table, undefined).kind).toBe("courses");
    const { preview, changes } = await importing("courses", file);
    expect(preview.rejected).toEqual([]);
    expect(changes.flatMap((c) => ("put" in c && c.put === "course" ? [c.value] : []))).toMatchObject([
      { id: "KS-101", title: "Smittevern for vikarer", description: "Kort kurs & prøve", arena: "eLearning", provider: "KS Læring" },
    ]);
  });
  test("who has completed what; those who have not are left out", async () => {
    const file =
      'Fornavn,Etternavn,E-postadresse,Kurs,Fullført\r\nOla,Tangvik,ola.tangvik@fjellvik.example,Smittevern og håndhygiene,"tirsdag, 3. november 2026, 10:15"\r\nSiv,Engesæth,siv.engesaeth@fjellvik.example,Smittevern og håndhygiene,-\r\nNoen,Andre,noen@andre.example,Smittevern og håndhygiene,03/11/2026\r\n';
    const { preview, changes } = await importing("training", file);
    expect(changes.flatMap((c) => ("put" in c && c.put === "training" ? [c.value] : []))).toMatchObject([
      { person: "ola-tangvik", course: "smittevern", date: { from: "2026-11-03", to: "2026-11-03" }, provider: "KS Læring" },
    ]);
    expect(preview.rejected).toMatchObject([{ row: 4, reasons: ["ingen i Kompis har e-posten «noen@andre.example»"] }]);
  });
  test("columns that HR has named", async () => {
    const table = await tableOf(bytes("Medarbeider;Hva;Når\r\nOla Tangvik;Førstehjelp;01.02.2026\r\n"));
    const { preview, changes } = await planImport(await sampleStore(), "training", table, {
      today,
      endMissing: false,
      mapping: { Medarbeider: "Navn", Hva: "Kurs", Når: "Dato" },
    });
    expect([changes.length, preview.notes.join()]).toEqual([3, expect.stringContaining("«Medarbeider» er lest som «Navn»")]);
  });
});

test("units in a ring, or under nothing, are refused", async () => {
  const { preview, changes } = await importing(
    "units",
    "Navn;Overordnet;Nivå\r\nA-huset;B-huset;avdeling\r\nB-huset;A-huset;avdeling\r\nC-huset;;virksomhet\r\nD-huset;Hjemmetjenesten;avdeling\r\n",
  );
  expect(preview.rejected.map((r) => r.row)).toEqual([2, 3, 4]);
  expect(changes.flatMap((c) => ("put" in c && c.put === "unit" ? [c.value.parent] : []))).toEqual(["hjemmetjenesten"]);
});

test.each(importable)("the sample file of %s can be taken as it is", async (kind) => {
  const { preview } = await importing(kind, readFileSync(`data/sample/${kind}.csv`));
  expect(preview.rejected).toEqual([]);
});

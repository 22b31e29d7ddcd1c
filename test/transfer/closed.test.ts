/** What a file may neither see nor touch, and what would be lost on the way out and back. */
import { describe, expect, test } from "vitest";
import type { Measure } from "../../src/domain/measure.ts";
import type { Need } from "../../src/domain/need.ts";
import type { Requirement } from "../../src/domain/requirement.ts";
import type { Training } from "../../src/domain/training.ts";
import type { Change, Kind, RecordOf, Store } from "../../src/ports/store.ts";
import { exported, type Importable, kindOf, planImport } from "../../src/transfer/import.ts";
import { digestOf } from "../../src/transfer/preview.ts";
import { tableOf } from "../../src/transfer/table.ts";
import { csvOf } from "../../src/transfer/written.ts";
import { bytes } from "../support/csv.ts";
import { importing, sampleStore, today } from "./support.ts";

const holding = async (...changes: Change[]): Promise<Store> => {
  const store = await sampleStore();
  await store.commit(changes);
  return store;
};
const puts = <K extends Kind>(changes: readonly Change[], kind: K): RecordOf<K>[] =>
  changes.flatMap((c) => ("put" in c && c.put === kind ? [c.value as RecordOf<K>] : []));
const textOf = async (store: Store, what: Importable) => csvOf(await exported(store, what, today)).toString();

const need: Need = {
  id: "n1",
  unit: "hjemmetjenesten",
  text: "Mindre nattpatrulje i sone",
  strategies: null,
  measures: null,
  competence: null,
  kind: "phaseOut",
  priority: "high",
  discussed: null,
  registeredBy: "hilde-brattland",
  registered: today,
  closed: null,
};
const course: Training = {
  id: "t-own",
  person: "ola-tangvik",
  course: null,
  title: "Rusmestring for meg",
  date: { from: "2025-02-01", to: "2025-02-01" },
  hours: 3,
  studyPoints: null,
  provider: "Privat",
  arena: null,
  onlyMe: true,
  loggedBy: "ola-tangvik",
  logged: "2025-02-01",
  objected: false,
  seen: null,
};

describe("training", () => {
  test("what is for the person only is as if it were not there", async () => {
    const store = await holding({ put: "training", value: course });
    expect(await textOf(store, "training")).not.toContain("Rusmestring");
    const file = "Navn;Kurs;Dato;Timer;Tilbyder\r\nOla Tangvik;Rusmestring for meg;01.02.2025;5;HR-fil\r\n";
    const { preview, changes } = await importing("training", file, store);
    expect([preview.added.length, preview.changed.length]).toEqual([1, 0]);
    expect(puts(changes, "training").map((t) => t.id)).not.toContain("t-own");
  });
  test("what the person says is wrong does not go round", async () => {
    const store = await holding({ put: "training", value: { ...course, onlyMe: false, objected: true } });
    expect(await textOf(store, "training")).not.toContain("Rusmestring");
  });
});

describe("needs", () => {
  test("a phase-out that is not discussed does not go out, and comes in as what it is", async () => {
    const store = await holding({ put: "need", value: need });
    expect(await textOf(store, "needs")).not.toContain("nattpatrulje");
    const file = "Virksomhet;Behov;Type\r\nHjemmetjenesten;Færre på natt;avvikling\r\nHjemmetjenesten;Legge ned nattpatruljen;\r\n";
    const { preview, changes } = await importing("needs", file);
    expect(preview.rejected).toEqual([]);
    expect(puts(changes, "need").map((n) => [n.kind, n.discussed])).toEqual([
      ["phaseOut", null],
      ["phaseOut", null],
    ]);
  });
  test("the type and the priority come back", async () => {
    const store = await holding({ put: "need", value: { ...need, kind: "development", priority: "low" } });
    const { changes, preview } = await planImport(store, "needs", await tableOf(csvOf(await exported(store, "needs", today))), {
      today,
      endMissing: false,
    });
    expect([preview.rejected, changes]).toEqual([[], []]);
  });
  test("a unit that stands twice in a cell counts once", async () => {
    const { changes } = await importing("needs", "Virksomhet;Behov\r\nHjemmetjenesten | Hjemmetjenesten;Flere med fagbrev\r\n");
    expect(puts(changes, "need").length).toBe(1);
  });
  test("one that is met stays met, and HR is told", async () => {
    const store = await holding({ put: "need", value: { ...need, kind: null, closed: "2026-05-01" } });
    const { preview, changes } = await importing("needs", `Virksomhet;Behov;Prioritet\r\nHjemmetjenesten;${need.text};høy\r\n`, store);
    expect([preview.notes.join(), changes]).toEqual([expect.stringContaining("1 behov i filen er tatt ut i Kompis"), []]);
  });
  test("a last name of somebody there is a name", async () => {
    const { preview } = await importing("needs", "Virksomhet;Behov\r\nHjemmetjenesten;Engesæth må lære mer norsk\r\n");
    expect(preview.rejected.length).toBe(1);
  });
});

test("two requirements at two levels are two, out and back", async () => {
  const requirement = (id: string, level: number, validity: Requirement["validity"]): Requirement => ({
    id,
    competence: "forstehjelp",
    role: "renholder",
    unit: null,
    level,
    source: "law",
    validity,
    coverage: null,
  });
  const store = await holding(
    { put: "requirement", value: requirement("r-one", 1, null) },
    { put: "requirement", value: requirement("r-two", 2, { warnAfter: 24, overdueAfter: 36 }) },
  );
  const table = await tableOf(csvOf(await exported(store, "requirements", today)));
  const { preview, changes } = await planImport(store, "requirements", table, { today, endMissing: true });
  expect([preview.rejected, changes]).toEqual([[], []]);
});

test("a plan without an end, or without a goal, comes back, and what names an employee stays", async () => {
  const store = await sampleStore();
  const [first] = await store.find("measure");
  const measure = { ...(first?.value as Measure), status: "planned", level: "unit" } as const;
  await store.commit([
    { put: "measure", value: { ...measure, id: "m-open", name: "Åpent kurs", goal: null, period: { from: "2027-02-01", to: null } } },
    { put: "measure", value: { ...measure, id: "m-name", name: "Oppfølging av Ola Tangvik" } },
  ]);
  const sheet = await exported(store, "plan", today);
  expect(csvOf(sheet).toString()).toContain("fra 01.02.2027");
  expect(csvOf(sheet).toString()).not.toContain("Ola Tangvik");
  const { preview, changes } = await planImport(store, "plan", await tableOf(csvOf(sheet)), { today, endMissing: false });
  expect([preview.rejected, changes]).toEqual([[], []]);
});

test("a table by years is what it is, and a new role in two rows is one", async () => {
  expect(kindOf(await tableOf(bytes("Rolle;2027;2028\r\nSykepleier;2;3\r\n")))).toBe("recruitment");
  const { preview, changes } = await importing("roles", "Rolle\r\nSvømmelærer\r\nSvømmelærer\r\n");
  expect([puts(changes, "role").length, preview.rejected.map((r) => r.row)]).toEqual([1, [3]]);
});

test("a name of their columns that HR gave once stands back where our own column is there", async () => {
  const table = await tableOf(bytes("Navn;Opplæringstiltak;Kurs;Dato\r\nOla Tangvik;x;Førstehjelp;01.02.2026\r\n"));
  const planned = await planImport(await sampleStore(), "training", table, {
    today,
    endMissing: false,
    mapping: { Opplæringstiltak: "Kurs" },
  });
  expect(planned.preview.rejected).toEqual([]);
});

test("what is shown says what changes, and a colleague's change in between makes it another", async () => {
  const store = await sampleStore();
  const [kept] = await store.find("requirement");
  const requirement = { ...(kept?.value as Requirement), source: "local", level: null } as const;
  await store.commit([{ put: "requirement", value: requirement }]);
  const sheet = await exported(store, "requirements", today);
  const at = sheet.heading.indexOf("Kilde");
  const edited = { ...sheet, rows: sheet.rows.map((row) => row.map((cell, i) => (i === at && cell === "lokal" ? "plan" : cell))) };
  const plan = async () => planImport(store, "requirements", await tableOf(csvOf(edited)), { today, endMissing: false });
  const before = await plan();
  expect(before.preview.changed.flatMap((c) => c.details)).toContain("Kilde: lokal → plan");
  await store.commit([{ put: "requirement", value: { ...requirement, source: "law" } }]);
  const after = await plan();
  expect(digestOf(after.preview, after.changes)).not.toBe(digestOf(before.preview, before.changes));
});

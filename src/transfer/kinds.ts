/** Every kind of file there is: what it is called, its columns, and how it comes in and goes out. A new one is a file and a line here. */
import type { Day } from "../domain/day.ts";
import type { Kept, Kind, ReadStore } from "../ports/store.ts";
import { aroundOf } from "./around.ts";
import type { Columns } from "./columns.ts";
import { courseColumns, importCourses } from "./courses.ts";
import { coursesOut } from "./coursesOut.ts";
import { needs } from "./formats/needs.ts";
import { plan } from "./formats/plan.ts";
import { recruitment } from "./formats/recruitment.ts";
import { requirements } from "./formats/requirements.ts";
import { roles } from "./formats/roles.ts";
import { training } from "./formats/training.ts";
import { units } from "./formats/units.ts";
import { workforce } from "./formats/workforce.ts";
import { type Import, type ImportOptions, importPeople } from "./people.ts";
import { peopleOut } from "./peopleOut.ts";
import { peopleColumns } from "./personRows.ts";
import { importRecords, type RowFormat } from "./records.ts";
import type { Table } from "./table.ts";
import type { Sheet } from "./written.ts";

export const importable = [
  "people",
  "courses",
  "units",
  "roles",
  "requirements",
  "training",
  "plan",
  "needs",
  "recruitment",
  "workforce",
] as const;
export type Importable = (typeof importable)[number];

type Format = {
  /** As HR says it. */
  readonly called: string;
  readonly columns: Columns<string>;
  plan(table: Table, store: ReadStore, options: ImportOptions): Promise<Import>;
  out(store: ReadStore, today: Day): Promise<Sheet>;
};

const all = async <K extends Kind>(store: ReadStore, kind: K): Promise<readonly Kept<K>[]> => store.find(kind);

const byRows = <K extends Kind, C extends string>(called: string, format: RowFormat<K, C>): Format => ({
  called,
  columns: format.columns,
  plan: async (table, store, { endMissing, today }) =>
    importRecords(format, table, await all(store, format.kind), await aroundOf(store, today), { endMissing, of: called }),
  out: async (store, today) => {
    const kept = (await all(store, format.kind)).map((k) => k.value).filter((value) => !format.isClosed?.(value));
    return format.write(kept, await aroundOf(store, today));
  },
});

export const formats: { readonly [I in Importable]: Format } = {
  people: {
    called: "Ansatte",
    columns: peopleColumns,
    plan: async (table, store, options) =>
      importPeople(
        table,
        {
          units: await store.find("unit"),
          roles: await store.find("role"),
          people: await store.find("person"),
          leaderships: await store.find("leadership"),
        },
        options,
      ),
    out: async (store, today) => peopleOut(await aroundOf(store, today), await store.find("leadership")),
  },
  courses: {
    called: "Kurs",
    columns: courseColumns,
    plan: async (table, store, options) =>
      importCourses(
        table,
        {
          units: await store.find("unit"),
          roles: await store.find("role"),
          competences: await store.find("competence"),
          courses: await store.find("course"),
        },
        options,
      ),
    out: async (store, today) => coursesOut(await aroundOf(store, today)),
  },
  units: byRows("Virksomheter", units),
  roles: byRows("Roller", roles),
  requirements: byRows("Krav", requirements),
  training: byRows("Opplæring", training),
  plan: byRows("Tiltak", plan),
  needs: byRows("Behov", needs),
  recruitment: byRows("Rekrutteringsbehov", recruitment),
  workforce: byRows("Årsverk", workforce),
};

/** The import of courses: the rows and what is in the store become the changes that bring the two together, and a preview. */
import { isDeepStrictEqual as same } from "node:util";
import { type Competence, type Course, course } from "../domain/course.ts";
import type { Change, Kept } from "../ports/store.ts";
import { namesIn, numberIn, type Read, readerOf, shortText, shown, tidy, tidyLines, yesNo } from "./cells.ts";
import { type Columns, type SheetRow, sheetOf } from "./columns.ts";
import { arenaIn, costIn, datesIn, frequencyIn, levelIn, linkIn, monthsIn } from "./courseCells.ts";
import { courseDifferences } from "./courseWords.ts";
import { folded, lostName, type Named, type Names, namesOver, newIds, slug } from "./names.ts";
import type { Import, ImportOptions } from "./people.ts";
import type { Item, Rejected } from "./preview.ts";
import type { Table } from "./table.ts";

export type CourseColumn =
  | "Kode"
  | "Tittel"
  | "Andre navn"
  | "Beskrivelse"
  | "Kompetanse"
  | "Nivå"
  | "Ansatt siste måneder"
  | "Roller"
  | "Virksomheter"
  | "Timer"
  | "Dager"
  | "Studiepoeng"
  | "Omfang"
  | "Kostnad"
  | "Hyppighet"
  | "Tilbyder"
  | "Arena"
  | "Betalt arbeidstid"
  | "Lenke"
  | "Datoer"
  | "Trukket";

export const courseColumns: Columns<CourseColumn> = {
  required: ["Tittel", "Kompetanse", "Kostnad", "Hyppighet", "Tilbyder", "Arena"],
  optional: [
    "Kode",
    "Andre navn",
    "Beskrivelse",
    "Nivå",
    "Ansatt siste måneder",
    "Roller",
    "Virksomheter",
    "Timer",
    "Dager",
    "Studiepoeng",
    "Omfang",
    "Betalt arbeidstid",
    "Lenke",
    "Datoer",
    "Trukket",
  ],
  aliases: {
    Kurs: "Tittel",
    Kurstittel: "Tittel",
    Kompetanser: "Kompetanse",
    Læringsarena: "Arena",
    Pris: "Kostnad",
    Tilbydar: "Tilbyder",
  },
};

export type KnownCatalogue = {
  readonly units: readonly Kept<"unit">[];
  readonly roles: readonly Kept<"role">[];
  readonly competences: readonly Kept<"competence">[];
  readonly courses: readonly Kept<"course">[];
};

/** The kept course that a row is about; undefined where it is a new one. */
type Target = { readonly kept: Kept<"course"> | undefined; readonly wrong: string | undefined };

/** Throws FileTrouble when the file lacks a column; a bad row is named in the preview and changes nothing. */
export const importCourses = (table: Table, known: KnownCatalogue, { endMissing }: Omit<ImportOptions, "today">): Import => {
  const sheet = sheetOf(table, courseColumns);
  const units = namesOver(known.units.map(({ value: u }) => ({ id: u.id, name: u.name, others: u.aliases })));
  const roles = namesOver(known.roles.map(({ value: r }) => ({ id: r.id, name: r.name.nb, others: [r.name.nn, r.name.en, ...r.aliases] })));
  const competences = competencesOver(known.competences.map((k) => k.value));
  const targetOf = targetsOver(known.courses, new Set(sheet.rows.map((r) => tidy(r.cell("Kode")).toLowerCase())));
  const courseId = newIds([...known.courses.map((k) => k.value.id), ...sheet.rows.map((r) => tidy(r.cell("Kode")))]);

  const rejected: Rejected[] = [];
  const read = sheet.rows.flatMap((row) => {
    const target = targetOf(row);
    const read = courseOf(row, sheet.has, target.kept?.value, { units, roles, competences: competences.names });
    const wrong = [...(target.wrong ? [target.wrong] : []), ...read.wrong];
    return [{ row, kept: target.kept, read, wrong }];
  });
  const twinsOf = twinsIn(read);
  for (const one of read) {
    const twins = twinsOf(one);
    if (twins.length > 0) one.wrong.push(`det samme kurset står også i rad ${twins.map((o) => o.row.number).join(", ")}`);
  }

  const changes: Change[] = [];
  const made = new Map<string, Competence>();
  const added: Item[] = [];
  const changed: Item[] = [];
  let unchanged = 0;
  for (const { row, kept, read: r, wrong } of read) {
    if (wrong.length > 0) {
      rejected.push({ row: row.number, what: tidy(row.cell("Tittel")).slice(0, 80), reasons: wrong });
      continue;
    }
    const given = r.competences.map((name) => competences.get(name));
    for (const g of given) if (g.made) made.set(g.competence.id, g.competence);
    const code = tidy(row.cell("Kode"));
    const id = kept?.value.id ?? (code || courseId(slug(r.value.title, "kurs")));
    const value: Course = {
      id,
      ...r.value,
      competences: sheet.has("Kompetanse") ? [...new Set(given.map((g) => g.competence.id))] : r.value.competences,
    };
    const whole = course.safeParse(value);
    if (!whole.success) {
      rejected.push({
        row: row.number,
        what: value.title,
        reasons: [`${whole.error.issues[0]?.path.join(".")}: ${whole.error.issues[0]?.message}`],
      });
      continue;
    }
    if (kept && same(kept.value, value)) {
      unchanged += 1;
      continue;
    }
    changes.push({ put: "course", value, at: kept?.revision ?? 0 });
    if (kept) changed.push({ name: value.title, details: courseDifferences(kept.value, value) });
    else added.push({ name: value.title, details: [] });
  }

  const seen = new Set(read.flatMap((r) => r.kept?.value.id ?? []));
  const titles = new Set(rejected.map((r) => folded(r.what)));
  const missing = known.courses.filter(({ value: c }) => !c.withdrawn && !seen.has(c.id) && !titles.has(folded(c.title)));
  if (endMissing)
    for (const { value, revision } of missing) changes.push({ put: "course", value: { ...value, withdrawn: true }, at: revision });
  return {
    changes: [...[...made.values()].map((value) => ({ put: "competence", value, at: 0 }) as const), ...changes],
    preview: {
      of: "Kurs",
      rows: sheet.rows.length,
      added,
      changed,
      unchanged,
      gone: missing.map(({ value }) => ({ name: value.title, details: [] })),
      rejected,
      alsoNew: [{ what: "Nye kompetanser", names: [...made.values()].map((c) => c.name.nb) }],
      notes: [...sheet.notes, ...competences.notes(made)],
      endMissing,
    },
  };
};

type Placed = { readonly row: SheetRow<CourseColumn>; readonly kept: Kept<"course"> | undefined };
/** At most five other rows about the same course: the same code, or the same title where one of them has no code. */
const twinsIn = <P extends Placed>(all: readonly P[]) => {
  const codeOf = ({ row, kept }: Placed) => kept?.value.id ?? tidy(row.cell("Kode")).toLowerCase();
  const titleOf = ({ row }: Placed) => folded(row.cell("Tittel"));
  const isBare = ({ row }: Placed) => row.cell("Kode") === "";
  const byCode = Map.groupBy(all, codeOf);
  const byTitle = Map.groupBy(all, titleOf);
  const bareByTitle = Map.groupBy(all.filter(isBare), titleOf);
  return (one: P): readonly P[] => {
    const coded = codeOf(one) === "" ? [] : (byCode.get(codeOf(one)) ?? []);
    const titled = (isBare(one) ? byTitle : bareByTitle).get(titleOf(one)) ?? [];
    return [...new Set([...coded.slice(0, 6), ...titled.slice(0, 6)])].filter((o) => o !== one).slice(0, 5);
  };
};

/** By code, else by title; a title that stands under another code is not taken for it. */
const targetsOver = (courses: readonly Kept<"course">[], codesInFile: ReadonlySet<string>) => {
  const byId = new Map(courses.map((k) => [k.value.id.toLowerCase(), k]));
  const byTitle = Map.groupBy(courses, (k) => folded(k.value.title));
  return (row: SheetRow<CourseColumn>): Target => {
    const code = tidy(row.cell("Kode"));
    const titled = byTitle.get(folded(row.cell("Tittel"))) ?? [];
    const kept = byId.get(code.toLowerCase());
    if (kept) return { kept, wrong: undefined };
    const [only] = titled;
    // A course that the file names by its own code is another one, or gets another title now.
    const namesake = titled.find((k) => !codesInFile.has(k.value.id.toLowerCase()));
    if (code !== "")
      return namesake
        ? { kept: undefined, wrong: `Kode: kurset finnes i Kompis med koden «${namesake.value.id}», ikke ${shown(code)}` }
        : { kept: undefined, wrong: code.length > 80 ? "Kode: koden er for lang" : undefined };
    if (titled.length > 1)
      return { kept: undefined, wrong: `det er flere kurs med denne tittelen (${titled.map((k) => k.value.id).join(", ")}); skriv Kode` };
    return { kept: only, wrong: undefined };
  };
};

/** Competences by name; one that nobody has heard of comes into being. */
const competencesOver = (kept: readonly Competence[]) => {
  const named = (c: Competence): Named => ({ id: c.id, name: c.name.nb, others: [c.name.nn, c.name.en] });
  const names = namesOver(kept.map(named));
  const byId = new Map(kept.map((c) => [c.id, c]));
  const idOf = newIds(byId.keys());
  const fresh = new Map<string, Competence>();
  const near = new Map<string, string>();
  return {
    names,
    get: (name: string): { readonly competence: Competence; readonly made: boolean } => {
      const found = names.find(name);
      const old = "id" in found ? byId.get(found.id) : undefined;
      if (old) return { competence: old, made: false };
      const there = fresh.get(folded(name));
      if (there) return { competence: there, made: true };
      const competence = { id: idOf(slug(name, "kompetanse")), name: { nb: name, nn: name, en: name } };
      fresh.set(folded(name), competence);
      if ("near" in found && found.near) near.set(competence.id, found.near);
      return { competence, made: true };
    },
    notes: (made: ReadonlyMap<string, Competence>): string[] =>
      [...made.values()].flatMap((c) => {
        const like = near.get(c.id);
        return like
          ? [`Kompetansen «${c.name.nb}» er ny. Mente du «${like}»? Rett filen før du lagrer; ellers gjelder ikke kravene til «${like}».`]
          : [];
      }),
  };
};

type CourseRead = { readonly value: Omit<Course, "id">; readonly competences: readonly string[]; readonly wrong: string[] };
type Lists = { readonly units: Names; readonly roles: Names; readonly competences: Names };

/** A column that the file lacks leaves what is kept; an empty cell empties it. */
const courseOf = (
  row: SheetRow<CourseColumn>,
  has: (column: CourseColumn) => boolean,
  kept: Course | undefined,
  lists: Lists,
): CourseRead => {
  const { read, need, wrong, complain } = readerOf(row);
  const or = <T>(column: CourseColumn, how: (text: string) => Read<T>, blank: T, before: T | undefined): T =>
    has(column) || before === undefined ? read(column, how, blank) : before;
  const amount = (column: CourseColumn, max: number, behind: RegExp, before: number | null | undefined): number | null =>
    or<number | null>(column, numberIn(max, behind), null, before) || null;
  const ids = (column: CourseColumn, names: Names, what: string, before: readonly string[] | undefined): string[] => {
    if (!has(column) && before) return [...before];
    const cell = row.cell(column);
    if (/^alle( ansatte| virksomheter| roller)?$/i.test(cell)) return [];
    const found = namesIn(cell, names.isName).flatMap((name) => {
      const hit = names.find(name);
      if ("id" in hit) return [hit.id];
      complain(column, lostName(name, hit, what));
      return [];
    });
    return [...new Set(found)];
  };
  const text = (t: string): Read<string> => (t.length > 8000 ? { wrong: "teksten er lengre enn 8000 tegn" } : { value: tidyLines(t) });
  const competences = namesIn(row.cell("Kompetanse"), lists.competences.isName);
  for (const name of competences) {
    const hit = lists.competences.find(name);
    if ("several" in hit) complain("Kompetanse", lostName(name, hit, "kompetansen"));
    else if (name.length > 200) complain("Kompetanse", "navnet er for langt");
  }
  const value = {
    title: need("Tittel", shortText, ""),
    aliases: or("Andre navn", (t) => ({ value: namesIn(t) }), [], kept?.aliases),
    description: or("Beskrivelse", text, "", kept?.description),
    competences: kept?.competences ?? [],
    level: or<number | null>("Nivå", levelIn, null, kept?.level),
    hiredWithin: or<number | null>("Ansatt siste måneder", monthsIn, null, kept?.hiredWithin),
    roles: ids("Roller", lists.roles, "rollen", kept?.roles),
    units: ids("Virksomheter", lists.units, "virksomheten", kept?.units),
    extent: {
      hours: amount("Timer", 2000, /\s*(t|timer?)\.?$/i, kept?.extent.hours),
      days: amount("Dager", 400, /\s*dag(er)?$/i, kept?.extent.days),
      studyPoints: amount("Studiepoeng", 300, /\s*(stp|sp|studiepoeng)\.?$/i, kept?.extent.studyPoints),
      note: or<string | null>("Omfang", shortText, null, kept?.extent.note),
    },
    cost: read("Kostnad", costIn, { kind: "notEstimated" }),
    held: need("Hyppighet", frequencyIn, "whenNeeded"),
    provider: need("Tilbyder", shortText, ""),
    arena: need("Arena", arenaIn, "internalCourse"),
    paidTime: or("Betalt arbeidstid", yesNo, true, kept?.paidTime),
    link: or<string | null>("Lenke", linkIn, null, kept?.link),
    dates: or("Datoer", datesIn, [], kept?.dates),
    withdrawn: or("Trukket", yesNo, false, kept?.withdrawn),
  };
  return { value, competences, wrong };
};

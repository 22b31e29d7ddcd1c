/** CSV as Excel in Norway writes it, and the sample's records as the rows of the two files. */
import type { Competence, Course } from "../../src/domain/course.ts";
import type { Leadership, Person, Role, Unit } from "../../src/domain/organisation.ts";
import type { Change, Kind, RecordOf } from "../../src/ports/store.ts";
import { nb } from "../../src/text/nb.ts";
import { render } from "../../src/text/render.ts";
import { readSample } from "../../src/transfer/sample.ts";

export const sampleFolder = new URL("../../data/sample", import.meta.url).pathname;
const sampleChanges = readSample(sampleFolder);
const of = <K extends Kind>(kind: K): RecordOf<K>[] =>
  sampleChanges.flatMap((c: Change) => ("put" in c && c.put === kind ? [c.value as RecordOf<K>] : []));

export const sample = {
  changes: sampleChanges,
  units: of("unit"),
  roles: of("role"),
  people: of("person"),
  leaderships: of("leadership"),
  competences: of("competence"),
  courses: of("course"),
};

/** Quotes only where it must, and doubles the quotes inside. */
export const quote = (cell: string, delimiter = ";"): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
export const csvOf = (rows: readonly (readonly string[])[], delimiter = ";"): string =>
  rows.map((r) => `${r.map((c) => quote(c, delimiter)).join(delimiter)}\r\n`).join("");

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Only for what Windows-1252 and Latin-1 have in common. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

const day = (d: string | null) => (d ? d.split("-").reverse().join(".") : "");
const decimal = (n: number | null) => (n === null ? "" : String(n).replace(".", ","));

export const peopleHeading = [
  "Navn",
  "E-post",
  "Objekt-ID",
  "Teams",
  "Virksomhet",
  "Overordnet virksomhet",
  "Rolle",
  "Stillingsprosent",
  "Fra",
  "Til",
  "Utviklingssamtale",
  "Ansatt",
  "Grupper",
  "Leder for",
  "Lederrolle",
];

/** The rows of everybody; each leadership has a row of its own. */
export const peopleRows = (
  people: readonly Person[],
  leaderships: readonly Leadership[],
  units: readonly Unit[],
  roles: readonly Role[],
) => {
  const unit = (id: string | null) => units.find((u) => u.id === id);
  return people.flatMap((p) => {
    const who = [p.name, p.email ?? "", p.aadObjectId ?? "", p.hasTeams ? "ja" : "nei"];
    const groups = p.groups.map((g) => ({ hr: "HR", union: "Tillitsvalgt" })[g]).join(" | ");
    return [
      ...p.positions.map((x) => [
        ...who,
        unit(x.unit)?.name ?? "",
        unit(unit(x.unit)?.parent ?? null)?.name ?? "",
        roles.find((r) => r.id === x.role)?.name.nb ?? "",
        decimal(x.percent),
        day(x.from),
        day(x.to),
        x.holdsTalk ? "ja" : "nei",
        day(p.hired),
        groups,
        "",
        "",
      ]),
      ...leaderships
        .filter((l) => l.person === p.id)
        .map((l) => [
          ...[...who, "", "", "", "", day(l.from), day(l.to), "", day(p.hired), groups],
          unit(l.unit)?.name ?? "",
          { leader: "leder", acting: "konstituert", deputy: "stedfortreder" }[l.kind],
        ]),
    ];
  });
};

export const courseHeading = [
  "Kode",
  "Tittel",
  "Andre navn",
  "Beskrivelse",
  "Kompetanse",
  "Roller",
  "Virksomheter",
  "Timer",
  "Dager",
  "Studiepoeng",
  "Omfang",
  "Kostnad",
  "Hyppighet",
  "Tilbyder",
  "Arena",
  "Betalt arbeidstid",
  "Lenke",
  "Datoer",
  "Trukket",
];

export const courseRows = (
  courses: readonly Course[],
  competences: readonly Competence[],
  units: readonly Unit[],
  roles: readonly Role[],
) => {
  const listed = (names: readonly (string | undefined)[]) => (names.length === 1 ? (names[0] ?? "") : names.join(" | "));
  return courses.map((c) => [
    c.id,
    c.title,
    c.aliases.join(" | "),
    c.description,
    listed(c.competences.map((id) => competences.find((x) => x.id === id)?.name.nb)),
    listed(c.roles.map((id) => roles.find((x) => x.id === id)?.name.nb)),
    listed(c.units.map((id) => units.find((x) => x.id === id)?.name)),
    decimal(c.extent.hours),
    decimal(c.extent.days),
    decimal(c.extent.studyPoints),
    c.extent.note ?? "",
    render({ cost: c.cost }, "nb"),
    nb.choices.frequency[c.held],
    c.provider,
    nb.choices.arena[c.arena],
    c.paidTime ? "ja" : "nei",
    c.link ?? "",
    c.dates
      .map((d) => {
        const days = d.from === d.to ? day(d.from) : `${day(d.from)}–${day(d.to)}`;
        const times = d.start && d.end ? ` ${d.start.replace(":", ".")}–${d.end.replace(":", ".")}` : "";
        return `${days}${times} ${d.place}`;
      })
      .join(" | "),
    c.withdrawn ? "ja" : "nei",
  ]);
};

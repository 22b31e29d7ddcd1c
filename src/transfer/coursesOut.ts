/** The catalogue as the import reads it. */
import type { Course, CourseDate } from "../domain/course.ts";
import { render } from "../text/render.ts";
import type { Around } from "./around.ts";
import { decimal, norwegian } from "./cells.ts";
import type { Sheet } from "./written.ts";

const dateText = ({ from, to, start, end, place }: CourseDate): string =>
  [
    to === from ? norwegian(from) : `${norwegian(from)}–${norwegian(to)}`,
    start ? [start, end].filter(Boolean).join("–").replaceAll(":", ".") : "",
    place,
  ]
    .filter(Boolean)
    .join(" ");

export const coursesOut = ({ courses, roles, units, competences }: Around): Sheet => {
  const named = <T extends { readonly value: { readonly id: string } }>(
    all: readonly T[],
    ids: readonly string[],
    name: (one: T) => string,
  ) => ids.map((id) => all.filter((k) => k.value.id === id).map(name)[0] ?? id).join(" | ");
  const row = (c: Course) => [
    c.id,
    c.title,
    c.aliases.join(" | "),
    c.description,
    named(competences, c.competences, (k) => k.value.name.nb),
    c.level === null ? "" : String(c.level),
    named(roles, c.roles, (k) => k.value.name.nb),
    named(units, c.units, (k) => k.value.name),
    c.hiredWithin === null ? "" : String(c.hiredWithin),
    decimal(c.extent.hours),
    decimal(c.extent.days),
    decimal(c.extent.studyPoints),
    c.extent.note ?? "",
    render({ cost: c.cost }, "nb"),
    render({ choice: c.held, of: "frequency" }, "nb"),
    c.provider,
    render({ choice: c.arena, of: "arena" }, "nb"),
    c.paidTime ? "ja" : "nei",
    c.link ?? "",
    c.dates.map(dateText).join(" | "),
    c.withdrawn ? "ja" : "nei",
  ];
  return {
    heading: [
      "Kode",
      "Tittel",
      "Andre navn",
      "Beskrivelse",
      "Kompetanse",
      "Nivå",
      "Roller",
      "Virksomheter",
      "Ansatt siste måneder",
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
    ],
    rows: courses.map((k) => row(k.value)),
  };
};

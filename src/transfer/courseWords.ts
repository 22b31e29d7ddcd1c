/** What is different with a course, for the preview. */
import { isDeepStrictEqual as same } from "node:util";
import type { Course } from "../domain/course.ts";
import { render } from "../text/render.ts";

const columns: readonly (readonly [keyof Course, string])[] = [
  ["title", "tittel"],
  ["aliases", "andre navn"],
  ["description", "beskrivelse"],
  ["competences", "kompetanse"],
  ["roles", "roller"],
  ["units", "virksomheter"],
  ["extent", "omfang"],
  ["cost", "kostnad"],
  ["held", "hyppighet"],
  ["provider", "tilbyder"],
  ["arena", "arena"],
  ["paidTime", "betalt arbeidstid"],
  ["link", "lenke"],
  ["dates", "datoer"],
  ["withdrawn", "trukket"],
];

/** Long texts are only named; what fits on a line is shown before and after. */
const value = (c: Course, key: keyof Course): string | undefined => {
  if (key === "title" || key === "provider") return c[key];
  if (key === "cost") return render({ cost: c.cost }, "nb");
  if (key === "extent") return render({ extent: c.extent }, "nb");
  if (key === "held") return render({ choice: c.held, of: "frequency" }, "nb");
  if (key === "arena") return render({ choice: c.arena, of: "arena" }, "nb");
  if (key === "paidTime" || key === "withdrawn") return c[key] ? "ja" : "nei";
  return undefined;
};

export const courseDifferences = (before: Course, now: Course): string[] =>
  columns.flatMap(([key, word]) => {
    if (same(before[key], now[key])) return [];
    const [a, b] = [value(before, key), value(now, key)];
    return a === undefined ? [`${word} er endret`] : [`${word} ${a} → ${b}`];
  });

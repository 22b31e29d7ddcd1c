/** A GAP that tells on nobody: each person counts in one place, and only what `safeTotals` lets through is shown. */
import type { Course } from "./course.ts";
import { mainOf } from "./directory.ts";
import { type Around, type AttainedOf, isMet } from "./gap.ts";
import { requiredIn } from "./requirement.ts";
import { worstOf } from "./standing.ts";
import { safeTotals } from "./totals.ts";

export type SafeLine = { readonly competence: string; readonly has: number; readonly lacks: number };
export type SafeGap = { readonly lines: readonly SafeLine[]; readonly hidden: number };

/**
 * What one course gives, those who took it have all of: where it is required of ten and of eleven, the two lines together
 * tell of the eleventh. Of such competences only that of the largest circle is told, and what has the same circle.
 */
const tooClose = (
  circles: ReadonlyMap<string, ReadonlySet<string>>,
  courses: Iterable<Pick<Course, "competences">>,
): ReadonlySet<string> => {
  const groups: Set<string>[] = [];
  for (const { competences } of courses) {
    const together = competences.filter((c) => circles.has(c));
    if (together.length < 2) continue;
    const joined = groups.filter((g) => together.some((c) => g.has(c)));
    for (const g of joined) groups.splice(groups.indexOf(g), 1);
    groups.push(new Set([...joined.flatMap((g) => [...g]), ...together]));
  }
  const circle = (competence: string) => circles.get(competence) ?? new Set<string>();
  const isSame = (a: string, b: string) => circle(a).size === circle(b).size && [...circle(a)].every((person) => circle(b).has(person));
  return new Set(
    groups.flatMap((group) => {
      const [largest = "", ...others] = [...group].sort((a, b) => circle(b).size - circle(a).size || (a < b ? -1 : 1));
      return others.filter((c) => !isSame(c, largest));
    }),
  );
};

/** The lines that may be shown of the unit with those below it, the greatest need first, and how many may not. */
export const safeGapOf = (
  unit: string,
  attained: AttainedOf,
  { requirements, directory, today, courses }: Around & { readonly courses: Iterable<Pick<Course, "competences">> },
): SafeGap => {
  /** Of each competence, by unit, how many have it and how many lack it. */
  const counted = new Map<string, Map<string, [number, number]>>();
  /** Of whom each is required, in the whole municipality. */
  const circles = new Map<string, Set<string>>();
  for (const person of directory.data.people) {
    const positions = directory.positionsOf(person, today);
    const place = mainOf(positions)?.unit;
    if (place === undefined) continue;
    for (const [competence, standing] of worstOf(requiredIn(positions, requirements, directory), attained(person.id), today)) {
      const units = counted.get(competence) ?? new Map<string, [number, number]>();
      const parts = units.get(place) ?? [0, 0];
      parts[isMet(standing) ? 0 : 1] += 1;
      counted.set(competence, units.set(place, parts));
      circles.set(competence, (circles.get(competence) ?? new Set()).add(person.id));
    }
  }
  const within = directory.within(unit);
  const concerned = [...counted].filter(([, units]) => [...units.keys()].some((u) => within.has(u)));
  const close = tooClose(circles, courses);
  const lines = concerned.flatMap(([competence, units]): SafeLine[] => {
    if (close.has(competence)) return [];
    const groups = directory.data.units.map(({ id, parent }) => ({ id, parent, parts: units.get(id) ?? [0, 0] }));
    const [has, lacks] = safeTotals(groups).get(unit) ?? [];
    return has === undefined || lacks === undefined ? [] : [{ competence, has, lacks }];
  });
  return {
    lines: lines.sort((a, b) => b.lacks - a.lacks || (a.competence < b.competence ? -1 : 1)),
    hidden: concerned.length - lines.length,
  };
};

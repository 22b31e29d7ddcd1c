/** A GAP that tells on nobody: each person counts in one place, and only what `safeTotals` lets through is shown. */
import { type Around, type AttainedOf, isMet } from "./gap.ts";
import { requiredIn } from "./requirement.ts";
import { worstOf } from "./standing.ts";
import { safeTotals } from "./totals.ts";

export type SafeLine = { readonly competence: string; readonly has: number; readonly lacks: number };
export type SafeGap = { readonly lines: readonly SafeLine[]; readonly hidden: number };

/** The lines that may be shown of the unit with those below it, the greatest need first, and how many may not. */
export const safeGapOf = (unit: string, attained: AttainedOf, { requirements, directory, today }: Around): SafeGap => {
  /** Of each competence, by unit, how many have it and how many lack it. */
  const counted = new Map<string, Map<string, [number, number]>>();
  for (const person of directory.data.people) {
    const positions = directory.positionsOf(person, today);
    const place = (positions.find((p) => p.holdsTalk) ?? positions[0])?.unit;
    if (place === undefined) continue;
    for (const [competence, standing] of worstOf(requiredIn(positions, requirements, directory), attained(person.id), today)) {
      const units = counted.get(competence) ?? new Map<string, [number, number]>();
      const parts = units.get(place) ?? [0, 0];
      parts[isMet(standing) ? 0 : 1] += 1;
      counted.set(competence, units.set(place, parts));
    }
  }
  const within = directory.within(unit);
  const concerned = [...counted].filter(([, units]) => [...units.keys()].some((u) => within.has(u)));
  const lines = concerned.flatMap(([competence, units]): SafeLine[] => {
    const groups = directory.data.units.map(({ id, parent }) => ({ id, parent, parts: units.get(id) ?? [0, 0] }));
    const [has, lacks] = safeTotals(groups).get(unit) ?? [];
    return has === undefined || lacks === undefined ? [] : [{ competence, has, lacks }];
  });
  return {
    lines: lines.sort((a, b) => b.lacks - a.lacks || (a.competence < b.competence ? -1 : 1)),
    hidden: concerned.length - lines.length,
  };
};

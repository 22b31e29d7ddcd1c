/** A GAP that tells on nobody: each person counts in one place, and only what `safeTotals` lets through is shown. */
import type { Scene } from "../dialogue/scene.ts";
import { isMet } from "../domain/gap.ts";
import type { Person } from "../domain/organisation.ts";
import { requiredIn } from "../domain/requirement.ts";
import { worstOf } from "../domain/standing.ts";
import { safeTotals } from "../domain/totals.ts";
import type { ReadStore } from "../ports/store.ts";
import { attainedAmong } from "./learned.ts";

export type SafeLine = { readonly competence: string; readonly has: number; readonly lacks: number };

/** @returns the lines that may be shown of the unit, and how many may not */
export const safeGap = async (
  unit: string,
  scene: Scene,
  read: ReadStore,
): Promise<{ readonly lines: readonly SafeLine[]; readonly hidden: number }> => {
  const { directory, catalogue, today } = scene;
  const attained = await attainedAmong(directory.data.people, scene, read);
  /** Of each competence, by unit, how many have it and how many lack it. */
  const counted = new Map<string, Map<string, [number, number]>>();
  const count = (person: Person) => {
    const positions = directory.positionsOf(person, today);
    const place = (positions.find((p) => p.holdsTalk) ?? positions[0])?.unit;
    if (place === undefined) return;
    for (const [competence, standing] of worstOf(requiredIn(positions, catalogue.requirements, directory), attained(person.id), today)) {
      const units = counted.get(competence) ?? new Map<string, [number, number]>();
      const parts = units.get(place) ?? [0, 0];
      parts[isMet(standing) ? 0 : 1] += 1;
      counted.set(competence, units.set(place, parts));
    }
  };
  directory.data.people.forEach(count);
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

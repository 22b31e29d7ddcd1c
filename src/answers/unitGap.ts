/** How a unit stands, from the store: its GAP in numbers, with what its leader wants otherwise. */

import { attainedAmong } from "../catalogue/attained.ts";
import type { Scene } from "../dialogue/scene.ts";
import { type Gap, type GapLine, gapOf, missingIn } from "../domain/gap.ts";
import type { Unit } from "../domain/organisation.ts";
import type { ReadStore } from "../ports/store.ts";

/** The unit that is asked about, or the one the person leads; HR and union representatives begin at the top. */
export const unitAsked = (id: string | undefined, { directory, me, today }: Scene): Unit | undefined =>
  id !== undefined ? directory.unit(id) : (directory.ledBy(me.id, today)[0] ?? directory.data.units.find((u) => u.parent === null));

/** A line with what the requirements say beside what the leader wants. */
export type WantedLine = GapLine & { readonly required: number };
export type UnitGap = Omit<Gap, "lines"> & { readonly lines: readonly WantedLine[] };

/** @param units each with those below it; what people have is read once for them all */
export const gapsOf = async (units: readonly string[], scene: Scene, read: ReadStore): Promise<ReadonlyMap<string, UnitGap>> => {
  const { directory, catalogue, today } = scene;
  const people = new Set(units.flatMap((u) => directory.peopleIn(u, today)));
  const attained = await attainedAmong([...people], scene, read);
  const around = { requirements: catalogue.requirements, directory, today };
  const gaps = units.map(async (unit) => {
    const { lines, coverage } = gapOf(unit, attained, around);
    const targets = new Map((await read.find("target", { unit })).map((kept) => [kept.value.competence, kept.value.wanted]));
    // What the leader wants and nobody requires stands there too.
    const more = [...targets.keys()]
      .filter((competence) => !lines.some((line) => line.competence === competence))
      .map((competence) => {
        const actual = directory.peopleIn(unit, today).filter((p) => attained(p.id).has(competence)).length;
        return { competence, wanted: 0, actual, expiring: 0 };
      });
    const wanted = [...lines, ...more].map((line) => ({
      ...line,
      required: line.wanted,
      wanted: targets.get(line.competence) ?? line.wanted,
    }));
    return [unit, { coverage, lines: wanted.sort((a, b) => missingIn(b) - missingIn(a) || b.expiring - a.expiring) }] as const;
  });
  return new Map(await Promise.all(gaps));
};

export const gapOfUnit = async (unit: string, scene: Scene, read: ReadStore): Promise<UnitGap> =>
  (await gapsOf([unit], scene, read)).get(unit) ?? { lines: [], coverage: [] };

/** The unit that something is registered for: the speaker's own, or one that HR has named. */
import type { Scene } from "../dialogue/scene.ts";
import type { Unit } from "../domain/organisation.ts";
import { type Act, may } from "../domain/permissions.ts";

const act: Act = "need.addIn";

const unitsOf = ({ rights, directory }: Scene): readonly Unit[] =>
  directory.data.units.filter((u) => may(rights, act, { unit: u.id }) && (!rights.hr || rights.leads.has(u.id) || u.parent === null));

export const ownUnit = (scene: Scene): Unit | undefined => scene.directory.ledBy(scene.me.id, scene.today)[0] ?? unitsOf(scene)[0];

export const unitField = {
  kind: "choice",
  offered: true,
  options: ({ unit }: Readonly<Record<string, unknown>>, scene: Scene) => {
    const named = typeof unit === "string" ? scene.directory.unit(unit) : undefined;
    const units = [...new Set([...(named ? [named] : []), ...unitsOf(scene)])];
    return units.length > 1 ? units.map((u) => ({ value: u.id, title: u.name })) : [];
  },
} as const;

/** What is wrong with the unit that was chosen. */
export const notTheirs = (unit: string | null, { rights, directory }: Scene) =>
  unit !== null && !(directory.unit(unit) && may(rights, act, { unit }))
    ? ({ field: "unit", say: { say: "gapNotYours" } } as const)
    : undefined;

/** A unit needs more time for its GAP analysis: until when. Reminders wait, and HR is told. */
import { defineFlow } from "../dialogue/flow.ts";
import { yearOf } from "../domain/day.ts";
import type { Extension } from "../domain/wish.ts";
import { notTheirs, ownUnit, unitField } from "./unitField.ts";

export const moreTime = defineFlow({
  id: "moreTime",
  version: 1,
  act: "need.add",
  fields: { until: { kind: "period", required: true }, unit: unitField },
  derive: (_answers, scene) => ({ unit: ownUnit(scene)?.id ?? null }),
  check: ({ until, unit }, scene) => {
    const last = until?.to ?? until?.from;
    if (last && (last < scene.today || yearOf(last) !== yearOf(scene.today))) return { field: "until", say: { say: "moreTimeWhen" } };
    return notTheirs(unit, scene);
  },
  save: ({ until, unit }, scene) => {
    const { me, today, directory } = scene;
    const of = unit ?? ownUnit(scene)?.id ?? "";
    const day = until?.to ?? until?.from ?? today;
    const value: Extension = {
      id: `${of}/${yearOf(today)}`,
      unit: of,
      year: yearOf(today),
      until: day,
      registeredBy: me.id,
      registered: today,
    };
    const where = directory.unit(of)?.name ?? of;
    return {
      changes: [{ put: "extension", value }],
      out: [{ say: "moreTimeSaved", day: { day } }],
      notices: directory.hr
        .filter((p) => p.id !== me.id)
        .map((p) => ({ to: p.id, out: { say: "moreTimeForHr", who: me.name, where, day: { day } } as const })),
    };
  },
});

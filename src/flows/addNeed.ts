/** A need of the unit, in the three columns of Røros: what is needed, by which strategies, by which measures. */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import { namesSomebody } from "../domain/concerned.ts";
import { strategyKinds } from "../domain/measure.ts";
import { isDelicateNeed, type Need, priorities, saysPhaseOut } from "../domain/need.ts";
import { measureOf } from "./measureOfNeed.ts";
import { notTheirs, ownUnit, unitField } from "./unitField.ts";

export const addNeed = defineFlow({
  id: "addNeed",
  version: 1,
  act: "need.add",
  fields: {
    need: { kind: "text", required: true },
    strategies: { kind: "text" },
    measures: { kind: "text" },
    priority: { kind: "choice", offered: true, set: "priority", values: priorities },
    kind: { kind: "choice", offered: true, set: "strategyKind", values: strategyKinds },
    unit: unitField,
    /** Said by nobody here: where the words name a competence of the catalogue. */
    competence: { kind: "competence", offered: true },
  },
  derive: ({ need, strategies, measures }, scene) => ({
    unit: ownUnit(scene)?.id ?? null,
    // Whoever writes it means it, and few may see it until it has been discussed.
    kind: saysPhaseOut([need, strategies, measures]) ? "phaseOut" : null,
  }),
  check: ({ need, strategies, measures, unit }, scene) => {
    const { directory, today } = scene;
    for (const [field, text] of Object.entries({ need, strategies, measures }))
      if (text !== null && namesSomebody(text, directory, unit ? directory.peopleIn(unit, today) : []))
        return { field: field as "need" | "strategies" | "measures", say: { say: "needWithoutNames" } };
    return notTheirs(unit, scene);
  },
  notes: ({ kind }) => (kind === "phaseOut" ? [{ say: "phaseOutNote" }] : [{ say: "needNote" }]),
  save: ({ need, strategies, measures, priority, kind, unit, competence }, scene) => {
    const { me, today, newId } = scene;
    const saved: Need = {
      id: newId(),
      unit: unit ?? ownUnit(scene)?.id ?? "",
      text: need ?? "",
      strategies,
      measures,
      competence,
      kind: kind as Need["kind"],
      priority: priority as Need["priority"],
      discussed: null,
      registeredBy: me.id,
      registered: today,
      closed: null,
    };
    return {
      changes: [{ put: "need", value: saved, at: 0 }],
      out: [
        { say: "needSaved" },
        menu(
          [{ say: "needWhatNow" }],
          {
            deliver: ask("deliver", { unit: saved.unit }),
            addNeed: { do: "start", flow: "addNeed", fill: { unit: saved.unit } },
            openAnalysis: ask("analysis", { unit: saved.unit }),
            makeMeasure: isDelicateNeed(saved) ? undefined : measureOf(saved),
          },
          { primary: "deliver" },
        ),
      ],
    };
  },
});

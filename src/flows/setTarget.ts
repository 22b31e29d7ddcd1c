/** The leader wants more, or fewer, with a competence than the requirements say. */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import { targetId } from "../domain/need.ts";
import { notTheirs, ownUnit, unitField } from "./unitField.ts";

export const setTarget = defineFlow({
  id: "setTarget",
  version: 1,
  act: "need.add",
  fields: {
    competence: { kind: "competence", required: true },
    wanted: { kind: "count", required: true },
    unit: unitField,
  },
  derive: (_answers, scene) => ({ unit: ownUnit(scene)?.id ?? null }),
  check: ({ wanted, unit }, scene) =>
    wanted !== null && !Number.isInteger(wanted) ? { field: "wanted", say: { say: "wholePeople" } } : notTheirs(unit, scene),
  save: ({ competence, wanted, unit }, scene) => {
    const of = unit ?? ownUnit(scene)?.id ?? "";
    const value = { id: targetId(of, competence ?? ""), unit: of, competence: competence ?? "", wanted: wanted ?? 0 };
    return {
      changes: [{ put: "target", value }],
      out: [
        { say: "targetSaved" },
        menu([{ say: "needWhatNow" }], {
          openAnalysis: ask("analysis", { unit: of }),
          setTarget: { do: "start", flow: "setTarget", fill: { unit: of } },
        }),
      ],
    };
  },
});

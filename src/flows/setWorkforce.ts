/** Full-time equivalents in a professional field of the unit: how many there are, and how many are wanted. */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import { namesSomebody } from "../domain/concerned.ts";
import { targetId } from "../domain/need.ts";
import { fold } from "../domain/words.ts";
import { notTheirs, ownUnit, unitField } from "./unitField.ts";

export const setWorkforce = defineFlow({
  id: "setWorkforce",
  version: 1,
  act: "need.add",
  fields: {
    field: { kind: "name", required: true },
    actual: { kind: "count", required: true },
    wanted: { kind: "count" },
    unit: unitField,
  },
  derive: (_answers, scene) => ({ unit: ownUnit(scene)?.id ?? null }),
  check: ({ field, unit }, scene) =>
    field !== null && namesSomebody(field, scene.directory) ? { field: "field", say: { say: "needWithoutNames" } } : notTheirs(unit, scene),
  save: ({ field, actual, wanted, unit }, scene) => {
    const of = unit ?? ownUnit(scene)?.id ?? "";
    const name = (field ?? "").slice(0, 200);
    return {
      changes: [{ put: "workforce", value: { id: targetId(of, fold(name)), unit: of, field: name, actual: actual ?? 0, wanted } }],
      out: [
        { say: "workforceSaved", what: name },
        menu([{ say: "needWhatNow" }], {
          openAnalysis: ask("analysis", { unit: of }),
          setWorkforce: { do: "start", flow: "setWorkforce", fill: { unit: of } },
        }),
      ],
    };
  },
});

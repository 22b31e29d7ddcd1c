/** Those who took part in a measure are asked what became of it; each measure once. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { notToChange } from "../dialogue/refused.ts";
import { addDays } from "../domain/day.ts";
import { fewest, openDays } from "../domain/evaluation.ts";
import { may, recordOf } from "../domain/permissions.ts";

export const openEvaluation = definePage({
  id: "openEvaluation",
  about: z.object({ measure: z.string(), people: z.array(z.string()).max(1000) }),
  act: "measure.register",
  answer: async ({ measure: id, people }, scene, read) => {
    const { rights, directory, today, me } = scene;
    const measure = (await read.get("measure", id))?.value;
    if (!measure || !scene.sees("measure.see", { measure })) return { out: [{ say: "noLongerThere" }] };
    const refused = notToChange(scene, measure);
    if (refused) return { out: [refused] };
    const participants = [...new Set(people)].filter((p) => p !== me.id);
    if (participants.some((p) => !may(rights, "training.logFor", { record: recordOf(p, directory, today) })))
      return { out: [{ say: "evaluateWhom" }] };
    if (participants.length < fewest) return { out: [{ say: "evaluateFew" }] };
    if (await read.get("evaluationRound", id)) return { out: [{ say: "evaluateAlready" }] };
    const closes = addDays(today, openDays);
    return {
      changes: [{ put: "evaluationRound", value: { id, participants, invited: participants.length, opened: today, closes }, at: 0 }],
      out: [{ say: "evaluateAsked", what: measure.name, day: { day: closes } }],
    };
  },
});

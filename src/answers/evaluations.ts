/** What those who took part said of a measure: all of it at once, when it is closed, and only where enough have answered. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { notToChange } from "../dialogue/refused.ts";
import { fewest } from "../domain/evaluation.ts";
import type { Phrase } from "../text/words.ts";

export const evaluations = definePage({
  id: "evaluations",
  about: z.object({ measure: z.string() }),
  act: "measure.register",
  answer: async ({ measure: id }, scene, read) => {
    const measure = (await read.get("measure", id))?.value;
    if (!measure || !scene.sees("measure.see", { measure })) return { out: [{ say: "noLongerThere" }] };
    const refused = notToChange(scene, measure);
    if (refused) return { out: [refused] };
    const round = (await read.get("evaluationRound", id))?.value;
    if (!round) return { out: [{ say: "evaluateNone" }] };
    if (scene.today <= round.closes) return { out: [{ say: "evaluateStillOpen", day: { day: round.closes } }] };
    // By their random ids, so that the order tells nothing.
    const answers = (await read.find("evaluation", { measure: id })).map((kept) => kept.value).sort((a, b) => (a.id < b.id ? -1 : 1));
    if (answers.length < fewest) return { out: [{ say: "evaluateTooFew" }] };
    const section = (title: Phrase, lines: readonly string[]) =>
      lines.length >= fewest ? [{ title, lines: [...lines], buttons: [] }] : [];
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "evaluateHeading", what: measure.name },
            items: [
              ...section(
                { say: "evaluateChange" },
                answers.flatMap((a) => (a.change ? [a.change] : [])),
              ),
              ...section(
                { say: "evaluateGoal" },
                answers.flatMap((a) => (a.goal ? [a.goal] : [])),
              ),
            ],
            notes: [{ say: "evaluateCount", n: answers.length, of: round.invited }],
            buttons: [],
          },
          acts: {},
        },
      ],
    };
  },
});

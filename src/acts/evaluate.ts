/** What somebody who took part says of a measure. The words are kept apart from the person: in a commit of their own, under a random id. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import { evaluationKey } from "../domain/evaluation.ts";
import type { Measure } from "../domain/measure.ts";
import type { ReadStore } from "../ports/store.ts";

const words = z.string().trim().min(1).max(2000);

/** The measure, where this person may answer now; or what to say instead. */
const openTo = async (id: string, { me, today }: Scene, read: ReadStore): Promise<Measure | Line> => {
  const round = (await read.get("evaluationRound", id))?.value;
  const measure = (await read.get("measure", id))?.value;
  if (!round || !measure || !round.participants.includes(me.id)) return { say: "evaluateNotYours" };
  if (today > round.closes) return { say: "evaluateClosed" };
  return (await read.get("putOff", `${me.id}/${evaluationKey(id, me.id)}`))?.value.until === null ? { say: "evaluateOnce" } : measure;
};
const isLine = (found: Measure | Line): found is Line => "say" in found;

export const evaluate = definePage({
  id: "evaluate",
  about: z.object({ measure: z.string(), change: words.optional(), goal: words.optional() }),
  act: "self.ask",
  written: ["change", "goal"],
  answer: async ({ measure: id, change, goal }, scene, read) => {
    const found = await openTo(id, scene, read);
    if (isLine(found)) return { out: [found] };
    if (change || goal) {
      const { me, today, newId } = scene;
      const key = evaluationKey(id, me.id);
      return {
        // Whoever did not want to answer leaves the same mark.
        changes: [{ put: "putOff", value: { id: `${me.id}/${key}`, person: me.id, key, made: today, until: null } }],
        apart: [{ put: "evaluation", value: { id: newId(), measure: id, change: change ?? "", goal: goal ?? null }, at: 0 }],
        out: [{ say: "evaluateThanks" }],
      };
    }
    return {
      out: [
        { card: "message", data: { lines: [...told(found), { say: "evaluateSecret" }], buttons: [] }, acts: {} },
        {
          card: "form",
          data: {
            heading: { say: "evaluateHeading", what: found.name },
            fields: [
              { id: "change", label: { say: "evaluateChange" }, hint: { say: "evaluateChangeHint" }, value: "", long: true },
              { id: "goal", label: { say: "evaluateGoal" }, hint: { say: "evaluateGoalHint" }, value: "", long: true },
            ],
            buttons: [{ act: "send", title: { button: "send" }, primary: true }],
          },
          acts: { send: ask("evaluate", { measure: id }) },
          once: true,
        },
      ],
    };
  },
});

/** The measure's own goal, and how it was to be evaluated. */
const told = ({ name, goal, evaluation }: Measure): readonly Line[] => [
  { say: "evaluateWhat", what: name },
  ...(goal ? [{ say: "evaluateGoalWas", what: goal } as const] : []),
  ...(evaluation ? [{ say: "evaluateCriteria", what: evaluation } as const] : []),
];

/** What somebody who took part says of a measure. The words are kept apart from the person: in a commit of their own, under a random id. */
import { z } from "zod";
import { cleaningAsked } from "../dialogue/erase.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import type { Evaluation } from "../domain/evaluation.ts";
import type { Measure } from "../domain/measure.ts";
import type { Change, Kept, ReadStore } from "../ports/store.ts";

const words = z.string().trim().min(1).max(2000);

type Open = { readonly measure: Measure; readonly round: Kept<"evaluationRound"> };
/** The measure, where this person may answer now; or what to say instead. */
const openTo = async (id: string, { me, today }: Scene, read: ReadStore): Promise<Open | Line> => {
  const round = await read.get("evaluationRound", id);
  const measure = (await read.get("measure", id))?.value;
  if (round && today > round.value.closes) return { say: "evaluateClosed" };
  return round && measure && round.value.participants.includes(me.id) ? { measure, round } : { say: "evaluateNotYours" };
};
const isLine = (found: Open | Line): found is Line => "say" in found;

/** All answers of the measure anew, in another order and under other ids: where one stands tells nothing of when it came. */
const added = async (answer: Omit<Evaluation, "id">, read: ReadStore, newId: () => string): Promise<readonly Change[]> => {
  const before = await read.find("evaluation", { measure: answer.measure });
  const all = [...before.map(({ value: { id, ...rest } }) => rest), answer].map((one) => ({ ...one, id: newId() }));
  return [
    ...before.map(({ value, revision }) => ({ remove: "evaluation", id: value.id, at: revision }) as const),
    ...all.sort((a, b) => (a.id < b.id ? -1 : 1)).map((value) => ({ put: "evaluation", value, at: 0 }) as const),
    // What stood there before goes from the files too.
    await cleaningAsked(read),
  ];
};

export const evaluate = definePage({
  id: "evaluate",
  about: z.object({ measure: z.string(), change: words.optional(), goal: words.optional() }),
  act: "self.ask",
  written: ["change", "goal"],
  answer: async ({ measure: id, change, goal }, scene, read) => {
    const found = await openTo(id, scene, read);
    if (isLine(found)) return { out: [found] };
    const { measure, round } = found;
    if (change || goal) {
      const participants = round.value.participants.filter((p) => p !== scene.me.id);
      return {
        changes: [{ put: "evaluationRound", value: { ...round.value, participants }, at: round.revision }],
        apart: (store) => added({ measure: id, change: change ?? "", goal: goal ?? null }, store, scene.newId),
        out: [{ say: "evaluateThanks" }],
      };
    }
    return {
      out: [
        { card: "message", data: { lines: [...told(measure), { say: "evaluateSecret" }], buttons: [] }, acts: {} },
        {
          card: "form",
          data: {
            heading: { say: "evaluateHeading", what: measure.name },
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

/** The obligatory question when a measure is done: to what degree did it support the strategic goals? */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { addMonths } from "../domain/day.ts";
import { type Measure, measure, supportDegrees } from "../domain/measure.ts";

export const measureEffect = defineFlow({
  id: "measureEffect",
  version: 1,
  act: "measure.register",
  needsSubject: true,
  confirm: false,
  fields: {
    degree: { kind: "choice", required: true, set: "support", values: supportDegrees },
  },
  save: ({ degree }, { today, newId, me }, { subject }) => {
    const before = measure.parse(subject?.value);
    const answered = degree as NonNullable<Measure["support"]>["degree"];
    const tooEarly = answered === "tooEarly";
    return {
      changes: [
        { put: "measure", value: { ...before, status: "done", support: { degree: answered, day: today } }, at: subject?.revision ?? 0 },
        ...(tooEarly
          ? [
              {
                put: "followUp",
                value: {
                  id: newId(),
                  person: before.responsible.person ?? me.id,
                  due: addMonths(today, 3),
                  about: { what: "support", measure: before.id },
                },
                at: 0,
              } as const,
            ]
          : []),
      ],
      out: [
        { say: tooEarly ? "doneAskedAgain" : "measureDone", what: before.name },
        menu([{ say: "evaluateOffer" }], { askEvaluation: { do: "start", flow: "askEvaluation", fill: {}, subject: before.id } }),
      ],
    };
  },
});

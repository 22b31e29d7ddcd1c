/** Who took part in a measure that is done: they are asked what became of it, where they are enough for nobody to be known by the answer. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { fewest } from "../domain/evaluation.ts";
import { measure } from "../domain/measure.ts";

/** Those in the units that the speaker leads; for HR everybody. */
const options = (_answers: unknown, { rights, directory, today, me }: Scene) =>
  directory.data.people
    .filter((p) => p.id !== me.id && directory.positionsOf(p, today).some((x) => rights.hr || rights.leads.has(x.unit)))
    .map((p) => ({ value: p.id, title: p.name }))
    .sort((a, b) => a.title.localeCompare(b.title, "nb"));

export const askEvaluation = defineFlow({
  id: "askEvaluation",
  version: 1,
  act: "measure.register",
  needsSubject: true,
  fields: { people: { kind: "people", required: true, options } },
  check: ({ people }, scene) => {
    const own = new Set(options({}, scene).map((o) => o.value));
    return people?.some((p) => !own.has(p)) ? { field: "people", say: { say: "evaluateWhom" } } : undefined;
  },
  notes: ({ people }) => [{ say: (people?.length ?? 0) < fewest ? "evaluateFew" : "evaluateHow" }],
  save: ({ people }, _scene, { subject }) => ({
    out: [],
    opens: ask("openEvaluation", { measure: measure.parse(subject?.value).id, people: people ?? [] }),
  }),
});

/** When a measure is done: those who took part may say what became of it, and whoever is responsible sees the answers once it is closed. */
import { ask } from "../dialogue/page.ts";
import { addDays } from "../domain/day.ts";
import { responsible } from "./measures.ts";
import { type Due, type Reminder, within } from "./year.ts";

/** How long the answers are told of, in days. */
const tells = 14;

export const evaluation: Reminder = (year) =>
  year.rounds.flatMap(({ id, participants, opened, closes }): Due[] => {
    const measure = year.measures.find((m) => m.id === id);
    if (!measure) return [];
    const { today } = year;
    const what = measure.name;
    const who = responsible(measure, year);
    if (who && within(addDays(closes, 1), tells, today))
      return [
        {
          key: `evaluated/${id}/${who.id}`,
          kind: "evaluate",
          matter: `evaluated/${id}`,
          to: who.id,
          say: { say: "remindEvaluated", what },
          next: [{ button: "openEvaluations", command: ask("evaluations", { measure: id }) }],
        },
      ];
    if (today < opened || today > closes) return [];
    return participants.map((to) => ({
      key: `evaluate/${id}/${to}`,
      kind: "evaluate",
      matter: `evaluate/${id}`,
      to,
      say: { say: "remindEvaluate", what, day: { day: closes } },
      next: [{ button: "openEvaluate", command: ask("evaluate", { measure: id }) }],
    }));
  });

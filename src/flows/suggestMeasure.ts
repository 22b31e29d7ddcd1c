/** An employee suggests a measure to the leader: what is needed, and what it should lead to. */
import { defineFlow } from "../dialogue/flow.ts";

export const suggestMeasure = defineFlow({
  id: "suggestMeasure",
  version: 1,
  act: "measure.suggest",
  sends: true,
  fields: {
    name: { kind: "name", required: true },
    goal: { kind: "text" },
  },
  notes: (_answers, { directory, me, today }) => {
    const leader = directory.leaderOf(me, today);
    return [leader ? { say: "goesToLeader", who: leader.name } : { say: "goesToHr" }];
  },
  save: ({ name, goal }, { me, directory, today, newId }) => {
    const leader = directory.leaderOf(me, today);
    const to = leader ? [leader] : directory.hr;
    const what = name ?? "";
    return {
      changes: [
        { put: "suggestion", value: { id: newId(), person: me.id, leader: leader?.id ?? null, name: what, goal, created: today }, at: 0 },
      ],
      out: [leader ? { say: "suggestionSent", who: leader.name } : { say: "suggestionSentToHr" }],
      notices: to.map((p) => ({
        to: p.id,
        out: {
          card: "message",
          data: {
            heading: { say: "suggestionFrom", who: me.name },
            lines: [what, ...(goal ? [goal] : [])],
            buttons: [{ act: "register", title: { button: "makeMeasure" }, primary: true }],
          },
          acts: { register: { do: "start", flow: "registerMeasure", fill: { name: what, goal } } },
        },
      })),
    };
  },
});

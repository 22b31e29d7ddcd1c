/** "Hvem kan se det jeg skriver?", answered plainly. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";

export const whoSees = definePage({
  id: "whoSees",
  about: z.object({}),
  act: "help.ask",
  answer: async (_about, { directory, me, today, asksModel }) => {
    const leader = directory.leaderOf(me, today);
    return {
      out: [
        {
          card: "message",
          data: {
            heading: { say: "whoSeesHeading" },
            lines: [
              leader ? { say: "whoSeesTraining", who: leader.name } : { say: "whoSeesTrainingNoLeader" },
              { say: "whoSeesOnlyMe" },
              { say: "whoSeesMeasures" },
              { say: "whoSeesChat" },
              ...(asksModel ? [{ say: "whoSeesModel" } as const] : []),
            ],
            buttons: [{ act: "aboutMe", title: { button: "aboutMe" } }],
          },
          acts: { aboutMe: ask("aboutMe") },
        },
      ],
    };
  },
});

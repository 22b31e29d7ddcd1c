/** What this person, in this role, can do here. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { definePage } from "../dialogue/page.ts";
import { openersFor } from "./openers.ts";

export const help = definePage({
  id: "help",
  about: z.object({ greeting: z.boolean().optional(), team: z.boolean().optional() }),
  act: "help.ask",
  inPublic: () => true,
  answer: async ({ greeting, team }, scene) => {
    if (team) return { out: [{ say: "helloTeam" }] };
    const { rights, me } = scene;
    const { buttons, acts } = asButtons(openersFor(scene));
    return {
      out: [
        {
          card: "message",
          data: {
            heading: greeting ? { say: "hello", name: me.name.split(" ")[0] ?? me.name } : { say: "helpHeading" },
            lines: [
              ...(greeting ? [{ say: "whoIAm" } as const] : []),
              { say: rights.leader ? "helpLeader" : rights.hr ? "helpHr" : rights.union ? "helpUnion" : "helpEmployee" },
              { say: "helpAnytime" },
            ],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});

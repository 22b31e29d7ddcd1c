/** "Hvem har sett på opplysningene mine?", from the audit trail: who, what kind and when, newest first. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { trailLine, trailOf } from "./heldWords.ts";

const most = 10;

export const whoLooked = definePage({
  id: "whoLooked",
  about: z.object({}),
  act: "self.ask",
  answer: async (_about, scene, read) => {
    const trail = trailOf(await read.entries("audit", scene.me.id), scene);
    const shown = trail.slice(0, most).map((entry) => trailLine(entry, scene));
    return {
      out: [
        {
          card: "message",
          data: {
            heading: { say: "whoLookedHeading" },
            lines: [
              ...(shown.length === 0 ? [{ say: "nobodyLooked" } as const] : shown),
              ...(trail.length > most ? [{ say: "andMore", n: trail.length - most } as const] : []),
              { say: "whoLookedNote" },
            ],
            buttons: [],
          },
          acts: {},
        },
      ],
    };
  },
});

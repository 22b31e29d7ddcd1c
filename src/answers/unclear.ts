/** What could not be understood: an honest word, two suggestions, and a human to send it to. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Line } from "../dialogue/scene.ts";
import { shortened } from "../domain/words.ts";
import { openersFor } from "./openers.ts";

export const unclear = definePage({
  id: "unclear",
  about: z.object({ said: z.string(), why: z.enum(["long", "unreadable"]).optional() }),
  act: "help.ask",
  inPublic: () => true,
  answer: async ({ said, why }, scene) => {
    const who = scene.directory.person(scene.municipality.contact.person)?.name ?? scene.municipality.name;
    const { buttons, acts } = asButtons(openersFor(scene).slice(0, 2));
    const say: Line = why === "long" ? { say: "tooLong" } : why === "unreadable" ? { say: "unreadable" } : { say: "notUnderstood" };
    const sendable = said.trim().length > 0 && why !== "unreadable";
    return {
      unclear: sendable ? shortened(said, 2000) : null,
      out: [
        {
          card: "message",
          data: {
            lines: [say, { say: sendable ? "tryTheseOr" : "tryTheseOrAsk", who }],
            buttons: [...buttons, ...(sendable ? [{ act: "sendToHr", title: { button: "sendToHr" } } as const] : [])],
          },
          acts: { ...acts, sendToHr: ask("sendToHr") },
        },
      ],
    };
  },
});

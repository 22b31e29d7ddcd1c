/** "Hva vet du om meg?": everything that is held about the person, in plain words. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import { heldAbout } from "./held.ts";
import { sectionsOf } from "./heldWords.ts";

export const aboutMe = definePage({
  id: "aboutMe",
  about: z.object({}),
  act: "self.ask",
  answer: async (_about, scene, read) => ({
    out: [
      {
        card: "list",
        data: {
          heading: { say: "aboutMeHeading" },
          items: sectionsOf(await heldAbout(scene, read), scene, false).map(({ title, lines }) => ({
            title,
            lines: [...lines],
            buttons: [],
          })),
          notes: [],
          buttons: [
            { act: "export", title: { button: "exportMine" } },
            { act: "looked", title: { button: "whoLooked" } },
            { act: "erase", title: { button: "eraseMe" } },
          ],
        },
        acts: { export: ask("exportMine"), looked: ask("whoLooked"), erase: ask("eraseMe") },
      },
    ],
  }),
});

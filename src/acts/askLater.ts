/** The training is still to come: the person is asked about it afterwards. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { day } from "../domain/day.ts";

export const askLater = definePage({
  id: "askLater",
  about: z.object({ title: z.string().max(300), due: day }),
  act: "training.log",
  answer: async ({ title, due }, { me }) => ({
    out: [{ say: "willAsk", day: { weekday: due }, what: title }],
    // The same press twice asks once: the id is made of what it is about.
    changes: [
      { put: "followUp", value: { id: `training:${me.id}:${due}:${title}`, person: me.id, due, about: { what: "training", title } } },
    ],
  }),
});

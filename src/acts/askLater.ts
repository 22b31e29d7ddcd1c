/** The training is still to come: the person is asked about it afterwards. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { day } from "../domain/day.ts";

export const askLater = definePage({
  id: "askLater",
  about: z.object({ title: z.string().max(300), due: day }),
  act: "training.log",
  answer: async ({ title, due }, { me, newId }, read) => {
    // The same press twice asks once. An id says nothing of what it is about: it outlives an erasure.
    const kept = await read.find("followUp", { person: me.id });
    const isAsked = kept.some(({ value: { about, due: on } }) => on === due && about.what === "training" && about.title === title);
    return {
      out: [{ say: "willAsk", day: { weekday: due }, what: title }],
      changes: isAsked ? [] : [{ put: "followUp", value: { id: newId(), person: me.id, due, about: { what: "training", title } }, at: 0 }],
    };
  },
});

/** The person confirms, or objects to, what a leader has logged for them. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { may } from "../domain/permissions.ts";

export const objectTraining = definePage({
  id: "objectTraining",
  about: z.object({ training: z.string(), right: z.boolean() }),
  act: "training.log",
  answer: async (about, { me, rights }, read) => {
    const kept = await read.get("training", about.training);
    if (!kept || !may(rights, "training.object", { training: kept.value })) return { out: [{ say: "noLongerThere" }] };
    if (about.right) return { out: [{ say: "thanksConfirmed" }] };
    return {
      out: [{ say: "objectionSent" }],
      changes: [{ put: "training", value: { ...kept.value, objected: true }, at: kept.revision }],
      notices:
        kept.value.loggedBy === me.id
          ? []
          : [
              {
                to: kept.value.loggedBy,
                out: { say: "objectedTo", who: me.name, what: kept.value.title, day: { day: kept.value.date.to } },
              },
            ],
    };
  },
});

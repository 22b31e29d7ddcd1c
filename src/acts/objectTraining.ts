/** The person confirms, or objects to, what a leader has logged for them. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { may, recordOf, rightsOf } from "../domain/permissions.ts";

export const objectTraining = definePage({
  id: "objectTraining",
  about: z.object({ training: z.string(), right: z.boolean() }),
  act: "training.log",
  answer: async (about, { me, rights, directory, today }, read) => {
    const kept = await read.get("training", about.training);
    if (!kept || !may(rights, "training.object", { training: kept.value })) return { out: [{ say: "noLongerThere" }] };
    if (about.right) return { out: [{ say: "thanksConfirmed" }] };
    const training = kept.value;
    const logger = directory.person(training.loggedBy);
    // Who logged it may have other people to lead by now.
    const still =
      logger && may(rightsOf(logger, directory, today), "training.see", { training, record: recordOf(me.id, directory, today) });
    const leader = still ? logger : directory.leaderOf(me, today);
    const told = logger?.id === me.id ? [] : leader ? [leader] : directory.hr;
    return {
      out: [{ say: "objectionSent" }],
      changes: [{ put: "training", value: { ...training, objected: true }, at: kept.revision }],
      notices: told.map(({ id }) => ({
        to: id,
        out: { say: "objectedTo", who: me.name, what: training.title, day: { day: training.date.to } },
      })),
    };
  },
});

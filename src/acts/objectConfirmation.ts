/** The person confirms, or objects to, a competence that a leader has confirmed. */
import { z } from "zod";
import { competenceName } from "../answers/reasons.ts";
import { definePage } from "../dialogue/page.ts";
import { may } from "../domain/permissions.ts";

export const objectConfirmation = definePage({
  id: "objectConfirmation",
  about: z.object({ confirmation: z.string(), right: z.boolean() }),
  act: "training.log",
  answer: async (about, scene, read) => {
    const { me, rights, directory, today } = scene;
    const kept = await read.get("confirmation", about.confirmation);
    if (!kept || !may(rights, "confirmation.object", { record: { person: kept.value.person, units: [] } }))
      return { out: [{ say: "noLongerThere" }] };
    if (about.right) return { out: [{ say: "thanksConfirmed" }] };
    const leader = directory.leaderOf(me, today);
    const what = competenceName(kept.value.competence, scene, true);
    return {
      out: [{ say: "objectionSent" }],
      changes: [{ put: "confirmation", value: { ...kept.value, objected: true }, at: kept.revision }],
      notices: (leader ? [leader] : directory.hr).map(({ id }) => ({ to: id, out: { say: "objectedToCompetence", who: me.name, what } })),
    };
  },
});

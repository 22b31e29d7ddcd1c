/** The person confirms, or objects to, a development talk that a leader has registered as held. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { developmentTalkId } from "../domain/developmentTalk.ts";

export const objectTalk = definePage({
  id: "objectTalk",
  about: z.object({ year: z.number().int(), right: z.boolean() }),
  act: "self.ask",
  answer: async ({ year, right }, { me, directory, today }, read) => {
    const kept = await read.get("developmentTalk", developmentTalkId(me.id, year));
    if (kept?.value.state !== "held") return { out: [{ say: "noLongerThere" }] };
    if (right) return { out: [{ say: "thanksConfirmed" }] };
    const leader = directory.leaderOf(me, today);
    return {
      changes: [{ put: "developmentTalk", value: { ...kept.value, objected: true }, at: kept.revision }],
      out: [{ say: "objectionSent" }],
      notices: (leader ? [leader] : directory.hr).map(({ id }) => ({ to: id, out: { say: "objectedToTalk", who: me.name } as const })),
    };
  },
});

/** "Jeg er interessert i palliasjon, husk det": a topic that suggestions take into account, seen by nobody else. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { ownId } from "../domain/choice.ts";
import { fold } from "../domain/words.ts";

/** More than this is no longer an interest. */
const most = 10;

export const interest = definePage({
  id: "interest",
  about: z.object({ topic: z.string().trim().min(1).max(200), gone: z.boolean().optional() }),
  act: "courses.ask",
  answer: async ({ topic, gone }, { me, today }, read) => {
    const id = ownId(me.id, fold(topic));
    const kept = await read.get("interest", id);
    if (gone) return { changes: kept ? [{ remove: "interest", id, at: kept.revision }] : [], out: [{ say: "interestGone", what: topic }] };
    const count = (await read.find("interest", { person: me.id })).length;
    if (!kept && count >= most) return { out: [{ say: "manyInterests" }] };
    return {
      changes: kept ? [] : [{ put: "interest", value: { id, person: me.id, topic, day: today }, at: 0 }],
      out: [menu([{ say: "interestKept", what: topic }], { openCourses: ask("courses", { role: "@me" }) })],
    };
  },
});

/** "Ikke aktuelt": a course is not suggested again. Why is asked of nobody, may be said, and is seen by nobody else. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { dismissals, ownId } from "../domain/choice.ts";
import { requiredIn } from "../domain/requirement.ts";

export const dismiss = definePage({
  id: "dismiss",
  about: z.object({ course: z.string(), why: z.enum(dismissals).optional(), back: z.boolean().optional() }),
  act: "courses.ask",
  answer: async ({ course: id, why, back }, { me, today, catalogue, directory }, read) => {
    const course = catalogue.courses.get(id);
    if (!course) return { out: [{ say: "courseGone" }] };
    const key = ownId(me.id, id);
    const kept = await read.get("dismissal", key);
    const what = course.title;
    if (back)
      return {
        changes: kept ? [{ remove: "dismissal", id: key, at: kept.revision }] : [],
        out: [{ say: "suggestedAgain", what }],
      };
    const value = { id: key, person: me.id, course: id, why: why ?? null, day: today };
    const changes = [{ put: "dismissal", value, at: kept?.revision ?? 0 } as const];
    const log = { do: "start", flow: "logTraining", fill: { title: { title: what, course: id } } } as const;
    if (why === "haveIt") return { changes, out: [menu([{ say: "logItThen", what }], { openLog: log }, { primary: "openLog" })] };
    if (why) return { changes, out: [{ say: "notedForYou" }] };
    const required = requiredIn(directory.positionsOf(me, today), catalogue.requirements, directory);
    const isRequired = required.some((r) => course.competences.includes(r.competence));
    return {
      changes,
      out: [
        {
          card: "message",
          data: {
            lines: [
              { say: "notSuggestedAgain", what },
              ...(isRequired ? [{ say: "requiredStill" } as const] : []),
              { say: "whyIfYouLike" },
            ],
            buttons: [
              ...dismissals.map((code) => ({ act: code, title: { choice: code, of: "dismissal" } as const })),
              { act: "back", title: { button: "takeBack" } as const },
            ],
          },
          acts: {
            ...Object.fromEntries(dismissals.map((code) => [code, ask("dismiss", { course: id, why: code })])),
            back: ask("dismiss", { course: id, back: true }),
          },
        },
      ],
    };
  },
});

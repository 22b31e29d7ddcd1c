/** "Meld meg på": a place at one of the times that a course is held. */
import { z } from "zod";
import { dateFacts } from "../answers/courses.ts";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { ownId } from "../domain/choice.ts";
import { day } from "../domain/day.ts";
import { may } from "../domain/permissions.ts";

export const signUp = definePage({
  id: "signUp",
  about: z.object({ course: z.string(), from: day, start: z.string().nullable() }),
  act: "courses.ask",
  answer: async ({ course: id, from, start }, { me, today, now, catalogue, rights }, read) => {
    const course = catalogue.courses.get(id);
    const date = course?.dates.find((d) => d.from === from && d.start === start);
    if (!course || course.withdrawn) return { out: [{ say: "courseGone" }] };
    if (!date || date.from < today) return { out: [{ say: "timeGone", what: course.title }] };
    if (!may(rights, "course.join", { course })) return { out: [{ say: "notOpenToYou", what: course.title }] };
    const key = ownId(me.id, `${id}/${from}/${start ?? ""}`);
    const said = (how: "signedUp" | "alreadySignedUp") =>
      menu([{ say: how, what: course.title, when: dateFacts(date) }], {
        signOff: ask("signOff", { signUp: key }),
        openSignUps: ask("mySignUps"),
      });
    if (await read.get("signUp", key)) return { out: [said("alreadySignedUp")] };
    const value = { id: key, person: me.id, course: id, from, to: date.to, start: date.start, place: date.place, signed: now };
    return { changes: [{ put: "signUp", value, at: 0 }], out: [said("signedUp")] };
  },
});

/** The own development talk: when it is or was, and questions to think about before it. Nothing is asked for here: the answers belong in the talk. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId } from "../domain/developmentTalk.ts";
import type { Line, Phrase } from "../text/words.ts";

const atOf = ({ day, start }: DevelopmentTalk): Phrase => ({
  facts: [{ weekday: day ?? "" }, ...(start ? [{ times: { start, end: null } } as const] : [])],
});
const questions = ["prepareOne", "prepareTwo", "prepareThree", "prepareFour", "prepareFive", "prepareNote"] as const;

export const prepareTalk = definePage({
  id: "prepareTalk",
  about: z.object({}),
  act: "self.ask",
  answer: async (_about, { me, today }, read) => {
    const year = yearOf(today);
    const talk = (await read.get("developmentTalk", developmentTalkId(me.id, year)))?.value;
    if (talk?.state === "held" && !talk.objected && talk.day !== null)
      return { out: [menu([{ say: "yourTalkHeld", day: { day: talk.day } }], { thatIsWrong: ask("objectTalk", { year, right: false }) })] };
    const isAhead = talk?.state === "booked" && talk.day !== null && talk.day >= today;
    const when: Line = isAhead ? { say: "yourTalkBooked", day: atOf(talk) } : { say: "yourTalkOpen" };
    return {
      out: [
        menu(
          [when, ...questions.map((say) => ({ say }))],
          {
            calendarFile: isAhead ? ask("calendarFile", { what: "talk" }) : undefined,
            openProfile: ask("profile"),
            openLacking: ask("lacking"),
            openCourses: ask("courses", { role: "@me" }),
          },
          { heading: { say: "prepareHeading" } },
        ),
      ],
    };
  },
});

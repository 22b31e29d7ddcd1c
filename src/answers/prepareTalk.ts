/** The own development talk: when it is or was, and questions to think about before it. Nothing is asked for here: the answers belong in the talk. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId } from "../domain/developmentTalk.ts";
import type { Line } from "../text/words.ts";

const own = ({ state, day, start, objected }: DevelopmentTalk, today: string): readonly Line[] => {
  if (day === null || objected) return [];
  if (state === "held") return [{ say: "yourTalkHeld", day: { day } }];
  const at = { facts: [{ weekday: day }, ...(start ? [{ times: { start, end: null } }] : [])] } as const;
  return state === "booked" && day >= today ? [{ say: "yourTalkBooked", day: at }] : [];
};

export const prepareTalk = definePage({
  id: "prepareTalk",
  about: z.object({}),
  act: "self.ask",
  answer: async (_about, { me, today }, read) => {
    const year = yearOf(today);
    const talk = (await read.get("developmentTalk", developmentTalkId(me.id, year)))?.value;
    const isHeld = talk?.state === "held" && !talk.objected;
    const isAhead = talk?.state === "booked" && talk.day !== null && talk.day >= today;
    return {
      out: [
        menu(
          [
            ...(talk ? own(talk, today) : []),
            { say: "prepareOne" },
            { say: "prepareTwo" },
            { say: "prepareThree" },
            { say: "prepareFour" },
            { say: "prepareFive" },
            { say: "prepareNote" },
          ],
          {
            thatIsWrong: isHeld ? ask("objectTalk", { year, right: false }) : undefined,
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

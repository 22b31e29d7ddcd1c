/** "Vis årshjulet": the deadlines of the year, and when nobody is disturbed. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { datesAhead } from "../reminders/wheel.ts";
import type { Phrase } from "../text/words.ts";

export const yearWheel = definePage({
  id: "yearWheel",
  about: z.object({}),
  act: "help.ask",
  inPublic: () => true,
  answer: async (_about, { wheel, today }) => {
    const year = yearOf(today);
    const quiet = wheel.quiet.map(({ name, from, to }): Phrase => {
      // The one that is now, or comes.
      const ends = today <= `${year}-${to}` ? year : year + 1;
      const span = { from: `${from > to ? ends - 1 : ends}-${from}`, to: `${ends}-${to}` };
      return { say: "wheelQuiet", what: name, days: { span } };
    });
    return {
      out: [
        menu(
          [
            ...datesAhead(today, wheel).map(({ line }) => line),
            ...quiet,
            { say: "wheelHours", from: wheel.hours.from, to: wheel.hours.to },
          ],
          { calendarFile: ask("calendarFile", { what: "wheel" }), howReminded: ask("remindMe") },
          { heading: { say: "wheelHeading" } },
        ),
      ],
    };
  },
});

/** What comes of booking a talk: the meeting form of Teams, filled in, and a file for any calendar. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { inWords } from "../dialogue/words.ts";
import { clock, day, instantInOslo } from "../domain/day.ts";
import { talkMinutes } from "../domain/developmentTalk.ts";

/** Where no time was said, the form begins with this one. */
const usualStart = "09:00";

export const bookedTalk = definePage({
  id: "bookedTalk",
  about: z.object({ person: z.string(), day, start: clock.nullable() }),
  act: "talk.register",
  answer: async ({ person, day: on, start }, scene) => {
    const { directory, me, today } = scene;
    const who = directory.person(person);
    if (!who || directory.leaderOf(who, today)?.id !== me.id) return { out: [{ say: "notYourTalks" }] };
    const startTime = instantInOslo(on, start ?? usualStart);
    const form = new URL("https://teams.microsoft.com/l/meeting/new");
    const filled = {
      subject: inWords({ say: "talkSubject", who: who.name }, scene),
      startTime,
      endTime: new Date(Date.parse(startTime) + talkMinutes * 60_000).toISOString(),
      attendees: who.email ?? "",
    };
    for (const [name, value] of Object.entries(filled)) if (value !== "") form.searchParams.set(name, value);
    return {
      out: [
        menu(
          [{ say: "talkBooked", who: who.name, day: { weekday: on } }, { say: "talkBookedNext" }],
          { calendarFile: ask("calendarFile", { what: "talk", person }), openTalks: ask("talks") },
          { links: [{ title: { button: "teamsMeeting" }, url: form.href }] },
        ),
      ],
    };
  },
});

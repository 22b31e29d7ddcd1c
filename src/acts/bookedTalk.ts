/** A talk is booked: it is kept, with the meeting form of Teams, filled in, and a file for any calendar. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { inWords } from "../dialogue/words.ts";
import { clock, day, instantInOslo, yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId, talkMinutes } from "../domain/developmentTalk.ts";

/** Where no time was said, the form begins with this one. */
const usualStart = "09:00";

export const bookedTalk = definePage({
  id: "bookedTalk",
  about: z.object({ person: z.string(), day, start: clock.nullable() }),
  act: "talk.register",
  answer: async ({ person, day: on, start }, scene, read) => {
    const { directory, me, today } = scene;
    const who = directory.person(person);
    if (!who || directory.leaderOf(who, today)?.id !== me.id) return { out: [{ say: "notYourTalks" }] };
    if (on < today) return { out: [{ say: "talkInPast" }] };
    const id = developmentTalkId(person, yearOf(on));
    const kept = await read.get("developmentTalk", id);
    if (kept?.value.state === "held" && !kept.value.objected && kept.value.day)
      return { out: [{ say: "talkHeldAlready", who: who.name, day: { day: kept.value.day } }] };
    const value: DevelopmentTalk = {
      id,
      person,
      year: yearOf(on),
      state: "booked",
      day: on,
      start,
      registeredBy: me.id,
      registered: today,
      objected: false,
    };
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
      changes: [{ put: "developmentTalk", value, at: kept?.revision ?? 0 }],
      out: [
        menu(
          [{ say: "talkBooked", who: who.name, day: { weekday: on } }, { say: "talkBookedNext" }],
          { calendarFile: ask("calendarFile", { what: "talk", person }), openTalks: ask("talks") },
          { links: [{ title: { button: "teamsMeeting" }, url: form.href.replaceAll("+", "%20") }] },
        ),
      ],
    };
  },
});

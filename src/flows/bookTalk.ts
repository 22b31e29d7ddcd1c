/** A development talk that is arranged: with whom, on which day, and at what time. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId } from "../domain/developmentTalk.ts";
import { ownTalks } from "./registerTalks.ts";

export const bookTalk = defineFlow({
  id: "bookTalk",
  version: 1,
  act: "talk.register",
  fields: { person: { kind: "person", required: true }, when: { kind: "moment", required: true } },
  check: ({ person, when }, scene) => {
    if (person && !ownTalks(scene).some((p) => p.value === person.person)) return { field: "person", say: { say: "notYourTalks" } };
    return when && when.day < scene.today ? { field: "when", say: { say: "talkInPast" } } : undefined;
  },
  notes: () => [{ say: "talkBookNote" }],
  save: ({ person, when }, { me, today }) => {
    const who = person?.person ?? "";
    const day = when?.day ?? today;
    const value: DevelopmentTalk = {
      id: developmentTalkId(who, yearOf(day)),
      person: who,
      year: yearOf(day),
      state: "booked",
      day,
      start: when?.start ?? null,
      registeredBy: me.id,
      registered: today,
      objected: false,
    };
    return { changes: [{ put: "developmentTalk", value }], out: [], opens: ask("bookedTalk", { person: who, day, start: value.start }) };
  },
});

/** A development talk that is arranged: with whom, on which day, and at what time. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";
import { withTalksOf } from "../domain/developmentTalk.ts";

export const bookTalk = defineFlow({
  id: "bookTalk",
  version: 1,
  act: "talk.register",
  fields: { person: { kind: "person", required: true }, when: { kind: "moment", required: true } },
  check: ({ person, when }, scene) => {
    if (person && !withTalksOf(scene.me.id, scene.directory, scene.today).some((p) => p.id === person.person))
      return { field: "person", say: { say: "notYourTalks" } };
    return when && when.day < scene.today ? { field: "when", say: { say: "talkInPast" } } : undefined;
  },
  notes: () => [{ say: "talkBookNote" }],
  save: ({ person, when }) => ({
    out: [],
    opens: ask("bookedTalk", { person: person?.person ?? "", day: when?.day ?? "", start: when?.start ?? null }),
  }),
});

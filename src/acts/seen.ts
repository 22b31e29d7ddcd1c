/** Notes on the newest training of that name that the leader has seen the certificate. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { recordOf } from "../domain/permissions.ts";
import { fold } from "../domain/words.ts";

export const seen = definePage({
  id: "seen",
  about: z.object({ person: z.string(), title: z.string(), course: z.string().nullable(), where: z.string().max(300).nullable() }),
  act: "competence.confirm",
  answer: async ({ person, title, course, where }, { me, directory, today, sees }, read) => {
    // Nobody vouches for themselves.
    if (person === me.id) return { out: [{ say: "notYoursToConfirm" }] };
    const who = directory.person(person);
    const record = recordOf(person, directory, today);
    const found = (await read.find("training", { person }))
      .filter(
        ({ value: t }) => (course ? t.course === course : fold(t.title) === fold(title)) && sees("training.see", { training: t, record }),
      )
      .sort((a, b) => (a.value.date.to < b.value.date.to ? 1 : -1))[0];
    if (!who || !found)
      return {
        out: [{ say: "notLoggedYet", who: who?.name ?? "", what: title }],
        next: { do: "start", flow: "logForUnit", fill: { people: [person], title: { title, course } } },
      };
    return {
      changes: [{ put: "training", value: { ...found.value, seen: { by: me.id, day: today, where } }, at: found.revision }],
      out: [{ say: "certificateSeen", who: who.name, what: found.value.title, day: { day: found.value.date.to } }],
    };
  },
});

/** A leader has seen the certificate for a training: who, what, and where the certificate lies. It is not kept here. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";
import { may, recordOf } from "../domain/permissions.ts";

export const markSeen = defineFlow({
  id: "markSeen",
  version: 1,
  act: "competence.confirm",
  fields: {
    person: { kind: "person", required: true },
    title: { kind: "title", required: true },
    where: { kind: "text" },
  },
  check: ({ person, where }, { me, rights, directory, today }) => {
    const isTheirs =
      person?.person && person.person !== me.id && may(rights, "training.logFor", { record: recordOf(person.person, directory, today) });
    if (person && !isTheirs) return { field: "person", say: { say: "notYoursToConfirm" } };
    return where && where.length > 300 ? { field: "where", say: { say: "tooLongField" } } : undefined;
  },
  save: ({ person, title, where }) => ({
    out: [],
    opens: ask("seen", { person: person?.person ?? "", title: title?.title ?? "", course: title?.course ?? null, where }),
  }),
});

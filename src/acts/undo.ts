/** "Angre": takes back what was saved last. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";

export const undo = definePage({
  id: "undo",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, { me }, read, talk) => {
    if (!talk.undo) return { out: [{ say: "nothingToUndo" }] };
    const { kind, ids } = talk.undo;
    const kept = (await Promise.all(ids.map((id) => read.get(kind, id)))).filter((k) => k !== undefined);
    // What was saved here has revision 1; a higher one has been changed since, by whomever.
    if (kept.some((k) => k.revision > 1)) return { undone: true, out: [{ say: "changedSince" }] };
    const own = kept.filter(
      (k) => ("loggedBy" in k.value ? k.value.loggedBy : "registeredBy" in k.value ? k.value.registeredBy : null) === me.id,
    );
    const notices = own.flatMap((k) =>
      "person" in k.value && k.value.person !== me.id
        ? [{ to: k.value.person, out: { say: "takenBack", who: me.name, what: k.value.title } as const }]
        : [],
    );
    return {
      out: [{ say: "undone" }],
      undone: true,
      changes: own.map((k) => ({ remove: kind, id: k.value.id, at: k.revision })),
      notices,
    };
  },
});

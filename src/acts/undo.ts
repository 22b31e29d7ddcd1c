/** "Angre": takes back what was saved last. */
import { z } from "zod";
import { competenceName } from "../answers/reasons.ts";
import { definePage } from "../dialogue/page.ts";
import { may, recordOf } from "../domain/permissions.ts";

export const undo = definePage({
  id: "undo",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, scene, read, talk) => {
    const { me, rights, directory, today } = scene;
    if (!talk.undo) return { out: [{ say: "nothingToUndo" }] };
    const { kind, ids } = talk.undo;
    const kept = (await Promise.all(ids.map((id) => read.get(kind, id)))).filter((k) => k !== undefined);
    // What was saved here has revision 1; a higher one has been changed since, by whomever.
    if (kept.some((k) => k.revision > 1)) return { undone: true, out: [{ say: "changedSince" }] };
    // Rights are those of today, not of when it was saved.
    const mine = ({ value }: (typeof kept)[number]): boolean => {
      if ("registeredBy" in value) return value.registeredBy === me.id && may(rights, "measure.change", { measure: value });
      if ("confirmedBy" in value)
        return value.confirmedBy === me.id && may(rights, "competence.confirmFor", { record: recordOf(value.person, directory, today) });
      if (value.loggedBy !== me.id) return false;
      return value.person === me.id || may(rights, "training.logFor", { record: recordOf(value.person, directory, today) });
    };
    const own = kept.filter(mine);
    if (kept.length > 0 && own.length === 0) return { undone: true, out: [{ say: "notAllowed" }] };
    const notices = own.flatMap((k) =>
      "person" in k.value && k.value.person !== me.id
        ? [
            {
              to: k.value.person,
              out: {
                say: "takenBack",
                who: me.name,
                what: "title" in k.value ? k.value.title : competenceName(k.value.competence, scene),
              } as const,
            },
          ]
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

/** Local mode only: the person at the keyboard acts as somebody else of the sample, and is told so. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { fold } from "../domain/words.ts";

export const actAs = definePage({
  id: "actAs",
  about: z.object({ who: z.string() }),
  act: "help.ask",
  answer: async ({ who }, { local, directory, today, municipality }) => {
    if (!local) return { out: [{ say: "notUnderstood" }] };
    if (["meg", "meg selv", "me", "myself"].includes(who.toLowerCase())) return { actAs: null, out: [{ say: "yourselfAgain" }] };
    const found =
      fold(who) === "hr"
        ? directory.person(municipality.contact.person)
        : /tillits|union/i.test(who)
          ? directory.data.people.find((p) => p.groups.includes("union"))
          : /^(leder|leiar|leader)/i.test(who)
            ? directory.data.people.find((p) => directory.ledBy(p.id, today).some((u) => u.level === "unit"))
            : directory.named(who)[0];
    if (!found) return { out: [{ say: "noSuchPerson", who }] };
    const role = directory.rolesOf(found, today)[0];
    return { actAs: found.id, out: [{ say: "youActAs", who: found.name, role: role ? { name: role.name, inside: true } : "" }] };
  },
});

/** "Hvem når du ikke?": for HR, whom a message has not got to and why, so that their leader can tell them in person. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Notice } from "../ports/records.ts";
import type { Line, Phrase } from "../text/words.ts";

const mostShown = 30;

const causes = {
  blocked: { say: "causeBlocked" },
  notInstalled: { say: "causeNotInstalled" },
  gone: { say: "causeGone" },
  rejected: { say: "causeRejected" },
  tooOld: { say: "causeTooOld" },
} as const satisfies Record<NonNullable<Notice["why"]>, Line>;

export const unreached = definePage({
  id: "unreached",
  about: z.object({ page: z.number().int().nonnegative().optional() }),
  act: "reminders.release",
  answer: async ({ page = 0 }, { directory, today }, read) => {
    const found = (await Promise.all((["waiting", "refused"] as const).map((state) => read.find("notice", { state })))).flat();
    const causeOf = new Map<string, Line>();
    for (const { value } of found) {
      const person = directory.person(value.to);
      if (person)
        causeOf.set(person.id, value.why ? causes[value.why] : person.hasTeams ? { say: "causeNoChat" } : { say: "causeNoTeams" });
    }
    if (causeOf.size === 0) return { out: [{ say: "allReached" }] };
    const lines = [...causeOf]
      .map(([id, cause]): readonly [string, Phrase] => {
        const person = directory.person(id);
        const leader = person && directory.leaderOf(person, today);
        return [
          person?.name ?? id,
          { facts: [person?.name ?? id, cause, ...(leader ? [{ say: "theirLeader", who: leader.name } as const] : [])] },
        ];
      })
      .sort(([a], [b]) => a.localeCompare(b, "nb"));
    const shown = lines.slice(page * mostShown, (page + 1) * mostShown);
    const { buttons, acts } = asButtons({ more: lines.length > (page + 1) * mostShown ? ask("unreached", { page: page + 1 }) : undefined });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "unreachedHeading", n: lines.length },
            items: [{ title: { say: "unreachedTitle" }, lines: shown.map(([, line]) => line), buttons: [] }],
            notes: [{ say: "unreachedNote" }],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});

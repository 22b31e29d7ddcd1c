/** "Hvem mangler førstehjelp?": the own people by name, in the leader's own chat only; that they were looked at is noted for each. */
import { z } from "zod";
import { attainedAmong } from "../catalogue/attained.ts";
import { asButtons, menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { standingsIn } from "../domain/gap.ts";
import type { Person } from "../domain/organisation.ts";
import { may, recordOf } from "../domain/permissions.ts";
import type { Standing } from "../domain/standing.ts";
import type { Phrase } from "../text/words.ts";
import { competenceName } from "./reasons.ts";
import { unitAsked } from "./unitGap.ts";

const mostShown = 10;
/** Of one person, so that a card of ten stays small enough to send. */
const mostLines = 6;

/** What is missing first, then what is over, then what ends soonest. */
const bySoonest = (a: Standing, b: Standing) => ((a.until ?? "") < (b.until ?? "") ? -1 : 1);

export const lackingWho = definePage({
  id: "lackingWho",
  about: z.object({
    unit: z.string().optional(),
    competence: z.string().optional(),
    person: z.string().optional(),
    /** Something was named that nobody knows. */
    unknown: z.boolean().optional(),
    page: z.number().int().nonnegative().optional(),
  }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const { rights, directory, catalogue, today, me } = scene;
    // Somebody is looked for where the person works, of all that is led.
    const theirs = about.person
      ? recordOf(about.person, directory, today)
          .units.map((u) => directory.unit(u))
          .find((u) => u && rights.leads.has(u.id))
      : undefined;
    const unit = about.person ? theirs : unitAsked(about.unit, scene);
    if (!unit || !rights.leads.has(unit.id))
      return {
        out: [
          unit && may(rights, "totals.see", { unit: unit.id })
            ? menu([{ say: "namesNotYours" }], { openGap: ask("gap", { unit: unit.id }) })
            : { say: "namesNotYours" },
        ],
      };
    const people = directory.peopleIn(unit.id, today);
    const attained = await attainedAmong(people, scene, read);
    const around = { requirements: catalogue.requirements, directory, today };
    const standings = standingsIn(unit.id, attained, around);
    const all = standings
      .filter(({ person }) => person.id !== me.id && (about.person === undefined || person.id === about.person))
      .map(({ person, standings }) => ({ person, lacks: [...standings.values()].filter((s) => s.state !== "valid").sort(bySoonest) }))
      .map(({ person, lacks }) => ({
        person,
        lacks: lacks.filter((s) => !about.competence || s.requirement.competence === about.competence),
      }))
      .filter(({ lacks }) => lacks.length > 0)
      .sort((a, b) => Number(a.lacks.every((l) => l.state === "expiring")) - Number(b.lacks.every((l) => l.state === "expiring")));
    const asksOf = standings.some(({ standings: of }) => (about.competence ? of.has(about.competence) : of.size > 0));
    if (about.unknown) return { out: [{ say: "unknownRequirement" }] };
    if (!asksOf && about.competence)
      return { out: [{ say: "notRequiredThere", what: competenceName(about.competence, scene), where: unit.name }] };
    if (!asksOf) return { out: [{ say: "gapNothingKnown", where: unit.name }] };
    const who = about.person === undefined ? undefined : directory.person(about.person);
    if (all.length === 0) return { out: [who ? { say: "lacksNothing", who: who.name } : { say: "nobodyLacks", where: unit.name }] };
    const from = (about.page ?? 0) * mostShown;
    const shown = all
      .slice(from, from + mostShown)
      .filter(({ person }) => scene.sees("gap.names", { record: recordOf(person.id, directory, today) }));
    const rest = all.length - from - shown.length;
    const line = (s: Standing): Phrase => ({
      facts: [
        competenceName(s.requirement.competence, scene),
        s.until === null ? { say: "notRegistered" } : { say: s.state === "expired" ? "wasValidUntil" : "renewBy", day: { day: s.until } },
      ],
    });
    const roles = (p: Person): Phrase[] => directory.rolesOf(p, today).map((r) => ({ name: r.name }));
    const { buttons, acts } = asButtons({
      more: rest > 0 ? ask("lackingWho", { ...about, page: (about.page ?? 0) + 1 }) : undefined,
      breakRoomList: ask("breakRoomList", { unit: unit.id }),
      openUnitLog: { do: "start", flow: "logForUnit", fill: {} },
    });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: who
              ? { say: "personLacksHeading", who: who.name }
              : about.competence
                ? { say: "whoLacksHeading", what: competenceName(about.competence, scene, true), where: unit.name, n: all.length }
                : { say: "whoLacksAnyHeading", where: unit.name, n: all.length },
            items: shown.map(({ person, lacks }) => ({
              title: person.name,
              lines: [
                { facts: roles(person) },
                ...lacks.slice(0, mostLines).map(line),
                ...(lacks.length > mostLines ? [{ say: "andMore", n: lacks.length - mostLines } as const] : []),
              ],
              buttons: [],
            })),
            notes: [{ say: "whoLacksNote" }],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});

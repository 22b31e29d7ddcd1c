/** "Hvem har levert GAP?": the units whose analysis is in this year, and those whose is not. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { yearOf } from "../domain/day.ts";
import type { Analysis } from "../domain/need.ts";
import type { Unit } from "../domain/organisation.ts";
import { may } from "../domain/permissions.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";

/** The newest version that each unit has delivered in the year. */
export const delivered = async (year: number, read: ReadStore): Promise<ReadonlyMap<string, Analysis>> => {
  const newest = new Map<string, Analysis>();
  for (const { value } of await read.find("analysis", { year: String(year) }))
    if ((newest.get(value.unit)?.version ?? 0) < value.version) newest.set(value.unit, value);
  return newest;
};

/** Every unit (virksomhet) with people in it is to deliver. */
export const deliverers = ({ directory, today }: Scene): readonly Unit[] =>
  directory.data.units.filter((u) => u.level === "unit" && directory.peopleIn(u.id, today).length > 0);

const mostShown = 40;

export const deliveries = definePage({
  id: "deliveries",
  about: z.object({ unit: z.string().optional(), page: z.number().int().nonnegative().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const { rights, directory, today } = scene;
    const top = about.unit ? directory.unit(about.unit) : undefined;
    const within = top ? directory.within(top.id) : undefined;
    const seen = (u: Unit) => (may(rights, "gap.status") || may(rights, "gap.see", { unit: u.id })) && (within?.has(u.id) ?? true);
    const all = deliverers(scene).filter(seen);
    if (all.length === 0) return { out: [{ say: "gapNotYours" }] };
    const year = yearOf(today);
    const versions = await delivered(year, read);
    const missing = all.filter((u) => !versions.has(u.id));
    const line = (u: Unit): Phrase => {
      const leader = directory.leaderOfUnit(u.id, today);
      return { facts: [u.name, leader?.name ?? { say: "noLeader" }] };
    };
    const done = all.flatMap((u): Phrase[] => {
      const a = versions.get(u.id);
      return a ? [{ facts: [u.name, { day: a.delivered }, { say: "versionNumber", n: a.version }] }] : [];
    });
    const from = (about.page ?? 0) * mostShown;
    // Those that have not come first, over as many pages as it takes.
    const [lacking, come] = [
      missing.slice(from, from + mostShown),
      done.slice(Math.max(0, from - missing.length), Math.max(0, from + mostShown - missing.length)),
    ];
    const rest = all.length - from - lacking.length - come.length;
    const { buttons, acts } = asButtons({
      more: rest > 0 ? ask("deliveries", { ...about, page: (about.page ?? 0) + 1 }) : undefined,
      sideBySide: ask("gapBeside", top ? { unit: top.id } : {}),
    });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "deliveriesHeading", n: done.length, of: all.length, year: String(year) },
            items: [
              ...(lacking.length > 0
                ? [{ title: { say: "notDelivered", n: missing.length } as const, lines: lacking.map(line), buttons: [] }]
                : []),
              ...(come.length > 0 ? [{ title: { say: "haveDelivered", n: done.length } as const, lines: come, buttons: [] }] : []),
            ],
            notes: [],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});

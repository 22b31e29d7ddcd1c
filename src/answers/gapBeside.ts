/** "Sammenlign virksomhetene": the parts of a unit side by side, in numbers, with who has delivered this year's analysis. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { missingIn } from "../domain/gap.ts";
import { may } from "../domain/permissions.ts";
import { delivered } from "./deliveries.ts";
import { gapsOf, unitAsked } from "./unitGap.ts";

const most = 15;

export const gapBeside = definePage({
  id: "gapBeside",
  about: z.object({ unit: z.string().optional(), page: z.number().int().nonnegative().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const { directory, rights, today } = scene;
    const unit = unitAsked(about.unit, scene);
    if (!unit || !may(rights, "gap.see", { unit: unit.id })) return { out: [{ say: "gapNotYours" }] };
    const below = directory.data.units.filter((u) => u.parent === unit.id);
    if (below.length === 0) return { out: [{ say: "nothingBelow", where: unit.name }] };
    const from = (about.page ?? 0) * most;
    const shown = below.slice(from, from + most);
    const gaps = await gapsOf(
      shown.map((u) => u.id),
      scene,
      read,
    );
    const versions = await delivered(yearOf(today), read);
    const table = shown.map((u) => {
      const lines = gaps.get(u.id)?.lines ?? [];
      const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((n, line) => n + of(line), 0);
      const [wanted, actual, expiring, missing] = [sum((l) => l.wanted), sum((l) => l.actual), sum((l) => l.expiring), sum(missingIn)];
      const has = versions.get(u.id);
      return {
        label: u.name,
        value: { say: "gapRow", wanted, actual, expiring, missing } as const,
        cells: [
          u.name,
          ...(lines.length === 0 ? ["–", "–", "–", "–"] : [wanted, actual, expiring, missing].map(String)),
          has ? { day: has.delivered } : "–",
        ],
      };
    });
    const rest = below.length - from - shown.length;
    return {
      out: [
        {
          card: "gap",
          data: {
            heading: { say: "besideHeading", where: unit.name },
            lines: [],
            bars: [],
            columns: (["gapUnit", "gapWanted", "gapActual", "gapExpiring", "gapMissing", "gapDelivered"] as const).map((say, i) => ({
              title: { say },
              width: i === 0 ? 4 : 2,
            })),
            table,
            notes: [{ say: "besideNote" }],
            buttons: rest > 0 ? [{ act: "more", title: { button: "more" } }] : [],
          },
          acts: rest > 0 ? { more: ask("gapBeside", { unit: unit.id, page: (about.page ?? 0) + 1 }) } : {},
        },
      ],
    };
  },
});

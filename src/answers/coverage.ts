/** "Har vi nok med KID?": the demands on how many in each unit, and how they are met; numbers, and nobody by name. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { isAlarming } from "../domain/gap.ts";
import { may } from "../domain/permissions.ts";
import type { Line } from "../text/words.ts";
import { competenceName } from "./reasons.ts";
import { gapOfUnit, unitAsked } from "./unitGap.ts";

const most = 15;

export const coverage = definePage({
  id: "coverage",
  about: z.object({ unit: z.string().optional(), competence: z.string().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const unit = unitAsked(about.unit, scene);
    if (!unit || !may(scene.rights, "gap.see", { unit: unit.id })) return { out: [{ say: "gapNotYours" }] };
    const { coverage: all } = await gapOfUnit(unit.id, scene, read);
    const asked = all.filter((c) => about.competence === undefined || c.requirement.competence === about.competence);
    if (asked.length === 0) return { out: [{ say: "noCoverage", where: unit.name }] };
    const sorted = [...asked].sort((a, b) => Number(isAlarming(b)) - Number(isAlarming(a)));
    const lines = sorted.slice(0, most).map((c): Line => {
      const [where, what] = [scene.directory.unit(c.unit)?.name ?? c.unit, competenceName(c.requirement.competence, scene, true)];
      if (!isAlarming(c)) return { say: "coverageMet", where, what, wanted: c.wanted, n: c.actual };
      return c.actual < c.wanted
        ? { say: "coverageShort", where, what, wanted: c.wanted, n: c.actual }
        : { say: "coverageSoonShort", where, what, wanted: c.wanted, n: c.actual - c.expiring };
    });
    return {
      out: [
        {
          card: "message",
          data: {
            heading: { say: "coverageHeading" },
            lines: [...lines, ...(sorted.length > most ? [{ say: "andMore", n: sorted.length - most } as const] : [])],
            buttons: [],
          },
          acts: {},
        },
      ],
    };
  },
});

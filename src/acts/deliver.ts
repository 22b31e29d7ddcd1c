/** "Lever": closes the unit's analysis for the year, with a date and a version, and tells HR where the file for the archive is. */
import { z } from "zod";
import { isEmpty, standOf } from "../answers/analysis.ts";
import { delivered } from "../answers/deliveries.ts";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { yearOf } from "../domain/day.ts";
import { type Analysis, analysisId, isSameAnalysis } from "../domain/need.ts";
import { may } from "../domain/permissions.ts";

export const deliver = definePage({
  id: "deliver",
  about: z.object({ unit: z.string() }),
  act: "help.ask",
  answer: async ({ unit: id }, scene, read) => {
    const { rights, directory, today, me } = scene;
    const unit = directory.unit(id);
    if (!unit || !may(rights, "gap.deliver", { unit: id })) return { out: [{ say: "gapNotYours" }] };
    const year = yearOf(today);
    const stand = await standOf(id, scene, read);
    const { lines, coverage, needs, workforce } = stand;
    if (isEmpty(stand)) return { out: [{ say: "nothingToDeliver" }], next: { do: "start", flow: "addNeed", fill: { unit: id } } };
    const newest = (await delivered(year, read)).get(id);
    const version = (newest?.version ?? 0) + 1;
    const content = {
      lines: [...lines],
      coverage: coverage.map(({ requirement, ...rest }) => ({ ...rest, competence: requirement.competence })),
      needs: needs.map(({ registeredBy: _by, unit: _unit, ...kept }) => kept),
      workforce: workforce.map(({ unit: _unit, ...kept }) => kept),
    };
    if (newest && isSameAnalysis(content, newest))
      return {
        out: [
          menu([{ say: "deliveredAlready", day: { day: newest.delivered }, n: newest.version }], {
            analysisFile: ask("analysisFile", { analysis: newest.id }),
            openAnalysis: ask("analysis", { unit: id }),
          }),
        ],
      };
    const value: Analysis = {
      id: analysisId(id, year, version),
      unit: id,
      year,
      version,
      delivered: today,
      deliveredBy: me.id,
      ...content,
    };
    const file = ask("analysisFile", { analysis: value.id });
    const leader = directory.leaderOfUnit(id, today);
    return {
      changes: [{ put: "analysis", value, at: 0 }],
      out: [
        menu(
          [
            { say: "deliveredLine", day: { day: today }, n: version, lines: lines.length, needs: needs.length },
            { say: "deliveredNote" },
            ...(unit.level === "section" ? [{ say: "sectionsNeedNot" } as const] : []),
          ],
          { analysisFile: file, openAnalysis: ask("analysis", { unit: id }) },
          { heading: { say: "deliveredHeading", year: String(year), where: unit.name } },
        ),
      ],
      notices: [
        ...directory.hr
          .filter((p) => p.id !== me.id)
          .map((p) => ({
            to: p.id,
            out: menu([{ say: "deliveredForHr", who: me.name, where: unit.name, year: String(year), n: version }], { analysisFile: file }),
          })),
        // Whoever leads it is told where somebody else has delivered.
        ...(leader && leader.id !== me.id && !directory.hr.includes(leader)
          ? [{ to: leader.id, out: { say: "deliveredForYou", who: me.name, where: unit.name, year: String(year), n: version } as const }]
          : []),
      ],
    };
  },
});

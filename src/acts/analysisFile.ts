/** A delivered analysis as a file for the archive system, behind an address that is good once. */
import { z } from "zod";
import { workforceLine } from "../answers/analysis.ts";
import { competenceName } from "../answers/reasons.ts";
import { handedOut } from "../dialogue/files.ts";
import { definePage } from "../dialogue/page.ts";
import { missingIn } from "../domain/gap.ts";
import { isDelicateNeed } from "../domain/need.ts";
import { may } from "../domain/permissions.ts";
import type { Phrase } from "../text/words.ts";

export const analysisFile = definePage({
  id: "analysisFile",
  about: z.object({ analysis: z.string() }),
  act: "help.ask",
  answer: async ({ analysis: id }, scene, read) => {
    const { rights, directory, newId } = scene;
    const kept = await read.get("analysis", id);
    if (!kept || !may(rights, "gap.see", { unit: kept.value.unit })) return { out: [{ say: "gapNotYours" }] };
    const a = kept.value;
    const where = directory.unit(a.unit)?.name ?? a.unit;
    // What few may see stays out of a file that is handed on.
    const needs = a.needs.filter((n) => !isDelicateNeed(n) || rights.hr || rights.top);
    const file = newId();
    return handedOut(scene, { say: "archiveFile" }, [
      {
        id: file,
        name: `gap-${a.unit}-${a.year}-v${a.version}.html`,
        heading: { say: "analysisHeading", year: String(a.year), where },
        sections: [
          {
            title: { say: "analysisDelivered", day: { day: a.delivered }, n: a.version },
            lines: needs.length < a.needs.length ? [{ say: "needsLeftOut", n: a.needs.length - needs.length }] : [],
          },
          {
            title: { say: "analysisNumbers" },
            lines: a.lines.map(
              (l): Phrase => ({
                facts: [
                  competenceName(l.competence, scene),
                  { say: "gapRow", wanted: l.wanted, actual: l.actual, expiring: l.expiring, missing: missingIn(l) },
                ],
              }),
            ),
          },
          ...(needs.length > 0
            ? [
                {
                  title: { say: "analysisNeeds" } as const,
                  lines: needs.map(
                    (n): Phrase => ({
                      facts: [
                        n.text,
                        ...(n.strategies ? [{ say: "needStrategies", what: n.strategies } as const] : []),
                        ...(n.measures ? [{ say: "needMeasures", what: n.measures } as const] : []),
                        ...(n.priority ? [{ choice: n.priority, of: "priority" } as const] : []),
                        ...(n.kind ? [{ choice: n.kind, of: "strategyKind" } as const] : []),
                      ],
                    }),
                  ),
                },
              ]
            : []),
          ...(a.workforce.length > 0
            ? [
                {
                  title: { say: "analysisWorkforce" } as const,
                  lines: a.workforce.map(workforceLine),
                },
              ]
            : []),
        ],
      },
    ]);
  },
});

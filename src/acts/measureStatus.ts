/** Sets the status of a measure. Done asks the obligatory question first. */
import { z } from "zod";
import { allMeasures } from "../answers/measures.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { notToChange } from "../dialogue/refused.ts";
import { measureStatuses } from "../domain/measure.ts";
import { bestByName } from "./whichMeasure.ts";

export const measureStatus = definePage({
  id: "measureStatus",
  about: z.object({
    measure: z.string().optional(),
    words: z.string().optional(),
    status: z.enum(measureStatuses).optional(),
    /** The status that the buttons were made for. */
    was: z.enum(measureStatuses).optional(),
  }),
  act: "measure.register",
  answer: async (about, scene, read) => {
    const kept = about.measure ? await read.get("measure", about.measure) : bestByName(about.words ?? "", await allMeasures(scene, read));
    if (!kept || !scene.sees("measure.see", { measure: kept.value }))
      return { out: [{ say: "whichMeasure" }], next: ask("measures", { whose: "mine" }) };
    const m = kept.value;
    const refused = notToChange(scene, m);
    if (refused) return { out: [refused] };
    const stale = about.was !== undefined && about.was !== m.status;
    if (!about.status || stale)
      return {
        out: [
          ...(stale ? [{ say: "changedMeanwhile" } as const] : []),
          {
            card: "message",
            data: {
              lines: [{ say: "whichStatus", what: m.name, status: { choice: m.status, of: "measureStatus" } }],
              buttons: measureStatuses.filter((s) => s !== m.status).map((s) => ({ act: s, title: { choice: s, of: "measureStatus" } })),
            },
            acts: Object.fromEntries(measureStatuses.map((s) => [s, ask("measureStatus", { measure: m.id, status: s, was: m.status })])),
            once: true,
          },
        ],
      };
    if (about.status === "done") return { out: [], next: { do: "start", flow: "measureEffect", fill: {}, subject: m.id } };
    if (about.status !== "draft" && !m.goal)
      return { out: [{ say: "goalFirst", what: m.name }], next: { do: "start", flow: "registerMeasure", fill: {}, subject: m.id } };
    return {
      changes: [{ put: "measure", value: { ...m, status: about.status }, at: kept.revision }],
      out: [{ say: "statusSet", what: m.name, status: { choice: about.status, of: "measureStatus" } }],
    };
  },
});

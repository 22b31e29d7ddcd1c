/** Phase-out that has been discussed with the unions, and may be seen like other needs from now on. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { may } from "../domain/permissions.ts";

export const discussNeed = definePage({
  id: "discussNeed",
  about: z.object({ need: z.string() }),
  act: "need.add",
  answer: async ({ need: id }, { rights, today }, read) => {
    const kept = await read.get("need", id);
    if (!kept || !may(rights, "need.see", { need: kept.value })) return { out: [{ say: "noLongerThere" }] };
    if (!(rights.hr || rights.top)) return { out: [{ say: "discussedByHr" }] };
    return {
      changes: [{ put: "need", value: { ...kept.value, discussed: today }, at: kept.revision }],
      out: [{ say: "needDiscussed" }],
    };
  },
});

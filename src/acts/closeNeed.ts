/** A need that is met, or that turned out to be none, leaves the analysis; what was delivered keeps it. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { may } from "../domain/permissions.ts";

export const closeNeed = definePage({
  id: "closeNeed",
  about: z.object({ need: z.string(), back: z.boolean().optional() }),
  act: "need.add",
  answer: async ({ need: id, back }, { rights, today }, read) => {
    const kept = await read.get("need", id);
    if (!kept || !may(rights, "need.see", { need: kept.value })) return { out: [{ say: "noLongerThere" }] };
    const { value: need, revision } = kept;
    if (!may(rights, "need.addIn", { unit: need.unit })) return { out: [{ say: "notAllowed" }] };
    const changes = [{ put: "need", value: { ...need, closed: back ? null : today }, at: revision } as const];
    if (back) return { changes, out: [{ say: "needOpenAgain" }] };
    return { changes, out: [menu([{ say: "needClosed" }], { takeBack: ask("closeNeed", { need: id, back: true }) })] };
  },
});

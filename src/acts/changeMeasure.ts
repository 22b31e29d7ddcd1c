/** "Endre fristen på brannvernkurset til 1. mai": opens the measure with the change filled in. */
import { z } from "zod";
import { allMeasures } from "../answers/measures.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { notToChange } from "../dialogue/refused.ts";
import { fill } from "../ports/command.ts";
import { bestByName } from "./whichMeasure.ts";

export const changeMeasure = definePage({
  id: "changeMeasure",
  about: z.object({ words: z.string(), fill: fill.optional() }),
  act: "measure.register",
  answer: async (about, scene, read) => {
    const kept = bestByName(about.words, await allMeasures(scene, read));
    if (!kept) return { out: [{ say: "whichMeasure" }], next: ask("measures", { whose: "mine" }) };
    const refused = notToChange(scene, kept.value);
    if (refused) return { out: [refused] };
    return { out: [], next: { do: "start", flow: "registerMeasure", fill: about.fill ?? {}, subject: kept.value.id } };
  },
});

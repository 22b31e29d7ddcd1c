/** "Skriv nynorsk til meg": the person's own choice of language. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { worldMoved } from "../dialogue/world.ts";
import { language } from "../domain/language.ts";

export const setLanguage = definePage({
  id: "setLanguage",
  about: z.object({ language }),
  act: "help.ask",
  answer: async (about, { me }, read) => {
    const kept = await read.get("person", me.id);
    return {
      language: about.language,
      out: [{ say: "languageSet" }],
      changes: kept
        ? [{ put: "person", value: { ...kept.value, language: about.language }, at: kept.revision }, await worldMoved(read)]
        : [],
    };
  },
});

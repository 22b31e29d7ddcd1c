/** HR says who somebody is whom the bot did not recognise. */
import { z } from "zod";
import { definePage } from "../dialogue/page.ts";
import { worldMoved } from "../dialogue/world.ts";

export const confirmPerson = definePage({
  id: "confirmPerson",
  about: z.object({ person: z.string(), aadObjectId: z.string() }),
  act: "hr.confirmPerson",
  answer: async (about, { directory }, read) => {
    const kept = await read.get("person", about.person);
    const wrote = await read.get("stranger", about.aadObjectId);
    if (!kept || kept.value.aadObjectId !== null || !wrote || directory.byObjectId(about.aadObjectId))
      return { out: [{ say: "alreadyKnown" }] };
    return {
      out: [{ say: "personConfirmed", who: kept.value.name }],
      changes: [
        { put: "person", value: { ...kept.value, aadObjectId: about.aadObjectId, hasTeams: true }, at: kept.revision },
        { remove: "stranger", id: about.aadObjectId },
        await worldMoved(read),
      ],
    };
  },
});

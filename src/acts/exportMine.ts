/** "Eksporter dataene mine": everything that is held about the person, as data and as a page, behind addresses that are good once. */
import { z } from "zod";
import { heldAbout } from "../answers/held.ts";
import { sectionsOf } from "../answers/heldWords.ts";
import { fileLinks } from "../dialogue/files.ts";
import { definePage } from "../dialogue/page.ts";

export const exportMine = definePage({
  id: "exportMine",
  about: z.object({}),
  act: "self.export",
  answer: async (_about, scene, read) => {
    const { me, now, today, municipality, directory, publicUrl, newId } = scene;
    if (!publicUrl)
      return { out: [{ say: "exportNowhere", who: directory.person(municipality.contact.person)?.name ?? municipality.name }] };
    const held = await heldAbout(scene, read);
    const records = Object.groupBy(
      // An earlier export is no news to anybody, and would hold itself the next time; a file that HR brings is about others.
      held.records.filter(({ kind }) => kind !== "file" && kind !== "received"),
      ({ kind }) => kind,
    );
    const data = {
      municipality: municipality.name,
      made: now,
      person: me.id,
      records: Object.fromEntries(Object.entries(records).map(([kind, all]) => [kind, all.map(({ kept }) => kept.value)])),
      audit: held.trail,
    };
    const [page, json] = [newId(), newId()];
    return {
      files: [
        { id: page, name: `kompis-${me.id}-${today}.html`, heading: { say: "aboutMeHeading" }, sections: sectionsOf(held, scene, true) },
        { id: json, name: `kompis-${me.id}-${today}.json`, json: data },
      ],
      out: [
        fileLinks(
          publicUrl,
          [{ say: "exportReady" }, { say: "exportOnce" }],
          [
            { id: page, button: "downloadPage" },
            { id: json, button: "downloadData" },
          ],
        ),
      ],
    };
  },
});

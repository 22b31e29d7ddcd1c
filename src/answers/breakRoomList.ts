/** "Liste til vaktrommet": what hangs on a wall is read by everybody, so it has courses, dates and places, and no names. */
import { z } from "zod";
import { handedOut } from "../dialogue/files.ts";
import { definePage } from "../dialogue/page.ts";
import type { CardOut } from "../dialogue/scene.ts";
import { may } from "../domain/permissions.ts";
import type { Phrase } from "../text/words.ts";
import { dateFacts } from "./courses.ts";
import { competenceName } from "./reasons.ts";
import { gapOfUnit, unitAsked } from "./unitGap.ts";

const mostCompetences = 8;
const mostDates = 3;
const none: Phrase[] = [{ say: "noDateYet" }];

export const breakRoomList = definePage({
  id: "breakRoomList",
  about: z.object({ unit: z.string().optional() }),
  act: "help.ask",
  answer: async (about, scene, read) => {
    const { catalogue, today, rights, newId } = scene;
    const unit = unitAsked(about.unit, scene);
    if (!unit || !may(rights, "gap.see", { unit: unit.id })) return { out: [{ say: "gapNotYours" }] };
    const { lines } = await gapOfUnit(unit.id, scene, read);
    // All that is required, and not only what is lacking: in a small unit that would say who.
    const wanted = lines.slice(0, mostCompetences);
    const items = wanted.flatMap((line) => {
      const giving = [...catalogue.courses.values()].filter((c) => !c.withdrawn && c.competences.includes(line.competence));
      const anyTime = giving
        .filter((c) => c.arena === "eLearning" && c.dates.length === 0)
        .map((c): Phrase => ({ facts: [c.title, { say: "anyTime" }] }));
      const dates = giving
        .flatMap((c) => c.dates.filter((d) => d.from >= today).map((d) => ({ c, d })))
        .sort((a, b) => (a.d.from < b.d.from ? -1 : 1))
        .slice(0, mostDates)
        .map(({ c, d }): Phrase => ({ facts: [c.title, dateFacts(d)] }));
      return [
        {
          title: competenceName(line.competence, scene),
          lines: dates.length + anyTime.length > 0 ? [...dates, ...anyTime] : none,
          buttons: [],
        },
      ];
    });
    if (items.length === 0) return { out: [{ say: "nothingForWall", where: unit.name }] };
    const heading = { say: "wallHeading", where: unit.name } as const;
    const printed = handedOut(scene, { say: "toPrint" }, [
      { id: newId(), name: `kurs-${unit.id}-${today}.html`, heading, sections: items.map(({ title, lines: l }) => ({ title, lines: l })) },
    ]);
    const list: CardOut = { card: "list", data: { heading, items, notes: [{ say: "wallNote" }], buttons: [] }, acts: {} };
    return { ...printed, out: [list, ...(printed.files.length > 0 ? printed.out : [])] };
  },
});

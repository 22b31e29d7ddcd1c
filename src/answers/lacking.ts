/** "Hva mangler jeg?" and "hva går ut?": what the person's roles require, against what is registered. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import { standingsOf } from "../domain/standing.ts";
import type { Phrase } from "../text/words.ts";

export const lacking = definePage({
  id: "lacking",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, { me, catalogue, directory, today }, read) => {
    const trainings = (await read.find("training", { person: me.id })).map((kept) => kept.value);
    const standings = standingsOf(me.id, trainings, catalogue.courses, catalogue.requirements, directory, today);
    const toDo = standings.filter((s) => s.state !== "valid");
    const name = (id: string): Phrase => {
      const c = catalogue.competences.get(id);
      return c ? { name: c.name } : id;
    };
    if (standings.length === 0) return { out: [{ say: "nothingRequired" }] };
    if (toDo.length === 0) return { out: [{ say: "allInOrder", n: standings.length }] };
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "lackingHeading", n: toDo.length, of: standings.length },
            items: toDo.map((s) => ({
              title: name(s.requirement.competence),
              lines: [
                s.until === null
                  ? { say: "notRegistered" }
                  : { say: s.state === "expired" ? "wasValidUntil" : "renewBy", day: { day: s.until } },
              ],
              buttons: [],
            })),
            notes: [{ say: "lackingNote" }],
            buttons: [
              { act: "courses", title: { button: "openCourses" } },
              { act: "log", title: { button: "openLog" } },
            ],
          },
          acts: { courses: ask("courses", { role: "@me" }), log: { do: "start", flow: "logTraining", fill: {} } },
        },
      ],
    };
  },
});

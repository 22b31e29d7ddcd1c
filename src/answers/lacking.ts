/** "Hva mangler jeg?" and "hva går ut?": what the person's roles require, against what is registered. */
import { z } from "zod";
import { ownLearning } from "../catalogue/attained.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { attainedBy, standingsOf } from "../domain/standing.ts";
import { competenceName } from "./reasons.ts";

export const lacking = definePage({
  id: "lacking",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, scene, read) => {
    const { me, catalogue, directory, today } = scene;
    const attained = attainedBy(await ownLearning(scene, read), catalogue.courses);
    const standings = standingsOf(me, attained, catalogue.requirements, directory, today);
    const toDo = standings.filter((s) => s.state !== "valid");
    if (standings.length === 0) return { out: [{ say: "nothingRequired" }] };
    if (toDo.length === 0) return { out: [{ say: "allInOrder", n: standings.length }] };
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "lackingHeading", n: toDo.length, of: standings.length },
            items: toDo.map((s) => ({
              title: competenceName(s.requirement.competence, scene),
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

/** "Hva har jeg tatt?": the own training, newest first, with what is still valid. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { validUntil } from "../domain/standing.ts";
import type { Phrase } from "../text/words.ts";
import { openersFor } from "./openers.ts";

const most = 15;

export const myTraining = definePage({
  id: "myTraining",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, scene, read) => {
    const { me, catalogue, directory, today } = scene;
    const trainings = (await read.find("training", { person: me.id }))
      .map((kept) => kept.value)
      .filter((training) => scene.sees("training.see", { training }))
      .sort((a, b) => b.date.to.localeCompare(a.date.to));
    if (trainings.length === 0) {
      const { buttons, acts } = asButtons(openersFor(scene).filter((o) => o.button === "openLog" || o.button === "openCourses"));
      return { out: [{ card: "message", data: { lines: [{ say: "noTrainingYet" }], buttons }, acts }] };
    }
    const shownNow = trainings.slice(0, most);
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "myTrainingHeading", n: trainings.length },
            items: shownNow.map((t) => {
              const course = t.course ? catalogue.courses.get(t.course) : undefined;
              const until = course ? validUntil(course, me, t.date.to, catalogue.requirements, directory) : null;
              const facts: Phrase[] = [{ span: t.date }];
              if (t.hours || t.studyPoints) facts.push({ extent: { hours: t.hours, studyPoints: t.studyPoints } });
              if (t.provider) facts.push(t.provider);
              return {
                title: t.title,
                lines: [
                  { facts },
                  ...(until ? [{ say: until < today ? "wasValidUntil" : "validUntil", day: { day: until } } as const] : []),
                  ...(t.onlyMe ? [{ say: "onlyYouSee" } as const] : []),
                  ...(t.objected ? [{ say: "youObjected" } as const] : []),
                ],
                buttons: [],
              };
            }),
            notes: trainings.length > most ? [{ say: "andMore", n: trainings.length - most }] : [],
            buttons: [
              { act: "log", title: { button: "openLog" } },
              { act: "lacking", title: { button: "openLacking" } },
            ],
          },
          acts: { log: { do: "start", flow: "logTraining", fill: {} }, lacking: ask("lacking") },
        },
      ],
    };
  },
});

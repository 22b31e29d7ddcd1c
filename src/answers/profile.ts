/** "Profilen min": positions, what is valid and what is lacking, sign-ups, and what the person has chosen; seen by nobody else in one piece. */
import { z } from "zod";
import { ownLearning } from "../catalogue/attained.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { attainedBy, type Standing, standingsOf } from "../domain/standing.ts";
import type { Command } from "../ports/command.ts";
import type { Phrase } from "../text/words.ts";
import { dateFacts } from "./courses.ts";
import { upcoming } from "./mySignUps.ts";
import { competenceName } from "./reasons.ts";

const mostInterests = 6;

export const profile = definePage({
  id: "profile",
  about: z.object({}),
  act: "training.log",
  answer: async (_about, scene, read) => {
    const { me, directory, catalogue, today } = scene;
    const learned = await ownLearning(scene, read);
    const attained = attainedBy(learned, catalogue.courses);
    const standings = standingsOf(me, attained, catalogue.requirements, directory, today);
    const line = (s: Standing): Phrase => ({
      facts: [
        competenceName(s.requirement.competence, scene),
        s.state === "missing"
          ? { say: "notRegistered" }
          : s.until === null
            ? { say: "noEnd" }
            : s.state === "valid"
              ? { say: "validUntil", day: { day: s.until } }
              : { say: s.state === "expired" ? "wasValidUntil" : "renewBy", day: { day: s.until } },
      ],
    });
    const required = new Set(standings.map((s) => s.requirement.competence));
    const beside = [...attained.keys()].filter((c) => !required.has(c));
    const going = (await upcoming(scene, read)).map((kept) => kept.value);
    const interests = (await read.find("interest", { person: me.id })).map((kept) => kept.value).slice(0, mostInterests);
    const dismissed = (await read.find("dismissal", { person: me.id })).map((kept) => kept.value);
    const acts: Record<string, Command> = { courses: ask("courses", { role: "@me" }), training: ask("myTraining") };
    interests.forEach((one, i) => {
      acts[`gone${i}`] = ask("interest", { topic: one.topic, gone: true });
    });
    dismissed.slice(0, mostInterests).forEach((one, i) => {
      acts[`back${i}`] = ask("dismiss", { course: one.course, back: true });
    });
    const items = [
      {
        title: { say: "profileWork" } as const,
        lines: directory.positionsOf(me, today).map((p): Phrase => {
          const role = directory.role(p.role);
          return { facts: [role ? { name: role.name } : p.role, directory.unit(p.unit)?.name ?? "", `${p.percent} %`] };
        }),
        buttons: [],
      },
      ...(standings.length > 0 ? [{ title: { say: "profileRequired" } as const, lines: standings.map(line), buttons: [] }] : []),
      ...(beside.length > 0
        ? [{ title: { say: "profileBeside" } as const, lines: beside.map((c) => competenceName(c, scene)), buttons: [] }]
        : []),
      ...(going.length > 0
        ? [
            {
              title: { say: "profileGoing" } as const,
              lines: going.map(
                (s): Phrase => ({ facts: [catalogue.courses.get(s.course)?.title ?? s.course, dateFacts({ ...s, end: null })] }),
              ),
              buttons: [],
            },
          ]
        : []),
      ...interests.map((one, i) => ({
        title: { say: "profileInterest", what: one.topic } as const,
        lines: [],
        buttons: [{ act: `gone${i}`, title: { button: "forgetIt" } as const }],
      })),
      ...dismissed.slice(0, mostInterests).map((one, i) => ({
        title: { say: "profileDismissed", what: catalogue.courses.get(one.course)?.title ?? one.course } as const,
        lines: one.why ? [{ choice: one.why, of: "dismissal" } as const] : [],
        buttons: [{ act: `back${i}`, title: { button: "suggestAgain" } as const }],
      })),
    ];
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "profileHeading", who: me.name },
            items,
            notes: [{ say: "profileNote" }],
            buttons: [
              { act: "courses", title: { button: "openCourses" } },
              { act: "training", title: { button: "openMyTraining" } },
            ],
          },
          acts,
        },
      ],
    };
  },
});

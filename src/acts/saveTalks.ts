/** Development talks that were held, come later, or not now: kept for the year they belong to, and told to those who had one. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { day, yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId, withTalksOf } from "../domain/developmentTalk.ts";
import type { Phrase } from "../text/words.ts";

const people = z.array(z.string()).max(1000);

export const saveTalks = definePage({
  id: "saveTalks",
  about: z.object({ held: people, later: people, notNow: people, day }),
  act: "talk.register",
  answer: async ({ held, later, notNow, day: on }, scene, read) => {
    const { me, today, directory } = scene;
    const own = new Set(withTalksOf(me.id, directory, today).map((p) => p.id));
    const told = { held, later, notNow } as const;
    if (on > today || Object.values(told).some((ids) => ids.some((id) => !own.has(id)))) return { out: [{ say: "notYourTalks" }] };
    const saved = await Promise.all(
      (["held", "later", "notNow"] as const).flatMap((state) =>
        told[state].map(async (person) => {
          const year = yearOf(state === "held" ? on : today);
          const id = developmentTalkId(person, year);
          const kept = await read.get("developmentTalk", id);
          // One that was held is not undone by a plan.
          if (state !== "held" && kept?.value.state === "held" && !kept.value.objected) return [];
          const value: DevelopmentTalk = {
            id,
            person,
            year,
            state,
            day: state === "held" ? on : null,
            start: null,
            registeredBy: me.id,
            registered: today,
            objected: false,
          };
          return [{ put: "developmentTalk", value, at: kept?.revision ?? 0 } as const];
        }),
      ),
    );
    const year = yearOf(on);
    return {
      changes: saved.flat(),
      out: [
        menu(
          [
            { say: "talksSaved", n: new Set(saved.flat().map((put) => put.value.person)).size },
            ...(["held", "later", "notNow"] as const).flatMap((state): Phrase[] => {
              const names = saved
                .flat()
                .flatMap(({ value }) => (value.state === state ? (directory.person(value.person)?.name ?? []) : []));
              return names.length > 0 ? [{ facts: [{ label: state, flow: "registerTalks" }, { list: names }] }] : [];
            }),
          ],
          { openTalks: ask("talks") },
        ),
      ],
      notices: held
        .filter((p) => directory.person(p)?.hasTeams)
        .map((to) => ({
          to,
          out: menu(
            [{ say: "talkHeld", who: me.name, day: { weekday: on } }],
            { thatIsRight: ask("objectTalk", { year, right: true }), thatIsWrong: ask("objectTalk", { year, right: false }) },
            { once: true },
          ),
        })),
    };
  },
});

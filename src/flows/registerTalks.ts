/** Development talks that were held, and those that come later: the own people, on one card and in one press. Never what was said in them. */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { yearOf } from "../domain/day.ts";
import { type DevelopmentTalk, developmentTalkId } from "../domain/developmentTalk.ts";

/** Those whose talk is with the speaker. */
export const ownTalks = ({ me, directory, today }: Scene) =>
  directory.data.people
    .filter((p) => directory.leaderOf(p, today)?.id === me.id)
    .map((p) => ({ value: p.id, title: p.name }))
    .sort((a, b) => a.title.localeCompare(b.title, "nb"));
const options = (_answers: unknown, scene: Scene) => ownTalks(scene);

export const registerTalks = defineFlow({
  id: "registerTalks",
  version: 1,
  act: "talk.register",
  fields: {
    held: { kind: "people", options },
    taken: { kind: "taken" },
    later: { kind: "people", offered: true, options },
    notNow: { kind: "people", offered: true, options },
  },
  derive: ({ held }, { today }) => ({ taken: held && held.length > 0 ? { from: today, to: today } : null }),
  check: ({ held, taken, later, notNow }, scene) => {
    const own = new Set(ownTalks(scene).map((p) => p.value));
    const all = [held ?? [], later ?? [], notNow ?? []];
    const field = (["held", "later", "notNow"] as const).find((_, i) => all[i]?.some((p) => !own.has(p)));
    if (field) return { field, say: { say: "notYourTalks" } };
    if (all.every((people) => people.length === 0)) return { field: "held", say: { say: "nobodyTicked" } };
    if (new Set(all.flat()).size < all.flat().length) return { field: "held", say: { say: "tickedTwice" } };
    return taken && taken.to > scene.today ? { field: "taken", say: { say: "talkNotYet" } } : undefined;
  },
  notes: ({ held }) => [...(held && held.length > 0 ? [{ say: "talkTold" } as const] : []), { say: "talkNothingElse" }],
  save: ({ held, taken, later, notNow }, { me, today, directory }) => {
    const year = yearOf(today);
    const day = taken?.to ?? today;
    const talk = (person: string, state: DevelopmentTalk["state"]): DevelopmentTalk => ({
      id: developmentTalkId(person, year),
      person,
      year,
      state,
      day: state === "held" ? day : null,
      start: null,
      registeredBy: me.id,
      registered: today,
      objected: false,
    });
    const talks = [
      ...(held ?? []).map((p) => talk(p, "held")),
      ...(later ?? []).map((p) => talk(p, "later")),
      ...(notNow ?? []).map((p) => talk(p, "notNow")),
    ];
    return {
      changes: talks.map((value) => ({ put: "developmentTalk", value }) as const),
      out: [menu([{ say: "talksSaved", n: talks.length }], { openTalks: ask("talks") })],
      notices: (held ?? [])
        .filter((p) => directory.person(p)?.hasTeams)
        .map((to) => ({
          to,
          out: menu(
            [{ say: "talkHeld", who: me.name, day: { weekday: day } }],
            { thatIsRight: ask("objectTalk", { year, right: true }), thatIsWrong: ask("objectTalk", { year, right: false }) },
            { once: true },
          ),
        })),
    };
  },
});

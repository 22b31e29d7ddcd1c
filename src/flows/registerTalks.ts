/** Development talks that were held, and those that come later: the own people, on one card and in one press. Never what was said in them. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { withTalksOf } from "../domain/developmentTalk.ts";

/** Those whose talk is with the speaker. */
const options = (_answers: unknown, { me, directory, today }: Scene) =>
  withTalksOf(me.id, directory, today).map((p) => ({ value: p.id, title: p.name }));

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
    const own = new Set(options({}, scene).map((p) => p.value));
    const all = [held ?? [], later ?? [], notNow ?? []];
    const field = (["held", "later", "notNow"] as const).find((_, i) => all[i]?.some((p) => !own.has(p)));
    if (field) return { field, say: { say: "notYourTalks" } };
    if (all.every((people) => people.length === 0)) return { field: "held", say: { say: "nobodyTicked" } };
    if (new Set(all.flat()).size < all.flat().length) return { field: "held", say: { say: "tickedTwice" } };
    return taken && taken.to > scene.today ? { field: "taken", say: { say: "talkNotYet" } } : undefined;
  },
  notes: ({ held }) => [...(held && held.length > 0 ? [{ say: "talkTold" } as const] : []), { say: "talkNothingElse" }],
  save: ({ held, taken, later, notNow }, { today }) => ({
    out: [],
    opens: ask("saveTalks", { held: held ?? [], later: later ?? [], notNow: notNow ?? [], day: taken?.to ?? today }),
  }),
});

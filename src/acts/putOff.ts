/** "Utsett": a reminder that the person wants later, or not at all. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { addDays, day, easter, isWorkingDay, weekday, yearOf } from "../domain/day.ts";
import { noWish, reminderKinds, unmutable } from "../domain/wish.ts";

/** Easter is a day to put something off to when it is so near, in days. */
const nearEaster = 60;

const nextWorkingDay = (today: string): string => {
  for (let d = addDays(today, 1); ; d = addDays(d, 1)) if (isWorkingDay(d)) return d;
};

export const putOff = definePage({
  id: "putOff",
  about: z.object({
    matter: z.string().max(300),
    kind: z.enum(reminderKinds),
    /** Null for never again; the kind is muted where there is no day at all. */
    until: day.nullable().optional(),
    mute: z.boolean().optional(),
    done: z.boolean().optional(),
  }),
  act: "self.ask",
  answer: async ({ matter, kind, until, mute, done }, { me, today }, read) => {
    if (mute) {
      const kept = await read.get("wish", me.id);
      const wish = kept?.value ?? noWish(me.id);
      if (unmutable.includes(kind)) return { out: [{ say: "cannotMute" }] };
      const value = { ...wish, muted: [...new Set([...wish.muted, kind])] };
      return { changes: [{ put: "wish", value, at: kept?.revision ?? 0 }], out: [{ say: "kindMuted" }] };
    }
    if (until === null && unmutable.includes(kind)) return { out: [{ say: "cannotMute" }] };
    if (until !== undefined)
      return {
        changes: [{ put: "putOff", value: { id: `${me.id}/${matter}`, person: me.id, matter, made: today, until } }],
        out: [until === null ? { say: done ? "doneGladly" : "notAgain" } : { say: "putOffUntil", day: { weekday: until } }],
      };
    const then = (to: string) => ask("putOff", { matter, kind, until: to });
    const afterEaster = addDays(easter(yearOf(today)), 2);
    const isEasterNear = today < afterEaster && addDays(today, nearEaster) >= afterEaster;
    const { buttons, acts } = asButtons({
      tomorrow: then(nextWorkingDay(today)),
      nextWeek: then(nextWorkingDay(addDays(today, 7 - weekday(today)))),
      afterEaster: isEasterNear ? then(afterEaster) : undefined,
      otherDay: { do: "start", flow: "putOffUntil", fill: { matter, kind } },
      // Talks and measures are done where they are registered.
      isDone:
        unmutable.includes(kind) || kind === "talks" || kind === "measures"
          ? undefined
          : ask("putOff", { matter, kind, until: null, done: true }),
      irrelevant: unmutable.includes(kind) ? undefined : ask("putOff", { matter, kind, until: null }),
      muteKind: unmutable.includes(kind) ? undefined : ask("putOff", { matter, kind, mute: true }),
    });
    return { out: [{ card: "message", data: { lines: [{ say: "putOffHow" }], buttons }, acts }] };
  },
});

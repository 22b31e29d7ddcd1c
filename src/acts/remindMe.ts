/** "Bare når jeg spør", "en gang i uka", "jeg er i permisjon til mai": how the person wants to be reminded. Nobody else is told. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { clock, day } from "../domain/day.ts";
import { noWish, paces } from "../domain/wish.ts";
import { mannerOf, paceSaid } from "../reminders/morning.ts";
import type { Phrase } from "../text/words.ts";

export const remindMe = definePage({
  id: "remindMe",
  about: z.object({
    pace: z.enum(paces).optional(),
    away: day.nullable().optional(),
    from: day.optional(),
    hours: z.object({ from: clock.optional(), to: clock.optional() }).optional(),
    untilWhen: z.boolean().optional(),
    hearAll: z.boolean().optional(),
  }),
  act: "self.ask",
  answer: async ({ pace, away, from, hours, untilWhen, hearAll }, { me, today, directory, wheel }, read) => {
    const kept = await read.get("wish", me.id);
    const before = kept?.value ?? noWish(me.id);
    if (untilWhen) return { out: [{ say: "awayHow" }] };
    const save = (value: typeof before) => [{ put: "wish", value, at: kept?.revision ?? 0 } as const];
    if (away !== undefined) {
      if (away !== null && away < today) return { out: [{ say: "awayIsOver" }] };
      return {
        changes: save({ ...before, awayFrom: from ?? null, away }),
        out: [
          away === null
            ? { say: "backAgain" }
            : from
              ? { say: "awayBetween", from: { day: from }, day: { day: away } }
              : { say: "awayUntil", day: { day: away } },
        ],
      };
    }
    if (hours) {
      const usual = before.hours ?? wheel.hours;
      const own = { from: hours.from ?? usual.from, to: hours.to ?? usual.to };
      if (own.from >= own.to) return { out: [{ say: "hoursWrong" }] };
      return { changes: save({ ...before, hours: own }), out: [{ say: "hoursSaid", ...own }] };
    }
    if (hearAll) return { changes: save({ ...before, muted: [] }), out: [{ say: "hearsAll" }] };
    if (pace) return { changes: save({ ...before, pace }), out: [paceSaid[pace]] };
    const { pace: now } = mannerOf(me.id, { directory, wheel, today, wish: () => before });
    const isAway = before.away !== null && before.away >= today;
    const lines: Phrase[] = [
      paceSaid[now],
      ...(isAway ? [{ say: "awayUntil", day: { day: before.away ?? today } } as const] : []),
      ...(before.hours ? [{ say: "hoursSaid", ...before.hours } as const] : []),
      ...before.muted.map((kind): Phrase => ({ say: "isMuted", what: { choice: kind, of: "reminder" } })),
    ];
    const { buttons, acts } = asButtons({
      usual: now === "usual" ? undefined : ask("remindMe", { pace: "usual" }),
      weekly: now === "weekly" ? undefined : ask("remindMe", { pace: "weekly" }),
      onlyAsked: now === "asked" ? undefined : ask("remindMe", { pace: "asked" }),
      hearAll: before.muted.length > 0 ? ask("remindMe", { hearAll: true }) : undefined,
      iAmBack: isAway ? ask("remindMe", { away: null }) : undefined,
    });
    return { out: [{ card: "message", data: { lines, buttons }, acts }] };
  },
});

/** "Hva sendes ut neste uke?": for HR, how many are told of what on each of the coming days, and a way to stop it. */
import { z } from "zod";
import { asButtons } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { addDays } from "../domain/day.ts";
import { gateId } from "../ports/records.ts";
import { mornings } from "../reminders/dryRun.ts";
import { countsOf } from "../reminders/preview.ts";
import { readYear } from "../reminders/reading.ts";

const daysAhead = 7;

export const whatIsSent = definePage({
  id: "whatIsSent",
  about: z.object({}),
  act: "reminders.release",
  answer: async (_about, { directory, catalogue, wheel, today }, read) => {
    const year = await readYear(read, { directory, catalogue }, wheel, today);
    const planned = mornings(year, today, addDays(today, daysAhead));
    const byDay = [...Map.groupBy(planned, (p) => p.day)];
    const isStopped = (await read.get("gate", gateId))?.value.stopped ?? false;
    const { buttons, acts } = asButtons({
      startAgain: isStopped ? ask("releaseReminders", { what: "start" }) : undefined,
      unreached: ask("unreached"),
      stopAll: isStopped ? undefined : ask("releaseReminders", { what: "stop" }),
    });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: { say: "sentHeading" },
            items: byDay.map(([day, all]) => ({
              title: { say: "sentOn", day: { weekday: day }, n: all.length } as const,
              lines: [...countsOf(all.flatMap((p) => p.items.map((i) => i.kind)))],
              buttons: [],
            })),
            notes: [
              ...(byDay.length === 0 ? [{ say: "nothingSent" } as const] : []),
              ...(byDay.length > 0 ? [{ say: "sentNote" } as const] : []),
              ...(isStopped ? [{ say: "allStopped" } as const] : []),
            ],
            buttons,
          },
          acts,
        },
      ],
    };
  },
});

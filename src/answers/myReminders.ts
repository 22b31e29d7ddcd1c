/** "Hva bør jeg huske på?": everything that is due to the person now, told or not. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { listed } from "../reminders/card.ts";
import { dueByPerson } from "../reminders/morning.ts";
import { readYear } from "../reminders/reading.ts";

export const myReminders = definePage({
  id: "myReminders",
  about: z.object({}),
  act: "self.ask",
  answer: async (_about, { me, directory, catalogue, wheel, today }, read) => {
    const year = await readYear(read, { directory, catalogue }, wheel, today);
    // Whoever asks is told, also of what is muted and while away.
    const due = dueByPerson({ ...year, wish: (person) => (person === me.id ? undefined : year.wish(person)) }).get(me.id) ?? [];
    if (due.length === 0) return { out: [menu([{ say: "nothingOnList" }], { howReminded: ask("remindMe") })] };
    return { out: [listed(due, { say: "myRemindersHeading" })] };
  },
});

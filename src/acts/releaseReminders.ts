/** HR lets the reminders out that it has looked at, stops everything that nobody asked for, or starts it again. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { importMark } from "../dialogue/world.ts";
import { gateId, newGate, released } from "../reminders/gate.ts";

export const releaseReminders = definePage({
  id: "releaseReminders",
  about: z.object({ what: z.enum(["send", "stop", "start"]), seasons: z.array(z.string().max(40)).max(10).optional() }),
  act: "reminders.release",
  answer: async ({ what, seasons = [] }, { today }, read) => {
    const kept = await read.get("gate", gateId);
    const gate = kept?.value ?? newGate;
    const imported = (await read.get("mark", importMark))?.value.count ?? 0;
    const value = what === "send" ? released(gate, seasons, imported, today) : { ...gate, stopped: what === "stop" };
    const changes = [{ put: "gate", value, at: kept?.revision ?? 0 } as const];
    if (what === "stop")
      return { changes, out: [menu([{ say: "allStopped" }], { startAgain: ask("releaseReminders", { what: "start" }) })] };
    return { changes, out: [{ say: what === "start" ? "allStarted" : gate.stopped ? "releasedButStopped" : "reminderReleased" }] };
  },
});

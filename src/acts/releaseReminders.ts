/** HR lets the reminders out that it has looked at, stops everything that nobody asked for, or starts it again. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { importsOf } from "../dialogue/world.ts";
import { type Gate, gateId } from "../ports/records.ts";
import type { ReadStore } from "../ports/store.ts";
import { closedBy, newGate, released } from "../reminders/gate.ts";
import { isAskedFor, morning } from "../reminders/morning.ts";
import { previewCard } from "../reminders/preview.ts";
import { readYear } from "../reminders/reading.ts";

/** What waits for HR now; undefined where nothing does. */
const waiting = async ({ directory, catalogue, wheel, today }: Scene, read: ReadStore, gate: Gate, imported: number) => {
  const pushes = morning(await readYear(read, { directory, catalogue }, wheel, today)).filter((p) => !p.items.every(isAskedFor));
  const why = pushes.length > 0 ? closedBy(gate, pushes, imported, today) : undefined;
  return why && previewCard(pushes, why, today, imported);
};

export const releaseReminders = definePage({
  id: "releaseReminders",
  about: z.object({
    what: z.enum(["send", "stop", "start"]),
    /** What HR has seen, from the card that was pressed; without it the numbers are shown first. */
    seasons: z.array(z.string().max(40)).max(10).optional(),
    imported: z.number().int().optional(),
  }),
  act: "reminders.release",
  answer: async ({ what, seasons, imported: seen }, scene, read) => {
    const kept = await read.get("gate", gateId);
    const gate = kept?.value ?? newGate;
    const put = (value: Gate) => [{ put: "gate", value, at: kept?.revision ?? 0 } as const];
    if (what === "stop")
      return {
        changes: put({ ...gate, stopped: true }),
        out: [menu([{ say: "allStopped" }], { startAgain: ask("releaseReminders", { what: "start" }) })],
      };
    if (what === "start") return { changes: put({ ...gate, stopped: false }), out: [{ say: "allStarted" }] };
    const imported = await importsOf(read);
    if (seasons === undefined || seen !== imported) {
      const preview = await waiting(scene, read, gate, imported);
      return { out: [preview ?? menu([{ say: "nothingWaits" }], { whatIsSent: ask("whatIsSent") })] };
    }
    return {
      changes: put(released(gate, seasons, imported, scene.today)),
      out: [{ say: gate.stopped ? "releasedButStopped" : "reminderReleased" }],
    };
  },
});

/** Whether what nobody has asked for may go out: HR looks first after an import, after days of silence and before a season, and can stop it all. */
import { type Day, daysBetween } from "../domain/day.ts";
import { type Gate, gateId } from "../ports/records.ts";
import type { Push } from "./morning.ts";

export const newGate: Gate = { id: gateId, stopped: false, planned: null, previous: null, imported: 0, seasons: [], asked: null };

/** So many days without a plan, and HR looks first. */
const silence = 3;

/** Kinds that begin a season of the year. */
const opening = ["talks", "gap"] as const;
/** The seasons that these mornings belong to: "talks/2027". */
export const seasonsOf = (pushes: readonly Push[], today: Day): readonly string[] => {
  const kinds = new Set(pushes.flatMap((p) => p.items.map((i) => i.kind)));
  return opening.filter((kind) => kinds.has(kind)).map((kind) => `${kind}/${today.slice(0, 4)}`);
};

export type Why = "import" | "silence" | "season";
/** True when nobody has planned for so long that what has gathered should be looked at. */
export const isSilent = ({ planned }: Gate, today: Day): boolean => planned === null || daysBetween(planned, today) > silence;

/** Why HR is to look first; undefined where it may go. @param imported how many imports there have been */
export const closedBy = (gate: Gate, pushes: readonly Push[], imported: number, today: Day): Why | undefined => {
  if (isSilent(gate, today)) return "silence";
  if (gate.imported !== imported) return "import";
  return seasonsOf(pushes, today).every((s) => gate.seasons.includes(s)) ? undefined : "season";
};

/** As it is once HR has said yes to what it saw. */
export const released = (gate: Gate, seasons: readonly string[], imported: number, today: Day): Gate => ({
  ...gate,
  planned: today,
  imported,
  seasons: [...new Set([...gate.seasons, ...seasons])],
  asked: null,
});

/** How a person wants to be reminded, and what the person has put off. */
import { z } from "zod";
import { clock, day } from "./day.ts";

export const reminderKinds = [
  "prepare",
  "gapHr",
  "gapNext",
  "asked",
  "validity",
  "gap",
  "talks",
  "coverage",
  "measures",
  "overdue",
  "evaluate",
  "newcomers",
] as const;
export type ReminderKind = (typeof reminderKinds)[number];
/** What is told because somebody else was promised it. */
export const unmutable: readonly ReminderKind[] = ["gap", "gapNext", "gapHr", "prepare", "asked"];

export const paces = ["usual", "weekly", "asked"] as const;
export const hours = z.object({ from: clock, to: clock });

export const wish = z.object({
  person: z.string(),
  /** Every working day, once a week, or only when asked for; null for what is usual in the unit. */
  pace: z.enum(paces).nullable(),
  hours: hours.nullable(),
  muted: z.array(z.enum(reminderKinds)),
  /** Away from the one day to the other, both included; nobody is told, and nothing is asked. */
  awayFrom: day.nullable(),
  away: day.nullable(),
});
export type Wish = z.infer<typeof wish>;
export const noWish = (person: string): Wish => ({ person, pace: null, hours: null, muted: [], awayFrom: null, away: null });

/** A reminder that is not wanted before a day, or never again. */
export const putOff = z.object({
  id: z.string(),
  person: z.string(),
  /** What it is about, at every step. */
  matter: z.string(),
  /** The day on which it was put off. */
  made: day,
  until: day.nullable(),
});
export type PutOff = z.infer<typeof putOff>;

/** A unit that needs more time for its GAP analysis. */
export const extension = z.object({
  id: z.string(),
  unit: z.string(),
  year: z.number().int(),
  until: day,
  registeredBy: z.string(),
  registered: day,
});
export type Extension = z.infer<typeof extension>;

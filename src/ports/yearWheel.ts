/** The year wheel (årshjul): deadlines, what is reminded how long before, and when nobody is disturbed. HR can change all of it. */
import { z } from "zod";
import { day } from "../domain/day.ts";
import { hours } from "../domain/wish.ts";

/** A day of every year: "04-30". */
const yearly = z.string().refine((d) => day.safeParse(`2027-${d}`).success, "must be a month and a day that every year has, such as 04-30");
const days = z.number().int().min(0).max(365);
/** Days before a deadline, the most first. */
const steps = z
  .array(days)
  .min(1)
  .max(8)
  .refine((all) => all.every((n, i) => i === 0 || n < (all[i - 1] ?? 0)), "must go from many days to few, such as [60, 30, 14]");

export const yearWheel = z.strictObject({
  hours,
  /** Of a unit and those below it: other hours, and for shift work the weekday (1 is Monday) of one quiet digest. */
  units: z.record(z.string(), z.strictObject({ hours: hours.optional(), weekly: z.number().int().min(1).max(5).optional() })),
  /** Days and weeks without reminders, every year, both ends included; from later than to goes over New Year. */
  quiet: z.array(z.strictObject({ name: z.string(), from: yearly, to: yearly })),
  /** A deadline that is null is the end of the first tertial. */
  talks: z.strictObject({ deadline: yearly.nullable(), steps }),
  gap: z.strictObject({
    deadline: yearly.nullable(),
    steps,
    /** So many days before the deadline the next leader is told, and HR; -1 is the day after it. */
    nextLeader: days,
    hr: z.number().int().min(-30).max(365),
    /** The leader has known of it for at least so many days. */
    notice: days,
  }),
  /** Days before what is required runs out. */
  validity: z.strictObject({ steps: steps.length(2) }),
  coverage: z.strictObject({ days }),
  measures: z.strictObject({ start: days, deadline: days, overdue: days }),
  newcomers: z.strictObject({ partOne: days, partTwo: days, days: z.array(yearly), before: days }),
});
export type YearWheel = z.infer<typeof yearWheel>;

/**
 * Days, weeks and tertials as a Norwegian municipality counts them: always Europe/Oslo.
 * A Day is "2026-11-21". An Instant is an ISO time in UTC, "2026-11-21T08:00:00Z".
 */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

export type Day = string;
export type Instant = string;
export type Clock = string;

/** A day that exists in the calendar; 31 April is refused. */
export const day = z.iso.date();
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A span of whole days, both ends included; an end that is not known is null. */
export const span = z.object({ from: day.nullable(), to: day.nullable() });
export type Span = z.infer<typeof span>;

const zone = "Europe/Oslo";
const plain = (d: Day) => Temporal.PlainDate.from(d);

/** The day changes on the hour only, so that the last hour asked for answers nearly every time. */
let lastHour = { hour: "", day: "" };

export const dayInOslo = (at: Instant): Day => {
  const hour = at.slice(0, 13);
  if (!at.endsWith("Z") || lastHour.hour !== hour)
    lastHour = { hour: at.endsWith("Z") ? hour : "", day: Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() };
  return lastHour.day;
};

/** "09:05" in Oslo. */
export const clockInOslo = (at: Instant): Clock => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);

/** The instant at which the clock in Oslo shows this; the later one where an hour is skipped. */
export const instantInOslo = (d: Day, at: Clock): Instant =>
  plain(d).toZonedDateTime({ timeZone: zone, plainTime: at }).toInstant().toString();

/** Some years have few days, which are reckoned with again and again where everybody is looked at: so many sums are remembered. */
const mostSums = 50_000;
const adding = (unit: "days" | "months" | "years") => {
  const known = new Map<string, Day>();
  return (d: Day, n: number): Day => {
    const key = `${d} ${n}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const sum = plain(d)
      .add({ [unit]: n })
      .toString();
    if (known.size >= mostSums) known.clear();
    known.set(key, sum);
    return sum;
  };
};
export const addDays = adding("days");
export const addMonths = adding("months");
export const addYears = adding("years");
/** Whole days from a to b; negative when b comes first. */
export const daysBetween = (a: Day, b: Day): number => plain(a).until(plain(b)).days;
/** 1 is Monday, 7 is Sunday. */
export const weekday = (d: Day): number => plain(d).dayOfWeek;
export const yearOf = (d: Day): number => Number(d.slice(0, 4));
export const monthOf = (d: Day): number => Number(d.slice(5, 7));
export const isoWeekOf = (d: Day): number => plain(d).weekOfYear ?? 0;

/** The day, or undefined where the calendar has no such day (31 April). */
export const dayOf = (year: number, month: number, date: number): Day | undefined => {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return day.safeParse(text).success ? text : undefined;
};

export const endOfMonth = (d: Day): Day =>
  plain(d)
    .with({ day: plain(d).daysInMonth })
    .toString();
/** The last day of tertial 1, 2 or 3: 30 April, 31 August, 31 December. */
export const endOfTertial = (year: number, tertial: 1 | 2 | 3): Day => endOfMonth(`${year}-${String(tertial * 4).padStart(2, "0")}-01`);

/** Easter Sunday by the anonymous Gregorian rule (Meeus/Jones/Butcher). */
export const easter = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, "0")}-${String((n % 31) + 1).padStart(2, "0")}`;
};

const fixedHolidays = ["01-01", "05-01", "05-17", "12-25", "12-26"];
/** Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Ascension, Pentecost. */
const movableHolidays = [-3, -2, 0, 1, 39, 49, 50];

export const isHoliday = (d: Day): boolean =>
  fixedHolidays.includes(d.slice(5)) || movableHolidays.includes(daysBetween(easter(yearOf(d)), d));

/** Monday to Friday and no public holiday. */
export const isWorkingDay = (d: Day): boolean => weekday(d) <= 5 && !isHoliday(d);

export const covers = (s: { from: Day; to: Day | null }, d: Day): boolean => s.from <= d && (s.to === null || d <= s.to);

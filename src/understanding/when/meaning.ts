/** What words say of time, before it is known when and looking which way they were said. */
import { addDays, addMonths, addYears, type Day, endOfMonth, monthOf, weekday, yearOf } from "../../domain/day.ts";

/** A log looks back, a deadline looks forward. */
export type Direction = "past" | "future";
export type Grain = "day" | "week" | "month" | "quarter" | "year";
/** Local time as "2026-11-21T09:30"; `until` is the first minute that is no longer meant. */
export type Stamps = { readonly from: string; readonly until?: string };
/** Both ends included. */
export type Days = {
  readonly from: Day;
  readonly to: Day;
  readonly grain: Grain;
  readonly clock?: Stamps;
  /** As an end it is over before it begins: "til jul". */
  readonly feast?: true;
  /** Both ends were said: "fra 4. til 6. mai" is not open. */
  readonly span?: true;
};
export type Now = {
  readonly today: Day;
  /** Since midnight; undefined where only the day is known. */
  readonly minutes: number | undefined;
  readonly direction: Direction;
  /** Where the nearest is looked for: today, or the other end of a span. */
  readonly near: Day;
};
/** Undefined where no calendar has such a day. */
export type Meaning = (now: Now) => Days | undefined;
/** What comes once a year. */
export type Yearly = (year: number) => Days | undefined;

export type Unit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "tertial" | "halfYear" | "year";
export type DayUnit = Exclude<Unit, "minute" | "hour">;
const months = { month: 1, quarter: 3, tertial: 4, halfYear: 6, year: 12 } as const;

export const single = (d: Day | undefined): Days | undefined => (d ? { from: d, to: d, grain: "day" } : undefined);

const monthStart = (year: number, month: number): Day => `${year}-${String(month).padStart(2, "0")}-01`;
export const monday = (d: Day): Day => addDays(d, 1 - weekday(d));

/** The nth month, quarter, tertial or half of a year. */
export const partOfYear = (unit: Exclude<DayUnit, "day" | "week">, n: number, year: number): Days => {
  const from = monthStart(year, (n - 1) * months[unit] + 1);
  return {
    from,
    to: endOfMonth(monthStart(year, n * months[unit])),
    grain: unit === "tertial" || unit === "halfYear" ? "month" : unit,
  };
};

/** The day, week, month … that the day lies in. */
export const around = (d: Day, unit: DayUnit): Days => {
  if (unit === "day") return { from: d, to: d, grain: "day" };
  if (unit === "week") return { from: monday(d), to: addDays(monday(d), 6), grain: "week" };
  return partOfYear(unit, Math.ceil(monthOf(d) / months[unit]), yearOf(d));
};

/** True where so many end on a day: halves of years do, halves of weeks do not. */
export const isWhole = (n: number, unit: DayUnit): boolean =>
  n < 1000 && Number.isInteger(unit === "day" || unit === "week" ? n : n * months[unit]);
/** Undefined where so many do not end on a day. */
export const moved = (d: Day, unit: DayUnit, n: number): Day | undefined => {
  if (!isWhole(Math.abs(n), unit)) return undefined;
  if (unit === "day" || unit === "week") return addDays(d, unit === "week" ? 7 * n : n);
  const many = n * months[unit];
  return many % 12 === 0 ? addYears(d, many / 12) : addMonths(d, many);
};

/** The one that is meant where no year is said. */
export const nearest =
  (make: Yearly): Meaning =>
  ({ near, direction }) => {
    const year = yearOf(near);
    const here = make(year);
    if (direction === "past") return here && here.from <= near ? here : make(year - 1);
    return here && here.to >= near ? here : make(year + 1);
  };

/** The same for what may come in another year than what it is reckoned from. */
export const nearestOf =
  (make: Yearly): Meaning =>
  ({ near, direction }) => {
    const years = [-2, -1, 0, 1, 2].map((k) => make(yearOf(near) + k)).filter((d) => d !== undefined);
    return direction === "past" ? years.findLast((d) => d.from <= near) : years.find((d) => d.to >= near);
  };

/** The one after (1, 2 …) or before (-1) the present one. */
export const stepped =
  (make: Yearly, n: number): Meaning =>
  ({ today }) => {
    const years = [-2, -1, 0, 1, 2, 3].map((k) => make(yearOf(today) + k)).filter((d) => d !== undefined);
    return n < 0 ? years.findLast((d) => d.to < today) : years.filter((d) => d.from > today)[n - 1];
  };

/** A part of it. */
export const partOf =
  (meaning: Meaning, make: (days: Days) => Days | undefined): Meaning =>
  (now) => {
    const days = meaning(now);
    return days && make(days);
  };

export const stamp = (d: Day, minutes: number): string => {
  const over = Math.floor(minutes / 1440);
  const left = Math.floor(minutes - over * 1440);
  return `${over ? addDays(d, over) : d}T${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
};

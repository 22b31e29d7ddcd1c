/** A day, a time of day, or both. */
import { addDays, type Day } from "../../domain/day.ts";
import { as, either, once, opt, type Parser, seq, word } from "../grammar.ts";
import { type Clock, clock, inHoursOf, partOfDay, partOfSomeDay, partOfToday } from "./clock.ts";
import { cycle, schoolYear, yearByItself } from "./cycles.ts";
import { calendar, weekdayDates, weekdays } from "./days.ts";
import { type Days, type Grain, type Meaning, type Now, type Stamps, stamp } from "./meaning.ts";
import { parts } from "./parts.ts";
import { relative } from "./relative.ts";
import { weekend } from "./weekend.ts";
import { sometimes } from "./yearly.ts";

/** Days, or null where only a time of day was said; open at the end that is null beside a bound. */
export type Said = {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly grain: Grain;
  readonly bound?: "before" | "after";
  readonly clock?: Stamps;
  readonly feast?: true;
  readonly span?: true;
};
export type Moment = (now: Now) => Said | undefined;

export const day: Parser<Meaning> = once(
  either(weekdayDates, calendar, parts, relative, weekend, weekdays, schoolYear, sometimes, cycle, yearByItself),
);

const stamps = (d: Day, { from, until }: Clock): Stamps => ({
  from: stamp(d, from),
  ...(until === undefined ? {} : { until: stamp(d, until) }),
});
const on = (d: Day, time: Clock): Said => ({
  from: time.bound === "before" ? null : d,
  to: time.bound === "after" ? null : d,
  grain: "day",
  ...(time.bound ? { bound: time.bound } : {}),
  clock: stamps(d, time),
});
/** A longer stretch has no time of day. */
const atTime =
  (meaning: Meaning, time: Clock): Moment =>
  (now) => {
    const days: Days | undefined = meaning(now);
    return days?.from === days?.to && days ? on(days.from, time) : days;
  };
const endOfNight = 4 * 60;
const today =
  (time: Clock): Moment =>
  (now) =>
    // The coming night, and for who looks back the last.
    on(
      time.from < endOfNight && now.direction === "future" && (now.minutes ?? 0) >= (time.until ?? time.from)
        ? addDays(now.today, 1)
        : now.today,
      time,
    );
/** The nearest such time in the direction. */
const someDay =
  (time: Clock): Moment =>
  ({ today, minutes, direction }) => {
    const isOver = minutes !== undefined && (time.until === undefined ? time.from < minutes : time.until <= minutes);
    const isAhead = minutes !== undefined && time.from > minutes;
    const d = direction === "future" ? (isOver ? addDays(today, 1) : today) : isAhead ? addDays(today, -1) : today;
    return { ...on(d, time), from: null, to: null };
  };

const tail: Parser<Clock> = either(
  clock,
  as(seq(word(", på . ved"), clock), ([, time]) => time),
  partOfDay,
);
const dayTail = seq(opt(word(", på on den")), day, opt(partOfDay));

export const moment: Parser<Moment> = once(
  either(
    as(seq(day, opt(tail)), ([d, time]): Moment => (time ? atTime(d, time) : d)),
    as(seq(clock, opt(either(dayTail, partOfToday))), ([time, rest]) => {
      if (!rest) return someDay(time);
      if (!Array.isArray(rest)) return today(inHoursOf(time, rest));
      const [, d, part] = rest;
      return atTime(d, part ? inHoursOf(time, part) : time);
    }),
    as(partOfToday, today),
    as(seq(partOfSomeDay, opt(day)), ([time, d]) => (d ? atTime(d, time) : someDay(time))),
  ),
);

/** Dates of the calendar and days of the week. */
import { addDays, type Day, dayOf, daysBetween, weekday as weekdayOf, yearOf } from "../../domain/day.ts";
import { as, either, type Match, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import type { Token } from "../tokens.ts";
import { type Meaning, type Now, nearest, single, type Yearly } from "./meaning.ts";
import {
  dayNumber,
  digits,
  endsAt,
  isCounted,
  isLookalike,
  last,
  monthByNumber,
  next,
  touches,
  weekday,
  weekdayShort,
  year as yearNumber,
  yearOfDigits,
} from "./names.ts";
import { yearSaid } from "./years.ts";

/** The 4th of November, of a year where one is said; null where there is no such year. */
type DayMonth = { readonly day: number; readonly month: number; readonly year?: number | null };

const yearly =
  ({ day, month }: DayMonth): Yearly =>
  (y) =>
    single(dayOf(y, month, day));
export const dated = (d: DayMonth): Meaning => (d.year === undefined ? nearest(yearly(d)) : () => (d.year ? yearly(d)(d.year) : undefined));

/** "26" after a date, where nothing comes that it could count. */
const shortYear = as(digits, (n, tokens, from, after) =>
  endsAt(tokens, after) && tokens[from]?.text.length === 2 && !/^\d/.test(tokens[after + 1]?.text ?? "")
    ? yearOfDigits(String(n).padStart(2, "0"))
    : undefined,
);
const yearAfter = opt(either(yearNumber, shortYear));

const numeric = /^(?:(\d{4})([./-])(\d{1,2})\2(\d{1,2})|(\d{1,2})([./])(\d{1,2})(?:[./](\d{2}|\d{4}))?)$/;
const withYear = (day: number, month: number, year: string | undefined): DayMonth =>
  year === undefined ? { day, month } : { day, month, year: yearOfDigits(year) ?? null };

/** 2026-11-04, 2026/11/04, 4.11., 04.11.26, 4/11-26; "31.11." is one too, but "14.30" and "1.5 dager" are not. */
const inDigits = (tokens: readonly Token[], i: number): Match<DayMonth> | undefined => {
  const m = numeric.exec(tokens[i]?.text ?? "");
  if (!m) return undefined;
  if (m[1]) return { value: withYear(Number(m[4]), Number(m[3]), m[1]), after: i + 1 };
  const [day, month, slash, year] = [Number(m[5]), Number(m[7]), m[6] === "/", m[8]];
  if (!year && (isLookalike(tokens, i) || isCounted(tokens[i + 1]) || (day === 24 && month === 7 && slash))) return undefined;
  if ((month < 1 || month > 12 || day < 1) && !slash && !year) return undefined;
  if (year) return { value: withYear(day, month, year), after: i + 1 };
  const text = (n: number) => tokens[i + n]?.text ?? "";
  if (slash && text(1) === "-" && /^(\d{2}|\d{4})$/.test(text(2)) && touches(tokens, i + 1) && touches(tokens, i + 2))
    return { value: withYear(day, month, text(2)), after: i + 3 };
  if (text(1) !== "." || !touches(tokens, i + 1)) return { value: { day, month }, after: i + 1 };
  if (/^\d{4}$/.test(text(2))) return { value: withYear(day, month, text(2)), after: i + 3 };
  // "1.2.-30.4.2027": the point belongs to the date; at the end of a sentence it does not.
  return { value: { day, month }, after: i + (/^([-–]|til)$/.test(text(2)) ? 2 : 1) };
};

/** 15-02, 31-10-74; "10-12" may be anything. */
const inDashes = (tokens: readonly Token[], i: number): Match<DayMonth> | undefined => {
  const text = (n: number) => tokens[i + n]?.text ?? "";
  if (text(1) !== "-" || !/^\d\d?$/.test(text(0)) || !/^\d\d$/.test(text(2)) || !touches(tokens, i + 1) || !touches(tokens, i + 2))
    return undefined;
  if (tokens[i - 1]?.text === "-" || isLookalike(tokens, i)) return undefined;
  const [day, month] = [Number(text(0)), Number(text(2))];
  const hasYear = text(3) === "-" && /^(\d{2}|\d{4})$/.test(text(4)) && touches(tokens, i + 3) && touches(tokens, i + 4);
  if (hasYear) return { value: withYear(day, month, text(4)), after: i + 5 };
  const alone = i === 0 && tokens.length === 3 && text(0).length === 2;
  const follows = tokens[i + 3]?.word ?? "";
  const mayBe = endsAt(tokens, i + 3) || /^(kl|klokka|klokken|kl)$/.test(follows);
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && mayBe && (text(2).startsWith("0") || alone)
    ? { value: { day, month }, after: i + 3 }
    : undefined;
};

const shortMonths = /^(jan|feb|mar|apr|jun|jul|aug|sept?|o[kc]t|nov|des|dec)$/;
/** The point of "aug." where the date goes on after it. */
const monthPoint = parser(
  (tokens, i) =>
    shortMonths.test(tokens[i - 1]?.word ?? "") && /^(\d{4}|[-–]|til|kl|fra)$/.test(tokens[i + 1]?.word ?? "")
      ? { value: ".", after: i + 1 }
      : undefined,
  { words: "." },
);
const month = as(seq(monthByNumber, opt(monthPoint)), ([m]) => m);

/** 4. november 2026, 4th of November, fjortende april 15, November 4, 2026. */
const inWords: Parser<DayMonth> = either(
  as(seq(dayNumber, opt(word("of av")), month, opt(word(",")), yearNumber), ([day, , m, , year]) => ({ day, month: m, year })),
  as(seq(dayNumber, opt(word("of av")), month, yearAfter), ([day, , m, year]) => ({ day, month: m, ...(year ? { year } : {}) })),
  as(seq(monthByNumber, opt(word(".")), digits, opt(word("st nd rd th")), opt(word(",")), yearNumber), ([m, , day, , , year]) => ({
    day,
    month: m,
    year,
  })),
  as(seq(monthByNumber, digits, opt(word("st nd rd th"))), ([m, day], tokens, from, after) =>
    day >= 1 &&
    day <= 31 &&
    tokens[from]?.word !== "mar" &&
    !isCounted(tokens[after]) &&
    !(/^([-–]|til)$/.test(tokens[after]?.word ?? "") && digits.at(tokens, after + 1))
      ? { day, month: m }
      : undefined,
  ),
);
export const dayMonth: Parser<DayMonth> = once(either(parser(inDigits, { digits: true }), parser(inDashes, { digits: true }), inWords));

/** "4.–6. november", "4.-6.11", "16. og 17. november": the month is said once. */
const joint = either(word("- – til og to and"), seq(word("til"), word("og"), word("med")));
const shared: Parser<Meaning> = once(
  as(seq(dayNumber, joint, opt(word("den")), dayMonth, opt(yearSaid)), ([day, , , end, of]) => (now: Now) => {
    const to = dated(of ? { ...end, year: of(now) } : end)(now)?.from;
    const from = to && dayOf(yearOf(to), end.month, day);
    return from && from <= to ? { from, to, grain: "day", span: true } : undefined;
  }),
);

/** The day of the week that is nearest in the direction; today is past already. */
const nearestWeekday = (wanted: number, { near, direction }: Pick<Now, "near" | "direction">): Day => {
  const ahead = ((wanted - weekdayOf(near) + 6) % 7) + 1;
  return addDays(near, direction === "past" ? (ahead % 7) - 7 * Number(ahead % 7 > 0) : ahead);
};
const halfYear = 183;
/** "Søndag 10. februar": the year in which it is a Sunday, as long as it is near. */
const fitting =
  (wanted: number, d: DayMonth): Meaning =>
  (now) => {
    const first = dated(d)(now);
    if (!first || d.year !== undefined || weekdayOf(first.from) === wanted) return first;
    const [y, step] = [yearOf(first.from), now.direction === "past" ? -1 : 1];
    const others = [y - step, y + step].map((n) => yearly(d)(n)).filter((o) => o !== undefined && weekdayOf(o.from) === wanted);
    return others.find((o) => o && (o.from > now.near === step > 0 || Math.abs(daysBetween(o.from, now.near)) < halfYear)) ?? first;
  };

/** The day of a month that is not named: the nearest such day. */
const ofMonth =
  (day: number): Meaning =>
  ({ near, direction }) => {
    const [y, m] = [yearOf(near), Number(near.slice(5, 7))];
    const step = direction === "past" ? -1 : 1;
    for (let k = 0; k < 4; k++) {
      const at = m - 1 + k * step;
      const found = dayOf(y + Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, day);
      if (found && (step < 0 ? found <= near : found >= near)) return single(found);
    }
    return undefined;
  };
const bareDay = as(seq(digits, opt(word("."))), ([day], tokens, _from, after) =>
  day >= 1 &&
  day <= 31 &&
  (endsAt(tokens, after) ||
    (tokens[after - 1]?.text === "." && !isCounted(tokens[after])) ||
    /^(kl|klokka|klokken)$/.test(tokens[after]?.word ?? ""))
    ? ofMonth(day)
    : undefined,
);
const again = word("igjen");
const mark = opt(word(". ,"));
const den = opt(word("den"));

const date: Parser<Meaning> = either(
  as(seq(dayMonth, yearSaid), ([d, of]) => (d.year === undefined ? (now: Now) => yearly(d)(of(now)) : dated(d))),
  as(seq(dayMonth, mark, either(weekday, weekdayShort)), ([d, , wanted]) => fitting(wanted, d)),
  as(dayMonth, dated),
);

export const weekdayDates: Parser<Meaning> = either(
  as(seq(either(weekday, weekdayShort), mark, den, dayMonth, opt(yearSaid)), ([wanted, , , d, of]) =>
    of && d.year === undefined ? (now: Now) => yearly(d)(of(now)) : fitting(wanted, d),
  ),
  as(seq(weekday, den, bareDay), ([, , day]) => day),
);

const lastWeekday =
  (wanted: number): Meaning =>
  ({ today }) =>
    single(nearestWeekday(wanted, { near: addDays(today, -1), direction: "past" }));
/** "Neste fredag igjen", "fredag etter neste": the one after the next. */
const nextWeekday =
  (wanted: number, n: number): Meaning =>
  ({ today }) =>
    single(addDays(nearestWeekday(wanted, { near: today, direction: "future" }), 7 * (n - 1)));

/** Fredag, forrige fredag, neste fredag igjen; within a week see cycles. */
export const weekdays: Parser<Meaning> = either(
  as(seq(last, weekday), ([, wanted]) => lastWeekday(wanted)),
  as(seq(next, weekday, opt(again)), ([, wanted, twice]) => nextWeekday(wanted, twice ? 2 : 1)),
  as(seq(weekday, word("etter"), word("neste")), ([wanted]) => nextWeekday(wanted, 2)),
  as(seq(weekday, last), ([wanted]) => lastWeekday(wanted)),
  as(weekday, (wanted) => (now: Now) => single(nearestWeekday(wanted, now))),
  as(weekdayShort, (wanted, tokens, from, after) =>
    from === 0 && (after === tokens.length || (after + 1 === tokens.length && endsAt(tokens, after))) && tokens[from]?.word !== "fri"
      ? (now: Now) => single(nearestWeekday(wanted, now))
      : undefined,
  ),
);

export const calendar: Parser<Meaning> = either(
  shared,
  date,
  as(seq(word("den"), either(shared, date, bareDay)), ([, d]) => d),
);

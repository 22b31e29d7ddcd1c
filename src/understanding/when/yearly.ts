/** What comes once a year: weeks, months, quarters, tertials, feasts, and the nth day in one of them. */
import { addDays, type Day, daysBetween, isoWeekOf, weekday as weekdayOf, yearOf } from "../../domain/day.ts";
import { as, either, named, once, opt, type Parser, seq, word } from "../grammar.ts";
import { holidays, seasons } from "./holidays.ts";
import { type Days, type Meaning, monday, type Now, nearest, partOfYear, stepped, type Yearly } from "./meaning.ts";
import { dayUnit, digits, last, month, next, nth, thisOne, touches, weekday } from "./names.ts";
import { yearSaid } from "./years.ts";

export const of = word("i av of in");

const startOfWeek = (n: number, year: number): Day | undefined => {
  const from = addDays(monday(`${year}-01-04`), 7 * (n - 1));
  return n >= 1 && n <= 53 && isoWeekOf(from) === n ? from : undefined;
};
/** "Uke 7", "u. 7", "uke 10–12", "uke 50 til 2". */
const week: Parser<Yearly> = as(
  seq(
    word("uke uker uka ukene u"),
    opt(word(".")),
    digits,
    opt(as(seq(word("- – til og to and"), opt(word("uke")), digits), ([, , n]) => n)),
  ),
  ([, , first, end = first]) =>
    (y) => {
      const [from, to] = [startOfWeek(first, y), startOfWeek(end, end < first ? y + 1 : y)];
      return from && to ? { from, to: addDays(to, 6), grain: "week", ...(end === first ? {} : { span: true }) } : undefined;
    },
);

const nthUnit = (n: number, unit: "quarter" | "tertial" | "halfYear"): Yearly | undefined =>
  n >= 1 && n <= { quarter: 4, tertial: 3, halfYear: 2 }[unit] ? (y) => partOfYear(unit, n, y) : undefined;
const yearPart = named({ "kvartal kvartalet quarter": "quarter", "tertial tertialet": "tertial", "halvår halvåret": "halfYear" } as const);
/** Names and pieces of words that look like a month. */
const doubtful = /^(jan|des)$/;
const led = /^(i|fra|til|innen|før|etter|av|-|–|medio|primo|ultimo)$/;
const part: Parser<Yearly> = once(
  either(
    week,
    as(month, (m, tokens, from, after) =>
      doubtful.test(tokens[from]?.word ?? "") &&
      !led.test(tokens[from - 1]?.word ?? "") &&
      !/^\d{4}$/.test(tokens[after]?.text ?? "") &&
      !month.at(tokens, after + 1)
        ? undefined
        : (y: number) => partOfYear("month", m, y),
    ),
    as(seq(word("q t"), digits), ([letter, n], tokens, from) =>
      touches(tokens, from + 1) ? nthUnit(n, letter === "q" ? "quarter" : "tertial") : undefined,
    ),
    as(seq(either(nth, digits), yearPart), ([n, unit]) => nthUnit(n, unit)),
  ),
);

/** The nth day, weekday (1 to 7) or whole week within a longer span; from its end where n is negative. */
export const nthWithin = (days: Days, n: number, what: number | "day" | "week"): Days | undefined => {
  const step = what === "day" ? 1 : 7;
  const length = what === "week" ? 6 : 0;
  const first = what === "day" ? days.from : addDays(days.from, ((what === "week" ? 1 : what) - weekdayOf(days.from) + 7) % 7);
  const many = Math.floor((daysBetween(first, days.to) - length) / step) + 1;
  const k = n < 0 ? many + n : n - 1;
  if (k < 0 || k >= many) return undefined;
  const from = addDays(first, k * step);
  return { from, to: addDays(from, length), grain: what === "week" ? "week" : "day" };
};
const which: Parser<number> = either(
  as(seq(opt(word("den det")), word("nest neste"), word("siste sist")), () => -2),
  as(seq(opt(word("den det")), last), () => -1),
  as(seq(opt(word("den det")), nth), ([, n]) => n),
);
const piece = either(
  weekday,
  as(dayUnit, (unit) => (unit === "day" || unit === "week" ? unit : undefined)),
);
/** "Siste mandag i", "den tredje dagen i": picks from what comes then. */
export const nthOf = as(
  seq(which, piece, of),
  ([n, what]) =>
    (days: Days) =>
      nthWithin(days, n, what),
);

export const yearly: Parser<Yearly> = once(
  either(
    as(seq(nthOf, part), ([pick, make]) => (y: number) => {
      const days = make(y);
      return days && pick(days);
    }),
    holidays,
    part,
  ),
);

const inYear =
  (make: Yearly, of: (now: Now) => number): Meaning =>
  (now) =>
    make(of(now));
const sometime = (make: Parser<Yearly>): Parser<Meaning> =>
  either(
    as(seq(opt(thisOne), make, yearSaid), ([, m, y]) => inYear(m, y)),
    as(seq(last, make), ([, m]) => stepped(m, -1)),
    as(seq(next, make, opt(word("igjen"))), ([, m, again]) => stepped(m, again ? 2 : 1)),
    as(seq(opt(thisOne), make), ([, m]) => nearest(m)),
  );
/** "Uke 7", "uke 2 neste år". */
export const weeks: Parser<Meaning> = once(sometime(week));
/** "Mars", "mars 2027", "forrige sommer", "neste mars igjen", "i fjor høst". */
export const sometimes: Parser<Meaning> = once(
  either(
    as(seq(word("i"), word("fjor"), seasons), ([, , make]) => inYear(make, ({ today }) => yearOf(today) - 1)),
    as(seq(word("til"), seasons), ([, make]) => stepped(make, 1)),
    sometime(yearly),
  ),
);

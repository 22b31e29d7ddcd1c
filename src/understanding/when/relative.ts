/** So and so long from now or from another day: i går, om to uker, for tre dager siden, dagen etter 17. mai, de neste to ukene. */
import { addDays } from "../../domain/day.ts";
import { as, either, named, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import { dated, dayMonth } from "./days.ts";
import { around, type Days, type DayUnit, isWhole, type Meaning, monday, moved, type Now, nearestOf, single, stamp } from "./meaning.ts";
import { dayUnit, last, next, quantity, thisUnit, weekday } from "./names.ts";
import { yearly } from "./yearly.ts";

const inDays =
  (n: number): Meaning =>
  ({ today }) =>
    single(addDays(today, n));
const near = either(
  named({ "idag today": 0, "igår igar": -1, "imorgen imorgon": 1, "overmorgen overmorgon overimorgen": 2 }),
  as(
    seq(
      word("i over"),
      named({
        dag: 0,
        "går gar": -1,
        "forgårs forgars førgårs forigårs": -2,
        "morgen morgon": 1,
        "overmorgen overmorgon overimorgen": 2,
      }),
    ),
    ([, n]) => n,
  ),
);
const nearDay: Parser<Meaning> = as(near, inDays);

/** "To uker", "et halvt år": only as many as a calendar can count. */
export type Span = { readonly n: number; readonly unit: DayUnit };
export const span: Parser<Span> = once(as(seq(quantity, dayUnit), ([n, unit]) => (isWhole(n, unit) ? { n, unit } : undefined)));
const clockUnit = named({
  "sekund sekunder sek": 1 / 60,
  "minutt minutter minuttene min": 1,
  "kvarter kvarteret": 15,
  "halvtime halvtimen": 30,
  "time timer timen timene": 60,
});
const oneLength = once(as(seq(quantity, clockUnit), ([n, minutes]) => n * minutes));
/** "En time og et kvarter", in minutes. */
export const length = once(as(seq(oneLength, opt(as(seq(opt(word("og")), oneLength), ([, m]) => m))), ([m, more = 0]) => m + more));

/** The minute so long from now; where only the day is known, the day. */
const inMinutes =
  (delta: number): Meaning =>
  ({ today, minutes }) => {
    if (minutes === undefined) return single(today);
    const from = stamp(today, minutes + delta);
    return { from: from.slice(0, 10), to: from.slice(0, 10), grain: "day", clock: { from } };
  };
const after = ({ n, unit }: Span): Meaning => {
  // Nobody says a day some years ahead.
  if (unit === "year" && Number.isInteger(n)) return ({ today }) => around(moved(today, unit, n) ?? today, "month");
  return ({ today }) => single(moved(today, unit, n));
};
const before =
  ({ n, unit }: Span): Meaning =>
  ({ today }) =>
    single(moved(today, unit, -n));
/** "In two weeks"; the Norwegian "i to uker" is how long. */
const om = either(
  word("om"),
  parser((tokens, i) => (tokens[i]?.text.toLowerCase() === "in" ? { value: "om", after: i + 1 } : undefined), { words: "in i" }),
);
const siden = word("siden");
const now = either(word("nå idag"), seq(word("i"), word("dag")));

const distance: Parser<Meaning> = either(
  as(seq(om, length, opt(word("mer"))), ([, m]) => inMinutes(m)),
  as(seq(om, span), ([, s]) => after(s)),
  as(seq(opt(word("for")), length, siden), ([, m]) => inMinutes(-m)),
  as(seq(opt(word("for")), span, siden), ([, s]) => before(s)),
  as(seq(length, word("fra"), now), ([m]) => inMinutes(m)),
  as(seq(span, word("fra"), now), ([s]) => after(s)),
);

/** The weekday in the week that lies so far away. */
const weekdayThen =
  (wanted: number, { n, unit }: Span, sign: 1 | -1): Meaning =>
  ({ today }) => {
    const there = moved(today, unit, sign * n);
    return there ? single(addDays(monday(there), wanted - 1)) : undefined;
  };
const weekdayAway: Parser<Meaning> = either(
  as(seq(weekday, om, span), ([wanted, , s]) => weekdayThen(wanted, s, 1)),
  as(seq(weekday, word("for"), span, siden), ([wanted, , s]) => weekdayThen(wanted, s, -1)),
);

const stretch = (first: number, n: number, unit: DayUnit): Meaning => {
  return ({ today }: Now) => {
    const [from, to] = [moved(today, unit, first), moved(today, unit, first + n - 1)];
    return from && to ? { ...around(to, unit), from: around(from, unit).from } : undefined;
  };
};
/** Whole minutes, hours … without the one that is running. */
const clockStretch =
  (first: 0 | 1, n: number, unit: number): Meaning =>
  ({ today, minutes }) => {
    if (minutes === undefined) return single(today);
    const start = (unit < 1 ? minutes : Math.floor(minutes / unit) * unit) + (first ? unit : -n * unit);
    const [from, until] = [stamp(today, start), stamp(today, start + n * unit)];
    return { from: from.slice(0, 10), to: until.slice(0, 10), grain: "day", clock: { from, until } };
  };
const lead = opt(word("de den det"));
/** "Siste to uker", "de neste 3 årene": whole ones, without the one that is running. */
const stretches: Parser<Meaning> = either(
  as(seq(lead, last, span), ([, , { n, unit }]) => (Number.isInteger(n) && n > 0 ? stretch(-n, n, unit) : undefined)),
  as(seq(lead, quantity, last, dayUnit), ([, n, , unit]) =>
    Number.isInteger(n) && n > 0 && isWhole(n, unit) ? stretch(-n, n, unit) : undefined,
  ),
  as(seq(lead, next, span), ([, , { n, unit }]) => (Number.isInteger(n) && n > 0 ? stretch(1, n, unit) : undefined)),
  as(seq(lead, last, quantity, clockUnit), ([, , n, unit]) => clockStretch(0, n, unit)),
  as(seq(lead, next, quantity, clockUnit), ([, , n, unit]) => clockStretch(1, n, unit)),
  as(seq(last, word("time timen")), () => clockStretch(0, 1, 60)),
);

const shift = either(
  as(
    span,
    ({ n, unit }) =>
      (days: Days, sign: number) =>
        single(moved(sign < 0 ? days.from : days.to, unit, sign * n)),
  ),
  as(word("dagen dag"), () => (days: Days, sign: number) => single(addDays(sign < 0 ? days.from : days.to, sign))),
  as(thisUnit, (unit) => (days: Days, sign: number) => {
    const there = moved(sign < 0 ? days.from : days.to, unit, sign);
    return there ? around(there, unit) : undefined;
  }),
);
const side = named({ før: -1, etter: 1 });
/** "Dagen etter 17. mai", "to uker før jul". */
const beside: Parser<Meaning> = either(
  as(seq(opt(word("den")), shift, side, either(nearDay, as(dayMonth, dated))), ([, move, sign, meaning]) => (now: Now) => {
    const days = meaning(now);
    return days && move(days, sign);
  }),
  as(seq(opt(word("den")), shift, side, yearly), ([, move, sign, make]) =>
    nearestOf((y) => {
      const days = make(y);
      return days && move(days, sign);
    }),
  ),
);

export const relative: Parser<Meaning> = either(beside, weekdayAway, distance, stretches, nearDay);

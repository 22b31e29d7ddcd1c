/** The end of March, the last Friday of the month, Wednesday in week 7: a part of something longer. */
import { addDays, daysBetween } from "../../domain/day.ts";
import { as, either, once, opt, type Parser, seq, word } from "../grammar.ts";
import { bareYear, cycle, monthCycle, present, weekCycle } from "./cycles.ts";
import { around, type Days, type Meaning, type Now, partOf, single } from "./meaning.ts";
import { digits, month, nth, ordinal, weekday } from "./names.ts";
import { nthOf, nthWithin, of, sometimes, weeks } from "./yearly.ts";

type Pick = (days: Days) => Days | undefined;
const lengthOf = ({ from, to }: Days) => daysBetween(from, to) + 1;

/** @param n 0, 1 or 2 */
const third =
  (n: number): Pick =>
  (days) => {
    // "The end of the year" is two months.
    const length = Math.max(1, Math.floor(lengthOf(days) / (days.grain === "year" && n !== 1 ? 6 : 3)));
    const from = n === 2 && days.grain === "year" ? addDays(days.to, 1 - length) : addDays(days.from, n * length);
    return { from, to: n === 2 ? days.to : addDays(from, length - 1), grain: "day" };
  };
const half =
  (second: boolean): Pick =>
  (days) => {
    const middle = addDays(days.from, Math.floor(lengthOf(days) / 2));
    return second ? { from: middle, to: days.to, grain: "day" } : { from: days.from, to: addDays(middle, -1), grain: "day" };
  };
const lastDay: Pick = ({ to }) => single(to);
/** In the language of accounts the middle of a month is the 15th. */
const middle: Pick = (days) => single(addDays(days.from, days.grain === "month" ? 14 : Math.floor(lengthOf(days) / 2)));

const pick: Parser<Pick> = either(
  nthOf,
  as(seq(word("begynnelsen starten begynnelse tidlig"), of), () => third(0)),
  as(seq(word("midten"), of), () => third(1)),
  as(seq(opt(word("den")), word("slutten slutt sent"), of), () => third(2)),
  as(seq(opt(word("den")), ordinal, word("halvdel halvdelen"), of), ([, n]) => half(n === 2)),
  as(seq(word("utgangen utløpet"), of), () => lastDay),
  as(word("ultimo månedsskiftet"), () => lastDay),
  as(
    word("primo"),
    () =>
      ({ from }: Days) =>
        single(from),
  ),
  as(word("medio"), () => middle),
  as(word("hele"), () => (days: Days) => days),
  as(seq(word("i"), word("løpet"), word("av")), () => (days: Days) => days),
);
const container: Parser<Meaning> = once(either(sometimes, cycle, present, bareYear));

const restOf =
  (meaning: Meaning): Meaning =>
  (now: Now) => {
    const days = meaning(now);
    return days && { ...days, from: days.from < now.today && now.today <= days.to ? now.today : days.from, grain: "day" };
  };

export const parts: Parser<Meaning> = either(
  as(
    seq(opt(word("i")), word("slutten utgangen løpet"), of, word("dagen")),
    () =>
      ({ today }: Now) =>
        single(today),
  ),
  as(seq(pick, container, opt(seq(word("/ og - –"), month))), ([part, meaning]) => partOf(meaning, part)),
  as(
    word("månedsskiftet"),
    () =>
      ({ near }: Now) =>
        lastDay(around(near, "month")),
  ),
  as(seq(word("resten"), of, container), ([, , meaning]) => restOf(meaning)),
  as(seq(weekday, opt(word("i på in")), either(weekCycle, weeks)), ([wanted, , meaning]) =>
    partOf(meaning, ({ from }) => single(addDays(from, wanted - 1))),
  ),
  as(seq(either(nth, digits), opt(of), monthCycle), ([n, , meaning]) => partOf(meaning, (days) => nthWithin(days, n, "day"))),
);

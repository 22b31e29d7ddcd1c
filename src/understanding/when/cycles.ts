/** This week, next month, last year, 2027: whole stretches of the calendar. */
import { as, either, type Match, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import type { Token } from "../tokens.ts";
import { around, type DayUnit, type Meaning, moved, type Now, partOfYear } from "./meaning.ts";
import { dayUnit, isCounted, last, next, thisOne, thisUnit, year } from "./names.ts";

const stepsFrom =
  (unit: DayUnit, n: number): Meaning =>
  ({ today }) => {
    const d = moved(today, unit, n);
    return d ? around(d, unit) : undefined;
  };
/** "Neste uke", "neste uke igjen", "uka etter neste". */
const cycleOf = (unit: Parser<DayUnit>): Parser<Meaning> =>
  either(
    as(seq(last, unit), ([, u]) => stepsFrom(u, -1)),
    as(seq(next, unit, opt(word("igjen"))), ([, u, again]) => stepsFrom(u, again ? 2 : 1)),
    as(seq(thisOne, unit), ([, u]) => stepsFrom(u, 0)),
    as(seq(unit, word("etter"), word("neste")), ([u]) => stepsFrom(u, 2)),
  );
const only = (wanted: DayUnit) => as(dayUnit, (unit) => (unit === wanted ? unit : undefined));
export const weekCycle = cycleOf(only("week"));
export const monthCycle = cycleOf(only("month"));
export const cycle: Parser<Meaning> = once(
  either(
    cycleOf(as(dayUnit, (unit) => (unit === "day" ? undefined : unit))),
    as(seq(thisUnit, word("som"), word("kommer")), ([unit]) => stepsFrom(unit, 1)),
    as(seq(word("i"), word("fjor")), () => stepsFrom("year", -1)),
    as(seq(word("i"), word("forfjor")), () => stepsFrom("year", -2)),
    as(seq(word("i"), word("år")), () => stepsFrom("year", 0)),
  ),
);
/** "Uka", "året": the one we are in. */
export const present: Parser<Meaning> = as(
  either(
    thisUnit,
    as(seq(word("den"), dayUnit), ([, unit], tokens, from) => (tokens[from]?.text.toLowerCase() === "the" ? unit : undefined)),
  ),
  (unit) =>
    ({ near }: Now) =>
      around(near, unit),
);

export const bareYear: Parser<Meaning> = as(year, (y, tokens, _from, after) =>
  isCounted(tokens[after]) ? undefined : () => partOfYear("year", 1, y),
);
/** A year needs a word before it, or nothing else in the sentence: "Kompetanseløft 2027" is a name. */
const yearLead = /^(i|år|året|in|fra|til|hele|ut|av|for|innen|før|etter|siden|mellom|og|medio|primo|ultimo|frist)$/;
const endsText = (tokens: readonly Token[], i: number) => tokens.slice(i, i + 2).every((t) => /^[.!?]$/.test(t.text));
export const yearByItself: Parser<Meaning> = as(bareYear, (meaning, tokens, from, after) => {
  const span = /^[-–]$/.test(tokens[after]?.text ?? "") && year.at(tokens, after + 1) ? 2 : 0;
  return (from === 0 && endsText(tokens, after + span)) || yearLead.test(tokens[from - 1]?.word ?? "") ? meaning : undefined;
});

const twoYears = (tokens: readonly Token[], i: number): Match<number> | undefined => {
  const joined = /^(20\d\d)\/(?:20)?(\d\d)$/.exec(tokens[i]?.text ?? "");
  const y = Number(joined?.[1] ?? tokens[i]?.text);
  const end = joined?.[2] ?? (/^[-–]$/.test(tokens[i + 1]?.text ?? "") ? tokens[i + 2]?.text.slice(-2) : undefined);
  return y > 2000 && y < 2100 && end !== undefined && Number(end) === (y + 1) % 100 ? { value: y, after: i + (joined ? 1 : 3) } : undefined;
};
export const schoolYear: Parser<Meaning> = as(
  seq(word("skoleåret skoleår studieåret barnehageåret"), parser(twoYears, { digits: true })),
  ([, y]) =>
    () => ({ from: `${y}-08-01`, to: `${y + 1}-07-31`, grain: "month" }),
);

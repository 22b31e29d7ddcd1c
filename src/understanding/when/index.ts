/** Everything in a sentence that says when: days, spans, times of day, and bounds that are open at one end. */
import { all, either, means, once, opt, type Parser, seq, word } from "../grammar.ts";
import type { Range, Token } from "../tokens.ts";
import { bounds } from "./bounds.ts";
import { clock, noTime } from "./clock.ts";
import { dayMonth } from "./days.ts";
import type { Direction, Now } from "./meaning.ts";
import type { Moment, Said } from "./moments.ts";
import { dayUnit, digits, nth, touches, weekday } from "./names.ts";

export { clockSpan } from "./clock.ts";
export type { Direction } from "./meaning.ts";

export type When = Range &
  Pick<Said, "from" | "to" | "grain" | "bound" | "clock"> & {
    /** The words are a date that no calendar has, as 31 April. */
    readonly impossible?: true;
  };

const every = either(seq(word("hver enhver"), opt(either(word("annen andre tredje fjerde"), nth))), word("annenhver annahver annakvar"));
/** What comes again and again is no date. */
const recurring = seq(
  opt(seq(opt(word("den")), either(dayMonth, nth, digits))),
  every,
  either(weekday, dayUnit),
  opt(seq(opt(word("i")), dayUnit)),
  opt(clock),
);
const said: Parser<Moment | null> = once(either(means(recurring, null), bounds, noTime));

const nowOf = (now: string, direction: Direction): Now => {
  const [today = "", time] = now.split("T");
  const [h, m] = (time ?? "").split(":").map(Number);
  return { today, near: today, direction, minutes: h === undefined || m === undefined ? undefined : h * 60 + m };
};

/** A number in a row of numbers: no date begins there. */
const inRow = (tokens: readonly Token[], i: number): boolean => {
  const isDigits = (n: number) => /^\d{1,4}$/.test(tokens[n]?.text ?? "");
  if (!isDigits(i)) return false;
  const next = tokens[i + 1]?.text ?? "";
  return (
    isDigits(i + 1) ||
    (next === "." && isDigits(i + 2)) ||
    (/^[-–]$/.test(tokens[i - 1]?.text ?? "") && isDigits(i - 2) && touches(tokens, i))
  );
};
const saidAt: Parser<Moment | null> = { ...said, at: (tokens, i) => (inRow(tokens, i) ? undefined : said.at(tokens, i)) };

/**
 * Everything in the sentence that says when, in order and without overlap; times of day alone have no day.
 * @param now local time, "2026-11-21" or "2026-11-21T09:00"
 * @param most how many are looked for; nobody means more than some dozens of dates in one message
 */
export const timesIn = (tokens: readonly Token[], now: string, direction: Direction, most = 50): readonly When[] => {
  const here = nowOf(now, direction);
  return all(saidAt, tokens, most).flatMap(({ value, first, after }): When[] => {
    if (value === null) return [];
    const found = value(here);
    if (!found) return [{ first, after, from: null, to: null, grain: "day", impossible: true }];
    const { from, to, grain, bound, clock } = found;
    return [{ first, after, from, to, grain, ...(bound ? { bound } : {}), ...(clock ? { clock } : {}) }];
  });
};

/** The same without times of day that no day was said with. */
export const datesIn = (tokens: readonly Token[], now: string, direction: Direction, most = 50): readonly When[] =>
  timesIn(tokens, now, direction, most).filter((w) => w.impossible || w.from !== null || w.to !== null);

/** Spans from one moment to another, and what is open at one end. */
import { addDays, daysBetween, yearOf } from "../../domain/day.ts";
import { as, either, here, type Match, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import type { Token } from "../tokens.ts";
import { bareYear } from "./cycles.ts";
import { type DayUnit, moved, single, stamp } from "./meaning.ts";
import { type Moment, moment, type Said } from "./moments.ts";
import { length, span } from "./relative.ts";

const rightNow: Parser<Moment> = as(
  word("nå"),
  () =>
    ({ today }) =>
      single(today),
);
const endMoment: Parser<Moment> = either(
  moment,
  rightNow,
  bareYear,
  as(
    word("året"),
    (): Moment =>
      ({ near }) =>
        single(`${near.slice(0, 4)}-12-31`),
  ),
);
const dots = (letters: string) => seq(...[...letters].flatMap((letter) => [word(letter), opt(word("."))]));
const tom = either(word("tom"), dots("tom"), seq(word("til"), word("og"), word("med")));
const fom = either(word("fom"), dots("fom"), seq(word("fra"), word("og"), word("med")));
const joint = either(
  tom,
  as(seq(opt(word("og")), word("ut")), () => "ut"),
  seq(word("fram frem"), word("til")),
  word("- – til to until"),
);
const longest = 366;

/** The end is the nearest after the start; a year said with one of them holds for both. */
const between =
  (start: Moment, end: Moment): Moment =>
  (now) => {
    const last = (to: Said) => (to.feast && to.from ? addDays(to.from, -1) : to.to);
    const joined = (a: Said | undefined, b: Said | undefined): Said | undefined => {
      if (!a?.from || !b?.to) return undefined;
      const clock = a.clock && b.clock ? { clock: { from: a.clock.from, until: b.clock.until ?? b.clock.from } } : {};
      return { from: a.from, to: last(b), grain: a.grain === b.grain ? a.grain : "day", ...clock };
    };
    if (now.direction === "past") {
      const b = end(now);
      const a = b?.to ? start({ ...now, near: b.to }) : undefined;
      return joined(a, a?.from ? end({ ...now, near: a.from, direction: "future" }) : undefined);
    }
    const a = start(now);
    const b = a?.from ? end({ ...now, near: a.from }) : undefined;
    if (!a?.from || !b?.to) return undefined;
    const apart = daysBetween(a.from, b.to);
    return joined(apart < 0 || apart > longest ? start({ ...now, near: b.to, direction: "past" }) : a, b);
  };
const stretch: Parser<Moment> = once(as(seq(either(moment, rightNow), joint, endMoment), ([a, , b]) => between(a, b)));
const stretchWithAnd: Parser<Moment> = as(seq(moment, word("og and"), endMoment), ([a, , b]) => between(a, b));
const monthNames = "januar februar mars april mai juni juli august september oktober november desember";
const atMonth = here((tokens, i) => word(monthNames).at(tokens, i) !== undefined);
/** "Januar og februar". */
const twoMonths: Parser<Moment> = as(seq(atMonth, moment, word("og"), atMonth, moment), ([, a, , , b]) => between(a, b));
const whole: Parser<Moment> = once(either(stretch, twoMonths, moment));
/** "Fra nyttår" begins with the first day of the year. */
const newYear: Parser<Moment> = as(
  seq(word("fra"), word("nyttår nyttåret årsskiftet")),
  (): Moment =>
    ({ today, direction }) => ({
      from: `${yearOf(today) + (direction === "future" ? 1 : 0)}-01-01`,
      to: direction === "future" ? null : today,
      grain: "day",
      ...(direction === "future" ? { bound: "after" as const } : {}),
    }),
);

type Kind = "before" | "until" | "after" | "since";
const clocked = ({ clock }: Said) => (clock && !clock.until ? { clock } : {});
/** What stands before a moment opens it at one end. */
const opened =
  (kind: Kind, inner: Moment): Moment =>
  (now) => {
    const said = inner(now);
    if (!said || said.bound || (kind === "since" && said.span)) return said;
    const { from, to, grain } = said;
    if (kind === "since")
      return now.direction === "future" && !said.clock?.until ? { from, to: null, grain, bound: "after", ...clocked(said) } : said;
    if (kind === "after") return { from: to && !said.clock ? addDays(to, 1) : to, to: null, grain, bound: "after", ...clocked(said) };
    // "Innen mars" ends with March; "innen påske" is over before Easter begins.
    const isOver = (kind === "before" || said.feast) && from && from !== to;
    return { from: null, to: isOver ? addDays(from, -1) : to, grain, bound: "before", ...clocked(said) };
  };

const kinds = new Map<string, Kind>(
  Object.entries({
    before: "før before",
    until: "innen innenfor within senest frist fristen ferdig inntil by ut",
    after: "etter after over",
    since: "fra from oppstart starter starting mellom between",
  } as const).flatMap(([kind, words]) => words.split(" ").map((w) => [w, kind as Kind] as const)),
);
const glue = new Set("er den på i : om on in the til og med at of is av løpet utgangen cirka ca rundt".split(" "));
const mostGlue = 4;

const upTo = either(tom, seq(word("fram frem"), word("til")));
const kindAt = (tokens: readonly Token[], i: number): { kind: Kind; after: number } | undefined => {
  const from = fom.at(tokens, i);
  if (from) return { kind: "since", after: from.after };
  const to = upTo.at(tokens, i);
  if (to) return { kind: "until", after: to.after };
  const kind = tokens[i]?.text.toLowerCase() === "by" ? "until" : kinds.get(tokens[i]?.word ?? "");
  return kind && { kind, after: i + 1 };
};
const boundedAt = (tokens: readonly Token[], i: number): Match<Moment> | undefined => {
  const lead = kindAt(tokens, i);
  if (!lead) return undefined;
  let { kind, after: at } = lead;
  const isBetween = /^(mellom|between)$/.test(tokens[i]?.word ?? "");
  for (let skipped = 0; skipped <= mostGlue; skipped++) {
    const both = (isBetween ? stretchWithAnd.at(tokens, at) : undefined) ?? stretch.at(tokens, at);
    if (both) return both;
    const m = moment.at(tokens, at) ?? (kind === "until" ? endMoment.at(tokens, at) : undefined);
    if (m) return { value: opened(kind, m.value), after: m.after };
    const next = kindAt(tokens, at);
    if (next) kind = next.kind;
    else if (!glue.has(tokens[at]?.word ?? "")) return undefined;
    at = next?.after ?? at + 1;
  }
  return undefined;
};
const bounded: Parser<Moment> = parser(boundedAt, { words: ["f t fom tom til fram frem av", ...kinds.keys()].join(" ") });

const inDays =
  (n: number, unit: DayUnit): Moment =>
  ({ today, minutes }) => {
    const to = moved(today, unit, n);
    const clock = minutes === undefined ? {} : { clock: { from: stamp(today, minutes), until: `${to}T00:00` } };
    return to ? { from: null, to, grain: "day", bound: "before", ...clock } : undefined;
  };
const inMinutes =
  (delta: number): Moment =>
  ({ today, minutes }) => {
    if (minutes === undefined) return { from: null, to: today, grain: "day", bound: "before" };
    const until = stamp(today, minutes + delta);
    return { from: null, to: until.slice(0, 10), grain: "day", bound: "before", clock: { from: stamp(today, minutes), until } };
  };
const withinLead = either(word("innen innenfor within"), seq(word("i"), word("løpet"), word("av")));
/** "Innen to uker", "i løpet av tre timer", "etter fem dager". */
const within: Parser<Moment> = either(
  as(seq(withinLead, span), ([, { n, unit }]) => inDays(n, unit)),
  as(seq(withinLead, length), ([, m]) => inMinutes(m)),
  as(
    seq(word("etter after"), span),
    ([, { n, unit }]): Moment =>
      ({ today }) => ({ from: moved(today, unit, n) ?? today, to: null, grain: "day", bound: "after" }),
  ),
);

/** "Mellom 9 og 11 på torsdag", "før kl. 11": the clock has its own words for it. */
const byClock: Parser<Moment> = as(moment, (m, tokens, from) => (kinds.has(tokens[from]?.word ?? "") ? m : undefined));

export const bounds: Parser<Moment> = either(within, newYear, byClock, bounded, whole);

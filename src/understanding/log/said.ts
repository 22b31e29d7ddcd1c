/** What a sentence says of training that was taken, in its own words. */
import { daysBetween, type Span } from "../../domain/day.ts";
import type { Extent } from "../../domain/training.ts";
import type { Heard } from "../../ports/understanding.ts";
import type { Parser } from "../grammar.ts";
import { isTheme, providerWithin } from "../known.ts";
import { breaks, written } from "../pieces.ts";
import type { Range, Token } from "../tokens.ts";
import type { When } from "../when/index.ts";
import { beside, onlyForMe, topic } from "./beside.ts";
import { holder } from "./held.ts";
import { namesIn, themeOf } from "./name.ts";

type LogSaid = {
  readonly title?: string;
  readonly topic?: string;
  readonly provider?: string;
  readonly taken?: Span;
  readonly extent?: Extent;
};
type Draft = { -readonly [K in keyof LogSaid]: LogSaid[K] };

/** A season or a month, within which a day was said. */
const isLong = ({ from, to }: Span): boolean => from !== null && to !== null && daysBetween(from, to) > 20;
const isWord = (t: Token | undefined, words: RegExp) => words.test(t?.word ?? "");

/** The days together with those that are said next. */
const taken = (known: Span | undefined, when: When, tokens: readonly Token[], i: number): Span | undefined => {
  const day = when.from ?? when.to;
  if (!day || when.impossible) return known;
  const said = { from: when.from ?? day, to: when.to ?? day };
  if (!known?.to || (said.from === said.to && isLong(known))) return said;
  const isAnd = isWord(tokens[i - 1], /^og$/) && tokens[i - 2]?.value?.kind === "date" && daysBetween(known.to, day) < 6;
  const isEnd = isWord(tokens[i - 1], /^(?:avsluttet|ferdig|til|leverte|avsluttende|siste|slutt|fullførte|oppgave|eksamen)$/);
  // "Tirsdag og onsdag denne uken", "startet 1. februar og avsluttet 30. april".
  return day > known.to && (isAnd || isEnd) ? { from: known.from, to: said.to } : known;
};

/** A course that lasts longer is not held every day. */
const mostDays = 10;
/** "7 timer hver dag", over some days. */
const isDaily = (tokens: readonly Token[], i: number): boolean =>
  isWord(tokens[i + 1], /^(?:hver|per|begge|om)$/) && isWord(tokens[i + 2], /^(?:dag|dager|dagen|dagene)$/);

/** "… nei, forresten 3 timer": what is said last is meant. */
const isCorrected = (tokens: readonly Token[], i: number): boolean => tokens.slice(Math.max(0, i - 3), i).some((t) => t.word === "nei");

/** When it was and how long it took, and where that stands. */
const timesIn = (tokens: readonly Token[]): { said: Draft; used: Range[] } => {
  const said: Draft = {};
  const used: Range[] = [];
  let daily = false;
  tokens.forEach(({ value }, i) => {
    if (value?.kind !== "date" && value?.kind !== "extent" && value?.kind !== "money") return;
    if (value.kind === "date") {
      const span = taken(isCorrected(tokens, i) ? undefined : said.taken, value.when, tokens, i);
      if (span) said.taken = span;
    }
    if (value.kind === "extent" && "extent" in value.read) {
      if (!said.extent || isCorrected(tokens, i)) said.extent = value.read.extent;
      daily ||= isDaily(tokens, i);
    }
    const isLed = isWord(tokens[i - 1], /^(?:på|i|den|om|for|fra|til|kl|ca|varte|brukte)$/);
    used.push({ first: isLed ? i - 1 : i, after: i + 1 });
  });
  const { taken: span, extent } = said;
  const days = span?.from && span.to ? daysBetween(span.from, span.to) + 1 : 1;
  if (daily && extent?.hours && days > 1 && days <= mostDays) said.extent = { hours: extent.hours * days, studyPoints: null };
  return { said, used };
};

/** What lies between the stretches that are used up, one clause each. */
const between = (tokens: readonly Token[], used: readonly Range[]): readonly Range[] => {
  const free: Range[] = [];
  let open = 0;
  for (const u of [...used.toSorted((a, b) => a.first - b.first), { first: tokens.length, after: tokens.length }]) {
    for (let i = open, from = open; i <= u.first; i++)
      if (i === u.first || breaks(tokens, i)) {
        if (i > from) free.push({ first: from, after: i });
        from = i + 1;
      }
    open = Math.max(open, u.after);
  }
  return free;
};

/** @param tokens the sentence with its values, looking back */
export const logSaid = (text: string, tokens: readonly Token[], { courses }: Pick<Heard, "courses">): LogSaid => {
  const { said, used } = timesIn(tokens);
  const isUsed = new Array<boolean>(tokens.length).fill(false);
  const mark = (r: Range) => isUsed.fill(true, Math.max(0, r.first), r.after);
  used.forEach(mark);
  const use = <T>(p: Parser<T>, take: (value: T) => void = () => {}) => {
    for (let i = 0; i < tokens.length; ) {
      const m = isUsed[i] ? undefined : p.at(tokens, i);
      if (m && m.after > i && !isUsed.slice(i, m.after).includes(true)) {
        take(m.value);
        used.push({ first: i, after: m.after });
        mark({ first: i, after: m.after });
        i = m.after;
      } else i++;
    }
  };
  const known = providerWithin(text, courses);
  const first = known ? tokens.findIndex((t) => t.start >= known.at) : -1;
  if (known && first >= 0) {
    const end = tokens.findIndex((t) => t.start >= known.at + known.length);
    const isLed = isWord(tokens[first - 1], /^(?:på|i|fra|hos|ved|via|gjennom|av|med)$/);
    const range = { first: isLed ? first - 1 : first, after: end < 0 ? tokens.length : end };
    used.push(range);
    mark(range);
    said.provider = text.slice(known.at, known.at + known.length);
  }
  use(onlyForMe);
  use(topic, (r) => {
    said.topic ??= themeOf(text, tokens, r);
  });
  use(holder, (r) => {
    said.provider ??= written(text, tokens, r, /^(?:den|det)$/);
  });
  use(beside);
  const names = namesIn(text, tokens, between(tokens, used), (name) => isTheme(name, courses), said.provider === undefined);
  if (names.holder) said.provider ??= names.holder;
  const quote = tokens.find((t) => t.value?.kind === "quoted")?.value;
  const title = quote?.kind === "quoted" ? quote.text : names.title;
  if (title) said.title = title;
  if (said.topic === "") delete said.topic;
  return said;
};

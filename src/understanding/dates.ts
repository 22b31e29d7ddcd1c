/** Everything in a sentence that says when: dates, spans of them, and bounds that are open at one end. */
import { addDays, type Day, dayOf, monthOf, yearOf } from "../domain/day.ts";
import { calendarDate, type Direction, one, type Read, whole } from "./calendar.ts";
import { isMark, type Range, type Token } from "./tokens.ts";

export type Found = Range & {
  readonly from: Day | null;
  readonly to: Day | null;
  /** Set where the words name only one end: "innen 1. mai", "etter jul". */
  readonly bound?: "before" | "after";
  /** The words are a date that no calendar has, as 31 April. */
  readonly impossible?: true;
};
/** "4.–6. november", "4.-6.11", "10. og 11. november": the month is said once. */
const shared = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Read | undefined => {
  const first = tokens[i];
  if (!first || !/^\d{1,2}$/.test(first.text)) return undefined;
  const dot = tokens[i + 1]?.text === "." ? 1 : 0;
  if (!/^([-–]|til|og|to|and)$/.test(tokens[i + 1 + dot]?.word ?? "")) return undefined;
  const second = calendarDate(tokens, i + 2 + dot, today, direction);
  if (!second || "impossible" in second) return second;
  const from = dayOf(yearOf(second.to), monthOf(second.to), Number(first.text));
  return from && from <= second.to ? whole(from, second.to, second.after) : undefined;
};

const until = /^([-–]|til|to|until|t)$/;
const before = /^(innen|innan|før|senest|seinast|frist|fristen|ut|ferdig|by|before|within)$/;
const afterwards = /^(etter|after)$/;
const since = /^(fra|frå|from|mellom|between|f|oppstart|starter|startar|starting|start)$/;
const glue = /^(er|den|på|i|:|om|on|in|the|til|og|at|of|løpet|of|utgangen|av|slutten|end|is|tom|fom)$/;

/**
 * Everything in the sentence that says when, in order and without overlap.
 * @param most how many are looked for; nobody means more than some dozens of dates in one message
 */
export const datesIn = (tokens: readonly Token[], today: Day, direction: Direction, most = 50): readonly Found[] => {
  const found: Found[] = [];
  let i = 0;
  while (i < tokens.length && found.length < most) {
    const read = isMark(tokens[i]) ? undefined : readAt(tokens, i, today, direction);
    if (read) {
      found.push(read);
      i = read.after;
    } else i++;
  }
  return found;
};

const readAt = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Found | undefined => {
  const word = tokens[i]?.word ?? "";
  const kind = before.test(word) ? "before" : afterwards.test(word) ? "after" : since.test(word) ? "since" : undefined;
  let at = kind ? i + 1 : i;
  while (kind && at < i + 5 && glue.test(tokens[at]?.word ?? "") && !one(tokens, at, today, direction)) at++;
  const forward = kind === "before" && direction === "future" ? "future" : direction;
  const start = shared(tokens, at, today, forward) ?? one(tokens, at, today, forward);
  if (!start) return undefined;
  if ("impossible" in start) return { first: i, after: start.after, from: null, to: null, impossible: true };
  const joint = tokens[start.after]?.word ?? "";
  const mayJoin = until.test(joint) || (word === "mellom" && joint === "og") || (word === "between" && joint === "and");
  const skipped = mayJoin && /^(og)$/.test(tokens[start.after + 1]?.word ?? "") && tokens[start.after + 2]?.word === "med" ? 2 : 0;
  const ends = (from: Day, way: Direction) => one(tokens, start.after + 1 + skipped, from, way);
  const backwards = mayJoin && direction === "past" && kind !== "since" ? ends(today, "past") : undefined;
  const endRead = mayJoin
    ? backwards && !("impossible" in backwards) && backwards.to >= start.from
      ? backwards
      : ends(start.from, "future")
    : undefined;
  // An end that comes first by its own year is kept, so that it can be asked about.
  if (endRead && !("impossible" in endRead)) return { first: i, after: endRead.after, from: start.from, to: endRead.to };
  if (endRead && "impossible" in endRead) return { first: i, after: endRead.after, from: null, to: null, impossible: true };
  if (kind === "before")
    return {
      first: i,
      after: start.after,
      from: null,
      to: /^(før|before)$/.test(word) && start.from !== start.to ? addDays(start.from, -1) : start.to,
      bound: "before",
    };
  if (kind === "after") return { first: i, after: start.after, from: addDays(start.to, 1), to: null, bound: "after" };
  if (kind === "since" && direction === "future") return { first: i, after: start.after, from: start.from, to: null, bound: "after" };
  return { first: kind === "since" ? i : at, after: start.after, from: start.from, to: start.to };
};

/** How a sentence falls into pieces: where one ends, and what a piece may be. */
import { here, type Parser, parser } from "./grammar.ts";
import { isMark, type Range, type Token, type Value } from "./tokens.ts";

/** Where a clause begins. */
export const atClauseStart = here((tokens, i) => i === 0 || breaks(tokens, i - 1) || /^(?:og|men|at)$/.test(tokens[i - 1]?.word ?? ""));

const shortForms = /^(?:ca|pr|kl|nr|bl|inkl|ekskl|evt|pers|stk|maks|min|tlf|dvs|osv|jf|mv|f|eks|kr|mill|st|dr)$/;

/** Where a sentence, a line or a part of it ends. */
export const ends = (tokens: readonly Token[], i: number): boolean => {
  const t = tokens[i];
  if (t === undefined || /^[;!?\n]$/.test(t.text)) return true;
  if (t.text !== "." || t.value) return false;
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  if (after === undefined || after.text === "\n") return true;
  const isShort =
    before !== undefined &&
    before.value === undefined &&
    before.end === t.start &&
    (shortForms.test(before.word) || /^\d{1,2}$/.test(before.text) || /^\p{Lu}$/u.test(before.text));
  return !isShort && after.start > t.end;
};
export const isComma = (t: Token | undefined): boolean => t !== undefined && t.value === undefined && /^[,:()–—]$/.test(t.text);
export const breaks = (tokens: readonly Token[], i: number): boolean =>
  ends(tokens, i) || isComma(tokens[i]) || (tokens[i]?.text === "-" && tokens[i]?.start !== tokens[i - 1]?.end);

export const isKind = (t: Token | undefined, ...kinds: readonly Value["kind"][]): boolean =>
  t?.value !== undefined && kinds.includes(t.value.kind);
/** A stretch that was read as this kind of value. */
export const valued = <K extends Value["kind"]>(kind: K): Parser<Extract<Value, { kind: K }>> =>
  parser((tokens, i) => {
    const value = tokens[i]?.value;
    return value?.kind === kind ? { value: value as Extract<Value, { kind: K }>, after: i + 1 } : undefined;
  });

/** As long as a piece may be, in words. */
const most = 60;

/** Words up to the first place that stops them. At least one. */
export const upTo = (stops: (tokens: readonly Token[], i: number, from: number) => boolean): Parser<Range> =>
  parser((tokens, i) => {
    let after = i;
    while (after < Math.min(tokens.length, i + most) && !ends(tokens, after) && !stops(tokens, after, i)) after++;
    return after > i ? { value: { first: i, after }, after } : undefined;
  });

/** What stands there, as it was written, without the marks and idle words around it. */
export const written = (text: string, tokens: readonly Token[], { first, after }: Range, idle: RegExp = /^$/): string => {
  let [from, to] = [first, after];
  const isIdle = (t: Token | undefined) =>
    t !== undefined && t.value === undefined && ((isMark(t) && !/^[«"“%)]$/.test(t.text)) || idle.test(t.word));
  while (from < to && (isIdle(tokens[from]) || tokens[from]?.text === ")")) from++;
  while (to > from && isIdle(tokens[to - 1])) to--;
  const [a, b] = [tokens[from], tokens[to - 1]];
  if (!a || !b) return "";
  const quote = from === to - 1 && a.value?.kind === "quoted" ? a.value.text : undefined;
  return quote ?? text.slice(a.start, b.end);
};

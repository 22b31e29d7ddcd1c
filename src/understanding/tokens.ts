/** A sentence as words and numbers that remember where they stood. */

export type Token = {
  /** As written. */
  readonly text: string;
  /** Lower case; æøå written as ae, oe and aa are left as they are. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
};

/** A stretch of tokens that has been read: from the first to the one after the last. */
export type Range = { readonly first: number; readonly after: number };

const pattern = /\d{4}-\d{2}-\d{2}|\d+(?:[.,:/]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|[^\s]/gu;

export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (const { 0: said, index } of text.matchAll(pattern))
    tokens.push({ text: said, word: said.toLowerCase(), start: index, end: index + said.length });
  return tokens;
};

/** Neither a number nor a date begins with a mark. */
export const isMark = (token: Token | undefined): boolean => !/^[\p{L}\d]/u.test(token?.text ?? "");

/** The text that is left when some stretches are taken out, pieces apart by a comma. */
export const without = (text: string, tokens: readonly Token[], ranges: readonly Range[]): string => {
  const out = tokens.filter((_t, i) => !ranges.some((r) => i >= r.first && i < r.after));
  let left = "";
  let end = 0;
  for (const t of out) {
    left += (left === "" ? "" : text.slice(end, t.start).includes("\n") ? "\n" : t.start > end ? " " : "") + t.text;
    end = t.end;
  }
  return left;
};

/** The text without the words and marks at its end that say nothing there. */
export const withoutEnd = (text: string, idle: RegExp): string => {
  const tokens = tokensOf(text);
  const last = tokens.findLast((t) => !idle.test(t.word));
  return text.slice(0, last?.end ?? 0);
};

const letter = "[\\p{L}\\p{N}_]";
const boundary = `(?:(?<=${letter})(?!${letter})|(?<!${letter})(?=${letter}))`;

const known = new Map<string, RegExp>();

/** The pattern with word boundaries that know æ, ø and å: in JavaScript "\\b" takes them for punctuation. */
export const spelled = (pattern: RegExp): RegExp => {
  const key = `${pattern.flags}/${pattern.source}`;
  const made = known.get(key) ?? new RegExp(pattern.source.replaceAll("\\b", boundary), [...new Set([...pattern.flags, "u"])].join(""));
  known.set(key, made);
  return made;
};

/** A sentence as words and numbers that remember where they stood. */
import type { ExtentRead } from "./extent.ts";
import { languageOf } from "./language.ts";
import type { MoneyRead } from "./money.ts";
import { normal } from "./normal.ts";
import type { When } from "./when/index.ts";

export type Token = {
  /** As written. */
  readonly text: string;
  /** The same in bokmål, spelt right and in lower case, as far as the grammar needs to know the word. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** What a stretch of words says, where it is read as one. */
  readonly value?: Value;
};

/** What has a form of its own, wherever it stands. */
export type Value =
  | { readonly kind: "date"; readonly when: When }
  | { readonly kind: "extent"; readonly read: ExtentRead }
  | { readonly kind: "money"; readonly read: MoneyRead }
  /** Within quotation marks, and what stands between them. */
  | { readonly kind: "quoted"; readonly text: string }
  /** A number that is none of these: a share of a position, study points. */
  | { readonly kind: "number" };

/** A stretch of tokens that has been read: from the first to the one after the last. */
export type Range = { readonly first: number; readonly after: number };

/** "Januar-mars" is two words. */
const named =
  "(?:januar|jan|februar|feb|mars|april|mai|juni|juli|august|aug|september|oktober|okt|november|nov|desember|des|(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn)dag)";
const pattern = new RegExp(
  `${named}(?=-${named}(?![\\p{L}-]))|${String.raw`\n|\d{4}-\d{2}-\d{2}|\d+(?:[.,:/]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|[^\s]`}`,
  "giu",
);

const contracted = /(?<=^\p{L}+)['’](?:m|ve|d|re|ll|s)$/iu;

/** What was made of the last few texts: one message is read by several hands. */
export const lately = <T>(make: (text: string) => T): ((text: string) => T) => {
  const kept: { text: string; made: T }[] = [];
  return (text) => {
    const before = kept.find((k) => k.text === text);
    if (before) return before.made;
    const made = make(text);
    if (kept.unshift({ text, made }) > 4) kept.pop();
    return made;
  };
};

export const tokensOf = lately((text: string): readonly Token[] => {
  const found = [...text.matchAll(pattern)].flatMap(({ 0: said, index }) => {
    // "I'm", "we'd": two words.
    const short = contracted.exec(said);
    const parts = short ? [said.slice(0, short.index), said.slice(short.index)] : [said];
    return parts.map((part, i) => ({
      said: part,
      index: index + (i && short ? short.index : 0),
      lower: part.toLowerCase().replace("’", "'"),
    }));
  });
  const isEnglish = languageOf(found.map((f) => f.lower)) === "en";
  return found.map(({ said, index, lower }) => ({ text: said, word: normal(lower, isEnglish), start: index, end: index + said.length }));
});

/** No word that says anything is longer. */
const longestWord = 40;

/** The words that the grammar knows, with blanks between. */
export const plainly = (tokens: readonly Token[]): string => tokens.map((t) => t.word.slice(0, longestWord)).join(" ");

/** The word as it was written, or as the grammar knows it, has the form. */
export const fits = (form: RegExp, token: Token | undefined): boolean =>
  token !== undefined && token.text.length <= longestWord && (form.test(token.word) || form.test(token.text.toLowerCase()));

/** Neither a number nor a date begins with a mark. */
export const isMark = (token: Token | undefined): boolean => !/^[\p{L}\d]/u.test(token?.text ?? "");

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

/** Any of the words or phrases, as whole words. */
export const sign = (words: string): RegExp => spelled(new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, "u"));

/** Neither a word nor a digit nor a mark of a sentence. */
const placeholder = "\uFFFC";

/** The tokens with each stretch that was read as one in its place. */
export const reduced = (tokens: readonly Token[], found: readonly (Range & { readonly value: Value })[]): readonly Token[] => {
  const out: Token[] = [];
  let next = 0;
  for (let i = 0; i < tokens.length; ) {
    const here = found[next];
    const [first, last] = [tokens[i], tokens[(here?.after ?? 0) - 1]];
    if (here && first && last && here.first === i) {
      out.push({ text: placeholder, word: "", start: first.start, end: last.end, value: here.value });
      i = here.after;
      next++;
    } else {
      if (first) out.push(first);
      i++;
    }
  }
  return out;
};

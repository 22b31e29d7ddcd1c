/** Numbers as Norwegians write them: 10 000, 2 500,50, 1,5, tjue, to hundre og femti, halvannen, 60k, 1,2 mill. */
import { own } from "../domain/words.ts";
import { type Match, once, type Parser, parser } from "./grammar.ts";
import type { Token } from "./tokens.ts";

const listed = (lines: string): ReadonlyMap<string, number> =>
  new Map(
    lines
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line, n) => line.split(" ").map((word) => [word, n] as const)),
  );
/** Each line stands for its own number, from 0. */
const small = listed(`
  null
  en én ei et ett ein eit eitt éi one a an
  to two
  tre three
  fire four
  fem five
  seks six
  sju syv seven
  åtte atte eight
  ni nine
  ti ten
  elleve
  tolv
  tretten
  fjorten
  femten
  seksten
  sytten
  atten
  nitten
`);
const tens = new Map(
  [...listed("tjue tyve\ntretti tredve\nførti\nfemti\nseksti\nsytti søtti\nåtti\nnitti")].map(([w, n]) => [w, 10 * n + 20]),
);
const units = [...small].filter(([, n]) => n > 0 && n < 10);
const below100: ReadonlyMap<string, number> = new Map([
  ...small,
  ...tens,
  ...[...tens].flatMap(([ten, t]) =>
    units.flatMap(([unit, u]): [string, number][] => [
      [ten + unit, t + u],
      [`${unit}og${ten}`, t + u],
    ]),
  ),
]);
const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  tusen: 1e3,
  tus: 1e3,
  mill: 1e6,
  million: 1e6,
  millioner: 1e6,
  millionar: 1e6,
  millions: 1e6,
  mrd: 1e9,
  milliard: 1e9,
  milliarder: 1e9,
  milliardar: 1e9,
  billion: 1e12,
  billioner: 1e12,
  billionar: 1e12,
};

const words: ReadonlyMap<string, number> = new Map([
  ...below100,
  ["hundre", 100],
  ["tusen", 1000],
  ["halvannen", 1.5],
  ["par", 2],
  ...units.flatMap(([unit, n]): [string, number][] => [
    [`${unit}hundre`, n * 100],
    [`${unit}tusen`, n * 1000],
  ]),
]);

/** A number word, or undefined. */
const wordNumber = (word: string): number | undefined => words.get(word);

const wordOf = (tokens: readonly Token[], i: number): string => tokens[i]?.word ?? "";

/** "To hundre og femti": hundreds, and what is under a hundred. */
const wordsAt = (tokens: readonly Token[], i: number): Match<number> | undefined => {
  const first = wordNumber(wordOf(tokens, i));
  if (first === undefined) return undefined;
  const by = first < 10 && wordOf(tokens, i + 1) === "hundre" ? 100 : 1;
  const [value, after] = [first * by, i + (by === 100 ? 2 : 1)];
  if (value === 0 || value % 100 !== 0 || value >= 1000) return { value, after };
  const and = wordOf(tokens, after) === "og" ? 1 : 0;
  const rest = below100.get(wordOf(tokens, after + and));
  // "Hundre en" says nothing; "hundre og en" does.
  return rest && (and || rest > 2) ? { value: value + rest, after: after + and + 1 } : { value, after };
};

const numberIn = (text: string): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replace(/\./g, "").replace(",", "."));
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replace(/,/g, ""));
  if (/^\d+[.,]\d+$/.test(text)) return Number(text.replace(",", "."));
  if (/^[13]\/[24]$/.test(text)) return Number(text[0]) / Number(text[2]);
  return undefined;
};

/** Groups of three digits, as far as a budget goes. */
const mostGroups = 4;

const digitsAt = (tokens: readonly Token[], i: number): Match<number> | undefined => {
  let digits = tokens[i]?.text ?? "";
  let after = i + 1;
  if (/^\d{1,3}$/.test(digits))
    while (after - i < mostGroups && /^\d{3}([.,]\d{1,2})?$/.test(tokens[after]?.text ?? "") && !/[.,]/.test(digits)) {
      digits += tokens[after]?.text;
      after++;
    }
  const value = numberIn(digits);
  return value === undefined ? undefined : { value, after };
};

/** "To og en halv", "two and a half": the half belongs to the number. */
const withHalf = (tokens: readonly Token[], { value, after }: Match<number>): Match<number> =>
  wordOf(tokens, after) === "og" && small.get(wordOf(tokens, after + 1)) === 1 && /^halvt?$/.test(wordOf(tokens, after + 2))
    ? { value: value + 0.5, after: after + 3 }
    : { value, after };

const factorAt = (tokens: readonly Token[], i: number): Match<number> | undefined => {
  const token = tokens[i];
  const mega = token?.text === "M" && tokens[i - 1]?.end === token.start ? 1e6 : undefined;
  const value = mega ?? own(factors, token?.word ?? "");
  const dot = tokens[i + 1]?.text === "." && /^(mill|mrd|tus)$/.test(token?.word ?? "") ? 1 : 0;
  return value ? { value, after: i + 1 + dot } : undefined;
};

/** Milliards, millions, thousands, and what is under a thousand. */
const mostParts = 4;

/** "To tusen fem hundre", "en og en halv million": each part is smaller than the one before. */
const unsignedAt = (tokens: readonly Token[], i: number, parts = mostParts): Match<number> | undefined => {
  const start = wordsAt(tokens, i) ?? digitsAt(tokens, i);
  if (!start) return undefined;
  const first = withHalf(tokens, start);
  const factor = factorAt(tokens, first.after);
  const read = factor ? { value: first.value * factor.value, after: factor.after } : first;
  const size = factor?.value ?? (start.value === 1000 ? 1000 : 0);
  if (size < 1000 || parts === 1 || /^\d/.test(tokens[i]?.text ?? "")) return read;
  const and = wordOf(tokens, read.after) === "og" ? 1 : 0;
  const rest = wordNumber(wordOf(tokens, read.after + and)) === undefined ? undefined : unsignedAt(tokens, read.after + and, parts - 1);
  return rest && rest.value > 2 && rest.value < size ? { value: read.value + rest.value, after: rest.after } : read;
};

/** A number that starts at the token, with "og en halv", "tusen" or "mill." after it. */
export const numberAt = (tokens: readonly Token[], i: number): Match<number> | undefined => {
  const token = tokens[i];
  if (!token) return undefined;
  const minus = token.word === "minus" || (token.text === "-" && token.end === tokens[i + 1]?.start) ? 1 : 0;
  if (!minus && wordOf(tokens, i + 1) === "par" && small.get(token.word) === 1) return { value: 2, after: i + 2 };
  // "En halv million".
  const half = small.get(token.word) === 1 && /^halvt?$/.test(wordOf(tokens, i + 1)) ? factorAt(tokens, i + 2) : undefined;
  if (half) return { value: half.value / 2, after: half.after };
  const read = unsignedAt(tokens, i + minus);
  return read && minus ? { ...read, value: -read.value } : read;
};

export const number: Parser<number> = once(parser(numberAt, { words: ["minus", "-", ...words.keys()].join(" "), digits: true }));

/** Numbers as Norwegians write them: 10 000, 2 500,50, 1,5, tjue, halvannen, 60k, 1,2 mill. */
import { own } from "../domain/words.ts";
import type { Token } from "./tokens.ts";

const named: Readonly<Record<string, number>> = {
  null: 0,
  en: 1,
  ein: 1,
  ett: 1,
  eitt: 1,
  ei: 1,
  et: 1,
  eit: 1,
  to: 2,
  tre: 3,
  fire: 4,
  fem: 5,
  seks: 6,
  sju: 7,
  syv: 7,
  åtte: 8,
  atte: 8,
  ni: 9,
  ti: 10,
  elleve: 11,
  tolv: 12,
  tretten: 13,
  fjorten: 14,
  femten: 15,
  seksten: 16,
  sytten: 17,
  atten: 18,
  nitten: 19,
  tjue: 20,
  tyve: 20,
  tretti: 30,
  tredve: 30,
  førti: 40,
  femti: 50,
  seksti: 60,
  sytti: 70,
  åtti: 80,
  nitti: 90,
  hundre: 100,
  tusen: 1000,
  halvannen: 1.5,
  halvannan: 1.5,
  halvanna: 1.5,
  par: 2,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  a: 1,
  an: 1,
};

const tens = ["tjue", "tyve", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"].map((ten) => [ten, named[ten] ?? 0] as const);

const compound = (word: string): number | undefined => {
  for (const [ten, value] of tens) {
    const unit = word.startsWith(ten) ? named[word.slice(ten.length)] : undefined;
    if (unit !== undefined && unit > 0 && unit < 10) return value + unit;
  }
  return undefined;
};

/** A number word, or undefined. */
export const wordNumber = (word: string): number | undefined => own(named, word) ?? compound(word);

const factors: Readonly<Record<string, number>> = {
  k: 1e3,
  tusen: 1e3,
  tus: 1e3,
  thousand: 1e3,
  mill: 1e6,
  million: 1e6,
  millioner: 1e6,
  millionar: 1e6,
  millions: 1e6,
  mrd: 1e9,
  milliard: 1e9,
  milliarder: 1e9,
  hundre: 100,
};

export type NumberRead = { readonly value: number; readonly after: number };

/** "To og en halv", "two and a half": the half belongs to the number. */
export const numberAt = (tokens: readonly Token[], at: number): NumberRead | undefined => {
  const read = plainNumberAt(tokens, at);
  if (!read) return undefined;
  const [and, one, half] = [0, 1, 2].map((n) => tokens[read.after + n]?.word ?? "");
  const isHalf = /^(og|and|å)$/.test(and ?? "") && /^(en|ein|ei|et|eit|a)$/.test(one ?? "") && /^(halv|halvt|half)$/.test(half ?? "");
  return isHalf ? { value: read.value + 0.5, after: read.after + 3 } : read;
};

/** A number that starts at the token, with groups of three digits, decimals and "tusen" or "mill." after it. */
const plainNumberAt = (tokens: readonly Token[], at: number): NumberRead | undefined => {
  const first = tokens[at];
  if (!first) return undefined;
  const word = wordNumber(first.word);
  if (word !== undefined) {
    if (first.word === "et" || first.word === "eit" || first.word === "en") {
      const next = tokens[at + 1];
      if (next?.word === "par") return { value: 2, after: at + 2 };
    }
    return factored(word, tokens, at + 1);
  }
  if (!/^\d/.test(first.text)) return undefined;
  let digits = first.text;
  let after = at + 1;
  while (
    /^\d{1,3}$/.test(digits.replace(/ /g, "").slice(-3)) &&
    !/[.,:/-]/.test(digits) &&
    /^\d{3}([.,]\d{1,2})?$/.test(tokens[after]?.text ?? "") &&
    digits.length <= 11 &&
    /^\d{1,3}( \d{3})*$/.test(digits)
  ) {
    digits += ` ${tokens[after]?.text}`;
    after++;
  }
  const value = numberIn(digits.replace(/ /g, ""));
  return value === undefined ? undefined : factored(value, tokens, after);
};

const numberIn = (text: string): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replace(/\./g, "").replace(",", "."));
  if (/^\d+[.,]\d+$/.test(text)) return Number(text.replace(",", "."));
  return undefined;
};

const factored = (value: number, tokens: readonly Token[], after: number): NumberRead => {
  const factor = own(factors, tokens[after]?.word ?? "");
  if (!factor) return { value, after };
  const dot = tokens[after + 1]?.text === "." && /^(mill|mrd|tus)$/.test(tokens[after]?.word ?? "") ? 1 : 0;
  return { value: value * factor, after: after + 1 + dot };
};

/** How words are compared: spelling differences that a Norwegian reader would overlook are overlooked. */

import { unseen } from "./identityNumber.ts";

/** What stands under the key in the record itself: "constructor" is a word like others. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const invisible = new RegExp(`[${unseen}]`, "g");
/** Whole characters that can be seen, and blanks. */
export const legible = (text: string): string => text.toWellFormed().replace(invisible, "");

const characters = new Intl.Segmenter("nb");
/** No more than this many UTF-16 units of it, with an ellipsis where something is left out; no character is cut in two. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const whole = characters.segment(text.slice(0, most + 20)).containing(most - 1)?.index ?? 0;
  return `${text.slice(0, whole).trimEnd()}…`;
};

/** With a capital first letter. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (c) => c.toUpperCase());

const pairs: Readonly<Record<string, string>> = {
  fyrste: "forste",
  fyrstehjelp: "forstehjelp",
  opplaering: "opplaring",
  sjuke: "syke",
  sjukepleiar: "sykepleier",
  heim: "hjem",
  ein: "en",
  ei: "en",
  korleis: "hvordan",
  kva: "hva",
  sjukepleie: "sykepleie",
  barnehage: "barnehage",
};

/** Lower case; æ/ae, ø/oe/o and å/aa/a are one each; accents are dropped. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/æ/g, "ae")
    .replace(/ø/g, "oe")
    .replace(/å/g, "aa")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ae/g, "a")
    .replace(/oe/g, "o")
    .replace(/aa/g, "a");

/** Folded words, nynorsk forms brought to bokmål. */
export const foldedWords = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(
    (w) =>
      own(pairs, w) ??
      w
        .replace(/^fyrste/, "forste")
        .replace(/^heime?/, "hjem")
        .replace(/^sjuke/, "syke"),
  );

/** Words that say that a course is wanted, not which. */
const empty = new Set([
  "kurs",
  "kurset",
  "kursa",
  "kursene",
  "opplaring",
  "i",
  "om",
  "for",
  "og",
  "en",
  "et",
  "den",
  "det",
  "med",
  "pa",
  "til",
  "av",
  "course",
  "courses",
  "training",
  "in",
  "the",
  "a",
  "and",
]);
export const isEmptyWord = (word: string): boolean => empty.has(word);
const ending = /(skurset|skurs|kurset|kursene|kurs|opplaringen|opplaring|arbeidet|arbeid)$/;

/** The part that decides: "brannvernkurs" is about "brannvern". */
export const stem = (word: string): string => {
  const bare = word.replace(ending, "");
  return bare.length >= 3 ? bare : word;
};

/** The words that say what it is about, each in the form that decides. */
export const contentWords = (text: string): string[] =>
  foldedWords(text)
    .filter((w) => !isEmptyWord(w))
    .map(stem);

/** True when one letter is wrong, missing, added or swapped with its neighbour; only in words long enough to tell. */
export const oneEdit = (a: string, b: string): boolean => {
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [x, y] = [a.slice(i), b.slice(i)];
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
};

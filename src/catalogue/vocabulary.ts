/** The words that the catalogue and the roles use themselves. They are what compounds are split with: "førstehjelpskurs" by "hjelp". */
import { oneEdit } from "../domain/words.ts";
import { asPerson, saysNothing, stemOf } from "./words.ts";

const links = ["", "s", "e"];
const shortestPart = 3;
const mostParts = 4;
const mostMeant = 3;
/** A word of three letters must be used so often before it is taken for part of another. */
const enoughForShort = 3;

export type Vocabulary = {
  /** Counts words in (1) or out (-1). @returns those that compounds are split with from now on, or no longer */
  count(words: readonly string[], by: 1 | -1): readonly string[];
  /** The parts of a compound, and their parts; none where it is no compound of known words. */
  split(word: string): readonly string[];
  /** Words that somebody may have meant by one that is not known: with one slip, else those that it is a part of. */
  meant(word: string): readonly string[];
};

export const vocabularyOf = (): Vocabulary => {
  const words = new Map<string, number>();
  /** Words and their stems. */
  const forms = new Map<string, number>();
  const known = (part: string) => (forms.get(part) ?? 0) >= (part.length > shortestPart ? 1 : enoughForShort);
  const splits = new Map<string, readonly string[]>();

  const tell = (counts: Map<string, number>, word: string, by: number) => {
    const n = (counts.get(word) ?? 0) + by;
    if (n > 0) counts.set(word, n);
    else counts.delete(word);
  };
  const part = (text: string): string | undefined => [text, asPerson(text), stemOf(asPerson(text))].find(known);
  /** Fewest parts; among as few, the longest first part. */
  const fewest = (rest: string, most: number, whole: boolean): readonly string[] | undefined => {
    const itself = whole ? undefined : part(rest);
    if (itself || most === 1) return itself ? [itself] : undefined;
    let found: readonly string[] | undefined;
    for (let end = rest.length - shortestPart; end >= shortestPart; end--) {
      const head = rest.slice(0, end);
      const first = [head, asPerson(head)].find(known);
      if (!first) continue;
      for (const link of links) {
        if (!rest.startsWith(link, end) || rest.length - end - link.length < shortestPart) continue;
        const tail = fewest(rest.slice(end + link.length), (found?.length ?? most + 1) - 2, false);
        if (tail) found = [first, ...tail];
      }
      if (found?.length === 2) break;
    }
    return found;
  };
  const split = (word: string): readonly string[] => {
    const before = splits.get(word);
    if (before) return before;
    const parts = (fewest(word, mostParts, true) ?? [])
      .flatMap((p) => (p.length > 7 ? [p, ...split(p)] : [p]))
      .filter((p) => !saysNothing(p));
    splits.set(word, parts);
    return parts;
  };
  return {
    split,
    count: (said, by) => {
      const touched = new Map<string, boolean>();
      for (const word of said) {
        tell(words, word, by);
        for (const form of new Set([word, stemOf(word)])) {
          if (form.length < shortestPart) continue;
          if (!touched.has(form)) touched.set(form, known(form));
          tell(forms, form, by);
        }
      }
      const turned = [...touched].flatMap(([form, before]) => (known(form) === before ? [] : [form]));
      if (turned.length > 0) splits.clear();
      return turned;
    },
    meant: (word) => {
      if (word.length < 4 || forms.has(word) || forms.has(stemOf(word))) return [];
      const among = (fits: (other: string) => boolean): readonly string[] => {
        const found: string[] = [];
        for (const other of words.keys()) if (fits(other)) found.push(other);
        return found;
      };
      const slips = among((other) => Math.abs(other.length - word.length) <= 1 && oneEdit(other, word));
      const near = slips.length > 0 ? slips : among((other) => other.length > word.length && other.includes(word));
      const often = (other: string) => words.get(other) ?? 0;
      return near.toSorted((a, b) => often(b) - often(a) || (a < b ? -1 : 1)).slice(0, mostMeant);
    },
  };
};

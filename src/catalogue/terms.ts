/** What a text is found by: its words with the parts of compounds, and its words' pieces of four letters, which forgive typing errors. */
import type { Vocabulary } from "./vocabulary.ts";
import { stemOf } from "./words.ts";

/** How much of each; plain numbers without a unit. */
export type Terms = ReadonlyMap<string, number>;

const ofPart = 0.5;
const size = 4;

const sum = (pairs: Iterable<readonly [string, number]>): Terms => {
  const terms = new Map<string, number>();
  for (const [term, n] of pairs) terms.set(term, (terms.get(term) ?? 0) + n);
  return terms;
};

/** Stems of the words, and of the parts of compounds at half. */
export const wordTerms = (words: readonly string[], { split }: Vocabulary): Terms =>
  sum(
    words.flatMap((word): (readonly [string, number])[] => {
      const stem = stemOf(word);
      return [
        [stem, 1],
        ...[...new Set(split(word).map(stemOf))].filter((p) => p !== stem).map((p): readonly [string, number] => [p, ofPart]),
      ];
    }),
  );

/** Each word's pieces of four letters; those of one word are one together where `each` is "one". */
export const letterTerms = (words: readonly string[], each: "one" | "all"): Terms =>
  sum(
    words.flatMap((word) => {
      const bound = `_${word}_`;
      const n = Math.max(1, bound.length - size + 1);
      return Array.from({ length: n }, (_, i): readonly [string, number] => [bound.slice(i, i + size), each === "one" ? 1 / n : 1]);
    }),
  );

export const scaled = (terms: Terms, by: number): Terms => new Map([...terms].map(([term, n]) => [term, n * by]));
export const together = (...all: readonly Terms[]): Terms => sum(all.flatMap((terms) => [...terms]));

/** Texts under ids, in fields, that can be asked and changed in place. */
import { type Field, termIndexOf } from "./termIndex.ts";
import { letterTerms, scaled, type Terms, together, wordTerms } from "./terms.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** What is asked for: words with their parts, and pieces of words. */
export type Question = { readonly words: Terms; readonly letters: Terms };
/** A field that holds names is found by pieces of words too. */
export type TextField = Field & { readonly names: boolean };

const ofLetters = 0.8;
/** A word that is only like the one that was written. */
const ofLike = 0.7;

/** The most telling terms, and how much each is of them all. */
const howMany = 40;
/** Of the rarest there can be; what stands in more texts tells little. */
const leastRarity = 1 / 3;

export const questionOf = (text: string, vocabulary: Vocabulary): Question => {
  const words = wordsOf(text);
  const like = words.flatMap((word) => {
    const meant = vocabulary.meant(word);
    return meant.map((m) => scaled(wordTerms([m], vocabulary), ofLike / meant.length));
  });
  return { words: together(wordTerms(words, vocabulary), ...like), letters: letterTerms(words, "one") };
};

export type Collection = {
  /** In place of what was under the id; the words of each field. */
  put(id: string, said: readonly (readonly string[])[]): void;
  remove(id: string): void;
  /** Reads those again whose words it fits: compounds in them may have other parts now. */
  again(touched: RegExp): void;
  /** By slot, as `ids`. */
  byWords(terms: Terms): Float64Array;
  byLetters(terms: Terms): Float64Array;
  /** What a text would have that is just what was asked for. */
  most(question: Question): number;
  /** Those of the terms that tell these texts most apart; their numbers are 1 together. */
  telling(terms: Terms): Terms;
  readonly ids: readonly (string | undefined)[];
};

export const collectionOf = (fields: readonly TextField[], vocabulary: Vocabulary): Collection => {
  const words = termIndexOf(fields);
  const letters = termIndexOf(fields.filter((f) => f.names));
  const held = new Map<string, { readonly said: readonly (readonly string[])[]; readonly all: string }>();
  const read = (id: string, said: readonly (readonly string[])[]) =>
    words.put(
      id,
      said.map((w) => wordTerms(w, vocabulary)),
    );
  return {
    ids: words.ids,
    put: (id, said) => {
      held.set(id, { said, all: said.flat().join(" ") });
      read(id, said);
      letters.put(
        id,
        said.filter((_, f) => fields[f]?.names).map((w) => letterTerms(w, "all")),
      );
    },
    remove: (id) => {
      held.delete(id);
      words.remove(id);
      letters.remove(id);
    },
    again: (touched) => {
      for (const [id, { said, all }] of held) if (touched.test(all)) read(id, said);
    },
    byWords: (terms) => words.scores(terms),
    byLetters: (terms) => letters.scores(terms).map((n) => ofLetters * n),
    most: (question) => words.most(question.words) + ofLetters * letters.most(question.letters),
    telling: (terms) => {
      const least = leastRarity * words.rarity("");
      const best = [...terms]
        .map(([term, n]) => ({ term, n, rarity: words.rarity(term) }))
        .filter(({ term, rarity }) => rarity >= least && words.has(term))
        .map(({ term, n, rarity }) => [term, n * rarity] as const)
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
        .slice(0, howMany);
      const all = best.reduce((sum, [, n]) => sum + n, 0) || 1;
      return scaled(new Map(best), 1 / all);
    },
  };
};

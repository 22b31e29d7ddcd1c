/** Which measure a person means by some words of its name. */
import { foldedWords } from "../domain/words.ts";
import type { Kept } from "../ports/store.ts";

/** The one measure whose name shares the most with the words; undefined when none or several do. */
export const bestByName = (words: string, among: readonly Kept<"measure">[]): Kept<"measure"> | undefined => {
  const wanted = foldedWords(words)
    .filter((w) => w.length > 2 && !/^tiltak/.test(w))
    // "Demenstiltaket" is the one that says "demens".
    .map((w) => w.replace(/(?:tiltak)?(?:et|en|a|ene)$/, ""));
  const scored = among
    .map((kept) => {
      const have = foldedWords(kept.value.name);
      return { kept, score: wanted.filter((w) => have.some((h) => h.startsWith(w) || w.startsWith(h))).length };
    })
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || first.score === 0) return among.length === 1 && wanted.length === 0 ? among[0] : undefined;
  return second && second.score === first.score ? undefined : first.kept;
};

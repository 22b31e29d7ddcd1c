/** Finds texts of the catalogue by words, and by what the roles that the words name are about. */
import { collectionOf, type Question, questionOf } from "./collection.ts";
import { scaled, type Terms, together, wordTerms } from "./terms.ts";
import { vocabularyOf } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

export type Described = { readonly id: string; readonly names: string; readonly competences: string; readonly description: string };
export type DescribedRole = { readonly title: string; readonly text: string };
/** `share`: how much it has of what was asked for itself, 1 where a name says just that. */
export type Hit = { readonly id: string; readonly score: number; readonly share: number };

const courseFields = [
  { weight: 3, lengths: 0.25, names: true },
  { weight: 2, lengths: 0.25, names: true },
  { weight: 1, lengths: 0.5, names: false },
];
const roleFields = [
  { weight: 3, lengths: 0.25, names: true },
  { weight: 0.3, lengths: 0.5, names: false },
];
/** So many of the roles that fit the words best lend their description, and it weighs so much beside a word. */
const rolesAsked = 3;
const ofRoles = 4;
/** How much of a share pieces of words are where no word fits: "mat" is not "matematikk". */
const ofLikeness = 0.5;
/** More new words than this at once, and all is read again. */
const manyWords = 100;

export type Finder = {
  /** What there is from now on; only what has changed is read again. */
  hold(all: readonly Described[]): void;
  /** Best first, then by id. */
  find(text: string): readonly Hit[];
};

const plus = (a: Float64Array, b: Float64Array) => a.map((n, i) => n + (b[i] ?? 0));

export const finderOf = (roles: readonly DescribedRole[] = []): Finder => {
  const vocabulary = vocabularyOf();
  const courses = collectionOf(courseFields, vocabulary);
  const named = collectionOf(roleFields, vocabulary);
  const held = new Map<string, { readonly text: string; readonly words: readonly string[] }>();

  const roleWords = roles.map(({ title, text }) => [wordsOf(title), wordsOf(text)]);
  vocabulary.count(roleWords.flat(2), 1);
  let areRolesRead = false;
  /** What each role's description asks for, once it was needed. */
  const asks = new Map<number, Terms>();
  const askedBy = (role: number): Terms => {
    const before = asks.get(role);
    if (before) return before;
    // Said often is not much more than said.
    const said = [...wordTerms(roleWords[role]?.[1] ?? [], vocabulary)].map(([term, n]) => [term, n / (n + 2)] as const);
    const found = courses.telling(new Map(said));
    asks.set(role, found);
    return found;
  };
  /** What the roles that fit best are about, each as far as it fits. */
  const fromRoles = (question: Question): Terms => {
    const fit = plus(named.byWords(question.words), named.byLetters(question.letters));
    const best = [...fit.keys()]
      .filter((slot) => (fit[slot] ?? 0) > 0)
      .sort((a, b) => (fit[b] ?? 0) - (fit[a] ?? 0) || Number(named.ids[a]) - Number(named.ids[b]))
      .slice(0, rolesAsked);
    const weights = best.map((slot) => (fit[slot] ?? 0) ** 2);
    const all = weights.reduce((sum, n) => sum + n, 0);
    return together(...best.map((slot, i) => scaled(askedBy(Number(named.ids[slot])), (ofRoles * (weights[i] ?? 0)) / all)));
  };
  return {
    hold: (all) => {
      const textOf = (one: Described) => [one.names, one.competences, one.description].join("\0");
      const now = new Map(all.map((one) => [one.id, textOf(one)]));
      const gone = [...held].filter(([id, { text }]) => now.get(id) !== text);
      const come = all
        .filter((one) => held.get(one.id)?.text !== now.get(one.id))
        .map((one) => ({ id: one.id, text: textOf(one), said: [one.names, one.competences, one.description].map(wordsOf) }));
      const left = vocabulary.count(
        gone.flatMap(([, { words }]) => words),
        -1,
      );
      const joined = vocabulary.count(
        come.flatMap(({ said }) => said.flat()),
        1,
      );
      for (const [id] of gone) {
        courses.remove(id);
        held.delete(id);
      }
      // Gone and come again is no change.
      const [out, into] = [new Set(left), new Set(joined)];
      const turned = [...left.filter((w) => !into.has(w)), ...joined.filter((w) => !out.has(w))];
      if (turned.length > 0) {
        // A part "lærar" of a compound is "lærer".
        const touched = new RegExp(turned.length > manyWords ? "" : turned.map((w) => w.replace(/er$/, "[ea]r")).join("|"));
        courses.again(touched);
        if (areRolesRead) named.again(touched);
      }
      for (const { id, text, said } of come) {
        held.set(id, { text, words: said.flat() });
        courses.put(id, said);
      }
      if (!areRolesRead) roleWords.forEach((said, i) => void named.put(String(i), said));
      areRolesRead = true;
      if (gone.length + come.length > 0) asks.clear();
    },
    find: (text) => {
      const question = questionOf(text, vocabulary);
      const words = courses.byWords(question.words);
      const own = plus(words, courses.byLetters(question.letters));
      const scores = plus(own, courses.byWords(fromRoles(question)));
      const most = courses.most(question) || 1;
      const share = (slot: number) => ((own[slot] ?? 0) / most) * (words[slot] ? 1 : ofLikeness);
      return courses.ids
        .flatMap((id, slot) => (id === undefined ? [] : [{ id, score: scores[slot] ?? 0, share: share(slot) }]))
        .filter((hit) => hit.score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    },
  };
};

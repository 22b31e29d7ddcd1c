/** Whose record a measure is: one at individual level, or one that names an employee, is not for everybody to read. */
import { type Directory, foldName } from "./directory.ts";
import type { Measure } from "./measure.ts";
import type { Person } from "./organisation.ts";
import { remembered } from "./remembered.ts";
import { fold } from "./words.ts";

const texts = ["name", "goal", "audience", "strategy", "plan", "evaluation"] as const;
/** What of a measure decides it; a measure that is only being filled in has it too. */
export type Told = Pick<Measure, "level" | "responsible" | (typeof texts)[number]>;

/** Letters and digits only, spelled as a reader would overlook; what cannot be seen is no gap in a name. */
const wordsOf = (text: string): readonly string[] => fold(foldName(text.replace(/\p{Cf}/gu, ""))).match(/[\p{L}\p{N}]+/gu) ?? [];

type Named = { readonly person: Person; readonly all: ReadonlySet<string>; readonly first: ReadonlySet<string> };

/** By each word of the last name, those who have it. */
const byLastName = ({ data }: Directory): ReadonlyMap<string, readonly Named[]> => {
  const known = new Map<string, Named[]>();
  for (const person of data.people) {
    const [first = "", ...others] = person.name.trim().split(/\s+/);
    const named = { person, all: new Set(wordsOf(person.name)), first: new Set(wordsOf(first)) };
    for (const word of wordsOf(others.at(-1) ?? "")) known.set(word, [...(known.get(word) ?? []), named]);
  }
  return known;
};

/** Everybody whose first and last name stand beside each other, those that share a name with another together. */
const namesIn = remembered((directory: Directory) => {
  const known = byLastName(directory);
  return (text: string): readonly (readonly Person[])[] => {
    const words = wordsOf(text);
    // "Nordlis kurs" is Nordli's.
    const is = (set: ReadonlySet<string>, word: string | undefined) =>
      word !== undefined && (set.has(word) || (word.endsWith("s") && set.has(word.slice(0, -1))));
    return words.flatMap((word, i) => {
      const candidates = [...(known.get(word) ?? []), ...(word.endsWith("s") ? (known.get(word.slice(0, -1)) ?? []) : [])];
      const found = candidates.flatMap((named) => {
        let [from, to] = [i, i];
        while (is(named.all, words[from - 1])) from--;
        while (is(named.all, words[to + 1])) to++;
        const beside = [...words.slice(from, i), ...words.slice(i + 1, to + 1)];
        return beside.some((w) => is(named.first, w)) ? [{ person: named.person, whole: beside.length + 1 >= named.all.size }] : [];
      });
      // "Anne Dahl" is not Anne Lise Dahl where there is an Anne Dahl.
      const best = found.some((f) => f.whole) ? found.filter((f) => f.whole) : found;
      return best.length > 0 ? [best.map((f) => f.person)] : [];
    });
  };
});

/** First names that are words too. */
const words = new Set([
  "Per",
  "Liv",
  "Bo",
  "Dag",
  "Mari",
  "Vår",
  "Sol",
  "Stein",
  "May",
  "Mai",
  "Tor",
  "Ask",
  "Bjørn",
  "Rune",
  "Jo",
  "Norunn",
]);
const firstNames = remembered((directory: Directory) => new Set(directory.data.people.flatMap((p) => p.name.split(/[\s-]/)[0] ?? [])));

/**
 * True where an employee's first and last name stand beside each other, or a first name with its capital stands alone.
 * @param near people whose last name alone tells who is meant
 */
export const namesSomebody = (text: string, directory: Directory, near: readonly Person[] = []): boolean => {
  const last = new Set(near.map((p) => p.name.trim().split(/\s+/).at(-1) ?? ""));
  const isName = (word: string) => !words.has(word) && (firstNames(directory).has(word) || last.has(word));
  return (
    namesIn(directory)(text).length > 0 ||
    (text.match(/\p{Lu}\p{L}+/gu) ?? []).some((word) => isName(word) || isName(word.replace(/s$/, "")))
  );
};

const concernedBy = remembered((directory: Directory) =>
  remembered((measure: Told): readonly string[] | undefined => {
    const named = texts.flatMap((field) => namesIn(directory)(measure[field] ?? ""));
    if (named.length === 0 && measure.level !== "individual") return undefined;
    // A name that several have hides the measure, but shows it to none of them.
    const people = new Set(named.flatMap((those) => (those.length === 1 ? those : [])).map((p) => p.id));
    const { person } = measure.responsible;
    return named.length > 0 ? [...people] : person ? [person] : [];
  }),
);

/**
 * The people whose record the measure is: those it names, or the one responsible where it is at individual level and names
 * nobody. Undefined for a measure that is nobody's record; empty where it cannot be told whose it is.
 */
export const concerned = (measure: Told, directory: Directory): readonly string[] | undefined => concernedBy(directory)(measure);

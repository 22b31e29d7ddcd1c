/** What the municipality's own data know by name, wherever it stands in a sentence. */

import type { Person } from "../domain/organisation.ts";
import { contentWords, fold, foldedWords } from "../domain/words.ts";
import type { Heard, Known } from "../ports/understanding.ts";
import { oneNamed, personNamed } from "./known.ts";
import { tokensOf } from "./tokens.ts";

const mostWords = 6;

/** Every run of words, the longest first. */
const runs = (words: readonly string[]): string[] =>
  Array.from({ length: Math.min(mostWords, words.length) }, (_, i) => Math.min(mostWords, words.length) - i).flatMap((size) =>
    Array.from({ length: words.length - size + 1 }, (_, at) => words.slice(at, at + size).join(" ")),
  );

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((w) => b.includes(w));

/** The longest name of a course or a competence that stands in the text; a part of one only where it says that it is a course. */
export const namedWithin = <K extends Known>(text: string, all: readonly K[]): K | undefined => {
  const found = runs(foldedWords(text));
  for (const run of found) {
    const wanted = contentWords(run);
    const same = wanted.length === 0 ? [] : all.filter((k) => k.nameWords.some((name) => isSame(name, wanted)));
    if (same.length === 1) return same[0];
    const titled = same.filter((k) => isSame(k.titleWords, wanted));
    if (titled.length === 1) return titled[0];
  }
  for (const run of found) {
    const long = run.split(" ").length === 1 && run.length >= 6;
    const known = long || /kurs/.test(run) ? oneNamed(run, all) : undefined;
    if (known) return known;
  }
  return undefined;
};

/** Everybody who is named, in order, and whether somebody is named whom others are called too. */
export const peopleWithin = (heard: Heard): { readonly people: readonly Person[]; readonly unclear: boolean } => {
  const tokens = tokensOf(heard.text).map((t) => t.text);
  const people: Person[] = [];
  let unclear = false;
  for (let at = 0; at < tokens.length; ) {
    const found = [3, 2, 1].flatMap((size) => {
      const who = named(tokens.slice(at, at + size), size, heard);
      return who && who !== "several" ? [{ who, size }] : [];
    })[0];
    if (!found && named(tokens.slice(at, at + 1), 1, heard) === "several") unclear = true;
    if (found && !people.includes(found.who)) people.push(found.who);
    at += found?.size ?? 1;
  }
  return { people, unclear };
};

const named = (said: readonly string[], size: number, heard: Heard): Person | "several" | undefined => {
  if (said.length < size || said.some((w) => !/^\p{L}/u.test(w)) || (size === 1 && notNames.has(said[0] ?? ""))) return undefined;
  if (/^(?:jeg|eg|æ|meg|i|me|du|han|hun|ho)$/i.test(said.join(" ")) || fold(said.join(" ")).length < 2) return undefined;
  const found = personNamed(said.join(" "), heard);
  // Of several with one name the one whom the speaker leads.
  const { directory, today, me } = heard;
  const led = found === "several" ? directory.named(said.join(" ")).filter((p) => directory.leaderOf(p, today)?.id === me) : [];
  const person = led.length === 1 ? led[0] : found;
  return person !== "several" && person?.id === me ? undefined : person;
};

/** Words that are also first names, and no name where they stand small. */
const notNames = new Set([
  "april",
  "august",
  "finn",
  "juni",
  "mai",
  "per",
  "liv",
  "bo",
  "siri",
  "unn",
  "dag",
  "mari",
  "tor",
  "vår",
  "sol",
  "stein",
]);

/** The first person that is named, as the text has the name. */
export const personWithin = (heard: Heard): { readonly person: string; readonly name: string } | "several" | undefined => {
  const tokens = tokensOf(heard.text).map((t) => t.text);
  let several = false;
  for (const size of [3, 2, 1])
    for (let at = 0; at + size <= tokens.length; at++) {
      const said = tokens.slice(at, at + size);
      const bare = said.join(" ").replace(/(?:'s|s)$/u, "");
      if (said.some((w) => !/^\p{L}/u.test(w)) || (size === 1 && notNames.has(said[0] ?? "")) || /^(?:jeg|eg|meg|i|me)$/i.test(bare))
        continue;
      for (const name of new Set([said.join(" "), bare])) {
        const found = fold(name).length > 1 ? personNamed(name, heard) : undefined;
        if (found === "several") several = true;
        else if (found) return { person: found.id, name: found.name };
      }
    }
  return several ? "several" : undefined;
};

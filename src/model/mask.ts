/** People's names, addresses and numbers stay here: placeholders leave in their place, and are put back in what comes back. */
import { type Directory, foldName } from "../domain/directory.ts";
import { withoutIdentityNumbers } from "../domain/identityNumber.ts";
import { fold } from "../domain/words.ts";

export type Mask = {
  hide(text: string): string;
  /** What the placeholders stand for put back. */
  show(text: string): string;
};

const written = [
  ["LINK", /\b(?:https?:\/\/|www\.)\S+/giu],
  ["EMAIL", /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu],
  ["ID", /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{1,3}:[\w-]{8,}/giu],
  // Phone numbers, account numbers and all that is as long and looks like them; amounts are written in threes.
  [
    "NUMBER",
    /(?<!\d)(?:(?:\+|00)\d{1,3}[ .-]?)?(?:\d{2}(?:[ .-]?\d{2}){3}|\d{3}[ .-]\d{2}[ .-]\d{3}|\d{4}[ .-]?\d{2}[ .-]?\d{5}|\d{8,})(?!\d)/gu,
  ],
] as const;

/** Names that are words of the language when they are written small: left alone where nobody's name stands beside them. */
const ordinary = new Set(
  `
  april art ask august aud berg bjorn bo by dag dal dalen eng even finn gro hage hagen haug holm hus jo june lie liv lund mai
  mark may myr nes ny odd per rose rot rune sol stein strand tone tore van var vik will`
    .trim()
    .split(/\s+/),
);
/** Words that a sentence begins with, and no name. */
const openers = new Set(
  `
  alle are can der det do du eg en er et finn for fra frist gi han har hei hun hva hvem hvilke hvor hvordan hvorfor i ikke ja
  jeg kan kor korleis kva kven kvifor logg ma maa meg nar naar nei nye nytt ny og om pa paa registrer sett skal skjer som ta
  the this til tok trenger var vart vi vil vis we what when which who why you`
    .trim()
    .split(/\s+/),
);

/** However a name is spelled: without accents, and without the s of "Karis". */
const forms = (word: string): readonly string[] => {
  const folded = fold(foldName(word)).replace(/['’]/g, "");
  return folded.endsWith("s") ? [folded, folded.slice(0, -1)] : [folded];
};

const wordsOf = (text: string) =>
  [...text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu)].map((m) => ({ word: m[0], start: m.index, end: m.index + m[0].length }));
type Word = ReturnType<typeof wordsOf>[number];

const knownIn = new WeakMap<object, ReadonlySet<string>>();
const namesOf = ({ data }: Directory): ReadonlySet<string> => {
  const known = knownIn.get(data) ?? new Set(data.people.flatMap((p) => wordsOf(p.name).flatMap(({ word }) => forms(word).slice(0, 1))));
  knownIn.set(data, known);
  return known;
};

const isCapital = ({ word }: Word) => /^\p{Lu}/u.test(word);
const isWritten = ({ word }: Word) => /^\p{Lu}[\p{Ll}\p{M}]/u.test(word);

/** @param vocabulary titles and names of what is no person, whose beginnings may look like a person's name */
export const newMask = (directory: Directory, vocabulary: readonly string[]): Mask => {
  const names = namesOf(directory);
  const spelled = (all: readonly Word[]) => `${all.map(({ word }) => fold(word)).join(" ")} `;
  const things = vocabulary.map((thing) => spelled(wordsOf(thing)));
  const hidden = new Map<string, string>();
  const counts = new Map<string, number>();
  const placeholder = (kind: string, said: string): string => {
    const known = hidden.get(said);
    if (known) return known;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    hidden.set(said, `${kind}_${n}`);
    return `${kind}_${n}`;
  };

  const isName = (w: Word) => forms(w.word).some((f) => names.has(f));
  const isPlain = (w: Word) => !isCapital(w) && forms(w.word).some((f) => ordinary.has(f));
  const isThing = (run: readonly Word[]) => things.some((thing) => thing.startsWith(spelled(run)));
  /** Words that stand side by side and may be one person's name. */
  const runsIn = (text: string): Word[][] => {
    const runs: Word[][] = [];
    let last: Word | undefined;
    for (const w of wordsOf(text)) {
      const between = last ? text.slice(last.end, w.start) : "";
      const beside = last !== undefined && (/^(?:\s|-)$/u.test(between) || (last.word.length === 1 && /^\.\s?$/.test(between)));
      const counts = isName(w) || isWritten(w) || (isCapital(w) && w.word.length === 1);
      last = counts ? w : undefined;
      if (!counts) continue;
      if (beside) runs.at(-1)?.push(w);
      else runs.push([w]);
    }
    return runs;
  };
  const hideNames = (text: string): string => {
    let out = "";
    let from = 0;
    for (const all of runsIn(text)) {
      const run = openers.has(fold(all[0]?.word ?? "")) && !(all[0] && isName(all[0])) ? all.slice(1) : all;
      const [first, last] = [run[0], run.at(-1)];
      const named = run.some((w) => isName(w) && !isPlain(w));
      if (!first || !last || !(named || (run.filter(isWritten).length > 1 && !isThing(run)))) continue;
      out += text.slice(from, first.start) + placeholder("PERSON", text.slice(first.start, last.end));
      from = last.end;
    }
    return out + text.slice(from);
  };

  return {
    hide: (text) =>
      hideNames(
        written.reduce((t, [kind, pattern]) => t.replace(pattern, (said) => placeholder(kind, said)), withoutIdentityNumbers(text)),
      ),
    show: (text) => {
      const said = new Map([...hidden].map(([what, name]) => [name, what]));
      return text.replace(/\b[A-Z]+_\d+\b/g, (name) => said.get(name) ?? name);
    },
  };
};

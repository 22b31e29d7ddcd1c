/** Text as the words that searching compares: folded, in bokmål's spelling, without the words that say nothing. */
import { stemmer } from "@orama/stemmers/norwegian";
import { foldedWords, isEmptyWord, stem } from "../domain/words.ts";

const empty = new Set(
  `å at de der deg dei dem deres det dette denne disse ditt din du ein ei eit eller enn er etter fra før gjennom ha har hun han hva hvilke
  hvor hvordan ikke inn innen innenfor ikkje ja jeg kan kva man mange mellom mer mest når nei noe noen noko nokon også om oss over se seg
  skal slik som så under ut vi vil ved vår være bli blir blant annet andre ulike kurs kursene of and for with to on at is are an`
    .split(/\s+/)
    .flatMap(foldedWords),
);

/** Nynorsk spellings, wherever in a word they stand, to bokmål's; both folded. */
const spellings: readonly (readonly [RegExp, string])[] = `
  sjuk:syk heim:hjem skule:skole rettlei:veiled leiar:leder leiing:ledelse reinhald:renhold haldar:holder rekne:regne regneskap:regnskap
  tryggleik:sikkerhet verksemd:virksomhet tenest:tjenest tenar:tjener teikn:tegn koyr:kjor royr:ror leggj:legg byggj:bygg trykkj:trykk
  seljar:selger gjevar:giver hovud:hoved eigedom:eiendom vidare:videre skodespel:skuespill spelar:spiller spel:spill ombod:ombud
  handsam:behandl tilsett:ansatt eining:enhet straum:strom attvinn:gjenvinn kjot(?!t):kjott glas(?!s):glass syster:soster bilete:bilde
  kyrkje:kirke lakjar:lege meister:mester vatn:vann mjolk:melk auge:oye snikkar:snekker framand:fremmed hjarte:hjerte heit:het`
  .trim()
  .split(/\s+/)
  .map((pair) => pair.split(":"))
  .map(([from = "", to = ""]) => [new RegExp(from, "g"), to]);

/** "Lærar" is "lærer"; where it is no person, as in "seminar", it is so on both sides. */
export const asPerson = (word: string): string => (word.length > 4 && word.endsWith("ar") ? `${word.slice(0, -2)}er` : word);

export const saysNothing = (word: string): boolean => word.length < 2 || empty.has(word) || isEmptyWord(word);

const mostKept = 100_000;
const remembered = (find: (word: string) => string): ((word: string) => string) => {
  const kept = new Map<string, string>();
  return (word) => {
    const before = kept.get(word);
    if (before !== undefined) return before;
    if (kept.size >= mostKept) kept.clear();
    const found = find(word);
    kept.set(word, found);
    return found;
  };
};

const inBokmaal = remembered((word) => asPerson(spellings.reduce((w, [from, to]) => w.replace(from, to), stem(word))));

/** In the order they stand. */
export const wordsOf = (text: string): readonly string[] =>
  foldedWords(text)
    .filter((w) => !saysNothing(w))
    .map(inBokmaal);

/** Without its inflection. */
export const stemOf = remembered((word) => stemmer(word.replace(/(?<=.{3}[ea]r)(en|ens|ne|nes)$/, "")));

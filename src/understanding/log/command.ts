/** Training that somebody has taken, as a flow that asks for what is missing: for the speaker, or for those named. */
import { titleRef } from "../../domain/training.ts";
import type { Command, Fill } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { peopleNamed, titleOf, unitNamed } from "../known.ts";
import { isGroup, isOccupation } from "../people.ts";
import { isKind } from "../pieces.ts";
import { sentenceOf } from "../sentence.ts";
import { spelled, tokensOf } from "../tokens.ts";
import { logSaid } from "./said.ts";
import { imperative } from "./signs.ts";

/** Others than the speaker, also where it cannot be told who. */
const others = spelled(/^(?:alle|samtlige|hele|heile|everyone|everybody|vi alle)\b|\b(?:og|and) (?:jeg|eg|æ|i|me)$/iu);
const verb = spelled(
  /\b(tok|tatt|tat|teke|tikje|fullførte|fullført|fullførde|gjenn?omførte|gjenn?omført|gjennomførde|deltok|deltatt|delteke|va(?:r)? (?:med )?på|v(?:æ|o|å)r(?:t|e|re)? (?:med )?på|vroe på|gikk (?:på|gjennom)|gått(?: på| gjennom)?|gjekk (?:på|gjennom)|hospiterte|bestod|besto|bestått|hadde|har hatt|f(?:i|e)kk o(?:p)?plæring|ferdig med|færdig me|took|taken|completed|finished|attended|passed|been to|went to|was (?:on|at)|done|did)\b/iu,
);

/** Somebody known stands among those named, even if not all of them are. */
const mentionsOthers = (words: string, heard: Heard): boolean =>
  words
    .split(spelled(/,|\b(?:og|and)\b/iu))
    .some((name) => name.trim().split(" ").length <= 3 && heard.directory.named(name).some((p) => p.id !== heard.me));

/** "Alle unntatt Siv tok …", "Ola og Siv har tatt …": those named before the verb, when it is not the speaker. */
const peopleBefore = (said: string, heard: Heard): string[] | "unknown" | undefined => {
  const at = said.search(verb);
  const forWhom = spelled(/\b(?:for|til|på)\s+(alle[^,.]*|[A-ZÆØÅ][^,.]*?)(?=$|[,.]|\s+(?:i dag|i går|den|på)\b)/u).exec(said)?.[1];
  const before =
    at > 0
      ? said
          .slice(0, at)
          .replace(spelled(/\b(har|have|has|hadde|nettopp|alle sammen)\s*$/giu), "")
          .trim()
      : "";
  for (const words of [before, at < 0 ? (forWhom ?? "") : ""]) {
    if (words === "" || spelled(/^(jeg|eg|æ|i|vi|me|hei|har)\b(?!\s+(?:og|and)\b)/iu).test(words)) continue;
    const people = peopleNamed(words, heard);
    if (!people && words === before && isSubject(words, heard) && !itself.test(said.slice(at))) return "unknown";
    if (people === "several" || (!people && (others.test(words) || mentionsOthers(words, heard)))) return "unknown";
    if (people && !(people.length === 1 && people[0] === heard.me)) return people;
  }
  return undefined;
};

/** "Hun", "kona mi", "de nye", "8 stykker", "indre sone": somebody, and not the speaker. */
const somebody = spelled(
  /^(?:han|hun|ho|hu|de|dei|dem|they|she|he|kona|kjerringa|mannen|samboeren|ungene|ungane|barna|sønnen|dattera|datteren|mora|faren|broren|søstera|søsteren|sjefen|lederen|kollegaen|kollegaene|noen|somebody|my (?:wife|husband|kids|son|daughter|boss))\b/iu,
);
const isSubject = (words: string, heard: Heard): boolean => {
  const tokens = tokensOf(words);
  const last = tokens.at(-1);
  return (
    tokens.length <= 4 &&
    (somebody.test(words) || isGroup(last) || isOccupation(last) || (tokens.length <= 3 && unitNamed(words, heard.directory) !== undefined))
  );
};
/** "Brannvern tok jeg": the speaker stands after the verb. */
const itself = spelled(/^\p{L}+ (?:\p{L}+ )?(?:jeg|eg|æ|vi|me)\b/iu);

const wish = spelled(
  /\b(?:bare|berre|kun|only) (?:for|til|to) (?:meg|mæ|me)\b|\b(?:bare|berre|kun) (?:jeg|eg|æ) (?:skal |kan |får )?(?:se|sjå|ser)\b|\bhemmelig\b|\bhold det for deg selv\b|\bikk(?:e|je) vis(?:e)? (?:det|dette) til\b|\bingen (?:andre )?(?:skal|kan|må|får) (?:få )?se|\b(?:skal|må) ingen (?:andre )?se\b/iu,
);

/** "Smittevern har jeg tatt i fjor": the course before the verb. */
const turned = (said: string): string => {
  const [, what, done, rest] =
    /^(?!jeg|eg|æ|vi|nå|i dag|i går)(.{3,60}?)\s+har\s+(?:jeg|eg|æ)\s+(?:allerede\s+|alt\s+|også\s+|jo\s+|nå\s+)*(tatt|teke|gjort|fullført|gjennomført)\b(.*)$/iu.exec(
      said,
    ) ?? [];
  return what && done ? `jeg har ${done} ${what}${rest ?? ""}` : said;
};

/** The flow that asks for what is missing, for the speaker or for others. */
export const logCommand = (heard: Heard, direction: "past" | "future"): Command => {
  const text = heard.text.trim();
  const both = severalIn(heard, direction);
  if (both) {
    const first = logCommand({ ...heard, text: both[0] }, direction);
    return first.do === "start" ? { ...first, left: both[1] } : first;
  }
  const said = turned(text.replace(imperative, " ").trim());
  const people = peopleBefore(said, heard);
  const about = people ? said.slice(Math.max(0, said.search(verb))) : said;
  const fill = logFill(about, heard, direction);
  if (people) return { do: "start", flow: "logForUnit", fill: people === "unknown" ? fill : { ...fill, people } };
  return { do: "start", flow: "logTraining", fill: wish.test(text) ? { ...fill, onlyMe: true } : fill };
};

/** More clauses than a sentence has. */
const mostClauses = 6;
/** "Jeg tok HLR i går og forflytning på mandag": the first course with its day, and the rest as it was written. */
const severalIn = (heard: Heard, direction: "past" | "future"): readonly [string, string] | undefined => {
  const text = heard.text.trim();
  const datesOf = (part: string) => sentenceOf(part, heard.today, direction).filter((t) => isKind(t, "date")).length;
  if (datesOf(text) < 2) return undefined;
  const isWhole = (part: string) => {
    const { title, taken } = logFill(part, heard, direction);
    return taken !== undefined && titleRef.safeParse(title).data?.course;
  };
  const cuts = [...text.matchAll(/\s*[,.;]?\s+(?:og|and)\s+|[.;,]\s+/giu)].slice(0, mostClauses);
  // The last cut before the second day: "smittevern i forgårs, to timer, og i dag …".
  return cuts
    .map(({ 0: and, index }) => [text.slice(0, index), text.slice(index + and.length)] as const)
    .findLast(([first, rest]) => datesOf(first) === 1 && isWhole(first) && isWhole(rest));
};

const logFill = (text: string, heard: Heard, direction: "past" | "future"): Fill => {
  const said = logSaid(text, sentenceOf(text, heard.today, direction), heard);
  const fill: Fill = {};
  const title = titleOf(said.title ?? said.topic ?? "", heard.courses);
  if (title) fill.title = title;
  if (said.taken) fill.taken = said.taken;
  if (said.extent) fill.extent = said.extent;
  if (said.provider) fill.provider = said.provider;
  return fill;
};

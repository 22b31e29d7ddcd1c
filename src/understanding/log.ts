/** Training that somebody has taken, in one sentence: who, what, when, how long, by whom. */
import type { Command, Fill } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { extentIn } from "./amounts.ts";
import { datesIn } from "./dates.ts";
import { peopleNamed, providerNamed, providerWithin, titleOf } from "./known.ts";
import { plainly } from "./normal.ts";
import { type Range, spelled, type Token, tokensOf, without, withoutEnd } from "./tokens.ts";

/** In the words of normal.ts. */
const did = spelled(
  /\b(tok|tatt|fullførte|fullført|gjennomførte|gjennomført|deltok|deltatt|var (?:på|med på)|vært (?:på|med på)|gikk (?:på|gjennom)|gått (?:på|gjennom)|hospiterte|hospitert|bestod|besto|bestått|har (?:også |òg )?hatt|fikk (?:opplæring|kursbevis|endelig)|ferdig med|er tatt|took|taken|completed|finished|attended|passed|been to|went to|was (?:on|at)|done|did)\b/,
);
const verb = spelled(
  /\b(tok|tatt|tat|teke|tikje|fullførte|fullført|fullførde|gjenn?omførte|gjenn?omført|gjennomførde|deltok|deltatt|delteke|va(?:r)? (?:med )?på|v(?:æ|o|å)r(?:t|e|re)? (?:med )?på|vroe på|gikk (?:på|gjennom)|gått(?: på| gjennom)?|gjekk (?:på|gjennom)|hospiterte|bestod|besto|bestått|hadde|har hatt|f(?:i|e)kk o(?:p)?plæring|ferdig med|færdig me|took|taken|completed|finished|attended|passed|been to|went to|was (?:on|at)|done|did)\b/iu,
);
const imperative = spelled(
  /^\s*(?:(?:hei|hi|hello)[,! ]+)?(?:kan du |please |vennligst |vil |jeg vil |eg vil |i want to |i would like to |jeg skal |ønsker å )?(?:logg(?:e|før|føre|for)?|log|registrer(?:e)?|før(?:e)? (?:inn|opp)|skriv inn|noter(?:e)?|add to my log)(?: at)?\b(?:\s*:)?(?! (?:et |eit |nytt )?(?:nytt )?tiltak)/iu,
);
const wants = spelled(
  /kurs\b|kurset\b|\b(kurs|opplæring|opplæringen|sertifi|modul|e-læring|e-learning|seminar|konferanse|fagdag|webinar|course|training|studiepoeng|eksamen|videreutdanning|samling)/,
);
const negated = spelled(/\b(ikke|aldri|didn't|did not|never|haven't|not|uten å)\b/);
const planned = spelled(
  /\b(skal|skulle|tar|begynner|starter|planlegger|vil gjerne|ønsker|kommer til å|will|going to|tenker å|har meldt meg|er påmeldt|påmeldt)\b/,
);
const question = spelled(
  /\?\s*$|^\s*(når|hvilke|hvilken|hva|hvem|har (?:jeg|vi|noen|dere)|hvor|when|which|what|have i|did i|who|er det|finnes|kan jeg|kan vi|trenger|leter|finn|find|anbefal)\b/,
);
const signingUp = spelled(/\b(?:meld(?:e)? (?:meg|oss) på|påmelding|melder jeg meg|sign me up|er det plass)\b/);
const notDone = spelled(/\b(rakk ikke|fikk ikke|ikke (?:tatt|fått|gjennomført|vært|gått|med)|måtte avlyse|ble avlyst|avlyst)\b/);
const providerLead = /^(hos|av|med|hjå|gjennom|via|regi|by|with|from|through|ved)$/;

/** A log of completed training, an honest word that there is none to log, or undefined when it is something else. */
export const logOf = (heard: Heard): Command | undefined => {
  const text = heard.text.trim();
  const plain = plainly(tokensOf(text));
  const commanded = imperative.test(text);
  const done = did.test(plain);
  const going = planned.test(plain) && !done;
  if ((question.test(plain) && !commanded) || signingUp.test(plain)) return undefined;
  const said = text.replace(imperative, " ").trim();
  const parts = partsOf(said, heard, going ? "future" : "past");
  const course = parts.fill.title !== undefined && (parts.fill.title as { course: string | null }).course !== null;
  const about = wants.test(plain) || course;
  if (notDone.test(plain) || (done && negated.test(plain)))
    return about || parts.dated ? { do: "ask", page: "smallTalk", about: { topic: "notTaken" } } : undefined;
  if (going && !commanded)
    return about && parts.dated && /(på|ta|gjennomføre|delta|take|attend|to) /.test(plain)
      ? { do: "start", flow: "logTraining", fill: parts.fill }
      : undefined;
  // A course with a date or an extent and no verb is said by somebody in a hurry: "Excel 12.10, 3 t".
  const told = done ? about || parts.dated || parts.timed : about && (parts.dated || parts.timed);
  if (!commanded && !told) return undefined;
  const people = peopleBefore(said, heard);
  if (people) {
    const { fill } = partsOf(said.slice(Math.max(0, said.search(verb))), heard, "past");
    const told = "title" in fill ? fill : parts.fill;
    return { do: "start", flow: "logForUnit", fill: people === "unknown" ? told : { ...told, people } };
  }
  return { do: "start", flow: "logTraining", fill: parts.fill };
};

/** Others than the speaker, also where it cannot be told who. */
const others = spelled(/^(?:alle|samtlige|hele|heile|everyone|everybody|vi alle)\b|\b(?:og|and) (?:jeg|eg|æ|i|me)$/iu);

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
    if (words === "" || spelled(/^(jeg|eg|æ|i|vi|me|hei|har)\b/iu).test(words)) continue;
    const people = peopleNamed(words, heard);
    if (people === "several" || (!people && (others.test(words) || mentionsOthers(words, heard)))) return "unknown";
    if (people && !(people.length === 1 && people[0] === heard.me)) return people;
  }
  return undefined;
};

/** "…, bare for meg": not a part of the title, and the person's wish. */
const onlyForMe = spelled(
  /[\s,;.–-]*(?:\b(?:og|and) )?\b(?:bare|berre|kun|only) (?:for|til|to) (?:meg|mæ|me)(?: selv| sjølv| alone)?(?=$|[\s,.!])/iu,
);

const partsOf = (sentence: string, heard: Heard, direction: "past" | "future") => {
  const said = sentence.replace(onlyForMe, "");
  const all = tokensOf(said);
  const extent = extentIn(all);
  const dates = datesIn(masked(all, extent), heard.today, direction).filter((d) => !insideName(all, d));
  const when = dates[0];
  const provider = providerIn(said, all, [...(extent ? [extent] : []), ...dates], heard);
  const taken: Range[] = [...(extent ? [extent] : []), ...dates, ...(provider ? [provider] : [])];
  const title = titleOf(trimmed(without(said, all, taken)), heard.courses);
  const fill: Fill = {};
  if (title && !/^(kurs|kurset|opplæring|course|training|noe|noko|det)$/i.test(title.title)) fill.title = title;
  const day = when?.from ?? when?.to;
  if (when && !when.impossible && day) fill.taken = { from: when.from ?? day, to: when.to ?? day };
  if (extent && "extent" in extent) fill.extent = extent.extent;
  if (provider) fill.provider = provider.name;
  if (said !== sentence) fill.onlyMe = true;
  return { fill, dated: when !== undefined, timed: extent !== undefined };
};

/** What was read as hours is not read again as a date. */
const masked = (tokens: readonly Token[], range: Range | undefined): readonly Token[] =>
  range ? tokens.map((t, i) => (i >= range.first && i < range.after ? { ...t, word: "", text: "" } : t)) : tokens;

/** A year that belongs to a name, as in "Kompetanseløft 2027", is no date. */
const insideName = (tokens: readonly Token[], d: Range): boolean =>
  d.after - d.first === 1 && /^(19|20)\d{2}$/.test(tokens[d.first]?.text ?? "") && !/^(i|in|år)$/.test(tokens[d.first - 1]?.word ?? "");

/** Words in the name of somebody who holds courses. */
const mostInName = 12;

const providerIn = (
  said: string,
  tokens: readonly Token[],
  used: readonly Range[],
  heard: Heard,
): (Range & { name: string }) | undefined => {
  for (let i = 0; i < tokens.length - 1; i++) {
    const lead = tokens[i];
    if (!lead || !providerLead.test(lead.word) || used.some((r) => i >= r.first && i < r.after)) continue;
    const first = lead.word === "regi" && tokens[i + 1]?.word === "av" ? i + 2 : i + 1;
    let after = first;
    while (
      after < Math.min(tokens.length, first + mostInName) &&
      !/^[,.;!?]$/.test(tokens[after]?.text ?? "") &&
      !used.some((r) => after >= r.first && after < r.after) &&
      !/^(på|i|den|om|for|in|on)$/.test(tokens[after]?.word ?? "")
    )
      after++;
    const name = said.slice(tokens[first]?.start ?? 0, tokens[after - 1]?.end ?? 0);
    const known = providerNamed(name, heard.courses);
    if (name && (known || /^\p{Lu}/u.test(name)))
      return { first: lead.word === "regi" && tokens[i - 1]?.word === "i" ? i - 1 : i, after, name: known ?? name };
  }
  const within = providerWithin(said, heard.courses);
  if (!within) return undefined;
  const first = tokens.findIndex((t) => t.start >= within.at);
  const after = tokens.findIndex((t) => t.start >= within.at + within.name.length);
  const leads = /^(på|i|fra|frå|hos|ved|on|at|from)$/.test(tokens[first - 1]?.word ?? "") ? 1 : 0;
  return { first: first - leads, after: after < 0 ? tokens.length : after, name: within.name };
};

const lead =
  /^(?:[\s,.:;!–-]|(?:hei|hallo|jeg|eg|æ|i|vi|har|have|had|hadde|er|nettopp|just|nå|no|skal|skulle|will|ferdig|med|ferdig med|at|that|meg|for meg|til meg|my|mitt|min|tok|tatt|teke|tar|ta|begynner|starter|fullførte|fullført|fullførde|gjennomførte|gjennomført|gjennomførde|deltok|deltatt|delteke|var|vært|vore|gikk|gått|gjekk|bestod|bestått|took|taken|take|completed|finished|attended|attend|passed|been|went|did|på|to|en|et|ein|eit|ei|a|an|the|også|also|alle|sammen)(?=[\s,.:;!–-]|$))+/iu;
const courseLead =
  /^(?:kurset|kurs|opplæringen|opplæringa|opplæring|course|training|modulen|modul)\s+(?:i|om|in|on|for|:)\s+|^(?:kurset|kurs|opplæring|course|training)\s*:?\s+/iu;
const company = spelled(/\b(?:sammen med|i lag med|together with)\b.*$/iu);
const idle = /^(?:[,.:;!–-]|på|i|om|den|som|og|hos|med|fra|frå|kl|varte|det|for|ca|cirka|on|in|at|lasted|which|av|til)$/;
const withoutTail = (text: string): string => withoutEnd(withoutEnd(text.replace(company, ""), idle).replace(/\bkurset var$/i, ""), idle);

const trimmed = (text: string): string => {
  const after = verb.exec(text);
  const from = after && after.index > 0 && /^[^,]{0,60}$/u.test(text.slice(0, after.index)) ? text.slice(after.index) : text;
  const body = from
    .replace(lead, "")
    .replace(courseLead, "")
    .replace(/[😀-🿿☀-➿👍🎉]+/gu, "");
  // "Medarbeidersamtalen for ledere: tatt 27.10": what was taken may stand before the verb.
  if (after && after.index > 0 && withoutTail(body) === "") return trimmed(text.slice(0, after.index));
  const [first = ""] = body.split(spelled(/[.!\n]\s+|\s*,\s*(?=(?:det|som|og|varte|which|it)\b)/u));
  return withoutTail(first)
    .replace(/^["«“]|["»”]$/gu, "")
    .trim();
};

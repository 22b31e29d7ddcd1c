/** Training that somebody has taken, in one sentence: who, what, when, how long, by whom. */
import type { Command, Fill } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { extentIn } from "./amounts.ts";
import { datesIn } from "./dates.ts";
import { peopleNamed, providerNamed, titleOf } from "./known.ts";
import { type Range, type Token, tokensOf, without } from "./tokens.ts";

const verb =
  /\b(tok|tatt|teke|tikje|fullførte|fullført|fullførde|gjennomførte|gjennomført|gjennomførde|deltok|deltatt|delteke|var på|vært på|vore på|vært med på|vore med på|gikk på|gått på|gjekk på|gått|bestod|bestått|bestod|hadde|har hatt|har bestått|ferdig med|took|taken|completed|finished|attended|passed|been to|went to|did)\b/iu;
const imperative =
  /^\s*(?:kan du |please |vennligst |vil |jeg vil |eg vil |i want to |jeg skal |ønsker å )?(?:logg(?:e|før|føre)?|log|registrer(?:e)?|før(?:e)? inn|noter(?:e)?)(?: at)?\b(?! (?:et |eit |nytt )?(?:nytt )?tiltak)/iu;
const wants =
  /\b(kurs|kurset|opplæring|opplæringa|opplæringen|sertifi|modul|e-læring|seminar|konferanse|fagdag|webinar|course|training|studiepoeng|eksamen)/iu;
const negated = /\b(ikke|ikkje|aldri|rakk ikke|rakk ikkje|didn't|did not|never|haven't|not|uten å)\b/iu;
const planned =
  /\b(skal|skulle|planlegger|planlegg|vil gjerne|ønsker|ynskjer|kommer til å|will|going to|tenker å|har meldt meg|er påmeldt|påmeldt)\b/iu;
const question =
  /\?\s*$|^\s*(når|hvilke|hvilken|kva|hva|hvem|kven|har (?:jeg|eg|vi|noen)|hvor|kor|when|which|what|have i|did i|who|er det|finnes)\b/iu;
const providerLead = /^(hos|av|med|hjå|gjennom|via|regi|by|with|from|through)$/;

/** A log of completed training, an honest word that there is none to log, or undefined when it is something else. */
export const logOf = (heard: Heard): Command | undefined => {
  const text = heard.text.trim();
  const commanded = imperative.test(text);
  const did = verb.exec(text);
  const going = planned.test(text) && /\b(på|ta|gjennomføre|delta|take|attend|to)\b/iu.test(text);
  if (question.test(text) || (!commanded && !did && !going)) return undefined;
  const about = wants.test(text);
  const direction = going && !did ? "future" : "past";
  const said = text.replace(imperative, " ").trim();
  const parts = partsOf(said, heard, direction);
  const isCourse =
    parts.fill.title !== undefined &&
    (about || commanded || (parts.fill.title as { course: string | null }).course !== null || parts.dated || parts.timed);
  if (!isCourse && !commanded) return undefined;
  if (did && negated.test(text)) return { do: "ask", page: "smallTalk", about: { topic: "notTaken" } };
  if (going && !did && !parts.dated && !commanded) return undefined;
  const people = peopleBefore(said, did, heard);
  if (people) return { do: "start", flow: "logForUnit", fill: { ...parts.fill, people } };
  return { do: "start", flow: "logTraining", fill: parts.fill };
};

/** "Alle unntatt Siv tok …", "Ola og Siv har tatt …": those named before the verb, when it is not the speaker. */
const peopleBefore = (said: string, did: RegExpExecArray | null, heard: Heard): string[] | undefined => {
  const at = did ? said.search(verb) : -1;
  const forWhom = /\b(?:for|til|på)\s+(alle[^,.]*|[A-ZÆØÅ][^,.]*?)(?=$|[,.]|\s+(?:i dag|i går|den|på)\b)/u.exec(said)?.[1];
  const before =
    at > 0
      ? said
          .slice(0, at)
          .replace(/\b(har|have|has|hadde|nettopp|alle sammen)\s*$/giu, "")
          .trim()
      : "";
  for (const words of [before, at < 0 ? (forWhom ?? "") : ""]) {
    if (words === "" || /^(jeg|eg|æ|i|vi|me|hei|har)\b/iu.test(words)) continue;
    const people = peopleNamed(words, heard);
    if (people && people !== "several" && !(people.length === 1 && people[0] === heard.me)) return people;
  }
  return undefined;
};

const partsOf = (said: string, heard: Heard, direction: "past" | "future") => {
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
  return { fill, dated: when !== undefined, timed: extent !== undefined };
};

/** What was read as hours is not read again as a date. */
const masked = (tokens: readonly Token[], range: Range | undefined): readonly Token[] =>
  range ? tokens.map((t, i) => (i >= range.first && i < range.after ? { ...t, word: "", text: "" } : t)) : tokens;

/** A year that belongs to a name, as in "Kompetanseløft 2027", is no date. */
const insideName = (tokens: readonly Token[], d: Range): boolean =>
  d.after - d.first === 1 && /^(19|20)\d{2}$/.test(tokens[d.first]?.text ?? "") && !/^(i|in|år)$/.test(tokens[d.first - 1]?.word ?? "");

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
      after < tokens.length &&
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
  return undefined;
};

const lead =
  /^(?:[\s,.:;!–-]|(?:hei|hallo|jeg|eg|æ|i|vi|har|have|had|hadde|er|nettopp|just|nå|no|skal|skulle|will|ferdig|med|ferdig med|at|that|meg|for meg|til meg|my|mitt|min|tok|tatt|teke|ta|fullførte|fullført|fullførde|gjennomførte|gjennomført|gjennomførde|deltok|deltatt|delteke|var|vært|vore|gikk|gått|gjekk|bestod|bestått|took|taken|take|completed|finished|attended|attend|passed|been|went|did|på|to|en|et|ein|eit|ei|a|an|the|også|also|alle|sammen)(?=[\s,.:;!–-]|$))+/iu;
const courseLead =
  /^(?:kurset|kurs|opplæringen|opplæringa|opplæring|course|training|modulen|modul)\s+(?:i|om|in|on|for|:)\s+|^(?:kurset|kurs|opplæring|course|training)\s*:?\s+/iu;
const tail =
  /(?:[\s,.:;!–-]|\b(?:på|i|om|den|som|og|hos|med|fra|frå|kl|varte|det|for|ca|cirka|on|in|at|for|lasted|which|kurset var|av|til|sammen med.*|i lag med.*|together with.*)\b)+$/iu;

const trimmed = (text: string): string => {
  const after = verb.exec(text);
  const from = after && after.index > 0 && /^[^,]{0,60}$/u.test(text.slice(0, after.index)) ? text.slice(after.index) : text;
  const body = from
    .replace(lead, "")
    .replace(courseLead, "")
    .replace(/[😀-🿿☀-➿👍🎉]+/gu, "");
  const [first = ""] = body.split(/[.!\n]\s+|\s*,\s*(?=(?:det|som|og|varte|which|it)\b)/u);
  return first
    .replace(tail, "")
    .replace(/\s*,\s*$/, "")
    .replace(/^["«“]|["»”]$/gu, "")
    .trim();
};

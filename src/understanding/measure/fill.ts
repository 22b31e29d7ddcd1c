/** A measure that somebody wants on record: whether a sentence begins one, and the fields it fills. */
import { capital } from "../../domain/words.ts";
import type { Command, Fill } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { personNamed, personRefOf } from "../known.ts";
import { economyAround } from "../money.ts";
import { fullName } from "../people.ts";
import { breaks, ends, written } from "../pieces.ts";
import { read } from "../read.ts";
import { sentenceOf } from "../sentence.ts";
import { isMark, spelled, type Token } from "../tokens.ts";
import { gathered, isIdle, isMeasureWord, type MeasureSaid, measureSaid, type Placed, piecesIn, wishes } from "./said.ts";

/** The fields of the flow, from what was said. */
const filled = (said: MeasureSaid, text: string, heard: Heard): Fill => {
  const fill: Fill = {};
  const who = said.responsible === "me" ? personRefOf("jeg", heard) : said.responsible ? personRefOf(said.responsible, heard) : undefined;
  const name = said.nameWithPlace ?? said.title;
  if (name) fill["name"] = capital(name);
  if (who && who !== "several") fill["responsible"] = who;
  for (const field of ["goal", "audience", "strategy", "plan", "evaluation"] as const) {
    const value = said[field];
    if (value) fill[field] = capital(value);
  }
  // Nothing that was said is lost: who holds it, and what names no field, belong to how it is carried out.
  const carriedOut = [said.plan, said.provider, said.rest && said.rest.split(" ").length > 3 ? said.rest : undefined].filter(
    (p) => p !== undefined,
  );
  if (carriedOut.length > 0) fill["plan"] = carriedOut.map(capital).join(". ");
  if (said.start?.from || said.deadline?.to) fill["period"] = { from: said.start?.from ?? null, to: said.deadline?.to ?? null };
  const around = economyAround(text);
  const cost = said.cost && "cost" in said.cost ? said.cost.cost : null;
  const grant = said.funding ?? around.grant ?? null;
  if (cost || grant || around.costCentre) fill["economy"] = { costCentre: around.costCentre, cost, grant };
  return fill;
};

export const fillOf = (text: string, heard: Heard): Fill => filled(measureSaid(text, sentenceOf(text, heard.today, "future")), text, heard);

const strongTime = /^(?:frist|fristen|oppstart|start|starter|startar|begynner|byrjar|tidsrom|periode|deadline|ferdig)/iu;
/** Somebody answers for it: known here or written as a name, and nothing follows that it would be but a part of. */
const isAppointed = ({ said }: Extract<Placed, { slot: "responsible" }>, after: number, tokens: readonly Token[], heard: Heard): boolean =>
  (said === "me" ||
    fullName.at(tokens, said.first)?.after === said.after ||
    personNamed(written(heard.text, tokens, said), heard) !== undefined) &&
  (breaks(tokens, after) || /^(?:og|med|fra|i|på|som|nå|heller|likevel)$/.test(tokens[after]?.word ?? ""));

/** It says itself which field it is, also in the middle of an answer to something else. */
const isStrong = (p: Placed, tokens: readonly Token[], heard: Heard): boolean => {
  const { text } = heard;
  switch (p.slot) {
    case "responsible":
      return isAppointed(p, p.after, tokens, heard);
    case "economy":
      return p.read.weight >= 2;
    case "deadline":
    case "start":
    case "when":
      return strongTime.test(written(text, tokens, p));
    case "nothing":
      return false;
    default:
      return p.labelled;
  }
};

/** Words that turn to another field, and answer nothing. */
const turn = /^(?:nei|neida|vent|oi|ops|beklager|sorry|men|ellers|forresten|ja|jo|åh|ah|egentlig|heller|no|wait|actually)$/;

/** Where the clause begins that the place is in. */
const clauseOf = (tokens: readonly Token[], before: number): number => tokens.findLastIndex((_t, i) => i < before && breaks(tokens, i)) + 1;

/** Sentences of some words in which no field was read. */
const restOf = (text: string, tokens: readonly Token[], pieces: readonly Placed[], from: number): readonly string[] => {
  const rest: string[] = [];
  let first = from;
  for (let i = from; i <= tokens.length; i++) {
    if (!ends(tokens, i)) continue;
    const sentence = { first, after: i };
    if (i - first > 3 && !pieces.some((p) => p.first < i && p.after > first))
      rest.push(written(text, tokens, sentence, /^(?:og|så|ah|hei)$/));
    first = i + 1;
  }
  return rest;
};

/**
 * Several fields in one answer: "målet er …, Mette har ansvaret og fristen er 1. mai". Undefined where the words name no field.
 * @param asked the field whose question was put last; null with the summary before one
 * @param plan how it is carried out, as far as that is known
 */
export const factsWithin = (heard: Heard, asked: string | null, plan: unknown): Fill | undefined => {
  const { text } = heard;
  const tokens = sentenceOf(text, heard.today, "future");
  const all = piecesIn(tokens, 0);
  const strong = all.filter((p) => isStrong(p, tokens, heard));
  const [first] = strong;
  // What only looks like a field counts where there is no question to answer, and where a clause begins with it.
  const opensClause = all.some(
    (p) => p.slot !== "nothing" && tokens.slice(clauseOf(tokens, p.first), p.first).every((t) => isIdle(t) || turn.test(t.word)),
  );
  if (!first && (asked !== null || !opensClause)) return undefined;
  // An answer in words that has the form of what was asked for is taken whole.
  if (asked !== null && strong.every((p) => p.slot === asked && "labelled" in p)) return undefined;
  // What stands before the first field that is named answers the question; the rest of its sentence belongs to it.
  const answerEnd = first?.first ?? 0;
  const isAnswer = asked !== null && !tokens.slice(0, answerEnd).every((t) => isIdle(t) || turn.test(t.word));
  const sentenceEnd = tokens.findIndex((_t, i) => ends(tokens, i));
  const told = all.filter((p) => p.slot !== "responsible" || strong.includes(p));
  const pieces = isAnswer ? told.filter((p) => p.first >= answerEnd || (sentenceEnd >= 0 && p.first > sentenceEnd)) : told;
  const { provider, ...said } = gathered(text, tokens, pieces);
  const fill = filled(provider && !plan ? { ...said, provider } : said, text, heard);
  if (isAnswer && !(asked in fill)) {
    const answer = written(text, tokens, { first: 0, after: answerEnd }, /^(?:og|med|,)$/);
    const hint = heard.running?.fields[asked];
    const reading = answer && hint ? read(hint, answer, heard) : undefined;
    if (reading && "value" in reading) fill[asked] = reading.value;
  }
  const rest = restOf(text, tokens, pieces, isAnswer ? answerEnd : 0);
  if (rest.length > 0 && Object.keys(fill).length > 0 && !("plan" in said))
    fill["plan"] = [plan, fill["plan"], ...rest].flatMap((p) => (typeof p === "string" ? [capital(p)] : [])).join(". ");
  return Object.keys(fill).length > 0 ? fill : undefined;
};

const suggests =
  /^\s*(?:(?:jeg |eg |i )(?:vil |ønsker å |ynskjer å |want to |would like to )?(?:foreslår?|suggest)\s+(?:(?:et|eit|a)\s+)?(?:(?:nytt|new)\s+)?(?:tiltak|kurs|measure)?|(?:foreslå|suggest)\s+(?:(?:et|eit|a)\s+)?(?:(?:nytt|new)\s+)?(?:tiltak|measure))\s*:?\s*/iu;

/** "Jeg foreslår et kurs i …". */
export const suggestionOf = (text: string): Command | undefined => {
  if (!suggests.test(text)) return undefined;
  const name = text.replace(suggests, "").trim().replace(/[.]$/, "");
  return { do: "start", flow: "suggestMeasure", fill: name ? { name } : {} };
};

const show = /^(?:vis|vise|se|list|hvilke|hva|mine|min|hvor|er|finnes|når|hvem|hvordan|har)$/;
/** "Tiltaket om demens er ikke ferdig", "tiltaket jeg lagret …", "… skal Lillian ta over": what has become of one. */
const ofOneThere = spelled(
  /\btiltak(?:et|a|ene) (?:jeg|vi|du|som)\b|\btiltak(?:et|a|ene)\b.*\b(?:er|ble|blei|gikk|ikke|hadde|mangler|var) (?:ikke |veldig |nå |helt )*(?:ferdig|bra|dårlig|fint|feil|over|stoppet|avlyst|i gang|utsatt|lagret|borte)\b|\btiltak(?:et|a|ene)\b.*\b(?:ta over|overta|overtar|tar over)\b/u,
);
export const speaksOfOneThere = (plain: string): boolean => ofOneThere.test(plain);
/** The sentence begins a new measure: it names one, and does not ask for those there are. */
export const isMeasure = (tokens: readonly Token[], plain: string): boolean => {
  const at = tokens.findIndex(isMeasureWord);
  if (at < 0) return false;
  if (tokens.slice(at + 1, at + 6).some((t) => t.text === ":")) return true;
  const first = tokens.findIndex((t) => !isMark(t) && !/^(?:hei|kompis|kan|du|please)$/.test(t.word));
  if (show.test(tokens[first]?.word ?? "") && !/^(?:har (?:fått|tilskudd))/.test(plain)) return false;
  const before = tokens.slice(0, at);
  const isWished = before.some((t) => t.word === "nytt" || wishes.has(t.word));
  // "Det med tiltaket" speaks of one there is.
  const isOneThere = /^tiltak(?:et|a|ene)$/.test(tokens[at]?.word ?? "") && !isWished;
  if (isOneThere && (at === tokens.length - 1 || speaksOfOneThere(plain))) return false;
  return (
    before.every(isIdle) ||
    isWished ||
    /\b(?:nytt tiltak|bruke .* tiltaket|tiltaket (?:våre |vårt |mitt )?heter|som (?:et )?tiltak)\b/.test(plain)
  );
};

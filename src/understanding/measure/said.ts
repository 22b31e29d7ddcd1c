/** What a sentence says of a measure: the pieces that name their field, for whom it is, and the name from what is left. */
import { daysBetween, type Span } from "../../domain/day.ts";
import { begins, isOccupation } from "../people.ts";
import { breaks, ends, isKind, written } from "../pieces.ts";
import { organisation } from "../providers.ts";
import { isMark, type Range, type Token } from "../tokens.ts";
import { audience, everybody as audienceClause, isPeople, placed, takers } from "./audience.ts";
import type { Piece } from "./piece.ts";
import { piece } from "./pieces.ts";

/** All in the words it was said with. */
export type MeasureSaid = {
  readonly title?: string;
  readonly responsible?: string | "me";
  readonly goal?: string;
  readonly audience?: string;
  readonly strategy?: string;
  readonly plan?: string;
  readonly evaluation?: string;
  readonly funding?: string;
  readonly provider?: string;
  readonly start?: Span;
  readonly deadline?: Span;
  /** Where it is, as a part of its name: "i barnehagen". Those who work there are for whom it is, where nobody else is said. */
  readonly place?: string;
  readonly nameWithPlace?: string;
  readonly cost?: Extract<Piece, { slot: "economy" }>["read"];
  /** Whole sentences that name no field. */
  readonly rest?: string;
};
type Draft = { -readonly [K in keyof MeasureSaid]: MeasureSaid[K] };
export type Placed = Piece & Range;

const measureWord = /^(?:kompetanse|opplærings)?(?:tiltak|tiltaket|tiltaka|tiltakene)$/;
export const isMeasureWord = (t: Token | undefined): boolean => measureWord.test(t?.word ?? "");

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
/** Words that may stand before the measure and say nothing of it. */
const idle = listed(`
  hei hallo kompis dag morgen jeg vi du kan kunne vil ville skal skulle må måtte har ha hatt får få trenger ønsker tenkte tenker gjerne
  please vennligst registrer registrere registrert opprett opprette opprettet ta lag lage laget legg legge lagt til inn meld melde start starte
  sett sette setter opp før føre føres i gang gjøre nytt ny new et en det å at som om på plan planlegge planlegger planlagt planen create add
  make open register put set up run kjøre kjører holde holder arrangere arrangerer gjennomføre gjennomfører innføre bruke lyst også nå for oss
  meg den denne her er med leder hr unit enhet vår min mitt tiltak tiltaket kompetansetiltak opplæringstiltak opplæringstiltaket av dem dere
  nye takk ok fint bra da så og you could let us 's ppt felles raskt kjapt skriv skrive bes ber plass følgende ønskes dette vårt våre altså
`);
/** Words of wanting one or making one. */
export const wishes = listed(
  "registrer registrere opprett opprette trenger ønsker vil lage lag planlegge føre notere legg legge ha bruke skal må registrert",
);
const idleEnd =
  /^(?:og|med|på|til|i|for|som|av|er|skal|det|om|å|ha|frist|fristen|koster|kostnad|ansvarlig|den|et|en|vi|jeg|kurset|innen|fra|kr|starter|start|oppstart|ferdig|senest)$/;
const fieldEdge = /^(?:søker|søkt|får|fått|har|med|ved|er|at|og|i|av|fra|på|en|et|ei|den|vårt)$/;
const season = /sommer|sommar|høst|haust|vår|vinter|summer|autumn|spring|winter/i;

export const isIdle = (t: Token | undefined): boolean => t === undefined || (isMark(t) && t.value === undefined) || idle.has(t.word);
const allIdle = (tokens: readonly Token[]) => tokens.every(isIdle);
/** The first place that says something, or the end. */
const firstSaid = (tokens: readonly Token[], from: number, to = tokens.length): number => {
  let i = from;
  while (i < to && isIdle(tokens[i])) i++;
  return i;
};

/** All that names its field, in order. */
export const piecesIn = (tokens: readonly Token[], from: number): readonly Placed[] => {
  const found: Placed[] = [];
  for (let i = from; i < tokens.length; ) {
    const isBare = isMark(tokens[i]) && tokens[i]?.value === undefined;
    const m = isBare ? undefined : piece.at(tokens, i);
    if (m && m.after > i) {
      found.push({ ...m.value, first: i, after: m.after });
      i = m.after;
    } else i++;
  }
  return found;
};

type Opening = {
  readonly start: number;
  readonly isNew: boolean;
  readonly title?: string | undefined;
  readonly people?: string | undefined;
};
/** Where the measure itself begins: "Nytt tiltak i kulturskolen: …", "Tiltak 3 i planen: …", "legg inn Heltid 2030 som tiltak". */
const openingOf = (text: string, tokens: readonly Token[]): Opening => {
  const at = tokens.findIndex(isMeasureWord);
  if (at < 0) return { start: 0, isNew: false };
  const before = tokens.slice(0, at);
  const isWish = at <= 8 && !before.some((t) => t.value) && before.some((t) => wishes.has(t.word));
  const isNew =
    before.every((t) => isIdle(t) || isOccupation(t)) || isWish || before.some((_t, i) => ends(tokens, i)) || tokens[at + 1]?.text === ":";
  // "… i august. Legg det inn som tiltak."
  if (tokens[at - 1]?.word === "som" && before.some((_t, i) => ends(tokens, i))) return { start: 0, isNew: false };
  // "Oppfølging av undersøkelsen skal bli et tiltak."
  const become = before.findIndex((t, i) => t.word === "skal" && /^(?:bli|være)$/.test(tokens[i + 1]?.word ?? "") && i + 4 > at - 1);
  if (become > 0) return { start: at + 1, isNew: true, title: written(text, tokens, { first: 0, after: become }) };
  if (tokens[at - 1]?.word === "som" && at > 2) {
    const from = before.findIndex((t) => !isIdle(t));
    if (from >= 0 && from < at - 1)
      return { start: isNew ? at + 1 : 0, isNew, title: written(text, tokens, { first: from, after: at - 1 }) };
  }
  const until = tokens
    .slice(at + 1, at + 9)
    .findIndex(
      (t, i) =>
        t.text === ":" ||
        (/^[-–]$/.test(t.text) && t.start > (tokens[at + i]?.end ?? 0)) ||
        t.value !== undefined ||
        ends(tokens, at + 1 + i),
    );
  const colon = at + 1 + until;
  const [lead, head] = [tokens[at + 1]?.word ?? "", tokens.slice(at + 1, colon)];
  const isHead =
    /^(?:\d+|\(|for|i|på|ved|til|hos|fra|om|innen)$/.test(lead) ||
    head.some((t) => /^(?:har|skal|må|ønskes|er|bes|føres)$/.test(t.word)) ||
    allIdle(head);
  if (!isNew || until <= 0 || !/^[:–-]$/.test(tokens[colon]?.text ?? "") || !isHead) return { start: isNew ? at + 1 : 0, isNew };
  const range = { first: at + 2, after: colon };
  const isTheme = lead === "om" && !begins(tokens.slice(0, colon), at + 2);
  if (isTheme) return { start: colon + 1, isNew, title: written(text, tokens, range, idleEnd) };
  const people = /^(?:for|i|på|ved|til|hos)$/.test(lead) ? written(text, tokens, range) : undefined;
  return { start: colon + 1, isNew, people };
};

/** Start and end as they are said; a day says more than a year, and "til våren" is asked back. */
const time = (
  said: Draft,
  { slot, when: { from, to, bound, grain, impossible } }: Extract<Piece, { when: unknown }>,
  words: string,
): void => {
  if (impossible || (from === null && to === null)) return;
  if (slot === "deadline") {
    if (to) said.deadline ??= { from, to };
    return;
  }
  // "Det siste året" belongs to whom it is for.
  if (/\b(?:siste|forrige|fjor)\b/.test(words)) return;
  const days = from && to ? daysBetween(from, to) + 1 : 0;
  if (days > 62 && days < 100 && season.test(words) && !/\d/.test(words)) return;
  const isYear = (s: Span | undefined) => s?.from?.endsWith("-01-01") && said.deadline?.to?.endsWith("-12-31");
  if (grain === "day" && isYear(said.start)) {
    delete said.start;
    delete said.deadline;
  }
  const isBoth = days > 0 && (slot === "when" || days > 7);
  if (bound === "before") said.deadline ??= { from, to };
  else said.start ??= { from, to: isBoth ? from : to };
  if (isBoth) said.deadline ??= { from: to, to };
};

/** What pieces say, each field once; where somebody says "nei", what comes after it. */
export const gathered = (text: string, tokens: readonly Token[], pieces: readonly Placed[], said: Draft = {}): Draft => {
  for (const p of pieces) {
    const isCorrected = tokens.slice(Math.max(0, p.first - 4), p.first).some((t) => t.word === "nei");
    if (isCorrected && p.slot in said) delete said[p.slot as keyof Draft];
    switch (p.slot) {
      case "nothing":
        break;
      case "responsible":
        said.responsible ??= p.said === "me" ? "me" : written(text, tokens, p.said);
        break;
      case "economy":
        if ("cost" in p.read && (!said.cost || p.read.weight > said.cost.weight)) said.cost = p.read;
        break;
      case "deadline":
      case "start":
      case "when":
        time(said, p, written(text, tokens, p));
        break;
      case "audience":
        said.audience = written(text, tokens, p.said, /^(?:for|er|til|og|med)$/);
        break;
      case "name":
        said.title ??= written(text, tokens, p.said, idleEnd);
        break;
      default:
        said[p.slot] ??= written(text, tokens, p.said, fieldEdge);
    }
  }
  return said;
};

/** What lies between the pieces, one clause each. */
const stretches = (tokens: readonly Token[], from: number, used: readonly Range[]): readonly Range[] => {
  const out: Range[] = [];
  let first = from;
  const isUsed = new Array<boolean>(tokens.length).fill(false);
  for (const u of used) isUsed.fill(true, u.first, u.after);
  for (let i = from; i <= tokens.length; i++)
    if (i === tokens.length || isUsed[i] || breaks(tokens, i)) {
      if (i > first) out.push({ first, after: i });
      first = i + 1;
    }
  return out;
};

/** For whom it is, and what is left when that is taken out. */
const forWhom = (text: string, tokens: readonly Token[], stretch: Range, mayHead: boolean, known: boolean) => {
  const within = tokens.slice(0, stretch.after);
  const rest: Range[] = [];
  let people: string | undefined;
  let open = stretch.first;
  const take = (i: number, after: number, said: Range) => {
    people = written(text, tokens, said, /^(?:og|med|som)$/);
    if (i > open) rest.push({ first: open, after: i });
    open = after;
  };
  const begun = firstSaid(tokens, stretch.first, stretch.after);
  for (let i = stretch.first; i < stretch.after; i++) {
    const isFirst = begun >= i;
    const isWhere = /^(?:i|på|ved|hos)$/.test(tokens[i - 1]?.word ?? "");
    const everybody = isFirst || known || people || isWhere ? undefined : audienceClause.at(within, i);
    if (everybody) {
      take(i, everybody.after, everybody.value);
      break;
    }
    const m = audience.at(within, i);
    if (m && tokens.slice(i, m.after).some(isMeasureWord)) continue;
    const next = tokens[m?.after ?? 0];
    if (!m || (isFirst && !m.value.isPeople && !mayHead && next?.word !== "om")) continue;
    // "… for brøyting, for vaktmesterne": the second is for whom.
    const isTwice = next?.text === "," && tokens[m.after + 1]?.word === "for";
    if (isFirst && !m.value.isPeople && next?.word !== "om" && (!/^[:,]$/.test(next?.text ?? "") || isTwice)) continue;
    take(i, m.after, m.value.said);
    i = m.after - 1;
  }
  if (open < stretch.after) rest.push({ first: open, after: stretch.after });
  return { people, rest };
};

/** "… i barnehagen", at the end of a name. */
const placeIn = (tokens: readonly Token[], { first, after }: Range): Range | undefined => {
  const within = tokens.slice(0, after);
  for (let i = first + 1; i < after; i++) {
    const where = placed.at(within, i);
    if (where?.after === after) return where.value;
  }
  return undefined;
};

const nameOf = (text: string, tokens: readonly Token[], range: Range): string => {
  let { first } = range;
  // "Nytt tiltak: Ny som leder".
  if (tokens[first - 1]?.text === ":" && /^\p{Lu}/u.test(tokens[first]?.text ?? "") && tokens.slice(first, range.after).every(isIdle))
    return written(text, tokens, range);
  if (!isKind(tokens[first], "quoted")) while (first < range.after && isIdle(tokens[first])) first++;
  // Neither a greeting nor "før helga" is a name.
  if (/^god$/.test(tokens[range.first]?.word ?? "") && /^(?:dag|morgen|kveld)$/.test(tokens[range.first + 1]?.word ?? "")) return "";
  return first >= range.after || /^(?:før|etter|innen)$/.test(tokens[range.first]?.word ?? "")
    ? ""
    : written(text, tokens, { first, after: range.after }, idleEnd);
};

/** @param tokens the sentence with its values */
export const measureSaid = (text: string, tokens: readonly Token[]): MeasureSaid => {
  const opening = openingOf(text, tokens);
  const { start, isNew } = opening;
  const begun = firstSaid(tokens, start);
  // "For å bli bedre på …" before anything else is what it is called.
  const pieces = piecesIn(tokens, start).filter((p) => p.slot !== "goal" || p.labelled || begun < p.first);
  const said = gathered(text, tokens, pieces, opening.title ? { title: opening.title } : {});
  const isSaid = said.audience !== undefined;
  const rest: string[] = [];
  for (const stretch of stretches(tokens, start, pieces)) {
    const isKnown = said.title !== undefined;
    const within = tokens.slice(0, stretch.after);
    const clause = audienceClause.at(within, stretch.first);
    if (clause && (isKnown || tokens[stretch.after]?.text === ":")) {
      said.audience ??= written(text, tokens, clause.value);
      continue;
    }
    if (isKnown && said.audience === undefined && isPeople(tokens, stretch)) {
      said.audience = written(text, tokens, stretch, /^(?:for|til|hos)$/);
      continue;
    }
    const who = takers.at(within, stretch.first);
    if (who) said.audience ??= written(text, tokens, who.value, /^(?:til|inn|tiltak)$/);
    const left = who ? { first: who.after, after: stretch.after } : stretch;
    const isFirst = begun >= left.first;
    const whom = forWhom(text, tokens, left, isNew && isFirst && !isKnown, said.audience !== undefined && isSaid);
    if (whom.people && (said.audience === undefined || !isSaid)) said.audience = whom.people;
    const names = whom.rest.map((r) => nameOf(text, tokens, r)).filter((name) => name !== "");
    const of = organisation.at(within, left.first);
    const aside = whom.rest.map((r) => written(text, tokens, r, /^(?:ca|cirka|og|så)$/)).join(" ");
    if (isKnown && aside.split(" ").length > 2 && !(of && of.after === left.after)) rest.push(aside);
    if (!names[0] || isKnown) continue;
    const where = whom.rest[0] && placeIn(tokens, whom.rest[0]);
    said.title = where ? nameOf(text, tokens, { first: whom.rest[0]?.first ?? 0, after: where.first - 1 }) : names[0];
    if (where) {
      said.place = written(text, tokens, where);
      said.nameWithPlace = names[0];
    }
  }
  // Nothing but a name, whatever marks stand in it.
  const whole = { first: start, after: tokens.length };
  const isName =
    isNew &&
    pieces.length === 0 &&
    said.audience === undefined &&
    said.place === undefined &&
    !tokens.slice(start).some((t, i, all) => i < all.length - 1 && (t.text === "," || ends(tokens, start + i)));
  const name = isName ? nameOf(text, tokens, tokens[start]?.text === ":" ? { ...whole, first: start + 1 } : whole) : "";
  if (name !== "" && opening.title === undefined) said.title = name;
  if (opening.people) said.audience ??= opening.people;
  return rest.length > 0 ? { ...said, rest: rest.join(". ") } : said;
};

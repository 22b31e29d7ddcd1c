/** What a piece of a measure may be, and where one ends. */
import { as, either, opt, type Parser, seq, token, word } from "../grammar.ts";
import { begins, fullName } from "../people.ts";
import { breaks, isComma, isKind, upTo } from "../pieces.ts";
import type { Range, Token, Value } from "../tokens.ts";

type Worded = "name" | "goal" | "audience" | "strategy" | "plan" | "evaluation" | "funding" | "provider";
export type Piece =
  /** `labelled` where the words say themselves which field it is. */
  | { readonly slot: Worded; readonly said: Range; readonly labelled: boolean }
  | { readonly slot: "responsible"; readonly said: Range | "me" }
  | { readonly slot: "deadline" | "start" | "when"; readonly when: Extract<Value, { kind: "date" }>["when"] }
  | { readonly slot: "economy"; readonly read: Extract<Value, { kind: "money" }>["read"] }
  /** Read, and no field. */
  | { readonly slot: "nothing" };

/** Words that begin another piece. */
const cues =
  /^(?:frist|fristen|innen|senest|oppstart|start|starter|ferdig|ansvarlig|ansvaret|kontaktperson|koster|kostnad|kostnaden|kostnader|pris|prisen|budsjett|målgruppe|mål|målet|evaluering|evalueres|evaluere|evaluert|dekkes|dekket|betales|betalt|finansieres|finansiert|tilskudd|strategi|strategien|tidsrom|periode|perioden|gjennomføres|leverandør|leverandøren|gratis)$/;
const subject = /^(?:jeg|vi|det|den|han|hun|fristen|målet|meg)$/;
const isWord = (t: Token | undefined, words: RegExp) => words.test(t?.word ?? "");

const isCue = (t: Token | undefined): boolean => isWord(t, cues) || isKind(t, "money", "date");
const beginsOther = (tokens: readonly Token[], i: number): boolean => {
  const after = fullName.at(tokens, i)?.after ?? i;
  return isCue(tokens[i]) || isWord(tokens[i], subject) || (after > i + 1 && isWord(tokens[after], /^(?:er|har|tar|står)$/));
};
/** "Slik at …", "for å …", "så alle …". */
const isPurpose = (tokens: readonly Token[], i: number): boolean =>
  (isWord(tokens[i], /^(?:slik|sånn|så|for)$/) && isWord(tokens[i + 1], /^(?:at|å|that)$/)) ||
  (tokens[i]?.word === "så" && begins(tokens, i + 1));

const stopsShort = (tokens: readonly Token[], i: number, from: number): boolean =>
  breaks(tokens, i) ||
  (i > from &&
    (isCue(tokens[i]) || isPurpose(tokens, i) || (isWord(tokens[i], /^(?:og|med|som|and|der|hvor)$/) && beginsOther(tokens, i + 1))));
/** To the next comma or cue. */
export const short = upTo(stopsShort);
/** To the end of the sentence, or to a comma with another piece after it. */
export const long = upTo(
  (tokens, i, from) =>
    i > from &&
    isComma(tokens[i]) &&
    tokens[i]?.text !== ")" &&
    (beginsOther(tokens, i + 1) || (isWord(tokens[i + 1], /^(?:og|med)$/) && beginsOther(tokens, i + 2))),
);
/** People, up to what it is about or when it is. */
export const people = upTo(
  (tokens, i, from) =>
    stopsShort(tokens, i, from) ||
    (i > from && isWord(tokens[i], /^(?:om|til|slik|hos|der|å)$/) && !(tokens[i]?.word === "om" && tokens[i + 1]?.word === "å")) ||
    (tokens[i]?.word === "i" && isKind(tokens[i + 1], "date")),
);
/** A name, up to for whom it is. */
export const calling = upTo(
  (tokens, i, from) =>
    stopsShort(tokens, i, from) || (i > from && tokens[i]?.word === "for" && (begins(tokens, i + 1) || tokens[i + 1]?.text === "the")),
);

export const colon = token((t) => /^[:=–-]$/.test(t.text));
/** "Er", "skal være", ":", or nothing. */
export const be = opt(either(seq(word("er skal blir være bør"), opt(word("være bli at egentlig nå")), opt(colon)), colon));
export const nothing = (p: Parser<unknown>): Parser<Piece> => as(p, (): Piece => ({ slot: "nothing" }));
/** The field in words. */
export const field = (slot: Worded, said: Parser<Range>, labelled = true): Parser<Piece> =>
  as(said, (range): Piece => ({ slot, said: range, labelled }));

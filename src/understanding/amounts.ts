/** Costs, hours and study points. What is said vaguely, as "en halv dag", is asked back and not invented. */
import type { Economy } from "../domain/measure.ts";
import type { Extent } from "../domain/training.ts";
import { numberAt } from "./numbers.ts";
import { isMark, type Range, type Token } from "./tokens.ts";

const hour = /^(time|timer|timar|timars|tima|tim|tmer|t|h|hr|hrs|hour|hours|klokketimer)$/;
const minute = /^(min|minutt|minutter|minuttar|minutes|minute|kvarter|kvarters)$/;
const point = /^(stp|sp|studiepoeng|studiepoenga|ects|credits)$/;
const vague = /^(dag|dager|dagar|dags|dagskurs|heldagskurs|halvdagskurs|day|days)$/;

export type ExtentRead = Range & ({ readonly extent: Extent } | { readonly complaint: "badHours" | "vagueHours" });

/** The first extent in the sentence. */
export const extentIn = (tokens: readonly Token[]): ExtentRead | undefined => {
  for (let i = 0; i < tokens.length; i++) {
    if (isMark(tokens[i])) continue;
    const clock = clockSpan(tokens, i);
    if (clock) return clock;
    if (/^(halvtime|halvtimen)$/.test(tokens[i]?.word ?? "")) return { first: i, after: i + 1, extent: { hours: 0.5, studyPoints: null } };
    const half = /^(halv|half)$/.test(tokens[i + 1]?.word ?? "") && /^(en|ein|a)$/.test(tokens[i]?.word ?? "");
    const n = half ? { value: 0.5, after: i + 2 } : numberAt(tokens, i);
    if (!n) continue;
    const unit = tokens[n.after]?.word ?? "";
    const minus = tokens[i - 1]?.text === "-" && tokens[i - 1]?.end === tokens[i]?.start;
    const first = minus ? i - 1 : i;
    if (vague.test(unit) && half) return { first, after: n.after + 1, complaint: "vagueHours" };
    const isHour = hour.test(unit);
    if (!isHour && !point.test(unit) && !minute.test(unit)) continue;
    const andHalf = isHour && /^(og|and)$/.test(tokens[n.after + 1]?.word ?? "") ? numberAt(tokens, n.after + 2) : undefined;
    const extra = andHalf && minute.test(tokens[andHalf.after]?.word ?? "") ? andHalf.value / 60 : 0;
    const value = (minute.test(unit) ? (n.value * (unit.startsWith("kvarter") ? 15 : 1)) / 60 : n.value) + extra;
    const after = extra && andHalf ? andHalf.after + 1 : n.after + 1;
    const limit = point.test(unit) ? 300 : 500;
    if (minus || value <= 0 || value > limit) return { first, after, complaint: "badHours" };
    return {
      first,
      after,
      extent: point.test(unit) ? { hours: null, studyPoints: value } : { hours: Math.round(value * 100) / 100, studyPoints: null },
    };
  }
  return undefined;
};

/** "Fra 9 til 15", "kl. 09:00-11:30": the hours between. */
const clockSpan = (tokens: readonly Token[], i: number): ExtentRead | undefined => {
  const from = /^(fra|frå|kl|klokka|klokken|from)$/.test(tokens[i]?.word ?? "") ? i + 1 + (tokens[i + 1]?.text === "." ? 1 : 0) : undefined;
  if (from === undefined) return undefined;
  const a = clockOf(tokens[from]);
  const b = /^(til|to|-|–)$/.test(tokens[from + 1]?.word ?? "") ? clockOf(tokens[from + 2]) : undefined;
  const follows = tokens[from + 3]?.text ?? "";
  if (a === undefined || b === undefined || b <= a || follows === "." || follows === "/") return undefined;
  return { first: i, after: from + 3, extent: { hours: (b - a) / 60, studyPoints: null } };
};
const clockOf = (token: Token | undefined): number | undefined => {
  const m = /^([01]?\d|2[0-4])(?:[.:]([0-5]\d))?$/.exec(token?.text ?? "");
  return m ? Number(m[1]) * 60 + Number(m[2] ?? 0) : undefined;
};

const kroner = /^(kr|kroner|krone|nok|,-|lapp|lapper)$/;
const perPerson = /^(deltaker|deltakar|person|pers|stk|hode|hovud|ansatt|tilsett|participant|head|elev)$/;
/** More than this in one measure is a slip of the pen. */
const most = 1e8;

export type EconomyRead = Range & ({ readonly economy: Economy } | { readonly complaint: "hugeCost" | "noCost" });

const none = { costCentre: null, grant: null };

/** The first cost in the sentence; a bare number counts only where a cost was asked for. */
export const economyIn = (tokens: readonly Token[], askedFor: boolean): EconomyRead | undefined => {
  for (let i = 0; i < tokens.length; i++) {
    if (isMark(tokens[i])) continue;
    const said = words(tokens, i);
    if (said) return said;
    const lead = kroner.test(tokens[i]?.word ?? "") || /^(koster|kostar|kostnad|pris|budsjett|mellom|costs?)$/.test(tokens[i]?.word ?? "");
    const at =
      lead && !/^\d/.test(tokens[i]?.text ?? "") ? i + 1 + (tokens[i + 1]?.text === "." || tokens[i + 1]?.text === ":" ? 1 : 0) : i;
    const n = numberAt(tokens, at);
    if (!n || (!/^\d/.test(tokens[at]?.text ?? "") && n.value < 100)) continue;
    const ranged = /^(og|til|-|–|to|and)$/.test(tokens[n.after]?.word ?? "") ? numberAt(tokens, n.after + 1) : undefined;
    const end = ranged ?? n;
    const dash = tokens[end.after]?.text === "," && /^[-–]$/.test(tokens[end.after + 1]?.text ?? "") ? 2 : 0;
    const currency = kroner.test(tokens[end.after + dash]?.word ?? "") ? 1 : 0;
    if (!lead && !askedFor && !dash && !currency) continue;
    if (!lead && !currency && !dash && /^\d{4}$/.test(tokens[at]?.text ?? "") && !askedFor) continue;
    const dot = tokens[end.after + dash + currency]?.text === "." && currency && /^kr$/.test(tokens[end.after + dash]?.word ?? "") ? 1 : 0;
    const share = perAt(tokens, end.after + dash + currency + dot);
    const after = share?.after ?? end.after + dash + currency;
    if (end.value > most) return { first: i, after, complaint: "hugeCost" };
    if (n.value <= 0 || (tokens[at - 1]?.text === "-" && tokens[at - 1]?.end === tokens[at]?.start))
      return { first: i, after, complaint: "noCost" };
    const per = share?.per ?? "event";
    const cost =
      ranged && ranged.value > n.value
        ? ({ kind: "range", min: n.value, max: ranged.value, per } as const)
        : ({ kind: "amount", amount: n.value, per } as const);
    return { first: i, after, economy: { ...none, cost } };
  }
  return undefined;
};

const perAt = (tokens: readonly Token[], i: number): { per: "participant" | "hundred"; after: number } | undefined => {
  if (!/^(per|pr|for|hver|each)$/.test(tokens[i]?.word ?? "")) return undefined;
  const at = i + 1 + (tokens[i + 1]?.text === "." ? 1 : 0);
  if (tokens[at]?.text === "100") return { per: "hundred", after: at + (perPersonLike(tokens[at + 1]) ? 2 : 1) };
  return perPersonLike(tokens[at]) || tokens[i]?.word === "hver"
    ? { per: "participant", after: tokens[i]?.word === "hver" ? i + 1 : at + 1 }
    : undefined;
};
const perPersonLike = (token: Token | undefined) =>
  perPerson.test((token?.word ?? "").replace(/(e|er|ar|ne)$/, "")) || perPerson.test(token?.word ?? "");

/** Answers that are no number: free, within the frame, internal, not estimated. */
const words = (tokens: readonly Token[], i: number): EconomyRead | undefined => {
  const at = (n: number) => tokens[i + n]?.word ?? "";
  const cost = (kind: "free" | "frame" | "internal" | "notEstimated", length: number): EconomyRead => ({
    first: i,
    after: i + length,
    economy: { ...none, cost: { kind } },
  });
  if (/^(gratis|free|kostnadsfritt|kostnadsfri)$/.test(at(0))) return cost("free", 1);
  if (/^(innenfor|innafor|innanfor|within)$/.test(at(0))) {
    for (let n = 1; n <= 3; n++)
      if (/^(ramme|rammen|ramma|rammer|frame|budget|budsjettet|budsjett)$/.test(at(n))) return cost("frame", n + 1);
  }
  if (/^(interne|intern|internt|internal)$/.test(at(0)) && /^(kostnader|kostnadar|kostnad|costs)$/.test(at(1))) return cost("internal", 2);
  if (/^(ikke|ikkje|not|ikkje|uten|utan)$/.test(at(0))) {
    for (let n = 1; n <= 2; n++)
      if (/^(beregnet|berekna|kalkulert|avklart|estimert|estimated|kjent|regnet|rekna)$/.test(at(n))) return cost("notEstimated", n + 1);
  }
  return /^(vet|veit)$/.test(at(0)) && /^(ikke|ikkje)$/.test(at(1)) ? cost("notEstimated", 2) : undefined;
};

/** Cost centre and grant, as "kostnadssted 3100" and "tilskudd fra Statsforvalteren". */
export const economyAround = (text: string): Pick<Economy, "costCentre" | "grant"> => ({
  costCentre: /(?:kostnadssted|kostnadsstad|ansvar|cost centre)\s*:?\s*([\d.-]{2,12})/i.exec(text)?.[1] ?? null,
  grant: /((?:tilskudd|tilskot|stønad|grant)\s+(?:fra|frå|from)\s+[^,.;]+)/i.exec(text)?.[1]?.trim() ?? null,
});

/** What something costs: kroner, per participant or in all, within the frame, internal, not estimated. */
import type { Cost } from "../domain/cost.ts";
import type { Economy } from "../domain/measure.ts";
import { as, either, here, means, once, opt, type Parser, parser, seq, word } from "./grammar.ts";
import { numberAt } from "./numbers.ts";
import { isGroup, isOccupation } from "./people.ts";
import type { Range, Token } from "./tokens.ts";

/** How sure it is that it is what the measure costs: a bare amount may be anything. */
export type MoneyRead = ({ readonly cost: Cost } | { readonly complaint: "hugeCost" | "noCost" }) & { readonly weight: number };

/** More than this in one measure is a slip of the pen. */
const most = 1e8;

const mark = (text: string): Parser<string> =>
  parser((tokens, i) => (text.includes(tokens[i]?.text ?? " ") ? { value: text, after: i + 1 } : undefined));
/** A point after "kr" is its own where something goes on, and else the end of the sentence. */
const goesOn = here((tokens, i) => /^(?:\d|per$|pr$|hver$|i$|for$)/.test(tokens[i + 1]?.word ?? ""));
const kroner = either(seq(word("kr"), goesOn, mark(".")), word("kr kroner nok krone lapper lapp spenn"));
/** "6000,-" */
const stroke = seq(mark(","), mark("-–"));
const about = seq(
  word(
    "ca cirka rundt omtrent omlag inntil opptil maks maksimalt budsjett budsjettet kostnad kostnaden pris prisen koster kostar økonomi totalt til bruke",
  ),
  opt(mark(".")),
  opt(mark(":")),
  opt(word("er på ca cirka rundt inntil maks blir for til")),
  opt(mark(".")),
);
const joint = either(mark("-–"), word("og til eller"));

const someone = parser((tokens, i) =>
  tokens[i] &&
  /^\p{L}/u.test(tokens[i].text) &&
  tokens[i].value === undefined &&
  !/^(?:år|måned|uke|time|dag|gang|kvartal|samling|kurs)$/.test(tokens[i].word)
    ? { value: true, after: i + 1 }
    : undefined,
);
const per = either(
  means<"participant" | "hundred">(
    seq(
      word("per pr for"),
      opt(mark(".")),
      parser((t, i) => (t[i]?.text === "100" ? { value: 100, after: i + 1 } : undefined)),
      opt(someone),
    ),
    "hundred",
  ),
  means<"participant" | "hundred">(seq(word("per pr"), opt(mark(".")), opt(word("hver")), someone, opt(mark("."))), "participant"),
  means<"participant" | "hundred">(seq(word("hver"), opt(someone)), "participant"),
);

const isDigits = (token: Token | undefined) => /^\d/.test(token?.text ?? "");
/** "40 000", "22.000", "50,000": in groups as only money is written. */
const grouped = /^\d{1,3}(?:[ .,]\d{3})+$/;
const large = /^(?:k|mill|million|millioner|tusen|lapper)$/;

/** A number, and what its form says of it. */
const figure = once(
  parser((tokens, i) => {
    const m = numberAt(tokens, i);
    if (!m) return undefined;
    const said = tokens.slice(i, m.after);
    const isNegative = /^[-–]$/.test(tokens[i - 1]?.text ?? "") && tokens[i - 1]?.end === tokens[i]?.start;
    return {
      value: {
        n: m.value,
        inDigits: isDigits(tokens[i]),
        isGrouped: grouped.test(said.map((t) => t.text).join(" ")),
        isLarge: said.some((t) => large.test(t.word)),
        isNegative,
      },
      after: m.after,
    };
  }),
);

const isCounted = (t: Token | undefined) =>
  isGroup(t) || isOccupation(t) || /^(?:innbyggere|brukere|barn|elever|pasienter|beboere|timer|deltakere)$/.test(t?.word ?? "");

const amount: Parser<MoneyRead> = as(
  seq(
    opt(about),
    opt(word("mellom")),
    opt(kroner),
    figure,
    opt(seq(joint, opt(kroner), figure)),
    opt(stroke),
    opt(kroner),
    opt(stroke),
    opt(per),
  ),
  ([lead, , before, first, second, dash, after, dash2, share], tokens, _from, end): MoneyRead | undefined => {
    const isKroner = Boolean(before ?? after ?? dash ?? dash2);
    const to = second?.[2];
    const isLarge = first.isLarge || to?.isLarge === true;
    const isPriced = (share !== undefined && first.n >= 20) || (lead !== undefined && first.n >= 100 && first.inDigits);
    if (!isKroner && !isLarge && !first.isGrouped && !to?.isGrouped && !isPriced) return undefined;
    if (!isKroner && !first.inDigits && first.n < 100) return undefined;
    // "Maks 120 deltakere", "40 000 innbyggere": so many, not so much.
    if (!isKroner && !isLarge && !share && isCounted(tokens[end])) return undefined;
    const weight = (isKroner ? 2 : 0) + (lead ? 2 : 0) + (share ? 1 : 0) + (isLarge ? 1 : 0);
    // "15–20 000": the thousands are said once.
    const min = to && first.n < 1000 && to.n >= 1000 && first.n * 1000 < to.n ? first.n * 1000 : first.n;
    if ((to?.n ?? min) > most) return { complaint: "hugeCost", weight };
    if (min <= 0 || first.isNegative) return { complaint: "noCost", weight };
    const shared = { per: share ?? "event" } as const;
    return {
      weight,
      cost: to && to.n > min ? { kind: "range", min, max: to.n, ...shared } : { kind: "amount", amount: min, ...shared },
    };
  },
);

const aside = opt(word("den de gitte vår eksisterende vedtatte ordinære egne egen eget"));
const is = (kind: "free" | "frame" | "internal" | "notEstimated", p: Parser<unknown>): Parser<MoneyRead> =>
  as(p, () => ({ cost: { kind }, weight: 3 }));

/** Answers that are no number. */
const worded: Parser<MoneyRead> = either(
  is("free", word("gratis kostnadsfritt kostnadsfri")),
  is("free", seq(word("koster"), word("ingenting ikke"), opt(word("noe")))),
  is("free", seq(word("ingen uten"), word("kostnad kostnader koster utgifter"))),
  is("frame", seq(word("innenfor innen within"), opt(aside), aside, word("ramme rammen ramma rammer rammene frame budsjett budsjettet"))),
  is("internal", seq(word("interne intern internt internal"), word("kostnader kostnad koster"))),
  is(
    "notEstimated",
    seq(
      word("ikke uten"),
      opt(word("enda ennå blitt")),
      word("beregnet berekna kalkulert avklart estimert estimated kjent regnet rekna utregnet budsjettert"),
    ),
  ),
  is("notEstimated", seq(word("vet veit"), word("ikke"))),
);

export const money: Parser<MoneyRead> = either(worded, amount);

const none = { costCentre: null, grant: null };
type EconomyRead = Range & ({ readonly economy: Economy } | { readonly complaint: "hugeCost" | "noCost" });

/** The first cost in the sentence; a bare number counts only where a cost was asked for. */
export const economyIn = (tokens: readonly Token[], askedFor: boolean): EconomyRead | undefined => {
  for (let i = 0; i < tokens.length; i++) {
    const m = money.at(tokens, i);
    if (m && "cost" in m.value) return { first: i, after: m.after, economy: { ...none, cost: m.value.cost } };
    if (m && "complaint" in m.value) return { first: i, after: m.after, complaint: m.value.complaint };
    const bare = askedFor && isDigits(tokens[i]) ? numberAt(tokens, i) : undefined;
    if (bare)
      return bare.value > most
        ? { first: i, after: bare.after, complaint: "hugeCost" }
        : bare.value <= 0 || tokens[i - 1]?.text === "-"
          ? { first: i, after: bare.after, complaint: "noCost" }
          : { first: i, after: bare.after, economy: { ...none, cost: { kind: "amount", amount: bare.value, per: "event" } } };
  }
  return undefined;
};

/** Cost centre and grant, as "kostnadssted 3100" and "tilskudd fra Statsforvalteren". */
export const economyAround = (text: string): Pick<Economy, "costCentre" | "grant"> => ({
  costCentre:
    /(?:kostnadssted|kostnadsstad|cost centre)\s*:?\s*(\d[\d.-]{0,10}\d)/i.exec(text)?.[1] ??
    /(?<!\p{L})ansvar\s*:?\s*(\d{3,12})(?![.\d])/iu.exec(text)?.[1] ??
    null,
  grant: /((?:tilskudd|tilskot|stønad|grant)\s+(?:fra|frå|from)\s+[^,.;]+)/i.exec(text)?.[1]?.trim() ?? null,
});

/** The names of days, months and units, and which one: first, second, last. */
import { as, either, named, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import { number } from "../numbers.ts";
import type { Token } from "../tokens.ts";
import type { Unit } from "./meaning.ts";

/** Words that are a month wherever they stand. */
export const month = named({
  "januar jan": 1,
  "februar feb": 2,
  mars: 3,
  "april apr": 4,
  mai: 5,
  "juni jun": 6,
  juli: 7,
  "august aug": 8,
  "september sept sep": 9,
  "oktober okt oct": 10,
  "november nov": 11,
  "desember des dec": 12,
});
/** Beside a number "mar" and "jul" are months too. */
export const monthByNumber = either(month, named({ mar: 3, jul: 7 }));

/** 1 is Monday. */
export const weekday = named({
  mandag: 1,
  "tirsdag tirs tys": 2,
  "onsdag ons": 3,
  "torsdag tors": 4,
  "fredag fre": 5,
  "lørdag lør": 6,
  "søndag søn": 7,
});
/** They are something else as well: days only alone or before a date. */
export const weekdayShort = named({ "man mon": 1, "tir tue tues": 2, wed: 3, "tor thu thur thurs": 4, fri: 5, "lau sat": 6, sun: 7 });

export const dayUnit = named({
  "dag dager dagen dagene døgn dags": "day",
  "uke uker uka uken ukene ukers": "week",
  "måned måneder måneden månedene månedane mnd": "month",
  "kvartal kvartalet kvartaler kvartalene quarter quarters": "quarter",
  "tertial tertialet tertialer tertialene": "tertial",
  "halvår halvåret": "halfYear",
  "år året årene åra aar": "year",
} as const);
/** "Uka", "året": the one we are in. */
export const thisUnit = named({
  "uka uken": "week",
  måneden: "month",
  kvartalet: "quarter",
  tertialet: "tertial",
  halvåret: "halfYear",
  året: "year",
} as const);
export const unit: Parser<Unit> = either(
  dayUnit,
  named({ "minutt minutter minuttene min": "minute", "time timer timen timene": "hour" } as const),
);

export const last = word("forrige sist siste seneste senaste");
export const next = word("neste kommende komande");
export const thisOne = word("denne dette inneværende");

const ordinals = [
  "første fyrste",
  "andre annen annet",
  "tredje",
  "fjerde",
  "femte",
  "sjette",
  "sjuende syvende sjuande",
  "åttende åttande",
  "niende niande",
  "tiende tiande",
  "ellevte",
  "tolvte",
  "trettende trettande",
  "fjortende fjortande",
  "femtende femtande",
  "sekstende sekstande",
  "syttende syttande",
  "attende attande",
  "nittende nittande",
  "tjuende tjuande tyvende",
].flatMap((forms, i) => forms.split(" ").map((form) => [form, i + 1] as const));
export const ordinal = named(
  Object.fromEntries([
    ...ordinals,
    ["trettiende", 30],
    ["trettiande", 30],
    ...ordinals.filter(([, n]) => n < 10).map(([form, n]) => [`tjue${form}`, 20 + n]),
    ["trettiførste", 31],
    ["trettifyrste", 31],
  ]) as Record<string, number>,
);

const short = /^\d{1,2}$/;
/** One or two digits and nothing else. */
export const digits = parser(
  (tokens, i) => (short.test(tokens[i]?.text ?? "") ? { value: Number(tokens[i]?.text), after: i + 1 } : undefined),
  {
    digits: true,
  },
);
/** "3.", "3rd", "tredje". */
export const nth = once(
  either(
    as(seq(digits, word(". st nd rd th")), ([n]) => n),
    as(seq(digits, word("ste dre dje die de te")), ([n], tokens, from) => (touches(tokens, from + 1) ? n : undefined)),
    ordinal,
  ),
);
/** "15.", "15", "femtende". */
export const dayNumber = once(either(nth, digits));

export const year = parser(
  (tokens, i) => {
    const n = /^\d{4}$/.test(tokens[i]?.text ?? "") ? Number(tokens[i]?.text) : 0;
    return n >= 1950 && n <= 2100 ? { value: n, after: i + 1 } : undefined;
  },
  { digits: true },
);
/** @param text two or four digits */
export const yearOfDigits = (text: string): number | undefined => {
  const n = Number(text);
  return text.length === 2 ? (n > 50 ? 1900 + n : 2000 + n) : n >= 1950 && n <= 2100 ? n : undefined;
};

/** "En halv", "et halvt", "halvannen", "to og en halv", "14". */
export const quantity: Parser<number> = once(
  either(
    as(seq(opt(word("en et")), word("halv halvt")), () => 0.5),
    as(number, (n) => (n >= 0 && n < 10_000_000 ? n : undefined)),
  ),
);

const counted = new Set(
  `% ‰ kr kroner nok , dag dager uke uker måned måneder mnd år time timer t min minutt minutter sekunder sek kvarter prosent stp studiepoeng sp
  poeng deltaker deltakere person personer ansatt ansatte stk stykker elever barn plasser ganger gang tusen mill million millioner mrd k
  stilling stillinger årsverk sider moduler kurs skoler enheter virksomheter ledere av`
    .trim()
    .split(/\s+/),
);
/** After a number: what was counted, so that the number is no date. */
export const isCounted = (token: Token | undefined): boolean => counted.has(token?.word ?? "") && token?.text !== ",";

const lookalike = new Set("kr nok § versjon kapittel kap punkt pkt nr side avsnitt del artikkel".split(" "));
/** Before a number: it is a price, a version or a chapter. */
export const isLookalike = (tokens: readonly Token[], i: number): boolean =>
  lookalike.has(tokens[i - 1]?.word ?? "") || (tokens[i - 1]?.text === "." && lookalike.has(tokens[i - 2]?.word ?? ""));

/** Nothing more is said, or a mark stands here. */
export const endsAt = (tokens: readonly Token[], i: number): boolean => {
  const text = tokens[i]?.text;
  return text === undefined || /^[.,;:!?)]$/.test(text);
};
export const touches = (tokens: readonly Token[], i: number): boolean => tokens[i - 1]?.end === tokens[i]?.start;

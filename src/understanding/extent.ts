/** How long something took: hours and study points. What is said vaguely, as "en halv dag", is asked back and not invented. */
import type { Extent } from "../domain/training.ts";
import { as, either, named, opt, type Parser, parser, seq, word } from "./grammar.ts";
import { number } from "./numbers.ts";
import type { Range, Token } from "./tokens.ts";
import { clockSpan } from "./when/clock.ts";

export type ExtentRead = { readonly extent: Extent } | { readonly complaint: "badHours" | "vagueHours" };

/** The longest that is believed, in hours and in study points. */
const mostHours = 500;
const mostPoints = 300;

/** "½ time", "1½ time", "3 1/2 time". */
const fraction = parser((tokens, i) => {
  const [a, b] = [tokens[i]?.text ?? "", tokens[i + 1]?.text ?? ""];
  if (a === "½") return { value: 0.5, after: i + 1 };
  if (a === "1/2") return { value: 0.5, after: i + 1 };
  return /^\d{1,2}$/.test(a) && (b === "½" || b === "1/2") ? { value: Number(a) + 0.5, after: i + 2 } : undefined;
});
/** What one of them is in hours. */
const unit = named({
  "time timer timers times t h klokketime klokketimer kurstimer skoletimer": 1,
  "min minutt minutter minutters": 1 / 60,
  "kvarter kvarters": 0.25,
});
const points = word("stp sp studiepoeng studiepoenga ects credit credits vekttall");
const days = word("dag dager dagers dagskurs heldagskurs halvdagskurs døgn uker ukers uke");
const half = seq(opt(word("en et")), word("halv halvt"), opt(word("en et")));

const hours = (value: number): ExtentRead =>
  value > 0 && value <= mostHours ? { extent: { hours: Math.round(value * 100) / 100, studyPoints: null } } : { complaint: "badHours" };
const studyPoints = (value: number): ExtentRead =>
  value > 0 && value <= mostPoints ? { extent: { hours: null, studyPoints: value } } : { complaint: "badHours" };

const minus = parser((tokens, i) =>
  /^[-–]$/.test(tokens[i]?.text ?? "") && tokens[i]?.end === tokens[i + 1]?.start && tokens[i - 1]?.end !== tokens[i]?.start
    ? { value: -1, after: i + 1 }
    : undefined,
);
/** "40-timers". */
const hyphen = parser((tokens, i) => (tokens[i]?.text === "-" ? { value: true, after: i + 1 } : undefined));

/** "2 timer og 30 minutter", "en time og et kvarter", "halvannen time", "en halvtime", "2 t 15 min". */
const oneUnit: Parser<number> = either(
  as(word("halvtime halvtimen halvtimes"), () => 0.5),
  as(seq(opt(word("en et")), word("halvtime halvtimen")), () => 0.5),
  as(seq(half, unit), ([, u]) => u / 2),
  as(seq(number, opt(hyphen), opt(word("hele gode drøye drøy knappe knapp god hel stive effektive lange")), unit), ([n, , , u]) => n * u),
  as(seq(fraction, unit), ([n, u]) => n * u),
);
/** "2 x 3 t", "åtte ganger à 1,5 time". */
const times = as(seq(number, word("x × ganger gonger samlinger økter kvelder"), opt(word("à a på med")), oneUnit), ([n, , , u]) =>
  n <= 50 ? hours(n * u) : undefined,
);
/** "One hour and a half". */
const andHalf = as(seq(oneUnit, word("og"), opt(word("en et")), word("halv halvt")), ([u]) => hours(u + 0.5));
const lasting = as(seq(opt(minus), oneUnit, opt(seq(opt(word("og pluss å")), oneUnit))), ([sign, first, more]) =>
  hours((sign ?? 1) * (first + (more && more[1] < 1 ? more[1] : 0))),
);
/** Where the second is no part of the first, it stands by itself. */
const alone = as(seq(opt(minus), oneUnit), ([sign, first]) => hours((sign ?? 1) * first));

const hoursBetween = as(clockSpan, ({ from, to }) => hours((to - from) / 60));

export const extent: Parser<ExtentRead> = either(
  hoursBetween,
  as(seq(opt(minus), number, points), ([sign, n]) => studyPoints((sign ?? 1) * n)),
  times,
  andHalf,
  lasting,
  alone,
  as(seq(half, days), (): ExtentRead => ({ complaint: "vagueHours" })),
  as(seq(word("hel hele"), word("dag dagen")), (): ExtentRead => ({ complaint: "vagueHours" })),
  as(seq(number, days), ([n], tokens, from, after): ExtentRead | undefined =>
    n <= 30 &&
    !/^(?:om|for|siste|neste|forrige|innen|hver|over|under|etter|uke|uken)$/.test(tokens[from - 1]?.word ?? "") &&
    !/^(?:siden|fra|før|etter|\d)/.test(tokens[after]?.word ?? "") &&
    !/^\d/.test(tokens[after]?.text ?? "") &&
    !/^uke/.test(tokens[after - 1]?.word ?? "")
      ? { complaint: "vagueHours" }
      : undefined,
  ),
);

/** The first extent in the sentence. */
export const extentIn = (tokens: readonly Token[]): (Range & ExtentRead) | undefined => {
  for (let i = 0; i < tokens.length; i++) {
    const m = extent.at(tokens, i);
    if (m) return { first: i, after: m.after, ...m.value };
  }
  return undefined;
};

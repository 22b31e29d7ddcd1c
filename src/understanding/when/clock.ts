/** Times of day: 15:30, kl. 9, halv fire, kvart over 15, i kveld, fra 9 til 15. All are minutes since midnight. */
import { as, either, type Match, means, named, once, opt, type Parser, parser, seq, word } from "../grammar.ts";
import type { Token } from "../tokens.ts";
import { digits, isCounted } from "./names.ts";

/** A time, and the unit that was named last: "9" is an hour, "9:00" a minute. */
type Time = { readonly minutes: number; readonly unit: 1 | 60 };
/** `until` is the first minute that is no longer meant: "fra 9 til 11" takes eleven with it. */
export type Clock = { readonly from: number; readonly until?: number; readonly bound?: "before" | "after" };

const day = 24 * 60;
const hours =
  "null ett to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue tjueen tjueto tjuetre tjuefire"
    .split(" ")
    .map((name, n) => [n === 1 ? "ett en" : n === 7 ? "sju syv" : name, n] as const);
const hourWord = named(Object.fromEntries(hours) as Record<string, number>);
const hour = either(
  as(digits, (n) => (n <= 24 ? n : undefined)),
  hourWord,
);

const written = (tokens: readonly Token[], i: number, form: RegExp): Match<Time> | undefined => {
  const m = form.exec(tokens[i]?.text ?? "");
  const [h, min] = [Number(m?.[1]), Number(m?.[2])];
  return m && h <= 24 && min < 60 && h * 60 + min <= day ? { value: { minutes: h * 60 + min, unit: 1 }, after: i + 1 } : undefined;
};
/** 9:30, which needs no word before it. */
const colon: Parser<Time> = parser((tokens, i) => written(tokens, i, /^(\d{1,2}):(\d{2})(?::\d{2})?$/), { digits: true });
/** A year of ours, where no word says that it is a time: "fra 2026 til 2027". */
const isYear = (tokens: readonly Token[], i: number) => /^20[2-5]\d$/.test(tokens[i]?.text ?? "") && !/^kl/.test(tokens[i - 1]?.word ?? "");
/** 9.30 and 0930, which do. */
const dotted: Parser<Time> = parser(
  (tokens, i) => written(tokens, i, /^(\d{1,2})[.:](\d{2})$/) ?? (isYear(tokens, i) ? undefined : written(tokens, i, /^(\d{2})(\d{2})$/)),
  { digits: true },
);
/** "9:70" is no time, and nothing else either. */
export const noTime = parser(
  (tokens, i) => (/^\d{1,2}:\d{2}(:\d{2})?$/.test(tokens[i]?.text ?? "") ? { value: null, after: i + 1 } : undefined),
  {
    digits: true,
  },
);

const shift = either(
  named({ "over past": 1, på: -1 }),
  // English "ten to five"; the Norwegian "ti til fem" is a span.
  parser((tokens, i) => (tokens[i]?.text === "to" ? { value: -1, after: i + 1 } : undefined), { words: "til" }),
);
const quarterShift = named({ "over past": 1, "på til to": -1 });
const quarter = as(word("kvart kvarter kvartal"), (said, tokens, from) =>
  said === "kvartal" && tokens[from]?.text.toLowerCase() !== "quarter" ? undefined : 15,
);
const halfHour = either(
  as(seq(word("halv"), word("past over"), hour), ([, , h]) => h * 60 + 30),
  as(seq(word("halv"), hour), ([, h]) => (h >= 1 && h <= 12 ? h * 60 - 30 : undefined)),
);
const whole = either(
  halfHour,
  as(hour, (h) => h * 60),
);
const beside = (minutes: Parser<number>, side = shift): Parser<Time> =>
  as(seq(opt(word("et en")), minutes, opt(word("minutter")), side, opt(word("kl klokka klokken")), whole), ([, m, , sign, , at]) =>
    m > 0 && m < 60 ? { minutes: (at + sign * m + day) % day, unit: 1 } : undefined,
  );
const five = /^(5|10|20|25|fem|ti|tjue|tjuefem)$/;
/** "Halv fire", "ti på fem", "kvart over 15": said by itself. */
const spoken: Parser<Time> = once(
  as(
    either(
      beside(quarter, quarterShift),
      beside(
        as(either(digits, hourWord, named({ tjuefem: 25 })), (n, tokens, from) => (five.test(tokens[from]?.word ?? "") ? n : undefined)),
      ),
      as(halfHour, (minutes): Time => ({ minutes, unit: 1 })),
    ),
    (time, tokens, _from, after) => (isCounted(tokens[after]) ? undefined : time),
  ),
);

const about = opt(seq(word("omkring rundt ca circa cirka omtrent about"), opt(word("."))));
const led = seq(about, word("kl klokka klokken"), opt(word(". den")));
const exactly = opt(word("presis sharp blank"));
const half = parser(
  (tokens, i) => (/^[ap]m$/i.test(tokens[i]?.text ?? "") ? { value: /^p/i.test(tokens[i]?.text ?? "") ? 12 : 0, after: i + 1 } : undefined),
  { words: "am pm er" },
);
/** "3 pm" */
const english: Parser<Time> = as(
  seq(
    either(
      dotted,
      as(digits, (h): Time => ({ minutes: h * 60, unit: 60 })),
    ),
    half,
  ),
  ([t, pm]) => (t.minutes < 13 * 60 ? { ...t, minutes: (t.minutes % 720) + pm * 60 } : undefined),
);
const oClock: Parser<Time> = as(
  seq(
    either(
      dotted,
      as(hour, (h): Time => ({ minutes: h * 60, unit: 60 })),
    ),
    opt(word("o'clock")),
  ),
  ([t]) => t,
);
const midnight: Parser<Time> = named({ midnatt: { minutes: day, unit: 1 }, "noon middagstid": { minutes: 720, unit: 1 } });
const midday: Parser<Time> = means(seq(word("midt"), word("på"), word("dagen")), { minutes: 720, unit: 1 });
const bare: Parser<Time> = as(seq(opt(word("at ved")), either(english, spoken, colon, midnight, midday), exactly), ([, t]) => t);
const afterLead: Parser<Time> = as(
  seq(led, either(beside(either(digits, hourWord)), spoken, english, colon, oClock), exactly),
  ([, t]) => t,
);
/** The hours of a part of the day, as people divide it. */
type Part = readonly [from: number, until: number];
const at = (from: number, until: number): Part => [from * 60, until * 60];
const partName = named<Part>({
  "morgen morgenen morges morning": at(4, 12),
  "formiddag formiddagen føremiddag": at(9, 12),
  "middag lunsj lunch": at(12, 14),
  "ettermiddag ettermiddagen afternoon": at(12, 19),
  "kveld kvelden aften evening": at(18, 24),
  "natt natta natten night": at(0, 4),
});
const ofPart = opt(
  either(
    as(seq(word("om på"), opt(word("den")), partName), ([, , part]) => part),
    // "I morgen" is a day.
    as(seq(word("i"), partName), ([, part], tokens, from) => (tokens[from + 1]?.word === "morgen" ? undefined : part)),
  ),
);
const inPart = (t: Time, part: Part | undefined): Time =>
  part && t.minutes < 720 && t.minutes + 720 >= part[0] && t.minutes + 720 < part[1] ? { ...t, minutes: t.minutes + 720 } : t;

const time: Parser<Time> = once(as(seq(either(afterLead, bare), ofPart), ([t, part]) => inPart(t, part)));

const to = word("- – til to until");
const leadless: Parser<Time> = once(either(english, spoken, colon, dotted, oClock));
/** "Fra ni til tre" ends in the afternoon, "fra 23 til 01" after midnight. */
const later12 = (from: Time, end: Time): Time =>
  end.minutes > from.minutes ? end : { ...end, minutes: end.minutes + (end.minutes <= 720 && from.minutes <= 720 ? 720 : day) };
const fits = (from: Time, end: Time) => end.minutes > from.minutes && end.minutes - from.minutes <= 720;
/** "Fra 9 til 15", "kl. 09:00-11:30", "mellom 9 og 11", "9:30–11:00". */
const bothEnds: Parser<readonly [Time, Time]> = either(
  as(seq(opt(word("fra")), either(english, afterLead, colon), to, opt(led), either(colon, leadless)), ([, a, , , b]) => [a, b] as const),
  as(seq(word("fra"), leadless, to, opt(led), leadless), ([, a, , , b]) => [a, b] as const),
  as(seq(word("mellom"), opt(led), leadless, word("og and"), opt(led), leadless), ([, , a, , , b]) => [a, b] as const),
);
/** "9.30–11.00" cannot be two dates. */
const dottedPair = as(seq(dotted, to, dotted), ([a, , b], tokens, from) =>
  [tokens[from], tokens[from + 2]].every((t) => /^\d{1,2}\.\d{2}$/.test(t?.text ?? "")) &&
  [a, b].some(({ minutes }) => minutes % 60 === 0 || minutes % 60 > 12)
    ? ([a, b] as const)
    : undefined,
);
const untilOf = ({ minutes, unit }: Time) => minutes + unit;
/** Nothing is counted behind it, and no date begins there: "fra 10 til 12 deltakere", "fra 9 til 15. mars". */
const goesOn =
  /^(\.|\/|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|jan|feb|apr|jun|aug|sep|sept|okt|nov|des)$/;
const pair = once(
  as(either(bothEnds, dottedPair), ([a, said], tokens, _from, after) => {
    const b = later12(a, said);
    const next = tokens[after];
    const dated =
      goesOn.test(next?.word ?? "") &&
      !(next?.text === "." && (after + 1 === tokens.length || /^\p{Lu}/u.test(tokens[after + 1]?.text ?? "")));
    return fits(a, b) && !isCounted(next) && !dated ? ([a, b] as const) : undefined;
  }),
);
/** A span of clock time, in minutes since midnight, as it was said. */
export const clockSpan: Parser<{ readonly from: number; readonly to: number }> = as(pair, ([a, b]) => ({ from: a.minutes, to: b.minutes }));

const followedBy = <T>(p: Parser<T>, next: Parser<unknown>): Parser<T> =>
  as(p, (value, tokens, _from, after) => (next.at(tokens, after) ? value : undefined));
const before = word("før innen senest before by frist");
const later = word("etter after");
/** "Fra kl. 9", "til klokka 15": without the word it is more likely a day. */
const fromLed = followedBy(word("fra"), led);
const toLed = followedBy(word("til"), led);
/** What says at which time of a day something is. */
export const clock: Parser<Clock> = once(
  either(
    as(pair, ([a, b]) => ({ from: a.minutes, until: untilOf(b) })),
    as(seq(either(before, toLed), time), ([, t]) => ({ from: t.minutes, bound: "before" as const })),
    as(seq(later, word("lunsj lunch")), () => ({ from: 13 * 60, until: 17 * 60 })),
    as(seq(later, word("jobb jobben arbeid arbeidstid")), () => ({ from: 17 * 60, until: 21 * 60 })),
    as(seq(either(later, fromLed), time), ([, t]) => ({ from: t.minutes, bound: "after" as const })),
    as(time, (t) => ({ from: t.minutes })),
  ),
);

const asClock = ([from, until]: Part): Clock => ({ from, until });
/** Behind a day: "mandag morgen", "i morgen tidlig", "fredag kveld kl. 20". */
export const partOfDay: Parser<Clock> = once(
  either(
    as(seq(opt(word("om på ved til")), opt(word("den")), partName, time), ([, , part, t]) => ({ from: inPart(t, part).minutes })),
    as(seq(opt(word("om på ved til")), opt(word("den")), partName), ([, , part]) => asClock(part)),
    as(word("tidlig"), () => ({ from: 8 * 60 })),
  ),
);
/** "Kl. 8 i morgen kveld". */
export const inHoursOf = (time: Clock, { from, until }: Clock): Clock =>
  time.until === undefined && until !== undefined
    ? { ...time, from: inPart({ minutes: time.from, unit: 1 }, [from, until]).minutes }
    : time;
/** "I kveld", "denne morgen", "i morges": today. */
export const partOfToday: Parser<Clock> = either(
  as(seq(word("i denne dette"), partName, opt(time)), ([, part, t], tokens, from) =>
    tokens[from]?.word === "i" && tokens[from + 1]?.word === "morgen" ? undefined : t ? { from: inPart(t, part).minutes } : asClock(part),
  ),
  as(word("tonight"), () => asClock(at(18, 24))),
);
/** "Om ettermiddagen", "på kvelden": of some day. */
export const partOfSomeDay: Parser<Clock> = as(
  seq(word("om på in utpå"), opt(word("den")), partName),
  ([, , part], tokens, _from, after) => (/en$|a$|ing$|noon$/.test(tokens[after - 1]?.word ?? "") ? asClock(part) : undefined),
);

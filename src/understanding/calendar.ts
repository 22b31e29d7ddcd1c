/** One date, week, month or season in Norwegian or English. A log looks back, a deadline looks forward. */

import {
  addDays,
  addMonths,
  addYears,
  type Day,
  dayOf,
  easter,
  endOfMonth,
  endOfTertial,
  isoWeekOf,
  weekday,
  yearOf,
} from "../domain/day.ts";
import { numberAt, wordNumber } from "./numbers.ts";
import type { Token } from "./tokens.ts";

export type Direction = "past" | "future";
export type Read = { readonly from: Day; readonly to: Day; readonly after: number } | { readonly impossible: true; readonly after: number };

const months: readonly RegExp[] = [
  /^(januar|january|jan)$/,
  /^(februar|february|feb)$/,
  /^(mars|march|mar)$/,
  /^(april|apr)$/,
  /^(mai|may)$/,
  /^(juni|june|jun)$/,
  /^(juli|july|jul)$/,
  /^(august|aug)$/,
  /^(september|sept|sep)$/,
  /^(oktober|october|okt|oct)$/,
  /^(november|nov)$/,
  /^(desember|december|des|dec)$/,
];
const weekdays: readonly RegExp[] = [
  ["m[aåo]n", "monday"],
  ["(?:tirs|tys)", "tuesday"],
  ["ons", "wednesday|wensday"],
  ["tors", "thursday"],
  ["fre", "friday"],
  ["(?:lør|laur|lor)", "saturday"],
  ["(?:søn|sun|son)", "sunday"],
].map(([stem, english]) => new RegExp(`^(?:${stem}da(?:g|gen|gs|gan|n)?|${stem}|${english})$`));
const last = /^(forrige|førre|forige|sist|siste|last|previous)$/;
const next = /^(neste|nest|next|kommende|komande)$/;
const thisOne = /^(denne|dette|this|nå|no)$/;
const units = {
  day: /^(dag|dager|dagar|day|days|døgn)$/,
  week: /^(uke|uker|uka|uken|veke|veker|veka|vike|week|weeks)$/,
  month: /^(måned|måneder|måneden|månad|månader|månaden|mnd|month|months)$/,
  year: /^(år|året|åra|aar|year|years)$/,
};
type Unit = keyof typeof units;
const unitOf = (word: string | undefined) => (Object.keys(units) as Unit[]).find((u) => units[u].test(word ?? ""));

const monthAt = (token: Token | undefined): number => months.findIndex((m) => m.test(token?.word ?? "")) + 1;
const weekdayAt = (token: Token | undefined): number => weekdays.findIndex((d) => d.test(token?.word ?? "")) + 1;
const monday = (d: Day) => addDays(d, 1 - weekday(d));
export const whole = (from: Day, to: Day, after: number): Read => ({ from, to, after });
const single = (d: Day, after: number): Read => whole(d, d, after);

const moved = (d: Day, unit: Unit, n: number): Day =>
  unit === "day" ? addDays(d, n) : unit === "week" ? addDays(d, 7 * n) : unit === "month" ? addMonths(d, n) : addYears(d, n);

/** The week, month or year that the day lies in. */
const around = (d: Day, unit: Unit): readonly [Day, Day] => {
  if (unit === "week") return [monday(d), addDays(monday(d), 6)];
  if (unit === "month") return [`${d.slice(0, 7)}-01`, endOfMonth(d)];
  if (unit === "year") return [`${yearOf(d)}-01-01`, `${yearOf(d)}-12-31`];
  return [d, d];
};

const yearFrom = (text: string | undefined): number | undefined => {
  if (!text || !/^(\d{4}|\d{2})$/.test(text)) return undefined;
  const n = Number(text);
  return text.length === 2 ? 2000 + n : n >= 1950 && n <= 2100 ? n : undefined;
};

/** The year that is meant when none is said. */
const nearest = (make: (year: number) => Day | undefined, today: Day, direction: Direction, end = make): Day | undefined => {
  const year = yearOf(today);
  const here = make(year);
  if (!here) return make(year + 1) ?? make(year + 2) ?? make(year - 1);
  if (direction === "past") return here > today ? (make(year - 1) ?? here) : here;
  return (end(year) ?? here) < today ? (make(year + 1) ?? here) : here;
};

const dateOf = (date: number, month: number, year: number | undefined, after: number, today: Day, direction: Direction): Read => {
  const found = year === undefined ? nearest((y) => dayOf(y, month, date), today, direction) : dayOf(year, month, date);
  return found ? single(found, after) : { impossible: true, after };
};

/** 4. november 2026, 4 nov, 04.11.26, 4/11, 2026-11-04, November 4. */
export const calendarDate = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Read | undefined => {
  const t = tokens[i];
  if (!t) return undefined;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(t.text);
  if (iso) {
    const year = yearFrom(iso[1]);
    return year ? dateOf(Number(iso[3]), Number(iso[2]), year, i + 1, today, direction) : { impossible: true, after: i + 1 };
  }
  const dotted = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4}))?$/.exec(t.text);
  if (dotted) {
    const [, d, m, y] = dotted;
    if (Number(m) < 1 || Number(m) > 12 || Number(d) < 1) return t.text.includes("/") || y ? { impossible: true, after: i + 1 } : undefined;
    const dot = tokens[i + 1]?.text === "." && tokens[i + 1]?.start === t.end ? 1 : 0;
    const yearAfter = dot && /^\d{4}$/.test(tokens[i + 2]?.text ?? "") ? yearFrom(tokens[i + 2]?.text) : undefined;
    // "1.2.-30.4.2027": the point belongs to the date.
    const pointed = dot && /^[-–]$/.test(tokens[i + 2]?.text ?? "") ? 1 : 0;
    return dateOf(Number(d), Number(m), y ? yearFrom(y) : yearAfter, i + 1 + (yearAfter ? 2 : pointed), today, direction);
  }
  const date = /^\d{1,2}$/.test(t.text) ? Number(t.text) : ordinal(t.word);
  if (date !== undefined) {
    const dot = tokens[i + 1]?.text === "." ? 1 : 0;
    const month = monthAt(tokens[i + 1 + dot]);
    if (month > 0) {
      const year = yearFrom(/^\d{4}$/.test(tokens[i + 2 + dot]?.text ?? "") ? tokens[i + 2 + dot]?.text : undefined);
      return dateOf(date, month, year, i + 2 + dot + (year ? 1 : 0), today, direction);
    }
    const tail = /^(st|nd|rd|th)$/.test(tokens[i + 1]?.word ?? "") ? monthAt(tokens[i + 2]) || monthAt(tokens[i + 3]) : 0;
    if (tail > 0) return dateOf(date, tail, undefined, i + (monthAt(tokens[i + 2]) ? 3 : 4), today, direction);
  }
  const month = monthAt(t);
  const english = month > 0 && t.word !== "mar" && /^\d{1,2}$/.test(tokens[i + 1]?.text ?? "") && Number(tokens[i + 1]?.text) <= 31;
  return english ? dateOf(Number(tokens[i + 1]?.text), month, undefined, i + 2, today, direction) : undefined;
};

/** Both Bokmål and Nynorsk, by the number. */
const ordinalWords = [
  "første|fyrste|first",
  "andre|annen|second",
  "tredje|third",
  "fjerde",
  "femte",
  "sjette",
  "sjuende|syvende|sjuande",
  "åttende|åttande",
  "niende|niande",
  "tiende|tiande",
  "ellevte",
  "tolvte",
  "trettende|trettande",
  "fjortende|fjortande",
  "femtende|femtande",
  "sekstende|sekstande",
  "syttende|syttande",
  "attende|attande",
  "nittende|nittande",
  "tjuende|tjuande|tyvende",
];
const ordinals = new Map(
  ordinalWords
    .flatMap((forms, i) => forms.split("|").map((form) => [form, i + 1] as const))
    .concat([
      ["trettiende", 30],
      ["trettiande", 30],
    ]),
);
const ordinal = (word: string): number | undefined => {
  const tens = /^(tjue|tretti)(?=.{4})/.exec(word);
  return (
    ordinals.get(word) ??
    (tens ? (tens[1] === "tjue" ? 20 : 30) + (ordinals.get(word.slice(tens[0].length)) ?? Number.NaN) || undefined : undefined)
  );
};

/** Whole days, weeks or years that somebody may mean; the calendar has an end. */
const isCount = (n: number) => Number.isInteger(n) && n < 1000;

/** I går, i morgen, for to dager siden, om en uke, 3 weeks ago. */
const relative = (tokens: readonly Token[], i: number, today: Day): Read | undefined => {
  const word = (n: number) => tokens[i + n]?.word ?? "";
  const w = word(0);
  const w1 = word(1);
  if (/^(idag|today)$/.test(w)) return single(today, i + 1);
  if (/^(igår|igar|yesterday|igaar)$/.test(w)) return single(addDays(today, -1), i + 1);
  if (/^(imorgen|imorgon|imorra|tomorrow)$/.test(w)) return single(addDays(today, 1), i + 1);
  if (w === "i" && /^(dag)$/.test(w1)) return single(today, i + 2);
  if (w === "i" && /^(går|gar|gaar)$/.test(w1)) return single(addDays(today, -1), i + 2);
  if (w === "i" && /^(forgårs|forgars|førgårs|forigårs)$/.test(w1)) return single(addDays(today, -2), i + 2);
  if (w === "i" && /^(morgen|morgon|morra|morgo)$/.test(w1)) return single(addDays(today, 1), i + 2);
  if (/^(i|over)$/.test(w) && /^(overmorgen|overmorgon|overimorgen)$/.test(w1)) return single(addDays(today, 2), i + 2);
  if (w === "i" && w1 === "fjor") return whole(...around(addYears(today, -1), "year"), i + 2);
  if (w === "i" && w1 === "år") return whole(...around(today, "year"), i + 2);
  const ago = /^(for|om|in)$/.test(w) ? numberAt(tokens, i + 1) : numberAt(tokens, i);
  const unit = ago && unitOf(tokens[ago.after]?.word);
  if (ago && unit && isCount(ago.value)) {
    if (/^(siden|sidan|ago)$/.test(tokens[ago.after + 1]?.word ?? "")) return single(moved(today, unit, -ago.value), ago.after + 2);
    if (/^(om|in)$/.test(w)) return single(moved(today, unit, ago.value), ago.after + 1);
  }
  return undefined;
};

/** Fredag, forrige fredag, fredag i forrige uke, på mandag, fredag om to uker. */
const weekdayDate = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Read | undefined => {
  const word = (n: number) => tokens[i + n]?.word ?? "";
  const lead = last.test(word(0)) ? "last" : next.test(word(0)) ? "next" : undefined;
  const at = lead ? i + 1 : i;
  const wanted = weekdayAt(tokens[at]);
  if (wanted === 0) return undefined;
  // "Mandag 16. november": the date decides.
  const dated = calendarDate(tokens, at + 1 + (/^(den|,)$/.test(tokens[at + 1]?.word ?? "") ? 1 : 0), today, direction);
  if (dated) return dated;
  const inWeek = (offset: number, after: number) => single(addDays(monday(today), 7 * offset + wanted - 1), after);
  const rest = (n: number) => tokens[at + n]?.word ?? "";
  if (/^(i|in)$/.test(rest(1)) && last.test(rest(2)) && units.week.test(rest(3))) return inWeek(-1, at + 4);
  if (/^(i|in)$/.test(rest(1)) && next.test(rest(2)) && units.week.test(rest(3))) return inWeek(1, at + 4);
  if (last.test(rest(1)) && units.week.test(rest(2))) return inWeek(-1, at + 3);
  if (next.test(rest(1)) && units.week.test(rest(2))) return inWeek(1, at + 3);
  if (rest(1) === "om") {
    const n = numberAt(tokens, at + 2);
    if (n && isCount(n.value) && units.week.test(tokens[n.after]?.word ?? "")) return inWeek(n.value, n.after + 1);
  }
  const back = ((weekday(today) - wanted + 6) % 7) + 1;
  const ahead = ((wanted - weekday(today) + 6) % 7) + 1;
  if (lead === "last") return single(addDays(today, -back), at + 1);
  if (lead === "next") return single(addDays(today, ahead), at + 1);
  return single(addDays(today, direction === "past" ? -(back % 7) : ahead), at + 1);
};

/** Uke 7, forrige uke, mars, mars 2026, 2025, 1. tertial, andre kvartal, jul, påske, sommeren. */
const period = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Read | undefined => {
  const word = (n: number) => tokens[i + n]?.word ?? "";
  if (units.week.test(word(0)) && /^\d{1,2}$/.test(word(1))) {
    const week = Number(word(1));
    if (week < 1 || week > 53) return { impossible: true, after: i + 2 };
    const year = yearFrom(/^\d{4}$/.test(word(2)) ? word(2) : undefined);
    const make = (y: number) => {
      const d = addDays(monday(`${y}-01-04`), 7 * (week - 1));
      return isoWeekOf(d) === week ? d : undefined;
    };
    const from = year
      ? make(year)
      : nearest(make, today, direction, (y) => {
          const d = make(y);
          return d && addDays(d, 6);
        });
    // "Uke 10-12", "uke 12 og 13".
    const last = /^([-–]|til|og|to|and)$/.test(word(2)) && /^\d{1,2}$/.test(word(3)) ? Number(word(3)) : 0;
    if (from && last > week && last <= 53) return whole(from, addDays(from, 7 * (last - week) + 6), i + 4);
    return from ? whole(from, addDays(from, 6), i + (year ? 3 : 2)) : { impossible: true, after: i + 2 };
  }
  const unit = unitOf(word(1));
  if (unit && unit !== "day" && (last.test(word(0)) || next.test(word(0)) || thisOne.test(word(0))))
    return whole(...around(moved(today, unit, last.test(word(0)) ? -1 : next.test(word(0)) ? 1 : 0), unit), i + 2);
  const month = monthAt(tokens[i]);
  if (month > 0 && word(0).length > 2 && !(word(0) === "mar" || (word(0) === "jul" && !/^\d/.test(word(1))))) {
    const said = yearSaid(tokens, i + 1, today);
    const year = said?.year;
    const make = (y: number) => dayOf(y, month, 1);
    const from = year
      ? make(year)
      : nearest(make, today, direction, (y) => {
          const d = make(y);
          return d && endOfMonth(d);
        });
    return from ? whole(from, endOfMonth(from), said?.after ?? i + 1) : undefined;
  }
  const dot = word(1) === "." ? 1 : 0;
  const said = /^[1-4]$/.test(word(0)) ? Number(word(0)) : (ordinal(word(0)) ?? wordNumber(word(0)) ?? 0);
  const nth = isCount(said) ? said : 0;
  if (nth && /^(tertial|tertialet)$/.test(word(1 + dot)) && nth <= 3)
    return part(
      (y) => [`${y}-${String(nth * 4 - 3).padStart(2, "0")}-01`, endOfTertial(y, nth as 1 | 2 | 3)],
      tokens,
      i + 2 + dot,
      today,
      direction,
    );
  if (nth && /^(kvartal|kvartalet|quarter)$/.test(word(1 + dot)) && nth <= 4)
    return part(
      (y) => [`${y}-${String(nth * 3 - 2).padStart(2, "0")}-01`, endOfMonth(`${y}-${String(nth * 3).padStart(2, "0")}-01`)],
      tokens,
      i + 2 + dot,
      today,
      direction,
    );
  const season = seasons.find(([name]) => name.test(word(0)));
  if (season) return part(season[1], tokens, i + 1, today, direction);
  const year = /^(19|20)\d{2}$/.test(word(0)) ? Number(word(0)) : undefined;
  return year ? whole(`${year}-01-01`, `${year}-12-31`, i + 1) : undefined;
};

const seasons: readonly (readonly [RegExp, (year: number) => readonly [Day, Day]])[] = [
  [/^(jul|jula|julen|juleferien|christmas)$/, (y) => [`${y}-12-24`, `${y}-12-26`]],
  [/^(påske|påsken|påska|easter)$/, (y) => [addDays(easter(y), -3), addDays(easter(y), 1)]],
  [/^(nyttår|nyttåret|årsskiftet)$/, (y) => [`${y}-12-31`, `${y}-12-31`]],
  [/^(pinse|pinsen|pinsa)$/, (y) => [addDays(easter(y), 49), addDays(easter(y), 50)]],
  [/^(sommeren|sommaren|sommer|sommar|sommerferien|summer)$/, (y) => [`${y}-06-01`, `${y}-08-31`]],
  [/^(høsten|hausten|høst|haust|autumn)$/, (y) => [`${y}-09-01`, `${y}-11-30`]],
  [/^(våren|vår|spring)$/, (y) => [`${y}-03-01`, `${y}-05-31`]],
];

/** A part of a year, of the year that is said after it or else of the nearest. */
const part = (
  make: (year: number) => readonly [Day, Day],
  tokens: readonly Token[],
  after: number,
  today: Day,
  direction: Direction,
): Read => {
  const said = yearSaid(tokens, after, today);
  if (said) return whole(...make(said.year), said.after);
  const from =
    nearest(
      (y) => make(y)[0],
      today,
      direction,
      (y) => make(y)[1],
    ) ?? today;
  return whole(...make(yearOf(from)), after);
};

/** "2027", "i fjor", "neste år". */
const yearSaid = (tokens: readonly Token[], i: number, today: Day): { year: number; after: number } | undefined => {
  const [a = "", b = ""] = [tokens[i]?.word, tokens[i + 1]?.word];
  const year = yearFrom(/^\d{4}$/.test(a) ? a : undefined);
  if (year) return { year, after: i + 1 };
  if (a === "i" && b === "fjor") return { year: yearOf(today) - 1, after: i + 2 };
  if (a === "i" && b === "år") return { year: yearOf(today), after: i + 2 };
  return next.test(a) && units.year.test(b) ? { year: yearOf(today) + 1, after: i + 2 } : undefined;
};

export const one = (tokens: readonly Token[], i: number, today: Day, direction: Direction): Read | undefined =>
  calendarDate(tokens, i, today, direction) ??
  relative(tokens, i, today) ??
  weekdayDate(tokens, i, today, direction) ??
  period(tokens, i, today, direction);

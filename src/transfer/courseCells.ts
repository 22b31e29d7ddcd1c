/** The cells of a course that say more than a number: costs, dates, how often and where, in the words people use. */
import type { Cost } from "../domain/cost.ts";
import { type Arena, arenas, type CourseDate, type Frequency, frequencies, mostLevels } from "../domain/course.ts";
import type { Clock } from "../domain/day.ts";
import { foldedWords } from "../domain/words.ts";
import { nb } from "../text/nb.ts";
import { nn } from "../text/nn.ts";
import { dayIn, norwegianNumber, type Read, shown, tidy } from "./cells.ts";

const key = (text: string) => foldedWords(text).join("");
const choice = <C extends string>(
  codes: readonly C[],
  words: readonly Readonly<Record<C, string>>[],
  more: Readonly<Record<string, C>>,
) => {
  const known = new Map<string, C>([
    ...Object.entries<C>(more).map(([word, code]) => [key(word), code] as const),
    ...codes.flatMap((code) => words.map((w) => [key(w[code]), code] as const)),
  ]);
  const [own] = words;
  return (text: string): Read<C> => {
    const code = known.get(key(text));
    return code ? { value: code } : { wrong: `${shown(text)} er ukjent. Skriv ett av disse: ${codes.map((c) => own?.[c]).join(", ")}` };
  };
};

export const arenaIn = choice<Arena>(arenas, [nb.choices.arena, nn.choices.arena], {
  Nettkurs: "eLearning",
  Elæring: "eLearning",
  Prosjekt: "project",
  Veiledning: "guidance",
  Hospitering: "rotation",
  Jobbrotasjon: "rotation",
  Konferanse: "conference",
  Studietur: "conference",
  Nettverk: "network",
});

export const frequencyIn = choice<Frequency>(frequencies, [nb.choices.frequency, nn.choices.frequency], {
  "1 gang": "once",
  Kvartalsvis: "quarterly",
  "4 ganger i året": "quarterly",
  "2 ganger i året": "twiceAYear",
  "2 ganger årlig": "twiceAYear",
  "To ganger årlig": "twiceAYear",
  "Hvert halvår": "twiceAYear",
  Halvårlig: "twiceAYear",
  "Hvert år": "yearly",
  "1 gang i året": "yearly",
  "En gang i året": "yearly",
  "Hvert 2. år": "everySecondYear",
  "Hvert andre år": "everySecondYear",
  "Hvert annet år": "everySecondYear",
  "Hvert 2.–3. år": "every2To3Years",
  "Hvert 2. eller 3. år": "every2To3Years",
  "Etter behov": "whenNeeded",
  Kontinuerlig: "continuous",
  Fortløpende: "continuous",
});

const said: Readonly<Record<string, Cost>> = {
  gratis: { kind: "free" },
  kostnadsfritt: { kind: "free" },
  innenforrammen: { kind: "frame" },
  innenforramma: { kind: "frame" },
  innanforramma: { kind: "frame" },
  internekostnader: { kind: "internal" },
  internekostnadar: { kind: "internal" },
  ikkeberegnet: { kind: "notEstimated" },
  ikkjeberekna: { kind: "notEstimated" },
};
const most = 1e9;
const number = String.raw`\d[\d .]*(?:,\d{1,2})?`;
const kr = String.raw`(?:kroner|kr|nok)(?!\p{L})\.?`;
const amount = new RegExp(
  `^(?:${kr} ?|mellom )?(${number})(?:,-)?(?: ?${kr})?(?: ?(?:–|-|til|og) ?(?:${kr} ?)?(${number})(?:,-)?(?: ?${kr})?)?(?:,-)? ?(.*)$`,
  "iu",
);

/** "6 000 kr per 100 personer", "20 000–30 000 kr", "innenfor rammen". Kroner, with or without the word. */
export const costIn = (text: string): Read<Cost> => {
  const word = said[key(text)];
  if (word) return { value: word };
  const unreadable = {
    wrong: `${shown(text)} er ikke en kostnad; skriv for eksempel «10 000 kr», «2 500 kr per deltaker» eller «ikke beregnet»`,
  };
  const match = amount.exec(tidy(text));
  const per = perIn(match?.[3] ?? "");
  const min = norwegianNumber(match?.[1]?.trim() ?? "");
  const max = match?.[2] === undefined ? undefined : norwegianNumber(match[2].trim());
  if (!match || per === undefined || min === undefined || (match[2] !== undefined && max === undefined)) return unreadable;
  if (min > most || (max ?? 0) > most) return { wrong: `beløpet ${shown(text)} er for høyt` };
  if (max === undefined || max === min) return { value: min === 0 ? { kind: "free" } : { kind: "amount", amount: min, per } };
  if (max < min) return { wrong: `i ${shown(text)} er det siste beløpet lavere enn det første` };
  // "20–30 000" leaves open whether the first is twenty or twenty thousand.
  if (min > 0 && min < 1000 && max >= min * 100) return { wrong: `skriv begge beløpene helt ut i ${shown(text)}` };
  return { value: { kind: "range", min, max, per } };
};

const perIn = (text: string): "event" | "participant" | "hundred" | undefined => {
  const t = text.trim().replace(/\.$/, "");
  if (t === "" || /^(per|pr\.?) (kurs|gang|arrangement|samling)$/i.test(t)) return "event";
  if (/^(per|pr\.?) 100( (personer|deltakere|deltakarar|ansatte|tilsette))?$/i.test(t)) return "hundred";
  return /^(per|pr\.?) (deltaker|deltakar|person|ansatt|tilsett|hode|stk)$/i.test(t) ? "participant" : undefined;
};

const oneDay = String.raw`\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{4}-\d{2}-\d{2}`;
const clock = String.raw`([01]?\d|2[0-4])[.:](\d{2})`;
const dash = " ?(?:–|-|til) ?";
const oneDate = new RegExp(
  String.raw`^(${oneDay})(?:${dash}(${oneDay}))?(?:,? (?:kl\.? ?)?${clock}(?:${dash}(?:kl\.? ?)?${clock})?)?(?:[ ,]+(.*))?$`,
  "i",
);
const between = new RegExp(String.raw`\||[\r\n]+|[,;](?=\s*(?:${oneDay}))`);

/** "09.12.2026 13.00–15.00 Brannstasjonen | 12.01.2027–13.01.2027 Fjellvik hotell". */
export const datesIn = (text: string): Read<CourseDate[]> => {
  const dates: CourseDate[] = [];
  for (const part of text.split(between).map(tidy).filter(Boolean)) {
    const read = dateIn(part);
    if ("wrong" in read) return read;
    if (!dates.some((d) => JSON.stringify(d) === JSON.stringify(read.value))) dates.push(read.value);
  }
  return { value: dates };
};

const dateIn = (text: string): Read<CourseDate> => {
  const match = oneDate.exec(text);
  // A clock time or a dash at the head of the place is one that was not understood.
  if (!match?.[1] || /^(\d{1,2}[.:]\d{2}|[–-])/.test(match[7] ?? ""))
    return { wrong: `${shown(text)} må skrives som «09.12.2026 13.00–15.00 Sted»` };
  const from = dayIn(match[1]);
  const to = match[2] ? dayIn(match[2]) : from;
  if ("wrong" in from) return from;
  if ("wrong" in to) return to;
  const start = clockOf(match[3], match[4]);
  const end = clockOf(match[5], match[6]);
  if (start === undefined || end === undefined) return { wrong: `klokkeslettet i ${shown(text)} finnes ikke` };
  if (to.value < from.value || (start !== null && end !== null && end <= start))
    return { wrong: `${shown(text)} slutter før det begynner` };
  return { value: { from: from.value, to: to.value, start, end, place: match[7] ?? "" } };
};

/** Null where none is written, undefined where there is none such. */
const clockOf = (hour: string | undefined, minute: string | undefined): Clock | null | undefined => {
  if (hour === undefined || minute === undefined) return null;
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : undefined;
};

/** A place on the municipality's scale. */
export const levelIn = (text: string): Read<number> =>
  /^[1-9]$/.test(text.trim())
    ? { value: Number(text) }
    : { wrong: `${shown(text)} er ikke et nivå; skriv et tall fra 1 til ${mostLevels}` };

/** Whole months, up to ten years. */
export const monthsIn = (text: string): Read<number> => {
  const months = Number(/^(\d{1,3})(?: ?(?:mnd\.?|måneder))?$/i.exec(text.trim())?.[1]);
  return months >= 1 && months <= 120 ? { value: months } : { wrong: `${shown(text)} er ikke et antall måneder; skriv for eksempel 6` };
};

/** Only what is safe to open from a card. */
export const linkIn = (text: string): Read<string> => {
  const whole = /^www\./i.test(text) ? `https://${text}` : text;
  return /^https?:\/\/[^\s/]/i.test(whole) && URL.canParse(whole) && whole.length <= 2000
    ? { value: whole }
    : { wrong: `${shown(text)} er ikke en nettadresse som begynner med https://` };
};

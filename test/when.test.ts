/**
 * Days, spans and clock times as people write them in the middle of a sentence. It is Monday 23 November 2026, 09:00, week 48,
 * and we look forward where nothing else is said. "a..b" is a span, an end left out is open; two dates stand apart by a blank.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, monthOf, weekday, yearOf } from "../src/domain/day.ts";
import { tokensOf } from "../src/understanding/tokens.ts";
import { datesIn, timesIn, type When } from "../src/understanding/when/index.ts";

const now = "2026-11-23T09:00";
const shown = ({ from, to, bound, clock }: When): string =>
  clock
    ? `${bound === "before" ? ".." : ""}${clock.from}${clock.until ? `..${clock.until}` : ""}${bound === "after" ? ".." : ""}`
    : from === to
      ? `${from}`
      : `${from ?? ""}..${to ?? ""}`;
const read = (text: string, direction: "past" | "future") => timesIn(tokensOf(text), now, direction).filter((w) => !w.impossible);

type Rows = Readonly<Record<string, string>>;

const ahead: Rows = {
  "23. november": "2026-11-23",
  "22. november": "2027-11-22",
  "Nytt tiltak: brannvern, frist 30. april": "..2027-04-30",
  "Alle må ha tatt HMS-kurset innen utgangen av mars": "..2027-03-31",
  "Vi starter 1. februar og holder på til 15. juni 2027": "2027-02-01.. 2027-06-15",
  "Kurset går 4.–6. november neste år": "2027-11-04..2027-11-06",
  "Samling 16. og 17. desember på rådhuset": "2026-12-16..2026-12-17",
  "Webinar fredag 4. desember kl. 09:00-11:30": "2026-12-04T09:00..2026-12-04T11:31",
  "Møte i morgen klokka halv ti": "2026-11-24T09:30",
  "Vi tar det torsdag ettermiddag": "2026-11-26T12:00..2026-11-26T19:00",
  "i morgen kveld": "2026-11-24T18:00..2026-11-25T00:00",
  "Kan vi ta det kvart over 15?": "2026-11-23T15:15",
  "ti på fem": "2026-11-24T04:50",
  "fem på halv fire": "2026-11-24T03:25",
  "Møtet er fra 9 til 15 på torsdag": "2026-11-26T09:00..2026-11-26T16:00",
  "kl. 14.30 i overmorgen": "2026-11-25T14:30",
  "planen gjelder fra 2027 til 2029": "2027-01-01..2029-12-31",
  "vi holder på fra 0900 til 1130 i dag": "2026-11-23T09:00..2026-11-23T11:31",
  "oppmøte kl 0830 den 3. desember": "2026-12-03T08:30",
  "i morgen etter kl. 14": "2026-11-24T14:00..",
  "Send inn før klokka 11 på fredag": "..2026-11-27T11:00",
  "senest fredag kl. 12": "..2026-11-27T12:00",
  "klokka 8 om kvelden": "2026-11-23T20:00",
  "om halvannen time": "2026-11-23T10:30",
  "for et kvarter siden": "2026-11-23T08:45",
  "om 2 timer og 30 minutter": "2026-11-23T11:30",
  "Alt skal være ferdig til sommeren": "..2027-08-31",
  "Til sommeren begynner to nye lærlinger": "2027-06-01..2027-08-31",
  "i løpet av 2. kvartal 2027": "2027-04-01..2027-06-30",
  "innen 1. tertial": "..2027-04-30",
  "Måles etter tredje tertial 2026": "2027-01-01..",
  "fredag etter neste": "2026-12-04",
  "siste mandag i mars": "2027-03-29",
  "den første tirsdagen i februar 2027": "2027-02-02",
  "siste fredag i måneden": "2026-11-27",
  "onsdag i uke 7": "2027-02-17",
  "ukene 10–12": "2027-03-08..2027-03-28",
  "u. 7": "2027-02-15..2027-02-21",
  "uke 2 neste år": "2027-01-11..2027-01-17",
  "fredag om to uker": "2026-12-11",
  "om et halvt år": "2027-05-23",
  "om tre år": "2029-11-01..2029-11-30",
  "medio mars": "2027-03-15",
  "primo februar 2027": "2027-02-01",
  "slutten av neste måned": "2026-12-21..2026-12-31",
  "på nyåret": "2027-01-01..2027-01-31",
  "rundt årsskiftet": "2026-12-31",
  "innen månedsskiftet": "..2026-11-30",
  "før helga": "..2026-11-27",
  "etter påske": "2027-03-30..",
  "senest skjærtorsdag": "..2027-03-25",
  "Kristi himmelfartsdag": "2027-05-06",
  "dagen etter 17. mai": "2027-05-18",
  "to uker før jul": "2026-12-10",
  "2. pinsedag": "2027-05-17",
  sankthans: "2027-06-24",
  "første søndag i advent": "2026-11-29",
  "resten av året": "2026-11-23..2026-12-31",
  "de neste to ukene": "2026-11-30..2026-12-13",
  "den 15.": "2026-12-15",
  "tirsdag 8.": "2026-12-08",
  "15-02": "2027-02-15",
  "12/1-27": "2027-01-12",
  "8. jan. - 12. jan.": "2027-01-08..2027-01-12",
  "1. desember – 31. mars 2028": "2027-12-01..2028-03-31",
  "skoleåret 2026/27": "2026-08-01..2027-07-31",
  "andre halvår 2027": "2027-07-01..2027-12-31",
  "It must be done by next Friday": "..2026-11-27",
  "The course is on December 4th at 9:30": "2026-12-04T09:30",
  "from March 1st to April 15th": "2027-03-01..2027-04-15",
  "by the end of March": "..2027-03-31",
  "in three weeks": "2026-12-14",
  "the day after tomorrow": "2026-11-25",
  "next week": "2026-11-30..2026-12-06",
  "Tuesday at half past three": "2026-11-24T03:30",
  "i haust": "2026-09-01..2026-11-30",
  "innan måndag": "..2026-11-30",
  "fra 13 til 15 juli": "2027-07-13..2027-07-15",
  "f.o.m. 1. mars t.o.m. 15. mars": "2027-03-01..2027-03-15",
  "mandag-fredag": "2026-11-30..2026-12-04",
  "januar-mars 2027": "2027-01-01..2027-03-31",
  "mandag 7. desember, 09:00–15:00": "2026-12-07T09:00..2026-12-07T15:01",
  "9.30 - 11.00": "2026-11-23T09:30..2026-11-23T11:01",
  "kl 9 til 11": "2026-11-23T09:00..2026-11-23T12:00",
  "kl. 8 i morgen kveld": "2026-11-24T20:00",
  "i natt kl 2": "2026-11-24T02:00",
  "i kveld": "2026-11-23T18:00..2026-11-24T00:00",
  "etter lunsj på fredag": "2026-11-27T13:00..2026-11-27T17:00",
  "neste helg": "2026-12-04T18:00..2026-12-07T00:00",
  "siste 2 sekunder": "2026-11-23T08:59..2026-11-23T09:00",
  "om en og en halv time": "2026-11-23T10:30",
  "over nyttår": "2027-01-01..",
  "til høsten": "2027-09-01..2027-11-30",
  "tidlig i mars": "2027-03-01..2027-03-10",
  "slutten av året": "2026-11-02..2026-12-31",
  "uka før jul": "2026-12-14..2026-12-20",
  "nest siste fredag i mai": "2027-05-21",
  "månedsskiftet mars/april": "2027-03-31",
  "1. juledag": "2026-12-25",
  morsdag: "2027-02-14",
  "the first Monday in March": "2027-03-01",
  "last Friday of the month": "2026-11-27",
  "from 9 to 11 on Friday": "2026-11-27T09:00..2026-11-27T12:00",
  "between March 1 and March 15": "2027-03-01..2027-03-15",
  "Friday at 3 pm": "2026-11-27T15:00",
  "tomorrow evening": "2026-11-24T18:00..2026-11-25T00:00",
  "quarter to ten": "2026-11-23T09:45",
  "om to veker": "2026-12-07",
};

const back: Rows = {
  "23. november": "2026-11-23",
  "24. november": "2025-11-24",
  mandag: "2026-11-23",
  "Jeg tok førstehjelp i går": "2026-11-22",
  "Tok kurset for tre uker siden": "2026-11-02",
  "Eg var på samling i førre veke": "2026-11-16..2026-11-22",
  "Vi var på seminar i helga": "2026-11-20T18:00..2026-11-23T00:00",
  "Fullførte modulen sist torsdag": "2026-11-19",
  "hadde kurs mandag 16. november": "2026-11-16",
  "Tok Excel 12.10 hos KS": "2026-10-12",
  "den 15.": "2026-11-15",
  "i fjor høst": "2025-09-01..2025-11-30",
  "høsten 2025": "2025-09-01..2025-11-30",
  "sist vår": "2026-03-01..2026-05-31",
  "januar–mars 2025": "2025-01-01..2025-03-31",
  "fra februar til april": "2026-02-01..2026-04-30",
  "1. desember 2024 til 1. februar": "2024-12-01..2025-02-01",
  "i morges": "2026-11-23T04:00..2026-11-23T12:00",
  "I attended the webinar two weeks ago": "2026-11-09",
  "the day before yesterday": "2026-11-21",
  "for to månader sidan": "2026-09-23",
  "siste to måneder": "2026-09-01..2026-10-31",
  "de siste 3 dagene": "2026-11-20..2026-11-22",
};

/** What looks like a day and is none. */
const none = [
  "Kompetanseløft 2027",
  "Handlingsplan 2027–2030 er vedtatt",
  "60 % stilling i barnehagen",
  "15 studiepoeng",
  "2 timer",
  "10–12 personer deltok",
  "10-12 deltakere",
  "kr 12.000",
  "kr 12.10",
  "1.5 dager",
  "1/2 stilling",
  "åpent 24/7",
  "hver mandag",
  "hver mandag kl. 9",
  "annenhver uke",
  "hvert kvartal",
  "every Friday",
  "man må ta kurs",
  "slik gjør man.",
  "Tor tok kurset",
  "31. april",
  "30 februar",
  "uke 60",
  "25:70",
  "vår kommune",
  "i vår kommune",
  "den andre gruppa",
  "det var lenge siden",
  "versjon 3.2",
  "ta en til",
  "den 15. hver måned",
  "hele dagen",
  "Jan har ansvaret",
  "side 3.4",
  "3/4 av de ansatte",
];

for (const [said, expected] of Object.entries(ahead))
  test(`ahead: ${said}`, () => expect(read(said, "future").map(shown).join(" ")).toBe(expected));
for (const [said, expected] of Object.entries(back))
  test(`back: ${said}`, () => expect(read(said, "past").map(shown).join(" ")).toBe(expected));
for (const said of none) test(`no date: ${said}`, () => expect(read(said, "future").map(shown)).toEqual([]));

test("an impossible date uses up its words", () => {
  for (const said of ["31. april", "uke 60", "30 februar", "29. februar 2027", "9999-12-31"])
    expect(datesIn(tokensOf(said), now, "future")).toMatchObject([{ impossible: true, first: 0, after: tokensOf(said).length }]);
});

test("who asks for days gets no bare clock times", () => {
  expect(datesIn(tokensOf("kl. 9 tok jeg kurset i går"), now, "past")).toMatchObject([{ from: "2026-11-22", to: "2026-11-22" }]);
});

const monthNames = "januar februar mars april mai juni juli august september oktober november desember".split(" ");
const weekdayNames = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split(" ");
const two = (n: number) => String(n).padStart(2, "0");
const forms: readonly ((year: number, month: number, date: number, name: string) => string)[] = [
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${d}.${m}.${y}`,
  (y, m, d) => `${two(d)}.${two(m)}.${two(y % 100)}`,
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${two(d)}-${two(m)}-${y}`,
  (y, m, d) => `${y}/${two(m)}/${two(d)}`,
  (y, m, d) => `${d}. ${monthNames[m - 1]} ${y}`,
  (y, m, d) => `den ${d}. ${monthNames[m - 1]} ${y}`,
  (y, m, d) => `${d} ${monthNames[m - 1]?.slice(0, 3)} ${y}`,
  (y, m, d, name) => `${name} ${d}. ${monthNames[m - 1]} ${y}`,
  (y, m, d) => `${monthNames[m - 1]} ${d}, ${y}`,
];

test("a day reads as itself in any of its forms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 18_000 }), fc.constantFrom(...forms), fc.constantFrom("past", "future"), (n, form, direction) => {
      const d = addDays("2000-01-01", n);
      const text = form(yearOf(d), monthOf(d), Number(d.slice(8)), weekdayNames[weekday(d) - 1] ?? "");
      expect(datesIn(tokensOf(text), now, direction).map(shown), text).toEqual([d]);
    }),
    { numRuns: 400 },
  );
});

test("a date without a year is the nearest in the direction", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom("past", "future"), (m, d, direction) => {
      const [found] = datesIn(tokensOf(`${d}. ${monthNames[m - 1]}`), now, direction);
      const years = [2025, 2026, 2027].map((y) => dayOf(y, m, d) ?? "");
      const today = now.slice(0, 10);
      expect(found?.from).toBe(direction === "past" ? years.findLast((y) => y <= today) : years.find((y) => y >= today));
    }),
  );
});

const pieces = [
  ..."0123456789.,:/-–' ",
  ..."innen før fra til og mandag mars uke 31. 2027 kl. halv på over om to uker siden hver jul neste siste i av slutten kurs 🙂".split(" "),
];
const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((p) => p.join(" ")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((p) => p.join("")),
);

test("whatever is written, the places are in order and within the text, the days exist, and nothing throws", () => {
  fc.assert(
    fc.property(anything, fc.constantFrom("past", "future"), (text, direction) => {
      const tokens = tokensOf(text);
      let end = 0;
      for (const w of timesIn(tokens, now, direction)) {
        expect(w.first).toBeGreaterThanOrEqual(end);
        expect(w.after).toBeGreaterThan(w.first);
        expect(w.after).toBeLessThanOrEqual(tokens.length);
        for (const d of [w.from, w.to]) expect(d === null || dayOf(yearOf(d), monthOf(d), Number(d.slice(8)))).toBe(d === null || d);
        end = w.after;
      }
    }),
    { numRuns: 2000 },
  );
});

test("words around a date leave it where it is", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("4. november", "fredag i uke 7", "innen 1. mai", "om to uker", "kl. 9 på torsdag"),
      fc.nat(5),
      (said, n) => {
        const text = `${"kurs ".repeat(n)}${said} kurs`;
        const tokens = tokensOf(text);
        const places = timesIn(tokens, now, "future").map((w) => text.slice(tokens[w.first]?.start, tokens[w.after - 1]?.end));
        expect(places).toEqual([said]);
      },
    ),
  );
});

/** Feasts and seasons, as they come every year. */
import { addDays, type Day, dayOf, easter, endOfMonth, weekday } from "../../domain/day.ts";
import { as, either, named, opt, type Parser, parser, seq, word } from "../grammar.ts";
import { type Days, single, type Yearly } from "./meaning.ts";
import { digits, last, next, nth, thisOne } from "./names.ts";

const on =
  (month: number, date: number): Yearly =>
  (year) =>
    single(dayOf(year, month, date));
const fromEaster =
  (days: number): Yearly =>
  (year) =>
    single(addDays(easter(year), days));
const feast = (from: Day, to: Day): Days => ({ from, to, grain: "day", feast: true });
/** The nth Sunday of a month, 1 for the first. */
const sunday =
  (month: number, n: number): Yearly =>
  (year) => {
    const first = dayOf(year, month, 1);
    return first ? single(addDays(first, 7 - weekday(first) + 7 * (n - 1))) : undefined;
  };
/** The nth Sunday of Advent; the fourth is the last before Christmas Day. */
const advent =
  (n: number): Yearly =>
  (year) => {
    const eve = `${year}-12-24`;
    return n >= 1 && n <= 4 ? single(addDays(eve, -(weekday(eve) % 7) - 7 * (4 - n))) : undefined;
  };

const names = named<Yearly>({
  "jul juleferien": (y) => feast(`${y}-12-24`, `${y}-12-26`),
  "julaften julaftenen julekvelden julaftan": on(12, 24),
  "juledag juledagen": on(12, 25),
  lillejulaften: on(12, 23),
  "romjul romjula romjulen romjulshelga": (y) => feast(`${y}-12-27`, `${y}-12-30`),
  "nyttår nyttåret årsskiftet nyttårsaften nyttårsaftenen": on(12, 31),
  "nyttårsdag nyttårsdagen": on(1, 1),
  nyåret: (y) => ({ from: `${y}-01-01`, to: `${y}-01-31`, grain: "month" }),
  påske: (y) => feast(addDays(easter(y), -3), addDays(easter(y), 1)),
  palmesøndag: fromEaster(-7),
  skjærtorsdag: fromEaster(-3),
  langfredag: fromEaster(-2),
  påskeaften: fromEaster(-1),
  "påskedag påskedagen": fromEaster(0),
  "himmelfartsdag himmelfartsdagen himmelfart": fromEaster(39),
  pinse: (y) => feast(addDays(easter(y), 49), addDays(easter(y), 50)),
  pinseaften: fromEaster(48),
  "pinsedag pinsedagen": fromEaster(49),
  "fastelavn fastelavnssøndag": fromEaster(-49),
  "valentinsdag valentinsdagen": on(2, 14),
  morsdag: sunday(2, 2),
  kvinnedagen: on(3, 8),
  frigjøringsdagen: on(5, 8),
  "grunnlovsdagen nasjonaldagen": on(5, 17),
  sankthansaften: on(6, 23),
  "sankthans sankthansdagen": on(6, 24),
  olsok: on(7, 29),
  halloween: on(10, 31),
  allehelgensdag: sunday(11, 1),
  farsdag: sunday(11, 2),
  "luciadag luciadagen": on(12, 13),
});

const nthDay = named<(n: number) => Yearly>({
  "juledag juledagen": (n) => on(12, 24 + n),
  "påskedag påskedagen": (n) => fromEaster(n - 1),
  "pinsedag pinsedagen": (n) => fromEaster(48 + n),
  advent: advent,
});

const holiday: Parser<Yearly> = either(
  as(seq(opt(word("den")), either(nth, digits), nthDay), ([, n, make]) => (n <= 4 ? make(n) : undefined)),
  as(seq(nth, word("søndag"), word("i"), word("advent")), ([n]) => advent(n)),
  as(seq(word("kristi"), word("himmelfartsdag himmelfartsdagen himmelfart")), () => fromEaster(39)),
  as(seq(word("arbeidernes"), word("dag")), () => on(5, 1)),
  as(seq(word("samenes samefolkets"), word("nasjonaldag dag")), () => on(2, 6)),
  as(seq(word("lille"), word("julaften")), () => on(12, 23)),
  as(seq(word("sankt"), word("hans")), () => on(6, 24)),
  names,
);

const months =
  (first: number, last: number): Yearly =>
  (y) => {
    const [from, end] = [dayOf(first > last ? y - 1 : y, first, 1), dayOf(y, last, 1)];
    return from && end ? { from, to: endOfMonth(end), grain: "day" } : undefined;
  };
const spring = months(3, 5);
const season = named<Yearly>({
  våren: spring,
  "sommeren sommer sommerferien": months(6, 8),
  "høsten høst": months(9, 11),
  "vinteren vinter": months(12, 2),
});
/** "I vår" beside a noun is "in our". */
const goesOn = /^(en|når|også|igjen|og|eller|på|hos|med|for|til|tok|tar|var|hadde|skal|må|vil|så|fikk|har|er|blir|kl|klokka)$/;
const springSaid = parser(
  (tokens, i) => {
    const [before, after] = [tokens[i - 1]?.word ?? "", tokens[i + 1]];
    const led = /^(i|til)$/.test(before) || [last, next, thisOne].some((p) => p.at(tokens, i - 1)) || before === "fjor";
    const ends = before !== "i" || after === undefined || goesOn.test(after.word) || !/^\p{L}/u.test(after.text);
    return led && ends ? { value: spring, after: i + 1 } : undefined;
  },
  { words: "vår" },
);

export const seasons: Parser<Yearly> = either(season, springSaid);
export const holidays: Parser<Yearly> = either(holiday, seasons);

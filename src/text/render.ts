/** Puts phrases into words in one language. */
import type { Cost } from "../domain/cost.ts";
import type { Day, Span } from "../domain/day.ts";
import type { Language } from "../domain/language.ts";
import { legible } from "../domain/words.ts";
import { en } from "./en.ts";
import { nb } from "./nb.ts";
import { nn } from "./nn.ts";
import type { ChoiceSet, Choices, Line, Phrase, Sentence, Words } from "./words.ts";

const words: Readonly<Record<Language, Words>> = { nb, nn, en };
/** What stands on each button, by its code. */
export const buttonWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = { nb: nb.buttons, nn: nn.buttons, en: en.buttons };

const locales: Readonly<Record<Language, string>> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" };

const formats = (language: Language) => {
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales[language], { timeZone: "UTC", ...options });
  return {
    day: date({ day: "numeric", month: "long", year: "numeric" }),
    weekday: date({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    number: new Intl.NumberFormat(locales[language]),
    money: new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
};
const formatsOf: Readonly<Record<Language, ReturnType<typeof formats>>> = { nb: formats("nb"), nn: formats("nn"), en: formats("en") };

const asDate = (d: Day) => new Date(`${d}T00:00:00Z`);

const fillIn = (sentence: Sentence, holes: Readonly<Record<string, Phrase>>, language: Language): string => {
  const text = typeof sentence === "string" ? sentence : holes.n === 1 ? sentence.one : sentence.other;
  return text.replace(/\{(\w+)\}/g, (_all, hole: string) => render(holes[hole] ?? "", language));
};

const span = ({ from, to }: Span, language: Language): string => {
  const { day } = formatsOf[language];
  const { values } = words[language];
  if (from && to) return from === to ? day.format(asDate(from)) : day.formatRange(asDate(from), asDate(to)).replace(/\u2009|\u202f/g, " ");
  if (to) return fillIn(values.by, { day: { day: to } }, language);
  return from ? fillIn(values.from, { day: { day: from } }, language) : values.open;
};

const cost = (c: Cost, language: Language): string => {
  const w = words[language];
  const kroner = (n: number) => (Number.isInteger(n) ? formatsOf[language].number : formatsOf[language].money).format(n);
  switch (c.kind) {
    case "amount":
      return `${kroner(c.amount)} kr ${w.choices.per[c.per]}`.trim();
    case "range":
      return `${kroner(c.min)}–${kroner(c.max)} kr ${w.choices.per[c.per]}`.trim();
    default:
      return w.values[c.kind];
  }
};

const several = (items: readonly string[], and: string): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${and} ${items.at(-1)}`;

const choice = <S extends ChoiceSet>(set: S, code: string, language: Language): string =>
  words[language].choices[set][code as Choices[S]] ?? code;

/** The phrase in the language; somebody's own words stay as they are. */
export const render = (phrase: Phrase, language: Language): string => {
  const w = words[language];
  if (typeof phrase === "string") return legible(phrase);
  if (typeof phrase === "number") return formatsOf[language].number.format(phrase);
  if ("say" in phrase) return fillIn(w.lines[phrase.say], phrase as Line & Readonly<Record<string, Phrase>>, language);
  if ("day" in phrase) return formatsOf[language].day.format(asDate(phrase.day));
  if ("weekday" in phrase) return formatsOf[language].weekday.format(asDate(phrase.weekday));
  if ("span" in phrase) return span(phrase.span, language);
  if ("times" in phrase) return [phrase.times.start, phrase.times.end].filter(Boolean).join("–");
  if ("cost" in phrase) return cost(phrase.cost, language);
  if ("economy" in phrase) {
    const { cost: c, costCentre, grant } = phrase.economy;
    return [
      ...(c ? [cost(c, language)] : []),
      ...(costCentre ? [fillIn(w.values.costCentre, { what: costCentre }, language)] : []),
      ...(grant ? [fillIn(w.values.grant, { what: grant }, language)] : []),
    ].join(", ");
  }
  if ("extent" in phrase) {
    const { hours, days, studyPoints, note } = phrase.extent;
    const parts = [
      ...(hours ? [fillIn(w.values.hours, { n: hours }, language)] : []),
      ...(days ? [fillIn(w.values.days, { n: days }, language)] : []),
      ...(studyPoints ? [fillIn(w.values.studyPoints, { n: studyPoints }, language)] : []),
      ...(note ? [legible(note)] : []),
    ];
    return parts.join(", ") || w.values.open;
  }
  if ("choice" in phrase) return choice(phrase.of, phrase.choice, language);
  if ("button" in phrase) return w.buttons[phrase.button];
  if ("list" in phrase)
    return several(
      phrase.list.map((p) => render(p, language)),
      w.values.and,
    );
  if ("facts" in phrase)
    return phrase.facts
      .map((p) => render(p, language))
      .filter(Boolean)
      .join(" · ");
  if ("label" in phrase) return fieldWords(w, phrase.flow, phrase.label)?.label ?? phrase.label;
  if ("field" in phrase) return fieldWords(w, phrase.flow, phrase.name)?.[phrase.field] ?? "";
  if ("name" in phrase) {
    const name = legible(phrase.name[language]);
    return phrase.inside ? name.replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase()) : name;
  }
  return w.flows[phrase.flow as keyof Words["flows"]]?.title ?? phrase.flow;
};

const fieldWords = (w: Words, flow: string, field: string) => {
  const fields: Readonly<Record<string, { label: string; ask: string; why: string; example: string }>> | undefined =
    w.flows[flow as keyof Words["flows"]]?.fields;
  return fields?.[field];
};

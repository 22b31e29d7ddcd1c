/** Strings that want to be more than text, every card and line with one of them in it, and what may be seen of it there. */
import { fillCard } from "../../src/cards/fill.ts";
import { type CardData, type CardName, cardNames } from "../../src/cards/shapes.ts";
import { type Language, languages } from "../../src/domain/language.ts";
import { legible } from "../../src/domain/words.ts";
import type { Outgoing } from "../../src/ports/records.ts";
import { activityOf } from "../../src/teams/activity.ts";
import { lines as nb } from "../../src/text/nb.ts";
import type { Line } from "../../src/text/words.ts";
import { isCard } from "./adaptiveCard.ts";
import { type Chance, messageFrom } from "./fuzz.ts";
import { elements } from "./town.ts";

const mark = (name: string) => `\${${name}}`;
const pieces = [
  ...["](http://x)", "[trykk her](http://x.no)", "[a]][b](//x.no)", "![](http://x/y.png)", "[x]: http://x.no", "[x][y]", "]\\(http://x)"],
  ...[
    "https://ond.example/a?b=c#d",
    "HTTP://OND.NO",
    "//ond.no",
    "http:\\\\ond.no",
    "www.ond.no",
    "ond.no/x",
    "mailto:a@ond.no",
    "a@ond.no",
  ],
  ...["<https://ond.no>", "<a@ond.no>", "<a href=http://x>x</a>", "<script>x</script>", "<!--", "<?x", "&lt;at&gt;", "&#91;x&#93;"],
  ...[
    "<at>Kari</at>",
    "<at id='0'>alle</at>",
    "@alle",
    "<AT>x",
    mark("x"),
    mark("item.title"),
    mark("card"),
    "$each",
    "$when",
    "{who}",
    "{value}",
  ],
  ...["{{DATE(2026-01-01T00:00:00Z,LONG)}}", '"}],"actions":[{"type":"Action.OpenUrl","url":"http://x"}]', "'\"\\", "\\\\", "\\"],
  ...[
    "1. en\n2. to",
    "- a\n- b",
    "  # stor",
    "===\n",
    "---\n",
    "> sitat",
    "```\nkode",
    "~~~",
    "    kode",
    "|a|b|\n|-|-|",
    "**fet**",
    "_x_",
  ],
  ...[
    "__proto__",
    "constructor",
    "\u0000\u0007\u001b[31m",
    "\u202eetter\u202c",
    "linje\nto\r\n\ttre\u2028fire",
    "Máret Čáhppeŋ ï",
    "👩‍👩‍👧‍👦",
    "\ud83d",
  ],
  ...[
    "\u200b",
    "x".repeat(5000),
    "å".repeat(3000),
    "漢".repeat(2500),
    "[".repeat(3000),
    "a.a/".repeat(900),
    "\n".repeat(400),
    "a\u0301".repeat(1500),
  ],
];

/** One piece, some of them run together, or a message of the other kind. */
export const hostileFrom = (chance: Chance): string => {
  if (chance.maybe(0.3)) return `x${messageFrom(chance).slice(0, 6000)}`;
  let text = chance.of(["", "x", "Kari "]) + chance.of(pieces);
  while (chance.maybe(0.6)) text += chance.of(["", " ", "\n", "\u200b"]) + chance.of(pieces);
  return legible(text).trim() === "" ? "x" : text;
};

/** A card of each kind in which every string that somebody may have written is this one. */
const dataWith = (written: string): { readonly [C in CardName]: CardData<C> } => {
  const buttons = [{ act: "a", title: { button: "save" }, primary: true } as const, { act: "b", title: written }];
  const row = { label: { say: "labelWhen" } as const, value: written };
  return {
    message: { heading: { say: "messageFrom", who: written }, lines: [written, { say: "standsNow", value: written }], buttons },
    summary: {
      heading: { say: "messageFrom", who: written },
      rows: [row, row],
      ticks: [{ id: "people", label: written, value: "x", options: [{ value: "x", title: written }] }],
      choices: [{ id: "level", label: written, value: "x", options: [{ value: "x", title: written }] }],
      toggles: [{ id: "t", label: written, value: "true" }],
      notes: [{ say: "tellThemYourself", who: { list: [written, written] } }],
      buttons,
    },
    form: { heading: written, fields: [{ id: "name", label: written, hint: written, value: written, long: true }], buttons },
    courses: {
      heading: written,
      courses: [{ title: written, reason: written, rows: [row], link: "https://example.no/kurs", buttons }],
      notes: [written],
      buttons,
    },
    gap: {
      heading: written,
      lines: [written],
      bars: [{ title: written, parts: [{ legend: written, value: 1, color: "good" }] }],
      columns: [{ title: written, width: 2 }],
      table: [{ label: written, value: written, cells: [written] }],
      notes: [written],
      buttons,
    },
    list: {
      heading: written,
      items: Array.from({ length: 15 }, () => ({ title: written, lines: [written, { facts: [written, written] }], buttons })),
      notes: [written],
      buttons,
    },
  };
};

/** Every sentence that has a hole, with the string in it. */
const sentences = Object.entries(nb)
  .map(([say, s]) => [say, [...(typeof s === "string" ? s : s.other).matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "")] as const)
  .filter(([, holes]) => holes.length > 0);
export const linesWith = (written: string): readonly Line[] =>
  sentences.map(
    ([say, holes]) => ({ say, ...Object.fromEntries(holes.map((hole) => [hole, hole === "n" ? 2 : written])) }) as unknown as Line,
  );

/** The tree without its texts: which elements there are, with which properties. */
const skeleton = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(skeleton)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, v]) => [
            key,
            ["type", "verb", "url", "style"].includes(key) || (key === "data" && !Array.isArray(v)) ? v : skeleton(v),
          ]),
        )
      : typeof value;

/** What a client may make of a text by itself. Two of these where one of ours stands in between are none. */
const active: readonly (readonly [string, RegExp])[] = [
  ["a link", /\][([]|\]:\s*\S/],
  ["an address", /[a-z]:[/\\]{1,2}\S|(?:^|[^:])[/\\]{2}[^\s/\\]{1,63}\.\p{L}|\bwww\.\p{L}|\b(?:mailto|javascript|msteams):[^\s\u200b…]/iu],
  ["an e-mail address", /[\w+-]@[\p{L}\d-]{1,63}\.\p{L}/iu],
  ["a host", /[\p{L}\d-]\.(?:no|com|example|net|org)\b/iu],
  ["a tag", /<[/!?]?\p{L}|<[!?]/iu],
  ["an entity", /&#?\w+;/],
  ["a function", /\{\{(?:DATE|TIME)\(/],
];
/** What Markdown would make of it besides; what a backslash goes before is only itself. */
const formatting = /[*_`~|[\]]|^(?:\s*(?:[-+>#=]|\d+[.)](?:\s|$))|[ ]{4}|\t)/m;

/** The first thing that is wrong with a text as it leaves; undefined when it is only words. */
const wrongIn = (text: string, markdown: boolean): string | undefined => {
  const bare = markdown ? text.replace(/\\[!-/:-@[-`{-~]/g, "\u0001") : text;
  const found = active.find(([, pattern]) => pattern.test(bare))?.[0] ?? (markdown && formatting.test(bare) ? "formatting" : undefined);
  if (found) return found;
  if (!text.isWellFormed()) return "half a character";
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/.test(text) ? "a control character" : undefined;
};

/** Everything that a person sees of a card, and whether it is read as Markdown. What stands in an input is shown as it is. */
const textsOf = (card: unknown): readonly (readonly [text: string, markdown: boolean])[] => {
  const seen = (markdown: boolean, ...texts: readonly unknown[]) =>
    texts.flatMap((text) => (text === undefined ? [] : [[String(text), markdown] as const]));
  return elements(card).flatMap((e) => [
    ...seen(true, e.type === "TextBlock" ? e.text : undefined, e.fallbackText),
    ...(e.type === "FactSet" ? elements(e.facts).flatMap((fact) => seen(true, fact.title, fact.value)) : []),
    ...(String(e.type).startsWith("Chart.") ? elements(e.data).flatMap((part) => seen(false, part.title, part.legend)) : []),
    ...(e.type === "Input.ChoiceSet" ? elements(e.choices).flatMap((choice) => seen(false, choice.title)) : []),
    ...(typeof e.type === "string" ? seen(false, e.title, e.label) : []),
  ]);
};

/** Teams refuses what is larger. */
const mostBytes = 28 * 1024;

/** @throws what is wrong with a message as it leaves, in a word and with the text */
export const judge = (message: Outgoing): void => {
  if (message.card) isCard(message.card);
  for (const [text, markdown] of message.card ? textsOf(message.card) : [[message.text, false] as const]) {
    const wrong = wrongIn(text, markdown);
    if (wrong) throw new Error(`${wrong} in ${JSON.stringify(text.slice(0, 200))}`);
  }
  const leaving = activityOf(message);
  if (leaving.entities || (leaving.text !== undefined && leaving.textFormat !== "plain")) throw new Error("it is more than plain text");
  const sent = JSON.stringify(leaving);
  if (Buffer.byteLength(sent) > mostBytes) throw new Error(`it has ${Buffer.byteLength(sent)} bytes`);
  if (JSON.stringify(JSON.parse(sent)) !== sent) throw new Error("it is not JSON");
};

const harmless = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(cardNames.map((name) => [name, JSON.stringify(skeleton(cardWith(name, "ORDET", language).card))])),
  ]),
);
function cardWith(name: CardName, written: string, language: Language) {
  return fillCard(name, dataWith(written)[name] as never, "id", language);
}

/**
 * How many cards there were.
 * @throws when a card with the string has other elements than with a plain word, or something is wrong with it
 */
export const judgeCards = (written: string): number => {
  for (const language of languages)
    for (const name of cardNames) {
      const message = cardWith(name, written, language);
      judge(message);
      // A value that is too long is not on a form at all: half of it would be taken for the answer.
      if (name === "form" && written.length > 1000) continue;
      if (JSON.stringify(skeleton(message.card)) !== harmless[language]?.[name]) throw new Error(`other elements on "${name}"`);
    }
  return languages.length * cardNames.length;
};

/** Messages as people write them, bent, and messages that nobody writes. The same seed gives the same ones. */
import { globSync, readFileSync } from "node:fs";

/** Chance that can be repeated. */
export type Chance = {
  /** A whole number from 0, below n. */
  readonly below: (n: number) => number;
  readonly of: <T>(from: readonly T[]) => T;
  readonly maybe: (share: number) => boolean;
};

/** @param seed a whole number (mulberry32) */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (n) => Math.floor(next() * n),
    of: <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T,
    maybe: (share) => next() < share,
  };
};

const here = new URL("../", import.meta.url).pathname;
/** Everything that people say in the transcripts and in the sentences of test/understanding. */
export const said: readonly string[] = [
  ...(JSON.parse(readFileSync(`${here}understanding/sentences.json`, "utf8")) as { utterances: { text: string }[] }).utterances.map(
    (u) => u.text,
  ),
  ...globSync("conversations/**/*.chat", { cwd: here })
    .sort()
    .flatMap((file) => readFileSync(here + file, "utf8").split("\n"))
    .flatMap((line) => /^(?!Bot|Lagret|Slettet|Klokken|#)[^:[]{2,30}: ([^[].*)$/.exec(line)?.[1] ?? []),
];
const words = [...new Set(said.flatMap((s) => s.split(/\s+/)))];

/** What is slow for a careless pattern when it is said again and again. */
const grains = [
  ...' \t\n.,-–:;?!"«(*_[<@/&#1aåx',
  ..."👍\u200b\u0301",
  ...[
    "1 ",
    "000 ",
    "1.1.",
    "10.",
    " .",
    ", ",
    "a ",
    "å ",
    "ab-",
    "i dag ",
    "mandag ",
    "uke 7 ",
    "1. mai ",
    "for to uker siden ",
    "fra 1.1 til ",
  ],
  ...[
    "og ",
    "nei ",
    "nei, ",
    "og jeg ",
    "mål: ",
    "mål er ",
    "ansvarlig: ",
    "Kari, ",
    "Kari og ",
    "alle unntatt ",
    "tok ",
    "kurs ",
    "kurs i ",
  ],
  ...[
    "hvem ser ",
    "vil ",
    "gjerne ",
    "nytt tiltak ",
    "tiltak ",
    "på ",
    "for ",
    "er ",
    "til ",
    "koster ",
    "kr 1 ",
    "en halv ",
    "2 timer ",
    "hos ",
  ],
  ...["endre ", "(((", "](", "<at>", "e\u0301", "\u202e", "\ud83d", "\u0000", "å\u030a", "førstehjelp ", "brannvern "],
];
const openings = [
  "",
  "",
  "tok ",
  "nytt tiltak ",
  "nytt tiltak: ",
  "endre fristen på ",
  "fristen er ",
  "hvilke kurs passer for ",
  "alle unntatt ",
].concat([
  "vis tiltak i ",
  "logg ",
  "målet er ",
  "kan du ",
  "tiltaket ",
  "hvem ",
  "det koster ",
  "foreslår ",
  "hei ",
  "jeg ",
  "1",
  "kurs om ",
]);
const endings = ["", "", "", "x", "!", "?", " er ferdig", " til 1. mai", " har tatt førstehjelp i går", "\n", " å", "1", " timer", "»"];
const markup = [
  ...["**fet**", "[x](http://x.no)", "![](http://x/y.png)", "<https://x.no>", "https://x.no/?a=b", "mailto:a@b.no", "<b>x</b>", "&lt;"],
  ...[
    "<script>alert(1)</script>",
    "<at>Kari</at>",
    "@Kari",
    "|a|b|\n|-|-|",
    "```",
    "# x",
    "===",
    "{{DATE(2026-01-01,SHORT)}}",
    "$" + "{x}",
  ],
  ...["{who}", '{"text":"x"}', '[{"a":[1,2]}]', "'; DROP TABLE x; --", "../../etc", "%s%n", "\\", "\r\n", "1. x", "- x", "> x"],
];
const prototypes = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "undefined", "null", "NaN", "then"];
const names = ["Kari", "Kari Nordli", "Ola", "Siv", "Mette", "Linda Grindal", "Ána Máret", "alle", "jeg", "meg", "O'Brien", "de la Cruz"];

/** Put together at random, these come near what the rules read: numbers and days where none should be. */
const parts = [
  ...[
    "tok førstehjelp",
    "nytt tiltak: x",
    "fristen er",
    "fredag",
    "mandag",
    "om",
    "for",
    "siden",
    "uke",
    "uker",
    "dager",
    "måneder",
    "år",
    "i",
  ],
  ...[
    "halvannen",
    "1,5",
    "0",
    "-1",
    "53",
    "99999999",
    "en million",
    "9".repeat(400),
    "to og en halv",
    "null",
    "1/2",
    "31.12",
    "31.02.2027",
    "0.0.0",
  ],
  ...[
    "9999-12-31",
    "0000-01-01",
    "2026-11-23",
    "fra",
    "til",
    "og",
    "mellom",
    "etter",
    "før",
    "innen",
    "neste",
    "forrige",
    "denne",
    "jul",
    "påske",
  ],
  ...[
    "tertial",
    "kvartal",
    "4.",
    "sommeren",
    "i fjor",
    "i går",
    "timer",
    "minutter",
    "studiepoeng",
    "kr",
    "mill.",
    "per deltaker",
    "kl. 9",
    "24:00",
  ],
];

/** From 4 to 20 000 characters, short ones more often. */
const length = (chance: Chance) => Math.round(4 * 5000 ** ((chance.below(1001) / 1000) ** 1.5));
const filled = (to: number, piece: () => string): string => {
  let text = "";
  while (text.length < to) text += piece();
  return text.slice(0, to);
};
const character = (chance: Chance): string =>
  chance.maybe(0.2)
    ? String.fromCharCode(chance.below(0x10000))
    : chance.maybe(0.3)
      ? String.fromCodePoint(chance.below(0x110000))
      : String.fromCodePoint(chance.below(0x250));
const replaced = (text: string, chance: Chance): string => {
  const at = chance.below(text.length + 1);
  const end = at + chance.below(8);
  const [before, piece, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  return chance.of([
    () => before + after,
    () => before + piece + piece + after,
    () => after + piece + before,
    () => before + [...piece].reverse().join("") + after,
    () => before + character(chance) + after,
    () => before + chance.of(grains) + after,
    () => before + chance.of(markup) + after,
    () => before + chance.of(words) + piece + chance.of(words) + after,
    () => `${before}${chance.of(said)}${after}`,
    () => before + piece.toUpperCase() + after.toLowerCase(),
    () => text.toUpperCase(),
    () => text.normalize("NFD"),
    () => text.replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa"),
    () => text.replaceAll("o", "ø").replaceAll("a", "å"),
    () => [...text].join("\u200b"),
    () => `\u202e${text}`,
    () => `«${text}»`,
    () => before + filled(length(chance), () => "ord") + after,
  ])();
};

const kinds: readonly (readonly [share: number, make: (chance: Chance) => string])[] = [
  [
    45,
    (c) => {
      let text = c.of(said);
      for (let n = c.below(6); n >= 0; n--) text = replaced(text, c);
      return text;
    },
  ],
  [10, (c) => Array.from({ length: 2 + c.below(10) }, () => c.of(parts)).join(c.of([" ", " ", ", ", "-"]))],
  [10, (c) => filled(length(c), () => character(c))],
  [
    20,
    (c) => {
      const grain = c.maybe(0.6) ? c.of(grains) : `${c.of(words)} `;
      const other = c.maybe(0.5) ? grain : c.of(grains);
      return c.of(openings) + filled(length(c), () => (c.maybe(0.9) ? grain : other)) + c.of(endings);
    },
  ],
  [5, (c) => filled(length(c), () => `${c.of(words)} `)],
  [4, (c) => filled(length(c), () => `${c.below(10 ** c.below(9))}${c.of([" ", "", ".", ",", " kr ", " timer ", "-", ":"])}`)],
  [4, (c) => filled(length(c), () => `${c.below(33)}.${c.below(14)}.${c.below(3000)}${c.of([" ", "-", " til ", " og ", ", "])}`)],
  [3, (c) => filled(length(c), () => `${c.of(names)}${c.of([", ", " og ", " ", " unntatt "])}`) + c.of(endings)],
  [2, (c) => "«".repeat(length(c) / 2) + c.of(said) + "»".repeat(length(c) / 2)],
  [4, (c) => filled(length(c), () => c.of(markup) + c.of(["", " ", "\n"]))],
  [3, (c) => c.of(openings) + c.of(prototypes) + c.of(endings)],
];
const all = kinds.reduce((sum, [share]) => sum + share, 0);

export const messageFrom = (chance: Chance): string => {
  let left = chance.below(all);
  for (const [share, make] of kinds) {
    left -= share;
    if (left < 0) return make(chance).slice(0, 20_000);
  }
  return "";
};

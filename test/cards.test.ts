/** Cards: what people write stays text in them, and they stay small enough. That each is a card at all is seen with the transcripts. */
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asWritten, fillCard } from "../src/cards/fill.ts";
import { type CardData, type CardName, cardNames } from "../src/cards/shapes.ts";
import { languages } from "../src/domain/language.ts";
import type { Measure } from "../src/domain/measure.ts";
import type { Outgoing } from "../src/ports/records.ts";
import { kilobytes, largest } from "./support/adaptiveCard.ts";
import { answersOf, elements, newTown } from "./support/town.ts";

test("every template has a shape, and every shape a template", () => {
  expect(readdirSync("cards").sort()).toEqual(cardNames.map((name) => `${name}.json`).sort());
});

const long = "Alle i målgruppa skal være trygge på å gjøre dette på egen hånd. ".repeat(40);
const fullest = (id: string): Measure => ({
  id,
  unit: "solbakken-barnehage",
  level: "unit",
  name: long.slice(0, 300),
  responsible: { person: "linda-grindal", name: "Linda Grindal" },
  goal: long.slice(0, 2000),
  audience: long.slice(0, 2000),
  strategy: long.slice(0, 2000),
  plan: long.slice(0, 2000),
  period: { from: "2026-12-01", to: "2027-05-01" },
  economy: { cost: { kind: "frame" }, costCentre: null, grant: long.slice(0, 300) },
  evaluation: long.slice(0, 2000),
  kind: null,
  group: null,
  frequency: null,
  status: "started",
  support: null,
  registeredBy: "linda-grindal",
  registered: "2026-11-01",
});
// Everything stands on a card twice: once to be seen, and once in its fallback text.
describe("as much as can be saved", () => {
  const town = async (n: number) => {
    const made = await newTown();
    await made.store.commit(Array.from({ length: n }, (_, i) => ({ put: "measure", value: fullest(`m${i}`) }) as const));
    const list = await made.say("linda-grindal", "vis tiltakene mine");
    return { made, list };
  };
  const largestOf = (messages: readonly Outgoing[]) => Math.max(...messages.map((m) => kilobytes(m.card)));
  test("fits a list of one", async () => {
    const { list } = await town(1);
    expect(largestOf(answersOf(list))).toBeLessThan(largest);
  });
  test("fits a whole page of a list", async () => {
    const { list } = await town(8);
    expect(largestOf(answersOf(list))).toBeLessThan(largest);
  });
  test("fits the summary", async () => {
    const { made, list } = await town(1);
    expect(largestOf(answersOf(await made.press("linda-grindal", list, "Endre")))).toBeLessThan(largest);
  });
  test("fits the form", async () => {
    const { made, list } = await town(1);
    const summary = await made.press("linda-grindal", list, "Endre");
    expect(largestOf(answersOf(await made.press("linda-grindal", summary, "Fyll ut i skjema")))).toBeLessThan(largest);
  });
});

/** Template marks as people may write them. */
const mark = (name: string) => `\${${name}}`;
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
      courses: [{ title: written, reason: written, rows: [row], link: "https://example.no/kurs" }],
      notes: [written],
      buttons,
    },
    list: {
      heading: written,
      items: [{ title: written, lines: [written, { facts: [written, written] }], buttons }],
      notes: [written],
      buttons,
    },
  };
};
/** The tree without its texts: which elements there are, with which properties. */
const skeleton = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(skeleton)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, v]) => [key, ["type", "verb", "url", "data", "style"].includes(key) ? v : skeleton(v)]),
        )
      : typeof value;
const texts = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];

const hostile = fc.oneof(
  fc.constantFrom(
    "](http://x)",
    "[trykk her](http://x)",
    "[a]](http://x)",
    "![](http://x/y.png)",
    mark("x"),
    mark("item.title"),
    mark("card"),
    "$each",
    "$when",
    "<at>Kari</at>",
    "{who}",
    "{value}",
    "{{DATE(2026-01-01,LONG)}}",
    '"}],"actions":[{"type":"Action.OpenUrl","url":"http://x"}]',
    "'\"\\",
    "__proto__",
    "\u0000\u0007\u001b[31m",
    "\u202eetter",
    "linje\nto\r\n\ttre",
    "Máret Čáhppeŋ ï",
    "x".repeat(5000),
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc
    .array(fc.constantFrom("[", "]", "(", ")", "\u200b", "http://x", "$", "{", "}", "<at>", "*"), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join("")),
);

test("what people write stays text, whatever it is", () => {
  const harmless = dataWith("ORDET");
  // A TextBlock and a fact read Markdown: what is written stands there with its marks escaped, or as it is elsewhere.
  const shown = (card: unknown) => texts(card);
  fc.assert(
    fc.property(hostile, fc.constantFrom(...cardNames), fc.constantFrom(...languages), (written, name, language) => {
      const { card } = fillCard(name, dataWith(written)[name] as never, "id", language);
      const expected = fillCard(name, harmless[name] as never, "id", language).card;
      expect(skeleton(card)).toEqual(skeleton(expected));
      // Each text is what it would have been, with what was written in the word's place.
      shown(card).forEach((text, i) => {
        const would = (shown(expected)[i] ?? "").replaceAll("ORDET", () => written);
        expect([would, asWritten(would)]).toContain(text === would.slice(0, 1000) ? would : text);
      });
      for (const block of elements(card)) if (block.type === "TextBlock") expect(String(block.text)).not.toMatch(/(?<!\\)\]\(/);
    }),
    { numRuns: 500 },
  );
});

test("a mention is nothing but its letters", async () => {
  const { card } = fillCard("message", { lines: ["<at>Kari</at>"], buttons: [] }, "id", "nb");
  expect(card).not.toHaveProperty("msteams");
  expect(texts(card)).toContain("<at>Kari</at>");
});

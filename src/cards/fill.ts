/**
 * Fills the templates in cards/. A template is plain Adaptive Cards 1.5 with three marks: "${path}" puts a value in,
 * "$each": "path" repeats the element with `item`, "$when": "path" leaves it out where there is nothing.
 * The parsed tree is filled, never the text, so what people write can never become a part of the card.
 */
import { readFileSync } from "node:fs";
import type { Language } from "../domain/language.ts";
import { shortened } from "../domain/words.ts";
import type { Outgoing } from "../ports/records.ts";
import { render } from "../text/render.ts";
import { type CardData, type CardName, cardNames, shapesIn } from "./shapes.ts";
import { asWritten, unlinked } from "./written.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** The card's data, and the item at hand where an element is repeated. */
type Scope = { readonly root: Readonly<Record<string, unknown>>; readonly item: unknown };
type Filler = (scope: Scope) => unknown;

const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

const looker = (path: string): Filler => {
  const [first = "", ...rest] = path.split(".");
  return ({ root, item }) => rest.reduce(field, first === "item" ? item : root[first]);
};

const isThere = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "" && value !== false;

const hole = /^\$\{([\w.]+)\}$/;

/** A template is read once and made into a function; what is undefined is left out. */
const fillerOf = (node: Json, isFact = false): Filler => {
  if (typeof node === "string") {
    const path = hole.exec(node)?.[1];
    return path === undefined ? () => node : looker(path);
  }
  if (Array.isArray(node)) {
    const children = node.map((child) => repeaterOf(child, isFact));
    return (scope) => children.flatMap((child) => child(scope));
  }
  if (typeof node !== "object" || node === null) return () => node;
  const isText = field(node, "type") === "TextBlock";
  /** What a person reads; codes, and what stands in an input to be sent back, stay as they are. */
  const shownAs = (key: string) =>
    (isFact && (key === "title" || key === "value")) || (isText && key === "text")
      ? asWritten
      : key === "title" || key === "label" || key === "legend"
        ? unlinked
        : (text: string) => text;
  const entries = Object.entries(node)
    .filter(([key]) => key !== "$each" && key !== "$when")
    .map(([key, child]) => [key, fillerOf(child, key === "facts"), shownAs(key)] as const);
  return (scope) => {
    const filled: Record<string, unknown> = {};
    for (const [key, fill, show] of entries) {
      const value = fill(scope);
      if (value !== undefined) filled[key] = typeof value === "string" ? show(value) : value;
    }
    return filled;
  };
};

const repeaterOf = (node: Json, isFact: boolean): ((scope: Scope) => unknown[]) => {
  const fill = fillerOf(node, isFact);
  const [each, when] = ["$each", "$when"]
    .map((mark) => field(node, mark))
    .map((path) => (typeof path === "string" ? looker(path) : undefined));
  return (scope) => {
    if (when && !isThere(when(scope))) return [];
    return each ? ((each(scope) as readonly unknown[] | undefined) ?? []).map((item) => fill({ ...scope, item })) : [fill(scope)];
  };
};

const templates = new Map(
  cardNames.map(
    (name) => [name, fillerOf(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), "utf8")))] as const,
  ),
);

/** Where cards are not shown the beginning is enough; the whole would make the message twice as large. */
const longestFallback = 1000;

/** Teams refuses a message above 28 KB; what goes around the card takes some of it. */
const largest = 26 * 1024;
/** How long one text on a card may be (UTF-16 units): less and less, until the card can be sent. */
const lengths = [4000, 1000, 400, 150, 60, 25];

/** The card in words, ready to send, with its text for where cards are not shown. */
export const fillCard = <C extends CardName>(name: C, data: CardData<C>, card: string, language: Language): Outgoing => {
  const made = (most: number) => filled(name, shapesIn(language, most)[name].parse(data), card, language);
  let outgoing = made(lengths[0] ?? 0);
  for (const most of lengths.slice(1)) if (Buffer.byteLength(JSON.stringify(outgoing.card)) > largest) outgoing = made(most);
  return outgoing;
};

const filled = (name: CardName, words: Scope["root"], card: string, language: Language): Outgoing => {
  const text = asText(words);
  const root = {
    ...words,
    card,
    fallback: asWritten(shortened(text, longestFallback)),
    t: { readMore: render({ button: "readMore" }, language), moreDetails: render({ button: "moreDetails" }, language) },
  };
  return { text, card: templates.get(name)?.({ root, item: undefined }) as Outgoing["card"] };
};

/** What a person reads where cards are not shown: everything but the buttons and inputs. */
const asText = (words: Scope["root"]): string => {
  const read = (v: unknown): string[] =>
    typeof v === "string"
      ? [v]
      : Array.isArray(v)
        ? v.flatMap(read)
        : typeof v === "object" && v !== null && "label" in v && "value" in v
          ? [`${v.label}: ${v.value}`]
          : typeof v === "object" && v !== null
            ? ["title", "reason", "lines", "rows"].flatMap((k) => read(field(v, k)))
            : [];
  return ["heading", "lines", "rows", "courses", "items", "table", "notes"].flatMap((k) => read(words[k])).join("\n");
};

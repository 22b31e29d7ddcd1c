/**
 * Fills the templates in cards/. A template is plain Adaptive Cards 1.5 with three marks: "${path}" puts a value in,
 * "$each": "path" repeats the element with `item`, "$when": "path" leaves it out where there is nothing.
 * The parsed tree is filled, never the text, so what people write can never become a part of the card.
 */
import { readFileSync } from "node:fs";
import type { Language } from "../domain/language.ts";
import type { Outgoing } from "../ports/records.ts";
import { render } from "../text/render.ts";
import { type CardData, type CardName, cardNames, shapes } from "./shapes.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Scope = Readonly<Record<string, unknown>>;

const templates = Object.fromEntries(
  cardNames.map((name) => [name, JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), "utf8")) as Json]),
);

const look = (path: string, scope: Scope): unknown =>
  path.split(".").reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Scope)[key] : undefined), scope);

const isThere = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "" && value !== false;

const hole = /^\$\{([\w.]+)\}$/;

const filled = (node: Json, scope: Scope): Json | undefined => {
  if (typeof node === "string") {
    const path = hole.exec(node)?.[1];
    return path === undefined ? node : (look(path, scope) as Json | undefined);
  }
  if (Array.isArray(node)) return node.flatMap((child) => repeated(child, scope));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node as Readonly<Record<string, Json>>)
    .filter(([key]) => key !== "$each" && key !== "$when")
    .map(([key, child]) => [key, filled(child, scope)] as const)
    .filter((entry): entry is readonly [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(entries);
};

const repeated = (node: Json, scope: Scope): Json[] => {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [filled(node, scope) ?? null];
  const { $each, $when } = node as { readonly $each?: Json; readonly $when?: Json };
  if (typeof $when === "string" && !isThere(look($when, scope))) return [];
  const scopes =
    typeof $each === "string"
      ? ((look($each, scope) as readonly unknown[] | undefined) ?? []).map((item) => ({ ...scope, item }))
      : [scope];
  return scopes.map((s) => filled(node, s) ?? null);
};

/** The card in words, ready to send, with its text for where cards are not shown. */
export const fillCard = <C extends CardName>(name: C, data: CardData<C>, card: string, language: Language): Outgoing => {
  const words: Scope = shapes[language][name].parse(data);
  const text = asText(words);
  const scope = { ...words, card, fallback: text, t: { readMore: render({ button: "readMore" }, language) } };
  return { text, card: filled(templates[name] ?? null, scope) as Outgoing["card"] };
};

/** What a person reads where cards are not shown: everything but the buttons and inputs. */
const asText = (words: Scope): string => {
  const read = (v: unknown): string[] =>
    typeof v === "string"
      ? [v]
      : Array.isArray(v)
        ? v.flatMap(read)
        : typeof v === "object" && v !== null && "label" in v && "value" in v
          ? [`${v.label}: ${v.value}`]
          : typeof v === "object" && v !== null
            ? ["title", "reason", "lines", "rows"].flatMap((k) => read((v as Scope)[k]))
            : [];
  return ["heading", "lines", "rows", "courses", "items", "notes"].flatMap((k) => read(words[k])).join("\n");
};

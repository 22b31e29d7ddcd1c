/** What is left of a model's answer: what it may choose, and what the rules read from words that stand in the sentence. */
import { own } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { FieldHint, FieldKind, Heard, Reading, Understanding } from "../ports/understanding.ts";
import { type Choice, coursesOf, type Quotes, type ReadingPage } from "./choices.ts";

/** What may be chosen just now, by this person. */
export type Allowed = {
  readonly flows: Readonly<Record<string, { readonly fields: Readonly<Record<string, FieldHint>> }>>;
  /** Fields of what is being filled in. */
  readonly fields: Readonly<Record<string, FieldHint>>;
  readonly pages: readonly ReadingPage[];
  /** Ids of the courses that were put before it, in the order of their numbers. */
  readonly courses: readonly string[];
};

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Where the quote stands in the sentence, as whole words and whole numbers: "500" does not stand in "2 500" or "-500". */
const placeOf = (quote: string, sentence: string): { readonly start: number; readonly said: string } | undefined => {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const before = /^\d/.test(quote.trim()) ? "(?<![-−+–]\\s?|\\d[\\s.,:/–-]{1,2})" : "";
  const after = /\d$/.test(quote.trim()) ? "(?![\\s.,:/–-]{0,2}\\d|\\s?%)" : "";
  const found = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])${before}${words.map(literal).join("\\s+")}${after}(?![\\p{L}\\p{M}\\p{N}])`,
    "iu",
  ).exec(sentence);
  return found ? { start: found.index, said: found[0] } : undefined;
};

/** Kinds whose words mean something else when their neighbours are cut off: "alle" of "alle unntatt Siv", "1,2" of "1,2 mill". */
const inContext: readonly FieldKind[] = ["period", "taken", "extent", "economy", "person", "people"];
const nothing = ["noDate", "noPeriod", "noHours", "noCost", "noPeople", "empty"];
const isKnown = (value: unknown) =>
  Array.isArray(value) || (typeof value === "object" && value !== null && "person" in value && value.person !== null);

const money = /\p{Sc}|kr(?![\p{L}\p{M}])|kron|nok(?![\p{L}\p{M}])|,-|tusen|thousand|mill|\dk(?![\p{L}\p{M}])/iu;
const holdsAmount = (value: unknown) => JSON.stringify(value).match(/"(?:amount|min)":\d/) !== null;

/** What the rules read from the quote; undefined where they cannot, or where it says something else in its place. */
const valueIn = (hint: FieldHint, quote: string, heard: Heard, rules: Understanding): Fill[string] | undefined => {
  const place = placeOf(quote, heard.text);
  const reading = place && rules.read(hint, place.said, heard);
  if (!place || !reading || "complaint" in reading) return undefined;
  // Nobody is made to share what they kept to themselves.
  if (hint.kind === "toggle") return reading.value === true || undefined;
  if (!inContext.includes(hint.kind)) return reading.value;
  if (/^[\d\s.,]+$/.test(place.said) && place.said !== heard.text.trim()) return undefined;
  // A number is a price where it is the answer to what it costs; elsewhere it may be anything.
  if (hint.kind === "economy" && holdsAmount(reading.value) && !money.test(place.said)) return undefined;
  const [left, right] = [heard.text.slice(0, place.start), heard.text.slice(place.start + place.said.length)];
  const ends = (many: number) => new RegExp(`(?:\\S+\\s+){0,${many}}\\S*$`, "u").exec(left)?.[0] ?? "";
  const begins = (many: number) => new RegExp(`^\\S*(?:\\s+\\S+){0,${many}}`, "u").exec(right)?.[0] ?? "";
  const wider = [0, 1, 2].flatMap((l) => [0, 1, 2].map((r) => rules.read(hint, ends(l) + place.said + begins(r), heard)));
  return wider.every((w) => agrees(w, reading.value, hint.kind)) ? reading.value : undefined;
};

const agrees = (wider: Reading, value: Fill[string], kind: FieldKind): boolean => {
  if ("complaint" in wider) return nothing.includes(wider.complaint);
  // More words make a person out of a name from outside, never another one.
  if (kind === "person" && !isKnown(wider.value)) return true;
  return JSON.stringify(wider.value) === JSON.stringify(value);
};

/** The first quote for each field. */
const filled = (quotes: Quotes, fields: Readonly<Record<string, FieldHint>>, heard: Heard, rules: Understanding): Fill =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, hint]) => {
      const quote = quotes.find(({ field }) => field === name)?.quote;
      const value = quote === undefined ? undefined : valueIn(hint, quote, heard, rules);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

/**
 * A command, or undefined where nothing is left of it.
 * @param chosen with what was masked put back
 * @param ours what the rules took the sentence for; what they have read for the same thing stays
 */
export const checked = (chosen: Choice, allowed: Allowed, heard: Heard, rules: Understanding, ours: Command): Command | undefined => {
  switch (chosen.do) {
    case "start": {
      const flow = own(allowed.flows, chosen.flow);
      if (!flow) return undefined;
      const known = ours.do === "start" && ours.flow === chosen.flow ? ours.fill : {};
      return { do: "start", flow: chosen.flow, fill: { ...filled(chosen.fill, flow.fields, heard, rules), ...known } };
    }
    case "fill": {
      const fill = filled(chosen.fill, allowed.fields, heard, rules);
      const names = Object.keys(fill);
      if (names.length === 0) return undefined;
      return names.every((name) => name === heard.running?.asked) ? { do: "fill", fill, adds: true } : { do: "fill", fill };
    }
    case "ask": {
      if (!allowed.pages.includes(chosen.page)) return undefined;
      return { do: "ask", page: chosen.page, about: chosen.page === "courses" ? aboutCourses(chosen, allowed, heard) : {} };
    }
    case "unclear":
      return undefined;
  }
};

const aboutCourses = (chosen: Extract<Choice, { do: "ask" }>, { courses }: Allowed, { text }: Heard) => {
  const picked = coursesOf(chosen).flatMap((n) => courses[n - 1] ?? []);
  if (picked.length > 0) return { picked: [...new Set(picked)] };
  const topic = chosen.topic === null ? undefined : placeOf(chosen.topic, text)?.said.slice(0, 300);
  return topic ? { topic } : { role: "@me" };
};

/** What each card template needs, checked on the way in. Phrases become words on the way: the data itself has no language. */
import { z } from "zod";
import { type Language, languages } from "../domain/language.ts";
import { shortened } from "../domain/words.ts";
import { render } from "../text/render.ts";
import type { Phrase } from "../text/words.ts";

const shapesOf = (language: Language, most: number) => {
  const whole = z
    .custom<Phrase>((v) => typeof v === "string" || typeof v === "number" || (typeof v === "object" && v !== null))
    .transform((p) => render(p, language));
  const phrase = whole.transform((text) => shortened(text, most));
  const phrases = z.array(phrase);
  const button = z
    .object({ act: z.string(), title: phrase, primary: z.boolean().optional() })
    .transform(({ primary, ...b }) => ({ ...b, style: primary ? "positive" : "default" }));
  const buttons = z.array(button);
  const option = z.object({ value: z.string(), title: phrase });
  const row = z.object({ label: phrase, value: phrase });
  const choice = z.object({ id: z.string(), label: phrase, value: z.string(), options: z.array(option) });
  return {
    /** Something said, with buttons under it: questions, offers, notices, help. */
    message: z.object({
      heading: phrase.optional(),
      lines: phrases,
      links: z.array(z.object({ title: phrase, url: z.url({ protocol: /^https?$/ }) })).optional(),
      buttons,
    }),
    /** What a flow has gathered, before it is saved and after. */
    summary: z.object({
      heading: phrase,
      rows: z.array(row),
      /** Of which several may be ticked. */
      ticks: z.array(choice),
      /** Of which one may be chosen; folded away until they are asked for. */
      choices: z.array(choice),
      toggles: z.array(z.object({ id: z.string(), label: phrase, value: z.string() })),
      notes: phrases,
      buttons,
    }),
    /** All fields of a flow at once. What comes back is taken for the answer, so a text is there as a whole or not at all. */
    form: z.object({
      heading: phrase,
      fields: z
        .array(z.object({ id: z.string(), label: phrase, hint: phrase, value: whole, long: z.boolean() }))
        .transform((fields) => fields.filter((f) => f.value.length <= most)),
      buttons,
    }),
    /** Courses, each with the reason for it. */
    courses: z.object({
      heading: phrase,
      courses: z.array(
        z.object({ title: phrase, reason: phrase, rows: z.array(row), link: z.url({ protocol: /^https?$/ }).nullable(), buttons }),
      ),
      notes: phrases,
      buttons,
    }),
    /** Bars of parts, the same in a table, and what is to be said of them. */
    gap: z.object({
      heading: phrase,
      lines: phrases,
      /** Nothing where a picture says no more than the table. */
      bars: z.array(z.object({ title: phrase, parts: z.array(z.object({ legend: phrase, value: z.number(), color: z.string() })) })),
      columns: z.array(z.object({ title: phrase, width: z.number() })),
      table: z.array(z.object({ label: phrase, value: phrase, cells: phrases })),
      notes: phrases,
      buttons,
    }),
    /** Things that exist, each with what can be done to it. */
    list: z.object({
      heading: phrase,
      items: z.array(z.object({ title: phrase, lines: phrases, buttons })),
      notes: phrases,
      buttons,
    }),
  };
};

type Shapes = ReturnType<typeof shapesOf>;
const made = new Map<string, Shapes>();
/** @param most no text on the card is longer (UTF-16 units); what is left out is an ellipsis */
export const shapesIn = (language: Language, most: number): Shapes => {
  const key = `${language} ${most}`;
  const shapes = made.get(key) ?? shapesOf(language, most);
  made.set(key, shapes);
  return shapes;
};

export type CardName = keyof Shapes;
export const cardNames = Object.keys(shapesIn(languages[0], 1)) as readonly CardName[];
export type CardData<C extends CardName> = z.input<Shapes[C]>;
export type Button = CardData<"message">["buttons"][number];

/** What each card template needs, checked on the way in. Phrases become words on the way: the data itself has no language. */
import { z } from "zod";
import { type Language, languages } from "../domain/language.ts";
import { render } from "../text/render.ts";
import type { Phrase } from "../text/words.ts";

const shapesIn = (language: Language) => {
  const phrase = z
    .custom<Phrase>((v) => typeof v === "string" || typeof v === "number" || (typeof v === "object" && v !== null))
    .transform((p) => render(p, language));
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
    message: z.object({ heading: phrase.optional(), lines: phrases, buttons }),
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
    /** All fields of a flow at once. */
    form: z.object({
      heading: phrase,
      fields: z.array(z.object({ id: z.string(), label: phrase, hint: phrase, value: phrase, long: z.boolean() })),
      buttons,
    }),
    /** Courses, each with the reason for it. */
    courses: z.object({
      heading: phrase,
      courses: z.array(z.object({ title: phrase, reason: phrase, rows: z.array(row), link: z.url().nullable() })),
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

type Shapes = ReturnType<typeof shapesIn>;
export const shapes: Readonly<Record<Language, Shapes>> = { nb: shapesIn("nb"), nn: shapesIn("nn"), en: shapesIn("en") };

export type CardName = keyof Shapes;
export const cardNames = Object.keys(shapes[languages[0]]) as readonly CardName[];
export type CardData<C extends CardName> = z.input<Shapes[C]>;
export type Button = CardData<"message">["buttons"][number];

/** Adaptive Cards 1.5 as we use them, and how large one may be. */
import { expect } from "vitest";
import { z } from "zod";
import { elements } from "./town.ts";

/** What we use of the schema of Adaptive Cards 1.5, stricter where Teams or a screen reader needs it. */
const words = z.string().min(1);
const spacing = z.enum(["Default", "None", "Small", "Medium", "Large"]).optional();
const separator = z.boolean().optional();
const textBlock = z.strictObject({
  type: z.literal("TextBlock"),
  text: z.string(),
  wrap: z.literal(true),
  weight: z.enum(["Bolder", "Default", "Lighter"]).optional(),
  size: z.enum(["Small", "Default", "Medium", "Large"]).optional(),
  style: z.enum(["heading", "default"]).optional(),
  isSubtle: z.boolean().optional(),
  spacing,
});
const execute = z.strictObject({
  type: z.literal("Action.Execute"),
  verb: z.literal("press"),
  title: words,
  style: z.enum(["default", "positive", "destructive"]).optional(),
  data: z.strictObject({ card: words, act: words }),
});
const openUrl = z.strictObject({ type: z.literal("Action.OpenUrl"), title: words, url: z.url({ protocol: /^https?$/ }) });
const toggle = z.strictObject({ type: z.literal("Action.ToggleVisibility"), title: words, targetElements: z.array(words).min(1) });
const actionSet = z.strictObject({
  type: z.literal("ActionSet"),
  actions: z.array(z.discriminatedUnion("type", [execute, openUrl, toggle])).min(1),
});
const factSet = z.strictObject({ type: z.literal("FactSet"), facts: z.array(z.strictObject({ title: words, value: z.string() })).min(1) });
const inputs = [
  z.strictObject({
    type: z.literal("Input.Text"),
    id: words,
    label: words,
    placeholder: z.string(),
    value: z.string(),
    isMultiline: z.boolean(),
    maxLength: z.number().int().positive(),
  }),
  z.strictObject({
    type: z.literal("Input.ChoiceSet"),
    id: words,
    label: words,
    value: z.string(),
    style: z.enum(["compact", "expanded"]),
    isMultiSelect: z.literal(true).optional(),
    wrap: z.boolean(),
    choices: z.array(z.strictObject({ title: words, value: words })).min(1),
  }),
  z.strictObject({
    type: z.literal("Input.Toggle"),
    id: words,
    title: words,
    label: words,
    value: z.enum(["true", "false"]),
    wrap: z.boolean(),
  }),
] as const;
const inContainer = z.discriminatedUnion("type", [textBlock, factSet, actionSet, ...inputs]);
const container = z.strictObject({
  type: z.literal("Container"),
  id: words.optional(),
  isVisible: z.boolean().optional(),
  items: z.array(inContainer).min(1),
  spacing,
  separator,
});
const cell = z.strictObject({ type: z.literal("TableCell"), items: z.array(textBlock).min(1) });
const table = z.strictObject({
  type: z.literal("Table"),
  firstRowAsHeaders: z.literal(true),
  showGridLines: z.boolean(),
  columns: z.array(z.strictObject({ width: z.number().positive() })).min(1),
  rows: z
    .array(z.strictObject({ type: z.literal("TableRow"), style: z.literal("emphasis").optional(), cells: z.array(cell).min(1) }))
    .min(2),
});
/** Teams' own, outside the schema: where it is not known it is left out, and the table says the same. */
const chart = z.strictObject({
  type: z.literal("Chart.HorizontalBar.Stacked"),
  data: z
    .array(
      z.strictObject({
        title: words,
        data: z
          .array(z.strictObject({ legend: words, value: z.number().nonnegative(), color: z.enum(["good", "warning", "attention"]) }))
          .min(1),
      }),
    )
    .min(1),
  fallback: z.literal("drop"),
});
const adaptiveCard = z.strictObject({
  type: z.literal("AdaptiveCard"),
  $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
  version: z.literal("1.5"),
  fallbackText: words,
  body: z.array(z.discriminatedUnion("type", [textBlock, container, actionSet, table, chart, ...inputs])).min(1),
});
/** Throws what is wrong with it. */
export const isCard = (card: unknown) => {
  const parsed = adaptiveCard.safeParse(card);
  expect(parsed.success ? "" : z.prettifyError(parsed.error)).toBe("");
  const ids = elements(card).flatMap((e) => (String(e.type).startsWith("Input.") ? [e.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
};
export const kilobytes = (card: unknown) => Buffer.byteLength(JSON.stringify(card)) / 1024;
/** Teams refuses a message above 28 KB; the rest of the activity takes some of it. */
export const largest = 27;

/** Cards: they stay small enough. That each is a card at all is seen with the transcripts, and that what people write stays text, with the proofs. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fillCard } from "../src/cards/fill.ts";
import { cardNames } from "../src/cards/shapes.ts";
import type { Measure } from "../src/domain/measure.ts";
import type { Outgoing } from "../src/ports/records.ts";
import { kilobytes, largest } from "./support/adaptiveCard.ts";
import { answersOf, newTown } from "./support/town.ts";

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

test("a mention is nothing but its letters", async () => {
  const { card } = fillCard("message", { lines: ["<at>Kari</at>"], buttons: [] }, "id", "nb");
  expect(card).not.toHaveProperty("msteams");
  expect(JSON.stringify(card)).not.toMatch(/<\/?at>/);
});

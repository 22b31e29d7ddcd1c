/** Hours, money and names within sentences, and how much of what people write is understood at least. */
import { describe, expect, test } from "vitest";
import { catalogueOf } from "../src/catalogue/search.ts";
import { worldOver } from "../src/dialogue/world.ts";
import type { Fill } from "../src/ports/command.ts";
import type { Heard } from "../src/ports/understanding.ts";
import { answerSentence } from "../src/understanding/commands.ts";
import { rules } from "../src/understanding/rules.ts";
import { sentenceOf } from "../src/understanding/sentence.ts";
import { type Answer, type Sentence, scored } from "./bench/scoring.ts";
import { type Told, tell } from "./bench/told.ts";
import { newTown } from "./support/town.ts";
import measures from "./understanding/measures.json" with { type: "json" };
import sentences from "./understanding/sentences.json" with { type: "json" };

const valuesIn = (text: string) => sentenceOf(text, "2026-11-23", "future").flatMap((t) => (t.value ? [t.value] : []));
const hours = (text: string) =>
  valuesIn(text).flatMap((v) =>
    v.kind === "extent" ? ["extent" in v.read ? (v.read.extent.hours ?? `${v.read.extent.studyPoints} points`) : v.read.complaint] : [],
  );
const costs = (text: string) => valuesIn(text).flatMap((v) => (v.kind === "money" && "cost" in v.read ? [v.read.cost] : []));

test.each([
  ["2 timer", 2],
  ["halvannan time", 1.5],
  ["ein og ein halv time", 1.5],
  ["en time og et kvarter", 1.25],
  ["tre kvarter", 0.75],
  ["2 t 30 min", 2.5],
  ["fra 9 til 15", 6],
  ["fra ni til tre", 6],
  ["kl. 09:00–11.30", 2.5],
  ["from 9 am to 3 pm", 6],
  ["half an hour, I think", 0.5],
  ["2 x 3 t", 6],
  ["3 1/2 time", 3.5],
  ["40-timers kurs", 40],
  ["15 studiepoeng", "15 points"],
  ["en halv dag", "vagueHours"],
  ["to dager", "vagueHours"],
  ["9000 timer", "badHours"],
])("%s: %s hours", (text, expected) => expect(hours(text)).toEqual([expected]));

test.each([["10–12 deltakere"], ["den 12. november"], ["60 % stilling"], ["for to dager siden"], ["Kompetanseløft 2027"]])(
  "%s: no hours and no money",
  (text) => {
    expect(hours(text)).toEqual([]);
    expect(costs(text)).toEqual([]);
  },
);

const event = { per: "event" };
test.each([
  ["6000 kr", { kind: "amount", amount: 6000, ...event }],
  ["2 500,- per deltaker", { kind: "amount", amount: 2500, per: "participant" }],
  ["12 500 kr kvar", { kind: "amount", amount: 12_500, per: "participant" }],
  ["6 000 kr per 100 personer", { kind: "amount", amount: 6000, per: "hundred" }],
  ["1,2 mill", { kind: "amount", amount: 1_200_000, ...event }],
  ["en halv million kroner", { kind: "amount", amount: 500_000, ...event }],
  ["60k", { kind: "amount", amount: 60_000, ...event }],
  ["NOK 6,000", { kind: "amount", amount: 6000, ...event }],
  ["mellom 20 000 og 30 000", { kind: "range", min: 20_000, max: 30_000, ...event }],
  ["15–20 000 kr", { kind: "range", min: 15_000, max: 20_000, ...event }],
  ["gratis", { kind: "free" }],
  ["innenfor gitte rammer", { kind: "frame" }],
  ["interne kostnader", { kind: "internal" }],
  ["ikkje rekna ut enno", { kind: "notEstimated" }],
])("%s is %o", (text, expected) => expect(costs(text)).toEqual([expected]));

describe("in the middle of a measure", async () => {
  const { directory, courses, competences } = await worldOver((await newTown()).store, catalogueOf)();
  const heard = (text: string, asked: string | null, answers: Fill = {}): Heard => ({
    text,
    now: "2026-11-23T08:00:00Z",
    today: "2026-11-23",
    me: "kari-nordli",
    directory,
    courses,
    competences,
    yesOrNo: false,
    running: {
      flow: "registerMeasure",
      fields: {
        name: { kind: "name" },
        responsible: { kind: "person" },
        goal: { kind: "text" },
        audience: { kind: "text" },
        period: { kind: "period" },
        economy: { kind: "economy" },
        evaluation: { kind: "text" },
      },
      asked,
      answers,
    },
  });
  const filled = async (text: string, asked: string | null) => {
    const { command } = await rules.hear(heard(text, asked));
    return command.do === "fill" ? command.fill : command;
  };

  test("an answer is read for the field that was asked", async () => {
    expect(await filled("alle i vakt har gyldig kurs innen 1. mars", "goal")).toEqual({
      goal: "Alle i vakt har gyldig kurs innen 1. mars",
    });
    expect(await filled("innen 1. mars", "period")).toEqual({ period: { from: null, to: "2027-03-01" } });
  });
  test("another field is corrected by its name", async () => {
    expect(await filled("nei, ansvarlig er Ola Tangvik", "goal")).toEqual({ responsible: { person: "ola-tangvik", name: "Ola Tangvik" } });
  });
  test("several fields are taken at once", async () => {
    expect(
      await filled("Alle skal kunne bruke heisen. Ola Tangvik har ansvaret, og fristen er 1. mai. Kostnad 6000 kr.", "goal"),
    ).toMatchObject({
      goal: "Alle skal kunne bruke heisen",
      responsible: { person: "ola-tangvik" },
      period: { to: "2027-05-01" },
      economy: { cost: { kind: "amount", amount: 6000 } },
    });
  });
});

test("most of what people write is understood", async () => {
  const { directory, courses, competences } = await worldOver((await newTown()).store, catalogueOf)();
  const answer = answerSentence(rules, { directory, courses, competences }, "kari-nordli");
  const answers = new Map<string, Answer>();
  for (const { id, text } of sentences.utterances) answers.set(id, await answer({ id, text, now: "2026-11-21T09:00" }));
  const score = scored(sentences.utterances as readonly Sentence[], answers);
  expect(score.intents / score.sentences).toBeGreaterThan(0.97);
  expect(score.found / score.wanted).toBeGreaterThan(0.94);
  expect(score.wrong / score.filled).toBeLessThan(0.04);
});

test("a measure that is told in free text takes few messages", async () => {
  const turns = [];
  for (const one of (measures.transcripts as readonly Told[]).slice(0, 10)) turns.push((await tell(one)).turns);
  expect(turns.sort((a, b) => a - b)[4]).toBeLessThanOrEqual(4);
});

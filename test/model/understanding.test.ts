/** A conversation in which the rules are unsure and a model helps: it chooses and quotes, the rules read, and our words speak. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newBreaker } from "../../src/model/breaker.ts";
import type { Understanding } from "../../src/ports/understanding.ts";
import { calls, type ModelServer, startModelServer } from "../support/modelServer.ts";
import { modelTown, unsure } from "../support/modelTown.ts";
import { newTown, textOf } from "../support/town.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const says = (name: string, parameters: unknown) => server.answers(() => calls(name, parameters));
type Quotes = Readonly<Record<string, string>>;
const quoted = (quotes: Quotes) => Object.entries(quotes).map(([field, quote]) => ({ field, quote }));
const start = (flow: string, quotes: Quotes = {}) => says("start", { flow, fill: quoted(quotes) });
const fill = (quotes: Quotes) => says("fill", { fill: quoted(quotes) });
const asked = () => JSON.parse(server.ledger.at(-1)?.raw ?? "{}");
const answersOf = async (town: Awaited<ReturnType<typeof modelTown>>, who: string) =>
  (await town.store.get("talk", `a:${who}/${who}`))?.value.doing?.answers;

describe("where the rules are unsure", () => {
  test("a measure is begun and gone on with, and saved by the person alone", async () => {
    const town = await modelTown(server.url);
    const said = "folka mine roter sånn med vaktbyttene, det skal vi ha skikk på innen påske, og Ola tar seg av det";
    expect(textOf(await (await modelTown(undefined)).say("kari-nordli", said))).toContain("Det forsto jeg ikke.");
    start("registerMeasure", {
      name: "vaktbyttene",
      audience: "folka mine",
      period: "innen påske",
      responsible: "PERSON_1",
      goal: "bestå prøven",
    });
    expect(textOf(await town.say("kari-nordli", said))).toContain("Vaktbyttene");
    expect(await answersOf(town, "kari-nordli")).toMatchObject({
      name: "Vaktbyttene",
      audience: "Folka mine",
      period: { to: expect.stringMatching(/^2027-03-2/) },
      responsible: { person: "ola-tangvik", name: "Ola Tangvik" },
    });
    expect(await answersOf(town, "kari-nordli")).not.toHaveProperty("goal");
    expect(asked().messages.at(-1).content).toBe(said.replace("Ola", "PERSON_1"));
    expect(asked().tools.map((t: { function: { name: string } }) => t.function.name)).toEqual(["start", "ask", "unclear"]);
    expect((await town.all("measure")).length).toBe((await (await modelTown(undefined)).all("measure")).length);
  });

  test("free questions about the catalogue are answered with courses that the model picks, in our words", async () => {
    const town = await modelTown(server.url);
    server.answers(({ raw }) => {
      const lines = JSON.parse(raw).messages[0].content.split("\n");
      const numbers = lines.flatMap((l: string) => /(\d+)\. (?:Lindrende|Konflikth)/.exec(l)?.[1] ?? []).map(Number);
      return calls("ask", { page: "courses", topic: "sorg", courses: [...numbers, 999, 0, -1, 1.5] });
    });
    const text = textOf(await town.say("siv-engesaeth", "jeg sliter med pårørende i sorg, noe lurt der?"));
    expect(text).toContain("Dette fant jeg i kurskatalogen");
    expect(text).toMatch(/Lindrende|Konflikthåndtering/);
    says("ask", { page: "courses", topic: "palliasjon", courses: [] });
    expect(textOf(await town.say("siv-engesaeth", "palliasjon hadde vært noe det tenker jeg"))).not.toContain("forsto");
  });

  test("an answer in the middle of something is filled in, and nothing else is begun", async () => {
    const town = await modelTown(server.url, { behind: unsure });
    start("registerMeasure", { name: "medisinkurs" });
    await town.say("kari-nordli", "nytt tiltak: medisinkurs");
    fill({ audience: "alle som deler ut", economy: "koster nok 6000 kr" });
    await town.say("kari-nordli", "det er for alle som deler ut og koster nok 6000 kr");
    expect(await answersOf(town, "kari-nordli")).toMatchObject({
      audience: "Alle som deler ut",
      economy: { cost: { kind: "amount", amount: 6000 } },
    });
    start("logTraining", { title: "medisinkurs" });
    await town.say("kari-nordli", "logg medisinkurs");
    expect((await town.store.get("talk", "a:kari-nordli/kari-nordli"))?.value.doing?.flow).toBe("registerMeasure");
  });

  test("what the rules have read stays, and what a person keeps to themselves stays theirs", async () => {
    const town = await modelTown(server.url, { behind: unsure });
    start("logTraining", { title: "kurs", taken: "i dag", onlyMe: "kurs" });
    await town.say("ola-tangvik", "tok førstehjelp i går, bare for meg, kurs i dag");
    const answers = await answersOf(town, "ola-tangvik");
    expect(answers).toMatchObject({ title: { course: "forstehjelp" }, taken: { from: "2026-11-22" } });
    fill({ onlyMe: "kurs" });
    await town.say("ola-tangvik", "bare kurs");
    expect(await answersOf(town, "ola-tangvik")).toEqual(answers);
  });
});

describe("a quote counts for what it says where it stands", () => {
  const alone = { person: "kari-nordli", name: "Kari Nordli" };
  const amount = (n: number, per = "event") => ({ cost: { kind: "amount", amount: n, per }, costCentre: null, grant: null });
  const cases: readonly (readonly [flow: string, said: string, field: string, quote: string, expected: unknown])[] = [
    ["registerMeasure", "det koster 2 500 kr per deltaker", "economy", "500 kr", undefined],
    ["registerMeasure", "det koster 2 500 kr per deltaker", "economy", "2 500 kr", undefined],
    ["registerMeasure", "det koster 2 500 kr per deltaker", "economy", "2 500 kr per deltaker", amount(2500, "participant")],
    ["registerMeasure", "det koster 1,2 mill", "economy", "1,2", undefined],
    ["registerMeasure", "det koster 1,2 mill", "economy", "koster 1,2 mill", amount(1_200_000)],
    ["registerMeasure", "det koster 60k", "economy", "60", undefined],
    ["registerMeasure", "ring 98 76 54 32 om det", "economy", "ring 98 76 54 32", undefined],
    ["registerMeasure", "ferdig 21. mai", "period", "1. mai", undefined],
    ["registerMeasure", "vi gjør det senere", "period", "2027-05-01", undefined],
    ["registerMeasure", "vi gjør det senere", "period", "innen 1. mai", undefined],
    ["registerMeasure", "31. april passer", "period", "31. april", undefined],
    ["registerMeasure", "vi bor på skolan", "responsible", "Ola", alone],
    ["registerMeasure", "det blir Ola Tangvik", "responsible", "Tangvik", { person: "ola-tangvik", name: "Ola Tangvik" }],
    ["registerMeasure", "alle som vil", "audience", "ALLE  som vil", "Alle som vil"],
    ["registerMeasure", "alle som vil", "constructor", "alle", undefined],
    ["registerMeasure", "alle som vil", "registeredBy", "alle", undefined],
    ["logTraining", "det er 5 dager siden", "extent", "5", undefined],
    ["logTraining", "det var -5 timer", "extent", "5 timer", undefined],
    ["logTraining", "det var 5 timer", "extent", "5 timer", { hours: 5, studyPoints: null }],
    ["logForUnit", "alle unntatt Siv", "people", "alle", undefined],
    ["logForUnit", "Siv og Ola tok det", "people", "Siv og Ola", ["siv-engesaeth", "ola-tangvik"]],
  ];
  /** What the rules alone would make of it is not asked here. */
  const silent: Understanding = {
    ...unsure,
    hear: async ({ text }) => ({ command: { do: "unclear", said: text }, language: undefined, sure: false }),
  };
  test.each(cases)("%s, %s: %s is “%s”", async (flow, said, field, quote, expected) => {
    const town = await modelTown(server.url, { behind: silent });
    start(flow, { [field]: quote });
    await town.say("kari-nordli", said);
    const answers = (await answersOf(town, "kari-nordli")) ?? {};
    expect(Object.hasOwn(answers, field) ? answers[field] : undefined).toEqual(expected);
  });
});

describe("it is not asked", () => {
  test("where the rules are sure, for a press, and for what is too long", async () => {
    const town = await modelTown(server.url);
    await town.say("kari-nordli", "hjelp");
    const form = await town.say("kari-nordli", "nytt tiltak: medisinkurs, mål: alle har bestått, frist 1. mai");
    const summary = await town.press("kari-nordli", form, "Lagre", { period: "når som helst" }).catch(() => form);
    expect(textOf(summary)).not.toBe("");
    await town.say("ola-tangvik", "bla ".repeat(600));
    expect(server.ledger).toEqual([]);
  });

  test("when the day's budget is used up, or the endpoint has failed too often", async () => {
    const frugal = await modelTown(server.url, { perDay: 2 });
    for (let i = 0; i < 4; i++) await frugal.say("ola-tangvik", `hva i all verden ${i}`);
    expect(server.ledger).toHaveLength(2);
    await frugal.say("siv-engesaeth", "hva i all verden");
    expect(server.ledger).toHaveLength(3);
    server.answers(() => ({ status: 401 }));
    const outcomes: string[] = [];
    const town = await modelTown(server.url, { breaker: newBreaker(() => 0), asked: (outcome) => outcomes.push(outcome) });
    for (let i = 0; i < 8; i++) expect(textOf(await town.say("ola-tangvik", `hva i all verden ${i}`))).toContain("Det forsto jeg ikke.");
    expect(outcomes).toEqual(Array(5).fill("failed"));
    expect(server.ledger).toHaveLength(8);
  });
});

test("whoever asks who sees what is written is told of the model, and only where there is one", async () => {
  expect(textOf(await (await modelTown(server.url)).say("ola-tangvik", "hvem kan se det jeg skriver?"))).toContain("språkmodell");
  expect(textOf(await (await newTown()).say("ola-tangvik", "hvem kan se det jeg skriver?"))).not.toContain("språkmodell");
});

test("a turn that meets newer data asks no second time", async () => {
  const town = await modelTown(server.url);
  await town.say("ola-tangvik", "hei");
  server.answers(() => calls("ask", { page: "lacking", topic: null, courses: [] }));
  let meanwhile = 0;
  const { get } = town.store;
  Object.assign(town.store, {
    get: async (kind: "talk", id: string) => {
      const kept = await get(kind, id);
      if (kind === "talk" && kept && meanwhile++ === 0) await town.store.commit([{ put: "talk", value: kept.value, at: kept.revision }]);
      return kept;
    },
  });
  expect(textOf(await town.say("ola-tangvik", "hva i all verden bør nå skje"))).not.toContain("forsto");
  expect(meanwhile).toBeGreaterThan(1);
  expect(server.ledger).toHaveLength(1);
});

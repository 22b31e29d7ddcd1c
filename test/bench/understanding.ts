/** How much of what people write is understood without a language model: `npm run bench:understanding`. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { catalogueOf } from "../../src/catalogue/search.ts";
import { worldOver } from "../../src/dialogue/world.ts";
import { rules } from "../../src/understanding/rules.ts";
import { newTown } from "../support/town.ts";
import measures from "../understanding/measures.json" with { type: "json" };
import sentences from "../understanding/sentences.json" with { type: "json" };
import withheld from "../understanding/withheld.json" with { type: "json" };
import { median, number, percentile, table } from "./report.ts";
import { type Answer, type Sentence, scored } from "./scoring.ts";
import { type Told, tell } from "./told.ts";

/** The external sets, where somebody has them. */
const folder = process.env["KOMPIS_BENCH"] ?? "../shared/bench";
const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;

/** What the command line answers to these questions, by id. */
const answersTo = <A extends { id: string }>(command: string, questions: readonly object[]): ReadonlyMap<string, A> => {
  const input = questions.map((q) => JSON.stringify(q)).join("\n");
  const out = execFileSync(process.execPath, ["src/cli.ts", command], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  return new Map(
    out
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as A)
      .map((a) => [a.id, a]),
  );
};

const sentenceRow = (name: string, of: readonly Sentence[]): string[] => {
  const now = "2026-11-21T09:00";
  const score = scored(
    of,
    answersTo<Answer>(
      "understand",
      of.map(({ id, text, lang }) => ({ id, text, now, lang })),
    ),
  );
  return [
    name,
    String(score.sentences),
    percent(score.intents, score.sentences),
    percent(score.found, score.wanted),
    percent(score.wrong, score.filled),
    percent(score.whole, score.sentences),
  ];
};

type DateLine = { readonly id: string; readonly clock: boolean; readonly expected: Readonly<Record<string, unknown>> | null };
const ends = ["from", "to", "at", "until", "bound", "day"];
const dateRow = (): string => {
  const file = `${folder}/dates-dev.jsonl`;
  if (!existsSync(file)) return `Dates: there is no ${file}, so the external set is skipped. Set KOMPIS_BENCH to the folder that holds it.`;
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as DateLine);
  const answers = answersTo<{ id: string; dates: Readonly<Record<string, unknown>>[] }>("dates", lines);
  const isRight = ({ id, expected }: DateLine) => {
    const got = answers.get(id)?.dates ?? [];
    const [one] = got;
    return expected === null ? got.length === 0 : got.length === 1 && ends.every((k) => (expected[k] ?? null) === (one?.[k] ?? null));
  };
  const share = (of: readonly DateLine[]) => `${percent(of.filter(isRight).length, of.length)} of ${of.length}`;
  return `Dates, external set: whole days ${share(lines.filter((l) => !l.clock))}, with a time of day ${share(lines.filter((l) => l.clock))}`;
};

const measureRows = async (): Promise<string[]> => {
  const told = [];
  for (const one of measures.transcripts as readonly Told[]) told.push({ id: one.id, ...(await tell(one)) });
  const facts = told.reduce((n, t) => n + t.facts, 0);
  const slow = told
    .filter((t) => t.turns > 4)
    .map((t) => `${t.id} ${t.turns}${t.missing.length > 0 ? ` without ${t.missing.join(", ")}` : ""}`);
  return [
    `Measures told in free text: ${told.length}, messages of the person until all is on record: median ${median(told.map((t) => t.turns))}, most ${Math.max(...told.map((t) => t.turns))} (a form of nine questions: 9)`,
    `  right after their own words alone: ${percent(
      told.reduce((n, t) => n + t.atOnce, 0),
      facts,
    )} of ${facts} fields${slow.length > 0 ? `; more than four: ${slow.join("; ")}` : ""}`,
  ];
};

/** How long the rules take for a sentence that they have heard before in this process. */
const speedRow = async (): Promise<string> => {
  const town = await newTown();
  const { directory, courses, competences } = await worldOver(town.store, catalogueOf)();
  const around = {
    now: "2026-11-21T08:00:00Z",
    today: "2026-11-21",
    me: "kari-nordli",
    directory,
    courses,
    competences,
    running: null,
    yesOrNo: false,
  };
  const took: number[] = [];
  for (let round = 0; round < 4; round++)
    for (const { text } of sentences.utterances) {
      const start = performance.now();
      await rules.hear({ ...around, text });
      if (round > 0) took.push(performance.now() - start);
    }
  return `A sentence takes p50 ${number(median(took))} ms, p99 ${number(percentile(took, 0.99))} ms`;
};

console.log(dateRow());
console.log(
  table([
    ["Sentences", "number", "intent", "slots found", "wrong fills", "whole"],
    sentenceRow("seen while the rules were written", sentences.utterances as readonly Sentence[]),
    sentenceRow("withheld", withheld.utterances as readonly Sentence[]),
  ]).join("\n"),
);
for (const line of await measureRows()) console.log(line);
console.log(await speedRow());

/** What a store or a backup holds, in words and figures. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Group, groups, type Tally } from "../store/tally.ts";

const names: Readonly<Record<Group, string>> = {
  unit: "units",
  role: "roles",
  person: "people",
  leadership: "leaderships",
  competence: "competences",
  course: "courses",
  requirement: "requirements",
  measure: "measures",
  training: "trainings",
  confirmation: "confirmed competences",
  signUp: "sign-ups",
  dismissal: "courses turned down",
  interest: "interests",
  need: "needs",
  target: "wanted numbers",
  workforce: "fields of full-time equivalents",
  recruitment: "recruitment needs",
  analysis: "delivered analyses",
  developmentTalk: "development talks",
  evaluationRound: "measures that people are asked about",
  evaluation: "answers about measures",
  extension: "extended deadlines",
  wish: "wishes about reminders",
  putOff: "reminders put off",
  gate: "releases of reminders",
  push: "mornings with reminders",
  suggestion: "suggestions",
  talk: "conversations",
  card: "cards",
  inbox: "activities that came in",
  notice: "notices",
  address: "chats of people",
  followUp: "questions for later",
  stranger: "people who are not known yet",
  file: "files",
  received: "files that came in",
  columnMap: "names of columns",
  acting: "roles played in local mode",
  mark: "counters of changes",
  claim: "claims",
  audit: "lines of the audit trail",
  erasure: "erasures",
};

const figure = (n: number) => n.toLocaleString("en").replaceAll(",", " ");
/** "12 people, 40 trainings": what there is any of. */
export const inWords = (held: Tally): string =>
  groups
    .filter((name) => held[name].count > 0)
    .map((name) => `${figure(held[name].count)} ${names[name]}`)
    .join(", ") || "nothing";

/** One line for each group that any column has something of, with a word behind it. */
export const table = (columns: Readonly<Record<string, Tally>>, word: (name: Group) => string = () => ""): string => {
  const shown = groups.filter((name) => Object.values(columns).some((held) => held[name].count > 0));
  const cells = [
    ["", ...Object.keys(columns), ""],
    ...shown.map((name) => [names[name], ...Object.values(columns).map((held) => figure(held[name].count)), word(name)]),
  ];
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0))) ?? [];
  return cells
    .map((row) => row.map((cell, i) => (i > 0 && i < row.length - 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))))
    .map((row) => `  ${row.join("  ")}`.trimEnd())
    .join("\n");
};

/** This release, as package.json names it. */
export const release: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))).version;

/** Requirements: who is to have which competence, from where it is said, for how long it is valid, and how many need it. */
import type { Requirement } from "../../domain/requirement.ts";
import { idIn } from "../around.ts";
import { type Read, readerOf, shown, tidy } from "../cells.ts";
import { levelIn } from "../courseCells.ts";
import type { RowFormat } from "../records.ts";

type Column = "Kompetanse" | "Rolle" | "Virksomhet" | "Nivå" | "Kilde" | "Gyldighet" | "Antall";

const sources = { lov: "law", plan: "plan", lokal: "local" } as const;
const sourceWords = { law: "lov", plan: "plan", local: "lokal" } as const;
const sourceIn = (text: string): Read<Requirement["source"]> => {
  const word = tidy(text).toLowerCase();
  const code = /^(?:krav i )?lov/.test(word)
    ? "lov"
    : /plan/.test(word)
      ? "plan"
      : /^(?:lokal|lokalt|krav hos oss|vår)/.test(word)
        ? "lokal"
        : undefined;
  return code ? { value: sources[code] } : { wrong: `${shown(text)} er ukjent; skriv lov, plan eller lokal` };
};

/** A fixed time is warned of this many months before it is over. */
const warned = 3;
const never = /^(?:aldri|alltid|varig|ikke|nei|-|–)$/i;
const span = /^(\d{1,3})(?:\s?(?:–|-|til|eller)\s?(\d{1,3}))?\s?(år|mnd\.?|måneder|måned|månader)$/i;
/** "2–3 år", "36 måneder", "aldri". */
export const validityIn = (text: string): Read<Requirement["validity"]> => {
  const said = tidy(text);
  if (never.test(said)) return { value: null };
  const [, first, second, unit] = span.exec(said) ?? [];
  if (!first) return { wrong: `${shown(text)} er ikke en gyldighet; skriv for eksempel «2–3 år», «36 måneder» eller «aldri»` };
  const months = /^år/i.test(unit ?? "") ? 12 : 1;
  const [low, high] = [Number(first) * months, Number(second ?? first) * months];
  if (low < 1 || high < low || high > 600)
    return { wrong: `i ${shown(text)} må det første tallet være lavere enn det andre, og ikke mer enn 50 år` };
  return { value: { warnAfter: second === undefined ? Math.max(1, high - warned) : low, overdueAfter: high } };
};
const validityText = (v: Requirement["validity"]): string => {
  if (v === null) return "aldri";
  const { warnAfter: low, overdueAfter: high } = v;
  if (low === Math.max(1, high - warned)) return high % 12 === 0 ? `${high / 12} år` : `${high} måneder`;
  return low % 12 === 0 && high % 12 === 0 ? `${low / 12}–${high / 12} år` : `${low}–${high} måneder`;
};

const everyone = /^(?:alle|alle ansatte|hele kommunen|alle roller|alle virksomheter)$/i;
const countIn = (text: string): Read<number> => {
  const n = Number(/^(?:minst )?(\d{1,6})$/i.exec(tidy(text))?.[1]);
  return n >= 1 ? { value: n } : { wrong: `${shown(text)} er ikke et antall; skriv for eksempel 3` };
};
type Told = Pick<Requirement, "competence" | "role" | "unit" | "coverage" | "level">;
const keyOf = (r: Told) =>
  [
    r.competence,
    r.role ?? "alle",
    r.unit ?? "alle",
    ...(r.level === null ? [] : [`niva${r.level}`]),
    ...(r.coverage === null ? [] : ["antall"]),
  ].join("-");
/** Levels that a requirement may be kept at, where the file does not say. */
const anyLevel = [null, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const requirements: RowFormat<"requirement", Column> = {
  kind: "requirement",
  columns: {
    required: ["Kompetanse", "Kilde"],
    optional: ["Rolle", "Virksomhet", "Nivå", "Gyldighet", "Antall"],
    aliases: {
      Krav: "Kompetanse",
      Kompetansekrav: "Kompetanse",
      Varighet: "Gyldighet",
      Dekning: "Antall",
      Minst: "Antall",
      Minimum: "Antall",
    },
  },
  removes: true,
  key: keyOf,
  called: (r, { competenceName, roleName, unitName }) =>
    [
      competenceName(r.competence),
      roleName(r.role),
      unitName(r.unit),
      r.level === null ? undefined : `nivå ${r.level}`,
      r.coverage === null ? undefined : `minst ${r.coverage}`,
    ]
      .filter(Boolean)
      .join(", "),
  reader:
    (sheet, { names }, kept, _table, newId) =>
    (row) => {
      const { need, read, wrong } = readerOf(row);
      const orEveryone = (find: (text: string) => Read<string>) => (text: string) =>
        everyone.test(tidy(text)) ? { value: null } : find(text);
      const said = {
        competence: need("Kompetanse", idIn(names.competence, "kompetansen"), ""),
        role: read<string | null>("Rolle", orEveryone(idIn(names.role, "rollen")), null),
        unit: read<string | null>("Virksomhet", orEveryone(idIn(names.unit, "virksomheten")), null),
        coverage: read<number | null>("Antall", countIn, null),
      };
      const levels = sheet.has("Nivå") ? [read<number | null>("Nivå", levelIn, null)] : anyLevel;
      const before = levels.map((level) => kept(keyOf({ ...said, level }))?.value).find((found) => found !== undefined);
      const told: Told = { ...said, level: before?.level ?? levels[0] ?? null };
      const value: Requirement = {
        id: before?.id ?? newId(keyOf(told)),
        ...told,
        source: need("Kilde", sourceIn, "local"),
        validity: sheet.has("Gyldighet") ? read("Gyldighet", validityIn, null) : (before?.validity ?? null),
      };
      return { name: tidy(row.cell("Kompetanse")), wrong, values: [value] };
    },
  write: (all, { competenceName, roleName, unitName }) => ({
    heading: ["Kompetanse", "Rolle", "Virksomhet", "Nivå", "Kilde", "Gyldighet", "Antall"],
    rows: all.map((r) => [
      competenceName(r.competence),
      roleName(r.role),
      unitName(r.unit),
      r.level === null ? "" : String(r.level),
      sourceWords[r.source],
      validityText(r.validity),
      r.coverage === null ? "" : String(r.coverage),
    ]),
  }),
};

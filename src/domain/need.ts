/** What a unit says it needs beside what the data show: needs, wanted numbers, full-time equivalents. All of it in numbers and fields, never in names. */
import { z } from "zod";
import { day } from "./day.ts";
import { strategyKinds } from "./measure.ts";

const words = z.string().min(1).max(2000);
export const priorities = ["high", "medium", "low"] as const;

/** A need (behov) in the columns of Røros: what is needed, by which strategies, by which measures. */
export const need = z.object({
  id: z.string(),
  unit: z.string(),
  text: words,
  strategies: words.nullable(),
  measures: words.nullable(),
  /** The competence it is about, where it is one that the catalogue knows. */
  competence: z.string().nullable(),
  kind: z.enum(strategyKinds).nullable(),
  priority: z.enum(priorities).nullable(),
  /** When phase-out was discussed with the unions; until then HR and the top leader see it, and whoever wrote it. */
  discussed: day.nullable(),
  registeredBy: z.string(),
  registered: day,
  /** It is met, or no longer there. */
  closed: day.nullable(),
});
export type Need = z.infer<typeof need>;

/** How many in a unit are to have a competence, where the leader wants otherwise than the requirements say. */
export const target = z.object({ id: z.string(), unit: z.string(), competence: z.string(), wanted: z.number().int().min(0).max(100_000) });
export type Target = z.infer<typeof target>;
export const targetId = (unit: string, competence: string): string => `${unit}/${competence}`;

const count = z.number().min(0).max(100_000);
/** Full-time equivalents (årsverk) in a professional field of a unit, as they are and as they are wanted. */
export const workforce = z.object({
  id: z.string(),
  unit: z.string(),
  field: z.string().min(1).max(200),
  actual: count,
  wanted: count.nullable(),
});
export type Workforce = z.infer<typeof workforce>;

/** How many of a role are to be recruited in a year. */
export const recruitment = z.object({
  id: z.string(),
  role: z.string(),
  /** Null for the whole municipality. */
  unit: z.string().nullable(),
  year: z.number().int().min(2000).max(2100),
  number: count,
});
export type Recruitment = z.infer<typeof recruitment>;

/** A unit's analysis as it was delivered: closed for the year under a date and a version; a later one is a version more. */
export const analysis = z.object({
  id: z.string(),
  unit: z.string(),
  year: z.number().int(),
  version: z.number().int().positive(),
  delivered: day,
  deliveredBy: z.string(),
  lines: z.array(z.object({ competence: z.string(), required: z.number(), wanted: z.number(), actual: z.number(), expiring: z.number() })),
  coverage: z.array(z.object({ competence: z.string(), unit: z.string(), wanted: z.number(), actual: z.number(), expiring: z.number() })),
  needs: z.array(need.omit({ registeredBy: true, unit: true })),
  workforce: z.array(workforce.omit({ unit: true })),
});
export type Analysis = z.infer<typeof analysis>;
const content = analysis.pick({ lines: true, coverage: true, needs: true, workforce: true });
/** True where two analyses say the same, whenever they were delivered. */
export const isSameAnalysis = (a: z.infer<typeof content>, b: z.infer<typeof content>): boolean =>
  JSON.stringify(content.parse(a)) === JSON.stringify(content.parse(b));
export const analysisId = (unit: string, year: number, version: number): string => `${unit}/${year}/${version}`;

const phaseOut = /\bavvikl|\bnedlegg|\blegge? ned\b|\bnedbemann|\btrappe? ned\b|\bphase.?out\b|\bdownsiz/iu;
/** True where the words speak of giving something up, in one of our languages. */
export const saysPhaseOut = (texts: readonly (string | null)[]): boolean => texts.some((text) => text !== null && phaseOut.test(text));

/** Phase-out is seen by few until the unions have discussed it. */
export const isDelicateNeed = ({ kind, discussed }: Pick<Need, "kind" | "discussed">): boolean => kind === "phaseOut" && discussed === null;

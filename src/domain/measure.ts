/** A measure (tiltak): a planned action for competence, with the nine fields of the template and what plans add. */
import { z } from "zod";
import { cost } from "./cost.ts";
import { frequency } from "./course.ts";
import { day, span } from "./day.ts";

export const strategyKinds = ["acquisition", "development", "mobilisation", "phaseOut"] as const;
export const measureGroups = ["ethics", "leadership", "quality"] as const;
export const measureLevels = ["municipality", "section", "unit", "individual"] as const;
export const measureStatuses = ["draft", "planned", "started", "done", "stopped"] as const;
/** To what degree a finished measure supported the strategic goals. */
export const supportDegrees = ["large", "some", "small", "none", "tooEarly"] as const;

/** Somebody in the organisation, or a name from outside it. */
export const personRef = z.object({ person: z.string().nullable(), name: z.string().min(1).max(200) });
export type PersonRef = z.infer<typeof personRef>;

export const economy = z.object({
  cost: cost.nullable(),
  costCentre: z.string().max(100).nullable(),
  grant: z.string().max(300).nullable(),
});
export type Economy = z.infer<typeof economy>;

const words = z.string().min(1).max(2000);

export const measure = z.object({
  id: z.string(),
  unit: z.string(),
  level: z.enum(measureLevels),
  name: z.string().min(1).max(300),
  responsible: personRef,
  /** Empty only in a draft. */
  goal: words.nullable(),
  audience: words.nullable(),
  strategy: words.nullable(),
  plan: words.nullable(),
  period: span.nullable(),
  economy: economy.nullable(),
  evaluation: words.nullable(),
  kind: z.enum(strategyKinds).nullable(),
  group: z.enum(measureGroups).nullable(),
  frequency: frequency.nullable(),
  status: z.enum(measureStatuses),
  /** The answer to the obligatory question; null until the measure is done. */
  support: z.object({ degree: z.enum(supportDegrees), day }).nullable(),
  registeredBy: z.string(),
  registered: day,
});
export type Measure = z.infer<typeof measure>;

/** Words that tell how one would see that a goal is reached: a number, a share, an observable behaviour. */
const criterion =
  /\d|\b(alle|samtlege|samtlige|hver|kvar|minst|innen|innan|ingen|færre|flere|fleire|halver|doble|bestått|godkjent|sertifi|kan vise|kan bruke|kan utføre|every|everyone|each|all|at least|fewer|more|can use|can do)/i;

/** True when somebody could check whether the goal was reached. */
export const hasCriterion = (goal: string): boolean => criterion.test(goal);

const external = /(ekstern|konferanse|studietur|studiereise|hotell|seminar|innleid|external|conference|study trip)/i;

/** True when the plan names an arena for which a cheaper internal one often does the job. */
export const namesExternalArena = (plan: string): boolean => external.test(plan);

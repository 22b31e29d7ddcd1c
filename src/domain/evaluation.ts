/** What those who took part in a measure say of it. Nobody can tell who has said what: an answer has neither a person nor a time. */
import { z } from "zod";
import { day } from "./day.ts";

/** With fewer than so many an answer would not be anonymous. */
export const fewest = 5;
/** How long it is open, in days. */
export const openDays = 21;

/** Those who may answer, and until when; one for each measure. */
export const evaluationRound = z.object({ id: z.string(), participants: z.array(z.string()), opened: day, closes: day });
export type EvaluationRound = z.infer<typeof evaluationRound>;

/** Its id is random. */
export const evaluation = z.object({ id: z.string(), measure: z.string(), change: z.string(), goal: z.string().nullable() });
export type Evaluation = z.infer<typeof evaluation>;

/** The reminder to answer; the person who has answered, or will not, is not asked again. */
export const evaluationKey = (measure: string, person: string): string => `evaluate/${measure}/${person}`;

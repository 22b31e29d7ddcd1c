/** What those who took part in a measure say of it. Nobody can tell who has said what: an answer has neither a person nor a time. */
import { z } from "zod";
import { day } from "./day.ts";

/** With fewer than so many an answer would not be anonymous. */
export const fewest = 5;
/** How long it is open, in days. */
export const openDays = 21;

/** Those who may answer, and until when; one for each measure. */
export const evaluationRound = z.object({
  id: z.string(),
  /** Whoever has answered is taken out, so that nothing tells who has. */
  participants: z.array(z.string()),
  /** How many took part. */
  invited: z.number().int(),
  opened: day,
  closes: day,
});
export type EvaluationRound = z.infer<typeof evaluationRound>;

/** Its id is random. */
export const evaluation = z.object({ id: z.string(), measure: z.string(), change: z.string(), goal: z.string().nullable() });
export type Evaluation = z.infer<typeof evaluation>;

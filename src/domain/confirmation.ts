/** A competence that somebody has without a course for it (realkompetanse), as the leader has confirmed. */
import { z } from "zod";
import { level } from "./course.ts";
import { day } from "./day.ts";

export const confirmation = z.object({
  id: z.string(),
  person: z.string(),
  competence: z.string(),
  level: level.nullable(),
  /** When it was confirmed; a validity is counted from here. */
  day,
  confirmedBy: z.string(),
  /** How it was gained, in the leader's words. */
  basis: z.string().max(300).nullable(),
  /** The person says that this is wrong. */
  objected: z.boolean(),
});
export type Confirmation = z.infer<typeof confirmation>;

/** What the municipality has settled about itself. */
import { z } from "zod";
import { mostLevels } from "../domain/course.ts";
import { language } from "../domain/language.ts";

export const municipality = z.object({
  name: z.string(),
  tenantId: z.string(),
  language,
  /** The human that people are sent to when the bot cannot help. */
  contact: z.object({ person: z.string() }),
  /** The names of its levels of competence, the lowest first; empty where it uses none. */
  levels: z.array(z.string().min(1).max(100)).max(mostLevels).default([]),
});
export type Municipality = z.infer<typeof municipality>;

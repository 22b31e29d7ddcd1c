/** What the municipality has settled about itself. */
import { z } from "zod";
import { language } from "../domain/language.ts";

export const municipality = z.object({
  name: z.string(),
  tenantId: z.string(),
  language,
  /** The human that people are sent to when the bot cannot help. */
  contact: z.object({ person: z.string() }),
});
export type Municipality = z.infer<typeof municipality>;

import { z } from "zod";

export const languages = ["nb", "nn", "en"] as const;
export const language = z.enum(languages);
/** Bokmål, nynorsk or English. */
export type Language = z.infer<typeof language>;

/** A name of the municipality's own, in each language. */
export const inAnyLanguage = z.object({ nb: z.string(), nn: z.string(), en: z.string() });
export type InAnyLanguage = z.infer<typeof inAnyLanguage>;

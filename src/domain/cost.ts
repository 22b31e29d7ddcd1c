/** What a measure or a course costs. "Within the frame", "internal" and "not estimated" are real answers too. */
import { z } from "zod";

export const per = z.enum(["event", "participant", "hundred"]);

export const cost = z.discriminatedUnion("kind", [
  /** Whole or decimal kroner; per hundred means per 100 people. */
  z.object({ kind: z.literal("amount"), amount: z.number().positive().max(1e9), per }),
  z.object({ kind: z.literal("range"), min: z.number().nonnegative(), max: z.number().positive().max(1e9), per }),
  z.object({ kind: z.literal("free") }),
  z.object({ kind: z.literal("frame") }),
  z.object({ kind: z.literal("internal") }),
  z.object({ kind: z.literal("notEstimated") }),
]);
export type Cost = z.infer<typeof cost>;

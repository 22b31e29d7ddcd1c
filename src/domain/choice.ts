/** What a person has chosen about courses: to take part, not to be offered one, what they are interested in. */
import { z } from "zod";
import { clock, day } from "./day.ts";

/** A sign-up for one time that a course is held, known by its first day and hour. */
export const signUp = z.object({
  id: z.string(),
  person: z.string(),
  course: z.string(),
  from: day,
  to: day,
  start: clock.nullable(),
  place: z.string(),
  signed: z.iso.datetime(),
});
export type SignUp = z.infer<typeof signUp>;

/** Why a course is not for somebody; seen by nobody else. */
export const dismissals = ["haveIt", "notMyWork", "notNow", "other"] as const;
export const dismissal = z.object({
  id: z.string(),
  person: z.string(),
  course: z.string(),
  why: z.enum(dismissals).nullable(),
  day,
});
export type Dismissal = z.infer<typeof dismissal>;

export const interest = z.object({ id: z.string(), person: z.string(), topic: z.string().min(1).max(200), day });
export type Interest = z.infer<typeof interest>;

/** One of each for a person and a course: what is chosen twice is chosen once. */
export const ownId = (person: string, of: string): string => `${person}/${of}`;

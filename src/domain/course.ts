/** The catalogue: competences, the courses that give them, and who is required to have them. */
import { z } from "zod";
import { cost } from "./cost.ts";
import { clock, day } from "./day.ts";
import { inAnyLanguage } from "./language.ts";

/** Where learning happens, as the plans list it. */
export const arenas = [
  "dailyWork",
  "project",
  "userContact",
  "unitMeeting",
  "staffMeeting",
  "leaderMeeting",
  "internalCourse",
  "network",
  "externalCourse",
  "eLearning",
  "continuingEducation",
  "furtherEducation",
  "intermunicipal",
  "guidance",
  "rotation",
  "conference",
  "trainees",
  "qualitySystem",
] as const;
export const arena = z.enum(arenas);
export type Arena = z.infer<typeof arena>;

export const frequencies = [
  "once",
  "quarterly",
  "twiceAYear",
  "yearly",
  "everySecondYear",
  "every2To3Years",
  "whenNeeded",
  "continuous",
] as const;
export const frequency = z.enum(frequencies);
export type Frequency = z.infer<typeof frequency>;

export const competence = z.object({ id: z.string(), name: inAnyLanguage });
export type Competence = z.infer<typeof competence>;

/** One time that a course is held. Days are both included; clock times are of each day. */
export const courseDate = z.object({
  from: day,
  to: day,
  start: clock.nullable(),
  end: clock.nullable(),
  place: z.string(),
});
export type CourseDate = z.infer<typeof courseDate>;

export const course = z.object({
  id: z.string(),
  title: z.string().min(1),
  /** Other titles people write: "HLR", "fyrstehjelp". */
  aliases: z.array(z.string()),
  description: z.string(),
  competences: z.array(z.string()),
  /** Roles it is meant for; empty means everyone. */
  roles: z.array(z.string()),
  /** Units it is open to, those below included; empty means all. */
  units: z.array(z.string()),
  extent: z.object({
    hours: z.number().positive().max(2000).nullable(),
    days: z.number().positive().max(400).nullable(),
    studyPoints: z.number().positive().max(300).nullable(),
    /** "etter system", where no number says it. */
    note: z.string().nullable(),
  }),
  cost,
  /** How often it is held; says nothing about how long training is valid. */
  held: frequency,
  provider: z.string(),
  arena,
  paidTime: z.boolean(),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  dates: z.array(courseDate),
  withdrawn: z.boolean(),
});
export type Course = z.infer<typeof course>;

export const requirement = z.object({
  id: z.string(),
  competence: z.string(),
  /** A role, a unit with those below it, both together, or everyone where both are null. */
  role: z.string().nullable(),
  unit: z.string().nullable(),
  source: z.enum(["law", "plan", "local"]),
  /** Months it is valid, warned at the lower and overdue at the upper; null never expires. */
  validity: z.object({ warnAfter: z.number().int().positive(), overdueAfter: z.number().int().positive() }).nullable(),
  /** How many in each unit need it, where not everyone does; null means every person concerned. */
  coverage: z.number().int().positive().nullable(),
});
export type Requirement = z.infer<typeof requirement>;

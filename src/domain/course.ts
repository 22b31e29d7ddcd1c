/** The catalogue: competences, and the courses that give them. */
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

/** A place on the municipality's scale of levels, 1 the lowest. */
export const mostLevels = 9;
export const level = z.number().int().min(1).max(mostLevels);

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
  /** To which level, where the municipality uses levels; null is the first. */
  level: level.nullable(),
  /** Roles it is meant for; empty means everyone. */
  roles: z.array(z.string()),
  /** Units it is open to, those below included; empty means all. */
  units: z.array(z.string()),
  /** Only for those hired within so many months; null is for anybody. */
  hiredWithin: z.number().int().positive().max(120).nullable(),
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

/** Completed training: who took what, when, and how long it is valid where HR has set that. */
import { z } from "zod";
import { arena } from "./course.ts";
import { day } from "./day.ts";

export const extent = z.object({
  hours: z.number().positive().max(2000).nullable(),
  studyPoints: z.number().positive().max(300).nullable(),
});
export type Extent = z.infer<typeof extent>;

/** A title as written; course is the catalogue's id when it is that course. */
export const titleRef = z.object({ title: z.string().min(1).max(300), course: z.string().nullable() });
export type TitleRef = z.infer<typeof titleRef>;

export const training = z.object({
  id: z.string(),
  person: z.string(),
  title: z.string().min(1).max(300),
  course: z.string().nullable(),
  date: z.object({ from: day, to: day }),
  hours: extent.shape.hours,
  studyPoints: extent.shape.studyPoints,
  provider: z.string().max(200).nullable(),
  arena: arena.nullable(),
  /** "Bare for meg": seen by nobody else. */
  onlyMe: z.boolean(),
  loggedBy: z.string(),
  logged: day,
  /** The person says that this is wrong. */
  objected: z.boolean(),
  /** The leader has seen the certificate: who, when, and where it lies. The certificate itself is not kept here. */
  seen: z.object({ by: z.string(), day, where: z.string().max(300).nullable() }).nullable(),
});
export type Training = z.infer<typeof training>;

/** What others may not see, or the person says is wrong, is in no number that others see: whoever knows the rest could subtract. */
export const countsForOthers = ({ onlyMe, objected }: Pick<Training, "onlyMe" | "objected">): boolean => !onlyMe && !objected;

const delicate =
  /tillits|verneombud|fagforening|hovedavtale|hovudavtale|union|shop steward|rus\b|rusmid|psykisk|overgang|sykdom|sjukdom|mestring|helse for|health/i;

/** Union and health courses say something about a person that not everybody needs to know. */
export const isDelicate = (title: string): boolean => delicate.test(title);

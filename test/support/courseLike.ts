import type { Course } from "../../src/domain/course.ts";

/** A course of which only this matters. */
export const courseLike = (of: Partial<Course> & { readonly id: string }): Course => ({
  title: of.id,
  aliases: [],
  description: "",
  competences: [],
  level: null,
  roles: [],
  units: [],
  hiredWithin: null,
  extent: { hours: 2, days: null, studyPoints: null, note: null },
  cost: { kind: "free" },
  held: "yearly",
  provider: "Kommunen",
  arena: "internalCourse",
  paidTime: true,
  link: null,
  dates: [],
  withdrawn: false,
  ...of,
});

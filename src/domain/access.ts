/** Whom a course is open to. */
import type { Course } from "./course.ts";
import { addMonths, type Day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Person } from "./organisation.ts";

/** By one of today's positions – its unit, or one above, and its role – and by when the person was hired. */
export const isOpenTo = (course: Course, person: Person, directory: Directory, today: Day): boolean =>
  (course.hiredWithin === null || addMonths(person.hired, course.hiredWithin) >= today) &&
  directory
    .positionsOf(person, today)
    .some(
      (p) =>
        (course.units.length === 0 || directory.above(p.unit).some((u) => course.units.includes(u.id))) &&
        (course.roles.length === 0 || course.roles.includes(p.role)),
    );

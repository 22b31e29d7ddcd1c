/** Where a person stands against the requirements: missing, expiring, expired or in order. */
import type { Course, Requirement } from "./course.ts";
import { addMonths, type Day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Training } from "./training.ts";

/** True when a personal requirement concerns the person on that day, by any of the positions. */
export const isConcerned = (r: Requirement, person: string, directory: Directory, on: Day): boolean => {
  const p = directory.person(person);
  if (!p || r.coverage !== null) return false;
  const positions = directory.positionsOf(p, on);
  return positions.some(
    (x) => (r.role === null || x.role === r.role) && (r.unit === null || directory.above(x.unit).some((u) => u.id === r.unit)),
  );
};

export type Standing = {
  readonly requirement: Requirement;
  readonly state: "missing" | "expired" | "expiring" | "valid";
  /** The last day it is valid, or was; null when missing or when it never expires. */
  readonly until: Day | null;
};

/** How each requirement that concerns the person is met today, by the newest training that gives the competence. */
export const standingsOf = (
  person: string,
  trainings: readonly Training[],
  courses: ReadonlyMap<string, Course>,
  requirements: readonly Requirement[],
  directory: Directory,
  today: Day,
): readonly Standing[] =>
  requirements
    .filter((r) => isConcerned(r, person, directory, today))
    .map((requirement) => {
      const newest = trainings
        .filter((t) => t.course && courses.get(t.course)?.competences.includes(requirement.competence))
        .map((t) => t.date.to)
        .sort()
        .at(-1);
      if (!newest) return { requirement, state: "missing", until: null };
      if (!requirement.validity) return { requirement, state: "valid", until: null };
      const until = addMonths(newest, requirement.validity.overdueAfter);
      const warn = addMonths(newest, requirement.validity.warnAfter);
      return { requirement, state: until < today ? "expired" : warn <= today ? "expiring" : "valid", until };
    });

/** Until when training in a course is valid for this person, by the strictest requirement with a validity; null never expires. */
export const validUntil = (
  course: Course,
  person: string,
  taken: Day,
  requirements: readonly Requirement[],
  directory: Directory,
): Day | null => {
  const months = requirements
    .filter((r) => r.validity && course.competences.includes(r.competence) && isConcerned(r, person, directory, taken))
    .map((r) => r.validity?.overdueAfter ?? Number.POSITIVE_INFINITY);
  return months.length === 0 ? null : addMonths(taken, Math.min(...months));
};

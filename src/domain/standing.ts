/** Where a person stands against the requirements: missing, expired, expiring or in order. */
import type { Confirmation } from "./confirmation.ts";
import type { Course } from "./course.ts";
import { addMonths, type Day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Person } from "./organisation.ts";
import { type Requirement, requiredIn } from "./requirement.ts";
import type { Training } from "./training.ts";

/** What is kept of what somebody has learned. */
export type Learned = {
  readonly trainings: readonly Pick<Training, "course" | "date" | "objected">[];
  readonly confirmations: readonly Pick<Confirmation, "competence" | "level" | "day" | "objected">[];
};
/** By competence: when it was attained, and to which level. */
export type Attained = ReadonlyMap<string, readonly { readonly day: Day; readonly level: number }[]>;

const lowest = 1;

/** What a person has attained; what the person says is wrong does not count. */
export const attainedBy = ({ trainings, confirmations }: Learned, courses: ReadonlyMap<string, Course>): Attained => {
  const attained = new Map<string, { day: Day; level: number }[]>();
  const add = (competence: string, day: Day, level: number | null) => {
    const one = { day, level: level ?? lowest };
    const before = attained.get(competence);
    if (before) before.push(one);
    else attained.set(competence, [one]);
  };
  for (const { course, date, objected } of trainings) {
    const taken = course === null || objected ? undefined : courses.get(course);
    for (const competence of taken?.competences ?? []) add(competence, date.to, taken?.level ?? null);
  }
  for (const { competence, level, day, objected } of confirmations) if (!objected) add(competence, day, level);
  return attained;
};

/** From the worst to the best. */
const states = ["missing", "expired", "expiring", "valid"] as const;
export type State = (typeof states)[number];
export type Standing = {
  readonly requirement: Requirement;
  readonly state: State;
  /** The last day it is valid, or was; null when missing or when it never expires. */
  readonly until: Day | null;
};

/** How one requirement is met, by what was attained last at the level it asks for. */
export const standing = (requirement: Requirement, attained: Attained, today: Day): Standing => {
  const { competence, level, validity } = requirement;
  let newest: Day | undefined;
  for (const one of attained.get(competence) ?? [])
    if (one.level >= (level ?? lowest) && (newest === undefined || one.day > newest)) newest = one.day;
  if (newest === undefined) return { requirement, state: "missing", until: null };
  if (!validity) return { requirement, state: "valid", until: null };
  const until = addMonths(newest, validity.overdueAfter);
  const warn = addMonths(newest, validity.warnAfter);
  return { requirement, state: until < today ? "expired" : warn <= today ? "expiring" : "valid", until };
};

const isWorse = (a: Standing, b: Standing) =>
  a.state === b.state ? (a.until ?? "9999") < (b.until ?? "9999") : states.indexOf(a.state) < states.indexOf(b.state);

/** The worst standing in each competence that these requirements ask for. */
export const worstOf = (requirements: readonly Requirement[], attained: Attained, today: Day): ReadonlyMap<string, Standing> => {
  const worst = new Map<string, Standing>();
  for (const requirement of requirements) {
    const now = standing(requirement, attained, today);
    const before = worst.get(requirement.competence);
    if (!before || isWorse(now, before)) worst.set(requirement.competence, now);
  }
  return worst;
};

/** Where the person stands today in each competence that any of the positions requires. */
export const standingsOf = (
  person: Person,
  attained: Attained,
  requirements: readonly Requirement[],
  directory: Directory,
  today: Day,
): readonly Standing[] => [...worstOf(requiredIn(directory.positionsOf(person, today), requirements, directory), attained, today).values()];

/** Until when training in a course is valid for this person, by the strictest requirement with a validity; null never expires. */
export const validUntil = (
  course: Course,
  person: Person,
  taken: Day,
  requirements: readonly Requirement[],
  directory: Directory,
): Day | null => {
  const months = requiredIn(directory.positionsOf(person, taken), requirements, directory).flatMap((r) =>
    r.validity && course.competences.includes(r.competence) ? [r.validity.overdueAfter] : [],
  );
  return months.length === 0 ? null : addMonths(taken, Math.min(...months));
};

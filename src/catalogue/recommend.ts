/** Which courses fit, and why: need first. What is required and missing, what expires, what the unit needs, then what is useful. */

import { isOpenTo } from "../domain/access.ts";
import type { Course } from "../domain/course.ts";
import type { Day } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Need } from "../domain/need.ts";
import type { Person, Role } from "../domain/organisation.ts";
import { type Requirement, sources } from "../domain/requirement.ts";
import { type Attained, type Standing, standing, standingsOf } from "../domain/standing.ts";
import type { Catalogue } from "../ports/catalogue.ts";

/** Why a course is suggested; each can be told again from the data. */
export type Reason =
  | { readonly why: "missing" | "expired" | "expiring"; readonly standing: Standing }
  /** The unit has said that it needs this, or has too few who can do it. */
  | { readonly why: "need"; readonly need: Need }
  | { readonly why: "coverage"; readonly requirement: Requirement; readonly unit: string }
  | { readonly why: "interest"; readonly topic: string }
  | { readonly why: "role"; readonly role: Role }
  | { readonly why: "everyone" }
  | { readonly why: "topic" };
export type Suggestion = Reason & { readonly course: Course };

type Around = { readonly me: Person; readonly directory: Directory; readonly catalogue: Catalogue; readonly today: Day };
/** What is known of the person, and of the units that the person works in. */
export type Situation = {
  readonly attained: Attained;
  /** Courses the person has taken. */
  readonly taken: ReadonlySet<string>;
  /** Courses that are not to be suggested: the person has said so, or has signed up. */
  readonly left: ReadonlySet<string>;
  readonly interests: readonly string[];
  readonly needs: readonly Need[];
  /** Units with too few who can do something. */
  readonly short: readonly { readonly requirement: Requirement; readonly unit: string }[];
};

const order: readonly Reason["why"][] = ["missing", "expired", "expiring", "coverage", "need", "interest", "role", "everyone", "topic"];
/** What has expired is as good as missing. */
const ranks = new Map(order.map((why, i) => [why, why === "expired" ? 0 : i]));

/** As many as a need or an interest in free words can mean. */
const fewHits = 3;

export const nextDate = (course: Course, today: Day): Course["dates"][number] | undefined =>
  course.dates.filter((d) => d.from >= today).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))[0];

const isLong = (c: Course) => c.arena === "furtherEducation" || c.arena === "continuingEducation" || (c.extent.studyPoints ?? 0) > 0;
/** A short course before a long one, and the one that is held first; net courses at any time. Each is looked at once. */
const practical = (today: Day) => {
  const known = new Map<string, string>();
  const keyOf = (c: Course): string => {
    const before = known.get(c.id);
    if (before !== undefined) return before;
    const key = `${Number(isLong(c))} ${nextDate(c, today)?.from ?? (c.arena === "eLearning" ? today : "9999")} ${c.title}`;
    known.set(c.id, key);
    return key;
  };
  return (a: Course, b: Course): number => byText(keyOf(a), keyOf(b));
};
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Law before plan before what is ours; then what has been over the longest, or is over the soonest. */
const byUrgency = (a: Suggestion, b: Suggestion): number => {
  if (!("standing" in a && "standing" in b)) return 0;
  const [x, y] = [a.standing, b.standing];
  return sources.indexOf(x.requirement.source) - sources.indexOf(y.requirement.source) || byText(x.until ?? "0000", y.until ?? "0000");
};

/** Courses about a topic, the search's best first; for others than the person, whatever they have. */
export const aboutTopic = (topic: string, { catalogue }: Pick<Around, "catalogue">): readonly Suggestion[] =>
  catalogue.search(topic, 20).map((course) => ({ course, why: "topic" }));

/** What is meant for a role: first what it requires. */
export const forRole = (role: Role, { catalogue, today }: Pick<Around, "catalogue" | "today">): readonly Suggestion[] => {
  const required = new Set(catalogue.requirements.filter((r) => r.role === role.id).map((r) => r.competence));
  const isRequired = (c: Course) => c.competences.some((x) => required.has(x));
  return [...catalogue.courses.values()]
    .filter((c) => !c.withdrawn && c.roles.includes(role.id))
    .sort(practical(today))
    .sort((a, b) => Number(isRequired(b)) - Number(isRequired(a)))
    .map((course) => ({ course, why: "role", role }));
};

/**
 * For the person, the best first: never a course that is withdrawn, closed to all positions of today, taken with nothing
 * about to expire, or of which the person has all that it gives.
 */
export const forPerson = (situation: Situation, { me, directory, catalogue, today }: Around): readonly Suggestion[] => {
  const roles = directory.rolesOf(me, today);
  const standings = standingsOf(me, situation.attained, catalogue.requirements, directory, today);
  const lacking = new Map(standings.filter((s) => s.state !== "valid").map((s) => [s.requirement.competence, s]));
  const interested = new Map(
    situation.interests.toReversed().flatMap((topic) => catalogue.search(topic, fewHits).map((c) => [c.id, topic] as const)),
  );
  const needed = new Map(
    situation.needs
      .toReversed()
      .flatMap((need) => (need.competence === null ? catalogue.search(need.text, fewHits).map((c) => [c.id, need] as const) : [])),
  );
  const has = (competence: string) => !lacking.has(competence) && situation.attained.has(competence);
  const reasonFor = (course: Course): Reason | undefined => {
    const lacks = course.competences
      .flatMap((c) => lacking.get(c) ?? [])
      .filter((s) => (course.level ?? 1) >= (s.requirement.level ?? 1))
      .map((s): Suggestion => ({ course, why: s.state === "valid" ? "expiring" : s.state, standing: s }))
      .sort(compare)[0];
    if (lacks) return lacks;
    // Also for whoever has let it expire, or has it at too low a level.
    const short = situation.short.find(
      ({ requirement: r }) => course.competences.includes(r.competence) && (course.level ?? 1) >= (r.level ?? 1),
    );
    if (short) return { why: "coverage", ...short };
    if (situation.taken.has(course.id) || (course.competences.length > 0 && course.competences.every(has))) return undefined;
    const need =
      situation.needs.find((n) => n.competence !== null && course.competences.includes(n.competence) && !has(n.competence)) ??
      needed.get(course.id);
    if (need) return { why: "need", need };
    const topic = interested.get(course.id);
    if (topic !== undefined) return { why: "interest", topic };
    const role = roles.find((r) => course.roles.includes(r.id));
    if (role) return { why: "role", role };
    return course.roles.length === 0 && !isLong(course) ? { why: "everyone" } : undefined;
  };
  const sooner = practical(today);
  const compare = (a: Suggestion, b: Suggestion): number =>
    (ranks.get(a.why) ?? 0) - (ranks.get(b.why) ?? 0) || byUrgency(a, b) || sooner(a.course, b.course);
  const found = [...catalogue.courses.values()]
    .filter((c) => !c.withdrawn && !situation.left.has(c.id) && isOpenTo(c, me, directory, today))
    .flatMap((course): Suggestion[] => {
      const reason = reasonFor(course);
      return reason ? [{ ...reason, course }] : [];
    })
    .sort(compare);
  return spread(found);
};

/** One course for each thing that is lacking, before a second one for any of them. */
const spread = (found: readonly Suggestion[]): readonly Suggestion[] => {
  const covered = new Set<string>();
  const [first, again]: [Suggestion[], Suggestion[]] = [[], []];
  for (const s of found) {
    const of = "standing" in s ? s.standing.requirement.competence : undefined;
    (of !== undefined && covered.has(of) ? again : first).push(s);
    if (of !== undefined) for (const competence of s.course.competences) covered.add(competence);
  }
  const needs = first.filter((s) => "standing" in s);
  return [...needs, ...again, ...first.filter((s) => !("standing" in s))];
};

/** The demands on how many that concern the person's units and roles, and that the person could help to meet. */
export const coverageAround = (
  { me, directory, catalogue, today }: Around,
  attained: Attained,
): readonly { readonly requirement: Requirement; readonly unit: string }[] =>
  directory.positionsOf(me, today).flatMap((p) =>
    directory.above(p.unit).flatMap((u) =>
      catalogue.requirements
        .filter(
          (r) => r.coverage !== null && (r.role === null || r.role === p.role) && (r.unit === null ? u.level === "unit" : r.unit === u.id),
        )
        .filter((r) => ["missing", "expired"].includes(standing(r, attained, today).state))
        .map((requirement) => ({ requirement, unit: u.id })),
    ),
  );

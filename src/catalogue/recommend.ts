/** Which courses fit, and why: need first. Required and missing, expired or expiring, then meant for the role, then for everyone. */
import type { Course } from "../domain/course.ts";
import type { Day } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Person, Role } from "../domain/organisation.ts";
import { standingsOf } from "../domain/standing.ts";
import type { Training } from "../domain/training.ts";
import type { Catalogue } from "../ports/catalogue.ts";

export type Suggestion = {
  readonly course: Course;
  readonly why: "missing" | "expired" | "expiring" | "role" | "everyone" | "topic";
  readonly competence: string | null;
  readonly until: Day | null;
  readonly role: Role | null;
};

const order: readonly Suggestion["why"][] = ["topic", "expired", "missing", "expiring", "role", "everyone"];

type Asked = { readonly topic: string | undefined; readonly role: Role | undefined; readonly trainings: readonly Training[] };
type Around = { readonly me: Person; readonly directory: Directory; readonly catalogue: Catalogue; readonly today: Day };

/**
 * Best first. About a topic it is the search's order; for a role it is what is meant for that role; else it is for the person:
 * never a course that is withdrawn, not open to the units of today, or taken with nothing about to expire.
 */
export const recommend = ({ topic, role, trainings }: Asked, { me, directory, catalogue, today }: Around): readonly Suggestion[] => {
  const bare = { competence: null, until: null, role: null };
  if (topic) return catalogue.search(topic, 20).map((course) => ({ ...bare, course, why: "topic" }));
  const open = [...catalogue.courses.values()].filter((c) => !c.withdrawn);
  if (role) {
    const required = new Set(catalogue.requirements.filter((r) => r.role === role.id).map((r) => r.competence));
    return open
      .filter((c) => c.roles.includes(role.id))
      .sort((a, b) => nextDate(a, today).localeCompare(nextDate(b, today)))
      .sort((a, b) => Number(b.competences.some((x) => required.has(x))) - Number(a.competences.some((x) => required.has(x))))
      .map((course) => ({ ...bare, course, why: "role", role }));
  }
  const units = new Set(directory.positionsOf(me, today).flatMap((p) => directory.above(p.unit).map((u) => u.id)));
  const roles = directory.rolesOf(me, today);
  const standings = standingsOf(me.id, trainings, catalogue.courses, catalogue.requirements, directory, today);
  const taken = new Set(trainings.map((t) => t.course));
  return open
    .filter((c) => c.units.length === 0 || c.units.some((u) => units.has(u)))
    .flatMap((course): Suggestion[] => {
      const need = standings.find((s) => s.state !== "valid" && course.competences.includes(s.requirement.competence));
      if (need) {
        const why = need.state === "valid" ? "role" : need.state;
        return [{ course, why, competence: need.requirement.competence, until: need.until, role: null }];
      }
      if (taken.has(course.id)) return [];
      const mine = roles.find((r) => course.roles.includes(r.id));
      if (mine) return [{ ...bare, course, why: "role", role: mine }];
      return course.roles.length === 0 && course.arena !== "furtherEducation" ? [{ ...bare, course, why: "everyone" }] : [];
    })
    .sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why) || nextDate(a.course, today).localeCompare(nextDate(b.course, today)));
};

const nextDate = (course: Course, today: Day): string =>
  course.dates
    .map((d) => d.from)
    .filter((d) => d >= today)
    .sort()[0] ?? "9999";

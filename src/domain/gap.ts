/** A unit's requirements against what its people have: the GAP analysis, in numbers. */
import type { Day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Person } from "./organisation.ts";
import { type Requirement, requiredIn } from "./requirement.ts";
import { type Attained, type Standing, standing, worstOf } from "./standing.ts";

/** Of one competence: of how many it is required, how many have it, and of these, of how many it must soon be renewed. */
export type GapLine = {
  readonly competence: string;
  readonly wanted: number;
  readonly actual: number;
  readonly expiring: number;
};
/** What so many in a unit are to have between them. */
export type Coverage = {
  readonly requirement: Requirement;
  readonly unit: string;
  readonly wanted: number;
  readonly actual: number;
  readonly expiring: number;
};
export type Gap = { readonly lines: readonly GapLine[]; readonly coverage: readonly Coverage[] };

export type Around = { readonly requirements: readonly Requirement[]; readonly directory: Directory; readonly today: Day };
export type AttainedOf = (person: string) => Attained;

export const missingIn = ({ wanted, actual }: Pick<GapLine, "wanted" | "actual">): number => Math.max(0, wanted - actual);
export const isMet = ({ state }: Standing): boolean => state === "valid" || state === "expiring";

/** Where each of the unit's people stands in what their positions in it require; those below it are of it. */
export const standingsIn = (
  unit: string,
  attained: AttainedOf,
  { requirements, directory, today }: Around,
): readonly { readonly person: Person; readonly standings: ReadonlyMap<string, Standing> }[] => {
  const within = directory.within(unit);
  return directory.peopleIn(unit, today).map((person) => {
    const positions = directory.positionsOf(person, today).filter((p) => within.has(p.unit));
    return { person, standings: worstOf(requiredIn(positions, requirements, directory), attained(person.id), today) };
  });
};

/** The units in which a demand on how many has to be met: the one it names, or each that is a unit (virksomhet). */
export const coveredIn = (r: Requirement, within: ReadonlySet<string>, { directory }: Around): readonly string[] =>
  directory.data.units.flatMap((u) => (within.has(u.id) && (r.unit === null ? u.level === "unit" : u.id === r.unit) ? [u.id] : []));

/** Where those in a unit stand whom a demand on how many is about. */
export const standingsOfCoverage = (
  requirement: Requirement,
  unit: string,
  attained: AttainedOf,
  { directory, today }: Around,
): readonly Standing[] => {
  const within = directory.within(unit);
  const counts = (p: Person) =>
    requirement.role === null || directory.positionsOf(p, today).some((x) => within.has(x.unit) && x.role === requirement.role);
  return directory
    .peopleIn(unit, today)
    .filter(counts)
    .map((p) => standing(requirement, attained(p.id), today));
};

/** How one demand on how many is met in a unit. */
export const coverageOf = (requirement: Requirement, unit: string, attained: AttainedOf, around: Around): Coverage => {
  const states = standingsOfCoverage(requirement, unit, attained, around);
  return {
    requirement,
    unit,
    wanted: requirement.coverage ?? 0,
    actual: states.filter(isMet).length,
    expiring: states.filter((s) => s.state === "expiring").length,
  };
};

const coverageIn = (unit: string, attained: AttainedOf, around: Around): readonly Coverage[] => {
  const { requirements, directory } = around;
  const within = directory.within(unit);
  return requirements
    .filter((r) => r.coverage !== null)
    .flatMap((r) => coveredIn(r, within, around).map((covered) => coverageOf(r, covered, attained, around)));
};

/** The greatest need first, in people and then in share; a person counts once in each competence. */
export const gapOf = (unit: string, attained: AttainedOf, around: Around): Gap => {
  const lines = new Map<string, { competence: string; wanted: number; actual: number; expiring: number }>();
  for (const { standings } of standingsIn(unit, attained, around))
    for (const [competence, now] of standings) {
      const line = lines.get(competence) ?? { competence, wanted: 0, actual: 0, expiring: 0 };
      line.wanted += 1;
      if (isMet(now)) line.actual += 1;
      if (now.state === "expiring") line.expiring += 1;
      lines.set(competence, line);
    }
  return {
    lines: [...lines.values()].sort(
      (a, b) => missingIn(b) - missingIn(a) || b.expiring - a.expiring || (a.competence < b.competence ? -1 : 1),
    ),
    coverage: coverageIn(unit, attained, around),
  };
};

/** True where too few have it, or will soon. */
export const isAlarming = ({ wanted, actual, expiring }: Coverage): boolean => actual - expiring < wanted;

/** A unit's GAP, against a second, plain recomputation over random municipalities; and that what a union representative sees tells on nobody. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths } from "../src/domain/day.ts";
import { directoryOf } from "../src/domain/directory.ts";
import { gapOf } from "../src/domain/gap.ts";
import type { Person, Unit } from "../src/domain/organisation.ts";
import type { Requirement } from "../src/domain/requirement.ts";
import { safeGapOf } from "../src/domain/safeGap.ts";
import { attainedBy } from "../src/domain/standing.ts";
import { courseLike } from "./support/courseLike.ts";

const today = "2026-11-24";
const days = ["2020-01-31", "2023-11-23", "2023-11-24", "2023-11-25", "2024-02-29", "2024-12-01", "2026-11-24"];
const [unitIds, roleIds, competenceIds, courseIds] = [
  ["top", "a", "b", "c", "d", "e"],
  ["nurse", "helper", "leader"],
  ["aid", "fire", "kid"],
  ["aid-course", "fire-course", "both", "kid-course"],
];

const some = (values: readonly string[]) => fc.constantFrom(...values);
const units = fc.tuple(...unitIds.slice(1).map((_, i) => fc.integer({ min: 0, max: i }))).map((parents): Unit[] =>
  unitIds.map((id, i) => ({
    id,
    name: id,
    aliases: [],
    parent: i === 0 ? null : (unitIds[parents[i - 1] ?? 0] ?? "top"),
    level: i === 0 ? "municipality" : i % 2 ? "unit" : "department",
  })),
);
const position = fc.record({
  unit: some(unitIds),
  role: some(roleIds),
  percent: fc.constant(50),
  from: some(["2019-01-01", "2027-01-01"]),
  to: fc.option(some(["2025-01-01", "2030-01-01"])),
  holdsTalk: fc.constant(false),
});
const person = fc.array(position, { maxLength: 3 });
const requirement = fc.record({
  competence: some(competenceIds),
  role: fc.option(some(roleIds)),
  unit: fc.option(some(unitIds)),
  level: fc.option(fc.integer({ min: 1, max: 3 })),
  source: fc.constantFrom("law", "plan", "local") as fc.Arbitrary<Requirement["source"]>,
  validity: fc.option(fc.record({ warnAfter: fc.constantFrom(12, 24), overdueAfter: fc.constantFrom(24, 36) })),
  coverage: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
});
const training = fc.record({ person: fc.nat(11), course: some(courseIds), day: some(days), objected: fc.boolean() });
const confirmed = fc.record({
  person: fc.nat(11),
  competence: some(competenceIds),
  level: fc.option(fc.integer({ min: 1, max: 3 })),
  day: some(days),
});
const municipality = fc.record({
  units,
  people: fc.array(person, { minLength: 1, maxLength: 12 }),
  requirements: fc.array(requirement, { maxLength: 6 }),
  trainings: fc.array(training, { maxLength: 25 }),
  confirmed: fc.array(confirmed, { maxLength: 6 }),
});
type Municipality = typeof municipality extends fc.Arbitrary<infer M> ? M : never;
/** Large enough, and gathered enough, that some numbers may be told. */
const town: fc.Arbitrary<Municipality> = fc.record({
  units,
  people: fc.array(
    fc
      .record({
        unit: fc.constantFrom("top", "a", "a", "b"),
        role: fc.constantFrom("nurse", "nurse", "helper"),
        percent: fc.constant(50),
        from: fc.constant("2019-01-01"),
        to: fc.constant(null),
        holdsTalk: fc.constant(false),
      })
      .map((p) => [p]),
    { minLength: 30, maxLength: 60 },
  ),
  requirements: fc.array(
    requirement.map((r) => ({ ...r, level: null, coverage: null })),
    { minLength: 1, maxLength: 4 },
  ),
  trainings: fc.array(fc.record({ person: fc.nat(59), course: some(courseIds), day: some(days.slice(4)), objected: fc.constant(false) }), {
    minLength: 60,
    maxLength: 120,
  }),
  confirmed: fc.constant([]),
});

const gives: Readonly<Record<string, { competences: string[]; level: number | null }>> = {
  "aid-course": { competences: ["aid"], level: null },
  "fire-course": { competences: ["fire"], level: 2 },
  both: { competences: ["aid", "fire"], level: 3 },
  "kid-course": { competences: ["kid"], level: null },
};
const courses = new Map(Object.entries(gives).map(([id, of]) => [id, courseLike({ id, ...of })]));

const built = (m: Municipality) => {
  const people: Person[] = m.people.map((positions, i) => ({
    id: `p${i}`,
    name: `P ${i}`,
    aadObjectId: null,
    email: null,
    hasTeams: true,
    groups: [],
    language: null,
    hired: "2019-01-01",
    positions,
  }));
  const directory = directoryOf({ units: m.units, roles: [], people, leaderships: [] });
  const requirements: Requirement[] = m.requirements.map((r, i) => ({ id: `r${i}`, ...r }));
  const attained = (id: string) =>
    attainedBy(
      {
        trainings: m.trainings
          .filter((t) => `p${t.person}` === id)
          .map((t) => ({ course: t.course, date: { from: t.day, to: t.day }, objected: t.objected })),
        confirmations: m.confirmed.filter((c) => `p${c.person}` === id).map((c) => ({ ...c, objected: false })),
      },
      courses,
    );
  return { people, directory, requirements, attained };
};

/** Everything by loops over what was drawn, with none of the code's own ideas. */
const recomputed = (m: Municipality, unit: string) => {
  const under = (id: string | null): boolean => id === unit || (id !== null && under(m.units.find((u) => u.id === id)?.parent ?? null));
  const chain = (id: string): string[] => {
    const parent = m.units.find((u) => u.id === id)?.parent;
    return parent ? [id, ...chain(parent)] : [id];
  };
  const isNow = (p: { from: string; to: string | null }) => p.from <= today && (p.to === null || p.to >= today);
  const stateOf = (i: number, r: Municipality["requirements"][number]): number => {
    const at = [
      ...m.trainings.flatMap((t) => {
        const of = gives[t.course];
        return t.person === i && !t.objected && of?.competences.includes(r.competence) && (of.level ?? 1) >= (r.level ?? 1) ? [t.day] : [];
      }),
      ...m.confirmed.flatMap((c) => (c.person === i && c.competence === r.competence && (c.level ?? 1) >= (r.level ?? 1) ? [c.day] : [])),
    ]
      .sort()
      .at(-1);
    if (at === undefined) return 0;
    if (r.validity === null) return 3;
    if (addMonths(at, r.validity.overdueAfter) < today) return 1;
    return addMonths(at, r.validity.warnAfter) <= today ? 2 : 3;
  };
  const lines: Record<string, [number, number, number]> = {};
  m.people.forEach((positions, i) => {
    const here = positions.filter((p) => isNow(p) && under(p.unit));
    for (const competence of competenceIds) {
      const states = m.requirements
        .filter(
          (r) =>
            r.competence === competence &&
            r.coverage === null &&
            here.some((p) => (r.role === null || r.role === p.role) && (r.unit === null || chain(p.unit).includes(r.unit))),
        )
        .map((r) => stateOf(i, r));
      if (states.length === 0) continue;
      const worst = Math.min(...states);
      const [all, has, soon] = lines[competence] ?? [0, 0, 0];
      lines[competence] = [all + 1, has + (worst >= 2 ? 1 : 0), soon + (worst === 2 ? 1 : 0)];
    }
  });
  const coverage = m.requirements.flatMap((r) =>
    r.coverage === null
      ? []
      : m.units
          .filter((u) => under(u.id) && (r.unit === null ? u.level === "unit" : r.unit === u.id))
          .map((u) => {
            const inside = (id: string | null): boolean =>
              id === u.id || (id !== null && inside(m.units.find((x) => x.id === id)?.parent ?? null));
            const states = m.people.flatMap((positions, i) => {
              const now = positions.filter(isNow);
              return now.some((p) => inside(p.unit) && (r.role === null || p.role === r.role)) ? [stateOf(i, r)] : [];
            });
            return `${u.id} ${r.competence} ${r.coverage} ${states.filter((s) => s >= 2).length} ${states.filter((s) => s === 2).length}`;
          }),
  );
  return { lines, coverage: coverage.sort() };
};

test("the numbers are those of a second computation, in 1 000 municipalities", () => {
  fc.assert(
    fc.property(municipality, some(unitIds), (m, unit) => {
      const { directory, requirements, attained } = built(m);
      const gap = gapOf(unit, attained, { requirements, directory, today });
      const lines = Object.fromEntries(gap.lines.map((l) => [l.competence, [l.wanted, l.actual, l.expiring]]));
      const coverage = gap.coverage.map((c) => `${c.unit} ${c.requirement.competence} ${c.wanted} ${c.actual} ${c.expiring}`).sort();
      expect({ lines, coverage }).toEqual(recomputed(m, unit));
    }),
    { numRuns: 1000 },
  );
});

test("what a union representative sees is right, and at least five have it and five lack it", () => {
  let shown = 0;
  fc.assert(
    fc.property(town, some(unitIds), (m, unit) => {
      const { directory, requirements, attained } = built(m);
      const { lines, hidden } = safeGapOf(unit, attained, { requirements, directory, today, courses: courses.values() });
      const plain = recomputed(m, unit).lines;
      expect(lines.length + hidden).toBe(Object.keys(plain).length);
      for (const { competence, has, lacks } of lines) {
        expect([has + lacks, has]).toEqual(plain[competence]?.slice(0, 2));
        expect(Math.min(has, lacks)).toBeGreaterThanOrEqual(5);
        shown++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(shown).toBeGreaterThan(50);
});

test("two lines of what one course gives are not set beside each other, where the one is required of more", () => {
  const position = (role: string) => ({ unit: "a", role, percent: 50, from: "2019-01-01", to: null, holdsTalk: false }) as const;
  const m: Municipality = {
    units: [{ id: "a", name: "a", aliases: [], parent: null, level: "municipality" }],
    people: [...Array.from({ length: 10 }, () => [position("helper")]), [position("nurse")]],
    requirements: [
      { competence: "aid", role: "helper", unit: null, level: null, source: "law", validity: null, coverage: null },
      { competence: "fire", role: null, unit: null, level: null, source: "law", validity: null, coverage: null },
    ],
    trainings: [0, 1, 2, 3, 4, 10].map((person) => ({ person, course: "both", day: "2024-12-01", objected: false })),
    confirmed: [],
  };
  const { directory, requirements, attained } = built(m);
  const shown = safeGapOf("a", attained, { requirements, directory, today, courses: courses.values() });
  expect(shown).toEqual({ lines: [{ competence: "fire", has: 6, lacks: 5 }], hidden: 1 });
});

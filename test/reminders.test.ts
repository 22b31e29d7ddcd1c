/** Who is reminded of what, against a second, plain computation: on single days of random municipalities, and morning by morning through a year. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SignUp } from "../src/domain/choice.ts";
import { addDays, type Day } from "../src/domain/day.ts";
import { developmentTalkId } from "../src/domain/developmentTalk.ts";
import { directoryOf } from "../src/domain/directory.ts";
import type { Measure } from "../src/domain/measure.ts";
import type { Leadership, Person, Unit } from "../src/domain/organisation.ts";
import type { Requirement } from "../src/domain/requirement.ts";
import { attainedBy } from "../src/domain/standing.ts";
import { reminderKinds, type Wish } from "../src/domain/wish.ts";
import { yearWheel } from "../src/ports/yearWheel.ts";
import { dueByPerson, morning } from "../src/reminders/morning.ts";
import type { Year } from "../src/reminders/year.ts";
import { courseLike } from "./support/courseLike.ts";
import { naiveDue, naiveMorning, type State, type YearWheel } from "./support/naiveYear.ts";

const unitIds = ["top", "a", "b", "c", "d", "e"];
const peopleIds = Array.from({ length: 10 }, (_, i) => `p${i}`);
const [competences, roles] = [
  ["aid", "fire"],
  ["nurse", "helper"],
];
const some = (values: readonly string[]) => fc.constantFrom(...values);
/** Around the seasons, so that there is something to tell of. */
const dayAround = fc
  .tuple(some(["2026-12-20", "2027-02-25", "2027-03-20", "2027-04-20", "2027-05-17", "2027-09-01"]), fc.integer({ min: -25, max: 25 }))
  .map(([day, n]) => addDays(day, n));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const units = fc.tuple(...unitIds.slice(1).map((_, i) => fc.integer({ min: 0, max: i }))).map((parents): Unit[] =>
  unitIds.map((id, i) => ({
    id,
    name: id,
    aliases: [],
    parent: i === 0 ? null : (unitIds[parents[i - 1] ?? 0] ?? "top"),
    level: i === 0 ? "municipality" : i % 3 === 2 ? "department" : "unit",
  })),
);
const position = fc.record({
  unit: some(unitIds),
  role: some(roles),
  percent: fc.constant(50),
  from: some(["2019-01-01", "2027-03-15"]),
  to: maybe(some(["2027-04-01", "2030-01-01"])),
  holdsTalk: fc.boolean(),
});
const person = fc.record({ positions: fc.array(position, { minLength: 1, maxLength: 2 }), hired: dayAround, hr: fc.boolean() });
const leadership = fc.record({
  person: some(peopleIds),
  unit: some(unitIds),
  kind: fc.constantFrom("leader", "acting") as fc.Arbitrary<Leadership["kind"]>,
  from: some(["2019-01-01", "2027-03-20"]),
  to: maybe(some(["2027-03-19", "2030-01-01"])),
});
const requirement = fc.record({
  competence: some(competences),
  role: maybe(some(roles)),
  unit: maybe(some(unitIds)),
  level: fc.constant(null),
  source: fc.constant("law") as fc.Arbitrary<Requirement["source"]>,
  validity: maybe(
    fc.constantFrom({ warnAfter: 9, overdueAfter: 12 }, { warnAfter: 24, overdueAfter: 36 }, { warnAfter: 11, overdueAfter: 12 }),
  ),
  coverage: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 3, nil: null }),
});
const training = fc.record({
  person: some(peopleIds),
  course: some(["aid-course", "fire-course", "gone-course"]),
  day: fc.integer({ min: 0, max: 1300 }).map((n) => addDays("2024-01-01", n)),
});
const town = fc.record({
  units,
  people: fc.array(person, { minLength: 10, maxLength: 10 }),
  leaderships: fc.array(leadership, { minLength: 3, maxLength: 9 }),
  requirements: fc.array(requirement, { minLength: 1, maxLength: 5 }),
  trainings: fc.array(training, { maxLength: 30 }),
  talks: fc.array(
    fc.record({
      person: some(peopleIds),
      state: fc.constantFrom("booked", "held", "later", "notNow") as fc.Arbitrary<"booked">,
      day: dayAround,
    }),
    { maxLength: 8 },
  ),
  analyses: fc.subarray(unitIds, { maxLength: 2 }),
  extensions: fc.array(fc.record({ unit: some(unitIds), until: dayAround, registered: dayAround }), { maxLength: 2 }),
  signUps: fc.array(fc.record({ person: some(peopleIds), course: some(["aid-course", "fire-course"]), to: dayAround }), { maxLength: 4 }),
  measures: fc.array(
    fc.record({
      unit: some(unitIds),
      responsible: maybe(some(peopleIds)),
      from: maybe(dayAround),
      to: maybe(dayAround),
      status: fc.constantFrom("planned", "started", "done") as fc.Arbitrary<"planned">,
    }),
    { maxLength: 4 },
  ),
  wishes: fc.array(
    fc.record({
      person: some(peopleIds),
      pace: maybe(fc.constantFrom("usual", "weekly", "asked") as fc.Arbitrary<"usual">),
      hours: fc.constant(null),
      muted: fc.subarray([...reminderKinds], { maxLength: 2 }),
      away: maybe(dayAround),
    }),
    { maxLength: 3 },
  ),
  hr: fc.integer({ min: 0, max: 3 }),
  weekly: fc.record({ unit: some(unitIds), on: fc.integer({ min: 1, max: 5 }) }),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

const course = (id: string, competence: string, withdrawn = false) => courseLike({ id, competences: [competence], withdrawn });
const courses = new Map(
  [course("aid-course", "aid"), course("fire-course", "fire", true), course("gone-course", "aid", true)].map((c) => [c.id, c]),
);
const byPerson = <T extends { readonly person: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.person, one])).values(),
];

const built = (t: Town) => {
  const people: Person[] = t.people.map(({ positions, hired, hr }, i) => ({
    id: `p${i}`,
    name: `P ${i}`,
    aadObjectId: null,
    email: null,
    hasTeams: true,
    groups: hr && i < t.hr ? ["hr"] : [],
    language: null,
    hired,
    positions,
  }));
  const leaderships = t.leaderships.map((l, i) => ({ id: `l${i}`, ...l }));
  const directory = directoryOf({ units: t.units, roles: [], people, leaderships });
  const requirements = t.requirements.map((r, i): Requirement => ({ id: `r${i}`, ...r }));
  const wheel = yearWheel.parse({
    hours: { from: "08:00", to: "15:30" },
    units: { [t.weekly.unit]: { weekly: t.weekly.on }, d: { hours: { from: "07:00", to: "14:00" } } },
    quiet: [{ name: "jul", from: "12-22", to: "01-02" }],
    talks: { deadline: null, steps: [105, 60, 14] },
    gap: { deadline: null, steps: [60, 30, 14], nextLeader: 7, hr: -1, notice: 5 },
    validity: { steps: [90, 30] },
    coverage: { days: 90 },
    measures: { start: 14, deadline: 14, overdue: 30 },
    newcomers: { partOne: 30, partTwo: 90, days: ["03-15", "09-15"], before: 21 },
  });
  const talks = byPerson(t.talks).map((talk) => ({
    ...talk,
    id: developmentTalkId(talk.person, 2027),
    year: 2027,
    day: talk.state === "booked" || talk.state === "held" ? talk.day : null,
    start: null,
    registeredBy: "p0",
    registered: "2027-01-01",
    objected: false,
  }));
  const wishes: readonly Wish[] = byPerson(t.wishes).map((w) => ({ ...w, awayFrom: null }));
  const known = {
    directory,
    catalogue: { courses, competences: new Map(), requirements },
    attained: (id: string) =>
      attainedBy(
        {
          trainings: t.trainings
            .filter((one) => one.person === id)
            .map((one) => ({ course: one.course, date: { from: one.day, to: one.day }, objected: false })),
          confirmations: [],
        },
        courses,
      ),
    signUps: t.signUps.map((s, i): SignUp => ({ ...s, id: `s${i}`, from: s.to, start: null, place: "", signed: "2027-01-01T08:00:00Z" })),
    measures: t.measures.map(
      ({ unit, responsible, from, to, status }, i) =>
        ({
          id: `m${i}`,
          unit,
          name: `M ${i}`,
          level: "unit",
          status,
          responsible: { person: responsible, name: "x" },
          period: from === null && to === null ? null : { from, to },
        }) as Measure,
    ),
    talks,
  };
  const year = (today: Day, sent: (key: string) => Day | undefined, pushed: (to: string) => Day | undefined, told: Year["told"]): Year => ({
    ...known,
    today,
    wheel,
    talk: (id, of) => talks.find((one) => one.person === id && one.year === of),
    isDelivered: (unit, of) => of === 2027 && t.analyses.includes(unit),
    extensions: t.extensions.map((e, i) => ({ id: `e${i}`, ...e, year: 2027, registeredBy: "p0" })),
    followUps: [],
    rounds: [],
    wish: (id) => wishes.find((w) => w.person === id),
    putOff: () => undefined,
    sent,
    told,
    planned: addDays(today, -1),
    pushed,
  });
  const state = (today: Day, announced: (key: string) => Day | undefined): State => ({
    ...known,
    today,
    wheel: wheel as unknown as YearWheel,
    analyses: t.analyses.map((unit) => ({ unit, year: 2027 })),
    extensions: t.extensions.map((e) => ({ ...e, year: 2027 })),
    wishes: wishes as State["wishes"],
    announced,
  });
  return { year, state };
};

test("on any day the same is due as by a second computation, in 1 000 municipalities", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(town, dayAround, fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), (t, today, ago) => {
      const { year, state } = built(t);
      const announced = (key: string) => (ago === undefined || !key.startsWith("gap/") ? undefined : addDays(today, -ago));
      const told = (_to: string, matter: string) => (ago === undefined || !matter.startsWith("gap/") ? [] : [addDays(today, -ago)]);
      const due = [...dueByPerson(year(today, announced, () => undefined, told)).values()].flat();
      for (const one of due) seen.add(one.kind);
      expect(due.map((d) => d.key).sort()).toEqual(
        naiveDue(state(today, announced))
          .map((d) => d.key)
          .sort(),
      );
    }),
    { numRuns: 1000 },
  );
  // All there are, but for what somebody has asked for themselves, and what they are asked once.
  expect([...seen].sort()).toEqual(reminderKinds.filter((kind) => kind !== "asked" && kind !== "evaluate").toSorted());
});

test("through a year the same mornings, each reminder once, and never two messages on a day", () => {
  let mornings = 0;
  fc.assert(
    fc.property(town, (t) => {
      const { year, state } = built(t);
      const sent = new Map<string, Day>();
      const toldOf = new Map<string, Day[]>();
      for (let today = "2026-12-15"; today <= "2027-10-15"; today = addDays(today, 1)) {
        const now = morning(
          year(
            today,
            (key) => sent.get(key),
            () => undefined,
            (to, matter) => toldOf.get(`${to} ${matter}`) ?? [],
          ),
        );
        const plain = naiveMorning(
          state(today, (key) => sent.get(key)),
          new Set(sent.keys()),
        );
        const ours = now.map((p) => ({ to: p.to, at: `${today}T${p.from}`, keys: p.items.map((i) => i.key).sort() }));
        const byTo = <P extends { readonly to: string }>(all: readonly P[]) => all.toSorted((a, b) => (a.to < b.to ? -1 : 1));
        expect(byTo(ours), today).toEqual(byTo(plain));
        expect(new Set(now.map((p) => p.to)).size).toBe(now.length);
        for (const { items } of now)
          for (const { key, matter, to } of items) {
            expect(sent.has(key)).toBe(false);
            sent.set(key, today);
            toldOf.set(`${to} ${matter}`, [...(toldOf.get(`${to} ${matter}`) ?? []), today]);
          }
        mornings += now.length;
      }
    }),
    { numRuns: 12 },
  );
  expect(mornings).toBeGreaterThan(100);
});

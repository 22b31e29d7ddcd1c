/** People and situations as they were written down before there was a ranking, and the truth of a reason told again by hand. */
import { readFileSync } from "node:fs";
import { forPerson, type Situation, type Suggestion } from "../../src/catalogue/recommend.ts";
import { catalogueOf } from "../../src/catalogue/search.ts";
import type { Course } from "../../src/domain/course.ts";
import { directoryOf } from "../../src/domain/directory.ts";
import type { OrganisationData, Person } from "../../src/domain/organisation.ts";
import type { Requirement } from "../../src/domain/requirement.ts";
import { attainedBy } from "../../src/domain/standing.ts";

export type Told = {
  readonly id: string;
  readonly story: string;
  readonly today: string;
  readonly positions?: readonly { unit: string; role: string; from: string; to: string | null }[];
  readonly trainings?: readonly { course: string | null; title: string; from: string; to: string; objected?: boolean }[];
  readonly confirmed?: readonly { competence: string; day: string }[];
  readonly needs?: readonly { unit: string; competence: string }[];
  readonly interests?: readonly string[];
  readonly dismissed?: readonly string[];
  readonly signedUp?: readonly { course: string; date: string }[];
  readonly withdrawn?: readonly string[];
  readonly requirements?: readonly Requirement[];
  readonly first?: readonly string[];
  readonly firstAny?: boolean;
  readonly why?: string | null;
  readonly never?: readonly string[];
};

const sample = <T>(name: string): T => JSON.parse(readFileSync(`data/sample/${name}.json`, "utf8")) as T;
const [courses, competences, requirements] = [
  sample<Course[]>("courses"),
  sample<{ id: string; name: { nb: string; nn: string; en: string } }[]>("competences"),
  sample<Requirement[]>("requirements"),
];
const organisation: OrganisationData = {
  units: sample("units"),
  roles: sample("roles"),
  people: sample("people"),
  leaderships: sample("leaderships"),
};

export const situationsIn = (file: string): readonly Told[] => JSON.parse(readFileSync(file, "utf8")) as readonly Told[];

export const sceneOf = (told: Told) => {
  const me: Person = {
    id: "somebody",
    name: "Somebody",
    aadObjectId: null,
    email: null,
    hasTeams: true,
    groups: [],
    language: null,
    hired: (told.positions ?? []).map((p) => p.from).sort()[0] ?? "2000-01-01",
    positions: (told.positions ?? []).map((p, i) => ({ ...p, percent: 50, holdsTalk: i === 0 })),
  };
  const directory = directoryOf({ ...organisation, people: [...organisation.people, me] });
  const all = courses.map((c) => ({ ...c, withdrawn: c.withdrawn || (told.withdrawn?.includes(c.id) ?? false) }));
  const asked = [...requirements, ...(told.requirements ?? []).map((r) => ({ ...r, level: r.level ?? null }))];
  const catalogue = catalogueOf(all, competences, asked);
  const trainings = (told.trainings ?? []).map((t) => ({
    course: t.course,
    date: { from: t.from, to: t.to },
    objected: t.objected ?? false,
  }));
  const confirmations = (told.confirmed ?? []).map((c) => ({ competence: c.competence, level: null, day: c.day, objected: false }));
  const situation: Situation = {
    attained: attainedBy({ trainings, confirmations }, catalogue.courses),
    taken: new Set(trainings.flatMap((t) => (t.course && !t.objected ? [t.course] : []))),
    left: new Set([...(told.dismissed ?? []), ...(told.signedUp ?? []).filter((s) => s.date >= told.today).map((s) => s.course)]),
    interests: told.interests ?? [],
    needs: (told.needs ?? [])
      .filter((n) =>
        me.positions.some(
          (p) => p.from <= told.today && (p.to ?? "9999") >= told.today && directory.above(p.unit).some((u) => u.id === n.unit),
        ),
      )
      .map((n, i) => ({
        id: `need-${i}`,
        unit: n.unit,
        text: n.competence,
        strategies: null,
        measures: null,
        competence: n.competence,
        kind: null,
        priority: null,
        discussed: null,
        registeredBy: "leader",
        registered: told.today,
        closed: null,
      })),
    short: [],
  };
  return { me, directory, catalogue, today: told.today, situation, trainings, confirmations };
};
export type SituationScene = ReturnType<typeof sceneOf>;

export const suggested = (told: Told): readonly Suggestion[] => {
  const { situation, ...around } = sceneOf(told);
  return forPerson(situation, around);
};

/** The last day a month count allows, by adding to the calendar by hand. */
const later = (day: string, months: number): string => {
  const [y = 0, m = 0, d = 0] = day.split("-").map(Number);
  const [year, month] = [y + Math.floor((m - 1 + months) / 12), (m - 1 + months) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return `${year}-${String(month + 1).padStart(2, "0")}-${String(Math.min(d, last)).padStart(2, "0")}`;
};

/** What is false about a suggestion, told again from the data with nothing of the code that made it; undefined where it is true. */
export const falseIn = (s: Suggestion, scene: SituationScene): string | undefined => {
  const { me, today, catalogue, trainings, confirmations, situation } = scene;
  const parentOf = new Map(organisation.units.map((u) => [u.id, u.parent]));
  const chain = (unit: string): string[] => [unit, ...(parentOf.get(unit) ? chain(parentOf.get(unit) ?? "") : [])];
  const now = me.positions.filter((p) => p.from <= today && (p.to === null || p.to >= today));
  const concerns = (r: Requirement) =>
    r.coverage === null && now.some((p) => (r.role === null || r.role === p.role) && (r.unit === null || chain(p.unit).includes(r.unit)));
  const got = (competence: string) => [
    ...trainings
      .filter((t) => !t.objected && t.course && catalogue.courses.get(t.course)?.competences.includes(competence))
      .map((t) => t.date.to),
    ...confirmations.filter((c) => c.competence === competence).map((c) => c.day),
  ];
  const { course } = s;
  const hiredLately = course.hiredWithin === null || later(me.hired, course.hiredWithin) >= today;
  const open =
    hiredLately &&
    now.some(
      (p) =>
        (course.units.length === 0 || chain(p.unit).some((u) => course.units.includes(u))) &&
        (course.roles.length === 0 || course.roles.includes(p.role)),
    );
  if (course.withdrawn) return "it is withdrawn";
  if (!open) return "it is not open";
  if (situation.left.has(course.id)) return "it was turned down, or signed up for";
  if ("standing" in s) {
    const { requirement: r, until } = s.standing;
    if (!concerns(r)) return "it is not required of the person";
    if (!course.competences.includes(r.competence)) return "it does not give what is required";
    const last = got(r.competence).sort().at(-1);
    if (s.why === "missing") return last === undefined ? undefined : "the person has it";
    if (!last || !r.validity) return "it has no end";
    const [warn, end] = [later(last, r.validity.warnAfter), later(last, r.validity.overdueAfter)];
    if (until !== end) return `it ends ${end}, not ${until}`;
    return s.why === "expired"
      ? end < today
        ? undefined
        : "it has not expired"
      : warn <= today && today <= end
        ? undefined
        : "it does not expire soon";
  }
  if (trainings.some((t) => t.course === course.id && !t.objected)) return "the person has taken it";
  if (s.why === "need") {
    if (!now.some((p) => chain(p.unit).includes(s.need.unit))) return "the need is another unit's";
    return s.need.competence && course.competences.includes(s.need.competence) ? undefined : "it does not meet the need";
  }
  if (s.why === "interest")
    return catalogue.search(s.topic, 3).some((c) => c.id === course.id) ? undefined : "it is not about the interest";
  if (s.why === "role")
    return now.some((p) => p.role === s.role.id) && course.roles.includes(s.role.id) ? undefined : "it is not for the role";
  if (s.why === "everyone") return course.roles.length === 0 ? undefined : "it is not for everyone";
  return `nobody asked for ${s.why}`;
};

/** How one situation came out. */
export const outcomeOf = (told: Told) => {
  const all = suggested(told);
  const scene = sceneOf(told);
  const [best] = all;
  const first = told.first ?? [];
  const isRight =
    told.firstAny === true ||
    (first.length === 0
      ? !best || !["missing", "expired", "expiring", "need"].includes(best.why)
      : best !== undefined && first.includes(best.course.id));
  const untrue = all.flatMap((s) => {
    const wrong = falseIn(s, scene);
    return wrong ? [`${s.course.id} (${s.why}): ${wrong}`] : [];
  });
  const never = all.filter((s) => told.never?.includes(s.course.id)).map((s) => s.course.id);
  return { isRight, isWhyRight: told.why === undefined || told.why === null || !isRight || best?.why === told.why, untrue, never, best };
};

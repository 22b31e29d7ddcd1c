/** Who may do what, written out by hand: the oracle for `may`, and for whatever comes out of a turn. Nothing here asks the code. */
import type { Course } from "../../src/domain/course.ts";
import type { Measure } from "../../src/domain/measure.ts";
import type { Need } from "../../src/domain/need.ts";
import type { Leadership, OrganisationData, Person } from "../../src/domain/organisation.ts";
import type { Act, may } from "../../src/domain/permissions.ts";
import type { Training } from "../../src/domain/training.ts";
import { courseLike } from "./courseLike.ts";

export const [yesterday, today, tomorrow] = ["2026-11-22", "2026-11-23", "2026-11-24"];

/** The night shift lies in the home care unit, that in the health section; the school lies elsewhere. Siv is the one concerned. */
export const names = ["siv", "employee", "leader", "above", "other", "hr", "union", "acting", "deputy", "tomorrow", "ended"] as const;
export type Name = (typeof names)[number];
/** Those whose records others might want: one in each unit around, and one who has no position. */
const around = { nils: "night", heidi: "health", sara: "school", gone: null } as const;
const unitOf: Readonly<Record<string, string | null>> = { other: "school", ...around };

const capital = (id: string) => id.slice(0, 1).toUpperCase() + id.slice(1);
export const fullName = (id: string) => `${capital(id)} Eksempel`;
const languages = ["nb", "nn", "en"] as const;
const personOf = (id: string, i: number): Person => {
  const unit = id in unitOf ? unitOf[id] : "care";
  return {
    id,
    name: fullName(id),
    aadObjectId: id === "nils" || id === "gone" ? null : `aad-${id}`,
    email: `${id}@example.no`,
    hasTeams: id !== "nils",
    groups: id === "hr" || id === "union" ? [id] : [],
    language: languages[i % 3] ?? null,
    hired: "2020-01-01",
    positions: unit ? [{ unit, role: "r", percent: 100, from: "2020-01-01", to: null, holdsTalk: true }] : [],
  };
};
const leads = (person: Name, unit: string, kind: Leadership["kind"] = "leader", from = "2020-01-01", to: string | null = null) => ({
  id: person,
  person,
  unit,
  kind,
  from,
  to,
});
export const organisation: OrganisationData = {
  units: [
    { id: "all", name: "Kommunen", aliases: [], parent: null, level: "municipality" },
    { id: "health", name: "Helse", aliases: [], parent: "all", level: "section" },
    { id: "care", name: "Hjemmetjenesten", aliases: [], parent: "health", level: "unit" },
    { id: "night", name: "Nattpatruljen", aliases: [], parent: "care", level: "department" },
    { id: "school", name: "Skolen", aliases: [], parent: "all", level: "unit" },
  ],
  roles: [{ id: "r", name: { nb: "Fagarbeider", nn: "Fagarbeidar", en: "Skilled worker" }, aliases: [] }],
  people: [...names, ...Object.keys(around)].map(personOf),
  leaderships: [
    leads("leader", "care"),
    leads("above", "health"),
    leads("other", "school"),
    leads("acting", "care", "acting", "2026-11-01", today),
    leads("deputy", "care", "deputy", today, today),
    leads("tomorrow", "care", "deputy", tomorrow, null),
    leads("ended", "care", "leader", "2020-01-01", yesterday),
  ],
};

/** A word that stands in one record only, so that it can be told whose data an answer shows. */
export const canary = (id: string) => `kanari${id.replace(/\W/g, "")}zz`;

const measure = (id: string, unit: string, more: Partial<Measure> = {}): Measure => ({
  id,
  unit,
  level: "unit",
  name: `Tiltak ${canary(id)}`,
  responsible: { person: null, name: "Ekstern" },
  goal: `Alle kan ${canary(id)}`,
  audience: `Gruppe ${canary(id)}`,
  strategy: null,
  plan: `Plan ${canary(id)}`,
  period: null,
  economy: null,
  evaluation: null,
  kind: null,
  group: null,
  frequency: null,
  status: "planned",
  support: null,
  registeredBy: "ended",
  registered: today,
  ...more,
});
const aimedAt = (person: string) => ({ level: "individual", responsible: { person, name: fullName(person) } }) as const;
const training = (id: string, person: string, more: Partial<Training> = {}): Training => ({
  id,
  person,
  title: `Kurs ${canary(id)}`,
  course: null,
  date: { from: yesterday, to: yesterday },
  hours: null,
  studyPoints: null,
  provider: null,
  arena: null,
  onlyMe: false,
  loggedBy: person,
  logged: yesterday,
  objected: false,
  seen: null,
  ...more,
});
const record = (person: string) => ({ person, units: unitOf[person] === null ? [] : [unitOf[person] ?? "care"] });
const taken = (id: string, person: string, more: Partial<Training> = {}) => ({
  training: training(id, person, more),
  record: record(person),
});

type Row = readonly [about: string, what: Parameters<typeof may>[2] & object, answers: string];
// siv   employee  leader  above  other  hr  union  acting  deputy  tomorrow  ended
const anyone = "x     x         x       x      x      x   x      x       x       x         x";
const leaders = "-     -         x       x      x      x   -      x       x       -         -";
const unitAnd = "-     -         x       x      -      x   -      x       x       -         -";
const herselfA = "x     -         x       x      -      x   -      x       x       -         -";
const anotherA = "-     x         x       x      -      x   -      x       x       -         -";
const hrAlone = "-     -         -       -      -      x   -      -       -       -         -";
const herself = "x     -         -       -      -      -   -      -       -       -         -";
const another = "-     x         -       -      -      -   -      -       -       -         -";
const section = "-     -         -       x      -      x   -      -       -       -         -";
const schoolA = "-     -         -       -      x      x   -      -       -       -         -";
const sivAndSchool = "x     -         -       -      x      x   -      -       -       -         -";
const planners = "-     -         x       x      x      x   x      x       x       -         -";
const unitAndUnion = "-     -         x       x      -      x   x      x       x       -         -";
const sectionAndUnion = "-     -         -       x      -      x   x      -       -       -         -";
const schoolAndUnion = "-     -         -       -      x      x   x      -       -       -         -";
const hrAndUnion = "-     -         -       -      -      x   x      -       -       -         -";
const leadersOfIt = "-     -         x       x      -      -   -      x       x       -         -";
const leadersOfAny = "-     -         x       x      x      -   -      x       x       -         -";
const aboveAlone = "-     -         -       x      -      -   -      -       -       -         -";
const schoolLeader = "-     -         -       -      x      -   -      -       -       -         -";
const writerAndHr = "-     -         x       -      -      x   -      -       -       -         -";
const allButSchool = "x     x         x       x      -      x   x      x       x       x         x";
const noOne = "-     -         -       -      -      -   -      -       -       -         -";

const m = {
  planned: measure("m-planned", "care"),
  stopped: measure("m-stopped", "care", { status: "stopped" }),
  draft: measure("m-draft", "care", { status: "draft", goal: null }),
  own: measure("m-own", "care", aimedAt("siv")),
  names: measure("m-names", "care", { plan: `${fullName("siv")} holder kurset ${canary("m-names")}` }),
  namesDraft: measure("m-namesdraft", "care", { status: "draft", goal: `Så lærer ${fullName("siv")}s lag ${canary("m-namesdraft")}` }),
  byOther: measure("m-byother", "care", { registeredBy: "other", level: "individual" }),
  below: measure("m-below", "night"),
  belowOne: measure("m-belowone", "night", aimedAt("nils")),
  above: measure("m-above", "health"),
  aboveDraft: measure("m-abovedraft", "health", { status: "draft" }),
  school: measure("m-school", "school"),
  schoolDraft: measure("m-schooldraft", "school", { status: "draft" }),
  schoolNames: measure("m-schoolnames", "school", { audience: `Eksempel, Siv (${canary("m-schoolnames")})` }),
  schoolOne: measure("m-schoolone", "school", aimedAt("sara")),
};
const t = {
  siv: taken("t-siv", "siv"),
  onlyMe: taken("t-onlyme", "siv", { onlyMe: true }),
  byLeader: taken("t-byleader", "siv", { loggedBy: "leader" }),
  employee: taken("t-employee", "employee"),
  below: taken("t-below", "nils"),
  above: taken("t-above", "heidi"),
  school: taken("t-school", "sara"),
};

const need = (id: string, unit: string, more: Partial<Need> = {}): Need => ({
  id,
  unit,
  text: `Behov for ${canary(id)}`,
  strategies: null,
  measures: null,
  competence: null,
  kind: null,
  priority: null,
  discussed: null,
  registeredBy: "leader",
  registered: yesterday,
  closed: null,
  ...more,
});
const n = {
  care: need("n-care", "care"),
  school: need("n-school", "school", { registeredBy: "other" }),
  phaseOut: need("n-phaseout", "care", { kind: "phaseOut" }),
  discussed: need("n-discussed", "care", { kind: "phaseOut", discussed: yesterday }),
};
const courseFor = (unit: string): Course => courseLike({ id: `for-${unit}`, units: [unit] });
/** What goes by the unit: its own, a department of it, the section above, the whole municipality, another. */
const inUnits = (own: string, above: string, whole: string, other: string): readonly Row[] => [
  ["the unit", { unit: "care" }, own],
  ["a department of it", { unit: "night" }, own],
  ["the section above", { unit: "health" }, above],
  ["the whole municipality", { unit: "all" }, whole],
  ["another unit", { unit: "school" }, other],
];

/** siv   employee  leader  above  other  hr  union  acting  deputy  tomorrow  ended: every act there is, or it does not compile. */
export const matrix: { readonly [A in Act]: readonly Row[] } = {
  "measure.register": [["", {}, leaders]],
  "measure.registerIn": [
    ["the unit", { unit: "care" }, unitAnd],
    ["a department of it", { unit: "night" }, unitAnd],
    ["the section above", { unit: "health" }, section],
    ["the whole municipality", { unit: "all" }, hrAlone],
    ["another unit", { unit: "school" }, schoolA],
    ["a unit nobody has heard of", { unit: "moon" }, hrAlone],
  ],
  "measure.suggest": [["", {}, anyone]],
  "measure.see": [
    ["of the unit", { measure: m.planned }, anyone],
    ["that is stopped", { measure: m.stopped }, anyone],
    ["that is a draft", { measure: m.draft }, unitAnd],
    ["for one person", { measure: m.own }, herselfA],
    ["that names her", { measure: m.names }, herselfA],
    ["that is a draft and names her", { measure: m.namesDraft }, unitAnd],
    ["that a leader of another unit registered", { measure: m.byOther }, unitAnd],
    ["of a department", { measure: m.below }, anyone],
    ["for one person there", { measure: m.belowOne }, unitAnd],
    ["of the section above", { measure: m.above }, anyone],
    ["that is a draft there", { measure: m.aboveDraft }, section],
    ["of another unit", { measure: m.school }, anyone],
    ["that is a draft there", { measure: m.schoolDraft }, schoolA],
    ["for one person there", { measure: m.schoolOne }, schoolA],
    ["of another unit that names her", { measure: m.schoolNames }, sivAndSchool],
    ["that is not there", {}, noOne],
  ],
  "measure.change": [
    ["of the unit", { measure: m.planned }, unitAnd],
    ["that is stopped", { measure: m.stopped }, unitAnd],
    ["that is a draft", { measure: m.draft }, unitAnd],
    ["for one person", { measure: m.own }, unitAnd],
    ["that names her", { measure: m.names }, unitAnd],
    ["that is a draft and names her", { measure: m.namesDraft }, unitAnd],
    ["that a leader of another unit registered", { measure: m.byOther }, unitAnd],
    ["of a department", { measure: m.below }, unitAnd],
    ["for one person there", { measure: m.belowOne }, unitAnd],
    ["of the section above", { measure: m.above }, section],
    ["that is a draft there", { measure: m.aboveDraft }, section],
    ["of another unit", { measure: m.school }, schoolA],
    ["that is a draft there", { measure: m.schoolDraft }, schoolA],
    ["for one person there", { measure: m.schoolOne }, schoolA],
    ["of another unit that names her", { measure: m.schoolNames }, schoolA],
    ["that is not there", {}, noOne],
  ],
  "training.log": [["", {}, anyone]],
  "training.logForUnit": [["", {}, leaders]],
  "training.logFor": [
    ["Siv", { record: record("siv") }, unitAnd],
    ["a colleague", { record: record("employee") }, unitAnd],
    ["one below", { record: record("nils") }, unitAnd],
    ["one above", { record: record("heidi") }, section],
    ["one elsewhere", { record: record("sara") }, schoolA],
    ["somebody without a position", { record: record("gone") }, hrAlone],
  ],
  "training.see": [
    ["of Siv", t.siv, herselfA],
    ["only for herself", t.onlyMe, herself],
    ["that the leader logged for her", t.byLeader, herselfA],
    ["of a colleague", t.employee, anotherA],
    ["of one below", t.below, unitAnd],
    ["of one above", t.above, section],
    ["of one elsewhere", t.school, schoolA],
    ["that is not there", { record: record("siv") }, noOne],
  ],
  "training.object": [
    ["of Siv", t.siv, herself],
    ["only for herself", t.onlyMe, herself],
    ["that the leader logged for her", t.byLeader, herself],
    ["of a colleague", t.employee, another],
    ["of one below", t.below, noOne],
    ["of one above", t.above, noOne],
    ["of one elsewhere", t.school, noOne],
  ],
  "gap.see": inUnits(unitAnd, section, hrAlone, schoolA),
  "gap.deliver": inUnits(unitAnd, section, hrAlone, schoolA),
  "gap.names": [
    ["a colleague", { record: record("employee") }, leadersOfIt],
    ...["leader", "acting", "deputy", "tomorrow", "ended", "hr", "union"].map(
      (id): Row => [`${id} of the unit`, { record: record(id) }, leadersOfIt],
    ),
    ["the leader above, who works here", { record: record("above") }, leadersOfIt],
    ["the leader elsewhere", { record: record("other") }, schoolLeader],
    ["Siv", { record: record("siv") }, leadersOfIt],
    ["one below", { record: record("nils") }, leadersOfIt],
    ["one above", { record: record("heidi") }, aboveAlone],
    ["one elsewhere", { record: record("sara") }, schoolLeader],
    ["somebody without a position", { record: record("gone") }, noOne],
  ],
  "gap.status": [["", {}, hrAlone]],
  "need.add": [["", {}, leaders]],
  "need.addIn": inUnits(unitAnd, section, hrAlone, schoolA),
  "need.see": [
    ["of the unit", { need: n.care }, unitAndUnion],
    ["of another unit", { need: n.school }, schoolAndUnion],
    ["that is phase-out", { need: n.phaseOut }, writerAndHr],
    ["that is phase-out, and discussed", { need: n.discussed }, unitAndUnion],
    ["that is not there", {}, noOne],
  ],
  "competence.confirm": [["", {}, leaders]],
  "competence.confirmFor": [
    ["Siv", { record: record("siv") }, unitAnd],
    ["a colleague", { record: record("employee") }, unitAnd],
    ["one below", { record: record("nils") }, unitAnd],
    ["one above", { record: record("heidi") }, section],
    ["one elsewhere", { record: record("sara") }, schoolA],
    ["somebody without a position", { record: record("gone") }, hrAlone],
  ],
  "confirmation.object": [
    ["of Siv", { record: record("siv") }, herself],
    ["of a colleague", { record: record("employee") }, another],
  ],
  "course.join": [
    ["that is open to the unit", { course: courseFor("care") }, allButSchool],
    ["that is not there", {}, noOne],
  ],
  "totals.see": [
    ["", {}, planners],
    ["of the unit", { unit: "care" }, unitAndUnion],
    ["of a department", { unit: "night" }, unitAndUnion],
    ["of the section above", { unit: "health" }, sectionAndUnion],
    ["of the whole municipality", { unit: "all" }, hrAndUnion],
    ["of another unit", { unit: "school" }, schoolAndUnion],
  ],
  "self.ask": [["", {}, anyone]],
  "self.export": [["", {}, anyone]],
  "self.erase": [["", {}, anyone]],
  "courses.ask": [["", {}, anyone]],
  "help.ask": [["", {}, anyone]],
  "files.bring": [["", {}, hrAlone]],
  "files.take": [["", {}, hrAlone]],
  "talk.register": [["", {}, leadersOfAny]],
  "reminders.release": [["", {}, hrAlone]],
  "hr.write": [["", {}, anyone]],
  "hr.confirmPerson": [["", {}, hrAlone]],
};
export const acts = Object.keys(matrix) as Act[];
export const measures: readonly Measure[] = Object.values(m);
export const needs: readonly Need[] = Object.values(n);
export const trainings: readonly Training[] = Object.values(t).map((one) => one.training);

/** One answer for each of the names, in their order. */
export const marks = (answers: string): readonly boolean[] => answers.split(/\s+/).map((x) => x === "x");

/** What a row is about: the id of the measure, the training, the person or the unit; nothing where the act is about nothing. */
const keyOf = ({ measure, training, need, course, record, unit }: Row[1]) =>
  measure?.id ?? training?.id ?? need?.id ?? course?.id ?? record?.person ?? unit ?? "";
const verdicts = new Map(
  acts.flatMap((act) =>
    matrix[act].flatMap(([, what, answers]) => names.map((name, i) => [`${act} ${keyOf(what)} ${name}`, marks(answers)[i] ?? false])),
  ),
);
/** What the table says; no where it says nothing. */
export const allowed = (who: string, act: Act, about = ""): boolean => verdicts.get(`${act} ${about} ${who}`) ?? false;

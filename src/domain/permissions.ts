/** The one place that decides: may this person do this to that, by the organisation of today. */

import { isOpenTo } from "./access.ts";
import { concerned } from "./concerned.ts";
import type { Course } from "./course.ts";
import type { Day } from "./day.ts";
import type { Directory } from "./directory.ts";
import type { Measure } from "./measure.ts";
import { isDelicateNeed, type Need } from "./need.ts";
import type { Person } from "./organisation.ts";
import type { Training } from "./training.ts";

/** What today's organisation says of a person. */
export type Rights = {
  readonly person: string;
  readonly hr: boolean;
  readonly union: boolean;
  readonly leader: boolean;
  /** Leads the municipality as a whole. */
  readonly top: boolean;
  /** Every unit the person leads, those below included. */
  readonly leads: ReadonlySet<string>;
  readonly directory: Directory;
  /** Whether a course is open to the person. */
  readonly isOpen: (course: Course) => boolean;
};

export const rightsOf = (p: Person, directory: Directory, today: Day): Rights => {
  const led = directory.ledBy(p.id, today);
  return {
    person: p.id,
    hr: p.groups.includes("hr"),
    union: p.groups.includes("union"),
    leader: led.length > 0,
    top: led.some((u) => u.parent === null),
    leads: new Set(led.flatMap((u) => [...directory.within(u.id)])),
    directory,
    isOpen: (course) => isOpenTo(course, p, directory, today),
  };
};

type About = {
  readonly unit?: string | undefined;
  readonly measure?: Measure | undefined;
  readonly training?: Training | undefined;
  readonly course?: Course | undefined;
  readonly need?: Need | undefined;
  /** A person whose record is concerned, with the units of today's positions. */
  readonly record?: { readonly person: string; readonly units: readonly string[] } | undefined;
};

/** Whose record it is, for `About`. */
export const recordOf = (person: string, directory: Directory, today: Day): NonNullable<About["record"]> => {
  const found = directory.person(person);
  return { person, units: found ? directory.positionsOf(found, today).map((p) => p.unit) : [] };
};

const everyone = () => true;
const leadersAndHr = (r: Rights) => r.hr || r.leader;
const leadsUnit = (r: Rights, unit: string | undefined) => unit !== undefined && r.leads.has(unit);

/** Who is responsible must see what it is; else a draft is for those who lead, and a person's record for that person. */
const seesMeasure = (r: Rights, { measure }: About) => {
  if (!measure) return false;
  if (r.hr || leadsUnit(r, measure.unit) || measure.responsible.person === r.person) return true;
  return measure.status !== "draft" && (concerned(measure, r.directory)?.includes(r.person) ?? true);
};
const changesMeasure = (r: Rights, { measure }: About) => measure !== undefined && (r.hr || leadsUnit(r, measure.unit));

const acts = {
  "measure.register": leadersAndHr,
  "measure.registerIn": (r, { unit }) => r.hr || leadsUnit(r, unit),
  "measure.suggest": everyone,
  "measure.see": seesMeasure,
  "measure.change": changesMeasure,
  "training.log": everyone,
  "training.logForUnit": leadersAndHr,
  "training.logFor": (r, { record }) => r.hr || (record?.units.some((u) => r.leads.has(u)) ?? false),
  "training.see": (r, { training, record }) =>
    training !== undefined &&
    (training.person === r.person || (!training.onlyMe && (r.hr || (record?.units.some((u) => r.leads.has(u)) ?? false)))),
  "training.object": (r, { training }) => training?.person === r.person,
  /** How a unit stands against its requirements, in numbers that may be small. */
  "gap.see": (r, { unit }) => r.hr || leadsUnit(r, unit),
  /** Who lacks what: of the own people only. */
  "gap.names": (r, { record }) => record?.units.some((u) => r.leads.has(u)) ?? false,
  "need.add": leadersAndHr,
  "need.addIn": (r, { unit }) => r.hr || leadsUnit(r, unit),
  "need.see": (r, { need }) =>
    need !== undefined &&
    (isDelicateNeed(need) ? r.hr || r.top || need.registeredBy === r.person : r.hr || r.union || leadsUnit(r, need.unit)),
  "gap.deliver": (r, { unit }) => r.hr || leadsUnit(r, unit),
  "gap.status": (r) => r.hr || r.top,
  /** Development talks of those whose talk is with the leader. */
  "talk.register": (r) => r.leader,
  "reminders.release": (r) => r.hr,
  "competence.confirm": leadersAndHr,
  "competence.confirmFor": (r, { record }) => r.hr || (record?.units.some((u) => r.leads.has(u)) ?? false),
  "confirmation.object": (r, { record }) => record?.person === r.person,
  /** Numbers without names; those of the unit asked about. */
  "totals.see": (r, { unit }) => r.hr || r.union || (unit === undefined ? r.leader : leadsUnit(r, unit)),
  /** What is held about oneself. */
  "self.ask": everyone,
  "self.export": everyone,
  "self.erase": everyone,
  "courses.ask": everyone,
  "course.join": (r, { course }) => course !== undefined && r.isOpen(course),
  "help.ask": everyone,
  "files.bring": (r) => r.hr,
  "files.take": (r) => r.hr,
  "hr.write": everyone,
  "hr.confirmPerson": (r) => r.hr,
} satisfies Record<string, (r: Rights, about: About) => boolean>;

export type Act = keyof typeof acts;

export const may = (rights: Rights, act: Act, about: About = {}): boolean => acts[act](rights, about);

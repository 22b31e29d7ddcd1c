/** Who is reminded of what, worked out once more and slowly, so that the real planner has something to be held against. */
import type { SignUp } from "../../src/domain/choice.ts";
import type { Course } from "../../src/domain/course.ts";
import { addDays, addMonths, type Clock, type Day, isWorkingDay, weekday } from "../../src/domain/day.ts";
import { type Directory, mainOf } from "../../src/domain/directory.ts";
import type { Measure } from "../../src/domain/measure.ts";
import type { Person } from "../../src/domain/organisation.ts";
import type { Requirement } from "../../src/domain/requirement.ts";
import { type Attained, standing, standingsOf } from "../../src/domain/standing.ts";

export type Kind = "talks" | "prepare" | "gap" | "gapNext" | "gapHr" | "validity" | "overdue" | "coverage" | "measures" | "newcomers";

export type DevelopmentTalk = {
  readonly person: string;
  readonly year: number;
  readonly state: "booked" | "held" | "later" | "notNow";
  readonly day: Day | null;
};

export type Wish = {
  readonly person: string;
  readonly pace: "usual" | "weekly" | "asked" | null;
  readonly muted: readonly Kind[];
  readonly away: Day | null;
};

export type Hours = { readonly from: Clock; readonly to: Clock };

export type YearWheel = {
  readonly hours: Hours;
  readonly units: Readonly<Record<string, { readonly hours?: Hours | undefined; readonly weekly?: 1 | 2 | 3 | 4 | 5 | undefined }>>;
  readonly quiet: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly talks: { readonly deadline: string | null; readonly steps: readonly number[] };
  readonly gap: {
    readonly deadline: string | null;
    readonly steps: readonly number[];
    readonly nextLeader: number;
    readonly hr: number;
    readonly notice: number;
  };
  readonly validity: { readonly steps: readonly [number, number] };
  readonly coverage: { readonly days: number };
  readonly measures: { readonly start: number; readonly deadline: number; readonly overdue: number };
  readonly newcomers: { readonly partOne: number; readonly partTwo: number; readonly days: readonly string[]; readonly before: number };
};

export type State = {
  readonly today: Day;
  readonly directory: Directory;
  readonly catalogue: { readonly courses: ReadonlyMap<string, Course>; readonly requirements: readonly Requirement[] };
  readonly wheel: YearWheel;
  readonly attained: (person: string) => Attained;
  readonly signUps: readonly SignUp[];
  readonly talks: readonly DevelopmentTalk[];
  readonly analyses: readonly { readonly unit: string; readonly year: number }[];
  readonly extensions: readonly { readonly unit: string; readonly year: number; readonly until: Day; readonly registered: Day }[];
  readonly measures: readonly Measure[];
  readonly wishes: readonly Wish[];
  readonly announced: (key: string) => Day | undefined;
  /** The last earlier day on which there was a bot. */
  readonly planned?: Day | undefined;
};

export type NaiveReminder = { key: string; to: string; kind: Kind };
export type NaivePush = { to: string; at: string; keys: string[] };

const year = (state: State): number => Number(state.today.slice(0, 4));

/** A year without 29 February has its last day of February instead. */
const dayInYear = (inYear: number, monthAndDay: string): Day => {
  if (monthAndDay === "02-29" && addDays(`${inYear}-02-28`, 1) !== `${inYear}-02-29`) return `${inYear}-02-28`;
  return `${inYear}-${monthAndDay}`;
};

const isFromTo = (today: Day, from: Day, to: Day): boolean => from <= today && today <= to;

const isHere = (state: State, person: Person): boolean => state.directory.positionsOf(person, state.today).length > 0;

const isAway = (state: State, person: string): boolean => {
  for (const wish of state.wishes) {
    if (wish.person === person && wish.away !== null && wish.away >= state.today) return true;
  }
  return false;
};

const isMuted = (state: State, person: string, kind: Kind): boolean => {
  if (kind === "gap" || kind === "gapNext" || kind === "gapHr" || kind === "prepare") return false;
  for (const wish of state.wishes) {
    if (wish.person === person && wish.muted.includes(kind)) return true;
  }
  return false;
};

const leaderHereOrAbove = (state: State, unit: string): Person | undefined => {
  for (const u of state.directory.above(unit)) {
    const leader = state.directory.leaderOfUnit(u.id, state.today);
    if (leader) return leader;
  }
  return undefined;
};

const hasOpenCourse = (state: State, competence: string): boolean => {
  for (const course of state.catalogue.courses.values()) {
    if (!course.withdrawn && course.competences.includes(competence)) return true;
  }
  return false;
};

const isSignedUpFor = (state: State, person: string, competence: string): boolean => {
  for (const signUp of state.signUps) {
    if (signUp.person !== person) continue;
    if (signUp.to < state.today) continue;
    const course = state.catalogue.courses.get(signUp.course);
    if (course && !course.withdrawn && course.competences.includes(competence)) return true;
  }
  return false;
};

const talksDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel } = state;
  const due: NaiveReminder[] = [];
  const deadline = dayInYear(year(state), wheel.talks.deadline ?? "04-30");
  for (let i = 0; i < wheel.talks.steps.length; i++) {
    const step = wheel.talks.steps[i];
    if (step === undefined) continue;
    const next = wheel.talks.steps[i + 1];
    const first = addDays(deadline, -step);
    const last = next === undefined ? deadline : addDays(deadline, -next - 1);
    if (!isFromTo(today, first, last)) continue;
    for (const person of directory.data.people) {
      if (!isHere(state, person)) continue;
      const leader = directory.leaderOf(person, today);
      if (!leader) continue;
      let isLeft = true;
      for (const talk of state.talks) {
        if (talk.person !== person.id || talk.year !== year(state)) continue;
        if (talk.state === "held") isLeft = false;
        if (talk.state === "notNow") isLeft = false;
        if (talk.state === "booked" && talk.day !== null && talk.day >= today) isLeft = false;
      }
      if (isLeft) due.push({ key: `talks/${year(state)}/${step}/${leader.id}`, to: leader.id, kind: "talks" });
    }
  }
  return due;
};

const prepareDue = (state: State): NaiveReminder[] => {
  const due: NaiveReminder[] = [];
  for (const talk of state.talks) {
    if (talk.state !== "booked" || talk.day === null) continue;
    if (isFromTo(state.today, addDays(talk.day, -7), addDays(talk.day, -1)))
      due.push({ key: `prepare/${talk.year}/${talk.day}/${talk.person}`, to: talk.person, kind: "prepare" });
  }
  return due;
};

const wasAnnounced = (state: State, key: string, first: Day, last: Day): boolean => {
  const sent = state.announced(key);
  if (sent === undefined || !isFromTo(sent, first, last)) return false;
  return sent <= addDays(state.today, -state.wheel.gap.notice);
};

const gapDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel } = state;
  const { steps, nextLeader, hr } = wheel.gap;
  const due: NaiveReminder[] = [];
  for (const unit of directory.data.units) {
    if (unit.level !== "unit") continue;
    if (directory.peopleIn(unit.id, today).length === 0) continue;

    let isDelivered = false;
    for (const analysis of state.analyses) {
      if (analysis.unit === unit.id && analysis.year === year(state)) isDelivered = true;
    }
    if (isDelivered) continue;

    let deadline = dayInYear(year(state), wheel.gap.deadline ?? "04-30");
    let given: Day | undefined;
    for (const extension of state.extensions) {
      if (!state.directory.within(extension.unit).has(unit.id) || extension.year !== year(state)) continue;
      if (extension.until > deadline) {
        deadline = extension.until;
        given = extension.registered;
      }
    }

    const leader = leaderHereOrAbove(state, unit.id);
    if (!leader) continue;
    let nextAbove: Person | undefined;
    for (const above of directory.above(unit.id)) {
      if (above.id === unit.id) continue;
      const other = directory.leaderOfUnit(above.id, today);
      if (other && other.id !== leader.id && !nextAbove) nextAbove = other;
    }
    const start = `${unit.id}/${deadline}`;

    for (let i = 0; i < steps.length; i++) {
      const step = steps[i];
      if (step === undefined) continue;
      const next = steps[i + 1] ?? nextLeader;
      // A step that had begun when more time was given is over.
      if (given !== undefined && addDays(deadline, -step) <= given) continue;
      if (isFromTo(today, addDays(deadline, -step), addDays(deadline, -next - 1)))
        due.push({ key: `gap/${start}/${step}/${leader.id}`, to: leader.id, kind: "gap" });
    }

    if (isFromTo(today, addDays(deadline, -nextLeader), deadline)) {
      const lastStep = steps[steps.length - 1];
      if (
        nextAbove &&
        lastStep !== undefined &&
        wasAnnounced(state, `gap/${start}/${lastStep}/${leader.id}`, addDays(deadline, -lastStep), addDays(deadline, -nextLeader - 1))
      )
        due.push({ key: `gapNext/${start}/${nextAbove.id}`, to: nextAbove.id, kind: "gapNext" });
      due.push({ key: `gap/${start}/NEXT/${leader.id}`, to: leader.id, kind: "gap" });
    }

    if (
      isFromTo(today, addDays(deadline, -hr), addDays(deadline, 7)) &&
      wasAnnounced(state, `gap/${start}/NEXT/${leader.id}`, addDays(deadline, -nextLeader), deadline)
    ) {
      for (const person of directory.hr) due.push({ key: `gapHr/${start}/${person.id}`, to: person.id, kind: "gapHr" });
    }

    if (isFromTo(today, addDays(deadline, 1), addDays(deadline, 14)))
      due.push({ key: `gap/${start}/OVER/${leader.id}`, to: leader.id, kind: "gap" });
  }
  return due;
};

const validityDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel, catalogue } = state;
  const [firstStep, secondStep] = wheel.validity.steps;
  const due: NaiveReminder[] = [];
  for (const person of directory.data.people) {
    if (!isHere(state, person)) continue;
    for (const now of standingsOf(person, state.attained(person.id), catalogue.requirements, directory, today)) {
      const { competence, validity } = now.requirement;
      if (now.until === null || validity === null) continue;
      if (!hasOpenCourse(state, competence)) continue;
      if (isSignedUpFor(state, person.id, competence)) continue;
      const months = validity.overdueAfter - validity.warnAfter;
      const first = months > 3 ? addMonths(now.until, -months) : addDays(now.until, -firstStep);
      const second = addDays(now.until, -secondStep);
      if (isFromTo(today, first, addDays(second, -1)))
        due.push({ key: `validity/${competence}/${now.until}/FIRST/${person.id}`, to: person.id, kind: "validity" });
      if (isFromTo(today, second, now.until))
        due.push({ key: `validity/${competence}/${now.until}/SECOND/${person.id}`, to: person.id, kind: "validity" });
    }
  }
  return due;
};

const overdueDue = (state: State): NaiveReminder[] => {
  const { today, directory, catalogue } = state;
  const monday = addDays(today, 1 - weekday(today));
  const due: NaiveReminder[] = [];
  for (const person of directory.data.people) {
    if (!isHere(state, person)) continue;
    if (isAway(state, person.id)) continue;
    const leader = directory.leaderOf(person, today);
    if (!leader) continue;
    for (const now of standingsOf(person, state.attained(person.id), catalogue.requirements, directory, today)) {
      if (now.state !== "expired") continue;
      if (!hasOpenCourse(state, now.requirement.competence)) continue;
      if (isSignedUpFor(state, person.id, now.requirement.competence)) continue;
      due.push({ key: `overdue/${monday}/${leader.id}`, to: leader.id, kind: "overdue" });
    }
  }
  return due;
};

const coverageDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel, catalogue } = state;
  const due: NaiveReminder[] = [];
  for (const requirement of catalogue.requirements) {
    const wanted = requirement.coverage;
    if (wanted === null) continue;
    for (const unit of directory.data.units) {
      if (requirement.unit === null && unit.level !== "unit") continue;
      if (requirement.unit !== null && requirement.unit !== unit.id) continue;

      const inside = directory.within(unit.id);
      const untils: (Day | null)[] = [];
      for (const person of directory.peopleIn(unit.id, today)) {
        let isCounted = false;
        for (const position of directory.positionsOf(person, today)) {
          if (!inside.has(position.unit)) continue;
          if (requirement.role === null || position.role === requirement.role) isCounted = true;
        }
        if (!isCounted) continue;
        const now = standing(requirement, state.attained(person.id), today);
        if (now.state === "valid" || now.state === "expiring") untils.push(now.until);
      }
      if (untils.length < wanted) continue;

      let tooFewAfter: Day | undefined;
      for (const until of untils) {
        if (until === null) continue;
        let remaining = 0;
        for (const other of untils) {
          if (other === null || other > until) remaining += 1;
        }
        if (remaining < wanted && (tooFewAfter === undefined || until < tooFewAfter)) tooFewAfter = until;
      }
      if (tooFewAfter === undefined) continue;

      const leader = leaderHereOrAbove(state, unit.id);
      if (!leader) continue;
      if (isFromTo(today, addDays(tooFewAfter, -wheel.coverage.days), tooFewAfter))
        due.push({ key: `coverage/${requirement.id}/${unit.id}/${tooFewAfter}/${leader.id}`, to: leader.id, kind: "coverage" });
    }
  }
  return due;
};

const measuresDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel } = state;
  const due: NaiveReminder[] = [];
  for (const measure of state.measures) {
    if (measure.status !== "planned" && measure.status !== "started") continue;
    let to = leaderHereOrAbove(state, measure.unit);
    if (measure.responsible.person !== null) {
      const responsible = directory.person(measure.responsible.person);
      if (responsible && isHere(state, responsible)) to = responsible;
    }
    if (!to) continue;

    const from = measure.period?.from ?? null;
    if (measure.status === "planned" && from !== null && isFromTo(today, from, addDays(from, wheel.measures.start - 1)))
      due.push({ key: `measureStart/${measure.id}/${from}/${to.id}`, to: to.id, kind: "measures" });

    const end = measure.period?.to ?? null;
    if (end !== null && isFromTo(today, addDays(end, -wheel.measures.deadline), end))
      due.push({ key: `measureDue/${measure.id}/${end}/${to.id}`, to: to.id, kind: "measures" });
    if (end !== null && isFromTo(today, addDays(end, 1), addDays(end, wheel.measures.overdue)))
      due.push({ key: `measureOver/${measure.id}/${end}/${to.id}`, to: to.id, kind: "measures" });
  }
  return due;
};

const newcomersDue = (state: State): NaiveReminder[] => {
  const { today, directory, wheel } = state;
  const { partOne, partTwo, days, before } = wheel.newcomers;
  const due: NaiveReminder[] = [];
  for (const person of directory.data.people) {
    const hired = person.hired;
    if (isFromTo(today, hired, addDays(hired, partOne - 1)))
      due.push({ key: `introOne/${hired}/${person.id}`, to: person.id, kind: "newcomers" });
    if (isFromTo(today, addDays(hired, partOne), addDays(hired, partTwo - 1)))
      due.push({ key: `introTwo/${hired}/${person.id}`, to: person.id, kind: "newcomers" });
    for (const monthAndDay of days) {
      const gathering = dayInYear(year(state), monthAndDay);
      if (hired <= addMonths(gathering, -6) || hired > gathering) continue;
      if (isFromTo(today, addDays(gathering, -before), addDays(gathering, -1)))
        due.push({ key: `newDay/${gathering}/${person.id}`, to: person.id, kind: "newcomers" });
    }
  }
  return due;
};

export const naiveDue = (state: State): NaiveReminder[] => {
  const all = [
    ...talksDue(state),
    ...prepareDue(state),
    ...gapDue(state),
    ...validityDue(state),
    ...overdueDue(state),
    ...coverageDue(state),
    ...measuresDue(state),
    ...newcomersDue(state),
  ];
  const due: NaiveReminder[] = [];
  const seen = new Set<string>();
  for (const one of all) {
    const person = state.directory.person(one.to);
    if (!person || !isHere(state, person)) continue;
    if (isAway(state, person.id)) continue;
    if (isMuted(state, person.id, one.kind)) continue;
    // Several people left, or expired, are still one reminder to their leader.
    if (seen.has(one.key)) continue;
    seen.add(one.key);
    due.push(one);
  }
  return due;
};

const isQuiet = (state: State, day: Day): boolean => {
  const monthAndDay = day.slice(5);
  for (const { from, to } of state.wheel.quiet) {
    if (from <= to && from <= monthAndDay && monthAndDay <= to) return true;
    if (from > to && (monthAndDay >= from || monthAndDay <= to)) return true;
  }
  return false;
};

const mayPushOn = (state: State, day: Day): boolean => isWorkingDay(day) && !isQuiet(state, day);

/** A unit may set the hours and leave the weekday to one above, or the other way round: each is looked for on its own. */
const hoursOf = (state: State, person: Person): Hours => {
  const main = mainOf(state.directory.positionsOf(person, state.today));
  if (main) {
    for (const unit of state.directory.above(main.unit)) {
      const hours = state.wheel.units[unit.id]?.hours;
      if (hours) return hours;
    }
  }
  return state.wheel.hours;
};

const weeklyOf = (state: State, person: Person): number | undefined => {
  const main = mainOf(state.directory.positionsOf(person, state.today));
  if (main) {
    for (const unit of state.directory.above(main.unit)) {
      const weekly = state.wheel.units[unit.id]?.weekly;
      if (weekly) return weekly;
    }
  }
  return undefined;
};

const paceOf = (state: State, person: Person): "usual" | "weekly" | "asked" => {
  for (const wish of state.wishes) {
    if (wish.person === person.id && wish.pace !== null) return wish.pace;
  }
  return weeklyOf(state, person) === undefined ? "usual" : "weekly";
};

/** The one day of this week on which somebody who is told weekly is told; none where the rest of the week is closed. */
const weeklyDayOf = (state: State, person: Person): Day | undefined => {
  const monday = addDays(state.today, 1 - weekday(state.today));
  for (let n = weeklyOf(state, person) ?? 1; n <= 7; n++) {
    const day = addDays(monday, n - 1);
    if (!mayPushOn(state, day)) continue;
    // Nobody was there on that day, nor since.
    if (day < state.today && state.planned !== undefined && state.planned < day) return state.today;
    return day;
  }
  return undefined;
};

export const naiveMorning = (state: State, sentKeys: ReadonlySet<string>): NaivePush[] => {
  if (!mayPushOn(state, state.today)) return [];
  const due = naiveDue(state);
  const pushes: NaivePush[] = [];
  for (const person of state.directory.data.people) {
    const pace = paceOf(state, person);
    if (pace === "asked") continue;
    if (pace === "weekly" && weeklyDayOf(state, person) !== state.today) continue;
    const keys: string[] = [];
    for (const one of due) {
      if (one.to === person.id && !sentKeys.has(one.key)) keys.push(one.key);
    }
    if (keys.length === 0) continue;
    keys.sort();
    pushes.push({ to: person.id, at: `${state.today}T${hoursOf(state, person).from}`, keys });
  }
  return pushes;
};

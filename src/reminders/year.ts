/** What is known of a municipality on a day, for whoever decides of what to remind whom. */
import type { SignUp } from "../domain/choice.ts";
import { addDays, type Day, endOfTertial, yearOf } from "../domain/day.ts";
import type { DevelopmentTalk } from "../domain/developmentTalk.ts";
import type { Directory } from "../domain/directory.ts";
import type { EvaluationRound } from "../domain/evaluation.ts";
import type { Measure } from "../domain/measure.ts";
import type { Person } from "../domain/organisation.ts";
import type { Attained } from "../domain/standing.ts";
import type { Extension, ReminderKind, Wish } from "../domain/wish.ts";
import type { Catalogue } from "../ports/catalogue.ts";
import type { Command } from "../ports/command.ts";
import type { FollowUp } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { ButtonWords, Line, Phrase } from "../text/words.ts";

export type Year = {
  readonly today: Day;
  readonly directory: Directory;
  readonly catalogue: Pick<Catalogue, "courses" | "competences" | "requirements">;
  readonly wheel: YearWheel;
  readonly attained: (person: string) => Attained;
  /** Of these years' talks, the one of a person and year. */
  readonly talk: (person: string, year: number) => DevelopmentTalk | undefined;
  readonly talks: readonly DevelopmentTalk[];
  readonly isDelivered: (unit: string, year: number) => boolean;
  readonly extensions: readonly Extension[];
  readonly signUps: readonly SignUp[];
  readonly measures: readonly Measure[];
  readonly followUps: readonly FollowUp[];
  readonly rounds: readonly EvaluationRound[];
  readonly wish: (person: string) => Wish | undefined;
  /** Until when the person has put this off; null for ever. */
  readonly putOff: (person: string, matter: string) => Day | null | undefined;
  /** When a reminder was sent, if it was. */
  readonly sent: (key: string) => Day | undefined;
  /** The days on which the person has been told of a matter, as far as it is known to have arrived. */
  readonly told: (person: string, matter: string) => readonly Day[];
  /** The last earlier day on which mornings were planned; undefined where it is not known. */
  readonly planned: Day | undefined;
  /** The last day on which the person was sent any. */
  readonly pushed: (person: string) => Day | undefined;
};

/** Something that a person is to be reminded of today, if that has not been done. */
export type Due = {
  /** The same for the same reminder on every day of its span; ends in the person. */
  readonly key: string;
  readonly kind: ReminderKind;
  /** What it is about: the same at every step, and to whomever it goes. */
  readonly matter: string;
  readonly to: string;
  /** What is said of it, and why. */
  readonly say: Line;
  /** What can be done at once. */
  readonly next: readonly { readonly button: keyof ButtonWords; readonly command: Command }[];
  /** Several of one kind are told as one, each as a line under what is said of them all. */
  readonly among?: { readonly many: (n: number) => Line; readonly line: Phrase };
  /** What becomes of it when it is sent. */
  readonly changes?: readonly Change[];
};

/** One kind of reminder: everything of it that is due on a day, whether it has been sent or not. */
export type Reminder = (year: Year) => readonly Due[];

/** A deadline of the year: "04-30", or the end of the first tertial. */
export const deadlineIn = (year: number, yearly: string | null): Day => (yearly ? `${year}-${yearly}` : endOfTertial(year, 1));

/** Which of the steps before a deadline covers the day: each goes on until the next, and the last to the deadline itself. */
export const stepOn = (deadline: Day, steps: readonly number[], today: Day): number | undefined =>
  today > deadline ? undefined : steps.findLast((step) => addDays(deadline, -step) <= today);

/** True from a day and so many days on. */
export const within = (from: Day, days: number, today: Day): boolean => from <= today && today < addDays(from, days);

export const isAway = (person: string, { wish, today }: Pick<Year, "wish" | "today">): boolean => {
  const { awayFrom, away } = wish(person) ?? { awayFrom: null, away: null };
  return (awayFrom ?? "") <= today && today <= (away ?? "");
};
/** Has a position today: whoever has left is told nothing, and nothing is told of them. */
export const isHere = (p: Person, { directory, today }: Year): boolean => directory.positionsOf(p, today).length > 0;

/** Whoever leads the unit today, or the nearest above where nobody does. */
export const leaderAround = (unit: string, { directory, today }: Year): Person | undefined =>
  directory.above(unit).flatMap((u) => directory.leaderOfUnit(u.id, today) ?? [])[0];

/** Courses that can be taken and give a competence. */
export const coursesGiving = (competence: string, { catalogue }: Pick<Year, "catalogue">) =>
  [...catalogue.courses.values()].filter((c) => !c.withdrawn && c.competences.includes(competence));

export const thisYear = ({ today }: Year): number => yearOf(today);

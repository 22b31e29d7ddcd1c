/** Development talks: the leader has the list of who is left, and whoever has a talk ahead has questions to think about. */
import { ask } from "../dialogue/page.ts";
import { addDays } from "../domain/day.ts";
import { isArranged } from "../domain/developmentTalk.ts";
import type { Person } from "../domain/organisation.ts";
import { deadlineIn, isHere, type Reminder, stepOn, thisYear, type Year } from "./year.ts";

/** Whose talk is left with each leader: also of those who are away, for nobody is to see who is; of several positions the one marked for the talk. */
export const talksLeft = (year: Year): ReadonlyMap<string, readonly Person[]> => {
  const { directory, today, talk } = year;
  const left = new Map<string, Person[]>();
  for (const person of directory.data.people) {
    if (!isHere(person, year)) continue;
    const now = talk(person.id, thisYear(year));
    const leader = now && isArranged(now, today) ? undefined : directory.leaderOf(person, today);
    if (leader) left.set(leader.id, [...(left.get(leader.id) ?? []), person]);
  }
  return left;
};

export const talks: Reminder = (year) => {
  const { wheel, today } = year;
  const deadline = deadlineIn(thisYear(year), wheel.talks.deadline);
  const step = stepOn(deadline, wheel.talks.steps, today);
  if (step === undefined) return [];
  return [...talksLeft(year)].map(([to, people]) => ({
    key: `talks/${thisYear(year)}/${step}/${to}`,
    kind: "talks",
    matter: `talks/${thisYear(year)}`,
    to,
    say: { say: "remindTalks", n: people.length, day: { day: deadline } },
    next: [{ button: "openTalks", command: ask("talks") }],
  }));
};

/** So many days before the talk. */
const before = 7;

export const prepare: Reminder = ({ talks: all, today }) =>
  all.flatMap(({ person, year, state, day }) =>
    state === "booked" && day !== null && addDays(day, -before) <= today && today < day
      ? [
          {
            key: `prepare/${year}/${day}/${person}`,
            kind: "prepare",
            matter: `prepare/${year}/${day}`,
            to: person,
            say: { say: "remindPrepare", day: { weekday: day } },
            next: [{ button: "openPrepare", command: ask("prepareTalk") }],
          },
        ]
      : [],
  );

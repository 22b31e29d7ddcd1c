/** What runs out: told to the person twice before, with the next date; afterwards once a week to the leader, in numbers. */
import { nextDate } from "../catalogue/recommend.ts";
import { ask } from "../dialogue/page.ts";
import { addDays, addMonths, weekday } from "../domain/day.ts";
import type { Person } from "../domain/organisation.ts";
import { remembered } from "../domain/remembered.ts";
import { type Standing, standingsOf } from "../domain/standing.ts";
import type { Line } from "../text/words.ts";
import { coursesGiving, type Due, isAway, isHere, type Reminder, type Year } from "./year.ts";

/** Warned so many months before it is over, a validity is fixed; longer, and it is a range. */
const fixed = 3;

/** Where the people stand in what has an end, can be renewed and is not on its way to be. */
const endings = remembered((year: Year): readonly { readonly person: Person; readonly standings: readonly Standing[] }[] => {
  const { directory, catalogue, attained, today, signUps } = year;
  const giving = new Map<string, ReadonlySet<string>>();
  const coursesOf = (competence: string) => {
    const known = giving.get(competence) ?? new Set(coursesGiving(competence, year).map((c) => c.id));
    giving.set(competence, known);
    return known;
  };
  const going = Map.groupBy(
    signUps.filter((s) => s.to >= today),
    (s) => s.person,
  );
  return directory.data.people.flatMap((person) => {
    if (!isHere(person, year) || isAway(person.id, year)) return [];
    const standings = standingsOf(person, attained(person.id), catalogue.requirements, directory, today).filter((s) => {
      const courses = coursesOf(s.requirement.competence);
      return s.until !== null && courses.size > 0 && !(going.get(person.id) ?? []).some((g) => courses.has(g.course));
    });
    return standings.length > 0 ? [{ person, standings }] : [];
  });
});

const line = ({ requirement, until }: Standing, isRange: boolean, year: Year): Line => {
  const { catalogue, today } = year;
  const what = catalogue.competences.get(requirement.competence)?.name;
  const dates = coursesGiving(requirement.competence, year).flatMap((c) => nextDate(c, today) ?? []);
  const next = dates.sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const [name, day] = [what ? ({ name: what } as const) : requirement.competence, { day: until ?? today }];
  const runsOut: Line = isRange ? { say: "remindRange", what: name, day } : { say: "remindRunsOut", what: name, day };
  return next
    ? { say: "remindValidity", runsOut, next: next.place ? { facts: [{ day: next.from }, next.place] } : { day: next.from } }
    : { say: "remindValidityNoDate", runsOut };
};

export const validity: Reminder = (year) => {
  const { wheel, today } = year;
  const [first = 0, second = 0] = wheel.validity.steps;
  return endings(year).flatMap(({ person, standings }) =>
    standings.flatMap((s): Due[] => {
      const until = s.until ?? today;
      const { warnAfter = 0, overdueAfter = 0 } = s.requirement.validity ?? {};
      const isRange = overdueAfter - warnAfter > fixed;
      const from = isRange ? addMonths(until, warnAfter - overdueAfter) : addDays(until, -first);
      if (today < from || today > until) return [];
      const step = today < addDays(until, -second) ? "FIRST" : "SECOND";
      const { competence } = s.requirement;
      return [
        {
          key: `validity/${competence}/${until}/${step}/${person.id}`,
          kind: "validity",
          matter: `validity/${competence}/${until}`,
          to: person.id,
          say: line(s, isRange && step === "FIRST", year),
          next: [
            {
              button: "openDates",
              command: ask("courses", {
                picked: coursesGiving(competence, year)
                  .map((c) => c.id)
                  .slice(0, 5),
              }),
            },
          ],
        },
      ];
    }),
  );
};

export const overdue: Reminder = (year) => {
  const { directory, today } = year;
  const monday = addDays(today, 1 - weekday(today));
  const behind = new Map<string, number>();
  for (const { person, standings } of endings(year)) {
    const leader = standings.some((s) => s.state === "expired") ? directory.leaderOf(person, today) : undefined;
    if (leader) behind.set(leader.id, (behind.get(leader.id) ?? 0) + 1);
  }
  return [...behind].map(([to, n]) => ({
    key: `overdue/${monday}/${to}`,
    kind: "overdue",
    matter: `overdue/${monday}`,
    to,
    say: { say: "remindOverdue", n },
    next: [{ button: "whoLacks", command: ask("lackingWho") }],
  }));
};

/** New employees: the introduction in two parts from the day they were hired, and the day for new employees in March and September. */
import { ask } from "../dialogue/page.ts";
import { addDays, addMonths } from "../domain/day.ts";
import { type Due, isHere, type Reminder, thisYear, within } from "./year.ts";

/** Hired within so many months of a day for new employees. */
const recently = 6;

export const newcomers: Reminder = (year) => {
  const { directory, today, wheel } = year;
  const { partOne, partTwo, days, before } = wheel.newcomers;
  const next = [{ button: "openCourses", command: ask("courses", { role: "@me" }) }] as const;
  return directory.data.people
    .filter((p) => isHere(p, year))
    .flatMap(({ id, hired }): Due[] => {
      const due = (key: string, say: Due["say"]): Due => ({ key: `${key}/${id}`, matter: key, kind: "newcomers", to: id, say, next });
      const gatherings = days
        .map((day) => `${thisYear(year)}-${day}`)
        .filter((day) => within(addDays(day, -before), before, today) && addMonths(day, -recently) < hired && hired <= day);
      return [
        ...(within(hired, partOne, today) ? [due(`introOne/${hired}`, { say: "remindIntroOne" })] : []),
        ...(within(addDays(hired, partOne), partTwo - partOne, today) ? [due(`introTwo/${hired}`, { say: "remindIntroTwo" })] : []),
        ...gatherings.map((day) => due(`newDay/${day}`, { say: "remindNewDay", day: { day } })),
      ];
    });
};

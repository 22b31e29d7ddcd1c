/** A measure that is to begin, is to be over, or should have been: told to whoever is responsible. */
import { ask } from "../dialogue/page.ts";
import { addDays } from "../domain/day.ts";
import type { Measure } from "../domain/measure.ts";
import { may, rightsOf } from "../domain/permissions.ts";
import { type Due, isHere, leaderAround, type Reminder, within, type Year } from "./year.ts";

/** The one responsible while that one is here; else whoever leads the unit. */
export const responsible = (m: Measure, year: Year) => {
  const named = m.responsible.person === null ? undefined : year.directory.person(m.responsible.person);
  return named && isHere(named, year) ? named : leaderAround(m.unit, year);
};

export const measures: Reminder = (year) => {
  const { today, wheel } = year;
  const { start, deadline, overdue } = wheel.measures;
  return year.measures.flatMap((m): Due[] => {
    const { from, to } = m.period ?? { from: null, to: null };
    const who = m.status === "planned" || m.status === "started" ? responsible(m, year) : undefined;
    if (!who) return [];
    const due = (what: string, day: string, say: Due["say"]): Due => ({
      key: `${what}/${m.id}/${day}/${who.id}`,
      kind: "measures",
      matter: `measure/${m.id}/${what}`,
      to: who.id,
      say,
      next: may(rightsOf(who, year.directory, today), "measure.change", { measure: m })
        ? [{ button: "setStatus", command: ask("measureStatus", { measure: m.id }) }]
        : [{ button: "seeMeasures", command: ask("measures", { whose: "mine" }) }],
    });
    const what = m.name;
    return [
      ...(from !== null && m.status === "planned" && within(from, start, today)
        ? [due("measureStart", from, { say: "remindStart", what, day: { day: from } })]
        : []),
      ...(to !== null && within(addDays(to, -deadline), deadline + 1, today)
        ? [due("measureDue", to, { say: "remindMeasureDue", what, day: { day: to } })]
        : []),
      ...(to !== null && within(addDays(to, 1), overdue, today)
        ? [due("measureOver", to, { say: "remindMeasureOver", what, day: { day: to } })]
        : []),
    ];
  });
};

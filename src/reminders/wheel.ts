/** The dates that come, in order. */
import { addYears, type Day, endOfTertial, yearOf } from "../domain/day.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { Line } from "../text/words.ts";
import { deadlineIn } from "./year.ts";

type Dated = { readonly day: Day; readonly line: Line };

const datesOfYear = (year: number, wheel: YearWheel): readonly Dated[] => {
  const talks = deadlineIn(year, wheel.talks.deadline);
  const gap = deadlineIn(year, wheel.gap.deadline);
  const all: Dated[] = [
    ...wheel.newcomers.days.map((d): Dated => ({ day: `${year}-${d}`, line: { say: "wheelNewDay", day: { day: `${year}-${d}` } } })),
    { day: talks, line: { say: "wheelTalks", day: { day: talks } } },
    { day: gap, line: { say: "wheelGap", day: { day: gap } } },
    ...([1, 2, 3] as const).map((n): Dated => {
      const day = endOfTertial(year, n);
      return { day, line: { say: "wheelTertial", n, day: { day } } };
    }),
  ];
  return all.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
};

/** Those of the coming year, from today on. */
export const datesAhead = (today: Day, wheel: YearWheel): readonly Dated[] => {
  const year = yearOf(today);
  return [...datesOfYear(year, wheel), ...datesOfYear(year + 1, wheel)].filter(({ day }) => today <= day && day < addYears(today, 1));
};

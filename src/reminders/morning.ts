/** Which of what is due is told this morning, and at what hour: one push for each person, on a day and in a pace that suits. */
import { addDays, type Clock, type Day, isWorkingDay, weekday } from "../domain/day.ts";
import { mainOf } from "../domain/directory.ts";
import { type paces, reminderKinds, unmutable } from "../domain/wish.ts";
import type { YearWheel } from "../ports/yearWheel.ts";
import type { Line } from "../text/words.ts";
import { allDue } from "./index.ts";
import { type Due, isAway, isHere, type Year } from "./year.ts";

/** Everything that one person is told in one message, the most urgent first. */
export type Push = { readonly to: string; readonly from: Clock; readonly until: Clock; readonly items: readonly Due[] };

const isQuiet = (d: Day, { quiet }: YearWheel): boolean => {
  const day = d.slice(5);
  return quiet.some(({ from, to }) => (from <= to ? from <= day && day <= to : from <= day || day <= to));
};
/** A working day on which people may be reminded. */
export const isFree = (d: Day, wheel: YearWheel): boolean => isWorkingDay(d) && !isQuiet(d, wheel);

/** The weekday itself, or the next free day of the week where that one is not; later in the week where nothing was planned since. */
const isWeeklyDay = ({ today, wheel, planned }: Year, wanted: number): boolean => {
  const monday = addDays(today, 1 - weekday(today));
  const first = [0, 1, 2, 3, 4].map((i) => addDays(monday, i)).find((d) => weekday(d) >= wanted && isFree(d, wheel));
  return first !== undefined && (first === today || (first < today && planned !== undefined && planned < first));
};

/** A pace as it is told to the one whose it is. */
export const paceSaid = {
  usual: { say: "paceUsual" },
  weekly: { say: "paceWeekly" },
  asked: { say: "paceAsked" },
} as const satisfies Record<(typeof paces)[number], Line>;

type Manner = { readonly pace: "usual" | "weekly" | "asked"; readonly on: number; readonly from: Clock; readonly until: Clock };
/** How the person is reminded: by the own wish, then by the nearest unit that has settled it. */
export const mannerOf = (
  person: string,
  { directory, wheel, wish, today }: Pick<Year, "directory" | "wheel" | "wish" | "today">,
): Manner => {
  const p = directory.person(person);
  const unit = p && mainOf(directory.positionsOf(p, today))?.unit;
  const settled = (unit ? directory.above(unit) : []).flatMap((u) => wheel.units[u.id] ?? []);
  const weekly = settled.find((s) => s.weekly !== undefined)?.weekly;
  const own = wish(person);
  const hours = own?.hours ?? settled.find((s) => s.hours)?.hours ?? wheel.hours;
  return { pace: own?.pace ?? (weekly === undefined ? "usual" : "weekly"), on: weekly ?? 1, from: hours.from, until: hours.to };
};

const order = new Map(reminderKinds.map((kind, i) => [kind, i]));

/** What was put off is told on its day, and what comes of the same matter in the days after is the same reminder. */
const restDays = 7;

/** As the person wants it: not at all where it is muted or put off. */
const wanted = (due: Due, year: Year): readonly Due[] => {
  const { today } = year;
  const person = year.directory.person(due.to);
  const isMuted = year.wish(due.to)?.muted.includes(due.kind) && !unmutable.includes(due.kind);
  if (!person || !isHere(person, year) || isAway(due.to, year) || isMuted) return [];
  const until = year.putOff(due.to, due.matter);
  if (until === undefined) return [due];
  if (until === null || until > today) return [];
  return [today < addDays(until, restDays) ? { ...due, key: `later/${due.matter}@${until}/${due.to}` } : due];
};

/** What is due to each person today, told or not, in order of urgency. */
export const dueByPerson = (year: Year): ReadonlyMap<string, readonly Due[]> =>
  Map.groupBy(
    allDue(year)
      .flatMap((due) => wanted(due, year))
      .toSorted((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0)),
    (due) => due.to,
  );

export const isAskedFor = ({ kind }: Pick<Due, "kind">): boolean => kind === "asked";

export const morning = (year: Year): readonly Push[] => {
  const { today, wheel } = year;
  if (!isFree(today, wheel)) return [];
  return [...dueByPerson(year)].flatMap(([to, all]) => {
    const items = all.filter((due) => year.sent(due.key) === undefined);
    const { pace, on, from, until } = mannerOf(to, year);
    const suits = pace === "usual" || (pace === "weekly" && isWeeklyDay(year, on));
    // What somebody has asked to be asked about comes when it was asked for.
    const now = suits ? items : items.filter(isAskedFor);
    return now.length > 0 && year.pushed(to) !== today ? [{ to, from, until, items: now }] : [];
  });
};

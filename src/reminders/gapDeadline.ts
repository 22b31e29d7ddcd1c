/** The GAP analysis: the leader first, with the button that opens it; the next leader and HR only when the leader knows that they will be told. */
import { ask } from "../dialogue/page.ts";
import { addDays, type Day, daysBetween } from "../domain/day.ts";
import type { Person, Unit } from "../domain/organisation.ts";
import { type Due, deadlineIn, leaderAround, type Reminder, stepOn, thisYear, within, type Year } from "./year.ts";

/** How long the last word stands, and HR is told, in days after the deadline. */
const closingDays = 14;
const hrDays = 8;

type Case = {
  readonly unit: Unit;
  readonly leader: Person;
  readonly next: Person | undefined;
  readonly deadline: Day;
  /** The day on which more time was given; steps that began before it are over. */
  readonly extended: Day | undefined;
};

/** The units that have not delivered, with whoever leads them today. */
const open = (year: Year): readonly Case[] => {
  const { directory, today, wheel, isDelivered, extensions } = year;
  return directory.data.units.flatMap((unit): Case[] => {
    if (unit.level !== "unit" || isDelivered(unit.id, thisYear(year)) || directory.peopleIn(unit.id, today).length === 0) return [];
    const leader = leaderAround(unit.id, year);
    if (!leader) return [];
    const next = directory
      .above(unit.id)
      .slice(1)
      .flatMap((u) => directory.leaderOfUnit(u.id, today) ?? [])
      .find((p) => p.id !== leader.id);
    const around = new Set(directory.above(unit.id).map((u) => u.id));
    const given = extensions.filter((e) => around.has(e.unit) && e.year === thisYear(year));
    const usual = deadlineIn(thisYear(year), wheel.gap.deadline);
    const [longest] = given.filter((e) => e.until > usual).sort((a, b) => (a.until < b.until ? 1 : -1));
    return [{ unit, leader, next, deadline: longest?.until ?? usual, extended: longest?.registered }];
  });
};

const keyOf = ({ unit, deadline }: Case, step: number | string, to: string) => `gap/${unit.id}/${deadline}/${step}/${to}`;

/** True where the leader was told in these days (so many before the deadline, the later one included), long enough ago. */
const isAnnounced = ({ unit, leader, deadline }: Case, [from, to]: readonly [number, number], year: Year): boolean =>
  year
    .told(leader.id, `gap/${unit.id}/${thisYear(year)}`)
    .some(
      (day) => addDays(deadline, -from) <= day && day <= addDays(deadline, -to) && daysBetween(day, year.today) >= year.wheel.gap.notice,
    );
/** At the last step the leader hears of the next leader, and after it of HR. */
const lastStep = ({ wheel }: Year) => [wheel.gap.steps.at(-1) ?? 0, wheel.gap.nextLeader + 1] as const;
const nextStep = ({ wheel }: Year) => [wheel.gap.nextLeader, 0] as const;

const toLeader = (c: Case, year: Year): readonly Due[] => {
  const { today, wheel } = year;
  const { unit, leader, next, deadline } = c;
  const { steps, nextLeader, hr } = wheel.gap;
  const due = (step: number | string, say: Due["say"]): Due => ({
    key: keyOf(c, step, leader.id),
    kind: "gap",
    matter: `gap/${unit.id}/${thisYear(year)}`,
    to: leader.id,
    say,
    next: [
      { button: "openAnalysis", command: ask("analysis", { unit: unit.id }) },
      { button: "moreTime", command: { do: "start", flow: "moreTime", fill: { unit: unit.id } } },
    ],
  });
  if (today > deadline)
    return within(addDays(deadline, 1), closingDays, today)
      ? [{ ...due("OVER", { say: "remindGapOver", where: unit.name, day: { day: deadline } }) }]
      : [];
  const step = stepOn(deadline, [...steps, nextLeader], today);
  if (step === undefined) return [];
  if (step !== nextLeader && c.extended !== undefined && addDays(deadline, -step) <= c.extended) return [];
  const where = unit.name;
  if (step === nextLeader)
    return [
      due(
        "NEXT",
        next && isAnnounced(c, lastStep(year), year)
          ? { say: "remindGapNext", where, who: next.name, day: { day: addDays(deadline, -hr) } }
          : { say: "remindGapSoon", where, day: { day: addDays(deadline, -hr) } },
      ),
    ];
  const last = step === steps.at(-1) && next;
  return [
    due(
      step,
      last
        ? { say: "remindGapLast", where, day: { day: deadline }, who: last.name, next: { day: addDays(deadline, -nextLeader) } }
        : { say: "remindGap", where, day: { day: deadline } },
    ),
  ];
};

const toOthers = (c: Case, year: Year): readonly Due[] => {
  const { today, wheel, directory } = year;
  const { unit, leader, next, deadline } = c;
  const { nextLeader, hr } = wheel.gap;
  const hrFrom = addDays(deadline, -hr);
  const [who, day] = [leader.name, { day: deadline }] as const;
  const among: Due["among"] = { many: (n) => ({ say: "remindGapAboveMany", n, day }), line: { facts: [unit.name, who] } };
  const isNext = addDays(deadline, -nextLeader) <= today && today <= deadline;
  const above: readonly Due[] =
    next && isNext && isAnnounced(c, lastStep(year), year)
      ? [
          {
            key: `gapNext/${unit.id}/${deadline}/${next.id}`,
            kind: "gapNext",
            matter: `gap/${unit.id}/${thisYear(year)}`,
            to: next.id,
            say: { say: "remindGapAbove", where: unit.name, who, day },
            next: [{ button: "openDeliveries", command: ask("deliveries") }],
            among,
          },
        ]
      : [];
  const isHr = hrFrom <= today && today < addDays(deadline, hrDays) && isAnnounced(c, nextStep(year), year);
  const hrToo = isHr
    ? directory.hr.map(
        (p): Due => ({
          key: `gapHr/${unit.id}/${deadline}/${p.id}`,
          kind: "gapHr",
          matter: `gap/${unit.id}/${thisYear(year)}`,
          to: p.id,
          say: { say: "remindGapAbove", where: unit.name, who, day },
          next: [{ button: "openDeliveries", command: ask("deliveries") }],
          among,
        }),
      )
    : [];
  return [...above, ...hrToo];
};

export const gapDeadline: Reminder = (year) => open(year).flatMap((c) => [...toLeader(c, year), ...toOthers(c, year)]);

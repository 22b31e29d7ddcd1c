/** Days as a Norwegian municipality counts them: in Oslo, over summer time, with Easter and tertials where they belong. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  clockInOslo,
  covers,
  day,
  dayInOslo,
  dayOf,
  daysBetween,
  easter,
  endOfMonth,
  endOfTertial,
  instantInOslo,
  isHoliday,
  isoWeekOf,
  isWorkingDay,
  monthOf,
  weekday,
  yearOf,
} from "../src/domain/day.ts";

const anyDay = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const anyInstant = fc.date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((d) => d.toISOString());

describe("in Oslo", () => {
  test.each([
    ["2026-11-22T22:59:59Z", "2026-11-22", "23:59"],
    ["2026-11-22T23:00:00Z", "2026-11-23", "00:00"],
    ["2026-06-30T21:59:00Z", "2026-06-30", "23:59"],
    ["2026-06-30T22:00:00Z", "2026-07-01", "00:00"],
    ["2026-03-29T00:59:00Z", "2026-03-29", "01:59"],
    ["2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
    ["2026-10-25T00:59:00Z", "2026-10-25", "02:59"],
    ["2026-10-25T01:00:00Z", "2026-10-25", "02:00"],
    ["2026-12-31T23:30:00Z", "2027-01-01", "00:30"],
  ])("%s is %s %s", (at, d, clock) => expect([dayInOslo(at), clockInOslo(at)]).toEqual([d, clock]));

  test("every day has each whole hour, but for the one that is skipped", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), (d, hour) => {
        const clock = `${String(hour).padStart(2, "0")}:00`;
        const at = instantInOslo(d, clock);
        expect(dayInOslo(at)).toBe(d);
        const isSkipped = hour === 2 && monthOf(d) === 3 && weekday(d) === 7 && Number(d.slice(8)) > 24;
        expect(clockInOslo(at)).toBe(isSkipped ? "03:00" : clock);
      }),
    );
  });
  test("agrees with the calendar of the platform", () => {
    const oslo = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo", dateStyle: "short", timeStyle: "short" });
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(`${dayInOslo(at)} ${clockInOslo(at)}`).toBe(oslo.format(new Date(at)));
      }),
    );
  });
});

describe("counting", () => {
  test("days there and back", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n);
        expect(weekday(addDays(d, 7))).toBe(weekday(d));
        expect(addDays(d, 1) > d).toBe(true);
      }),
    );
  });
  test("months end where the month does", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (d, n) => {
        const after = addMonths(d, n);
        expect(yearOf(after) * 12 + monthOf(after)).toBe(yearOf(d) * 12 + monthOf(d) + n);
        expect(after.slice(8) === d.slice(8) || after === endOfMonth(after)).toBe(true);
      }),
    );
  });
  test.each([
    ["2026-01-01", 1],
    ["2026-11-23", 48],
    ["2026-12-31", 53],
    ["2027-01-03", 53],
    ["2027-01-04", 1],
    ["2024-12-30", 1],
  ])("%s is in week %i", (d, week) => expect(isoWeekOf(d)).toBe(week));
});

describe("the calendar", () => {
  test("has no 31 April, in any year, and takes no other for it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: -1, max: 14 }),
        fc.integer({ min: -1, max: 33 }),
        (year, month, date) => {
          const real = new Date(Date.UTC(year, month - 1, date));
          const isThere = real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
          expect(dayOf(year, month, date)).toBe(isThere ? real.toISOString().slice(0, 10) : undefined);
        },
      ),
    );
    for (const d of ["2026-04-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", ""])
      expect(day.safeParse(d).success).toBe(false);
    expect(day.safeParse("2028-02-29").success).toBe(true);
  });

  test.each([
    ["2024", "03-31"],
    ["2025", "04-20"],
    ["2026", "04-05"],
    ["2027", "03-28"],
    ["2028", "04-16"],
    ["2029", "04-01"],
    ["2030", "04-21"],
    ["2031", "04-13"],
    ["2035", "03-25"],
    ["2038", "04-25"],
  ])("Easter %s is %s", (year, on) => expect(easter(Number(year))).toBe(`${year}-${on}`));
  test("Easter is a Sunday between 22 March and 25 April", () => {
    for (let year = 1900; year < 2200; year++) {
      const on = easter(year);
      expect(weekday(on)).toBe(7);
      expect(on.slice(5) >= "03-22" && on.slice(5) <= "04-25").toBe(true);
    }
  });

  test("the holidays of 2026 and 2027 are these", () => {
    const of = (year: number) =>
      Array.from({ length: 365 }, (_, i) => addDays(`${year}-01-01`, i))
        .filter(isHoliday)
        .map((d) => d.slice(5));
    expect(of(2026)).toEqual(["01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25", "12-25", "12-26"]);
    expect(of(2027)).toEqual(["01-01", "03-25", "03-26", "03-28", "03-29", "05-01", "05-06", "05-16", "05-17", "12-25", "12-26"]);
  });
  test("a working day is Monday to Friday and no holiday", () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        expect(isWorkingDay(d)).toBe(new Date(d).getUTCDay() % 6 !== 0 && !isHoliday(d));
      }),
    );
    expect(["2026-11-23", "2026-11-21", "2026-05-14", "2026-12-24"].map(isWorkingDay)).toEqual([true, false, false, true]);
  });

  test("a tertial ends with April, August and December", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2099 }), (year) => {
        expect(([1, 2, 3] as const).map((t) => endOfTertial(year, t))).toEqual([`${year}-04-30`, `${year}-08-31`, `${year}-12-31`]);
      }),
    );
  });
  test("a span covers both its ends", () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 400 }), (from, n) => {
        const span = { from, to: addDays(from, n) };
        expect([from, span.to, addDays(from, -1), addDays(span.to, 1)].map((d) => covers(span, d))).toEqual([true, true, false, false]);
        expect(covers({ from, to: null }, "2999-01-01")).toBe(true);
      }),
    );
  });
});

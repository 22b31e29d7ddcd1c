/** Totals against somebody who knows every number that is shown, how many people there are in each group, and arithmetic. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Group, safeTotals } from "../src/domain/totals.ts";
import { newTown, textOf } from "./support/town.ts";

/** "a 6/9" is six of nine; a group lies in the nearest one before it that is less indented. */
const groupsOf = (text: string): Group[] => {
  const chain: string[] = [];
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [, indent = "", id = "", has = "0", of = "0"] = /^(\s*)(\w+) (\d+)\/(\d+)$/.exec(line) ?? [];
      const depth = indent.length / 2;
      chain.length = depth;
      chain.push(id);
      return { id, parent: chain[depth - 1] ?? null, parts: [Number(has), Number(of) - Number(has)] };
    });
};
const shown = (text: string) =>
  Object.fromEntries([...safeTotals(groupsOf(text))].map(([id, [has = 0, not = 0]]) => [id, `${has}/${has + not}`]));

describe("shown is", () => {
  test("what counts five or more on either side", () => expect(shown("a 5/10")).toEqual({ a: "5/10" }));
  test.each(["a 4/10", "a 6/10", "a 5/5", "a 0/9", "a 10/14", "a 2/4"])("nothing of %s", (one) => expect(shown(one)).toEqual({}));
  test("every group and the sum, where all are large", () =>
    expect(shown("all 0/0\n  a 8/16\n  b 9/20")).toEqual({ all: "17/36", a: "8/16", b: "9/20" }));
  test("the sum, and not the one group that would give the small one away", () =>
    expect(shown("all 0/0\n  a 8/16\n  b 9/20\n  c 1/3")).toEqual({ all: "18/39", b: "9/20" }));
  test("not the sum, where nothing else is large enough to hide the small one", () =>
    expect(shown("all 0/0\n  a 3/9\n  b 1/3")).toEqual({}));
  test("the sum alone, where two small ones hide each other", () => expect(shown("all 0/0\n  a 3/9\n  b 3/9")).toEqual({ all: "6/18" }));
  test("what lies deeper, when the group above it is hidden", () =>
    expect(shown("all 1/3\n  a 6/12\n    b 7/14")).toEqual({ all: "14/29", b: "7/14" }));
  test("nothing of a group without people", () => expect(shown("all 6/12\n  a 0/0")).toEqual({ all: "6/12" }));
});

/** Random organisations; each group lies in an earlier one. */
const organisations = (most: number, size: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ has: size, not: size, in: fc.nat() }), { minLength: 1, maxLength: most })
    .map((list) =>
      list.map(({ has, not, in: at }, i): Group => ({ id: `g${i}`, parent: i === 0 ? null : `g${at % i}`, parts: [has, not] })),
    );
const sizes = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 40 }), fc.constant(0));
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
/** The places in the list of all groups that lie in a group, itself included. */
const inside = (groups: readonly Group[], id: string) => {
  const lies = (g: Group | undefined): boolean => g !== undefined && (g.id === id || lies(groups.find((one) => one.id === g.parent)));
  return groups.map((g) => (lies(g) ? 1 : 0));
};

/** True when a sum of the rows, each any number of times, makes the wanted one (Gauss, in fractions that stay small). */
const follows = (rows: readonly (readonly number[])[], wanted: readonly number[]): boolean => {
  const rank = (all: readonly (readonly number[])[]) => {
    const m = all.map((row) => [...row]);
    let done = 0;
    for (let column = 0; column < wanted.length; column++) {
      const pivot = m.findIndex((row, i) => i >= done && Math.abs(row[column] ?? 0) > 1e-9);
      const found = m[pivot];
      if (!found) continue;
      m.splice(pivot, 1);
      m.splice(done, 0, found);
      for (const row of m.slice(done + 1)) {
        const factor = (row[column] ?? 0) / (found[column] ?? 1);
        for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (found[k] ?? 0);
      }
      done++;
    }
    return done;
  };
  return rank(rows) === rank([...rows, wanted]);
};

describe("an attacker who knows every number shown", () => {
  test("finds no total of fewer than five by adding and subtracting, of whatever groups together", () =>
    fc.assert(
      fc.property(organisations(7, sizes), (groups) => {
        const rows = [...safeTotals(groups).keys()].map((id) => inside(groups, id));
        for (let chosen = 1; chosen < 2 ** groups.length; chosen++) {
          const these = groups.map((_g, i) => (chosen >> i) & 1);
          const parts = [0, 1].map((p) => sum(groups.map((g, i) => (these[i] ? (g.parts[p] ?? 0) : 0))));
          if (sum(parts) > 0 && parts.some((n) => n < 5) && follows(rows, these)) return false;
        }
        return true;
      }),
      { numRuns: 300 },
    ));

  test("who also knows how many work in each group can think of more than one number for each that is small", () =>
    fc.assert(
      fc.property(organisations(4, fc.nat({ max: 8 })), (groups) => {
        const totals = safeTotals(groups);
        const known = [...totals].map(([id, [has = 0]]) => ({ of: inside(groups, id), has }));
        /** Every table that agrees with what is shown. */
        const tables: number[][] = [];
        const guess = (so: readonly number[]) => {
          const size = groups[so.length]?.parts;
          if (!size) {
            if (known.every((k) => sum(so.map((n, i) => n * (k.of[i] ?? 0))) === k.has)) tables.push([...so]);
            return;
          }
          for (let n = 0; n <= sum(size); n++) guess([...so, n]);
        };
        guess([]);
        return groups.every((g) => {
          const of = inside(groups, g.id);
          const parts = [0, 1].map((p) => sum(groups.map((one, i) => (of[i] ?? 0) * (one.parts[p] ?? 0))));
          const possible = new Set(tables.map((t) => sum(t.map((n, i) => n * (of[i] ?? 0)))));
          return sum(parts) === 0 || parts.every((n) => n >= 5) || possible.size > 1;
        });
      }),
      { numRuns: 150 },
    ));

  test("is told the truth, and as much of it as nothing forbids", () =>
    fc.assert(
      fc.property(organisations(8, fc.nat({ max: 30 })), (groups) => {
        const totals = safeTotals(groups);
        for (const [id, parts] of totals) {
          const of = inside(groups, id);
          expect(parts).toEqual([0, 1].map((p) => sum(groups.map((g, i) => (of[i] ?? 0) * (g.parts[p] ?? 0)))));
        }
        if (groups.every((g) => g.parts.every((n) => n >= 5))) expect(totals.size).toBe(groups.length);
      }),
    ));
});

describe("asked about in words", () => {
  const [kari, hilde] = ["kari-nordli", "hilde-brattland"];
  test.each([
    [hilde, "oversikt over opplæringen i kommunen", "logget opplæring i 2026"],
    [hilde, "Vis meg en oversikt over opplæring", "Fjellvik kommune"],
    [kari, "oversikt over opplæring i enheten min", "Hjemmetjenesten"],
    [hilde, "hvor mange har logget opplæring i år?", "logget opplæring i 2026"],
    [kari, "hvor mange av mine ansatte har logget noe i år?", "logget opplæring i 2026"],
    [kari, "opplæringsstatus for avdelinga mi", "logget opplæring i 2026"],
    [hilde, "kor mange har teke fyrstehjelp?", "Førstehjelp"],
    [hilde, "hvor mange har tatt førstehjelp i seksjon helse?", "21 av 30"],
    [kari, "hvor mange av de ansatte har gjennomført medikamenthåndtering", "Medikamenthåndtering"],
    [hilde, "how many people have taken førstehjelp?", "Førstehjelp"],
    [hilde, "Training overview for Hjemmetjenesten", "Hjemmetjenesten"],
  ])("%s: %s", async (who, text, said) => {
    const answer = textOf(await (await newTown()).say(who, text));
    expect(answer).toContain(said);
    expect(answer).toMatch(/Ikke vist|Ikkje vist|Not shown|logget opplæring\./);
  });

  test("what is marked as only for oneself, or objected to, is not counted", async () => {
    const town = await newTown();
    const counted = async () => textOf(await town.say(hilde, "oversikt over opplæringen i kommunen"));
    const before = await counted();
    const [one] = await town.all("training");
    const log = (more: { onlyMe?: boolean; objected?: boolean }) =>
      town.store.commit([
        {
          put: "training",
          value: { ...(one ?? expect.fail()), id: "new", person: hilde, date: { from: "2026-05-04", to: "2026-05-04" }, ...more },
        },
      ]);
    await log({ onlyMe: true });
    expect(await counted()).toBe(before);
    await log({ objected: true });
    expect(await counted()).toBe(before);
    await log({});
    expect(await counted()).not.toBe(before);
  });
});

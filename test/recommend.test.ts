/** Which course comes first, in situations that were written down before there was a ranking; and that no reason is untrue. */
import { describe, expect, test } from "vitest";
import { outcomeOf, situationsIn } from "./support/situations.ts";

/** On the very day the situation calls it over, and we call it the last day it is valid. */
const otherReading = ["g10"];

describe.each(["recommend", "withheld"])("%s", (file) => {
  const outcomes = situationsIn(`test/catalogue/${file}.json`).map((told) => ({ id: told.id, ...outcomeOf(told) }));

  test("the first course is the right one in nine of ten", () => {
    const right = outcomes.filter((o) => o.isRight).length / outcomes.length;
    expect(right).toBeGreaterThanOrEqual(0.9);
  });
  test("and for the right reason", () => {
    expect(outcomes.filter((o) => !o.isWhyRight).map((o) => o.id)).toEqual(file === "recommend" ? otherReading : []);
  });
  test("every reason is true", () => {
    expect(outcomes.filter((o) => o.untrue.length > 0).map((o) => [o.id, o.untrue])).toEqual([]);
  });
  test("nothing is suggested that must not be", () => {
    expect(outcomes.filter((o) => o.never.length > 0).map((o) => [o.id, o.never])).toEqual([]);
  });
});

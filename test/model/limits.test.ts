/** What keeps a model from being asked: an endpoint that fails in a row, and a day's budget. */
import { expect, test } from "vitest";
import { newBreaker } from "../../src/model/breaker.ts";
import { newBudget } from "../../src/model/budget.ts";
import { openStore } from "../../src/store/lowdb.ts";

test("after five failures in a row it is left alone for a minute; then one tries", () => {
  let now = 0;
  const { mayAsk, went } = newBreaker(() => now);
  for (let i = 0; i < 4; i++) went(false);
  went(true);
  for (let i = 0; i < 4; i++) went(false);
  expect(mayAsk()).toBe(true);
  went(false);
  expect(mayAsk()).toBe(false);
  now += 59_999;
  expect(mayAsk()).toBe(false);
  now += 1;
  expect([mayAsk(), mayAsk()]).toEqual([true, false]);
  went(false);
  now += 59_999;
  expect(mayAsk()).toBe(false);
  now += 1;
  expect(mayAsk()).toBe(true);
  went(true);
  expect([mayAsk(), mayAsk()]).toEqual([true, true]);
});

test("whoever was let through to try and asked nothing leaves the try to the next", () => {
  let now = 0;
  const { mayAsk, went, untried } = newBreaker(() => now);
  for (let i = 0; i < 5; i++) went(false);
  now += 60_000;
  expect(mayAsk()).toBe(true);
  untried();
  expect([mayAsk(), mayAsk()]).toEqual([true, false]);
});

test("a person has so many a day, over all replicas and starts; the next day brings new ones", async () => {
  let now = "2026-11-23T08:00:00Z";
  const store = await openStore(null, () => now);
  const [one, other] = [newBudget(store, 5), newBudget(store, 5)];
  const asked = await Promise.all([one, other, one, other, one, other, one].map((budget) => budget("kari-nordli", "2026-11-23")));
  expect(asked.filter(Boolean)).toHaveLength(5);
  expect(await newBudget(store, 5)("kari-nordli", "2026-11-23")).toBe(false);
  expect(await one("ola-tangvik", "2026-11-23")).toBe(true);
  now = "2026-11-24T08:00:00Z";
  expect(await one("kari-nordli", "2026-11-24")).toBe(true);
  expect(await newBudget(store, 0)("kari-nordli", "2026-11-24")).toBe(false);
});

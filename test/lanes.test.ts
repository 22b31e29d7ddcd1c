/** Renewing a lane and letting it go are two statements to the store, on two connections: they must never overtake each other. */
import { setImmediate as soon } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newLanes } from "../src/teams/lanes.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval"] }));
afterEach(() => void vi.useRealTimers());

/** A store whose answers come when they are let through, in the order the test wants. */
const slow = () => {
  const asked: { readonly what: string; readonly answer: (held: boolean) => void }[] = [];
  const ask = (what: string) => new Promise<boolean>((answer) => asked.push({ what, answer }));
  const store = { lease: () => ask("lease"), release: async () => void (await ask("release")) };
  const answered = async (held = true) => {
    await soon();
    const one = asked.shift();
    one?.answer(held);
    await soon();
    return one?.what;
  };
  return { store, asked, answered };
};

test("a lane that is being let go is not renewed", async () => {
  const { store, asked, answered } = slow();
  const done = newLanes(store).inLane("kari", async () => {});
  expect(await answered()).toBe("lease");
  await done;
  await soon();
  vi.advanceTimersByTime(3000);
  expect(asked.map(({ what }) => what)).toEqual(["release"]);
});

test("a lane that is being renewed is not let go before that is over", async () => {
  const { store, asked, answered } = slow();
  let end = () => {};
  const done = newLanes(store).inLane("kari", () => new Promise<void>((resolve) => (end = resolve)));
  expect(await answered()).toBe("lease");
  vi.advanceTimersByTime(3000);
  end();
  await done;
  await soon();
  expect(asked.map(({ what }) => what)).toEqual(["lease"]);
  expect(await answered()).toBe("lease");
  expect(asked.map(({ what }) => what)).toEqual(["release"]);
});

test("a lane that was lost is asked for again before the next turn", async () => {
  const { store, asked, answered } = slow();
  let end = () => {};
  const lanes = newLanes(store);
  const first = lanes.inLane("kari", () => new Promise<void>((resolve) => (end = resolve)));
  const second = lanes.inLane("kari", async () => "second");
  expect(await answered()).toBe("lease");
  vi.advanceTimersByTime(3000);
  expect(await answered(false)).toBe("lease");
  end();
  await first;
  await soon();
  expect(asked.map(({ what }) => what)).toEqual(["lease"]);
  await answered();
  expect(await second).toBe("second");
});

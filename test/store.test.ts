/** The embedded store: the promises of every store, also to those who are killed and to a disk that is full. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotSaved } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { promises } from "./store.contract.ts";
import { diskBehind } from "./support/disks.ts";
import { clock, drop, endKeepers, everything, held, keeper, mark, newFolder, within } from "./support/folders.ts";

promises("the store in a folder", () => {
  const folder = newFolder();
  let clock = () => "";
  return {
    open: (given) => {
      clock = given;
      return openStore(folder, clock);
    },
    reopen: () => openStore(folder, clock),
    end: async () => drop(folder),
  };
});
promises("the store without a folder", () => ({ open: (clock) => openStore(null, clock), end: async () => {} }));

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => {
  endKeepers();
  drop(folder);
});

/** What was acknowledged is there, and what is there is there with its other half. */
const isWhole = (where: string, acknowledged: readonly string[]) =>
  within(where, async (store) => {
    const a = new Set((await store.find("mark")).map((kept) => kept.value.id.slice(1)));
    const b = new Set((await store.find("acting")).map((kept) => kept.value.lane.slice(1)));
    expect(b).toEqual(a);
    expect(acknowledged.filter((n) => !a.has(n))).toEqual([]);
  });

/** Starts writers, kills each after so many acknowledged commits and milliseconds, and looks at what they leave. */
const killed = async (width: number, kills: readonly (readonly [commits: number, ms: number])[]) => {
  const folders = kills.map(newFolder);
  try {
    const acknowledged = await Promise.all(
      kills.map(async ([commits, ms], i) => {
        const one = keeper("loop", folders[i] ?? "", { width });
        await one.until((lines) => lines.length > commits);
        await sleep(ms);
        one.child.kill("SIGKILL");
        await one.ended;
        return one.said().filter((line) => line !== "open");
      }),
    );
    for (const [i, numbers] of acknowledged.entries()) {
      expect(numbers.length).toBeGreaterThanOrEqual(kills[i]?.[0] ?? 1);
      await isWhole(folders[i] ?? "", numbers);
    }
  } finally {
    for (const where of folders) drop(where);
  }
};

test("kill -9 loses nothing that was acknowledged", { timeout: 30_000 }, () =>
  killed(100, [
    [3, 0],
    [3, 40],
    [50, 7],
    [100, 100],
    [200, 3],
  ]),
);
// The commits that fill the journal are in neither the snapshot nor a journal once it is folded.
test("kill -9 loses nothing that was acknowledged before the journal was folded", { timeout: 30_000 }, () =>
  killed(200_000, [
    [110, 0],
    [130, 30],
  ]),
);

describe("a disk that is full", () => {
  test("refuses a commit, and memory does not hold what was refused", async () => {
    const one = keeper("fill", folder, { width: 300, limit: 64 });
    await one.ended;
    expect(one.said().at(-1)).toBe("refused");
  });
  // A short write counts as a whole one.
  test("loses nothing that was acknowledged", async () => {
    const one = keeper("fill", folder, { width: 300, limit: 64 });
    await one.ended;
    const acknowledged = one.said().filter((line) => /^\d+$/.test(line));
    expect(acknowledged.length).toBeGreaterThan(10);
    await isWhole(folder, acknowledged);
  });

  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  /** How much of a write there is room for, and whether what was written can be cut off again. */
  const cases = [
    ["takes nothing", 0, true],
    ["takes a part", 40, true],
    ["takes a whole line of two", 120, true],
    ["takes a part, and gives nothing back", 40, false],
    ["takes a whole line of two, and gives nothing back", 120, false],
  ] as const;
  test.each(cases)("and %s: nothing is saved or seen, and all is well again when there is room", async (_, room, canCut) => {
    let isFull = false;
    const disk = diskBehind(({ what }) => {
      if (isFull && what === "write") return room;
      if (isFull && (what === "make" || (what === "cut" && !canCut))) throw full;
      return undefined;
    });
    const store = await openStore(folder, clock, { disk });
    expect(await store.commit([mark(1)])).toBe("done");
    const before = await everything(store);
    isFull = true;
    for (const round of [1, 2]) {
      const both = await Promise.allSettled([store.commit([mark(2), { claim: "k" }]), store.commit([mark(3)])]);
      for (const one of both) expect(one.status === "rejected" && one.reason, `round ${round}`).toBeInstanceOf(NotSaved);
      expect(await store.isWell()).toBe(false);
      expect(await everything(store)).toEqual(before);
    }
    isFull = false;
    expect(await store.isWell()).toBe(true);
    expect(await store.commit([mark(4), { claim: "k" }])).toBe("done");
    await store.close();
    expect(await held(folder)).toEqual(["m1", "m4"]);
    expect(await held(folder)).toEqual(["m1", "m4"]);
  });
});

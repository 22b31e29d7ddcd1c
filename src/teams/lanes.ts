/** One turn at a time in each lane, in all replicas: a queue in this process, and a lease in the store. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../ports/store.ts";

/** A lane that its holder does not renew is free again after this long; milliseconds. */
const leaseTime = 6000;
const renewEvery = 2000;
/** How long is waited before a lane that another replica holds is asked for again. */
const firstWait = 15;
const longestWait = 250;

type Lane = {
  queue: Promise<unknown>;
  /** Works that wait or run. */
  works: number;
  held: boolean;
  /** What must be over before another replica may go on here. */
  readonly endings: Set<Promise<unknown>>;
  letting: Promise<void> | undefined;
};

export const newLanes = (store: Pick<Store, "lease" | "release">) => {
  const owner = randomUUID();
  const lanes = new Map<string, Lane>();
  const nameOf = (lane: string) => `lane:${lane}`;

  /** The lane is not let go before this is over. */
  const awaited = (lane: Lane, ending: Promise<unknown>) => {
    lane.endings.add(ending);
    const over = () => lane.endings.delete(ending);
    ending.then(over, over);
  };

  /** One that was lost meanwhile is asked for again before the next work. */
  const renew = async (name: string, lane: Lane) => {
    lane.held = await store.lease(nameOf(name), owner, leaseTime).catch(() => lane.held);
  };
  const renewing = setInterval(() => {
    for (const [name, lane] of lanes) if (lane.held && !lane.letting) awaited(lane, renew(name, lane));
  }, renewEvery).unref();

  const hold = async (name: string, lane: Lane) => {
    for (let wait = firstWait; !lane.held; wait = Math.min(2 * wait, longestWait)) {
      lane.held = await store.lease(nameOf(name), owner, leaseTime);
      if (!lane.held) await sleep(wait * (0.5 + Math.random()));
    }
  };

  const letGo = async (name: string, lane: Lane) => {
    await Promise.allSettled(lane.endings);
    if (lane.works > 0 || lane.letting) return;
    lane.letting = store.release(nameOf(name), owner).catch(() => {});
    await lane.letting;
    lane.held = false;
    lane.letting = undefined;
    if (lane.works === 0 && lanes.get(name) === lane) lanes.delete(name);
  };

  return {
    /** Runs the work after all that came before it in the lane. */
    inLane: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const lane = lanes.get(name) ?? { queue: Promise.resolve(), works: 0, held: false, endings: new Set(), letting: undefined };
      lanes.set(name, lane);
      lane.works++;
      const result = lane.queue.then(async () => {
        await lane.letting;
        await hold(name, lane);
        return work();
      });
      lane.queue = result
        .then(
          () => {},
          () => {},
        )
        .then(() => {
          lane.works--;
          if (lane.works === 0) void letGo(name, lane);
        });
      return result;
    },
    /** The lane is not let go before this is over; the next work in this process does not wait for it. */
    before: (name: string, ending: Promise<unknown>): void => {
      const lane = lanes.get(name);
      if (lane) awaited(lane, ending);
    },
    isBusy: (name: string): boolean => lanes.has(name),
    /** Waits until nothing runs, at most this many milliseconds. */
    idle: async (ms: number): Promise<void> => {
      const until = Date.now() + ms;
      while (lanes.size > 0 && Date.now() < until) await sleep(10);
      clearInterval(renewing);
    },
  };
};

/** The store's clock, carried on between two looks at it, so that replicas whose own clocks differ agree on every moment. */
import type { Store } from "../ports/store.ts";

export type Time = ReturnType<typeof newTime>;

/** How often the store is asked, and how many times in a row (the quickest answer is the most exact). */
const every = 60_000;
const looks = 3;

export const newTime = (store: Pick<Store, "now">) => {
  let ahead = Date.now() - performance.now();
  let asked = Number.NEGATIVE_INFINITY;
  return {
    /** Milliseconds since 1970. */
    now: (): number => performance.now() + ahead,
    /** Asks the store, where that was long ago. @throws what the store throws */
    agree: async (): Promise<void> => {
      if (performance.now() - asked < every) return;
      let quickest = Number.POSITIVE_INFINITY;
      let found = ahead;
      for (let n = 0; n < looks; n++) {
        const before = performance.now();
        const at = await store.now();
        const took = performance.now() - before;
        if (took >= quickest) continue;
        quickest = took;
        found = at - before - took / 2;
      }
      [ahead, asked] = [found, performance.now()];
    },
  };
};

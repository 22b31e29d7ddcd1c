/** How often a person may bring it about that a model is asked, in one day and over all replicas. */
import type { Day } from "../domain/day.ts";
import { addDays } from "../domain/day.ts";
import type { Store } from "../ports/store.ts";

export type Budget = (person: string, today: Day) => Promise<boolean>;

/** Each time takes the person's next claim of the day. Where this process has got to is only a hint: others take from the same row. */
export const newBudget = (store: Pick<Store, "commit">, perDay: number): Budget => {
  let day = "";
  let next = new Map<string, number>();
  return async (person, today) => {
    if (day !== today) {
      day = today;
      next = new Map();
    }
    for (let n = next.get(person) ?? 1; n <= perDay; n++) {
      const how = await store.commit([{ claim: `model:${today}:${person}:${n}`, until: `${addDays(today, 2)}T00:00:00Z` }]);
      next.set(person, n + 1);
      if (how === "done") return true;
    }
    return false;
  };
};

/**
 * What may be sent next: of each person's pending notices the first, unless it or the person must wait. Which of them is
 * left to chance, so that replicas seldom reach for the same.
 */
import type { Kept, Store } from "../ports/store.ts";
import type { Time } from "./time.ts";

export type Row = Kept<"notice">;

/** Rows read at a time, and how many that may go are enough. */
const page = 200;
const enough = 60;
/** What was read longer ago (ms) is read again: others are sending too. Where there was nothing, it is not read sooner. */
const fresh = 1000;
const pause = 250;

type Around = { readonly store: Pick<Store, "find">; readonly time: Time; readonly chance: () => number };

export const newQueue = ({ store, time, chance }: Around) => {
  let ready: Row[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  /** When the next of those that wait may go; undefined when there is none. */
  let next: number | undefined;
  /** Until when a person is not sent to; for ever while something is on its way. */
  const held = new Map<string, number>();

  const fill = async (): Promise<void> => {
    const now = time.now();
    for (const [person, until] of held) if (until <= now) held.delete(person);
    const found: Row[] = [];
    const seen = new Set<string>();
    let soonest = Number.POSITIVE_INFINITY;
    for (let after: number | undefined; found.length < enough; ) {
      const rows = await store.find("notice", { state: "pending" }, { limit: page, ...(after === undefined ? {} : { after }) });
      for (const row of rows) {
        const { to, after: due } = row.value;
        if (seen.has(to)) continue;
        seen.add(to);
        const from = Math.max(due ? Date.parse(due) : 0, held.get(to) ?? 0);
        if (from <= now) found.push(row);
        else soonest = Math.min(soonest, Math.max(from === Number.POSITIVE_INFINITY ? 0 : from, now + pause));
      }
      after = rows.at(-1)?.place;
      if (rows.length < page) break;
    }
    // Read over a while in which some were taken.
    ready = found.filter(({ value }) => !held.has(value.to));
    next = soonest < Number.POSITIVE_INFINITY ? soonest : undefined;
    readAt = time.now();
  };

  return {
    /** How many may go now; where that is none, how long to wait (ms), and nothing where nothing waits. */
    look: async (): Promise<{ readonly ready: number; readonly wait: number | undefined }> => {
      const age = time.now() - readAt;
      // What was read a moment ago does not tell that nothing waits: an attempt that has ended since may have put something back.
      if (ready.length === 0 && age < pause) return { ready: 0, wait: pause - age };
      if (ready.length === 0 || age > fresh) await fill();
      if (ready.length > 0) return { ready: ready.length, wait: 0 };
      return { ready: 0, wait: next === undefined ? undefined : next - time.now() };
    },
    /** What was read is read again at the next look. */
    stale: (): void => {
      readAt = Number.NEGATIVE_INFINITY;
    },
    /** Takes one, and holds its person for as long as it is on its way. */
    take: (): Row | undefined => {
      const [row] = ready.splice(Math.floor(chance() * ready.length), 1);
      if (row) held.set(row.value.to, Number.POSITIVE_INFINITY);
      return row;
    },
    /** Nothing is on its way to the person any more; for this long (ms) nothing is to be. */
    hold: (person: string, ms = 0): void => {
      if (ms > 0) held.set(person, time.now() + ms);
      else held.delete(person);
    },
  };
};
export type Queue = ReturnType<typeof newQueue>;

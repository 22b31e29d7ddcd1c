/**
 * One budget for all replicas: moments at which one message each may leave, evenly apart, handed out in small blocks. The
 * store holds until when they have been handed out, and a commit by its revision hands out more. A moment that has passed
 * unused is lost. Answers to people never ask: each takes a moment that was meant for a message nobody asked for.
 */
import type { Store } from "../ports/store.ts";
import type { Time } from "./time.ts";

/** So many moments at a time (fewer commits), and none further ahead than this (ms; replicas take turns within it). */
const block = 5;
const horizon = 500;
/** What a message needs before it can leave, in milliseconds: it is marked in the store first. */
export const lead = 60;
/** A pause may be this long (ms); what stands further ahead was written by a clock that has been set back since. */
const longestPause = 30_000;
/** An answer that was given longer ago (ms) is in no second with what leaves now. */
const remembered = 1000;

type Around = {
  readonly store: Pick<Store, "get" | "commit">;
  readonly time: Time;
  /** The budget's name in the store: the tenant's. */
  readonly name: string;
  /** At most so many messages in any second. */
  readonly perSecond: number;
  /** A number from 0 up to 1. */
  readonly chance: () => number;
};

export const newBudget = ({ store, time, name, perSecond, chance }: Around) => {
  /** A little further apart than they might be: what is late, or an answer no room has been made for yet, fits in. */
  const gap = 1000 / (perSecond * 0.97);
  /** Moments of this replica that nothing has left at yet, in order. */
  let held: readonly number[] = [];
  /** Answers that no moment has been given up for. */
  let debts: readonly number[] = [];

  /** What the store says, and when the next free moment is. */
  const look = async () => {
    await time.agree();
    const kept = await store.get("mark", name);
    const now = time.now();
    const until = kept?.value.count ?? 0;
    return { now, free: until > now + longestPause + horizon ? now : Math.max(until, now), at: kept?.revision ?? 0 };
  };
  const say = async (until: number, at: number): Promise<boolean> =>
    (await store.commit([{ put: "mark", value: { id: name, count: Math.ceil(until) }, at }])) === "done";

  return {
    /**
     * Up to `want` moments (milliseconds since 1970) from `lead` to `horizon` ahead; or none, and how long to wait before asking again (ms).
     * @throws NotSaved
     */
    take: async (want: number): Promise<{ readonly moments: readonly number[]; readonly wait: number }> => {
      const { now, free, at } = await look();
      const owing = debts.filter((answered) => answered > now - remembered);
      const paid = free + owing.length * gap;
      const first = Math.max(paid, now + lead);
      const isFar = first > now + horizon;
      const moments = isFar ? [] : Array.from({ length: Math.min(want, block) }, (_, n) => first + n * gap);
      if (moments.length === 0 && owing.length === 0) return { moments, wait: first - now - horizon + 1 };
      if (!(await say(isFar ? paid : first + moments.length * gap, at))) return { moments: [], wait: 5 + 20 * chance() };
      debts = debts.filter((answered) => answered > now - remembered && !owing.includes(answered));
      held = [...held, ...moments];
      return { moments, wait: isFar ? first - now - horizon + 1 : 0 };
    },
    /** True while a message may leave at this moment. */
    holds: (moment: number): boolean => held.includes(moment),
    /** Uses the moment up: true once, and only while it is not long past. */
    spend: (moment: number, patience: number): boolean => {
      const isMine = held.includes(moment);
      held = held.filter((other) => other !== moment);
      return isMine && time.now() <= moment + patience;
    },
    /** Something left unasked: the next message that nobody asked for gives its moment up. Costs no word to the store. */
    answered: (): void => {
      // What has passed unused pays for nothing.
      held = held.filter((moment) => moment > time.now() - remembered / 10);
      // The last: no message has been marked for it yet.
      if ((held.at(-1) ?? 0) > time.now()) held = held.slice(0, -1);
      else debts = [...debts, time.now()].slice(-Math.ceil(perSecond));
    },
    /** Hands out nothing for a while (ms), to any replica. */
    pause: async (ms: number): Promise<void> => {
      held = [];
      for (let tries = 0; tries < 5; tries++) {
        const { now, free, at } = await look();
        if (await say(Math.max(free, now + Math.min(ms, longestPause)), at)) return;
      }
    },
  };
};
export type Budget = ReturnType<typeof newBudget>;

/**
 * Sends notices to people who did not just write, as fast as the budget allows and never faster. Nothing waits behind
 * another: what must wait lies in the store with a time, and the next goes. Those without a chat wait until they have one.
 */
import type { Logger } from "pino";
import type { Messenger } from "../ports/messenger.ts";
import type { Store } from "../ports/store.ts";
import { newAttempts } from "./attempt.ts";
import { lead, newBudget } from "./budget.ts";
import { newConversations } from "./conversations.ts";
import { newPauses } from "./pauses.ts";
import { newQueue } from "./queue.ts";
import { newStorm } from "./storm.ts";
import { newTime } from "./time.ts";

/** Attempts under way at once: as many as leave in a second, for a connector that is slow. */
const mostAtOnce = 32;
/** How late (ms) a message may leave; later, its moment is lost. */
const patience = 60;
/** The next block is taken so long (ms) before the last moment of the one before. */
const ahead = 150;
/** Who waits longer than this (ms) is found by the next look at the store. */
const longestWait = 5000;

type Around = {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly log: Logger;
  /** This process, among the replicas. */
  readonly owner: string;
  /** At most so many messages in any second, over all replicas. */
  readonly perSecond?: number;
  /** A number from 0 up to 1. */
  readonly chance?: () => number;
};

export const newSender = ({ store, messenger, log, owner, perSecond = 30, chance = Math.random }: Around) => {
  let running: Promise<void> | null = null;
  let wanted: "all" | "pending" | null = null;
  let stopped = false;
  const pauses = newPauses();
  const { sleep } = pauses;
  const time = newTime(store);
  const conversations = newConversations(() => performance.now());
  const budget = newBudget({ store, time, name: "granted", perSecond, chance });
  const queue = newQueue({ store, time, chance });
  const storm = newStorm();
  const attempts = newAttempts({ store, messenger, conversations, time, log, owner, chance, sleep });
  const underWay = new Set<Promise<void>>();

  /** Marks a row for the moment that was granted, sends it then, and lets its person go. */
  const sendAt = async (moment: number): Promise<void> => {
    await sleep(moment - lead - time.now());
    for (let row = queue.take(); row; row = queue.take()) {
      let wait = 0;
      try {
        if (stopped || !budget.holds(moment)) return;
        const begun = await attempts.begin(row);
        if (typeof begun === "number") {
          wait = begun;
          continue;
        }
        await sleep(moment - time.now());
        if (stopped || time.now() > begun.until || !budget.spend(moment, patience)) return await attempts.callOff(begun);
        const pause = storm.heard(await attempts.send(begun));
        if (pause === undefined) return;
        log.warn({ event: "delivery.pauses", ms: pause }, "most attempts fail; all replicas pause");
        return await budget.pause(pause);
      } finally {
        queue.hold(row.value.to, wait);
      }
    }
  };
  const start = (moment: number): void => {
    const attempt = sendAt(moment)
      .catch((error) => log.error({ event: "delivery.failed", err: error }, "a notice could not be sent"))
      .finally(() => underWay.delete(attempt));
    underWay.add(attempt);
  };

  /** What others have left, and those whose chat may have come. */
  const lookAround = async (): Promise<void> => {
    const which = wanted;
    wanted = null;
    queue.stale();
    await time.agree();
    await attempts.settleAbandoned();
    if (which === "all")
      for (const { value, revision } of await store.find("notice", { state: "waiting" }))
        if (await store.get("address", value.to))
          await store.commit([{ put: "notice", value: { ...value, state: "pending" }, at: revision }]);
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      if (wanted) await lookAround();
      const free = mostAtOnce - underWay.size;
      const { ready, wait } = free > 0 ? await queue.look() : { ready: 0, wait: longestWait };
      if (ready === 0) {
        if (underWay.size === 0 && (wait === undefined || wait > longestWait)) return;
        await Promise.race([sleep(Math.min(wait ?? longestWait, longestWait)), ...underWay]);
        continue;
      }
      const granted = await budget.take(Math.min(ready, free));
      for (const moment of granted.moments) start(moment);
      await sleep(Math.max(granted.wait, (granted.moments.at(-1) ?? 0) - ahead - time.now()));
    }
  };
  const rounds = async (): Promise<void> => {
    while (wanted && !stopped) await run();
  };

  return {
    /** Sends what can be sent now; of those who wait for a chat only where one may have come. */
    wake: (which: "all" | "pending" = "all"): void => {
      wanted = wanted === "all" ? "all" : which;
      running ??= rounds()
        .catch((error) => log.error({ event: "delivery.failed", err: error }, "sending stopped"))
        .finally(() => {
          running = null;
        });
    },
    /** Something that was asked for has left to a conversation: what was not asked for makes room. Costs no word to the store. */
    answered: (conversation: string): void => {
      conversations.count(conversation);
      budget.answered();
    },
    /** Ends with the messages that are being sent. */
    stop: async (): Promise<void> => {
      stopped = true;
      pauses.end();
      await running;
      await Promise.all(underWay);
      await attempts.release();
    },
  };
};

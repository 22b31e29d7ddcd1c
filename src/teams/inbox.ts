/**
 * Messages are acknowledged once they lie in the stored inbox; their turns are taken in order of arrival, one at a time
 * in each lane. An activity that was delivered before is dropped. After a restart what lies there is taken up again.
 */

import { type Activity, TurnContext } from "botbuilder";
import type { Logger } from "pino";
import type { Clock } from "../ports/clock.ts";
import type { Inbox, Outgoing } from "../ports/records.ts";
import type { Store } from "../ports/store.ts";
import { asReference, laneOfActivity, referenceOf } from "./activity.ts";
import { send, settleKey } from "./app.ts";
import type { Application, TeamsAdapter, TurnState } from "./teamsAi.ts";

type Around = {
  readonly adapter: TeamsAdapter;
  readonly appId: string;
  readonly app: Application<TurnState>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** What is said when a turn fails by a mistake of ours. */
  readonly sorry: Outgoing;
};

/** Words that did not get through are tried again after so many milliseconds, soon first, for some ten minutes in all. */
const soon = 200;
const later = 30_000;
const mostTries = 20;

/** How long an activity id is remembered, in milliseconds. */
const remembered = 7 * 24 * 3600 * 1000;

export const newInbox = ({ adapter, appId, app, store, clock, log, sorry }: Around) => {
  const lanes = new Map<string, Promise<void>>();

  /** Runs the work after all that came before it in the lane. */
  const inLane = <T>(lane: string, work: () => Promise<T>): Promise<T> => {
    const before = lanes.get(lane) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.then(
      () => {},
      () => {},
    );
    lanes.set(lane, settled);
    void settled.then(() => lanes.get(lane) === settled && lanes.delete(lane));
    return result;
  };

  const withContext = (reference: Inbox["reference"], work: (context: TurnContext) => Promise<void>) =>
    adapter.continueConversationAsync(appId, asReference(reference), work);

  const takeTurn = async (row: Inbox): Promise<void> => {
    await withContext(row.reference, async (ctx) => {
      if (row.activity === null) return send(ctx, row.answer);
      const turn = new TurnContext(adapter, row.activity as Partial<Activity>);
      for (const [key, value] of ctx.turnState) turn.turnState.set(key, value);
      turn.turnState.set(settleKey, (answer: readonly Outgoing[]) => [
        { put: "inbox", value: { ...row, activity: null, answer: [...answer] } },
      ]);
      await app.run(turn);
    });
    // Nobody waits for this: after a stop in between, the answer is sent again and not the effect made again.
    void store.commit([{ remove: "inbox", id: row.id }]).catch(() => {});
  };

  const work = (row: Inbox, tries = 0): Promise<void> =>
    inLane(row.lane, async () => {
      try {
        await takeTurn(row);
      } catch (error) {
        log.error({ event: "turn.failed", id: row.id, tries, err: error }, "a turn failed");
        const now = (await store.get("inbox", row.id))?.value;
        if (now?.activity === null && tries < mostTries) return sayLater(now, tries + 1);
        if (now?.activity !== null) await withContext(row.reference, (ctx) => send(ctx, [sorry])).catch(() => {});
        await store.commit([{ remove: "inbox", id: row.id }]).catch(() => {});
      }
    });

  /** The effect is kept and only the words did not get through: they are said when the connector is there again, or after a restart. */
  const sayLater = (row: Inbox, tries: number): void => {
    setTimeout(() => void work(row, tries), tries === 1 ? soon : later).unref();
  };

  return {
    inLane,
    /** Keeps the activity and lets its turn follow; answers when it is kept. */
    accept: async (activity: Activity): Promise<void> => {
      const id = `${activity.conversation.id}/${activity.id ?? `${activity.timestamp ?? clock()}`}`;
      const row: Inbox = {
        id,
        lane: laneOfActivity(activity),
        received: clock(),
        content: null,
        acknowledged: true,
        tries: 0,
        retry: null,
        activity: { ...activity },
        reference: { ...referenceOf(activity) },
        answer: [],
      };
      const how = await store.commit([
        { claim: `activity:${id}`, until: new Date(Date.parse(clock()) + remembered).toISOString() },
        { put: "inbox", value: row, at: 0 },
      ]);
      if (how === "done") void work(row);
      else log.info({ event: "activity.repeated", id }, "an activity came again");
    },
    /** Takes up what was acknowledged before a stop. */
    takeUp: async (): Promise<void> => {
      const rows = (await store.find("inbox")).map((kept) => kept.value).sort((a, b) => a.received.localeCompare(b.received));
      for (const row of rows) void work(row);
    },
    /** Waits until no turn is running, at most this many milliseconds. */
    idle: async (ms: number): Promise<void> => {
      const until = Date.now() + ms;
      while (lanes.size > 0 && Date.now() < until)
        await Promise.race([Promise.all(lanes.values()), new Promise((r) => setTimeout(r, Math.max(0, until - Date.now())))]);
    },
  };
};

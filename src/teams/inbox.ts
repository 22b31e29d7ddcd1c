/**
 * Messages are acknowledged once they lie in the stored inbox; their turns are taken in order of arrival, one at a time
 * in each lane. What a stop, or another replica's, left there is taken up again.
 */

import { type Activity, ActivityTypes, TurnContext } from "botbuilder";
import type { Logger } from "pino";
import type { Turned } from "../dialogue/parts.ts";
import { masked } from "../domain/identityNumber.ts";
import type { Clock } from "../ports/clock.ts";
import type { Inbox } from "../ports/records.ts";
import { type Change, type Kept, NotSaved, type Store } from "../ports/store.ts";
import { activityName, asReference, claimOf, laneOfActivity, referenceOf } from "./activity.ts";
import { asMessages, send, settleKey, Unsent } from "./app.ts";
import { newLanes } from "./lanes.ts";
import { ageOf, contentOf, newAcknowledged, repeatsUntil } from "./repeats.ts";
import type { Application, TeamsAdapter, TurnState } from "./teamsAi.ts";

type Around = {
  readonly adapter: TeamsAdapter;
  readonly appId: string;
  readonly app: Application<TurnState>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly words: {
    /** When a turn fails by a mistake of ours. */
    readonly sorry: string;
    /** When what was written could not be kept at all. */
    readonly notKept: string;
    /** When what was written is kept, and its turn must wait for the store. */
    readonly keptForLater: string;
  };
};

/** A turn that takes longer than this (milliseconds) shows that somebody is typing. */
const typingAfter = 3000;
/** An answer that did not get through is sent again: at once, and then until the connector has had some ten minutes. */
const soon = 1000;
const later = 30_000;
const mostTries = 20;

export const newInbox = ({ adapter, appId, app, store, clock, log, words }: Around) => {
  const lanes = newLanes(store);
  const acknowledged = newAcknowledged(clock);
  /** Rows that are on their way out. */
  const leaving = new Set<string>();
  /** Rows of this process that are over, and stay for the case that they come again. */
  const passed = new Set<string>();
  /** Rows whose writer has been told that they must wait. */
  const excused = new Set<string>();
  const instantIn = (ms: number) => new Date(Date.parse(clock()) + ms).toISOString();

  const withContext = (reference: Inbox["reference"], work: (context: TurnContext) => Promise<void>) =>
    adapter.continueConversationAsync(appId, asReference(reference), work);
  const tell = (reference: Inbox["reference"], text: string) => withContext(reference, (ctx) => send(ctx, [{ text, card: null }]));

  /** Takes the turn of what was said, or sends what was answered. */
  const takeTurn = ({ value: row, revision }: Kept<"inbox">): Promise<void> =>
    withContext(row.reference, async (ctx) => {
      if (row.activity === null) return send(ctx, row.answer);
      const turn = new TurnContext(adapter, row.activity as Partial<Activity>);
      for (const [key, value] of ctx.turnState) turn.turnState.set(key, value);
      turn.turnState.set(settleKey, (turned: Turned): Change[] => [
        {
          put: "inbox",
          value: { ...row, activity: null, answer: [...asMessages(turned)], acknowledged: acknowledged.has(row) },
          at: revision,
        },
      ]);
      const typing = setTimeout(() => void ctx.sendActivity({ type: ActivityTypes.Typing }).catch(() => {}), typingAfter);
      try {
        await app.run(turn);
      } finally {
        clearTimeout(typing);
      }
    });

  /** The row goes; one whose HTTP answer is not known to have arrived stays as long as it may come again. */
  const leave = (row: Inbox): void => {
    leaving.add(row.id);
    passed.delete(row.id);
    excused.delete(row.id);
    const known = acknowledged.has(row);
    const change: Change = known
      ? { remove: "inbox", id: row.id }
      : { put: "inbox", value: { ...row, activity: null, answer: [], acknowledged: false } };
    const gone = store
      .commit([change])
      .catch(() => {})
      .finally(() => {
        leaving.delete(row.id);
        if (known) return;
        if (acknowledged.has(row)) leave(row);
        else passed.add(row.id);
      });
    lanes.before(row.lane, gone);
  };

  /** What could not be done for want of the store or the connector waits; where the mistake is ours, the person is told. */
  const failed = async (row: Inbox, error: unknown): Promise<void> => {
    log.error({ event: "turn.failed", id: row.id, tries: row.tries, err: error }, "a turn failed");
    if (error instanceof NotSaved && row.activity !== null && !excused.has(row.id)) {
      excused.add(row.id);
      await tell(row.reference, words.keptForLater).catch(() => {});
    }
    const now = await store.get("inbox", row.id);
    if (!now) return;
    const { value } = now;
    if (row.tries >= mostTries || (value.activity !== null && !(error instanceof NotSaved))) {
      if (value.activity !== null) await tell(row.reference, words.sorry).catch(() => {});
      return leave(value);
    }
    const after = row.tries === 0 ? soon : later;
    const answer = error instanceof Unsent ? [...error.rest] : value.answer;
    await store.commit([{ put: "inbox", value: { ...value, answer, tries: row.tries + 1, retry: instantIn(after) }, at: now.revision }]);
    setTimeout(() => void work(row.lane), after).unref();
  };

  const isOver = (row: Inbox) => row.activity === null && row.answer.length === 0;

  /**
   * Takes all that waits in the lane; to be run in the lane. What waits for the store keeps what came after it waiting:
   * false then.
   */
  const drain = async (lane: string): Promise<boolean> => {
    for (const kept of await store.find("inbox", { lane })) {
      const row = kept.value;
      if (leaving.has(row.id)) continue;
      if (isOver(row)) {
        if (acknowledged.has(row)) leave(row);
        continue;
      }
      const waits = (row.retry ?? "") > clock();
      if (waits && row.activity !== null) return false;
      if (waits) continue;
      try {
        await takeTurn(kept);
        leave(row);
      } catch (error) {
        await failed(row, error);
        if (error instanceof NotSaved) return false;
      }
    }
    return true;
  };

  const work = async (lane: string): Promise<void> => {
    try {
      await lanes.inLane(lane, () => drain(lane));
    } catch (error) {
      log.error({ event: "lane.failed", err: error }, "a lane waits");
    }
  };

  return {
    /** Runs the work after all that came before it in the lane. @throws NotSaved where that waits for the store */
    inLane: <T>(lane: string, after: () => Promise<T>): Promise<T> =>
      lanes.inLane(lane, async () => {
        if (!(await drain(lane))) throw new NotSaved("What came before it waits for the store.");
        return after();
      }),

    /**
     * Keeps the activity and lets its turn follow; answers when it is kept, with a function to be called when the HTTP
     * answer was completed.
     */
    accept: async (sent: Activity): Promise<() => void> => {
      const activity = masked({ ...sent });
      const id = activityName(activity, clock());
      const lane = laneOfActivity(activity);
      const row: Inbox = {
        id,
        lane,
        received: clock(),
        content: contentOf(activity, lane),
        acknowledged: false,
        activity,
        reference: { ...referenceOf(activity) },
        answer: [],
        tries: 0,
        retry: null,
      };
      const same = await store.find("inbox", { content: row.content });
      const isRepeat = acknowledged.isRepeat(same.map((kept) => kept.value));
      const how = await store.commit([claimOf(activity, clock()), ...(isRepeat ? [] : [{ put: "inbox", value: row, at: 0 } as const])]);
      if (how !== "done" || isRepeat) {
        log.info({ event: "activity.repeated", id }, "an activity came again");
        return () => {};
      }
      void work(lane);
      return () => {
        if (acknowledged.add(row) && passed.delete(id)) leave(row);
      };
    },

    /** What came could not be kept: says so to the person. @throws when that does not get through either */
    notKept: (activity: Activity): Promise<void> => tell({ ...referenceOf(activity) }, words.notKept),

    /**
     * Takes up what a stop, or a replica that is gone, has left.
     * @param orphanedFor how long (ms) it must have lain there
     */
    takeUp: async (orphanedFor = 0): Promise<void> => {
      const rows = (await store.find("inbox")).map((kept) => kept.value);
      for (const row of rows) if (isOver(row) && ageOf(row, clock) > repeatsUntil) leave({ ...row, acknowledged: true });
      const waiting = rows.filter((row) => !isOver(row) && (row.retry ?? "") <= clock() && ageOf(row, clock) >= orphanedFor);
      for (const lane of new Set(waiting.map((row) => row.lane))) if (!lanes.isBusy(lane)) void work(lane);
    },
    /** Waits until no turn is running, at most this many milliseconds. */
    idle: lanes.idle,
  };
};

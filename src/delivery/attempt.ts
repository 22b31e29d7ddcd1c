/**
 * One attempt to send one notice, written down before and after. Whoever sends to a person has that person's lease, which
 * lasts longer than an attempt: a row that is being sent while the lease is free was left by a process that is gone.
 */
import type { Logger } from "pino";
import type { Messenger, Outcome } from "../ports/messenger.ts";
import { gateId, type Notice } from "../ports/records.ts";
import type { Store } from "../ports/store.ts";
import type { Conversations } from "./conversations.ts";
import { abandoned, afterAttempt } from "./outcome.ts";
import type { Row } from "./queue.ts";
import type { Time } from "./time.ts";

/**
 * Milliseconds. The lease is kept after the attempt, so that for as long as all windows of a conversation but the hour's
 * one process does the counting; a message leaves in the first part of it only, and is over before its end.
 */
const leaseTime = 35_000;
const mayStart = 15_000;
/** While somebody else has the person. */
const heldElsewhere = 2000;
/** How an attempt ended is written down until the store takes it, so often and so far apart (ms). */
const [tries, pause] = [15, 1000];

type Around = {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly conversations: Conversations;
  readonly time: Time;
  readonly log: Logger;
  readonly owner: string;
  readonly chance: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};
/** A row that is marked as being sent by us. */
export type Begun = {
  /** As it stood before, and as it stands now. */
  readonly before: Notice;
  readonly row: Notice;
  readonly revision: number;
  readonly reference: Readonly<Record<string, unknown>>;
  readonly conversation: string;
  /** Not to be sent after this, in milliseconds since 1970. */
  readonly until: number;
};

const conversationOf = (reference: Readonly<Record<string, unknown>>): string => {
  const { conversation } = reference as { readonly conversation?: { readonly id?: unknown } };
  return typeof conversation?.id === "string" ? conversation.id : "";
};
const leaseOf = (person: string) => `to/${person}`;

export const newAttempts = ({ store, messenger, conversations, time, log, owner, chance, sleep }: Around) => {
  /** Leases that this process has, and until when. */
  const leases = new Map<string, number>();
  const underWay = new Set<string>();

  const lease = async (person: string): Promise<boolean> => {
    const from = time.now();
    const isOurs = await store.lease(leaseOf(person), owner, leaseTime);
    if (isOurs) leases.set(person, from + leaseTime);
    if (leases.size % 500 === 0) for (const [one, until] of leases) if (until < from) leases.delete(one);
    return isOurs;
  };

  /** Where it was erased, or settled by another, it stays so. */
  const settle = async (row: Notice, after: Notice | undefined, revision: number): Promise<void> => {
    for (let left = tries; ; left--)
      try {
        await store.commit([after ? { put: "notice", value: after, at: revision } : { remove: "notice", id: row.id, at: revision }]);
        return;
      } catch (error) {
        if (left === 0) throw error;
        await sleep(pause);
      }
  };

  /** What nobody has asked for is told in its hours, and while nobody has stopped it. */
  const isOver = async ({ until }: Notice): Promise<boolean> =>
    until !== undefined && (Date.parse(until) <= time.now() || ((await store.get("gate", gateId))?.value.stopped ?? false));
  /** As if it had never been put there: what it tells of is due again on another morning. */
  const drop = async ({ id, push }: Notice, revision: number): Promise<void> => {
    const kept = push === undefined ? undefined : await store.get("push", push);
    await store.commit([
      { remove: "notice", id, at: revision },
      ...(kept ? [{ remove: "push", id: kept.value.id, at: kept.revision } as const] : []),
    ]);
  };

  /** What a person was reminded with can be found again, to be changed when all of it is settled. */
  const named = async (push: string, message: string): Promise<void> => {
    const kept = await store.get("push", push);
    if (kept) await store.commit([{ put: "push", value: { ...kept.value, message }, at: kept.revision }]);
  };

  return {
    /** Marks the row as being sent; or says for how long (ms) nothing is to be sent to the person, 0 where this row was not it. */
    begin: async ({ value: before, revision }: Row): Promise<Begun | number> => {
      const from = time.now();
      if (!(await lease(before.to))) return heldElsewhere;
      if (await isOver(before)) {
        await drop(before, revision);
        return 0;
      }
      const address = await store.get("address", before.to);
      if (!address) {
        await store.commit([{ put: "notice", value: { ...before, state: "waiting" }, at: revision }]);
        return 0;
      }
      const { reference } = address.value;
      const conversation = conversationOf(reference);
      const wait = conversations.wait(conversation);
      if (wait > 0) return wait;
      const sending = { by: owner, since: new Date(time.now()).toISOString() };
      const row: Notice = { ...before, state: "sending", attempts: before.attempts + 1, sending };
      underWay.add(row.id);
      const isOurs = await store.commit([{ put: "notice", value: row, at: revision }]).catch((error) => {
        underWay.delete(row.id);
        throw error;
      });
      if (isOurs === "done") return { before, row, revision: revision + 1, reference, conversation, until: from + mayStart };
      underWay.delete(row.id);
      return 0;
    },

    /** It is not to leave now after all. */
    callOff: async ({ before, row, revision }: Begun): Promise<void> => {
      await settle(row, before, revision).finally(() => underWay.delete(row.id));
    },

    /** Sends it, writes down how it went, and answers that. */
    send: async ({ row, revision, reference, conversation }: Begun): Promise<Outcome> => {
      conversations.count(conversation);
      const outcome = await messenger.send(reference, row.message, row.instead).catch((): Outcome => "unknown");
      log.info({ event: "notice.sent", id: row.id, how: outcome, attempt: row.attempts }, "a notice left");
      await settle(row, afterAttempt(row, outcome, time.now(), chance), revision).finally(() => underWay.delete(row.id));
      if (typeof outcome === "object" && "sent" in outcome && row.push) await named(row.push, outcome.sent);
      return outcome;
    },

    /** Settles what processes that are gone were sending: nobody can say whether it arrived. */
    settleAbandoned: async (): Promise<void> => {
      const one = async ({ value, revision }: Row): Promise<void> => {
        if (underWay.has(value.id) || !(await lease(value.to))) return;
        log.warn({ event: "notice.abandoned", id: value.id }, "a notice was being sent when a process ended");
        await store.commit([{ put: "notice", value: abandoned(value), at: revision }]);
      };
      await Promise.all((await store.find("notice", { state: "sending" })).map(one));
    },

    /** Lets all leases go, once nothing is under way. */
    release: async (): Promise<void> => {
      const now = time.now();
      await Promise.all([...leases].filter(([, until]) => until > now).map(([person]) => store.release(leaseOf(person), owner)));
      leases.clear();
    },
  };
};

/**
 * Teams sends again what it had no HTTP answer to within 15 s, sometimes under a new id. Such a delivery is known by its
 * content; what comes again although it was answered is said again, and gets its own turn.
 */
import { createHash } from "node:crypto";
import type { Activity } from "botbuilder";
import type { Clock } from "../ports/clock.ts";
import type { Inbox } from "../ports/records.ts";

/** Within what time an HTTP answer must be completed, and how long after the first a repeat may come; milliseconds. */
const answerTime = 15_000;
export const repeatsUntil = 60_000;

/** A digest of who said what. */
export const contentOf = ({ text, value, attachments }: Activity, lane: string): string =>
  createHash("sha256")
    .update(JSON.stringify([lane, text, value, attachments]))
    .digest("base64url");

export const ageOf = (row: Inbox, clock: Clock): number => Date.parse(clock()) - Date.parse(row.received);

/** Knows which rows' HTTP answers were completed in time: from the row itself, or as long as only this process knows. */
export const newAcknowledged = (clock: Clock) => {
  const known = new Set<string>();
  const has = (row: Inbox): boolean => row.acknowledged || known.has(row.id);
  return {
    has,
    /** @returns false when it was too late */
    add: (row: Inbox): boolean => {
      if (ageOf(row, clock) > answerTime) return false;
      known.add(row.id);
      setTimeout(() => known.delete(row.id), repeatsUntil).unref();
      return true;
    },
    /** True when one of those with the same content had no answer in time, so that this is the same once more. */
    isRepeat: (before: readonly Inbox[]): boolean =>
      before.some((row) => !has(row) && ageOf(row, clock) >= answerTime && ageOf(row, clock) <= repeatsUntil),
  };
};

/** What becomes of a notice after an attempt. Pure. */
import { isSent, type Outcome } from "../ports/messenger.ts";
import type { Notice } from "../ports/records.ts";

/** Without a word from Teams the wait doubles from 2 s to this (ms), give or take a half. */
const longestWait = 600_000;
/** After an attempt of which nobody can say how it went (ms): by then a connector that was down may be up. */
const afterDoubt = 30_000;
/** What is older than this (ms) is not sent any more. */
const oldest = 3 * 24 * 3_600_000;

const spread = (ms: number, chance: () => number) => ms * (0.5 + chance());
/** The row without what belongs to the attempt that is over. */
const idle = ({ after, sending, ...row }: Notice): Notice => row;
const anew = ({ instead, ...row }: Notice): Notice => row;
const instant = (ms: number) => new Date(ms).toISOString();

/**
 * The row after an attempt; undefined when it has arrived, and is done with. What may have arrived is sent once more,
 * unless it is an offer: that, and a second doubt, stay unknown.
 * @param now milliseconds since 1970
 * @param chance a number from 0 up to 1, by which those who wait are spread
 */
export const afterAttempt = (row: Notice, outcome: Outcome, now: number, chance: () => number): Notice | undefined => {
  if (isSent(outcome)) return undefined;
  if (outcome === "unknown")
    return row.once || row.doubted
      ? { ...idle(row), state: "unknown" }
      : { ...idle(row), state: "pending", doubted: true, after: instant(now + spread(afterDoubt, chance)) };
  // What cannot stand in the place of an earlier message is told as a new one.
  if ("refused" in outcome && row.instead) return { ...idle(anew(row)), state: "pending" };
  if ("refused" in outcome) return { ...idle(row), state: "refused", why: outcome.refused };
  if (now - Date.parse(row.created) > oldest) return { ...idle(row), state: "refused", why: "tooOld" };
  const wait =
    outcome.later === null
      ? spread(Math.min(longestWait, 1000 * 2 ** Math.min(row.attempts, 20)), chance)
      : outcome.later + spread(200, chance);
  return { ...idle(row), state: "pending", after: instant(now + wait) };
};

/** The row of a process that is gone, or of an attempt that was called off: as before where it is certain that nothing left. */
export const abandoned = (row: Notice): Notice =>
  row.once || row.doubted ? { ...idle(row), state: "unknown" } : { ...idle(row), state: "pending", doubted: true };

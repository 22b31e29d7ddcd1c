/** Tells a storm from single troubles: when half of the last attempts failed, all sending pauses, and longer each time. */
import { isSent, type Outcome } from "../ports/messenger.ts";

const [last, most] = [20, 10];
/** Milliseconds. */
const [shortest, longest] = [1000, 30_000];

export const newStorm = () => {
  let failed: readonly boolean[] = [];
  let pause = shortest;
  return {
    /** How long to pause (ms) after this attempt; undefined when all is as it should be. */
    heard: (outcome: Outcome): number | undefined => {
      const isWell = isSent(outcome) || (outcome !== "unknown" && "refused" in outcome);
      failed = [...failed, !isWell].slice(-last);
      if (failed.filter(Boolean).length < most) {
        if (failed.length === last) pause = shortest;
        return undefined;
      }
      failed = [];
      const now = pause;
      pause = Math.min(longest, pause * 2);
      return now;
    },
  };
};

/** Leaves an endpoint alone for a while when it has failed several times in a row; then one may try whether it is back. */

export type Breaker = {
  /** True when it may be asked now. Whoever was let through says how it went. */
  mayAsk(): boolean;
  went(well: boolean): void;
  /** Or that nothing was asked after all: the next one may try. */
  untried(): void;
};

/** @param clock milliseconds that only rise */
export const newBreaker = (clock: () => number = () => performance.now(), { failures = 5, rest = 60_000 } = {}): Breaker => {
  let failed = 0;
  let until = 0;
  return {
    mayAsk: () => {
      if (failed < failures) return true;
      if (clock() < until) return false;
      // One tries; the others wait for how it goes, or for another rest.
      until = clock() + rest;
      return true;
    },
    untried: () => {
      until = Math.min(until, clock());
    },
    went: (well) => {
      failed = well ? 0 : failed + 1;
      if (failed >= failures) until = clock() + rest;
    },
  };
};

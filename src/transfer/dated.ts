/** Which of the things that were kept is the one that the file tells of: what both say begins on a day and may end on one. */
import type { Day } from "../domain/day.ts";

type Dated = { readonly from: Day; readonly to: Day | null };
export type Pairs<T> = {
  /** Each told thing with the kept one it stands for; undefined where it is new. */
  readonly told: readonly { readonly now: T; readonly before: T | undefined }[];
  readonly untold: readonly T[];
};

const overlap = (a: Dated, b: Dated) => (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);

/** First what begins on the same day, then what overlaps: a corrected date is a change, coming back years later is new. */
export const paired = <T extends Dated>(kept: readonly T[], told: readonly T[], isSame: (a: T, b: T) => boolean): Pairs<T> => {
  const left = new Set(kept);
  const before = new Map<T, T>();
  for (const fits of [(a: T, b: T) => a.from === b.from, overlap])
    for (const now of told) {
      if (before.has(now)) continue;
      const found = [...left].find((k) => isSame(k, now) && fits(k, now));
      if (!found) continue;
      before.set(now, found);
      left.delete(found);
    }
  return { told: told.map((now) => ({ now, before: before.get(now) })), untold: [...left] };
};

/** True today and in the time to come. */
export const lasts = (d: Dated, today: Day): boolean => d.to === null || d.to >= today;

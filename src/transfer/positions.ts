/** What the file says of somebody's positions and leaderships, laid over what is kept of them. */
import { isDeepStrictEqual as same } from "node:util";
import { covers, type Day } from "../domain/day.ts";
import type { Leadership, Position } from "../domain/organisation.ts";
import { lasts, paired } from "./dated.ts";

export type Laid<T> = {
  /** What is to be kept, in the order it was. */
  readonly all: readonly T[];
  readonly added: readonly T[];
  readonly changed: readonly { readonly before: T; readonly now: T }[];
  /** Not in the file, and goes on today or begins later; where things are ended, only what is. */
  readonly missing: readonly T[];
};

type Dated = { readonly from: Day; readonly to: Day | null };
const lay = <T extends Dated>(
  kept: readonly T[],
  told: readonly T[],
  today: Day,
  alike: (a: T, b: T) => boolean,
  over: (before: T, now: T) => T,
  end: Day | undefined,
): Laid<T> => {
  const pairs = paired(kept, told, alike);
  const nowOf = new Map(pairs.told.flatMap((p) => (p.before ? [[p.before, over(p.before, p.now)] as const] : [])));
  // What has not begun by the last day is left, for it never was and may be right.
  const missing = pairs.untold.filter((k) => lasts(k, today) && (end === undefined || k.from <= end));
  const added = pairs.told.flatMap((p) => (p.before ? [] : [p.now]));
  return {
    all: [...kept.map((k) => nowOf.get(k) ?? (end !== undefined && missing.includes(k) ? { ...k, to: end } : k)), ...added],
    added,
    changed: [...nowOf].flatMap(([before, now]) => (same(before, now) ? [] : [{ before, now }])),
    missing,
  };
};

/** `end` is the last day of what is missing in the file; undefined leaves it. `saysTalk` is false where the file has no such column. */
export type HowToLay = { readonly today: Day; readonly end: Day | undefined; readonly saysTalk: boolean };

/**
 * Exactly one position that lasts holds the talk: the one that is marked in the file, else the largest of today's,
 * those in the file first.
 */
export const layPositions = (kept: readonly Position[], told: readonly Position[], { today, end, saysTalk }: HowToLay): Laid<Position> => {
  const laid = lay(
    kept,
    told,
    today,
    (a, b) => a.unit === b.unit && a.role === b.role,
    (before, now) => (saysTalk ? now : { ...now, holdsTalk: before.holdsTalk }),
    end,
  );
  const key = (p: Position) => JSON.stringify([p.unit, p.role, p.from]);
  const keys = new Set(told.map(key));
  const isTold = (p: Position) => keys.has(key(p));
  const candidates = laid.all.filter((p) => lasts(p, today));
  const weight = (p: Position) =>
    (p.holdsTalk && (isTold(p) || !saysTalk) ? 1e6 : 0) + (covers(p, today) ? 1e5 : 0) + (isTold(p) ? 1e4 : 0) + p.percent;
  const holder = candidates.reduce<Position | undefined>((best, p) => (best && weight(best) >= weight(p) ? best : p), undefined);
  const held = (p: Position): Position => ({ ...p, holdsTalk: p === holder });
  return {
    all: laid.all.map(held),
    added: laid.added.map(held),
    changed: laid.changed.map(({ before, now }) => ({ before, now: held(now) })).filter(({ before, now }) => !same(before, now)),
    missing: laid.missing,
  };
};

export const layLeaderships = (
  kept: readonly Leadership[],
  told: readonly Leadership[],
  today: Day,
  end: Day | undefined,
): Laid<Leadership> =>
  lay(
    kept,
    told,
    today,
    (a, b) => a.unit === b.unit && a.kind === b.kind,
    (before, now) => ({ ...now, id: before.id }),
    end,
  );

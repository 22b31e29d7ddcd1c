/** Totals that tell on nobody: what counts fewer than five is hidden, and enough else that it cannot be found by subtraction. */

/** A part of the organisation. */
export type Group = {
  readonly id: string;
  /** The group it lies in; null at the top. */
  readonly parent: string | null;
  /** How many of those directly in it there are of each sort; everybody is of one sort, "has" or "has not". */
  readonly parts: readonly number[];
};

const least = 5;

/** Zero gives away as much as four does: all of five have it, or none. */
const isSafe = (parts: readonly number[]) => parts.every((n) => n >= least);
const people = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);
const plus = (a: readonly number[], b: readonly number[]) => a.map((n, i) => n + (b[i] ?? 0));

/** A group that is shown, those shown within it, and what is left of it when they are subtracted. */
type Shown = {
  readonly id: string;
  readonly total: readonly number[];
  readonly rest: readonly number[];
  readonly within: readonly Shown[];
};
type Visited = { readonly total: readonly number[]; readonly rest: readonly number[]; readonly shown: readonly Shown[] };

/**
 * The totals that may be shown, each with all that lies below it, by group.
 *
 * Whoever knows every total shown can work out, for each of them, what is left when those shown within it are subtracted, and
 * the sums of such rests; nothing else. So each rest must be safe, or be nobody. Where one is not, a total within is hidden,
 * the smallest first, and its rest added; and the group itself where there is none.
 * @param groups a forest, every group once, with as many parts each
 */
export const safeTotals = (groups: readonly Group[]): ReadonlyMap<string, readonly number[]> => {
  const below = Map.groupBy(groups, (g) => g.parent);
  const visit = ({ id, parts }: Group): Visited => {
    const visited = (below.get(id) ?? []).map(visit);
    const total = visited.reduce((sum, v) => plus(sum, v.total), parts);
    let rest = visited.reduce((sum, v) => plus(sum, v.rest), parts);
    let shown = visited.flatMap((v) => v.shown).sort((a, b) => people(a.total) - people(b.total));
    while (people(rest) > 0 && !isSafe(rest)) {
      const [smallest, ...others] = shown;
      if (!smallest) return { total, rest, shown };
      rest = plus(rest, smallest.rest);
      shown = [...smallest.within, ...others];
    }
    const nobody = parts.map(() => 0);
    return people(total) === 0 ? { total, rest, shown } : { total, rest: nobody, shown: [{ id, total, rest, within: shown }] };
  };
  const all = (shown: readonly Shown[]): (readonly [string, readonly number[]])[] =>
    shown.flatMap(({ id, total, within }) => [[id, total] as const, ...all(within)]);
  return new Map(all((below.get(null) ?? []).flatMap((top) => visit(top).shown)));
};

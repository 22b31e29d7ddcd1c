/** A commit's changes as they are said to PostgreSQL. */
import { type Change, type Kind, kinds, lists, type RecordOf, shapeOf } from "../../ports/store.ts";
import { idOf, indexed, keyOf, toKey } from "./keys.ts";
import { entriesOf, house, type Query, records } from "./statements.ts";

/** A change as it is said, and what to answer when another number of rows than `rows` comes of it. */
export type Write = {
  /** What it touches; writes are said in this order, so that no two commits wait for each other. */
  readonly on: string;
  readonly query: Query;
  readonly rows: number | null;
  readonly otherwise: "stale" | "taken";
};

export const writtenOf = (kind: Kind, value: unknown, shape: number) => ({ shape, value: JSON.stringify(value), ...indexed(kind, value) });

/**
 * @param nth its place among the changes of a commit, below `mostChanges`
 * @throws ZodError when a value does not have the shape of its kind
 */
export const writeOf = (change: Change, nth: number, at: string | null): Write => {
  if ("claim" in change) {
    const key = toKey(change.claim);
    return { on: `claim/${key}`, query: house.claim({ key, until: change.until ?? null, now: at }), rows: 1, otherwise: "taken" };
  }
  if ("append" in change) {
    const value = lists[change.append].schema.parse(change.value);
    const query = entriesOf[change.append].append({ key: keyOf(change.append, value), value: JSON.stringify(value) });
    return { on: change.append, query, rows: null, otherwise: "stale" };
  }
  const { at: revision } = change;
  if ("remove" in change) {
    const id = toKey(change.id);
    const { remove, removeAt } = records[change.remove];
    const query = revision ? removeAt({ id, revision }) : remove({ id });
    return { on: `${change.remove}/${id}`, query, rows: revision === undefined ? null : Math.min(revision, 1), otherwise: "stale" };
  }
  const kind = change.put;
  const value = kinds[kind].schema.parse(change.value) as RecordOf<Kind>;
  const id = idOf(kind, value);
  const { put, putNew, putAt } = records[kind];
  const say = revision === undefined ? put : revision === 0 ? putNew : putAt;
  const query = say({ id, revision, nth, ...writtenOf(kind, value, shapeOf(kind)) });
  return { on: `${kind}/${id}`, query, rows: 1, otherwise: "stale" };
};

/** Records in memory with their indexes. Knows what a commit means; knows nothing of disks. */
import {
  type Change,
  type Entry,
  type Kept,
  type Kind,
  kinds,
  type List,
  lifted,
  lists,
  type Page,
  type RecordOf,
  shapeOf,
  type Where,
} from "../../ports/store.ts";
import type { Written } from "./segments.ts";

type Row = Kept<Kind>;
type Table = { readonly rows: Map<string, Row>; readonly indexes: Map<string, Map<string | null, Map<string, Row>>> };

const idOf = (kind: Kind, value: RecordOf<Kind>): string => (value as Readonly<Record<string, string>>)[kinds[kind].id] ?? "";
type Index = readonly [name: string, key: (value: RecordOf<Kind>) => string | null];
const indexes = new Map((Object.keys(kinds) as Kind[]).map((kind) => [kind, Object.entries(kinds[kind].by) as readonly Index[]]));
const byPlace = (a: Row, b: Row) => a.place - b.place;

/** What a change touches, by name; undefined where it touches nothing that another could. */
export const touched = (change: Change): string | undefined =>
  "put" in change
    ? `${change.put}/${idOf(change.put, change.value as RecordOf<Kind>)}`
    : "remove" in change
      ? `${change.remove}/${change.id}`
      : "claim" in change
        ? `claim/${change.claim}`
        : undefined;

const paged = (rows: Iterable<Row>, { after = 0, limit = Number.POSITIVE_INFINITY }: Partial<Page> = {}): readonly Row[] => {
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length >= limit) break;
    if (row.place > after) found.push(row);
  }
  return found;
};

export const newTables = () => {
  const tables = new Map<Kind, Table>(
    (Object.keys(kinds) as Kind[]).map((k) => [
      k,
      { rows: new Map(), indexes: new Map(indexes.get(k)?.map(([name]) => [name, new Map()])) },
    ]),
  );
  const claims = new Map<string, string | null>();
  /** The highest place, and the highest number in each list, that was ever given. */
  let place = 0;
  const numbers = new Map<List, number>();
  /** What was appended and is not known to lie in the list's own file. */
  const recent = new Map<List, Extract<Entry, { l: List }>[]>();

  const table = (kind: Kind): Table => {
    const found = tables.get(kind);
    if (!found) throw new Error(`No such kind of record: "${kind}".`);
    return found;
  };

  const reindex = (kind: Kind, id: string, before: Row | undefined, after: Row | undefined) => {
    for (const [name, key] of indexes.get(kind) ?? []) {
      const by = table(kind).indexes.get(name);
      const [old, now] = [before && key(before.value), after && key(after.value)];
      if (old !== undefined && old !== now) {
        const there = by?.get(old);
        there?.delete(id);
        if (there?.size === 0) by?.delete(old);
      }
      if (after && now !== undefined) by?.set(now, (by.get(now) ?? new Map()).set(id, after));
    }
  };

  /** @throws ZodError or RangeError where a value does not have the shape it says */
  const apply = (entry: Written) => {
    if ("c" in entry) return void claims.set(entry.c, entry.u);
    if ("l" in entry) {
      numbers.set(entry.l, Math.max(numbers.get(entry.l) ?? 0, entry.n));
      return void recent
        .set(entry.l, recent.get(entry.l) ?? [])
        .get(entry.l)
        ?.push(entry);
    }
    const kind = entry.k as Kind;
    const { rows } = table(kind);
    const after = "x" in entry ? undefined : { value: lifted(kind, entry.v, entry.s), revision: entry.r, place: entry.p };
    reindex(kind, entry.id, rows.get(entry.id), after);
    if (!after) return void rows.delete(entry.id);
    place = Math.max(place, after.place);
    rows.set(entry.id, after);
  };

  const numberAfter = (list: List) => {
    const n = (numbers.get(list) ?? 0) + 1;
    numbers.set(list, n);
    return n;
  };

  /** What the changes come to now, or why they cannot be. Values are parsed, so that nothing misshapen is written. */
  const entriesOf = (changes: readonly Change[], now: string): Written[] | "stale" | "taken" => {
    const entries: Written[] = [];
    /** What this commit itself has done so far: revisions that have moved, and claims that are taken. */
    const moved = new Map<string, { readonly revision: number; readonly place: number }>();
    for (const change of changes) {
      const name = touched(change) ?? "";
      if ("append" in change) {
        entries.push({ l: change.append, n: numberAfter(change.append), v: lists[change.append].schema.parse(change.value) });
        continue;
      }
      if ("claim" in change) {
        const until = claims.get(change.claim);
        if (until === null || (until !== undefined && until > now) || moved.has(name)) return "taken";
        moved.set(name, { revision: 1, place: 0 });
        entries.push({ c: change.claim, u: change.until ?? null });
        continue;
      }
      const k = "put" in change ? change.put : change.remove;
      const id = "put" in change ? idOf(k, change.value) : change.id;
      const there = moved.get(name) ?? table(k).rows.get(id);
      const revision = there?.revision ?? 0;
      if (change.at !== undefined && change.at !== revision) return "stale";
      if ("remove" in change) {
        moved.set(name, { revision: 0, place: 0 });
        entries.push({ k, id, x: 1 });
        continue;
      }
      const p = revision > 0 && there ? there.place : ++place;
      moved.set(name, { revision: revision + 1, place: p });
      entries.push({ k, id, r: revision + 1, p, s: shapeOf(k), v: kinds[k].schema.parse(change.value) });
    }
    return entries;
  };

  const get = <K extends Kind>(kind: K, id: string) => table(kind).rows.get(id) as Kept<K> | undefined;

  /** The rows under a key, or under every key in a range: those are few, for ranges are over days and instants. */
  const under = (kind: Kind, name: string, key: unknown): readonly ReadonlyMap<string, Row>[] => {
    const index = table(kind).indexes.get(name) ?? new Map<string | null, Map<string, Row>>();
    if (typeof key !== "object" || key === null) return [index.get(key as string | null) ?? new Map()];
    const { from, before } = key as { from?: string; before?: string };
    return [...index].flatMap(([at, rows]) =>
      at !== null && (from === undefined || at >= from) && (before === undefined || at < before) ? [rows] : [],
    );
  };

  const find = <K extends Kind>(kind: K, where: Where<K> = {}, page?: Page): readonly Kept<K>[] => {
    const conditions = Object.entries(where).map(([name, key]) => under(kind, name, key));
    const size = (maps: readonly ReadonlyMap<string, Row>[]) => maps.reduce((n, m) => n + m.size, 0);
    const [fewest, ...others] = conditions.sort((a, b) => size(a) - size(b));
    const there = fewest?.flatMap((rows) =>
      [...rows].flatMap(([id, row]) => (others.every((maps) => maps.some((m) => m.has(id))) ? [row] : [])),
    );
    // A table's rows stand by place; those under a key in the order in which they came there.
    return paged(there?.sort(byPlace) ?? table(kind).rows.values(), page) as unknown as readonly Kept<K>[];
  };

  return {
    apply,
    entriesOf,
    get,
    find,
    /** Places, and the numbers of lists, go on behind these. */
    goOnFrom: (highest: number, lists: Readonly<Record<string, { readonly n: number }>>) => {
      place = Math.max(place, highest);
      for (const list of Object.keys(lists) as List[]) numbers.set(list, Math.max(numbers.get(list) ?? 0, lists[list]?.n ?? 0));
    },
    recent: (list: List): readonly Extract<Entry, { l: List }>[] => [...(recent.get(list) ?? [])],
    /** So much of each list lies in a file of its own now. */
    settled: (lists: Readonly<Record<string, { readonly n: number }>>) => {
      for (const [list, entries] of recent)
        recent.set(
          list,
          entries.filter(({ n }) => n > (lists[list]?.n ?? 0)),
        );
    },
    highest: () => place,
    /** Records and claims as they are now, made when they are asked for. */
    entries: (now: string): Iterable<Entry> => {
      const all = [...tables].map(([k, { rows }]) => [k, [...rows.values()]] as const);
      const held = [...claims].filter(([, until]) => until === null || until > now);
      return (function* () {
        for (const [k, rows] of all)
          for (const { value, revision, place } of rows) yield { k, id: idOf(k, value), r: revision, p: place, s: shapeOf(k), v: value };
        for (const [c, u] of held) yield { c, u };
      })();
    },
  };
};

export type Tables = ReturnType<typeof newTables>;

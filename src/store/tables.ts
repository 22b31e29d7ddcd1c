/** Records in memory with their indexes. Knows what a commit means; knows nothing of disks. */
import { type Change, type Kept, type Kind, kinds, type RecordOf, type Where } from "../ports/store.ts";

/** A change as it is written down: what stands there afterwards. Short names, for there are many. */
export type Entry =
  | { readonly k: Kind; readonly id: string; readonly r: number; readonly v: unknown }
  | { readonly k: Kind; readonly id: string; readonly x: 1 }
  | { readonly c: string; readonly u: string | null };

export type Dump = { records: { k: Kind; id: string; r: number; v: unknown }[]; claims: [string, string | null][] };

type Table = { readonly rows: Map<string, Kept<Kind>>; readonly indexes: Map<string, Map<string | null, Set<string>>> };

const idOf = (kind: Kind, value: RecordOf<Kind>): string => (value as Readonly<Record<string, string>>)[kinds[kind].id] ?? "";
const indexesOf = (kind: Kind) => Object.entries(kinds[kind].by) as [string, (value: RecordOf<Kind>) => string | null][];

/** The records and claims that a change touches, by name. */
export const touched = (change: Change): string =>
  "put" in change
    ? `${change.put}/${idOf(change.put, change.value)}`
    : "remove" in change
      ? `${change.remove}/${change.id}`
      : `claim/${change.claim}`;

export const newTables = () => {
  const tables = new Map<Kind, Table>(
    (Object.keys(kinds) as Kind[]).map((k) => [k, { rows: new Map(), indexes: new Map(indexesOf(k).map(([name]) => [name, new Map()])) }]),
  );
  const claims = new Map<string, string | null>();
  const table = (kind: Kind): Table => {
    const found = tables.get(kind);
    if (!found) throw new Error(`No such kind of record: "${kind}".`);
    return found;
  };

  /** A record keeps its place in an index for as long as its key there is the same. */
  const reindex = (kind: Kind, id: string, before: RecordOf<Kind> | undefined, after: RecordOf<Kind> | undefined) => {
    for (const [name, key] of indexesOf(kind)) {
      const [old, now] = [before && key(before), after && key(after)];
      if (before && after && old === now) continue;
      const by = table(kind).indexes.get(name);
      if (before && old !== undefined) by?.get(old)?.delete(id);
      if (after && now !== undefined) by?.set(now, (by.get(now) ?? new Set()).add(id));
    }
  };

  const apply = (entry: Entry) => {
    if ("c" in entry) return void claims.set(entry.c, entry.u);
    const { rows } = table(entry.k);
    const before = rows.get(entry.id);
    const value = "x" in entry ? undefined : (entry.v as RecordOf<Kind>);
    reindex(entry.k, entry.id, before?.value, value);
    if ("x" in entry || !value) rows.delete(entry.id);
    else rows.set(entry.id, { value, revision: entry.r });
  };

  /** What the changes come to now, or why they cannot be. Values are parsed, so that nothing misshapen is written. */
  const entriesOf = (changes: readonly Change[], now: string): Entry[] | "stale" | "taken" => {
    const entries: Entry[] = [];
    /** What this commit itself has done so far: revisions that have moved, and claims that are taken. */
    const moved = new Map<string, number>();
    for (const change of changes) {
      if ("claim" in change) {
        const until = claims.get(change.claim);
        if (until === null || (until !== undefined && until > now) || moved.has(touched(change))) return "taken";
        moved.set(touched(change), 1);
        entries.push({ c: change.claim, u: change.until ?? null });
        continue;
      }
      const k = "put" in change ? change.put : change.remove;
      const id = "put" in change ? idOf(k, change.value) : change.id;
      const revision = moved.get(touched(change)) ?? table(k).rows.get(id)?.revision ?? 0;
      if (change.at !== undefined && change.at !== revision) return "stale";
      moved.set(touched(change), "put" in change ? revision + 1 : 0);
      entries.push("put" in change ? { k, id, r: revision + 1, v: kinds[k].schema.parse(change.value) } : { k, id, x: 1 });
    }
    return entries;
  };

  const get = <K extends Kind>(kind: K, id: string) => table(kind).rows.get(id) as Kept<K> | undefined;

  const find = <K extends Kind>(kind: K, where: Where<K> = {}): readonly Kept<K>[] => {
    const { rows, indexes } = table(kind);
    const conditions = Object.entries(where) as [string, string | null][];
    if (conditions.length === 0) return [...rows.values()] as Kept<K>[];
    const sets = conditions.map(([name, key]) => indexes.get(name)?.get(key) ?? new Set<string>());
    const [smallest = new Set<string>(), ...others] = sets.sort((a, b) => a.size - b.size);
    return [...smallest].filter((id) => others.every((s) => s.has(id))).flatMap((id) => (rows.get(id) as Kept<K> | undefined) ?? []);
  };

  const dump = (now: string): Dump => ({
    records: [...tables].flatMap(([k, t]) => [...t.rows].map(([id, kept]) => ({ k, id, r: kept.revision, v: kept.value }))),
    claims: [...claims].filter(([, until]) => until === null || until > now),
  });

  return { apply, entriesOf, get, find, dump };
};

export type Tables = ReturnType<typeof newTables>;

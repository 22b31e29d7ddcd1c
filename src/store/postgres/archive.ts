/** Everything out of PostgreSQL as of one moment, and everything in, all or nothing. In pages, never the whole in memory. */
import { sql } from "kysely";
import type pg from "pg";
import { type Archive, type Entry, type Kind, kinds, type List, lifted, lists, shapeOf } from "../../ports/store.ts";
import { fromKey, idOf, keyOf, toKey } from "./keys.ts";
import { schema } from "./migrations.ts";
import { keptOf, type Row } from "./rows.ts";
import { entriesOf, find, house, mostChanges, of, pageSize, type Query, raw, table } from "./statements.ts";
import { writtenOf } from "./writes.ts";

const record = { place: "bigint", id: "text", revision: "int", shape: "int", value: "json" };
const columnsOf = (name: string): Readonly<Record<string, string>> =>
  name in kinds
    ? { ...record, ...Object.fromEntries(Object.keys(kinds[name as Kind].by).map((index) => [index, "text"])) }
    : name in lists
      ? { n: "bigint", key: "text", value: "json" }
      : { key: "text", until: "text" };
/** Puts many rows in a table: a list of values for each column. */
const fills = of([...Object.keys(kinds), ...Object.keys(lists), "claim"], (name) => {
  const columns = Object.entries(columnsOf(name));
  const values = columns.map(([column, type]) => sql`${column}::${sql.raw(type)}[]`);
  return raw(sql`insert into ${table(name)} (${sql.join(columns.map(([column]) => sql.ref(column)))})
    select * from unnest(${sql.join(values)})`);
});
/** The tables that hold what a store holds. */
const tables: readonly string[] = Object.keys(fills).map((name) => `${schema}."${name}"`);
/** Sequences go on behind what stands in the tables; never back, for they know no transaction. */
const moveOn: readonly string[] = [
  ...Object.keys(lists).map((list) => ({ from: list, sequence: `pg_get_serial_sequence('${schema}."${list}"', 'n')`, last: "n" })),
  ...Object.keys(kinds).map((kind) => ({ from: kind, sequence: `'${schema}.number'`, last: `place / ${mostChanges}` })),
].map(({ from, sequence, last }) => `select setval(${sequence}, greatest(nextval(${sequence}), max(${last}))) from ${schema}."${from}"`);

/** One entry as a row of its table. What does not have the shape of its kind is refused; what has an earlier one stays as it is. */
const rowOf = (entry: Entry): { readonly into: string; readonly row: Readonly<Record<string, unknown>> } => {
  if ("c" in entry) return { into: "claim", row: { key: toKey(entry.c), until: entry.u } };
  if ("l" in entry) {
    const value = lists[entry.l].schema.parse(entry.v);
    return { into: entry.l, row: { n: entry.n, key: keyOf(entry.l, value), value: JSON.stringify(value) } };
  }
  const value = lifted(entry.k, entry.v, entry.s);
  const row = { ...writtenOf(entry.k, value, entry.s), value: JSON.stringify(entry.v) };
  return { into: entry.k, row: { id: idOf(entry.k, value), revision: entry.r, place: entry.p, ...row } };
};

export const archiveOf = (alone: () => Promise<pg.Client>, at: () => string | null): Archive => ({
  everything: async function* () {
    const client = await alone();
    async function* pages<Row extends pg.QueryResultRow>(query: (after: unknown) => Query, first: unknown, last: (row: Row) => unknown) {
      for (let after = first; ; ) {
        const { rows } = await client.query<Row>(query(after) as pg.QueryConfig);
        yield* rows;
        const end = rows.at(-1);
        if (!end) return;
        after = last(end);
      }
    }
    try {
      await client.query("begin isolation level repeatable read read only");
      // What replaces everything empties the tables, which a snapshot alone would see.
      await client.query(`lock table ${tables.join(", ")} in access share mode`);
      for (const k of Object.keys(kinds) as Kind[])
        for await (const row of pages(
          (after) => find(k, {}, { limit: pageSize, after: Number(after) }),
          -1,
          (r: Row) => r.place,
        )) {
          const { value, revision, place } = keptOf(k, row);
          yield { k, id: fromKey(row.id), r: revision, p: place, s: shapeOf(k), v: value };
        }
      for await (const row of pages(
        (after) => house.claims({ after, now: at() }),
        null,
        (r: { key: string; until: string | null }) => r.key,
      ))
        yield { c: fromKey(row.key), u: row.until };
      for (const l of Object.keys(lists) as List[])
        for await (const row of pages(
          (after) => entriesOf[l].page({ after }),
          -1,
          (r: { n: string; value: unknown }) => r.n,
        ))
          yield { l, n: Number(row.n), v: row.value };
    } finally {
      await client.end();
    }
  },

  replace: async (entries) => {
    const client = await alone();
    const fill = async (into: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
      const columns = Object.keys(rows[0] ?? {});
      const given = Object.fromEntries(columns.map((column) => [column, rows.map((row) => row[column])]));
      if (rows.length > 0) await client.query(fills[into]?.(given) as pg.QueryConfig);
    };
    try {
      await client.query("begin");
      await client.query(`truncate ${tables.join(", ")}`);
      let into = "";
      let rows: Readonly<Record<string, unknown>>[] = [];
      for await (const entry of entries) {
        const next = rowOf(entry);
        if (next.into !== into || rows.length === pageSize) {
          await fill(into, rows);
          into = next.into;
          rows = [];
        }
        rows.push(next.row);
      }
      await fill(into, rows);
      for (const query of moveOn) await client.query(query);
      await client.query(`analyze ${tables.join(", ")}`);
      await client.query("commit");
    } finally {
      // With the connection goes what was not committed.
      await client.end();
    }
  },
});

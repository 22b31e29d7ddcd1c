/** What the store says to PostgreSQL. Each statement is built once; its parameters are the names of what is put in. */
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from "kysely";
import { type Kind, kinds, type List, lists, type Page, type Where } from "../../ports/store.ts";
import { toKey } from "./keys.ts";
import { schema } from "./migrations.ts";

export type Query = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };
type Given = Readonly<Record<string, unknown>>;
export type Statement = (given: Given) => Query;

const db = new Kysely<Record<string, Record<string, unknown>>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}).withSchema(schema);

let built = 0;
/** Named, so that the server reads and plans it once for each connection. */
const statement = (query: Compilable): Statement => {
  const { sql: text, parameters } = query.compile();
  const name = `kompis_${++built}`;
  return (given) => ({ name, text, values: parameters.map((label) => given[label as string]) });
};
export const raw = (query: RawBuilder<unknown>) => statement({ compile: () => query.compile(db) } as Compilable);

export const table = (name: string) => sql.table(`${schema}.${name}`);
/** The database's own clock, or the one that was given. */
const now = sql`coalesce(${"now"}::timestamptz, clock_timestamp())`;

/** How many places each commit has for records that are new. */
export const mostChanges = 65_536;
/** The number that a commit took, and behind it the record's in the order the changes were given. */
const place = sql`currval('${sql.raw(schema)}.number') * ${sql.lit(mostChanges)} + ${"nth"}::int`;

const recordStatements = (kind: Kind) => {
  const indexes = Object.keys(kinds[kind].by);
  const given = Object.fromEntries(["shape", "value", ...indexes].map((column) => [column, column]));
  const insert = db.insertInto(kind).values({ id: "id", revision: sql.lit(1), place, ...given });
  const remove = db.deleteFrom(kind).where("id", "=", "id");
  const select = db.selectFrom(kind).select(["id", "value", "shape", "revision", "place"]);
  return {
    select,
    get: statement(select.where("id", "=", "id")),
    put: statement(
      insert.onConflict((on) =>
        on.column("id").doUpdateSet((row) => ({
          ...Object.fromEntries(Object.keys(given).map((column) => [column, row.ref(`excluded.${column}`)])),
          revision: sql`${sql.ref(`${kind}.revision`)} + 1`,
        })),
      ),
    ),
    putNew: statement(insert.onConflict((on) => on.column("id").doNothing())),
    putAt: statement(
      db
        .updateTable(kind)
        .set({ ...given, revision: sql`revision + 1` })
        .where("id", "=", "id")
        .where("revision", "=", "revision"),
    ),
    remove: statement(remove),
    removeAt: statement(remove.where("revision", "=", "revision")),
  };
};
export const of = <T, K extends string>(names: readonly K[], make: (name: K) => T) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Readonly<Record<K, T>>;
export const records = of(Object.keys(kinds) as Kind[], recordStatements);
/** Rows that are read or written at once where there may be any number of them. */
export const pageSize = 200;
export const entriesOf = of(Object.keys(lists) as List[], (list) => ({
  append: raw(sql`insert into ${table(list)} (key, value) values (${"key"}, ${"value"})`),
  find: raw(sql`select value from ${table(list)} where key = ${"key"} order by n`),
  page: raw(sql`select n, value from ${table(list)} where n > ${"after"} order by n limit ${sql.lit(pageSize)}`),
}));

export const house = {
  claim: raw(sql`insert into ${table("claim")} as c (key, until) values (${"key"}, ${"until"})
    on conflict (key) do update set until = excluded.until where c.until::timestamptz <= ${now}`),
  claims: raw(sql`select key, until from ${table("claim")}
    where (${"after"}::text is null or key > ${"after"}) and (until is null or until::timestamptz > ${now})
    order by key limit ${sql.lit(pageSize)}`),
  lease: raw(sql`insert into ${table("lease")} as l (name, owner, until)
    values (${"name"}, ${"owner"}, ${now} + ${"ms"} * interval '1 millisecond')
    on conflict (name) do update set owner = excluded.owner, until = excluded.until
    where l.owner = excluded.owner or l.until <= ${now}`),
  release: raw(sql`delete from ${table("lease")} where name = ${"name"} and owner = ${"owner"}`),
  /** Takes a number for a connection's commit. */
  write: raw(sql`insert into ${table("writer")} (id, last, at) values (${"id"}, nextval('${sql.raw(schema)}.number'), clock_timestamp())
    on conflict (id) do update set last = excluded.last, at = excluded.at returning last`),
  /** The number of the last commit that took. Waits for one that is still under way. */
  written: raw(sql`insert into ${table("writer")} as w (id, last, at) values (${"id"}, 0, clock_timestamp())
    on conflict (id) do update set last = w.last returning last`),
  /** Milliseconds since 1970. */
  now: raw(sql`select extract(epoch from ${now}) * 1000 as now`),
  isWell: raw(sql`select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as well`),
  /** What time has ended, and nobody is just now taking. */
  sweep: [
    raw(sql`delete from ${table("claim")} where key in
      (select key from ${table("claim")} where until::timestamptz <= ${now} for update skip locked)`),
    raw(sql`delete from ${table("lease")} where name in
      (select name from ${table("lease")} where until <= ${now} for update skip locked)`),
    raw(sql`delete from ${table("writer")} where id in
      (select id from ${table("writer")} where at < clock_timestamp() - interval '1 day' for update skip locked)`),
  ],
};

type Key = string | null;
type Range = { readonly from?: string; readonly before?: string };
type Condition = { readonly column: string; readonly operator: "is" | "=" | ">=" | "<"; readonly key: Key };
const conditionsOf = ([column, is]: readonly [string, Key | Range]): readonly Condition[] => {
  if (is === null) return [{ column, operator: "is", key: null }];
  if (typeof is === "string") return [{ column, operator: "=", key: toKey(is) }];
  const from: Condition = { column, operator: ">=", key: toKey(is.from ?? "") };
  return is.before === undefined ? [from] : [from, { column, operator: "<", key: toKey(is.before) }];
};

const finds = new Map<string, Statement>();
/** Records of a kind by its indexes: one statement for each set of conditions that is asked for. */
export const find = <K extends Kind>(kind: K, where: Where<K>, page: Page | undefined): Query => {
  const conditions = (Object.entries(where) as [string, Key | Range][]).flatMap(conditionsOf);
  const labelled = conditions.map(({ column, operator, key }) => ({ column, operator, key, label: `${column} ${operator}` }));
  const form = [kind, ...labelled.map(({ label }) => label), page && `first ${page.limit}`, page?.after !== undefined && "after"].join("|");
  const build = () => {
    let query = records[kind].select.orderBy("place");
    for (const { column, operator, key, label } of labelled) query = query.where(column, operator, key === null ? null : label);
    if (page?.after !== undefined) query = query.where("place", ">", "after");
    // Written out, for a plan that does not know how few are wanted reads and sorts the whole table.
    return statement(page ? query.limit(sql<number>`${sql.lit(page.limit)}`) : query);
  };
  const known = finds.get(form) ?? build();
  finds.set(form, known);
  return known({ after: page?.after, ...Object.fromEntries(labelled.map(({ label, key }) => [label, key])) });
};

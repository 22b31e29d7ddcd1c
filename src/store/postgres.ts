/**
 * The store in PostgreSQL, for any number of replicas: a table for each kind, a transaction for each commit, and the
 * database's clock for all that ends.
 */
import { type Archive, type EntryOf, type Kind, type List, lists, NotSaved, type Page, type Store, type Where } from "../ports/store.ts";
import { archiveOf } from "./postgres/archive.ts";
import { commitOver } from "./postgres/commit.ts";
import { alone, away, connectionsTo } from "./postgres/connections.ts";
import { toKey } from "./postgres/keys.ts";
import { migrate } from "./postgres/migrate.ts";
import { schema } from "./postgres/migrations.ts";
import { keptOf, type Row } from "./postgres/rows.ts";
import { entriesOf, find, house, mostChanges, records } from "./postgres/statements.ts";
import { writeOf } from "./postgres/writes.ts";

const hour = 3_600_000;
/** How long readiness waits for a word from the database (ms). */
const wellWithin = 2_000;

/**
 * Opens the store in a database, and brings its schema to today's.
 * @param url as postgresql://user:password@host:5432/database, with sslmode and the like as parameters
 * @param now the clock, where it is not to be the database's own
 * @throws StoreTrouble in a sentence that says what is wrong with the database or its address, and what to do
 */
export const openPostgres = async ({ url, now }: { readonly url: string; readonly now?: () => string }): Promise<Store & Archive> => {
  await migrate(url);
  const connections = connectionsTo(url);
  const { say } = connections;
  const commit = commitOver(connections);
  const at = () => now?.() ?? null;
  const own = () =>
    alone(url).catch((error) => {
      throw away(error);
    });
  const archive = archiveOf(own, at);
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  /** Closing waits for what is under way. */
  const during = <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) return Promise.reject(new NotSaved("The store is closed."));
    const working = work();
    underWay.add(working);
    const gone = () => void underWay.delete(working);
    working.then(gone, gone);
    return working;
  };

  /** What has ended goes, so that it does not pile up; whoever reads or claims looks at the time anyhow. */
  const sweep = () =>
    during(async () => {
      for (const query of house.sweep) await say(query({ now: at() }));
    }).catch(() => {});
  const sweeping = setInterval(sweep, hour).unref();

  return {
    get: (kind, id) =>
      during(async () => {
        const { rows } = await say<Row>(records[kind].get({ id: toKey(id) }));
        return rows[0] && keptOf(kind, rows[0]);
      }),
    find: <K extends Kind>(kind: K, where: Where<K> = {}, page?: Page) =>
      during(async () => (await say<Row>(find(kind, where, page))).rows.map((row) => keptOf(kind, row))),
    entries: <L extends List>(list: L, key: string) =>
      during(async () => {
        const { rows } = await say<{ value: unknown }>(entriesOf[list].find({ key: toKey(key) }));
        return rows.map(({ value }) => lists[list].schema.parse(value) as EntryOf<L>);
      }),
    commit: (changes) =>
      during(async () => {
        if (changes.length > mostChanges)
          throw new RangeError(`A commit of ${changes.length} changes is too large; ${mostChanges} fit in one.`);
        return commit(changes.map((change, nth) => writeOf(change, nth, at())));
      }),
    lease: (name, owner, ms) =>
      during(async () => (await say(house.lease({ name: toKey(name), owner: toKey(owner), ms, now: at() }))).rowCount === 1),
    release: (name, owner) => during(async () => void (await say(house.release({ name: toKey(name), owner: toKey(owner) })))),
    now: () => during(async () => Number((await say<{ now: string }>(house.now({ now: at() }))).rows[0]?.now)),
    isWell: () => {
      const asked = during(async () => (await say<{ well: boolean }>(house.isWell({}), 1)).rows[0]?.well === true).catch(() => false);
      return Promise.race([asked, new Promise<false>((late) => setTimeout(late, wellWithin, false).unref())]);
    },
    /**
     * Writes the tables of every kind that something was erased from anew, so that nothing of it stands in their files.
     * What stays is not ours to clear: the write-ahead log until PostgreSQL has used it again, an archive of it,
     * replicas that are behind, and the backups that are made of the database. They go as their own keeping says.
     */
    purge: () =>
      during(async () => {
        const client = await own();
        try {
          // Of these days only: what was erased before has been cleaned, and cleaning keeps a table to itself.
          const { rows } = await client.query<{ key: string }>(
            `select distinct key from ${schema}.erasure
              where (value->>'at')::timestamptz > coalesce($1::timestamptz, clock_timestamp()) - interval '2 days'`,
            [at()],
          );
          for (const { key } of rows.filter(({ key }) => key in records)) await client.query(`vacuum (full, analyze) ${schema}."${key}"`);
        } finally {
          await client.end();
        }
      }),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      clearInterval(sweeping);
      await Promise.allSettled(underWay);
      await connections.end();
    },
    everything: archive.everything,
    replace: (entries) => during(() => archive.replace(entries)),
  };
};

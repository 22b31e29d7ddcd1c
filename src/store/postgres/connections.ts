/** Connections to PostgreSQL: a pool with deadlines that comes back by itself, and what an error means. */
import pg from "pg";
import { NotSaved } from "../../ports/store.ts";
import type { Query } from "./statements.ts";

/** Milliseconds. The last is ours, for a server that no longer answers; the others are the server's own. */
const deadlines = { statement_timeout: 5_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 5_000, query_timeout: 6_000 };
const common = {
  connectionTimeoutMillis: 3_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  fallback_application_name: "kompis",
};
const callers = 10;
/** Between two attempts to reach a database that is away. */
const [firstWait, longestWait] = [50, 2_000];

export const away = (cause: unknown) => new NotSaved("The database is away.", { cause });
export const jittered = (ms: number) => ms * (0.5 + Math.random() / 2);

/**
 * What an error means: the connection is gone; another transaction was in the way; the server cannot do it now; or we
 * said something wrong.
 */
export const meaning = (error: unknown): "lost" | "again" | "away" | "wrong" => {
  if (!(error instanceof pg.DatabaseError)) return "lost";
  const code = error.code ?? "";
  if (error.severity === "FATAL" || error.severity === "PANIC" || code.startsWith("08")) return "lost";
  if (["40001", "40P01", "55P03"].includes(code)) return "again";
  return /^(22|23|42|0A)/.test(code) ? "wrong" : "away";
};

/** A connection of its own without deadlines, for what takes its time. */
export const alone = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...common, connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
};

export const connectionsTo = (url: string) => {
  // Statements are sent without waiting for the answer to the one before: a transaction takes two round trips.
  const options = { ...common, ...deadlines, connectionString: url, max: callers, idleTimeoutMillis: 60_000, pipeline: true };
  const pool = new pg.Pool(options);
  // A connection that dies says so where it is used; nobody else needs to hear it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  let wait = 0;
  let until = 0;

  /** @throws NotSaved when there is none to be had; at once while it is known that the database is away */
  const connection = async (): Promise<pg.PoolClient> => {
    const start = performance.now();
    if (start < until) throw away(undefined);
    // While it is away one tries, and the others are told.
    const known = wait;
    if (known > 0) until = start + jittered(known);
    try {
      const client = await pool.connect();
      wait = 0;
      until = 0;
      return client;
    } catch (error) {
      // Many that fail at once have failed once.
      if (wait === known) wait = Math.min(longestWait, wait * 2 || firstWait);
      until = performance.now() + jittered(wait);
      throw away(error);
    }
  };

  /** One statement. What only reads, or comes to the same when it is said twice, is said again when a connection was lost. */
  const say = async <Row extends pg.QueryResultRow>(query: Query, tries = 2): Promise<pg.QueryResult<Row>> => {
    const client = await connection();
    try {
      const result = await client.query<Row>({ ...query, values: [...query.values] });
      client.release();
      return result;
    } catch (error) {
      const means = meaning(error);
      client.release(means === "lost");
      if (means === "wrong") throw error;
      if (means === "away" || tries <= 1) throw away(error);
      return say(query, tries - 1);
    }
  };

  return { connection, say, end: () => pool.end() };
};
export type Connections = ReturnType<typeof connectionsTo>;

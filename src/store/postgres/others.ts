/** Whether a bot is at work on a database. */
import { setTimeout as sleep } from "node:timers/promises";
import { StoreTrouble } from "../../ports/store.ts";
import { alone } from "./connections.ts";
import { schema } from "./migrations.ts";

/** How often to look, and how long to wait in between (ms): a connection that was closed is not gone at once. */
const [looks, pause] = [20, 100];

/**
 * A bot looks for work every few seconds, so it has a connection at all times; a lease shows one that has just lost it.
 * @throws StoreTrouble while others are connected, or hold a lease
 */
export const noOthers = async (url: string): Promise<void> => {
  const client = await alone(url);
  try {
    for (let left = looks; ; left--) {
      const { rows } = await client.query<{ connections: number; leases: number }>(
        `select
          (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            and application_name = current_setting('application_name'))::integer as connections,
          (select count(*) from ${schema}.lease where until > clock_timestamp())::integer as leases`,
      );
      const { connections = 0, leases = 0 } = rows[0] ?? {};
      if (connections === 0 && leases === 0) return;
      if (left > 1) await sleep(pause);
      else
        throw new StoreTrouble(
          `A bot is at work on the database (${connections} connections, ${leases} leases). Stop every replica; leases of one that was killed end by themselves within a minute.`,
        );
    }
  } finally {
    await client.end();
  }
};

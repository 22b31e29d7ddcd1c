/** A commit in PostgreSQL: said in two round trips, and never said no to when it was yes. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { away, type Connections, jittered, meaning } from "./connections.ts";
import { house } from "./statements.ts";
import type { Write } from "./writes.ts";

/** How often a commit is tried when others are in its way or connections break. */
const attempts = 5;
/** How long to ask whether a commit took whose answer was lost (ms): longer than the server holds on to a lost transaction. */
const patience = 10_000;

export const commitOver = ({ connection, say }: Connections) => {
  const writers = new WeakMap<pg.PoolClient, string>();
  const writerOf = (client: pg.PoolClient): string => {
    const writer = writers.get(client) ?? randomUUID();
    writers.set(client, writer);
    return writer;
  };

  const didTake = async (writer: string, number: string, cause: unknown): Promise<boolean> => {
    const end = performance.now() + patience;
    for (;;) {
      try {
        const { rows } = await say<{ last: string }>(house.written({ id: writer }));
        return rows[0]?.last === number;
      } catch {
        if (performance.now() > end)
          throw new Error("The database went away during a commit, and did not come back in time to say whether it was taken.", { cause });
        await sleep(jittered(100));
      }
    }
  };

  /** All but the end of it: the number it has, and what was refused first in the order of the changes. */
  const begin = async (client: pg.PoolClient, writer: string, writes: readonly Write[]) => {
    const ordered = [...writes].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const queries = [{ text: "begin" }, house.write({ id: writer }), ...ordered.map((write) => write.query)];
    const answers = await Promise.allSettled(queries.map((query) => client.query<{ last: string }>(query as pg.QueryConfig)));
    const [, written, ...results] = answers.map((answer) => {
      if (answer.status === "rejected") throw answer.reason;
      return answer.value;
    });
    const counts = new Map(ordered.map((write, i) => [write, results[i]?.rowCount]));
    const refused = writes.find((write) => write.rows !== null && counts.get(write) !== write.rows);
    return { number: written?.rows[0]?.last ?? "", refused: refused?.otherwise };
  };

  /**
   * Tried again where it is certain that nothing was kept.
   * @throws NotSaved when it was not kept; Error when nobody can say
   */
  const commit = async (writes: readonly Write[], tries = attempts): Promise<"done" | "stale" | "taken"> => {
    const client = await connection();
    const writer = writerOf(client);
    let ending: string | undefined;
    try {
      const { number, refused } = await begin(client, writer, writes);
      ending = refused ? undefined : number;
      await client.query(refused ? "rollback" : "commit");
      client.release();
      return refused ?? "done";
    } catch (error) {
      // What was said on a connection goes with it.
      client.release(true);
      if (ending && (await didTake(writer, ending, error))) return "done";
      const means = meaning(error);
      if (means === "wrong") throw error;
      if (means === "away" || tries <= 1) throw away(error);
      await sleep(jittered(50));
      return commit(writes, tries - 1);
    }
  };
  return commit;
};

/** Turns at a steady rate, whether the bot keeps up or not: two replicas on PostgreSQL, and one with the embedded store. */
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "../bench/report.ts";
import { hangUp } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { startPostgres } from "../support/postgres.ts";
import type { Proof, Row } from "./proof.ts";
import { conversationOf, post, replicas, traffic } from "./traffic.ts";

/** People who take part; each waits for the end of the own pair before the next. */
const conversations = 600;

const run = async (name: string, count: number, database: string | undefined, rate: number, seconds: number): Promise<Row> => {
  const connector = await startConnector();
  const bots = await replicas(count, database);
  const { said, pressed, card, isSaved, isLate } = traffic(connector);
  const times: number[] = [];
  const wrong: string[] = [];
  /** Presses that were answered with "jobber med det", as they are where the machine is short of time. */
  let late = 0;
  let counted = false;
  const pair = async (n: number, due: number): Promise<void> => {
    // What an earlier pair was told late is not the answer to this one.
    connector.skip(conversationOf(n % conversations).id);
    try {
      const url = () => bots.any()?.messagesUrl ?? "";
      const [answer, { press, at }] = await Promise.all([
        post(url(), said(n % conversations), { timeoutMs: 10_000 }),
        card(n % conversations, 10_000),
      ]);
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
      const start = performance.now();
      const saved = await post(url(), pressed(n % conversations, press), { timeoutMs: 10_000 });
      if (isLate(saved)) late++;
      else if (!isSaved(saved)) throw new Error(`not saved: ${saved.status} ${JSON.stringify(saved.body).slice(0, 200)}`);
      if (counted) times.push(at - due, performance.now() - start);
    } catch (error) {
      wrong.push(String(error));
    }
  };
  const running = new Set<Promise<void>>();
  const flow = async (forSeconds: number, from: number): Promise<number> => {
    const start = performance.now();
    let n = 0;
    for (; n < (forSeconds * rate) / 2; n++) {
      const due = start + (n * 2000) / rate;
      const wait = due - performance.now();
      if (wait > 1) await sleep(wait);
      const one = pair(from + n, due).finally(() => running.delete(one));
      running.add(one);
      if (n % 1000 === 999) connector.clear();
    }
    return from + n;
  };
  const warm = await flow(Math.min(15, seconds), 0);
  counted = true;
  await flow(seconds, warm);
  await Promise.all(running);
  await bots.stop();
  await connector.close();
  hangUp();
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  return {
    promise: `load: ${rate} turns/s for ${seconds} s, ${name}`,
    asked: "p99 ≤ 250 ms, no error",
    measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms of ${times.length} turns, ${late} late, ${wrong.length} errors ${[...new Set(wrong)].slice(0, 2).join("; ")}`,
    kept: wrong.length === 0 && (seconds < 60 || (p99 <= 250 && late === 0)),
  };
};

export const load: Proof = {
  id: "load",
  run: async (long) => {
    const [rate, seconds] = long ? [200, 60] : [40, 2];
    const postgres = await startPostgres();
    const onDatabase = await run("two replicas on PostgreSQL", 2, await postgres.database(), rate, seconds);
    await postgres.end();
    return [onDatabase, await run("embedded store", 1, undefined, rate, seconds)];
  },
};

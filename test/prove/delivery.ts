/**
 * A broadcast of offers through a connector that misbehaves, by processes that are killed: none is told twice, each is
 * accounted for, and no second sees more than Teams takes. And people who write meanwhile are answered as always.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Store } from "../../src/ports/store.ts";
import { percentile } from "../bench/report.ts";
import { samplePeople } from "../bench/sides.ts";
import { mostInASecond, plant, rateOf, troubles, verdict } from "../support/broadcast.ts";
import { hangUp, message, post } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { openAt } from "../support/stores.ts";
import type { Proof, Row } from "./proof.ts";
import { conversationOf, replicas } from "./traffic.ts";

const program = fileURLToPath(new URL("../support/deliverer.ts", import.meta.url));
/** What the connector may see in any second, and what is granted (the default of the setting). */
const [seen, cap] = [33, 30];

type Deliverer = { readonly owner: string; readonly child: ChildProcess; readonly ended: Promise<unknown> };
let started = 0;
const startDeliverer = async (address: string): Promise<Deliverer> => {
  const owner = `deliverer-${++started}`;
  const child = spawn(process.execPath, [program, address, owner], { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((end) => child.once("close", end)).finally(() => process.off("exit", kill));
  await Promise.race([new Promise((ready) => child.stdout.once("data", ready)), ended]);
  if (child.exitCode !== null) throw new Error("A deliverer ended before it began.");
  return { owner, child, ended };
};

/** Looks into a store; an embedded one is opened for the look only, while nobody has it. */
const looker = async (address: string) => {
  const isShared = address.startsWith("postgresql:");
  const shared = isShared ? await openAt(address) : undefined;
  return {
    isShared,
    look: async <T>(at: (store: Store) => Promise<T>): Promise<T> => {
      const store = shared ?? (await openAt(address));
      try {
        return await at(store);
      } finally {
        if (!shared) await store.close();
      }
    },
    end: async () => shared?.close(),
  };
};
const inState = (store: Store, state: "pending" | "sending") => store.find("notice", { state });

/** Longer than what is turned away twice in a row waits (ms). */
const silence = 8000;

type Size = { readonly offers: number; readonly kills: number; readonly replicas: number; readonly every: number };
const broadcast = async (
  name: string,
  address: string,
  { offers, kills, replicas: count, every }: Size,
  freed: (owner: string) => Promise<void>,
  say: (word: string) => void,
): Promise<readonly Row[]> => {
  const [connector, { hook, counts }] = [await startConnector(), troubles()];
  connector.misbehave(hook);
  const { isShared, look, end: stopLooking } = await looker(address);
  await look((store) => plant(store, offers, connector.url));
  const all = Array.from({ length: count }, () => startDeliverer(address));
  await Promise.all(all);
  const start = performance.now();
  let [killed, caught] = [0, 0];
  for (; killed < kills; killed++) {
    await sleep(every * (0.5 + Math.random()));
    const { owner, child, ended } = await (all[killed % count] as Promise<Deliverer>);
    child.kill("SIGKILL");
    await ended;
    caught += await look(async (store) => (await inState(store, "sending")).filter(({ value }) => value.sending?.by === owner).length);
    await freed(owner);
    all[killed % count] = startDeliverer(address);
    if (killed % 20 === 19) say(`${name}: ${killed + 1} kills, ${connector.ledger.length} requests`);
  }
  const isOver = async (): Promise<boolean> => {
    if (connector.ledger.length < offers * 0.98) return false;
    // The embedded one is looked at only when nobody has it: nothing that comes for a while is its end.
    if (!isShared) return (connector.ledger.at(-1)?.at ?? 0) < performance.now() - silence;
    return look(async (store) => (await inState(store, "pending")).length + (await inState(store, "sending")).length === 0);
  };
  for (const end = performance.now() + (offers / 20) * 1000 + 90_000; performance.now() < end && !(await isOver()); ) await sleep(1000);
  const seconds = (performance.now() - start) / 1000;
  for (const { child, ended } of await Promise.all(all)) {
    child.kill("SIGTERM");
    await ended;
  }
  const end = await look((store) => verdict(store, connector, offers));
  await stopLooking();
  const times = connector.ledger.map(({ at }) => at);
  await connector.close();
  const most = mostInASecond(times);
  const mayBeUnknown = caught + counts.ambiguous;
  return [
    {
      promise: `delivery: ${offers} offers, ${killed} kill -9 over ${count} replicas, ${counts.throttled} × 429, ${counts.ambiguous} × 5xx or reset, ${counts.refused} × 403 (${name})`,
      asked: `0 told twice, 0 unaccounted, unknown ≤ ${caught} in flight at the kills + ${counts.ambiguous}`,
      measured: `${end.doubled} told twice, ${end.unaccounted} unaccounted, ${end.wrong} otherwise than the connector says; ${end.sent} sent, ${end.refused} refused, ${end.unknown} unknown; ${Math.round(seconds)} s`,
      kept: end.doubled + end.unaccounted + end.wrong === 0 && end.unknown <= mayBeUnknown,
    },
    {
      promise: `delivery: most in any second at the connector (${name})`,
      asked: `≤ ${seen}`,
      measured: `${most} of ${times.length}`,
      kept: most <= seen,
    },
  ];
};

/** Three whole bots with a broadcast under way, and people who write. */
const besides = async (postgres: TestPostgres, offers: number, say: (word: string) => void): Promise<readonly Row[]> => {
  const [connector, database] = [await startConnector(), await postgres.database()];
  const { hook } = troubles();
  connector.misbehave(hook);
  const bots = await replicas(3, database);
  const people = samplePeople(60);
  const times: number[] = [];
  const wrong: string[] = [];
  const ask = async (n: number): Promise<void> => {
    const from = people[n % people.length];
    if (!from) return;
    const conversation = conversationOf(n);
    const start = performance.now();
    try {
      await Promise.all([
        post(bots.any()?.messagesUrl ?? "", message({ from, serviceUrl: connector.url, conversation }, "hjelp"), { timeoutMs: 10_000 }),
        connector.until(conversation.id, (activity) => activity.type === "message", { timeoutMs: 10_000 }),
      ]);
      times.push(performance.now() - start);
    } catch (error) {
      wrong.push(String(error));
    }
  };
  const asks = async (seconds: number, from: number) => {
    const asked: Promise<void>[] = [];
    for (let n = 0; n < seconds; n++) {
      await sleep(500 + Math.random() * 1000);
      asked.push(ask(from + n));
    }
    await Promise.all(asked);
  };
  await asks(offers < 500 ? 2 : 5, 0);
  const alone = percentile(times.splice(0), 0.99);
  const store = await openAt(database);
  const planted = performance.now() + 5000;
  await plant(store, offers, connector.url);
  await asks(Math.ceil(offers / 28) + 4, 100);
  const slowest = percentile(times, 0.99);
  for (let left = 90; left > 0 && (await store.find("notice", { state: "pending" })).length > 0; left--) await sleep(1000);
  await bots.stop();
  const end = await verdict(store, connector, offers);
  await store.close();
  // Who somebody is may be asked without end.
  const arrived = connector.ledger.filter(({ kind }) => kind !== "members").map(({ at }) => at);
  const rate = rateOf(arrived.filter((at) => at >= planted));
  const most = mostInASecond(arrived);
  await connector.close();
  hangUp();
  if (wrong.length > 0) say([...new Set(wrong)].slice(0, 3).join("; "));
  return [
    {
      promise: `delivery: throughput of 3 bots, ${offers} offers with the same troubles, and one answer a second`,
      asked: `≥ 90 % of ${cap}/s, ≤ ${seen} in any second, 0 told twice, 0 unaccounted`,
      measured: `${rate.toFixed(1)} messages/s, ${most} in a second, ${end.doubled} told twice, ${end.unaccounted} unaccounted`,
      kept: end.doubled + end.unaccounted + end.wrong === 0 && most <= seen && (offers < 500 || rate >= 0.9 * cap),
    },
    {
      promise: "delivery: answers during a broadcast",
      asked: "p99 ≤ 1 s, none lost",
      measured: `p99 ${Math.round(slowest)} ms of ${times.length} (${Math.round(alone)} ms without), ${wrong.length} lost`,
      kept: wrong.length === 0 && (offers < 500 || slowest <= 1000),
    },
  ];
};

export const delivery: Proof = {
  id: "delivery",
  run: async (long, say) => {
    const [postgres, folder] = [await startPostgres(), mkdtempSync(join(tmpdir(), "kompis-delivery-"))];
    const database = await postgres.database();
    // A sample does not wait for the lease of one that is dead.
    const freed = async (owner: string) => {
      if (!long) await postgres.ask(database, "delete from kompis.lease where owner = $1", [owner]);
    };
    const onDatabase: Size = long
      ? { offers: 10_000, kills: 200, replicas: 2, every: 1500 }
      : { offers: 120, kills: 2, replicas: 2, every: 800 };
    const embedded: Size = long
      ? { offers: 1500, kills: 30, replicas: 1, every: 1000 }
      : { offers: 60, kills: 1, replicas: 1, every: 1000 };
    try {
      const rows: Row[] = [];
      const measured = (more: readonly Row[]) => {
        rows.push(...more);
        for (const row of more) say(`${row.promise}: ${row.measured}`);
      };
      const parts = [
        () => broadcast("PostgreSQL", database, onDatabase, freed, say),
        () => broadcast("embedded", folder, embedded, async () => {}, say),
        () => besides(postgres, long ? 2500 : 60, say),
      ];
      // What is measured is measured alone; the samples mostly wait.
      if (long) for (const part of parts) measured(await part());
      else for (const found of await Promise.all(parts.map((part) => part()))) measured(found);
      return rows;
    } finally {
      await postgres.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

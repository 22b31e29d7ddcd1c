/**
 * A process of its own over a large store: `fill` writes so many records of mixed kinds, `start` opens it, `run` commits at a
 * steady rate, whether or not the last commit has answered, while the journal is folded. Says what it measured, as JSON.
 */

import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Change, Entry, Kind, RecordOf } from "../../src/ports/store.ts";
import { shapeOf } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { two } from "./two.ts";

const [what = "", folder = "", ...numbers] = process.argv.slice(2);
const [first = 0, second = 0, third = 0] = numbers.map(Number);
const clock = () => new Date().toISOString();

const prose =
  "Kurset ga meg det jeg trengte for å kunne følge opp brukerne på en trygg måte, og jeg vil gjerne lære mer om dette til høsten. ";
/** What a municipality's store is made of, per thousand. */
const mix: readonly (readonly [Kind, number, (n: number) => object])[] = [
  ["training", 560, (n) => ({ person: `person-${n % 20_000}`, title: `Kurs i førstehjelp ${n % 300}`, provider: prose.slice(0, n % 130) })],
  ["card", 120, (n) => ({ person: `person-${n % 20_000}`, doing: `doing-${n}` })],
  ["person", 80, (n) => ({ aadObjectId: `guid-${n}`, email: `${n}@kommune.no` })],
  ["talk", 70, (n) => ({ person: `person-${n}`, unclear: prose })],
  ["notice", 70, (n) => ({ to: `person-${n % 20_000}`, state: "sent", message: { text: prose, card: null } })],
  ["followUp", 40, (n) => ({ person: `person-${n % 20_000}` })],
  ["inbox", 40, (n) => ({ lane: `lane-${n % 5000}`, content: `${n}`, activity: { text: prose, from: { id: n } } })],
  ["measure", 20, (n) => ({ unit: `unit-${n % 400}`, goal: prose.repeat(3), plan: prose.repeat(4), registeredBy: `person-${n % 900}` })],
];
const record = <K extends Kind>(kind: K, n: number, special: object): RecordOf<K> =>
  ({ ...two[kind][0], id: `${kind}-${n}`, ...special }) as RecordOf<K>;

async function* records(count: number): AsyncIterable<Entry> {
  let p = 0;
  for (const [k, share, special] of mix)
    for (let n = 0; n < (count * share) / 1000; n++) {
      const v = record(k, n, special(n));
      yield { k, id: (v as { id: string }).id, r: 1, p: ++p, s: shapeOf(k), v };
    }
  for (let n = 1; n <= count / 5; n++) yield { l: "audit", n, v: saw(n) };
}
const saw = (n: number) =>
  ({ at: clock(), by: `person-${n % 900}`, did: "saw", kind: "training", record: `${n}`, about: `person-${n % 20_000}` }) as const;

/** What a turn commits: a record, the talk, the inbox, a claim and a trace. */
const turn = (n: number): readonly Change[] =>
  [
    { put: "training", value: record("training", 10_000_000 + n, { person: `person-${n % 20_000}` }) },
    { put: "talk", value: record("talk", n % 5000, { unclear: prose }) },
    { put: "inbox", value: record("inbox", n % 5000, { content: `${n}`, activity: { text: prose } }) },
    { claim: `activity ${n}`, until: new Date(Date.now() + 6e8).toISOString() },
    { append: "audit", value: saw(n) },
  ] as const;

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
const at = (sorted: readonly number[], share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
const percentiles = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: at(sorted, 0.999_999) };
};

/** @param rate commits a second @param seconds for how long @param foldBytes a journal that long is folded */
const run = async (rate: number, seconds: number, foldBytes: number) => {
  const troubles: unknown[] = [];
  const store = await openStore(folder, clock, { foldBytes, trouble: (error) => troubles.push(`${error}`) });
  await sleep(500);
  const rss = [process.memoryUsage.rss()];
  const sampling = setInterval(() => rss.push(process.memoryUsage.rss()), 100);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const took: number[] = [];
  const begin = performance.now();
  const all: Promise<unknown>[] = [];
  for (let n = 0; n < rate * seconds; ) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - begin) * rate) / 1000));
    for (; n < due; n++) {
      const when = begin + (n * 1000) / rate;
      all.push(store.commit(turn(n)).then((how) => how === "done" && took.push(performance.now() - when)));
    }
    await sleep(2);
  }
  await Promise.all(all);
  delay.disable();
  clearInterval(sampling);
  // What is being folded is finished.
  await store.purge();
  await store.close();
  const ms = (ns: number) => Math.round(ns / 1e5) / 10;
  return {
    asked: rate * seconds,
    done: took.length,
    troubles,
    acknowledged: percentiles(took),
    blocked: { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) },
    rss: { start: megabytes(rss[0] ?? 0), most: megabytes(Math.max(...rss)) },
  };
};

const start = async () => {
  const begin = performance.now();
  const store = await openStore(folder, clock);
  const opened = performance.now() - begin;
  const [count] = [(await store.find("training")).length];
  // From the first instant of the process.
  return { ms: Math.round(performance.now()), opened: Math.round(opened), trainings: count, rss: megabytes(process.memoryUsage.rss()) };
};

const say = (measured: object) => void process.stdout.write(`${JSON.stringify(measured)}\n`);
if (what === "fill") {
  const store = await openStore(folder, clock);
  await store.replace(records(first));
  await store.close();
} else if (what === "run") say(await run(first, second, third));
else if (what === "start") {
  say(await start());
  process.exit(0);
}

/** kill -9, at any moment and before each step on the disk or to the database: what was acknowledged over the pipe is there, and no half of a commit. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { drawn } from "../support/frailFiles.ts";
import { allOf, complaints, emptyLedger, type Ledger, resolved } from "../support/ledger.ts";
import { startPostgres } from "../support/postgres.ts";
import { openAt } from "../support/stores.ts";
import type { Proof, Row } from "./proof.ts";

/** A kind of store, and where new ones are put. */
type Place = {
  readonly name: string;
  make(): Promise<string>;
  /** Waits until what a killed process had under way is over. */
  settled(address: string): Promise<void>;
  drop(address: string): Promise<void>;
  end(): Promise<void>;
};
const inFolders = async (): Promise<Place> => ({
  name: "embedded",
  make: async () => mkdtempSync(join(tmpdir(), "kompis-kills-")),
  settled: async () => {},
  drop: async (address) => rmSync(address, { recursive: true, force: true }),
  end: async () => {},
});
const inDatabases = async (): Promise<Place> => {
  const server = await startPostgres();
  const others =
    "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'";
  return {
    name: "PostgreSQL",
    make: () => server.database(),
    settled: async (address) => {
      while ((await server.ask(address, others)).length > 0) await sleep(5);
    },
    drop: async () => {},
    end: () => server.end(),
  };
};
const places = [inFolders, inDatabases];

const program = fileURLToPath(new URL("../support/victim.ts", import.meta.url));
/** After so many acknowledgements and milliseconds, or by its own hand before so many steps. */
type Death = { readonly after: number; readonly ms: number } | { readonly steps: number };

/** One process, from its start to its death; every version it commits is new. */
const killed = async (address: string, ledger: Ledger, firstVersion: number, death: Death) => {
  const child = spawn(process.execPath, [program, address, `${firstVersion}`, ...("steps" in death ? [`${death.steps}`] : [])]);
  const things = new Map(ledger.things);
  let [acknowledged, rest, complained] = [0, "", ""];
  const heard = (line: string) => {
    const [what, thing = "", version] = line.split(" ");
    const sure = things.get(thing)?.sure ?? 0;
    if (what === "try") things.set(thing, { sure, trying: Number(version) });
    if (what !== "done") return;
    things.set(thing, { sure: Number(version) });
    acknowledged++;
    if ("after" in death && acknowledged === death.after) void sleep(death.ms).then(() => child.kill("SIGKILL"));
  };
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) heard(line);
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    complained += piece;
  });
  const signal = await new Promise((end) => child.on("close", (_, by) => end(by)));
  if (signal !== "SIGKILL") throw new Error(`It died by itself: ${complained}`);
  return { ledger: { things } satisfies Ledger, acknowledged };
};

/** What a killed process has left, held against the ledger. */
const judged = async (address: string, ledger: Ledger) => {
  const store = await openAt(address);
  const entries = await allOf(store);
  await store.close();
  return { wrong: complaints(entries, ledger), ledger: resolved(entries, ledger) };
};

/** Deaths in one place, one after the other on the same store. */
const series = async (place: Place, deaths: readonly Death[], say: (word: string) => void) => {
  const address = await place.make();
  let [ledger, acknowledged]: [Ledger, number] = [emptyLedger, 0];
  const lost: string[] = [];
  const unreadable: string[] = [];
  for (const [i, death] of deaths.entries()) {
    const after = await killed(address, ledger, 1 + i * 1_000_000, death);
    acknowledged += after.acknowledged;
    await place.settled(address);
    try {
      const { wrong, ledger: known } = await judged(address, after.ledger);
      lost.push(...wrong);
      for (const why of wrong.slice(0, 3)) say(`${why} (kill ${i + 1}, ${JSON.stringify(death)})`);
      ledger = known;
    } catch (error) {
      unreadable.push(address);
      say(`${error instanceof Error ? error.message : error} (kill ${i + 1}, ${JSON.stringify(death)})`);
      break;
    }
  }
  await place.drop(address);
  return { kills: deaths.length, acknowledged, lost, unreadable };
};

const perPlace = 20;
/** @param apart how many steps lie between one death by its own hand and the next */
const row = async (place: Place, kills: number, writes: number, apart: number, say: (word: string) => void): Promise<Row> => {
  const draw = drawn(kills);
  const deaths: readonly Death[] = Array.from({ length: kills }, (_, i) =>
    i % 2 === 0
      ? { steps: (i / 2 + 1) * apart - 1 }
      : { after: 1 + Math.floor(draw() * 6 * (writes / kills)), ms: Math.floor(draw() * 30) },
  );
  const all = { kills: 0, acknowledged: 0, lost: [] as string[], unreadable: [] as string[] };
  const next = Array.from({ length: Math.ceil(kills / perPlace) }, (_, i) => deaths.slice(i * perPlace, (i + 1) * perPlace));
  const lane = async () => {
    for (let some = next.shift(); some; some = next.shift()) {
      const one = await series(place, some, say);
      all.kills += one.kills;
      all.acknowledged += one.acknowledged;
      all.lost.push(...one.lost);
      all.unreadable.push(...one.unreadable);
      say(
        `${place.name}: ${all.kills} kills, ${all.acknowledged} acknowledged, ${all.lost.length} lost, ${all.unreadable.length} unreadable`,
      );
    }
  };
  await Promise.all([lane(), lane()]);
  return {
    promise: `no acknowledged write lost: kill -9 (${place.name})`,
    asked: `${kills} kills, ${writes} acknowledged; 0 lost, 0 unreadable`,
    measured: `${all.kills} kills, ${all.acknowledged} acknowledged; ${all.lost.length} lost, ${all.unreadable.length} unreadable`,
    kept: all.kills >= kills && all.acknowledged >= writes && all.lost.length + all.unreadable.length === 0,
  };
};

export const kills: Proof = {
  id: "kills",
  run: async (long, say) => {
    const rows: Row[] = [];
    for (const start of places) {
      const place = await start();
      try {
        rows.push(await (long ? row(place, 1000, 200_000, 1, say) : row(place, 4, 100, 20, say)));
      } finally {
        await place.end();
      }
    }
    return rows;
  },
};

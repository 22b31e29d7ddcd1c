/**
 * The power goes at every single step that changes a disk. What was acknowledged is there afterwards, whole; nothing of what was
 * under way is there in half; the store goes on. And the proof notices when any one kind of sync does nothing.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Entry } from "../../src/ports/store.ts";
import { diskOver, type Files } from "../../src/store/disk.ts";
import { fold } from "../../src/store/lowdb/fold.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { type Cut, cutsOf, drawn, type Frail, frailFiles, type Moment, survivors } from "../support/frailFiles.ts";
import { allOf, type Client, clientOf, complaints, emptyLedger, type Ledger, resolved } from "../support/ledger.ts";
import type { Proof } from "./proof.ts";

const clock = () => "2026-11-23T08:00:00Z";
type Content = ReadonlyMap<string, Buffer>;
const open = (files: Files, foldBytes = 1 << 20) => {
  const disk = diskOver(files);
  return openStore("/data", clock, {
    disk,
    foldBytes,
    locked: () => ({ isHeld: () => true, release: () => {} }),
    folding: (job) => fold(disk, job),
    trouble: (error) => {
      throw error;
    },
  });
};

/** What a bot does with its store in a hurry: everything that touches the disk, some of it at the same time. */
const life = async (files: Frail, client: Client, erased: Set<string>, name: string) => {
  const thing = (n: number) => `${name}${n}`;
  let store = await open(files);
  await Promise.all([1, 2, 3, 4].map((n) => client.put(store, thing(n))));
  await client.put(store, thing(1));
  await store.purge();
  await client.put(store, thing(2));
  await client.remove(store, thing(3));
  await Promise.all([client.put(store, thing(5)), client.put(store, thing(6)), store.purge(), client.put(store, thing(1))]);
  await client.put(store, thing(3));

  for (const room of [0, 70, 700]) {
    files.fillUp(room);
    const how = await Promise.all([client.put(store, thing(7)), client.put(store, thing(8))]);
    if (how.includes("done")) throw new Error("A commit was taken by a disk that is full.");
    await client.put(store, thing(2));
  }
  await store.close();

  store = await open(files, 2000);
  for (let n = 10; n < 24; n++)
    await Promise.all([client.put(store, thing(n)), client.put(store, thing(n % 3)), client.put(store, thing(30))]);
  await store.close();

  store = await open(files);
  await client.remove(store, thing(12));
  await client.put(store, thing(13));
  await store.purge();
  erased.add(thing(12));
  await client.put(store, thing(14));
  await client.replaceWithout(store, new Set([thing(15), thing(16)]));
  await client.put(store, thing(15));
  await store.close();
  for (let n = 0; n < 2; n++) {
    store = await open(files);
    await client.put(store, thing(17 + n));
    if (n === 1) await store.purge();
    await store.close();
  }
};

type Seen = { readonly moment: Moment; readonly ledger: Ledger; readonly erased: ReadonlySet<string> };
/** How a sync is known: what was asked, and of which file, or by whom for the folder. */
const nameOf = (how: string, file: string): string => {
  if (how !== "folder")
    return `${how}: ${file
      .replace(/-\d+\.log/, "")
      .replace("audit", "list")
      .replace("erasure", "list")}`;
  const at = (new Error().stack ?? "").split("\n").find((row) => /src\/store\//.test(row) && !/disk\.ts/.test(row));
  return `folder: ${/(\w+\.ts:\d+)/.exec(at ?? "")?.[1] ?? "?"}`;
};

/** One life, and every moment in which it could have been cut short. */
const lived = async (start: Content, ledger: Ledger, name: string, skipped?: string) => {
  const seen: Seen[] = [];
  const syncs = new Set<string>();
  const erased = new Set<string>();
  const client = clientOf(ledger);
  const note = () => seen.push({ moment: files.moment(), ledger: client.ledger(), erased: new Set(erased) });
  const files: Frail = frailFiles(start, note, (how, file) => {
    const sync = nameOf(how, file);
    syncs.add(sync);
    return sync === skipped;
  });
  await life(files, client, erased, name);
  note();
  return { seen, syncs };
};

const never = () => {};
/** What a store holds beside what was there before, and what of that is missing. */
const apart = (all: readonly Entry[], before: readonly Entry[]) => {
  const left = new Set(before.map((e) => JSON.stringify(e)));
  const entries = all.filter((e) => !left.delete(JSON.stringify(e)));
  return { entries, missing: [...left].map((json) => `${json} is missing`) };
};
/** What is wrong with what a power cut has left, and what is known then. Those of before are there as they were. */
const judged = async ({ ledger, erased }: Seen, left: Content, before: readonly Entry[]) => {
  const wrong: string[] = [];
  let known = ledger;
  for (const thing of erased)
    for (const [file, bytes] of left) if (bytes.includes(`"id":"${thing}","r"`)) wrong.push(`${thing} was erased, and stands in ${file}`);
  const files = frailFiles(left, never);
  try {
    let store = await open(files);
    const { entries, missing } = apart(await allOf(store), before);
    wrong.push(...complaints(entries, ledger), ...missing);
    known = resolved(entries, ledger);
    // It goes on.
    const client = clientOf(known);
    await client.put(store, "afterwards");
    await store.purge();
    await client.put(store, "afterwards");
    await store.close();
    store = await open(files);
    wrong.push(...complaints(apart(await allOf(store), before).entries, client.ledger()).map((why) => `later on: ${why}`));
    await store.close();
  } catch (error) {
    wrong.push(`it does not open, or not go on: ${error instanceof Error ? error.message : error}`);
  }
  return { wrong, known };
};

/** The data of the release before, so that its lifting is cut short too. */
const firstRelease = (): Content =>
  new Map(readdirSync("test/releases/0.1.0").map((name) => [name, readFileSync(`test/releases/0.1.0/${name}`)]));

export const powerCut: Proof = {
  id: "powerCut",
  run: async (long, say) => {
    const started = await open(frailFiles(firstRelease(), never));
    const before = await allOf(started);
    const { seen, syncs } = await lived(firstRelease(), emptyLedger, "t");
    say(`${seen.length} moments in one life`);

    let cuts = 0;
    const wrong: string[] = [];
    const cutAt = async (i: number, one: Seen, cut: Cut, where = "") => {
      cuts++;
      const left = survivors(one.moment, cut);
      const { wrong: why, known } = await judged(one, left, before);
      if (why.length > 0) wrong.push(`${where}moment ${i}, ${JSON.stringify(cut)}: ${why.slice(0, 3).join("; ")}`);
      return { left, known };
    };
    for (const [i, one] of seen.entries())
      if (long || i % 18 === 0) for (const cut of cutsOf(one.moment, long ? [i, i + 1e5, i + 2e5] : [i])) await cutAt(i, one, cut);
    say(`${cuts} cuts, ${wrong.length} wrong`);

    // One life after the other, each ended by a power cut.
    const lives = long ? 60 : 2;
    let [content, ledger] = [firstRelease(), emptyLedger];
    for (let n = 0; n < lives; n++) {
      const draw = drawn(n);
      const { seen } = await lived(content, ledger, `life ${n}, `);
      const i = Math.floor(draw() * seen.length);
      const one = seen[i];
      const ways = one ? cutsOf(one.moment, [n]) : [];
      const cut = ways[Math.floor(draw() * ways.length)];
      if (one && cut) ({ left: content, known: ledger } = await cutAt(i, one, cut, `life ${n}, `));
    }
    say(`${cuts} cuts, ${lives} of them one after the other, ${wrong.length} wrong`);
    for (const one of wrong.slice(0, 5)) say(one);

    const unnoticed: string[] = [];
    const tried = long ? [...syncs] : [...syncs].slice(0, 1);
    for (const sync of tried) if (!(await isNoticed(sync, before))) unnoticed.push(sync);
    return [
      {
        promise: "no acknowledged write lost: a power cut (embedded)",
        asked: "every cut point; 0 lost, 0 unreadable",
        measured: `${cuts} cuts at ${long ? seen.length : Math.ceil(seen.length / 18)} of ${seen.length} points, ${wrong.length} wrong`,
        kept: wrong.length === 0,
      },
      {
        promise: "the power cut notices a sync that does nothing",
        asked: "each kind of sync",
        measured: `${tried.length - unnoticed.length} of ${tried.length}${unnoticed.length ? `; not: ${unnoticed.join(", ")}` : ""}`,
        kept: unnoticed.length === 0,
      },
    ];
  },
};

/** Whether any cut goes wrong once this kind of sync does nothing. */
const isNoticed = async (sync: string, before: readonly Entry[]): Promise<boolean> => {
  const { seen } = await lived(firstRelease(), emptyLedger, "t", sync);
  for (const one of seen)
    for (const cut of cutsOf(one.moment, [])) if ((await judged(one, survivors(one.moment, cut), before)).wrong.length > 0) return true;
  return false;
};

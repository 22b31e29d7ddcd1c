/** What can go wrong with the files of the embedded store, and what is done then. */
import { appendFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Change, StoreTrouble } from "../src/ports/store.ts";
import { diskOver } from "../src/store/disk.ts";
import { line } from "../src/store/lines.ts";
import { type Fold, fold } from "../src/store/lowdb/fold.ts";
import { openStore } from "../src/store/lowdb.ts";
import { diskBehind } from "./support/disks.ts";
import { clock, contents, drop, everything, filesLike, held, lastOf, mark, newFolder, within } from "./support/folders.ts";
import { frailFiles, survivors } from "./support/frailFiles.ts";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => drop(folder));

const saw = (record: string) =>
  ({ append: "audit", value: { at: clock(), by: "kari", did: "saw", kind: "training", record, about: "ola" } }) as const;
const erase = (id: string): readonly Change[] => [
  { remove: "acting", id },
  { append: "erasure", value: { at: clock(), kind: "acting", id } },
];
/** Marks 0, 1 and 2, each on a line of the journal. */
const filled = () =>
  within(folder, async (store) => {
    for (const n of [0, 1, 2]) await store.commit([mark(n), saw(`${n}`)]);
  });
/** Marks in so many snapshots, one more in each, and the last in the journal alone. */
const folded = (snapshots: number) =>
  within(folder, async (store) => {
    await store.commit([mark(0), mark(1), saw("0")]);
    for (let n = 2; n < snapshots + 2; n++) {
      await store.purge();
      await store.commit([mark(n), saw(`${n}`)]);
    }
    return everything(store);
  });
const all = () => within(folder, everything);
const journal = () => lastOf(folder, "journal-");
const snapshot = () => lastOf(folder, "snapshot-");
const text = (file: string) => readFileSync(file, "utf8");

/** The start is refused with one sentence that names the file, and nothing in the folder has changed. */
const isRefused = async (file: string): Promise<string> => {
  const before = contents(folder);
  const error = await openStore(folder, clock).then(
    (store) => store.close(),
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(StoreTrouble);
  const says = error instanceof Error ? error.message : "";
  expect(says).toContain(basename(file));
  expect(says).not.toContain("\n");
  expect(contents(folder)).toEqual(before);
  return says;
};

describe("a journal", () => {
  test("that ends in the middle of a line loses that line only, wherever it ends", async () => {
    await filled();
    const size = readFileSync(journal()).length;
    const last = Buffer.from(text(journal()).trimEnd().split("\n").at(-1) ?? "").length + 1;
    for (const cut of [1, 2, 10, last - 9, last - 1]) {
      drop(folder);
      await filled();
      truncateSync(journal(), size - cut);
      // Without its line end a line was never acknowledged.
      expect(await held(folder), `cut by ${cut}`).toEqual(["m0", "m1"]);
      expect(await held(folder), `cut by ${cut}, again`).toEqual(["m0", "m1"]);
    }
  });
  test("with rubbish behind its last line end keeps the rest, and can be written on", async () => {
    await filled();
    appendFileSync(journal(), '00000000 [{"k":"mark"');
    await within(folder, (store) => store.commit([mark(3)]));
    expect(await held(folder)).toEqual(["m0", "m1", "m2", "m3"]);
  });
  test("that is damaged in the middle stops the start", async () => {
    await filled();
    writeFileSync(journal(), text(journal()).replace('"m1"', '"mX"'));
    await isRefused(journal());
  });
  test("with a line that was lost in the middle of another stops the start", async () => {
    await filled();
    const [a = "", b = "", c = ""] = text(journal()).split("\n");
    writeFileSync(journal(), `${a}\n${b.slice(0, 20)}${c}\n`);
    await isRefused(journal());
  });
  const misfits = [
    ["a misshapen record", '{"k":"mark","id":"x","r":1,"p":9,"s":1,"v":{"id":"x","count":"ti"}}'],
    ["a kind nobody knows", '{"k":"unicorn","id":"x","r":1,"p":9,"s":1,"v":{}}'],
    ["a record of a newer shape", '{"k":"mark","id":"x","r":1,"p":9,"s":99,"v":{"id":"x"}}'],
  ] as const;
  test.each(misfits)("that holds %s stops the start with a sentence", async (_, entry) => {
    await filled();
    appendFileSync(journal(), line(`[${entry}]`));
    expect(await isRefused(journal())).toContain("newer release");
  });
  test("with a segment missing stops the start", async () => {
    for (let i = 0; i < 4; i++) await filled();
    const segments = filesLike(folder, "journal-");
    for (const [i, lost] of segments.slice(0, -1).entries()) {
      renameSync(lost, `${folder}.away`);
      expect(await isRefused(segments[i + 1] ?? "")).toContain("is missing before");
      renameSync(`${folder}.away`, lost);
    }
  });
  test("with a segment that was cut at a line's end stops the start", async () => {
    for (let i = 0; i < 3; i++) await filled();
    const [first = ""] = filesLike(folder, "journal-");
    const lines = text(first).trimEnd().split("\n");
    for (const left of [0, 1, lines.length - 1]) {
      writeFileSync(first, lines.slice(0, left).join("\n") + (left ? "\n" : ""));
      expect(await isRefused(first)).toContain(`has ${left} lines, and had ${lines.length}`);
    }
  });
  test("does not hold what was written behind its last line by a process that had lost the folder", async () => {
    await filled();
    const old = journal();
    await filled();
    appendFileSync(old, line('[{"k":"mark","id":"late","r":1,"p":9,"s":1,"v":{"id":"late","count":1}}]'));
    appendFileSync(old, "00000000 rubbish\n");
    expect(await held(folder)).toEqual(["m0", "m1", "m2"]);
    await within(folder, (store) => store.purge());
    expect(await held(folder)).toEqual(["m0", "m1", "m2"]);
  });
});

describe("a snapshot", () => {
  const good = () => text(snapshot());
  /** With another line in place of the one that has this in it, and a true checksum. */
  const rewritten = (has: string, json: (was: string) => string) =>
    good()
      .split("\n")
      .map((row) => (row.includes(has) ? line(json(row.slice(9))).trimEnd() : row))
      .join("\n");
  const cases: readonly (readonly [string, () => string])[] = [
    ["null", () => line("null")],
    ["nothing", () => ""],
    ["half a file", () => good().slice(0, good().length / 2)],
    ["a line short", () => good().split("\n").toSpliced(2, 1).join("\n")],
    ["without its end", () => `${good().trimEnd().split("\n").slice(0, -1).join("\n")}\n`],
    ["one byte wrong", () => good().replace('"m1"', '"m7"')],
    ["a newer version", () => rewritten('"kompis"', (json) => json.replace('"version":2', '"version":3'))],
    ["a misshapen record", () => rewritten('"m1"', (json) => json.replace('"count":1', '"count":"ti"'))],
    ["a newer shape", () => rewritten('"m1"', (json) => json.replace('"s":1', '"s":2'))],
    ["a kind nobody knows", () => rewritten('"m1"', (json) => json.replace('"mark"', '"unicorn"'))],
  ];
  test.each(cases)("that is %s stops the start, is left as it is, and the one before it holds the same", async (_, damaged) => {
    const before = await folded(2);
    expect(await all()).toEqual(before);
    const broken = damaged();
    expect(broken).not.toBe(good());
    writeFileSync(snapshot(), broken);
    await isRefused(snapshot());
    rmSync(snapshot());
    expect(await all()).toEqual(before);
    await within(folder, (store) => store.purge());
    expect(await all()).toEqual(before);
  });
  test("that is damaged says how to restore", async () => {
    await folded(2);
    writeFileSync(snapshot(), good().replace('"m1"', '"m7"'));
    expect(await isRefused(snapshot())).toMatch(/kompis restore FILE.*moved away.*the one before|kompis restore FILE.*may be moved away/);
  });
  test("can be moved away as long as there is one before it, or the journal from its beginning", async () => {
    for (const snapshots of [1, 2, 3, 6]) {
      const before = await folded(snapshots);
      const kept = filesLike(folder, "snapshot-");
      expect(kept).toHaveLength(Math.min(snapshots, 3));
      for (const one of kept.slice(1).reverse()) {
        rmSync(one);
        expect(await all()).toEqual(before);
      }
      rmSync(kept[0] ?? "");
      if (snapshots < 3) expect(await all()).toEqual(before);
      else await isRefused(filesLike(folder, "journal-")[0] ?? "");
      drop(folder);
    }
  });
});

test("a list that is shorter than it was stops the start", async () => {
  await folded(2);
  const list = lastOf(folder, "audit-");
  const whole = text(list);
  for (const left of [whole.length - 1, 1, 0]) {
    writeFileSync(list, whole.slice(0, left));
    expect(await isRefused(list)).toContain(`has ${left} bytes, and had ${whole.length}`);
  }
  rmSync(list);
  await isRefused(list);
});

describe("folding", () => {
  test("keeps the commits that fill the journal", async () => {
    const large = "x".repeat(1_000_000);
    await within(folder, async (store) => {
      for (let n = 0; n < 20; n++) await store.commit([mark(n), { put: "acting", value: { lane: `${n}`, person: large } }]);
    });
    expect(await held(folder)).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`));
  });

  test("that dies at any point leaves a store that goes on, opens, and can be folded", async () => {
    await folded(3);
    const start = new Map(filesLike(folder, "").map((file) => [basename(file), readFileSync(file)]));
    let steps = 0;
    for (let died = true; died; steps++) {
      let [left, isFolding] = [steps, false];
      died = false;
      const files = frailFiles(start, () => {
        died ||= isFolding && left-- === 0;
        if (isFolding && died) throw new Error("The fold is dead.");
      });
      const open = (dies: boolean) => {
        const disk = diskOver(files);
        const folding = (job: Fold) => {
          isFolding = dies;
          return fold(disk, job).finally(() => {
            isFolding = false;
          });
        };
        return openStore("/data", clock, { disk, folding, locked: () => ({ isHeld: () => true, release: () => {} }) });
      };
      const store = await open(true);
      await store.commit([mark(9), { put: "acting", value: { lane: "gone", person: "canary" } }, saw("9")]);
      await store.commit(erase("gone"));
      await store.purge().catch((error) => expect(`${error}`).toContain("The fold is dead."));
      await store.commit([{ remove: "mark", id: "m0" }, mark(10), saw("10")]);
      const before = await everything(store);
      await store.close();
      const again = await open(false);
      expect(await everything(again), `dead before step ${steps}`).toEqual(before);
      await again.purge();
      await again.close();
      const third = await open(false);
      expect(await everything(third), `dead before step ${steps}, folded again`).toEqual(before);
      await third.close();
      for (const [file, says] of survivors(files.moment(), { files: "all", names: files.moment().named.map(() => true) })) {
        expect(says.includes("canary"), `${file}, ${steps}`).toBe(false);
        expect(file.endsWith(".new")).toBe(false);
      }
    }
    expect(steps).toBeGreaterThan(20);
  });

  test("that fails is told, and tried again", async () => {
    const told: unknown[] = [];
    let tries = 0;
    const disk = diskBehind(() => undefined);
    const store = await openStore(folder, clock, {
      foldBytes: 1,
      trouble: (error) => told.push(error),
      folding: (job) => (++tries === 1 ? Promise.reject(new Error("no room")) : fold(disk, job)),
    });
    for (let n = 0; tries < 2; n++) await store.commit([mark(n)]);
    await store.purge();
    const before = await everything(store);
    await store.close();
    expect(told.map(String)).toEqual(["Error: no room"]);
    expect(filesLike(folder, "snapshot-").length).toBeGreaterThan(0);
    expect(await all()).toEqual(before);
  });

  test("is given up when the store is closed, and no thread goes on writing", async () => {
    const store = await openStore(folder, clock, { foldBytes: 1 });
    for (let n = 0; n < 50; n++) await store.commit([mark(n), saw(`${n}`)]);
    await store.close();
    const before = contents(folder);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(contents(folder)).toEqual(before);
    expect(await held(folder)).toHaveLength(50);
  });
});

describe("a purge", () => {
  const canary = "Kanarifugl";
  const acting = (lane: string, person: string) => ({ put: "acting", value: { lane, person } }) as const;
  const says = () => Object.entries(contents(folder)).flatMap(([file, all]) => (all.includes(canary) ? [basename(file)] : []));

  test("leaves what was erased in no file of the folder, and all else as it was", async () => {
    await folded(2);
    await within(folder, async (store) => {
      await store.commit([acting("gone", `${canary} 1`), acting("stays", "other")]);
      await store.purge();
      await store.commit([acting("gone", `${canary} 2`), mark(20), acting("back", `${canary} 3`)]);
    });
    // A stop in the middle of a commit.
    appendFileSync(journal(), line(JSON.stringify([{ k: "acting", id: "gone", v: canary }])).slice(0, -3));
    await within(folder, async (store) => {
      await store.commit([...erase("gone"), ...erase("back")]);
      await store.commit([acting("back", "is there again"), saw("21")]);
    });
    // What a fold that died has left, and the first release.
    for (const name of ["snapshot-00000099.log.new", "kompis.json", ".kompis.json.tmp", "audit-00000077.log"])
      writeFileSync(join(folder, name), canary);
    const before = await all();
    expect(says().length).toBeGreaterThan(5);
    await within(folder, (store) => store.purge());
    expect(says()).toEqual([]);
    expect(await all()).toEqual(before);
    // The older snapshots and the journal still hold the same, with what was there again.
    for (const one of filesLike(folder, "snapshot-").slice(1).reverse()) {
      rmSync(one);
      expect(await all()).toEqual(before);
    }
    expect(before).toContainEqual(expect.objectContaining({ k: "acting", id: "back", v: { lane: "back", person: "is there again" } }));
    expect(before).toContainEqual(expect.objectContaining({ k: "acting", id: "stays" }));
  });
  test("of one after the other hurts nobody who has come back in between", async () => {
    const rounds: string[] = [];
    for (let n = 0; n < 5; n++) {
      await within(folder, async (store) => {
        await store.commit([acting("a", `${canary} ${n}`), mark(n)]);
        await store.commit(erase("a"));
        await store.commit([acting("a", `round ${n}`)]);
        await store.purge();
        await store.commit([acting("b", `round ${n}`)]);
      });
      expect(says()).toEqual([]);
      const before = await all();
      const newest = snapshot();
      renameSync(newest, `${folder}.away`);
      expect(await all()).toEqual(before);
      renameSync(`${folder}.away`, newest);
      rounds.push(...before.flatMap((e) => ("k" in e && e.id === "a" ? [JSON.stringify(e.v)] : [])));
    }
    expect(rounds).toHaveLength(5);
  });
});

test("everything is of one moment, whatever is committed and folded while it is read", async () => {
  await folded(2);
  await within(folder, async (store) => {
    const before = await everything(store);
    const read = store.everything()[Symbol.asyncIterator]();
    const seen = [(await read.next()).value];
    await store.commit([mark(50), { remove: "mark", id: "m1" }, saw("50"), { claim: "later" }]);
    await store.purge();
    await store.commit([{ put: "mark", value: { id: "m0", count: 99 } }, saw("51")]);
    for (let one = await read.next(); !one.done; one = await read.next()) seen.push(one.value);
    expect(seen).toEqual(before);
    expect(await everything(store)).not.toEqual(before);
  });
});

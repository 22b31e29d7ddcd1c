/** The embedded store: the promises of every store, and what only a folder on a disk can break. */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StoreTrouble } from "../src/ports/store.ts";
import { line } from "../src/store/lines.ts";
import { openStore } from "../src/store/lowdb.ts";
import { promises } from "./store.contract.ts";

const newFolder = () => mkdtempSync(join(tmpdir(), "kompis-store-"));
const drop = (folder: string) => rmSync(folder, { recursive: true, force: true });

promises("the store in a folder", () => {
  const folder = newFolder();
  let clock = () => "";
  return {
    open: (given) => {
      clock = given;
      return openStore(folder, clock);
    },
    reopen: () => openStore(folder, clock),
    end: async () => drop(folder),
  };
});
promises("the store without a folder", () => ({ open: (clock) => openStore(null, clock), end: async () => {} }));

const clock = () => "2026-11-23T08:00:00Z";
let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  drop(folder);
});

const mark = (n: number) => ({ put: "mark", value: { id: `m${n}`, count: n } }) as const;
/** A folder that holds marks 0, 1 and 2, each on a line of the journal. */
const filled = async () => {
  const store = await openStore(folder, clock);
  for (const n of [0, 1, 2]) await store.commit([mark(n)]);
  await store.close();
};
/** The same in a snapshot, with mark 3 in the journal behind it. */
const folded = async () => {
  const store = await openStore(folder, clock);
  for (const n of [0, 1, 2]) await store.commit([mark(n)]);
  await store.purge();
  await store.commit([mark(3)]);
  await store.close();
};
const held = async () => {
  const store = await openStore(folder, clock);
  const ids = (await store.find("mark")).map((kept) => kept.value.id);
  await store.close();
  return ids;
};
const filesLike = (start: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .sort()
    .map((name) => join(folder, name));
const journal = () => filesLike("journal-").at(-1) ?? "";
const snapshot = () => filesLike("snapshot-").at(-1) ?? "";
const contents = () =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== "lock")
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
/** The start is refused with one sentence that names the file, and nothing in the folder has changed. */
const isRefused = async (file: string) => {
  const before = contents();
  const error = await openStore(folder, clock).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(StoreTrouble);
  const says = error instanceof Error ? error.message : "";
  expect(says).toContain(file.slice(folder.length + 1));
  expect(says).not.toContain("\n");
  expect(contents()).toEqual(before);
};

describe("a journal", () => {
  test("that ends in the middle of a line loses that line only, wherever it ends", async () => {
    await filled();
    const size = readFileSync(journal()).length;
    const last = Buffer.from(readFileSync(journal(), "utf8").trimEnd().split("\n").at(-1) ?? "").length + 1;
    for (const cut of [1, 2, 10, last - 9, last - 1]) {
      drop(folder);
      await filled();
      truncateSync(journal(), size - cut);
      // Without its line end a line was never acknowledged.
      expect(await held(), `cut by ${cut}`).toEqual(["m0", "m1"]);
    }
  });
  test("with rubbish behind its last line end keeps the rest, and can be written on", async () => {
    await filled();
    appendFileSync(journal(), '00000000 [{"k":"mark"');
    const store = await openStore(folder, clock);
    await store.commit([mark(3)]);
    await store.close();
    expect(await held()).toEqual(["m0", "m1", "m2", "m3"]);
  });
  test("that is damaged in the middle stops the start", async () => {
    await filled();
    writeFileSync(journal(), readFileSync(journal(), "utf8").replace('"m1"', '"mX"'));
    await isRefused(journal());
  });
  test("with a line that was lost in the middle of another stops the start", async () => {
    await filled();
    const [a = "", b = "", c = ""] = readFileSync(journal(), "utf8").split("\n");
    writeFileSync(journal(), `${a}\n${b.slice(0, 20)}${c}\n`);
    await isRefused(journal());
  });
  test("that holds a misshapen record stops the start", async () => {
    await filled();
    appendFileSync(journal(), line('[{"k":"mark","id":"x","r":1,"p":9,"s":1,"v":{"id":"x","count":"ti"}}]'));
    await isRefused(journal());
  });
  test("that holds a kind nobody knows stops the start with a sentence", async () => {
    await filled();
    appendFileSync(journal(), line('[{"k":"unicorn","id":"x","r":1,"p":9,"s":1,"v":{}}]'));
    await isRefused(journal());
  });
  test("that holds a record of a newer shape stops the start with a sentence", async () => {
    await filled();
    appendFileSync(journal(), line('[{"k":"mark","id":"x","r":1,"p":9,"s":99,"v":{"id":"x"}}]'));
    await isRefused(journal());
  });
});

describe("a snapshot", () => {
  const good = () => readFileSync(snapshot(), "utf8");
  /** A line of the snapshot in place of the one that has this in it, with a true checksum. */
  const rewritten = (has: string, json: (was: string) => string) =>
    good()
      .split("\n")
      .map((row) => (row.includes(has) ? line(json(row.slice(9))).trimEnd() : row))
      .join("\n");
  const cases: readonly (readonly [string, () => string])[] = [
    ["null", () => line("null")],
    ["nothing", () => ""],
    ["half a file", () => good().slice(0, good().length / 2)],
    ["a line short", () => good().trimEnd().split("\n").toSpliced(2, 1).join("\n")],
    ["without its end", () => `${good().trimEnd().split("\n").slice(0, -1).join("\n")}\n`],
    ["one byte wrong", () => good().replace('"m1"', '"m7"')],
    ["a newer version", () => rewritten('"kompis"', (json) => json.replace('"version":2', '"version":3'))],
    ["a misshapen record", () => rewritten('"m1"', (json) => json.replace('"count":1', '"count":"ti"'))],
    ["a newer shape", () => rewritten('"m1"', (json) => json.replace('"s":1', '"s":2'))],
    ["a kind nobody knows", () => rewritten('"m1"', (json) => json.replace('"mark"', '"unicorn"'))],
  ];
  test.each(cases)("that is %s stops the start, and is left as it is", async (_, damaged) => {
    await folded();
    expect(await held()).toHaveLength(4);
    const text = damaged();
    expect(text).not.toBe(good());
    writeFileSync(snapshot(), text);
    await isRefused(snapshot());
  });
  test("that is missing beside a later journal stops the start", async () => {
    await folded();
    rmSync(snapshot());
    await expect(held()).rejects.toThrow(StoreTrouble);
  });
});

const program = fileURLToPath(new URL("support/keeper.ts", import.meta.url));
/** The program over the folder: what it says, what it complains of, how it ends. */
const keeper = (what: string, { in: where = folder, width = 1, limit }: { in?: string; width?: number; limit?: number } = {}) => {
  const args = [program, what, where, `${width}`];
  const child =
    limit === undefined
      ? spawn(process.execPath, args)
      : // In blocks of 512 bytes; what would grow a file beyond fails as on a full disk.
        spawn("sh", ["-c", `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args]);
  children.add(child);
  const [said, complained] = [child.stdout, child.stderr].map((stream) => {
    const text = { all: "" };
    stream.setEncoding("utf8").on("data", (piece: string) => {
      text.all += piece;
    });
    return text;
  });
  return {
    child,
    /** Whole lines only. */
    said: () => said?.all.split("\n").slice(0, -1) ?? [],
    complained: () => complained?.all ?? "",
    until: async (line: (lines: readonly string[]) => boolean) => {
      while (!line(said?.all.split("\n").slice(0, -1) ?? []) && child.exitCode === null) await sleep(5);
    },
    ended: new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code))),
  };
};

describe("a second process", () => {
  test("is refused while the first runs, and let in when that was killed", async () => {
    const first = keeper("hold");
    await first.until((lines) => lines.includes("open"));
    const second = keeper("hold");
    expect(await second.ended).toBe(1);
    expect(second.complained()).toBe(
      `The data folder "${folder}" is in use by process ${first.child.pid}. Stop that one first, or set KOMPIS_DATA to another folder.\n`,
    );
    await expect(openStore(folder, clock)).rejects.toThrow(StoreTrouble);
    first.child.kill("SIGKILL");
    await first.ended;
    expect(existsSync(join(folder, "lock"))).toBe(true);
    expect(await held()).toEqual([]);
  });
});

/** What was acknowledged is there, and what is there is there with its other half. */
const isWhole = async (where: string, acknowledged: readonly string[]) => {
  const store = await openStore(where, clock);
  const a = (await store.find("mark")).map((kept) => kept.value.id.slice(1));
  const b = (await store.find("acting")).map((kept) => kept.value.lane.slice(1));
  await store.close();
  expect(new Set(b)).toEqual(new Set(a));
  const there = new Set(a);
  expect(acknowledged.filter((n) => !there.has(n))).toEqual([]);
};

test("the commits that fill the journal are kept when it is folded", async () => {
  const store = await openStore(folder, clock);
  const large = "x".repeat(1_000_000);
  for (let n = 0; n < 20; n++) await store.commit([mark(n), { put: "acting", value: { lane: `${n}`, person: large } }]);
  await store.close();
  expect((await held()).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`).sort());
});

/** Starts writers, kills each after so many acknowledged commits and milliseconds, and looks at what they leave. */
const killed = async (width: number, kills: readonly (readonly [commits: number, ms: number])[]) => {
  const folders = kills.map(newFolder);
  try {
    const acknowledged = await Promise.all(
      kills.map(async ([commits, ms], i) => {
        const one = keeper("loop", { in: folders[i] ?? "", width });
        await one.until((lines) => lines.length > commits);
        await sleep(ms);
        one.child.kill("SIGKILL");
        await one.ended;
        return one.said().filter((line) => line !== "open");
      }),
    );
    for (const [i, numbers] of acknowledged.entries()) {
      expect(numbers.length).toBeGreaterThanOrEqual(kills[i]?.[0] ?? 1);
      await isWhole(folders[i] ?? "", numbers);
    }
  } finally {
    for (const where of folders) drop(where);
  }
};

test("kill -9 loses nothing that was acknowledged", { timeout: 30_000 }, () =>
  killed(100, [
    [3, 0],
    [3, 40],
    [50, 7],
    [100, 100],
    [200, 3],
  ]),
);
// The commits that fill the journal are in neither the snapshot nor a journal once it is folded.
test("kill -9 loses nothing that was acknowledged before the journal was folded", { timeout: 30_000 }, () =>
  killed(200_000, [
    [110, 0],
    [130, 30],
  ]),
);

describe("a disk that is full", () => {
  test("refuses a commit, and memory does not hold what was refused", async () => {
    const one = keeper("fill", { width: 300, limit: 64 });
    await one.ended;
    expect(one.said().at(-1)).toBe("refused");
  });
  // A short write counts as a whole one.
  test("loses nothing that was acknowledged", async () => {
    const one = keeper("fill", { width: 300, limit: 64 });
    await one.ended;
    const acknowledged = one.said().filter((line) => /^\d+$/.test(line));
    expect(acknowledged.length).toBeGreaterThan(10);
    await isWhole(folder, acknowledged);
  });
});

/** Backups: what is written comes back, nothing else is taken for one, and a restore brings back nothing that was erased. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backup } from "../src/cli/backup.ts";
import { restore } from "../src/cli/restore.ts";
import type { Run } from "../src/cli/use.ts";
import { type Archive, type Entry, type Store, StoreTrouble } from "../src/ports/store.ts";
import { archiveIn, writeArchive } from "../src/store/archiveFile.ts";
import { type Disk, realDisk } from "../src/store/disk.ts";
import { line } from "../src/store/lines.ts";
import { memoryDisk } from "../src/store/lowdb/memoryDisk.ts";
import { readFolder } from "../src/store/lowdb/reading.ts";
import { openStore } from "../src/store/lowdb.ts";
import { inFolder } from "../src/store/open.ts";
import { entries, gathered, streamed } from "./support/entries.ts";
import { kompisOver } from "./support/kompis.ts";
import { at } from "./support/two.ts";

const clock = () => at;
const head = { release: "0.2.0", at };
let home: string;
let folder: string;
let file: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kompis-archive-"));
  [folder, file] = [join(home, "data"), join(home, "one.backup")];
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  rmSync(home, { recursive: true, force: true });
});

const kompis = (run: Run, ...args: string[]) => kompisOver(folder, "", run, args);
/** The command in a process of its own. */
const child = (program: string, ...args: string[]) => {
  const one = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), ...args], {
    env: { ...process.env, KOMPIS_DATA: folder, DATABASE_URL: "" },
  });
  children.add(one);
  return { one, ended: new Promise<number | null>((resolve) => one.on("close", resolve)) };
};
const within = async <T>(use: (store: Store & Archive) => Promise<T>): Promise<T> => {
  const store = await openStore(folder, clock);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};
const marks = () => within(async (store) => (await store.find("mark")).map(({ value }) => value.id));
const mark = (id: string) => ({ put: "mark", value: { id, count: 1 } }) as const;
const saw = (record: string) =>
  ({ append: "audit", value: { at, by: "kari", did: "saw", kind: "training", record, about: "ola" } }) as const;
const erase = (store: Store, id: string) =>
  store
    .commit([
      { remove: "mark", id },
      { append: "erasure", value: { at, kind: "mark", id } },
    ])
    .then(() => store.purge());
/** All files below a folder, with what is in them. */
const filesIn = (where: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(where, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && one.name !== "lock")
      .map((one) => [join(one.parentPath, one.name), readFileSync(join(one.parentPath, one.name), "latin1")]),
  );
const named = (start: string) =>
  join(
    folder,
    readdirSync(folder)
      .filter((name) => name.startsWith(start))
      .sort()
      .at(-1) ?? "",
  );
const spoil = (path: string, from: string) => {
  const before = readFileSync(path, "latin1");
  const after = before.replace(from, from.replace(/./, "#"));
  expect(after).not.toBe(before);
  writeFileSync(path, after, "latin1");
};

/** A disk that takes so many steps, and then none. */
const stopping = (steps: number): Disk => {
  let left = steps;
  const step =
    <A extends readonly unknown[], R>(take: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      left-- > 0 ? take(...args) : Promise.reject(new Error("The process is gone."));
  return {
    ...realDisk,
    grow: step(async (path: string, from: number | "new") => {
      const growing = await realDisk.grow(path, from);
      return { ...growing, append: step(growing.append), truncate: step(growing.truncate) };
    }),
    write: step(realDisk.write),
    rename: step(realDisk.rename),
    remove: step(realDisk.remove),
    syncFolder: step(realDisk.syncFolder),
  };
};

describe("an archive file", () => {
  test("gives back whatever was put into it, from store to store", async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const disk = memoryDisk();
        const [one, two] = [await openStore(null, clock), await openStore(null, clock)];
        await one.replace(streamed(all));
        const held = await writeArchive("/file", head, one.everything(), disk);
        const archive = await archiveIn("/file", disk);
        expect(archive.head).toMatchObject(head);
        expect(archive.held).toEqual(held);
        expect(await gathered(archive.entries())).toEqual(all);
        await two.replace(archive.entries());
        expect(await gathered(two.everything())).toEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  const sample: readonly Entry[] = [
    { k: "mark", id: "x", r: 1, p: 1, s: 1, v: { id: "x", count: 1 } },
    { k: "mark", id: "y", r: 2, p: 2, s: 1, v: { id: "y", count: 2 } },
    { c: "held", u: null },
    { l: "erasure", n: 1, v: { at, kind: "mark", id: "z" } },
  ];
  const bytes = async () => {
    const disk = memoryDisk();
    await writeArchive("/file", head, streamed(sample), disk);
    return Buffer.concat(await gathered(disk.read("/file")));
  };
  const isRefused = async (content: Buffer, what: string) => {
    const disk = memoryDisk();
    await disk.write("/file", [content]);
    await expect(archiveIn("/file", disk), what).rejects.toThrow(StoreTrouble);
  };
  test("that was cut anywhere, or changed in any one byte, is refused", async () => {
    const whole = await bytes();
    for (let i = 0; i < whole.length; i++) {
      await isRefused(whole.subarray(0, i), `cut at ${i}`);
      const changed = Buffer.from(whole);
      changed[i] = (changed[i] ?? 0) ^ 1;
      await isRefused(changed, `changed at ${i}`);
    }
  });
  test("that lacks a line, or has one more, is refused though every line is whole", async () => {
    const jsons = (await bytes())
      .toString()
      .split("\n")
      .slice(0, -2)
      .map((row) => row.slice(9));
    const sealed = (lines: readonly string[]) => Buffer.from([...lines, JSON.stringify({ end: lines.length })].map(line).join(""));
    const disk = memoryDisk();
    await disk.write("/file", [sealed(jsons)]);
    expect((await archiveIn("/file", disk)).held.mark.count).toBe(2);
    for (let i = 1; i < jsons.length; i++) {
      await isRefused(sealed(jsons.toSpliced(i, 1)), `without line ${i + 1}`);
      await isRefused(sealed(jsons.toSpliced(i, 0, jsons[i] ?? "")), `with line ${i + 1} twice`);
    }
    await isRefused(sealed(jsons.map((json) => json.replace('"count":2', '"count":3'))), "with another figure");
    await isRefused(sealed(jsons.map((json) => json.replace('"count":2', '"count":"to"'))), "with a misshapen record");
  });
});

describe("kompis backup", () => {
  test("writes a file for the owner alone, and no second time over it", async () => {
    await within((store) => store.commit([mark("x"), mark("y")]));
    expect(await kompis(backup, file)).toMatchObject({ code: 0, said: expect.stringContaining("2 counters of changes") });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);
    await within((store) => store.commit([mark("z")]));
    expect((await kompis(backup, file)).refused).toBe(`The file "${file}" is there already. Name another one, or add --force.`);
    expect(readFileSync(file)).toEqual(before);
    expect((await kompis(backup, file, "--force")).code).toBe(0);
    expect((await archiveIn(file)).held.mark.count).toBe(3);
    expect(readdirSync(home).sort()).toEqual(["data", "one.backup"]);
  });
  test("of nothing, or without a name, is refused", async () => {
    expect((await kompis(backup, file)).refused).toContain(`There is nothing in the data folder "${folder}"`);
    expect(readdirSync(home)).toEqual([]);
    expect((await kompis(backup)).refused).toBe("Write: kompis backup FILE [--force]");
    expect((await kompis(backup, file, "--fast")).refused).toContain("--fast");
  });
  test("of a damaged folder is refused, and changes nothing", async () => {
    await within((store) => store.commit([mark("x")]));
    spoil(named("journal"), '"x"');
    const before = filesIn(home);
    expect((await kompis(backup, file)).refused).toContain("is damaged at line 2");
    expect(filesIn(home)).toEqual(before);
  });

  test("beside a bot that commits and folds holds whole commits, and all that was acknowledged", { timeout: 60_000 }, async () => {
    const keeper = child("support/keeper.ts", "loop", folder, "100", "20000");
    let said = "";
    keeper.one.stdout.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
    });
    const acknowledged = () => said.split("\n").slice(1, -1);
    while (acknowledged().length < 300) await sleep(5);
    const snapshots = new Set<string>();
    // Until some folds have come between.
    for (let i = 0; i < 6 || snapshots.size < 4; i++) {
      const before = acknowledged();
      await writeArchive(file, head, readFolder(folder, clock));
      snapshots.add(named("snapshot"));
      const all = await gathered((await archiveIn(file)).entries());
      const ids = (kind: string) => new Set(all.flatMap((e) => ("k" in e && e.k === kind ? [e.id.slice(1)] : [])));
      expect(ids("mark")).toEqual(ids("acting"));
      const there = ids("mark");
      expect(before.filter((n) => !there.has(n))).toEqual([]);
    }
  });

  test("that is killed leaves nothing under the name, and can be taken again", { timeout: 60_000 }, async () => {
    const large = "x".repeat(2_000);
    await within(async (store) => {
      for (let n = 0; n < 20; n++)
        await store.commit(Array.from({ length: 200 }, (_, i) => ({ put: "acting", value: { lane: `${n}/${i}`, person: large } })));
    });
    for (const size of [0, 1_000_000, 6_000_000]) {
      const { one, ended } = child("../src/cli.ts", "backup", file);
      while ((statSync(`${file}.new`, { throwIfNoEntry: false })?.size ?? -1) < size && one.exitCode === null) await sleep(1);
      one.kill("SIGKILL");
      expect(await ended).toBeNull();
      expect(existsSync(file)).toBe(false);
    }
    expect((await kompis(backup, file)).code).toBe(0);
    expect((await archiveIn(file)).held.acting.count).toBe(4000);
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

describe("kompis restore", () => {
  /** Marks a, b and c are in the file; then b was erased, d came, and somebody was looked at. */
  const lived = async () => {
    await within((store) => store.commit([mark("a"), mark("b"), mark("c"), saw("1"), { claim: "k" }]));
    await kompis(backup, file);
    await within(async (store) => {
      await erase(store, "b");
      await store.commit([mark("d"), saw("2")]);
    });
  };
  const kept = () => readdirSync(home).find((name) => name.startsWith("before-restore")) ?? "";

  test("shows, and changes nothing until it is told to", async () => {
    await lived();
    const files = filesIn(home);
    const { code, said } = await kompis(restore, file);
    expect(code).toBe(0);
    expect(said).toMatch(/counters of changes +3 +3 +2/);
    expect(said).toContain("Records in the file that were erased since, and stay away: 1.");
    expect(said).toContain("Nothing has been changed.");
    expect(filesIn(home)).toEqual(files);
  });
  test("brings back what was there, but for what was erased, and forgets neither that nor who saw what", async () => {
    await lived();
    expect(await kompis(restore, file, "--yes")).toMatchObject({ code: 0, said: expect.stringContaining("It is done.") });
    expect(await marks()).toEqual(["a", "c"]);
    await within(async (store) => {
      expect((await store.entries("erasure", "mark")).map((e) => e.id)).toEqual(["b"]);
      expect((await store.entries("audit", "ola")).map((e) => e.record)).toEqual(["1", "2"]);
      expect(await store.commit([{ claim: "k" }])).toBe("taken");
      await store.commit([saw("3")]);
      expect((await store.entries("audit", "ola")).map((e) => e.record)).toEqual(["1", "2", "3"]);
    });
    expect(Object.values(filesIn(folder)).join("")).not.toContain('"id":"b","count"');
    // What was there before can be had again, and the same once more.
    expect((await kompis(restore, join(home, kept()), "--yes")).code).toBe(0);
    expect(await marks()).toEqual(["a", "c", "d"]);
    expect((await kompis(restore, file, "--yes")).code).toBe(0);
    expect(await marks()).toEqual(["a", "c"]);
  });
  test("into nothing says that nothing is known of erasures", async () => {
    await lived();
    rmSync(folder, { recursive: true });
    const { said } = await kompis(restore, file);
    expect(said).toContain("Nothing says what was erased");
    expect(existsSync(folder)).toBe(false);
    expect((await kompis(restore, file, "--yes")).code).toBe(0);
    expect(await marks()).toEqual(["a", "b", "c"]);
    expect(kept()).toBe("");
  });
  test("is refused while the bot runs", async () => {
    await lived();
    await within(async () => {
      const files = filesIn(home);
      expect((await kompis(restore, file, "--yes")).refused).toContain("is in use by process");
      expect(filesIn(home)).toEqual(files);
    });
  });
  test("of a file that is cut short, changed or no backup is refused, and changes nothing", async () => {
    await lived();
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[200] = (changed[200] ?? 0) ^ 1;
    for (const content of [whole.subarray(0, -30), changed, Buffer.from(""), Buffer.from("{}\n"), readFileSync(named("snapshot"))]) {
      writeFileSync(file, content);
      const files = filesIn(home);
      expect((await kompis(restore, file, "--yes")).refused).toMatch(/is damaged at|was not written by/);
      expect(filesIn(home)).toEqual(files);
    }
    expect((await kompis(restore, join(home, "none"), "--yes")).refused).toBe(`There is no file "${join(home, "none")}".`);
  });

  describe("into a folder that is damaged", () => {
    const asides = () => (existsSync(join(folder, "set-aside")) ? readdirSync(join(folder, "set-aside")) : []);
    test("needs no more than the word, sets the damaged files aside, and the next erasure takes them away", async () => {
      await lived();
      spoil(named("snapshot"), '"a"');
      await expect(marks()).rejects.toThrow('("kompis restore FILE")');
      const files = filesIn(folder);
      expect(await kompis(restore, file)).toMatchObject({ code: 0, said: expect.stringContaining("cannot be read") });
      expect(filesIn(folder)).toEqual(files);
      const { code, said } = await kompis(restore, file, "--yes");
      expect(code).toBe(0);
      expect(said).toContain("stay away: 1.");
      expect(await marks()).toEqual(["a", "c"]);
      expect(asides()).toHaveLength(1);
      for (const [path, content] of Object.entries(files))
        expect(filesIn(join(folder, "set-aside"))[path.replace(folder, join(folder, "set-aside", asides()[0] ?? ""))]).toBe(content);
      await within((store) => erase(store, "a"));
      expect(asides()).toEqual([]);
      expect(Object.values(filesIn(folder)).join("")).not.toContain('"id":"a","count"');
    });
    test("asks before it goes on without all erasures, and applies those it finds", async () => {
      await lived();
      // Behind the last fold, where an erasure could have stood.
      spoil(named("journal"), '"d"');
      expect((await kompis(restore, file)).said).toContain("Add --without-erasures");
      const files = filesIn(folder);
      expect((await kompis(restore, file, "--yes")).refused).toContain("The list of erasures cannot be read in full: 1 could be");
      expect(filesIn(folder)).toEqual(files);
      expect((await kompis(restore, file, "--yes", "--without-erasures")).code).toBe(0);
      expect(await marks()).toEqual(["a", "c"]);
    });
    const hurts: readonly (readonly [string, () => void | Promise<void>])[] = [
      ["its list of erasures is gone", () => rmSync(named("erasure"))],
      ["its list of erasures is shorter than it was", () => truncateSync(named("erasure"), 20)],
      ["its list of erasures is damaged", () => spoil(named("erasure"), '"b"')],
      [
        "a part of its journal is gone",
        async () => {
          const part = named("journal");
          await within((store) => store.commit([mark("e")]));
          rmSync(part);
        },
      ],
      [
        "all but its lists is gone",
        () => {
          for (const name of readdirSync(folder).filter((one) => /^(journal|snapshot)/.test(one))) rmSync(join(folder, name));
        },
      ],
    ];
    test.each(hurts)("asks where %s", async (_, hurt) => {
      await lived();
      await hurt();
      await expect(gathered(readFolder(folder, clock))).rejects.toThrow(StoreTrouble);
      expect((await kompis(restore, file, "--yes")).refused).toContain("--without-erasures");
      expect((await kompis(restore, file, "--yes", "--without-erasures")).code).toBe(0);
      expect((await marks()).filter((id) => id !== "b")).toEqual(["a", "c"]);
    });
    test("of the first release", async () => {
      await lived();
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, "kompis.json"), "[]");
      await expect(marks()).rejects.toThrow(StoreTrouble);
      expect((await kompis(restore, file, "--yes")).code).toBe(0);
      expect(await marks()).toEqual(["a", "b", "c"]);
    });
    test("that is stopped at any step leaves it as damaged as it was, or restored", async () => {
      await lived();
      spoil(named("snapshot"), '"a"');
      const damaged = join(home, "damaged");
      cpSync(folder, damaged, { recursive: true });
      const { entries: wanted } = await archiveIn(file);
      const left = new Set<string>();
      for (let steps = 0; !left.has("done"); steps++) {
        rmSync(folder, { recursive: true });
        cpSync(damaged, folder, { recursive: true });
        const how = await inFolder(folder, clock, stopping(steps))
          .alone((archive) => archive.replace(wanted()))
          .then(
            () => "done",
            () => "stopped",
          );
        const found = await gathered(readFolder(folder, clock, true)).then(
          (all) => all.flatMap((e) => ("k" in e ? [e.id] : [])).join(),
          (error) => (error instanceof StoreTrouble ? "damaged" : String(error)),
        );
        expect(["damaged", "a,b,c"]).toContain(found);
        if (how === "done") expect(found).toBe("a,b,c");
        left.add(how).add(found);
      }
      expect([...left].sort()).toEqual(["a,b,c", "damaged", "done", "stopped"]);
    });
  });
});

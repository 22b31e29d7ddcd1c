/** One process at a time in a data folder, whoever died there before. */
import { existsSync, readFileSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StoreTrouble } from "../src/ports/store.ts";
import { lock } from "../src/store/lowdb/lock.ts";
import { openStore } from "../src/store/lowdb.ts";
import { clock, drop, endKeepers, held, keeper, newFolder } from "./support/folders.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = join(folder, "lock");
});
afterEach(() => {
  endKeepers();
  drop(folder);
});

const opened = async () => {
  const one = keeper("hold", folder);
  await one.until((lines) => lines.includes("open"));
  return one;
};
const ago = (seconds: number) => utimesSync(file, new Date(), new Date(Date.now() - seconds * 1000));
const isRefused = () => expect(() => lock(folder)).toThrow(StoreTrouble);
const isLetIn = () => {
  const mine = lock(folder);
  expect(mine.isHeld()).toBe(true);
  mine.release();
  expect(existsSync(file)).toBe(false);
};

test("a second process is refused while the first runs, and let in at once when that was killed", async () => {
  const first = await opened();
  const second = keeper("hold", folder);
  expect(await second.ended).toBe(1);
  expect(second.complained()).toBe(
    `The data folder "${folder}" is in use by process ${first.child.pid}. Stop that one first, or set KOMPIS_DATA to another folder.\n`,
  );
  await expect(openStore(folder, clock)).rejects.toThrow(StoreTrouble);
  first.child.kill("SIGKILL");
  await first.ended;
  expect(existsSync(file)).toBe(true);
  expect(await held(folder)).toEqual([]);
});

test("the same process is refused while it holds the folder itself", () => {
  const mine = lock(folder);
  isRefused();
  mine.release();
  isLetIn();
});

/** A lock as somebody else would have left it. */
const leftBy = (who: { readonly pid: number; readonly host?: string }) => {
  const mine = lock(folder);
  const { host } = JSON.parse(readFileSync(file, "utf8"));
  mine.release();
  writeFileSync(file, JSON.stringify({ host, key: "other", ...who }));
};
test("a holder on another host, or in another container, counts as dead only when it has shown no life", () => {
  leftBy({ pid: 2 ** 30, host: "elsewhere" });
  ago(14);
  isRefused();
  expect(() => lock(folder)).toThrow('in use by process 1073741824 on "elsewhere"');
  ago(16);
  isLetIn();
});
test("a holder whose number another process has now counts as dead only when it has shown no life", () => {
  leftBy({ pid: process.ppid });
  ago(14);
  isRefused();
  ago(16);
  isLetIn();
});
test("a holder that had this process's own number is dead", () => {
  leftBy({ pid: process.pid });
  isLetIn();
});
test("a lock that cannot be read counts for as long as it is new", () => {
  writeFileSync(file, "");
  isRefused();
  ago(16);
  isLetIn();
});
test("a holder of release 0.1.0, which showed no life, counts for as long as it runs", () => {
  writeFileSync(file, `${process.ppid}`);
  ago(3600);
  isRefused();
  writeFileSync(file, `${2 ** 30}`);
  isLetIn();
});

test("a holder that has stood still for so long that another took its folder saves nothing more", async () => {
  const [first, late] = [await opened(), "another process has taken the data folder"];
  first.tell("1");
  await first.until((lines) => lines.includes("1"));
  first.child.kill("SIGSTOP");
  ago(16);
  const second = await opened();
  expect(second.said()).toEqual(["open"]);
  second.tell("2");
  await second.until((lines) => lines.includes("2"));
  first.child.kill("SIGCONT");
  first.tell("3");
  await first.until((lines) => lines.length > 2);
  expect(first.said().at(-1)?.toLowerCase()).toContain(late);
  second.tell("4");
  await second.until((lines) => lines.includes("4"));
  second.child.kill("SIGKILL");
  await second.ended;
  // What the first has done since does not count, and hurts nobody.
  first.child.kill("SIGTERM");
  await first.ended;
  expect(await held(folder)).toEqual(["a1", "a2", "a4"]);
});

test("of those who come upon a dead lock at the same time exactly one gets in", { timeout: 60_000 }, async () => {
  const racers = Array.from({ length: 4 }, () => keeper("race", folder));
  for (const one of racers) await one.until((lines) => lines.includes("ready"));
  for (let round = 0; round < 60; round++) {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 30, host: "elsewhere", key: "dead" }));
    ago(60);
    const begin = Date.now() + 5;
    for (const one of racers) one.tell(`${begin}`);
    for (const one of racers) await one.until((lines) => lines.length === round + 2);
    const got = racers.map((one) => one.said().at(-1));
    expect(
      got.filter((how) => how === "in"),
      `round ${round}: ${got}`,
    ).toHaveLength(1);
    unlinkSync(file);
  }
});

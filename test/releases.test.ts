/** The data of every earlier release: a copy of each folder under test/releases opens, and holds what the file beside it says. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Entry } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { at } from "./support/two.ts";

const releases = readdirSync("test/releases", { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
const name = (entry: Entry) => ("k" in entry ? `${entry.k}/${entry.id}` : "c" in entry ? entry.c : `${entry.l} ${entry.n}`);
const sorted = (entries: readonly Entry[]) => entries.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));

test.each(releases)("what release %s wrote is read in today's shapes, and no file of it is left", async (release) => {
  const expected: Entry[] = JSON.parse(readFileSync(`test/releases/${release}.json`, "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "kompis-release-"));
  try {
    cpSync(`test/releases/${release}`, folder, { recursive: true });
    for (const round of ["at once", "after opening again"]) {
      const store = await openStore(folder, () => at);
      const found: Entry[] = [];
      for await (const entry of store.everything()) found.push(entry);
      await store.close();
      expect(sorted(found), round).toEqual(sorted(expected));
    }
    expect(readdirSync(folder).filter((file) => !/^(snapshot|journal|audit|erasure)-\d{8}\.log$/.test(file))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test("there is the data of each release", () => expect(releases).toEqual(["0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0"]));

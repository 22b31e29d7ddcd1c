/** The audit trail: every change and every look at somebody else's record, in the same commit, and never what stood there. */
import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { worldMoved } from "../src/dialogue/world.ts";
import type { AuditEntry } from "../src/ports/records.ts";
import { openStore } from "../src/store/lowdb.ts";
import { readSample } from "../src/transfer/sample.ts";
import { newTown } from "./support/town.ts";

const [ola, kari, hr, ashild] = ["ola-tangvik", "kari-nordli", "hilde-brattland", "ashild-kjolvik"];
type Town = Awaited<ReturnType<typeof newTown>>;
const about = async (town: Town, who: string) =>
  (await town.store.entries("audit", who)).map(({ by, did, kind }) => `${by} ${did} ${kind}`);

describe("what is changed", () => {
  test("by the person", async () => {
    const town = await newTown();
    await town.press(ola, await town.say(ola, "tok førstehjelp i går, 2 timer"), "Lagre");
    await town.say(ola, "angre");
    await town.say(ola, "skriv nynorsk");
    expect(await about(town, ola)).toEqual([`${ola} added training`, `${ola} removed training`, `${ola} changed person`]);
  });

  test("by a leader, for each of those it is about", async () => {
    const town = await newTown();
    await town.press(kari, await town.say(kari, "Ola og Siv tok brannvern i går, 1 time"), "Lagre");
    for (const who of [ola, "siv-engesaeth"]) expect(await about(town, who)).toEqual([`${kari} added training`]);
    expect(await about(town, kari)).toEqual([]);
  });

  test("of a unit's plan, under the unit", async () => {
    const town = await newTown();
    await town.press(kari, await town.say(kari, "vis tiltakene mine"), "Sett status");
    const before = await about(town, "hjemmetjenesten");
    await town.press(kari, await town.say(kari, "sett status"), "Sett status").then((card) => town.press(kari, card, "Stoppet"));
    expect([before, await about(town, "hjemmetjenesten")]).toEqual([[], [`${kari} changed measure`]]);
  });

  test("by nobody when nothing was saved", async () => {
    const town = await newTown();
    const { commit } = town.store;
    const card = await town.say(ola, "tok førstehjelp i går, 2 timer");
    town.store.commit = async () => {
      throw new Error("full");
    };
    await expect(town.press(ola, card, "Lagre")).rejects.toThrow("full");
    town.store.commit = commit;
    expect(await about(town, ola)).toEqual([]);
  });

  test("by an import", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kompis-audit-"));
    try {
      const clock = () => "2026-11-23T08:00:00Z";
      const before = await openStore(folder, clock);
      await before.commit([...readSample("data/sample"), await worldMoved(before)]);
      await before.close();
      const file = join(folder, "people.csv");
      writeFileSync(file, readFileSync("data/sample/people.csv", "utf8").replace("Virksomhetsleder;100", "Virksomhetsleder;80"));
      const env = { ...process.env, KOMPIS_DATA: folder };
      execFileSync(process.execPath, ["src/cli.ts", "import", "people", file, "--yes"], { env });
      const store = await openStore(folder, clock);
      const entries = await store.entries("audit", kari);
      await store.close();
      expect(entries.map(({ by, did, kind }) => `${by} ${did} ${kind}`)).toEqual(["import changed person"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 20_000);
});

describe("what is seen", () => {
  const individual = "Sertifisering for skiltvedtak";
  test("of somebody else, once for each record and turn; not of a unit's plan, nor of one's own", async () => {
    const town = await newTown();
    for (let i = 0; i < 2; i++) await town.say(hr, "vis tiltak i plan og miljø");
    await town.say(kari, "vis tiltak i plan og miljø");
    const [measure] = (await town.all("measure")).filter((m) => m.name === individual);
    const whose = measure?.responsible.person ?? expect.fail();
    await town.say(whose, "vis tiltakene mine");
    for (const one of [whose, "henrik-sandnesmo"])
      expect((await about(town, one)).filter((a) => a.startsWith(hr))).toEqual([`${hr} saw measure`, `${hr} saw measure`]);
    expect((await about(town, whose)).length).toBe(2);
    expect(await about(town, measure?.unit ?? "")).toEqual([]);
  });

  test("when it is opened for a change", async () => {
    const town = await newTown();
    const [measure] = (await town.all("measure")).filter((m) => m.name === individual);
    const whose = measure?.responsible.person ?? expect.fail();
    await town.press(ashild, await town.say(ashild, `endre fristen på ${individual} til 1. mai`), "Lagre");
    expect(await about(town, whose)).toEqual(
      whose === ashild ? [`${ashild} changed measure`] : [`${ashild} saw measure`, `${ashild} changed measure`],
    );
  });
});

test("no content stands in it", async () => {
  const town = await newTown();
  await town.press(ola, await town.say(ola, "tok kanarikurs i går, 2 timer"), "Lagre");
  const entries: readonly AuditEntry[] = await town.store.entries("audit", ola);
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries).toLowerCase()).not.toContain("kanari");
});

test("whatever is shown of a record is asked for by the one function that notes it", () => {
  const asking = globSync("src/**/*.ts").filter((file) => /\bmay\([^;]*?"(measure|training)\.see"/.test(readFileSync(file, "utf8")));
  // Nothing is shown there: one asks whether another person may, one counts before a part of it is shown.
  expect(asking.sort()).toEqual(["src/acts/objectTraining.ts", "src/answers/measures.ts"]);
});

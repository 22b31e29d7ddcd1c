/** What is kept of people: a row for everything, an end where the table has one, all of it in an export, and an erasure that is finished after a stop. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { purgeErased } from "../src/dialogue/erase.ts";
import { addDays } from "../src/domain/day.ts";
import { retainedAs, retention } from "../src/ports/retention.ts";
import { kinds, lists } from "../src/ports/store.ts";
import { type Ending, ending, tidy } from "../src/reminders/tidy.ts";
import { openStore } from "../src/store/lowdb.ts";
import { planRestore } from "../src/store/restoring.ts";
import { nothing } from "../src/store/tally.ts";
import { readRetention } from "../src/transfer/sample.ts";
import { gathered, streamed } from "./support/entries.ts";
import { newTown, sample, textOf } from "./support/town.ts";
import { at, two } from "./support/two.ts";

const table = readRetention("data/retention.json");
const ola = "ola-tangvik";

describe("the retention table", () => {
  test.each([...Object.keys(kinds), ...Object.keys(lists), "training.onlyMe", "measure.draft"])("has a row for %s", (kind) => {
    const { [kind as keyof typeof table]: _, ...without } = table;
    expect(retention.safeParse(table).success).toBe(true);
    expect(retention.safeParse(without).success).toBe(false);
  });

  test("has an end for what ends by itself, and for nothing else", () => {
    expect(
      Object.keys(table)
        .filter((k) => table[k as keyof typeof table].days !== null)
        .sort(),
    ).toEqual([...ending].sort());
  });

  test("knows what is the person's own in a kind", () => {
    const [training] = two.training;
    const [measure] = two.measure;
    expect(retainedAs("training", { ...training, onlyMe: true })).toBe("training.onlyMe");
    expect(retainedAs("training", training)).toBe("training");
    expect(retainedAs("measure", { ...measure, status: "draft" })).toBe("measure.draft");
  });
});

/** The field that tells on which day each was last of use. */
const lastOf: Readonly<Record<string, string>> = {
  card: "expires",
  file: "expires",
  received: "expires",
  talk: "touched",
  notice: "created",
  inbox: "received",
  followUp: "due",
  stranger: "first",
  suggestion: "created",
  signUp: "to",
  evaluationRound: "closes",
  extension: "until",
  putOff: "made",
  push: "day",
};

test.each(ending)("%s is deleted when its time is over, and not before", async (kind: Ending) => {
  let now = at;
  const store = await openStore(null, () => now);
  const [value] = two[kind];
  await store.commit([{ put: kind, value } as never]);
  const from = kind === "developmentTalk" ? "2026-12-31" : String((value as Record<string, unknown>)[lastOf[kind] ?? ""]).slice(0, 10);
  const days = table[kind].days ?? Number.NaN;
  const left = async (day: string) => {
    now = `${day}T04:00:00Z`;
    await tidy(store, table, now);
    return (await store.find(kind)).length;
  };
  // A file is over by the minute.
  expect([await left(addDays(from, kind === "file" ? days - 1 : days)), await left(addDays(from, days + 1))]).toEqual([1, 0]);
});

test("what people wrote, and what is over, is out of the files too within a day", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kompis-privacy-"));
  const store = await openStore(folder, () => at);
  try {
    await store.commit([{ put: "inbox", value: { ...two.inbox[0], activity: { text: "kanarifugl" } } }]);
    await store.commit([{ remove: "inbox", id: two.inbox[0].id }]);
    const files = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(files().join()).toContain("kanarifugl");
    await tidy(store, table, at);
    expect(await purgeErased(store, "here")).toBe(true);
    expect(files().join()).not.toContain("kanarifugl");
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});

test("much that is over goes in parts, and what is written to meanwhile stays", async () => {
  const store = await openStore(null, () => at);
  const [card] = two.card;
  await store.commit(
    Array.from(
      { length: 1201 },
      (_, i) => ({ put: "card", value: { ...card, id: `${i}`, expires: i === 700 ? "2027-01-01" : "2026-01-01" } }) as const,
    ),
  );
  await tidy(store, table, at);
  expect((await store.find("card")).map((kept) => kept.value.id)).toEqual(["700"]);
});

test("an export holds every record about the person", async () => {
  const town = await newTown();
  await town.press(ola, await town.say(ola, "tok kanarikurs i går, 2 timer"), "Lagre");
  await town.say(ola, "eksporter dataene mine");
  const files = await town.all("file");
  expect(files.map((f) => f.person)).toEqual([ola, ola]);
  const data = JSON.parse(files.find((f) => f.type === "application/json")?.text ?? "");
  const mine = (await town.all("training")).filter((t) => t.person === ola);
  expect(data.records.training).toEqual(mine);
  expect(Object.keys(data.records).sort()).toEqual(["address", "card", "person", "talk", "training"]);
  expect(data.audit).toEqual(await town.store.entries("audit", ola));
  const page = files.find((f) => f.type.startsWith("text/html"))?.text ?? "";
  for (const { title } of mine) expect(page).toContain(title);
  expect(page).not.toMatch(/undefined|null|\[object|\{\w+\}/);
});

test("an export holds a measure of whatever unit that names the person", async () => {
  const town = await newTown();
  const near = new Set((await town.all("person")).find((p) => p.id === ola)?.positions.map((p) => p.unit));
  const far = (await town.all("unit")).find((u) => u.level === "department" && !near.has(u.id)) ?? expect.fail();
  const name = (await town.store.get("person", ola))?.value.name;
  const [measure] = await town.all("measure");
  await town.store.commit([
    { put: "measure", value: { ...measure, id: "far", name: `Hospitering for ${name}`, unit: far.id, status: "planned" } as never },
  ]);
  await town.say(ola, "eksporter dataene mine");
  for (const file of await town.all("file")) expect(file.text).toContain(`Hospitering for ${name}`);
});

test("what is written cannot become a part of the page", async () => {
  const town = await newTown();
  await town.press(ola, await town.say(ola, 'tok "<img src=x onerror=alert(1)>" i går, 2 timer'), "Lagre");
  await town.say(ola, "eksporter dataene mine");
  const page = (await town.all("file")).find((f) => f.type.startsWith("text/html"))?.text ?? "";
  expect(page).toContain("&#60;img");
  expect(page).not.toContain("<img");
});

test("nobody is promised files where nobody can fetch them", async () => {
  const town = await newTown(undefined, { ...sample, publicUrl: undefined });
  expect(textOf(await town.say(ola, "eksporter dataene mine"))).toContain("Hilde Brattland");
  expect(await town.all("file")).toEqual([]);
});

test("an erasure is finished after a stop, and once", async () => {
  const town = await newTown();
  expect(await purgeErased(town.store, "here")).toBe(false);
  const sure = await town.press(ola, await town.say(ola, "slett meg"), "Ja, gå videre");
  await town.press(ola, sure, "Ja, slett nå");
  const { purge } = town.store;
  town.store.purge = async () => {
    throw new Error("full");
  };
  await expect(purgeErased(town.store, "here")).rejects.toThrow("full");
  town.store.purge = purge;
  expect([await purgeErased(town.store, "here"), await purgeErased(town.store, "here")]).toEqual([true, false]);
});

test("where the chat is goes too, though it has just moved", async () => {
  const town = await newTown();
  const sure = await town.press(ola, await town.say(ola, "slett meg"), "Ja, gå videre");
  await town.store.commit([{ put: "address", value: { person: ola, reference: { conversation: { id: "before" } } } }]);
  await town.press(ola, sure, "Ja, slett nå");
  expect(await town.all("address")).toEqual([]);
});

test("what went before an erasure, and would have gone with it, does not come back from an older backup", async () => {
  const town = await newTown();
  const { store } = town;
  const aad = (await store.get("person", ola))?.value.aadObjectId;
  const shown = await town.say(ola, "tok kanarikurs i går, 2 timer");
  await store.commit([
    { put: "inbox", value: { ...two.inbox[0], id: "i", lane: `a:${ola}/${aad}` } },
    { put: "inbox", value: { ...two.inbox[0], id: "other", lane: "a:siv/siv" } },
    { put: "training", value: { ...two.training[0], id: "mine", person: ola, onlyMe: true } },
    { put: "training", value: { ...two.training[0], id: "kept", person: ola, onlyMe: false } },
    { put: "notice", value: { ...two.notice[0], id: "n", to: ola } },
  ]);
  const backup = await gathered(store.everything());
  const archive = { head: { release: "0.2.0", at }, held: nothing, entries: () => streamed(backup) };
  await town.press(ola, shown, "Avbryt");
  await store.commit([
    { remove: "inbox", id: "i" },
    { remove: "training", id: "mine" },
    { remove: "notice", id: "n" },
  ]);
  await town.press(ola, await town.press(ola, await town.say(ola, "slett meg"), "Ja, gå videre"), "Ja, slett nå");
  const appended = (await gathered(store.everything())).filter((e) => "l" in e);
  const plan = await planRestore(archive, appended, at);
  const back = (await gathered(plan.entries())).flatMap((e) => ("k" in e ? [e] : []));
  const ids = back.map(({ k, id }) => `${k} ${id}`);
  for (const gone of ["inbox i", "training mine", "notice n"]) expect(ids).not.toContain(gone);
  for (const stays of ["inbox other", "training kept", `person ${ola}`]) expect(ids).toContain(stays);
  expect(back.filter(({ k, v }) => (k === "card" || k === "talk") && (v as { person: string }).person === ola)).toEqual([]);
});

test("only an answer to the question that was put last erases", async () => {
  const town = await newTown({ do: "ask", page: "eraseMe", about: { asked: 2 } });
  await town.say(ola, "…");
  expect(await town.all("talk")).toHaveLength(1);
  const old = await newTown();
  const sure = await old.press(ola, await old.say(ola, "slett meg"), "Ja, gå videre");
  await old.say(ola, "hjelp");
  expect(textOf(await old.press(ola, sure, "Ja, slett nå"))).toContain("Vil du at jeg skal slette");
  expect(await old.all("talk")).toHaveLength(1);
});

test("nothing of another is erased", async () => {
  const town = await newTown();
  const others = async () =>
    (await Promise.all((["training", "measure", "suggestion", "person"] as const).map((kind) => town.all(kind)))).flat();
  const before = await others();
  await town.say("siv-engesaeth", "logg kurs");
  const sure = await town.press(ola, await town.say(ola, "slett meg"), "Ja, gå videre");
  await town.press(ola, sure, "Ja, slett nå");
  expect(await others()).toEqual(before);
  expect((await town.all("talk")).map((t) => t.person)).toEqual(["siv-engesaeth"]);
});

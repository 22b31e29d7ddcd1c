/** The year from outside: what was put off, stopped, too late or settled, and what nobody can put together. */
import { readFileSync } from "node:fs";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { newSender } from "../src/delivery/sender.ts";
import { addDays } from "../src/domain/day.ts";
import { yearWheel } from "../src/ports/yearWheel.ts";
import { newGate } from "../src/reminders/gate.ts";
import { openStore } from "../src/store/lowdb.ts";
import { newTown, textOf } from "./support/town.ts";

const wheel = JSON.parse(readFileSync("data/yearwheel.json", "utf8"));

test.each(["02-29", "02-30", "04-31", "13-01", "4-30"])("a year that has no %s is not taken for one", (to) => {
  expect(yearWheel.safeParse(wheel).success).toBe(true);
  expect(yearWheel.safeParse({ ...wheel, quiet: [{ name: "Fri", from: "02-01", to }] }).success).toBe(false);
});

/** A town whose reminders are let out, from this day on. */
const remindingFrom = async (day: string) => {
  const town = await newTown();
  const seasons = ["talks/2027", "gap/2027"];
  await town.store.commit([{ put: "gate", value: { ...newGate, planned: addDays(day, -1), seasons } }]);
  const mornings = async (from: string, to: string, of: string) => {
    const told: string[] = [];
    for (let today = from; today <= to; today = addDays(today, 1)) {
      town.setTime(today, "09:00");
      await town.look();
      for (const { id, to: whom } of await town.all("notice")) {
        if (whom === of) told.push(today);
        await town.store.commit([{ remove: "notice", id }]);
      }
    }
    return told;
  };
  return { ...town, mornings };
};
const talks = { matter: "talks/2027", kind: "talks" } as const;
const putOff = (until: string | null) => ({ do: "ask", page: "putOff", about: { ...talks, until } }) as const;

describe("what is put off", () => {
  test("comes on its day, also the second time, and not the day after because a step begins", async () => {
    const town = await remindingFrom("2027-01-14");
    expect(await town.mornings("2027-01-14", "2027-01-20", "ashild-kjolvik")).toEqual(["2027-01-14", "2027-01-15"]);
    await town.mean("ashild-kjolvik", putOff("2027-02-25"));
    expect(await town.mornings("2027-01-21", "2027-02-25", "ashild-kjolvik")).toEqual(["2027-02-25"]);
    await town.mean("ashild-kjolvik", putOff("2027-03-29"));
    const after = await town.mornings("2027-02-26", "2027-04-05", "ashild-kjolvik");
    // The GAP deadline on 1 and 31 March; the talks on the first working day after Easter, and the step of 31 March a week later.
    expect(after).toEqual(["2027-03-01", "2027-03-30", "2027-03-31", "2027-04-05"]);
  });

  test("and what is not relevant is so at every step", async () => {
    const town = await remindingFrom("2027-02-26");
    await town.mean("ashild-kjolvik", putOff(null));
    await town.mornings("2027-02-26", "2027-04-29", "ashild-kjolvik");
    const kinds = (await town.all("push")).flatMap((p) => (p.to === "ashild-kjolvik" ? p.items.map((i) => i.kind) : []));
    expect(kinds).not.toContain("talks");
  });
});

test("a leader counts those who are away, and cannot tell who is", async () => {
  const town = await remindingFrom("2027-01-15");
  town.setTime("2027-01-15");
  await town.mean("henrik-sandnesmo", { do: "ask", page: "remindMe", about: { away: "2027-05-01" } });
  await town.look();
  const card = (await town.all("notice")).find((n) => n.to === "ashild-kjolvik")?.message.text ?? "";
  const asked = textOf(await town.mean("ashild-kjolvik", { do: "ask", page: "myReminders", about: {} }));
  const listed = textOf(await town.mean("ashild-kjolvik", { do: "ask", page: "talks", about: {} }));
  expect([card, asked].every((text) => text.includes("2 utviklingssamtaler"))).toBe(true);
  expect(listed).toContain("Gjenstår (2)");
});

describe("a morning that has not left", () => {
  const now = "2027-01-16T21:30:00Z";
  const row = {
    id: "n",
    to: "kari",
    created: now,
    message: { text: "Hei", card: null },
    state: "pending",
    attempts: 0,
    push: "kari/1",
  } as const;
  const pushed = { id: "kari/1", to: "kari", day: "2027-01-15", items: [], notice: "n", message: null, open: [] };
  const left = async (until: string, stopped: boolean) => {
    const store = await openStore(null, () => now);
    await store.commit([
      { put: "notice", value: { ...row, until } },
      { put: "push", value: pushed },
      { put: "gate", value: { ...newGate, stopped } },
      { put: "address", value: { person: "kari", reference: { conversation: { id: "a:1" } } } },
    ]);
    const seen: string[] = [];
    const messenger = {
      send: async (_: object, { text }: { readonly text: string }) => {
        seen.push(text);
        return { sent: "1" } as const;
      },
    };
    const sender = newSender({ store, messenger, log: pino({ level: "silent" }), owner: "me" });
    sender.wake();
    for (let n = 0; n < 100 && (await store.find("notice")).length > 0; n++) await new Promise((awake) => setTimeout(awake, 20));
    await sender.stop();
    return { seen, pushes: (await store.find("push")).map((k) => k.value.message) };
  };

  test("leaves in its hours, and can be found again", async () => {
    expect(await left("2027-01-16T22:00:00Z", false)).toEqual({ seen: ["Hei"], pushes: ["1"] });
  });
  test("is dropped when they are over, as if it had never been planned", async () => {
    expect(await left("2027-01-15T14:30:00Z", false)).toEqual({ seen: [], pushes: [] });
  });
  test("and when HR stops everything", async () => {
    expect(await left("2027-01-16T22:00:00Z", true)).toEqual({ seen: [], pushes: [] });
  });
});

test("of those who answer an evaluation nothing tells who has written what", async () => {
  const town = await newTown();
  const people = ["ola-tangvik", "siv-engesaeth", "hodan-abdi-farah", "agnieszka-kowalczyk", "tore-kvalsvoll", "anne-moltubakk"];
  const [measure] = (await town.all("measure")).filter((m) => m.unit === "hjemmetjenesten");
  const id = measure?.id ?? "";
  const round = { id, participants: people, invited: people.length, opened: "2026-11-23", closes: "2026-12-14" };
  await town.store.commit([{ put: "evaluationRound", value: round }]);
  const seen = new Set<string>();
  for (const [n, person] of people.entries()) {
    const form = await town.mean(person, { do: "ask", page: "evaluate", about: { measure: id } });
    await town.press(person, form, "Send", { change: `Svar ${n}` });
    const ids = (await town.all("evaluation")).map((e) => e.id);
    // All are there, and none is where it was.
    expect(ids).toHaveLength(n + 1);
    expect(ids.filter((one) => seen.has(one))).toEqual([]);
    for (const one of ids) seen.add(one);
    expect(textOf(await town.mean(person, { do: "ask", page: "evaluate", about: { measure: id } }))).toContain("bare én gang");
  }
  const everything = [
    ...(await town.all("talk")),
    ...(await town.all("card")),
    ...(await town.all("evaluationRound")),
    ...(await town.store.entries("audit", "ola-tangvik")),
  ];
  expect(JSON.stringify(everything)).not.toContain("Svar 0");
  expect(JSON.stringify(await town.all("evaluation"))).not.toMatch(new RegExp(people.join("|")));
});

describe("HR lets nothing out that has not been seen", () => {
  test.each(["Ikke send ut påminnelsene ennå", "Skal du sende ut påminnelsene i dag?", "vent med å sende ut påminnelsene"])(
    "«%s»",
    async (text) => {
      const town = await newTown();
      await town.say("hilde-brattland", text);
      expect(await town.all("gate")).toEqual([]);
    },
  );

  test("«send ut påminnelsene» shows the numbers, and the press lets them out", async () => {
    const town = await newTown();
    town.setTime("2027-01-15");
    await town.store.commit([{ put: "gate", value: { ...newGate, planned: "2027-01-14" } }]);
    const shown = await town.say("hilde-brattland", "send ut påminnelsene");
    expect(textOf(shown)).toContain("Utviklingssamtaler som gjenstår");
    expect((await town.all("gate"))[0]?.seasons).toEqual([]);
    await town.press("hilde-brattland", shown, "Send påminnelsene");
    expect((await town.all("gate"))[0]?.seasons).toEqual(["talks/2027"]);
  });

  test("«start påminnelser til meg igjen» starts nothing for others", async () => {
    const town = await newTown();
    await town.store.commit([{ put: "gate", value: { ...newGate, stopped: true } }]);
    await town.say("hilde-brattland", "start påminnelser til meg igjen");
    expect((await town.all("gate"))[0]?.stopped).toBe(true);
  });
});

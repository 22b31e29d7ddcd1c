/** Whose record a measure is: found however the name is written, and by nobody who only shares a part of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concerned } from "../src/domain/concerned.ts";
import { directoryOf } from "../src/domain/directory.ts";
import type { Measure } from "../src/domain/measure.ts";
import { readSample } from "../src/transfer/sample.ts";
import { measures } from "./support/rights.ts";

const people = readSample(new URL("../data/sample", import.meta.url).pathname).flatMap((c) =>
  "put" in c && c.put === "person" ? [c.value] : [],
);
const directory = directoryOf({ units: [], roles: [], leaderships: [], people });
const [blank] = measures;
const about = (more: Partial<Measure>) => concerned({ ...(blank ?? expect.fail()), ...more }, directory);

describe("a measure for a unit", () => {
  test.each([
    ["Kari Nordli holder kurset", ["kari-nordli"]],
    ["KARI NORDLI, sier noen", ["kari-nordli"]],
    ["Nordli, Kari", ["kari-nordli"]],
    ["Vi bruker Kari Nordlis opplegg", ["kari-nordli"]],
    ["Kari\u00a0\n **Nordli**", ["kari-nordli"]],
    ["Ka\u00adri Nord\u200bli", ["kari-nordli"]],
    ["Amina Warsame", ["amina-yusuf-warsame"]],
    ["Amina Yusuf Warsame", ["amina-yusuf-warsame"]],
    ["Halvard Moen", ["halvard-moen-lie"]],
    ["Kjell Ove Stensmo", ["kjell-ove-stensmo"]],
    ["Kovacevic Amela", ["amela-kovacevic"]],
    ["Inga Utsi og Maret Anne Eira", ["inga-utsi", "maret-anne-eira"]],
    ["Bjoerg Hagalokken", ["bjorg-hagalokken"]],
  ])("that says %j is a record of %j", (plan, ids) => expect([...(about({ plan }) ?? [])].sort()).toEqual([...ids].sort()));

  test.each([
    "Kari og Siv lager oppgavene",
    "Familien Nordli",
    "Kari møter fru Nordli",
    "Kari Traa",
    "Ola Nordmann",
    "Mai og Linh",
    "Alle skal kunne det",
    "",
  ])("that says %j is nobody's", (plan) => expect(about({ plan })).toBeUndefined());

  test("is nobody's because of who is responsible", () =>
    expect(about({ responsible: { person: "kari-nordli", name: "Kari Nordli" } })).toBeUndefined());

  test("names somebody in whatever field it is written", () =>
    fc.assert(
      fc.property(
        fc.constantFrom("name", "goal", "audience", "strategy", "plan", "evaluation"),
        fc.constantFrom(...people),
        fc.constantFrom("", "Kurs for ", "Målet er at det går bra for ", "«", "(", "12 x "),
        fc.constantFrom("", ", og flere", "s gruppe", "»", ")", ". Fra mai"),
        (field, person, before, after) => about({ [field]: `${before}${person.name}${after}` })?.includes(person.id) === true,
      ),
    ));
});

test("a measure for one person is of those it names, or else of whoever is responsible", () => {
  const responsible = { person: "kari-nordli", name: "Kari Nordli" };
  expect(about({ level: "individual", responsible })).toEqual(["kari-nordli"]);
  expect(about({ level: "individual", responsible, audience: "Henrik Sandnesmo" })).toEqual(["henrik-sandnesmo"]);
  expect(about({ level: "individual", responsible: { person: null, name: "Ekstern" } })).toEqual([]);
});

test("a name that two have hides the measure, and shows it to neither", () => {
  const one = people[0] ?? expect.fail();
  const twins = directoryOf({ units: [], roles: [], leaderships: [], people: ["a", "b"].map((id) => ({ ...one, id })) });
  expect(concerned({ ...(blank ?? expect.fail()), plan: one.name }, twins)).toEqual([]);
});

/** Who may do what, written out; and that nobody gets round it by a card, a sentence or a page that was asked for something else's record. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pages } from "../src/answers/index.ts";
import { directoryOf } from "../src/domain/directory.ts";
import { may, rightsOf } from "../src/domain/permissions.ts";
import { flows } from "../src/flows/index.ts";
import type { Command } from "../src/ports/command.ts";
import { render } from "../src/text/render.ts";
import { acts, marks, matrix, names, organisation, today, tomorrow, yesterday } from "./support/rights.ts";
import { newTown, textOf } from "./support/town.ts";

const directory = directoryOf(organisation);

describe.each(acts)("%s", (act) => {
  test.each(matrix[act])("%s", (_, about, answers) => {
    const expected = names.map((id, i) => `${id} ${marks(answers)[i] ? "x" : "-"}`);
    const given = names.map((id) => {
      const person = directory.person(id);
      return `${id} ${person && may(rightsOf(person, directory, today), act, about) ? "x" : "-"}`;
    });
    expect(given).toEqual(expected);
  });
});

test("whom the leadership passes to and from changes with the day", () => {
  const leaderOn = (id: string, day: string) => rightsOf(directory.person(id) ?? expect.fail(), directory, day).leader;
  expect([yesterday, today, tomorrow].map((day) => leaderOn("ended", day))).toEqual([true, false, false]);
  expect([yesterday, today, tomorrow].map((day) => leaderOn("deputy", day))).toEqual([false, true, false]);
  expect([yesterday, today, tomorrow].map((day) => leaderOn("tomorrow", day))).toEqual([false, false, true]);
  expect([yesterday, today, tomorrow].map((day) => leaderOn("acting", day))).toEqual([true, true, false]);
});

test("every flow and page asks for a right that there is", () => {
  for (const one of [...Object.values(flows), ...Object.values(pages)]) expect(acts, one.id).toContain(one.act);
});
// "training.see" is asked for nowhere: nothing shows another's training yet.
test("every right is asked for somewhere", () => {
  const source = globSync("src/**/*.ts")
    .filter((file) => !file.endsWith("permissions.ts"))
    .map((file) => readFileSync(file, "utf8"));
  expect(acts.filter((act) => !source.some((text) => text.includes(`"${act}"`)))).toEqual([]);
});

const measure = "m-sprakmiljo-solbakken";
const [her, another_, employee, hr] = ["linda-grindal", "kari-nordli", "ola-tangvik", "hilde-brattland"];
const said = (line: Parameters<typeof render>[0]) => render(line, "nb");
const start = (flow: string, fill: Extract<Command, { do: "start" }>["fill"] = {}, subject?: string): Command => ({
  do: "start",
  flow,
  fill,
  ...(subject ? { subject } : {}),
});
const ask = (page: string, about: Extract<Command, { do: "ask" }>["about"]): Command => ({ do: "ask", page, about });

describe("in a turn", () => {
  test("a card is for the one it was made for", async () => {
    const town = await newTown();
    const list = await town.say(her, "vis tiltakene mine");
    const before = await town.all("talk");
    for (const foreigner of [another_, employee, hr])
      expect(textOf(await town.press(foreigner, list, "Endre"))).toBe(said({ say: "cardNotYours" }));
    expect((await town.all("talk")).filter((t) => t.doing)).toEqual(before.filter((t) => t.doing));
    expect(textOf(await town.press(her, list, "Endre"))).toContain("Et godt språkmiljø for alle barn");
  });

  test("a measure is changed by those who lead its unit, and HR", async () => {
    for (const flow of ["registerMeasure", "measureEffect"]) {
      const town = await newTown(start(flow, {}, measure));
      const name = (await town.store.get("measure", measure))?.value.name ?? "";
      for (const who of [another_, employee]) {
        expect(textOf(await town.say(who, "…"))).toBe(said({ say: "notYourMeasure", what: name }));
        expect((await town.all("talk")).find((t) => t.person === who)?.doing).toBeNull();
      }
      for (const who of [her, hr, "arne-lillebakk"]) {
        await town.say(who, "…");
        expect((await town.all("talk")).find((t) => t.person === who)?.doing?.subject?.value.id).toBe(measure);
      }
    }
  });

  test("a page that is asked about somebody else's measure changes nothing", async () => {
    const forged = await newTown(ask("measureStatus", { measure, status: "stopped" }));
    for (const who of [another_, employee]) await forged.say(who, "…");
    expect((await forged.store.get("measure", measure))?.revision).toBe(1);
    await forged.say(her, "…");
    expect((await forged.store.get("measure", measure))?.value.status).toBe("stopped");
  });

  test("a page that is asked about somebody else's training changes nothing", async () => {
    const town = await newTown();
    const [one] = (await town.all("training")).filter((t) => t.person === "siv-engesaeth");
    const forged = await newTown(ask("objectTraining", { training: one?.id ?? "", right: false }));
    for (const who of [another_, employee, hr]) expect(textOf(await forged.say(who, "…"))).toBe(said({ say: "noLongerThere" }));
    expect((await forged.store.get("training", one?.id ?? ""))?.value.objected).toBe(false);
    await forged.say("siv-engesaeth", "…");
    expect((await forged.store.get("training", one?.id ?? ""))?.value.objected).toBe(true);
  });

  test("only HR says who somebody is", async () => {
    const town = await newTown(ask("confirmPerson", { person: "bjorg-hagalokken", aadObjectId: "new" }));
    expect(textOf(await town.say(hr, "…"))).toBe(said({ say: "alreadyKnown" }));
    await town.store.commit([{ put: "stranger", value: { aadObjectId: "new", name: "Bjørg", email: null, first: `${today}T08:00:00Z` } }]);
    for (const who of [another_, employee]) expect(textOf(await town.say(who, "…"))).toBe(said({ say: "notAllowed" }));
    expect((await town.store.get("person", "bjorg-hagalokken"))?.value.aadObjectId).toBeNull();
    await town.say(hr, "…");
    expect((await town.store.get("person", "bjorg-hagalokken"))?.value.aadObjectId).toBe("new");
  });

  test("nobody acts as somebody else outside local mode", async () => {
    const town = await newTown(ask("actAs", { who: "hr" }));
    expect(textOf(await town.say(employee, "…"))).toBe(said({ say: "notUnderstood" }));
    expect(await town.all("acting")).toEqual([]);
  });

  test("a list of measures holds only what its reader may see", async () => {
    const town = await newTown(ask("measures", { whose: "unit", unit: "plan-miljo" }));
    expect(textOf(await town.say("ashild-kjolvik", "…"))).toContain("Sertifisering for skiltvedtak");
    expect(textOf(await town.say(hr, "…"))).toContain("Sertifisering for skiltvedtak");
    for (const who of [another_, employee, "maria-aspnes"]) expect(textOf(await town.say(who, "…"))).not.toContain("Sertifisering");
  });

  test("a measure cannot be put into a unit that one does not lead", async () => {
    const town = await newTown(
      start("registerMeasure", {
        name: "Kurs",
        goal: "Alle har bestått",
        period: { from: null, to: "2027-05-01" },
        unit: "solbakken-barnehage",
      }),
    );
    const before = (await town.all("measure")).length;
    expect(textOf(await town.say(another_, "…"))).toContain(said({ say: "notYourUnit" }));
    const mine = await town.say(her, "…");
    await town.press(her, mine, "Lagre");
    expect((await town.all("measure")).length).toBe(before + 1);
  });

  test("training is logged for nobody but one's own people", async () => {
    const of = (people: string[]) =>
      start("logForUnit", { people, title: { title: "HLR", course: null }, taken: { from: yesterday, to: yesterday } });
    const town = await newTown(of(["ola-tangvik", "linda-grindal"]));
    expect(textOf(await town.say(another_, "…"))).toContain(said({ say: "notYourPeople" }));
    const own = await newTown(of(["ola-tangvik"]));
    await own.press(another_, await own.say(another_, "…"), "Lagre");
    expect(
      (await own.all("training")).filter((t) => t.loggedBy === another_ && t.person === "ola-tangvik" && t.title === "HLR"),
    ).toHaveLength(1);
  });

  test("names on a card that were not offered are not logged for", async () => {
    const town = await newTown();
    const card = await town.say(another_, "Ola og Siv tok brannvern i går, 1 time");
    const before = (await town.all("training")).length;
    await town.press(another_, card, "Lagre", { people: "ola-tangvik,linda-grindal" });
    expect((await town.all("training")).length).toBe(before);
    const fresh = await newTown();
    const again = await fresh.say(another_, "Ola og Siv tok brannvern i går, 1 time");
    await fresh.press(another_, again, "Lagre", { people: "ola-tangvik" });
    expect((await fresh.all("training")).length).toBe(before + 1);
  });

  /** Linda opened a card yesterday and presses it today; the municipality may have another leader there by now. */
  const pressedToday = async (sentence: string, titles: readonly string[], ended: boolean) => {
    const town = await newTown();
    town.setTime(yesterday);
    let card = await town.say(her, sentence);
    for (const title of titles.slice(0, -1)) card = await town.press(her, card, title);
    town.setTime(today);
    const [lead] = (await town.all("leadership")).filter((l) => l.person === her);
    if (ended) await town.reorganise({ put: "leadership", value: { ...(lead ?? expect.fail()), to: yesterday } });
    await town.press(her, card, titles.at(-1) ?? "");
    return (await town.store.get("measure", measure))?.revision;
  };
  const saves = [
    ["vis tiltakene mine", ["Endre", "Lagre"]],
    ["språkmiljøet er ferdig", ["I stor grad"]],
  ] as const;
  test.each(saves)("who leads today saves with yesterday's card: %s", async (sentence, titles) => {
    expect(await pressedToday(sentence, titles, false)).toBe(2);
  });
  test("whose leadership ended yesterday does not change a measure", async () => {
    expect(await pressedToday(...saves[0], true)).toBe(1);
  });
  // The engine asks for the right when a flow starts, and not when it is saved.
  test("whose leadership ended yesterday does not say a measure is done", async () => {
    expect(await pressedToday(...saves[1], true)).toBe(1);
  });
});

/** What HTTP has acknowledged, over one store and two replicas: each turn once, in order, and what was typed is not lost. */
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import type { Outgoing } from "../src/ports/records.ts";
import { type Archive, type Change, NotSaved, type Store } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { send } from "../src/teams/app.ts";
import { newInbox } from "../src/teams/inbox.ts";
import { message } from "./support/client.ts";

const kari = { id: "29:kari", name: "Kari", aadObjectId: "kari" };
const siv = { id: "29:siv", name: "Siv", aadObjectId: "siv" };
const lane = () => `${(says("", "0") as { conversation: { id: string } }).conversation.id}/kari`;
const says = (text: string, id: string, from = kari) => message({ from, serviceUrl: "http://127.0.0.1:1/", id }, text) as never;

let now: number;
let store: Store & Archive;
/** What people saw, and which turns had an effect, over all replicas. */
let seen: string[];
let done: string[];
/** What the turn does before it commits. */
let during: (text: string) => Promise<void>;
let connector: () => Promise<void>;
const clock = () => new Date(now).toISOString();
const say = (text: string): Outgoing => ({ text, card: null });

const replica = (over: Store = store) => {
  const context = () => ({
    turnState: new Map(),
    sendActivity: async ({ type, text }: { type?: string; text?: string }) => {
      await connector();
      seen.push(text ?? type ?? "");
    },
  });
  return newInbox({
    adapter: {
      continueConversationAsync: async (_app: string, _reference: unknown, work: (c: unknown) => Promise<void>) => work(context()),
    } as never,
    appId: "",
    app: {
      run: async (turn: { activity: { text: string }; turnState: { get(key: symbol): unknown } }) => {
        const { text } = turn.activity;
        await during(text);
        const [key] = Object.getOwnPropertySymbols(Object.fromEntries(turn.turnState as never)) as [symbol];
        const settle = turn.turnState.get(key) as (turned: { messages: readonly Outgoing[] }) => Change[];
        const messages = text.split(" og ").map((t) => say(`svar: ${t}`));
        const how = await over.commit([{ put: "mark", value: { id: text, count: 1 } }, ...settle({ messages })]);
        if (how !== "done") throw new Error("met newer data");
        done.push(text);
        await send(context() as never, messages);
      },
    } as never,
    store: over,
    clock,
    log: pino({ level: "silent" }),
    words: { sorry: "beklager", notKept: "ikke tatt vare på", keptForLater: "svarer når det går" },
  });
};
const until = async (ready: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 400 && !(await ready()); i++) await sleep(10);
  expect(await ready()).toBe(true);
};
const inbox = async () => (await store.find("inbox")).map((kept) => kept.value);
const accept = async (where: ReturnType<typeof replica>, activity: never) => (await where.accept(activity))();

beforeEach(async () => {
  now = Date.parse("2026-11-23T08:00:00Z");
  store = await openStore(null, clock);
  [seen, done] = [[], []];
  during = async () => {};
  connector = async () => {};
});

describe("two replicas", () => {
  test("take the turns of one person in the order they were accepted, one at a time", async () => {
    const [a, b] = [replica(), replica()];
    let running = 0;
    during = async () => {
      expect(++running).toBe(1);
      await sleep(5);
      running--;
    };
    const texts = Array.from({ length: 12 }, (_, i) => `${i}`);
    for (const [i, text] of texts.entries()) await accept(i % 3 ? a : b, says(text, text));
    await until(() => done.length === texts.length);
    expect(done).toEqual(texts);
    expect(seen).toEqual(texts.map((text) => `svar: ${text}`));
    await until(async () => (await inbox()).length === 0);
  });

  test("take turns of two people beside each other", async () => {
    const [a, b] = [replica(), replica()];
    let release = () => {};
    during = (text) => (text === "langsom" ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve());
    await accept(a, says("langsom", "1"));
    await accept(b, says("rask", "2", siv));
    await until(() => done.includes("rask"));
    expect(done).toEqual(["rask"]);
    release();
    await until(() => done.length === 2);
  });

  test("know an activity that one of them has had", async () => {
    const [a, b] = [replica(), replica()];
    await Promise.all([a, b, a].map((one) => accept(one, says("hjelp", "1"))));
    await until(() => done.length > 0);
    await sleep(30);
    expect(seen).toEqual(["svar: hjelp"]);
  });

  test("a press comes after what was said before it, wherever it was said", async () => {
    const [a, b] = [replica(), replica()];
    during = () => sleep(30);
    await accept(a, says("først", "1"));
    await b.inLane(lane(), async () => void done.push("trykk"));
    expect(done).toEqual(["først", "trykk"]);
  });

  test("what one has accepted and left is taken by the other", async () => {
    const stopped = replica({ ...store, lease: () => new Promise(() => {}) });
    await accept(stopped, says("hei", "1"));
    const b = replica();
    await b.takeUp(2000);
    await sleep(20);
    expect(done).toEqual([]);
    now += 3000;
    await b.takeUp(2000);
    await until(() => done.length === 1);
  });
});

test("two that both believe to hold a lane make the effect once", async () => {
  const everybody = { ...store, lease: async () => true };
  const [a, b] = [replica(everybody), replica(everybody)];
  let taken = 0;
  during = async () => {
    taken++;
    await sleep(30);
  };
  await accept(a, says("hei", "1"));
  await b.takeUp();
  await until(() => taken === 2);
  await sleep(60);
  expect([done, seen]).toEqual([["hei"], ["svar: hei"]]);
  expect((await store.get("mark", "hei"))?.revision).toBe(1);
});

describe("a delivery with a new id", () => {
  test("is a turn of its own when the first was answered in time: who says it twice gets it twice", async () => {
    const a = replica();
    await accept(a, says("hjelp", "1"));
    now += 16_000;
    await accept(a, says("hjelp", "2"));
    await until(() => seen.length === 2);
  });
  test("is a repeat when the answer to the first was not completed and the content is the same, in any replica", async () => {
    const [a, b] = [replica(), replica()];
    await a.accept(says("hjelp", "1"));
    await until(() => seen.length === 1);
    now += 16_000;
    await accept(b, says("hjelp", "2"));
    await accept(b, says("hjelp meg", "3"));
    await accept(b, says("hjelp", "4", siv));
    await until(() => seen.length === 3);
    await sleep(20);
    expect(done).toEqual(["hjelp", "hjelp meg", "hjelp"]);
  });
  test("is no repeat before the 15 s are over, nor long after", async () => {
    const a = replica();
    await a.accept(says("hjelp", "1"));
    now += 5000;
    await accept(a, says("hjelp", "2"));
    now += 90_000;
    await accept(a, says("hjelp", "3"));
    await until(() => seen.length === 3);
  });
  test("is no repeat of one whose answer was completed after its turn was over", async () => {
    const a = replica();
    const completed = await a.accept(says("hjelp", "1"));
    await until(async () => (await inbox()).some((row) => row.activity === null && row.answer.length === 0));
    completed();
    await until(async () => (await inbox()).length === 0);
    now += 16_000;
    await accept(a, says("hjelp", "2"));
    await until(() => seen.length === 2);
  });
  test("leaves no text behind, and no row after a minute", async () => {
    const a = replica();
    await a.accept(says("hemmelig", "1"));
    await until(async () => (await inbox()).every((row) => row.activity === null && row.answer.length === 0));
    expect(JSON.stringify(await inbox())).not.toContain("hemmelig");
    now += 61_000;
    await a.takeUp();
    await until(async () => (await inbox()).length === 0);
  });
});

describe("when the store does not take it", () => {
  const refusing = (yes: (changes: readonly Change[]) => boolean): Store => ({
    ...store,
    commit: (changes) => (yes(changes) ? Promise.reject(new NotSaved("The disk is full.")) : store.commit(changes)),
  });
  test("what cannot be kept is not acknowledged, and the person can be told", async () => {
    const a = replica(refusing(() => true));
    await expect(a.accept(says("hei", "1"))).rejects.toThrow(NotSaved);
    await a.notKept(says("hei", "1"));
    expect(seen).toEqual(["ikke tatt vare på"]);
    expect(await inbox()).toEqual([]);
  });
  test("what came after a turn that waits is not taken before it", async () => {
    let away = true;
    const a = replica(refusing((changes) => away && changes.some((c) => "put" in c && c.put === "mark")));
    await accept(a, says("først", "1"));
    await until(async () => (await inbox()).some((row) => row.retry !== null));
    away = false;
    await accept(a, says("så", "2"));
    await sleep(30);
    expect(done).toEqual([]);
    now += 2000;
    await a.takeUp();
    await until(() => done.length === 2);
    expect(done).toEqual(["først", "så"]);
  });
  test("a press is not taken before what was said and waits", async () => {
    let away = true;
    const a = replica(refusing((changes) => away && changes.some((c) => "put" in c && c.put === "mark")));
    await accept(a, says("først", "1"));
    await until(async () => (await inbox()).some((row) => row.retry !== null));
    away = false;
    const press = () => a.inLane(lane(), async () => void done.push("trykk"));
    await expect(press()).rejects.toThrow(NotSaved);
    now += 2000;
    await press();
    expect(done).toEqual(["først", "trykk"]);
  });
  test("a turn waits, says so once, keeps what came after it waiting, and is done later, once and in order", async () => {
    let away = false;
    const a = replica(refusing(() => away));
    during = async (text) => {
      if (text === "først" && done.length === 0) away = true;
    };
    await accept(a, says("først", "1"));
    await until(() => seen.length === 1);
    expect(seen).toEqual(["svarer når det går"]);
    await a.takeUp();
    await sleep(30);
    expect(seen).toEqual(["svarer når det går"]);
    [away, during] = [false, async () => {}];
    await accept(a, says("så", "2"));
    now += 60_000;
    await a.takeUp();
    await until(() => done.length === 2);
    expect(done).toEqual(["først", "så"]);
    await until(async () => (await inbox()).length === 0);
  });
});

describe("when the connector does not take it", () => {
  test("the effect is made once, and the words are said when it is there again", async () => {
    const a = replica();
    let down = true;
    connector = async () => {
      if (down) throw new Error("ECONNREFUSED");
    };
    await accept(a, says("hei", "1"));
    await until(async () => (await inbox()).some((row) => row.tries === 1));
    down = false;
    now += 2000;
    await a.takeUp();
    await until(() => seen.length === 1);
    expect([done, seen]).toEqual([["hei"], ["svar: hei"]]);
    await until(async () => (await inbox()).length === 0);
  });
  test("what has been said is not said again with the rest", async () => {
    const a = replica();
    let calls = 0;
    connector = async () => {
      if (++calls === 2 || calls === 4) throw new Error("ECONNREFUSED");
    };
    await accept(a, says("en og to og tre", "1"));
    for (const tries of [1, 2]) {
      await until(async () => (await inbox()).some((row) => row.tries === tries));
      now += 31_000;
      await a.takeUp();
    }
    await until(async () => (await inbox()).length === 0);
    expect(seen).toEqual(["svar: en", "svar: to", "svar: tre"]);
  });
  test("it is given up after some ten minutes", async () => {
    const a = replica();
    connector = async () => {
      throw new Error("ECONNREFUSED");
    };
    await accept(a, says("hei", "1"));
    for (let tries = 1; tries <= 20; tries++) {
      await until(async () => (await inbox()).some((row) => row.tries === tries));
      now += 31_000;
      await a.takeUp();
    }
    await until(async () => (await inbox()).length === 0);
    expect(done).toEqual(["hei"]);
  });
});

test("a mistake of ours is said, and does not come back", async () => {
  const a = replica();
  during = async () => {
    throw new TypeError("undefined is not a function");
  };
  await accept(a, says("hei", "1"));
  await until(async () => seen.length === 1 && (await inbox()).length === 0);
  expect([seen, done]).toEqual([["beklager"], []]);
});

test("a turn that takes long shows that somebody is typing, and a quick one does not", { timeout: 10_000 }, async () => {
  const a = replica();
  during = (text) => sleep(text === "langsom" ? 3300 : 0);
  await accept(a, says("rask", "1"));
  await accept(a, says("langsom", "2"));
  await sleep(3700);
  expect(seen).toEqual(["svar: rask", "typing", "svar: langsom"]);
});

/** What leaves without having been asked for: how fast, how often, and what becomes of it. Time is played. */
import { TurnContext } from "botbuilder";
import fc from "fast-check";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { newBudget } from "../src/delivery/budget.ts";
import { newConversations } from "../src/delivery/conversations.ts";
import { abandoned, afterAttempt } from "../src/delivery/outcome.ts";
import { newSender } from "../src/delivery/sender.ts";
import type { Outcome } from "../src/ports/messenger.ts";
import type { Notice } from "../src/ports/records.ts";
import { NotSaved, type Store } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";
import { asReference } from "../src/teams/activity.ts";
import { newAdapter, TooLate } from "../src/teams/adapter.ts";
import { newMessenger } from "../src/teams/messenger.ts";
import { outcomeOf, retryAfter } from "../src/teams/outcome.ts";
import { platformOf } from "../src/teams/platform.ts";
import { mostInASecond } from "./support/broadcast.ts";
import { type Behaviour, startConnector } from "./support/connector.ts";

const start = Date.parse("2026-11-23T08:00:00Z");
const iso = (ms: number) => new Date(ms).toISOString();
const notice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  to: id,
  created: iso(start),
  message: { text: id, card: null },
  state: "pending",
  attempts: 0,
  ...more,
});

describe("what the connector answers", () => {
  const error = (statusCode: number, code = "", retry?: string) => ({
    statusCode,
    code,
    response: { headers: new Headers(retry === undefined ? {} : { "retry-after": retry }) },
  });
  const cases: readonly (readonly [string, unknown, Outcome])[] = [
    ["429", error(429), { later: null }],
    ["429 in seconds", error(429, "", "7"), { later: 7000 }],
    ["429 at once", error(429, "", "0"), { later: 0 }],
    ["429 with a date", error(429, "", new Date(start + 9000).toUTCString()), { later: 9000 }],
    ["429 with a date that has passed", error(429, "", new Date(start - 9000).toUTCString()), { later: null }],
    ["429 in a year", error(429, "", "31536000"), { later: 3_600_000 }],
    ["429 with a date in a year", error(429, "", new Date(start + 31_536_000_000).toUTCString()), { later: 3_600_000 }],
    ["429 below zero", error(429, "", "-7"), { later: null }],
    ["429 not a number", error(429, "", "NaN"), { later: null }],
    ["429 endless", error(429, "", "Infinity"), { later: null }],
    ["429 with too many digits", error(429, "", "9".repeat(400)), { later: 3_600_000 }],
    ["412", error(412), { later: null }],
    ["401", error(401), { later: null }],
    ["500", error(500), "unknown"],
    ["502", error(502), "unknown"],
    ["503", error(503, "", "3"), "unknown"],
    ["504", error(504), "unknown"],
    ["408", error(408), "unknown"],
    ["403", error(403, "MessageWritesBlocked"), { refused: "blocked" }],
    ["403 without the app", error(403, "BotNotInConversationRoster"), { refused: "notInstalled" }],
    ["404", error(404, "ConversationNotFound"), { refused: "gone" }],
    ["400", error(400, "BadSyntax"), { refused: "rejected" }],
    ["413", error(413, "MessageSizeTooBig"), { refused: "rejected" }],
    ["a reset", { code: "ECONNRESET" }, "unknown"],
    ["no connection", { code: "ECONNREFUSED" }, { later: null }],
    ["no token", { errorCode: "invalid_client" }, { later: null }],
    ["a hang", new TooLate("No answer."), "unknown"],
    ["anything else", "?", "unknown"],
  ];
  test.each(cases)("%s", (_name, thrown, outcome) => {
    expect(outcomeOf(thrown, start)).toEqual(outcome);
  });
  test("no header makes anybody wait for ever, or for no time at all by mistake", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        ),
        (header) => {
          const wait = retryAfter(header, start);
          expect(wait === null || (wait >= 0 && wait <= 3_600_000)).toBe(true);
        },
      ),
    );
  });
});

test("through the SDK: one request each, told apart, and only answers are counted", async () => {
  const connector = await startConnector();
  const answered: string[] = [];
  const config = readConfig({});
  const adapter = newAdapter(config.app, platformOf(config), (conversation) => answered.push(conversation));
  const messenger = newMessenger(adapter, "");
  const reference = (serviceUrl = connector.url) => ({
    serviceUrl,
    channelId: "msteams",
    conversation: { id: "a:1" },
    bot: { id: "28:b" },
    user: { id: "29:u" },
  });
  const send = (serviceUrl?: string) => messenger.send(reference(serviceUrl), { text: "hei", card: null });
  const cases: readonly (readonly [Behaviour, Outcome])[] = [
    [{}, { sent: expect.any(String) as string }],
    [{ status: 429, headers: { "retry-after": "3" } }, { later: 3000 }],
    [{ status: 429, headers: { "retry-after": "-3" } }, { later: null }],
    [{ status: 412 }, { later: null }],
    [{ status: 503, headers: { "retry-after": "3" } }, "unknown"],
    [{ status: 502, body: "<html>" }, "unknown"],
    [{ reset: true, accept: true }, "unknown"],
    [{ status: 403, body: { error: { code: "BotNotInConversationRoster" } } }, { refused: "notInstalled" }],
    [{ status: 403 }, { refused: "blocked" }],
    [{ status: 404 }, { refused: "gone" }],
  ];
  for (const [behaviour, outcome] of cases) {
    connector.misbehave(() => behaviour);
    expect(await send()).toEqual(outcome);
  }
  expect(connector.ledger).toHaveLength(cases.length);
  expect(await send("http://127.0.0.1:9")).toEqual({ later: null });
  expect(answered).toEqual([]);
  connector.misbehave(undefined);
  // What stands in an earlier message's place is put there, and refused where that is gone.
  const instead = () => messenger.send(reference(), { text: "nytt", card: null }, "1");
  expect(await instead()).toBe("sent");
  connector.misbehave(() => ({ status: 404 }));
  expect(await instead()).toEqual({ refused: "gone" });
  connector.misbehave(undefined);
  await adapter.continueConversationAsync("", asReference(reference()), async (context) => {
    await context.sendActivity("hei");
    // As the inbox does it.
    const turn = new TurnContext(adapter, context.activity);
    for (const [key, value] of context.turnState) turn.turnState.set(key, value);
    await turn.sendActivity("hei");
  });
  expect(answered).toEqual(["a:1", "a:1"]);
  await connector.close();
});

describe("what becomes of a row", () => {
  const sending = notice("a", { state: "sending", attempts: 1, sending: { by: "me", since: iso(start) } });
  const half = () => 0.5;
  const { sending: _, ...idle } = sending;
  const rows: readonly (readonly [string, Notice, Outcome, Notice | undefined])[] = [
    ["it is told", sending, "sent", undefined],
    ["it cannot stand in an earlier one's place", { ...sending, instead: "1" }, { refused: "gone" }, { ...idle, state: "pending" }],
    ["it is refused", sending, { refused: "blocked" }, { ...idle, state: "refused", why: "blocked" }],
    ["a reminder is sent once more", sending, "unknown", { ...idle, state: "pending", doubted: true, after: iso(start + 30_000) }],
    ["but not twice more", { ...sending, doubted: true }, "unknown", { ...idle, doubted: true, state: "unknown" }],
    ["an offer is held", { ...sending, once: true }, "unknown", { ...idle, once: true, state: "unknown" }],
    [
      "an offer that was not accepted waits",
      { ...sending, once: true },
      { later: 7000 },
      { ...idle, once: true, state: "pending", after: iso(start + 7200) },
    ],
    [
      "the wait doubles",
      { ...sending, attempts: 3 },
      { later: null },
      { ...idle, attempts: 3, state: "pending", after: iso(start + 8000) },
    ],
    [
      "up to ten minutes",
      { ...sending, attempts: 400 },
      { later: null },
      { ...idle, attempts: 400, state: "pending", after: iso(start + 600_000) },
    ],
  ];
  test.each(rows)("%s", (_name, row, outcome, after) => {
    expect(afterAttempt(row, outcome, start, half)).toEqual(after);
  });
  test("what is days old is not sent any more", () => {
    const now = start + 4 * 24 * 3_600_000;
    expect(afterAttempt(sending, { later: null }, now, half)).toEqual({ ...idle, state: "refused", why: "tooOld" });
  });
  test("what a process left that is gone", () => {
    expect(abandoned(sending)).toEqual({ ...idle, state: "pending", doubted: true });
    expect(abandoned({ ...sending, once: true }).state).toBe("unknown");
    expect(abandoned({ ...sending, doubted: true }).state).toBe("unknown");
  });
});

describe("the budget", () => {
  test("in any second no more is granted than may be, whoever asks when, and whatever is quicker", async () => {
    const step = fc.record({
      advance: fc.integer({ min: 0, max: 400 }),
      asking: fc.subarray([0, 1, 2], { minLength: 1 }),
      want: fc.integer({ min: 1, max: 40 }),
      answers: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 50 }), fc.array(step, { maxLength: 40 }), async (s, perSecond, steps) => {
        let now = start;
        const store = await openStore(null, () => iso(now));
        const slow = {
          get: ((kind, id) => s.schedule(Promise.resolve()).then(() => store.get(kind, id))) as Store["get"],
          commit: ((changes) => s.schedule(Promise.resolve()).then(() => store.commit(changes))) as Store["commit"],
        };
        const time = { now: () => now, agree: async () => {} };
        const budgets = [0, 1, 2].map(() => newBudget({ store: slow, time, name: "granted", perSecond, chance: () => 0.5 }));
        const granted: number[] = [];
        for (const { advance, asking, want, answers } of steps) {
          now += advance;
          for (let n = 0; n < answers; n++) budgets[n]?.answered();
          const takes = Promise.all(asking.map((n) => budgets[n]?.take(want)));
          for (const taken of await s.waitFor(takes)) {
            expect(taken && (taken.moments.length > 0 || taken.wait > 0)).toBe(true);
            for (const moment of taken?.moments ?? []) expect(moment).toBeGreaterThan(now);
            granted.push(...(taken?.moments ?? []));
          }
        }
        granted.sort((a, b) => a - b);
        expect(mostInASecond(granted)).toBeLessThanOrEqual(perSecond);
      }),
      { numRuns: 100 },
    );
  });
  test("what is not used is lost, and what another clock has written far ahead does not hold", async () => {
    let now = start;
    const store = await openStore(null, () => iso(now));
    const budget = newBudget({ store, time: { now: () => now, agree: async () => {} }, name: "granted", perSecond: 30, chance: () => 0.5 });
    now += 60_000;
    const { moments } = await budget.take(100);
    expect(moments.length).toBeLessThanOrEqual(5);
    now += 1000;
    expect(budget.spend(moments[0] ?? 0, 100)).toBe(false);
    await store.commit([{ put: "mark", value: { id: "granted", count: now + 3_600_000 } }]);
    expect((await budget.take(1)).moments).toHaveLength(1);
  });
  test("an answer takes a moment that was held, or the next one, without a word to the store", async () => {
    const store = await openStore(null, () => iso(start));
    const budget = newBudget({
      store,
      time: { now: () => start, agree: async () => {} },
      name: "granted",
      perSecond: 30,
      chance: () => 0.5,
    });
    const first = (await budget.take(2)).moments;
    expect(first).toHaveLength(2);
    const before = (await store.get("mark", "granted"))?.revision;
    for (let n = 0; n < 4; n++) budget.answered();
    expect(first.map((moment) => budget.holds(moment))).toEqual([false, false]);
    expect((await store.get("mark", "granted"))?.revision).toBe(before);
    const [next] = (await budget.take(1)).moments;
    expect((next ?? 0) - (first[1] ?? 0)).toBeGreaterThanOrEqual((3 * 1000) / 30);
  });
});

test("a conversation gets 7 in 1 s, 8 in 2 s, 60 in 30 s and 1 800 in an hour, and not a moment later than it may", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 20 }), (pauses) => {
      let now = 0;
      const conversations = newConversations(() => now);
      const sent: number[] = [];
      for (let n = 0; n < 2000; n++) {
        now += pauses[n % pauses.length] ?? 0;
        now += conversations.wait("a");
        expect(conversations.wait("a")).toBe(0);
        conversations.count("a");
        sent.push(now);
        expect(conversations.wait("b")).toBe(0);
      }
      for (const [most, ms] of [
        [7, 1000],
        [8, 2000],
        [60, 30_000],
        [1800, 3_600_000],
      ] as const)
        for (let n = most; n < sent.length; n++) expect((sent[n] ?? 0) - (sent[n - most] ?? 0)).toBeGreaterThanOrEqual(ms);
    }),
    { numRuns: 20 },
  );
});

describe("the sender", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const log = pino({ level: "silent" });
  type Answer = (id: string, attempt: number) => Outcome | Promise<Outcome>;

  /** A store with rows, a connector that answers as told, and what it saw. */
  const playing = async (rows: readonly Notice[], answer: Answer = () => "sent") => {
    const store = await openStore(null, () => iso(Date.now()));
    for (const value of rows)
      await store.commit([
        { put: "notice", value },
        { put: "address", value: { person: value.to, reference: { conversation: { id: `a:${value.to}` } } } },
      ]);
    const seen: { readonly id: string; readonly at: number }[] = [];
    const open = new Map<string, number>();
    let mostAtOnce = 0;
    const messenger = {
      send: async (_reference: unknown, { text: id }: { readonly text: string }) => {
        seen.push({ id, at: Date.now() });
        open.set(id, (open.get(id) ?? 0) + 1);
        mostAtOnce = Math.max(mostAtOnce, open.get(id) ?? 0);
        const outcome = await answer(id, seen.filter((s) => s.id === id).length);
        open.set(id, (open.get(id) ?? 0) - 1);
        return outcome;
      },
    };
    const sender = (owner: string, over: Store = store) => newSender({ store: over, messenger, log, owner });
    const states = async () => Object.fromEntries((await store.find("notice")).map(({ value }) => [value.id, value.state]));
    const of = (id: string) => seen.filter((s) => s.id === id).map(({ at }) => at - start);
    return { store, seen, sender, states, of, mostAtOnce: () => mostAtOnce };
  };
  type Sender = ReturnType<typeof newSender>;
  /** As the bot does it, every five seconds. */
  const pass = async (ms: number, ...senders: readonly Sender[]) => {
    for (let left = ms; left > 0; left -= 5000) {
      for (const sender of senders) sender.wake("pending");
      await vi.advanceTimersByTimeAsync(Math.min(left, 5000));
    }
  };
  const ids = (count: number, more: Partial<Notice> = {}) => Array.from({ length: count }, (_, n) => notice(`n${n}`, more));
  const slow = (ms: number, outcome: Outcome) => new Promise<Outcome>((answered) => setTimeout(answered, ms, outcome));

  test.each([1, 3])("%d of them send each once, as fast as may be and no faster", async (count) => {
    const { sender, seen, states, mostAtOnce } = await playing(ids(300), () => slow(300, "sent"));
    const senders = Array.from({ length: count }, (_, n) => sender(`s${n}`));
    await pass(15_000, ...senders);
    expect(await states()).toEqual({});
    expect(seen).toHaveLength(300);
    expect(mostAtOnce()).toBe(1);
    expect(mostInASecond(seen.map(({ at }) => at))).toBeLessThanOrEqual(30);
    const last = (seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0);
    expect(300 / (last / 1000)).toBeGreaterThan(27);
    await Promise.all(senders.map((s) => s.stop()));
  });

  test("who must wait holds nobody up", async () => {
    const { sender, of, states } = await playing([notice("late"), ...ids(100)], (id, attempt) =>
      id === "late" && attempt < 3 ? { later: 20_000 } : "sent",
    );
    const one = sender("one");
    await pass(5000, one);
    expect(Object.keys(await states())).toEqual(["late"]);
    await pass(45_000, one);
    expect(await states()).toEqual({});
    const [first = 0, second = 0, third = 0] = of("late");
    expect(second - first).toBeGreaterThanOrEqual(20_000);
    expect(third - second).toBeGreaterThanOrEqual(20_000);
    expect(third).toBeLessThan(44_000);
    await one.stop();
  });

  test("a connector that hangs for all has so many to hang on, and no more", async () => {
    const { sender, seen } = await playing(ids(100, { once: true }), () => slow(15_000, "unknown"));
    const one = sender("one");
    await pass(10_000, one);
    expect(seen.length).toBeLessThanOrEqual(32);
    const stopped = one.stop();
    await vi.advanceTimersByTimeAsync(15_000);
    await stopped;
  });

  test("a storm of refusals is waited out, and nobody is lost", async () => {
    const { sender, seen, states } = await playing(ids(60, { once: true }), () => (Date.now() < start + 30_000 ? { later: null } : "sent"));
    const senders = [sender("one"), sender("two")];
    await pass(30_000, ...senders);
    expect(seen.length).toBeLessThan(200);
    await pass(180_000, ...senders);
    expect(await states()).toEqual({});
    await Promise.all(senders.map((s) => s.stop()));
  });

  test("of what may have arrived a reminder is sent once more, and an offer is held", async () => {
    const { sender, of, states } = await playing([notice("reminder"), notice("offer", { once: true }), notice("told")], (id, attempt) =>
      id === "told" && attempt === 2 ? "sent" : "unknown",
    );
    const one = sender("one");
    await pass(120_000, one);
    expect(await states()).toEqual({ reminder: "unknown", offer: "unknown" });
    expect([of("reminder"), of("offer"), of("told")].map((times) => times.length)).toEqual([2, 1, 2]);
    await one.stop();
  });

  test("one person gets no more than the conversation takes, over all replicas, and in order", async () => {
    const { sender, seen, states } = await playing(ids(20, { to: "kari" }));
    const senders = [sender("one"), sender("two"), sender("three")];
    await pass(60_000, ...senders);
    expect(await states()).toEqual({});
    expect(seen.map(({ id }) => id)).toEqual(ids(20).map(({ id }) => id));
    for (const [most, ms] of [
      [7, 1000],
      [8, 2000],
    ] as const)
      for (let n = most; n < seen.length; n++) expect((seen[n]?.at ?? 0) - (seen[n - most]?.at ?? 0)).toBeGreaterThanOrEqual(ms - 1);
    await Promise.all(senders.map((s) => s.stop()));
  });

  test("who has no chat is waited for", async () => {
    const { store, sender, seen, states } = await playing([]);
    await store.commit([{ put: "notice", value: notice("ola") }]);
    const one = sender("one");
    await pass(5000, one);
    expect(await states()).toEqual({ ola: "waiting" });
    await store.commit([{ put: "address", value: { person: "ola", reference: {} } }]);
    one.wake();
    await pass(5000, one);
    expect([await states(), seen.length]).toEqual([{}, 1]);
    await one.stop();
  });

  test("answers go at once, without a word to the store, and what nobody asked for makes room", async () => {
    const { store, sender, seen } = await playing(ids(300));
    let words = 0;
    const counted = new Proxy(store, {
      get: (target, name) => {
        words++;
        return Reflect.get(target, name);
      },
    });
    const one = sender("one", counted);
    const answers: number[] = [];
    one.wake("pending");
    await vi.advanceTimersByTimeAsync(1000);
    for (let n = 0; n < 50; n++) {
      const before = words;
      one.answered("a:ola");
      expect(words).toBe(before);
      answers.push(Date.now());
      await vi.advanceTimersByTimeAsync(100);
    }
    const inThat = seen.filter(({ at }) => at >= start + 1000 && at < start + 6000).length;
    expect(inThat).toBeLessThan(5 * 30 - 50 + 6);
    expect(mostInASecond([...answers, ...seen.map(({ at }) => at)].sort((a, b) => a - b))).toBeLessThanOrEqual(33);
    await one.stop();
  });

  test("what is erased between being read and being marked is not sent", async () => {
    const { store, sender, seen } = await playing(ids(1));
    const erasing: Store = {
      ...store,
      lease: async (...given) => {
        await store.commit([{ remove: "notice", id: "n0" }]);
        return store.lease(...given);
      },
    };
    const one = sender("one", erasing);
    await pass(5000, one);
    expect(seen).toEqual([]);
    await one.stop();
  });

  test("a store that is away for a while when an attempt is over makes nothing of it unknown", async () => {
    const { store, sender, seen, states } = await playing(ids(1, { once: true }));
    const away: Store = {
      ...store,
      commit: (changes) => (seen.length > 0 && Date.now() < start + 8000 ? Promise.reject(new NotSaved("away")) : store.commit(changes)),
    };
    const one = sender("one", away);
    await pass(20_000, one);
    expect([await states(), seen.length]).toEqual([{}, 1]);
    await one.stop();
  });

  /** A process that is gone after so many words to the store: nothing it says or hears comes through any more. */
  const dyingAfter = (store: Store, words: number): Store => {
    let left = words;
    const never = new Promise<never>(() => {});
    const mortal = (work: (...given: never[]) => Promise<unknown>) =>
      ((...given: never[]) => (left-- > 0 ? work(...given).then((said) => (left >= 0 ? said : never)) : never)) as never;
    return { ...store, get: mortal(store.get), find: mortal(store.find), commit: mortal(store.commit), lease: mortal(store.lease) };
  };
  test("a process may be killed after any word: offers are not told twice, and reminders are told", { timeout: 30_000 }, async () => {
    for (let words = 1; words < 40; words++) {
      const rows = [...ids(3, { once: true }), notice("reminder")];
      const { store, sender, of, states } = await playing(rows, () => slow(20, "sent"));
      const killed = sender("killed", dyingAfter(store, words));
      await pass(5000, killed);
      const heir = sender("heir");
      await pass(90_000, heir);
      for (const { id } of rows.slice(0, 3)) {
        const [told, state] = [of(id).length, (await states())[id]];
        expect([words, id, told, state]).toEqual([words, id, state === "unknown" ? expect.toSatisfy((n) => n <= 1) : 1, state]);
        expect([undefined, "unknown"]).toContain(state);
      }
      expect(of("reminder").length).toBeGreaterThanOrEqual(1);
      expect(of("reminder").length).toBeLessThanOrEqual(2);
      expect((await states())["reminder"]).toBeUndefined();
      await heir.stop();
    }
  });
});

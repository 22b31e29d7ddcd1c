import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { channel, hangUp, installation, invoke, membersAdded, message, type Person, personal, post } from "./client.ts";
import { type Connector, startConnector } from "./connector.ts";
import { findPress } from "./press.ts";
import { type Bot, coldStart, residentMiB, startBot } from "./process.ts";

const kari: Person = { id: "29:kari", name: "Kari Nordmann", aadObjectId: "00000000-0000-4000-8000-000000000001" };
const ola: Person = { id: "29:ola", name: "Ola Nordmann", aadObjectId: "00000000-0000-4000-8000-000000000002" };
const echo = fileURLToPath(new URL("../bench/echo.ts", import.meta.url));

let connector: Connector;
let bot: Bot;
let coldMs: number;
beforeAll(async () => {
  connector = await startConnector({ members: () => [kari, ola] });
  ({ bot, coldMs } = await coldStart({ command: ["node", echo] }, connector, kari, "hei"));
}, 30_000);
afterEach(() => connector.misbehave(undefined));
afterAll(async () => {
  await bot.stop();
  await connector.close();
  hangUp();
});

const scene = (from = kari) => ({ from, serviceUrl: connector.url });
const say = (text: string, from = kari) => post(bot.messagesUrl, message(scene(from), text));
const next = (from = kari) => connector.next(personal(from).id);

describe("a bot as a whole process", () => {
  it("answers a message at the connector, as a reply to it", async () => {
    const said = message(scene(), "god dag");
    expect(await post(bot.messagesUrl, said)).toMatchObject({ status: 200 });
    expect(await next()).toMatchObject({
      kind: "reply",
      status: 201,
      activity: { type: "message", text: "Echo: god dag", replyToId: said.id },
    });
  });

  it("keeps two conversations apart", async () => {
    await Promise.all([say("fra Kari"), say("fra Ola", ola)]);
    expect((await next(ola)).activity.text).toBe("Echo: fra Ola");
    expect((await next()).activity.text).toBe("Echo: fra Kari");
  });

  it("answers a press in the HTTP response and sends a message beside it", async () => {
    const answered = await post(bot.messagesUrl, invoke(scene(), { verb: "save", data: { act: "save" }, inputs: { hours: "2" } }));
    expect(answered).toMatchObject({ status: 200, body: { statusCode: 200, value: { type: "AdaptiveCard" } } });
    expect((await next()).activity.text).toBe("Saved");
  });

  it("takes a mention in a channel, an installation and new members", async () => {
    const conversation = channel("hjemmetjenesten");
    await post(bot.messagesUrl, message({ ...scene(), conversation }, "hei"));
    expect((await connector.next(conversation.id)).activity.text).toContain("hei");
    for (const activity of [installation(scene()), membersAdded(scene()), membersAdded(scene(), [ola])])
      expect((await post(bot.messagesUrl, activity)).status).toBe(200);
  });

  it("measures itself", () => {
    expect(coldMs).toBeGreaterThan(bot.readyMs);
    expect(residentMiB(bot.pid)).toBeGreaterThan(30);
    expect(bot.stderr()).toBe("");
  });

  it("ends on SIGTERM", async () => {
    const other = await startBot({ command: ["node", echo] });
    expect(await other.stop()).toMatchObject({ code: 0, killed: false });
  });

  it("says why it did not start", async () => {
    await expect(startBot({ command: ["node", "nowhere.ts"] })).rejects.toThrow(/ended with 1[\s\S]*nowhere\.ts/);
    await expect(startBot({ command: ["no-such-program"] })).rejects.toThrow(/ENOENT/);
  });
});

describe("a connector that misbehaves", () => {
  it("refuses twice; the SDK sends again until it gets through", async () => {
    let times = 0;
    const from = connector.ledger.length;
    connector.misbehave(() => (++times <= 2 ? { status: 503 } : undefined));
    await say("seig");
    expect((await next()).activity.text).toBe("Echo: seig");
    expect(connector.ledger.slice(from).map((one) => one.status)).toEqual([503, 503, 201]);
  }, 20_000);

  it("loses an answer; the SDK doubles the message", async () => {
    let times = 0;
    connector.misbehave(() => (++times === 1 ? { reset: true, accept: true } : undefined));
    await say("to ganger");
    expect([(await next()).activity.text, (await next()).activity.text]).toEqual(["Echo: to ganger", "Echo: to ganger"]);
  }, 20_000);

  it("answers late; the echo bot's HTTP answer waits for it", async () => {
    connector.misbehave(() => ({ delayMs: 300 }));
    expect((await say("sent")).ms).toBeGreaterThan(290);
    await next();
  });

  it("says what came instead of what was waited for", async () => {
    await say("noe annet");
    await expect(connector.until(personal(kari).id, (activity) => activity.text === "dette", { timeoutMs: 200 })).rejects.toThrow(
      /a:29:kari: nothing that matches within 200 ms; passed over: message "Echo: noe annet"/,
    );
  });
});

describe("the connector's other calls", () => {
  const call = async (method: string, path: string, body?: object) => {
    const answered = await fetch(`${connector.url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    return { status: answered.status, body: await answered.json() };
  };
  it("creates, updates and deletes", async () => {
    const activity = { type: "message", text: "hei" };
    expect(await call("POST", "/v3/conversations", { members: [{ id: ola.id }], activity })).toMatchObject({
      status: 201,
      body: { id: personal(ola).id },
    });
    expect((await next(ola)).kind).toBe("create");
    expect(await call("PUT", "/v3/conversations/a%3A29%3Aola/activities/7", activity)).toEqual({ status: 200, body: { id: "7" } });
    expect(await next(ola)).toMatchObject({ kind: "update", activityId: "7" });
    expect((await call("DELETE", "/v3/conversations/a%3A29%3Aola/activities/7")).status).toBe(200);
    expect(connector.shown(personal(ola).id).at(-1)?.kind).toBe("update");
  });
  it("opens a new thread in a channel", async () => {
    const { body } = await call("POST", "/v3/conversations", {
      isGroup: true,
      channelData: { channel: { id: "19:felles@thread.tacv2" } },
      activity: { type: "message" },
    });
    expect(body).toMatchObject({ id: expect.stringMatching(/^19:felles@thread\.tacv2;messageid=\d+$/) });
  });
  it("knows members, singly and in pages", async () => {
    expect(await call("GET", `/v3/conversations/x/members/${ola.aadObjectId}`)).toEqual({ status: 200, body: ola });
    expect((await call("GET", "/v3/conversations/x/members/nobody")).status).toBe(404);
    expect((await call("GET", "/v3/conversations/x/pagedmembers?pageSize=1")).body).toEqual({ members: [kari], continuationToken: "1" });
    expect((await call("GET", "/v3/conversations/x/pagedmembers?pageSize=1&continuationToken=1")).body).toEqual({ members: [ola] });
  });
});

it("presses the button with the inputs as they stand", () => {
  const actions = [
    { type: "Action.Execute", verb: "v", data: { act: "cancel" } },
    { type: "Action.Execute", verb: "v", data: { act: "save", card: "c1" } },
  ];
  const content = {
    type: "AdaptiveCard",
    body: [
      { type: "Input.Number", id: "hours", value: 2 },
      { type: "Input.Text", id: "note" },
      { type: "ActionSet", actions },
    ],
  };
  const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
  const press = findPress({ type: "message", attachments }, (data) => data.act === "save");
  expect(press).toEqual({ verb: "v", data: { act: "save", card: "c1" }, inputs: { hours: "2" } });
  expect(invoke({ from: kari, serviceUrl: "http://x" }, press ?? { verb: "" }).value.action.data).toEqual({
    act: "save",
    card: "c1",
    hours: "2",
  });
});

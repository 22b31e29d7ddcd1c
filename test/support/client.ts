/** Activities as Teams sends them, as plain data, and the POST that delivers one. */
import { Agent, request } from "node:http";
import { parse, personalConversation } from "./protocol.ts";

/** `id` is the Teams id ("29:…"), `aadObjectId` the GUID in Entra. */
export type Person = { readonly id: string; readonly name: string; readonly aadObjectId: string };
type Where = { id: string; tenantId: string };
export type Conversation =
  | (Where & { conversationType: "personal" })
  | (Where & { conversationType: "groupChat"; isGroup: true; name: string })
  | (Where & { conversationType: "channel"; isGroup: true; name: string });

/** Who speaks to the bot, where, and through which connector. What is left out is filled in as below. */
export type Scene = {
  from: Person;
  serviceUrl: string;
  /** Default: the 1:1 of `from`. */
  conversation?: Conversation;
  /** GUID; default that of the conversation, else one made up. */
  tenantId?: string;
  bot?: { id: string; name: string };
  /** When it is sent; default now. */
  at?: Date;
  /** Default a new one; give the same again for what Teams sends twice. */
  id?: string;
  /** Default "nb-NO". */
  locale?: string;
};

export const TENANT = "11111111-2222-4333-8444-555555555555";
export const BOT = { id: "28:00000000-0000-4000-8000-00000000b07a", name: "Kompis" };

/** The 1:1 between the bot and a person; one and the same id per person. */
export const personal = (person: Person, tenantId = TENANT): Conversation => ({
  conversationType: "personal",
  id: personalConversation(person.id),
  tenantId,
});
/** A group chat. */
export const groupChat = (name: string, tenantId = TENANT): Conversation => ({
  conversationType: "groupChat",
  isGroup: true,
  id: `19:${name}@thread.v2`,
  name,
  tenantId,
});
/** A channel, or one thread in it when the id of its first message is given. */
export const channel = (name: string, thread?: string, tenantId = TENANT): Conversation => ({
  conversationType: "channel",
  isGroup: true,
  id: `19:${name}@thread.tacv2${thread ? `;messageid=${thread}` : ""}`,
  name,
  tenantId,
});

export type TeamsActivity = ReturnType<typeof common> & { type: string; name?: string; text?: string; value?: unknown };

/** A message. Outside 1:1 the bot is mentioned first, as Teams demands. `value` makes it an Action.Submit. */
export function message(scene: Scene, text: string, value?: unknown) {
  const base = common(scene);
  const entities: object[] = [{ type: "clientInfo", locale: base.locale, country: "NO", platform: "Web", timezone: ZONE }];
  const mention = `<at>${base.recipient.name}</at>`;
  const addressed = base.conversation.conversationType !== "personal" && value === undefined;
  if (addressed) entities.push({ type: "mention", text: mention, mentioned: base.recipient });
  return {
    ...base,
    type: "message" as const,
    ...(value === undefined ? { text: addressed ? `${mention} ${text}` : text, textFormat: "plain", attachments: [] } : { value }),
    entities,
  };
}

/**
 * The press of an Action.Execute. `inputs` are merged over `data`, as Teams does; `replyToId` is the activity that
 * carries the card. `trigger` "automatic" is the card's own refresh.
 */
export function invoke(
  scene: Scene,
  press: {
    verb: string;
    data?: Readonly<Record<string, unknown>>;
    inputs?: Readonly<Record<string, string>>;
    replyToId?: string;
    trigger?: "manual" | "automatic";
  },
) {
  const { verb, data = {}, inputs = {}, replyToId, trigger = "manual" } = press;
  return {
    ...common(scene),
    type: "invoke" as const,
    name: "adaptiveCard/action",
    ...(replyToId !== undefined && { replyToId }),
    value: { action: { type: "Action.Execute", verb, data: { ...data, ...inputs } }, trigger },
  };
}

/** People, or the bot itself when `members` is left out, came to a conversation. */
export function membersAdded(scene: Scene, members?: readonly Person[]) {
  const base = common(scene);
  return {
    ...base,
    type: "conversationUpdate" as const,
    membersAdded: members?.map(({ id, aadObjectId }) => ({ id, aadObjectId })) ?? [{ id: base.recipient.id }],
  };
}

/** The app was installed or taken away. */
export const installation = (scene: Scene, action: "add" | "remove" = "add") => ({
  ...common(scene),
  type: "installationUpdate" as const,
  action,
});

let lastId = Date.now();

function common(scene: Scene) {
  const { from, serviceUrl, conversation = personal(from, scene.tenantId), bot = BOT, at = new Date(), locale = "nb-NO" } = scene;
  const tenant = { id: scene.tenantId ?? conversation.tenantId };
  const [channelId = "", thread] = conversation.id.split(";messageid=");
  const place = conversation.conversationType === "channel" && {
    team: { id: "19:team@thread.tacv2", name: "Kommunen", aadGroupId: "99999999-2222-4333-8444-555555555555" },
    channel: { id: channelId },
    teamsTeamId: "19:team@thread.tacv2",
    teamsChannelId: channelId,
    ...(thread !== undefined && { messageid: thread }),
  };
  return {
    channelId: "msteams",
    id: scene.id ?? `${++lastId}`,
    timestamp: at.toISOString(),
    localTimestamp: local(at),
    localTimezone: ZONE,
    locale,
    serviceUrl,
    from: { ...from, role: "user" },
    recipient: { ...bot, role: "bot" },
    conversation,
    channelData: { tenant, ...place },
  };
}

const ZONE = "Europe/Oslo";
const offset = new Intl.DateTimeFormat("en", { timeZone: ZONE, timeZoneName: "longOffset" });

/** 2026-11-21T10:00:00.000+01:00 */
function local(at: Date): string {
  const zone =
    offset
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")
      ?.value.slice(3) || "+00:00";
  const shift = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * (zone.startsWith("-") ? -60_000 : 60_000);
  return new Date(at.getTime() + shift).toISOString().replace("Z", zone);
}

/** `body` is the parsed JSON, else the text, undefined when empty; `ms` from sending to the whole answer. */
export type Posted = { status: number; body: unknown; ms: number };

const agent = new Agent({ keepAlive: true, scheduling: "lifo" });

/** Closes the kept connections; the next `post` opens new ones. */
export const hangUp = (): void => agent.destroy();

/**
 * Sends an activity to a bot's message address over a kept connection. Any status resolves; rejects when there is no
 * connection, it breaks, or nothing is answered within `timeoutMs` (default 20 000, Teams gives up after 15 s).
 */
export function post(
  botUrl: string,
  activity: object,
  { timeoutMs = 20_000, headers = {} }: { timeoutMs?: number; headers?: Record<string, string> } = {},
): Promise<Posted> {
  const payload = Buffer.from(JSON.stringify(activity));
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      botUrl,
      {
        method: "POST",
        agent,
        headers: { "content-type": "application/json; charset=utf-8", "content-length": payload.length, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            body: text === "" ? undefined : (parse(text) ?? text),
            ms: performance.now() - start,
          });
        });
      },
    );
    sent.setTimeout(timeoutMs, () => sent.destroy(new Error(`no answer from ${botUrl} within ${timeoutMs} ms`)));
    sent.on("error", reject);
    sent.end(payload);
  });
}

/** What the Bot Connector's REST requests mean, and what a healthy connector answers. Pure: no server, no waiting. */

/** What a bot sends. Only the fields tests look at are named; the rest is kept as it came. */
export type BotActivity = {
  type: string;
  text?: string;
  replyToId?: string;
  attachments?: { contentType: string; content?: unknown }[];
  [field: string]: unknown;
};
/** A person as the connector's member calls describe one. */
export type Member = { id: string; name: string; aadObjectId: string; email?: string; userPrincipalName?: string };
export type Kind = "send" | "reply" | "update" | "delete" | "create" | "members" | "other";
export type Request = {
  readonly kind: Kind;
  readonly method: string;
  /** Path with query, as it came. */
  readonly path: string;
  readonly conversationId: string;
  /** The id given to a new activity, or the one an update, delete or member call named. */
  readonly activityId: string;
  /** The activity it shows, if it shows one. */
  readonly activity: BotActivity | undefined;
  /** The parsed JSON body, undefined when there was none or it did not parse. */
  readonly body: unknown;
};
export type Answer = { readonly status: number; readonly body: unknown };

const route = /^\/v3\/conversations(?:\/([^/?]+)(?:\/(activities|members|pagedmembers)(?:\/([^/?]+))?)?)?\/?(?:\?|$)/;
const kinds: Record<string, Kind> = {
  "POST conversations": "create",
  "POST activities": "send",
  "POST activities/": "reply",
  "PUT activities/": "update",
  "DELETE activities/": "delete",
  "GET members": "members",
  "GET members/": "members",
  "GET pagedmembers": "members",
};

/** Reads a request; whatever the connector does not know becomes kind "other". `freshId` names what it creates. */
export function readRequest(method: string, path: string, text: string, freshId: string): Request {
  const [, id, collection, last] = route.exec(path) ?? [];
  const what = collection ?? (id === undefined ? "conversations" : "");
  const kind = (route.test(path) && kinds[`${method} ${what}${last === undefined ? "" : "/"}`]) || "other";
  const body = parse(text);
  const makes = kind === "create" || kind === "send" || kind === "reply";
  const activity = kind === "create" ? field(body, "activity") : makes || kind === "update" ? body : undefined;
  return {
    kind,
    method,
    path,
    conversationId: kind === "create" ? created(body, freshId) : decodeURIComponent(id ?? ""),
    activityId: makes ? freshId : decodeURIComponent(last ?? ""),
    activity: isActivity(activity) ? activity : undefined,
    body,
  };
}

/** The healthy answer. Members are found by id, aadObjectId or userPrincipalName; nobody there is 404. */
export function answer(request: Request, members: (conversationId: string) => readonly Member[]): Answer {
  const { kind, conversationId, activityId, activity } = request;
  switch (kind) {
    case "create":
      return { status: 201, body: { id: conversationId, activityId } };
    case "send":
    case "reply":
      return activity ? { status: 201, body: { id: activityId } } : refusal(400, "BadSyntax");
    case "update":
      return activity ? { status: 200, body: { id: activityId } } : refusal(400, "BadSyntax");
    case "delete":
      return { status: 200, body: {} };
    case "other":
      return refusal(404, "NotFound");
    case "members": {
      const all = members(conversationId);
      if (request.path.includes("/pagedmembers")) return { status: 200, body: page(all, request.path) };
      if (activityId === "") return { status: 200, body: all };
      const found = all.find((one) => [one.id, one.aadObjectId, one.userPrincipalName].includes(activityId));
      return found ? { status: 200, body: found } : refusal(404, "MemberNotFoundInConversation");
    }
  }
}

/** An error as the connector words it. */
export const refusal = (status: number, code: string): Answer => ({ status, body: { error: { code, message: code } } });

/** A field of something that came as JSON, undefined when it is not there. */
export const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isActivity = (value: unknown): value is BotActivity => typeof field(value, "type") === "string";

/** As Teams does it: the same 1:1 for the same person each time, a new thread in a channel. */
function created(body: unknown, activityId: string): string {
  const channel = field(field(field(body, "channelData"), "channel"), "id");
  if (typeof channel === "string") return `${channel};messageid=${activityId}`;
  const members = field(body, "members");
  const first = Array.isArray(members) ? field(members[0], "id") : undefined;
  return typeof first === "string" ? personalConversation(first) : `19:new${activityId}@thread.v2`;
}

/** The id of the 1:1 between the bot and a person (their Teams id, "29:…"). */
export const personalConversation = (personId: string): string => `a:${personId}`;

function page(all: readonly Member[], path: string) {
  const query = new URL(path, "http://connector").searchParams;
  const from = Number(query.get("continuationToken") ?? 0);
  const to = from + Number(query.get("pageSize") ?? 200);
  return { members: all.slice(from, to), ...(to < all.length && { continuationToken: `${to}` }) };
}

/** JSON from outside; undefined when it does not parse. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

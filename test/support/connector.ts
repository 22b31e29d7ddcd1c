/** A small real HTTP server that plays the Bot Connector: it keeps what a bot sends, in order, and can misbehave. */
import { createServer } from "node:http";
import { answer, type BotActivity, type Member, type Request, readRequest, refusal } from "./protocol.ts";

/** One request as it arrived. `at` is this process's `performance.now()` in ms; `status` 0 is not answered (yet), or cut. */
export type Received = Request & { readonly seq: number; readonly at: number; accepted: boolean; status: number };
/** A request that shows an activity in a conversation: sent, replied, updated, or the first one of a new conversation. */
export type Shown = Received & { readonly activity: BotActivity };

/**
 * How to misbehave towards one request. `delayMs` Infinity never answers; `reset` cuts the connection instead of
 * answering. `accept` says whether the activity gets through to waiting tests, by default only with an answer below
 * 300: `{reset: true, accept: true}` is the answer that is lost on its way back.
 */
export type Behaviour = {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  delayMs?: number;
  reset?: boolean;
  accept?: boolean;
};
export type Hook = (request: Received) => Behaviour | undefined;
export type Connector = Awaited<ReturnType<typeof startConnector>>;

type Wait = { timeoutMs?: number };
type Match = (activity: BotActivity, shown: Shown) => boolean;
type Waiter = { match: Match; resolve: (shown: Shown) => void; fail: (why: string) => void };
type Inbox = { unread: Shown[]; waiters: Waiter[]; passed: string[] };

/**
 * Starts a connector on 127.0.0.1. `members` answers the member calls (default: nobody, so 404); `port` 0, the default,
 * picks a free one. Rejects when the port is taken.
 */
export async function startConnector({ port = 0, members = (_conversationId: string): readonly Member[] => [] } = {}) {
  const ledger: Received[] = [];
  const inboxes = new Map<string, Inbox>();
  let hook: Hook | undefined;
  let seq = 0;

  // A kept connection must outlive a bench's pauses: the server never cuts one under the bot's feet.
  const server = createServer({ keepAliveTimeout: 120_000, noDelay: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const at = performance.now();
      const read = readRequest(request.method ?? "", request.url ?? "", Buffer.concat(chunks).toString(), `${1_700_000_000_000 + ++seq}`);
      const received: Received = { ...read, seq, at, accepted: false, status: 0 };
      ledger.push(received);
      const healthy = answer(received, members);
      const { status = healthy.status, headers, delayMs = 0, reset = false, ...how } = hook?.(received) ?? {};
      received.accepted = how.accept ?? (status < 300 && !reset);
      const finish = () => {
        if (reset) return void request.socket.resetAndDestroy();
        received.status = status;
        const body = Buffer.from(JSON.stringify(how.body ?? (status === healthy.status ? healthy : refusal(status, "Misbehaving")).body));
        response.writeHead(status, { "content-type": "application/json", "content-length": body.length, ...headers }).end(body);
      };
      if (delayMs === 0) finish();
      else if (Number.isFinite(delayMs)) setTimeout(finish, delayMs);
      if (isShown(received)) deliver(inbox(received.conversationId), received);
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();

  function inbox(conversationId: string): Inbox {
    const known = inboxes.get(conversationId);
    if (known) return known;
    const fresh: Inbox = { unread: [], waiters: [], passed: [] };
    inboxes.set(conversationId, fresh);
    return fresh;
  }

  function until(conversationId: string, match: Match, { timeoutMs = 5_000 }: Wait = {}): Promise<Shown> {
    return new Promise((resolve, reject) => {
      const box = inbox(conversationId);
      const leave = () => {
        clearTimeout(timer);
        box.waiters = box.waiters.filter((other) => other !== waiter);
      };
      const waiter: Waiter = {
        match,
        resolve: (shown) => {
          leave();
          resolve(shown);
        },
        fail: (why) => {
          leave();
          reject(new Error(`${conversationId}: ${why}; passed over: ${box.passed.join(", ") || "nothing"}`));
        },
      };
      const timer = setTimeout(() => waiter.fail(`nothing that matches within ${timeoutMs} ms`), timeoutMs);
      box.waiters.push(waiter);
      deliver(box);
    });
  }

  return {
    /** The serviceUrl to put into activities. */
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`,
    /** Everything received, in order of arrival, refused requests included. */
    ledger: ledger as readonly Received[],
    /** The activities that got through in one conversation so far, in order, waited for or not. */
    shown: (conversationId: string): Shown[] => ledger.filter(isShown).filter((one) => one.conversationId === conversationId),
    /** The next activity nobody has waited for yet, typing too. Rejects after `timeoutMs` (default 5000). */
    next: (conversationId: string, wait?: Wait) => until(conversationId, () => true, wait),
    /** The next activity that matches; what is passed over is gone for later waiters. Waiters are served in order. Rejects after `timeoutMs` (default 5000), naming what was passed over. */
    until,
    /** Forgets what has come to a conversation without being waited for. */
    skip: (conversationId: string): void => void inbox(conversationId).unread.splice(0),
    /** Empties the ledger, so that a long bench does not keep everything. */
    clear: (): void => void ledger.splice(0),
    /** Asks the hook about each request from now on; undefined behaves again. */
    misbehave: (next: Hook | undefined): void => {
      hook = next;
    },
    /** Rejects whoever still waits, cuts all connections and stops listening. */
    close: async (): Promise<void> => {
      for (const { waiters } of inboxes.values()) for (const waiter of waiters) waiter.fail("the connector was closed");
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const isShown = (one: Received): one is Shown => one.accepted && one.activity !== undefined;

function deliver(box: Inbox, arrived?: Shown): void {
  if (arrived) box.unread.push(arrived);
  for (let waiter = box.waiters[0]; waiter; waiter = box.waiters[0]) {
    const shown = box.unread.shift();
    if (!shown) return;
    if (!waiter.match(shown.activity, shown)) {
      box.passed.push(`${shown.activity.type} ${JSON.stringify(shown.activity.text ?? "")}`);
      continue;
    }
    box.passed = [];
    waiter.resolve(shown);
  }
}

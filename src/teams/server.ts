/** HTTP on restify: the messages endpoint, health, and the pages that the app package points to. */

import { createHash, timingSafeEqual } from "node:crypto";
import { type Activity, ActivityTypes, type TurnContext } from "botbuilder";
import type { Logger } from "pino";
import restify, { type Request, type Response, type Server } from "restify";
import type { Municipality } from "../ports/settings.ts";
import { laneOfActivity } from "./activity.ts";
import { type Adapter, TooLate, within } from "./adapter.ts";
import { lateKey } from "./app.ts";
import type { Refusal } from "./body.ts";
import type { newDoor } from "./door.ts";
import type { newInbox } from "./inbox.ts";
import { publicPages } from "./publicPages.ts";
import type { Application, TurnState } from "./teamsAi.ts";

type Around = {
  readonly adapter: Adapter;
  readonly app: Application<TurnState>;
  readonly inbox: ReturnType<typeof newInbox>;
  readonly log: Logger;
  readonly door: ReturnType<typeof newDoor>;
  readonly municipality: Municipality;
  /** True when turns can be taken now. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: { readonly token: string; readonly text: () => Promise<string> } | undefined;
  /** What a press hears that waits too long for its turn, or fails. */
  readonly words: { readonly workingOnIt: string; readonly tryAgainSoon: string };
};

/** What becomes a turn; the rest is acknowledged and forgotten. */
const kept = new Set<string>([ActivityTypes.Message, ActivityTypes.InstallationUpdate]);
/** Teams gives up on an invoke after 5 s. A press waits this long for its turn to begin, and for it to end; milliseconds. */
const patience = 800;
const pressDeadline = 2500;
/** Milliseconds for the head of a request and for all of it, and how often that is looked at. */
const limits = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 };
/**
 * A sender that is cut off while it sends may not see the answer: so much of what is on its way is thrown away (bytes),
 * and what does not end by then is left alone for so long before the connection is closed (milliseconds).
 */
const farewell = { bytes: 64 * 1024, ms: 1000 };

/** Answers at once and closes the connection. */
const refuse = (req: Request, res: Response, status: number, say: string) => {
  const body = Buffer.from(JSON.stringify({ error: say }));
  res.writeHead(status, { "content-type": "application/json", "content-length": body.length, connection: "close" });
  res.write(body);
  const end = () => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, farewell.ms);
  if (req.readableEnded || req.destroyed) return end();
  let thrown = 0;
  req.once("end", end).once("close", end);
  req.on("data", (chunk: Buffer) => {
    thrown += chunk.length;
    if (thrown > farewell.bytes) req.pause();
  });
};

const digest = (text: string) => createHash("sha256").update(text).digest();
/** In the same time whatever differs. */
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

export const newServer = ({ adapter, app, inbox, log, door, municipality, isReady, metrics, words }: Around): Server => {
  const server = restify.createServer({ name: "kompis", log, noWriteContinue: true });
  Object.assign(server.server, limits);
  // Nobody answers an upgrade here, and a connection that waits for one is watched by nobody.
  server.server.removeAllListeners("upgrade");

  // A handler that returns something is logged by restify, request and all.
  server.get("/healthz", async (_req: Request, res: Response) => {
    res.send(200, { ok: true });
  });
  server.get("/readyz", async (_req: Request, res: Response) => {
    const ok = await isReady();
    res.send(ok ? 200 : 503, { ok });
  });
  if (metrics)
    server.get("/metrics", async (req: Request, res: Response) => {
      if (!isSame(req.headers.authorization ?? "", `Bearer ${metrics.token}`)) return refuse(req, res, 401, "Show the token for metrics.");
      const text = await metrics.text();
      res.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
      res.end(text);
    });

  for (const [path, html] of Object.entries(publicPages(municipality)))
    server.get(path, async (_req: Request, res: Response) => {
      res.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      });
      res.end(html);
    });

  server.post("/api/messages", async (req: Request, res: Response) => {
    try {
      const entered = await door(req, () => req.headers.expect && res.writeContinue());
      if ("refused" in entered) {
        const { status, say, why }: Refusal = entered.refused;
        log.warn({ event: "request.refused", status, why }, "a request was refused");
        return refuse(req, res, status, say);
      }
      const { activity } = entered;
      if (activity.type === ActivityTypes.Invoke) {
        const answer = await adapter.take(activity, (context) => pressed(context, activity, res));
        res.send(answer?.status ?? 200, answer?.body);
      } else if (!kept.has(activity.type) || (await keep(activity, res))) res.send(200);
      else refuse(req, res, 503, "Nothing could be saved. Try again in a little while.");
    } catch (error) {
      log.error({ event: "request.failed", err: error }, "a request failed");
      if (!res.headersSent) refuse(req, res, 500, "Something went wrong, and nothing was saved.");
    }
  });

  /** The row is told when the HTTP answer was completed. @throws when it could not be kept */
  const accept = async (activity: Activity, res: Response) => void res.once("finish", await inbox.accept(activity));

  /** False when it could not be kept, and not even that could be said to the person. */
  const keep = async (activity: Activity, res: Response): Promise<boolean> => {
    try {
      await accept(activity, res);
      return true;
    } catch (error) {
      log.error({ event: "activity.notKept", err: error }, "an activity could not be kept");
      return inbox.notKept(activity).then(
        () => true,
        () => false,
      );
    }
  };

  /**
   * Answered in the HTTP response. What takes too long is kept like a message and answered with a word: the rest comes as
   * a message, whoever takes its turn.
   */
  const pressed = async (context: TurnContext, activity: Activity, res: Response) => {
    const late = new AbortController();
    context.turnState.set(lateKey, late.signal);
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const turn = inbox.inLane(laneOfActivity(activity), async () => {
      if (late.signal.aborted) return;
      begun();
      await app.run(context);
    });
    const failed = (error: unknown) => log.error({ event: "press.failed", err: error }, "a press failed");
    const say = (value: string) =>
      context.sendActivity({
        type: "invokeResponse",
        value: { status: 200, body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value } },
      });
    try {
      await within(Promise.race([beginning, turn]), patience);
      await within(turn, pressDeadline);
    } catch (error) {
      late.abort();
      turn.catch(failed);
      if (!(error instanceof TooLate)) return void (await say(words.tryAgainSoon));
      log.warn({ event: "press.late" }, "a press was not answered in time");
      const isKept = await accept(activity, res).then(
        () => true,
        (refused) => void failed(refused),
      );
      await say(isKept ? words.workingOnIt : words.tryAgainSoon);
    }
  };
  return server;
};

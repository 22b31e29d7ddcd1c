/** HTTP on restify: the messages endpoint, health, and the pages that the app package points to. */

import { type Activity, ActivityTypes, type TurnContext } from "botbuilder";
import type { Logger } from "pino";
import restify, { type Next, type Request, type Response, type Server } from "restify";
import type { Municipality } from "../ports/settings.ts";
import { activityShape, laneOfActivity } from "./activity.ts";
import { type Adapter, TooLate, within } from "./adapter.ts";
import { lateKey } from "./app.ts";
import type { newInbox } from "./inbox.ts";
import { publicPages } from "./publicPages.ts";
import type { Application, TurnState } from "./teamsAi.ts";

type Around = {
  readonly adapter: Adapter;
  readonly app: Application<TurnState>;
  readonly inbox: ReturnType<typeof newInbox>;
  readonly log: Logger;
  readonly local: boolean;
  readonly municipality: Municipality;
  /** What a press hears that waits too long for its turn, or fails. */
  readonly words: { readonly workingOnIt: string; readonly tryAgainSoon: string };
};

/** What becomes a turn; the rest is acknowledged and forgotten. */
const kept = new Set<string>([ActivityTypes.Message, ActivityTypes.InstallationUpdate]);
const largestBody = 256 * 1024;
/** Teams gives up on an invoke after 5 s. */
const pressDeadline = 3000;
const loopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

export const newServer = ({ adapter, app, inbox, log, local, municipality, words }: Around): Server => {
  const server = restify.createServer({ name: "kompis", log });
  const refuse = (res: Response, status: number, say: string) => {
    res.send(status, { error: say });
  };

  server.pre((req: Request, res: Response, next: Next) => {
    if (req.headers["content-encoding"]) return refuse(res, 415, "Send the body as it is, without Content-Encoding.");
    if (req.method === "POST" && !/^application\/json\b/i.test(req.headers["content-type"] ?? "")) return refuse(res, 415, "Send JSON.");
    if (Number(req.headers["content-length"] ?? 0) > largestBody) return refuse(res, 413, "The body is larger than 256 KB.");
    return next();
  });
  // Only JSON is read: restify's own body parser also keeps uploaded files, from anybody, before the request is proved.
  server.use(restify.plugins.bodyReader({ maxBodySize: largestBody }));
  server.use(restify.plugins.jsonBodyParser({ mapParams: false }));

  // A handler that returns something is logged by restify, request and all.
  for (const path of ["/healthz", "/readyz"])
    server.get(path, async (_req: Request, res: Response) => {
      res.send(200, { ok: true });
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
    const parsed = activityShape.safeParse(req.body);
    if (!parsed.success) return void refuse(res, 400, "The body is not an activity.");
    if (local && !loopback.test(parsed.data.serviceUrl)) return void refuse(res, 403, "In local mode answers go to this machine only.");
    const activity = req.body as Activity;
    try {
      await adapter.prove(activity, req.headers.authorization ?? "");
    } catch {
      log.warn({ event: "request.unproved" }, "a request was not proved to come from Teams");
      return void refuse(res, 401, "The request is not proved to come from Teams.");
    }
    try {
      if (activity.type === ActivityTypes.Invoke)
        await adapter.process(req as never, res as never, (context) => pressed(context, activity));
      else {
        if (kept.has(activity.type)) res.once("finish", await inbox.accept(activity));
        res.send(200);
      }
    } catch (error) {
      log.error({ event: "request.failed", err: error }, "a request failed");
      if (res.headersSent) return;
      // Who has been told is not to be asked again by Teams.
      const told = await inbox.notKept(activity).then(
        () => true,
        () => false,
      );
      if (told) res.send(200);
      else refuse(res, 503, "Nothing could be saved. Try again in a little while.");
    }
  });

  /** Answered in the HTTP response; what takes too long is answered with a word, and the rest comes as a message. */
  const pressed = async (context: TurnContext, activity: Activity) => {
    const late = new AbortController();
    context.turnState.set(lateKey, late.signal);
    const turn = inbox.inLane(laneOfActivity(activity), () => app.run(context));
    const say = (value: string) =>
      context.sendActivity({
        type: "invokeResponse",
        value: { status: 200, body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value } },
      });
    try {
      await within(turn, pressDeadline);
    } catch (error) {
      if (!(error instanceof TooLate)) {
        log.error({ event: "press.failed", err: error }, "a press failed");
        return void (await say(words.tryAgainSoon));
      }
      late.abort();
      turn.catch((failed) => log.error({ event: "press.failed", err: failed }, "a late press failed"));
      log.warn({ event: "press.late" }, "a press was not answered in time");
      await say(words.workingOnIt);
    }
  };
  return server;
};

/** The bare rival: teams-ai, botbuilder and restify put together as their samples do it, anonymous, nothing of ours. */
import { createRequire } from "node:module";
import { Application, TeamsAdapter } from "@microsoft/teams-ai";
import { ActivityTypes, ConfigurationServiceClientCredentialFactory, type Request, type Response } from "botbuilder";

/** What we use of restify 12, which brings no types. */
type Server = {
  use(handler: unknown): void;
  get(path: string, handler: (req: Request, res: Response) => Promise<void>): void;
  post(path: string, handler: (req: Request, res: Response) => Promise<void>): void;
  listen(port: number, host: string): void;
};
const restify: { createServer(): Server; plugins: { bodyParser(): unknown } } = createRequire(import.meta.url)("restify");

const adapter = new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
adapter.onTurnError = async (_context, error) => console.error(error);

const app = new Application();
app.activity(ActivityTypes.Message, async (context) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
});
app.adaptiveCards.actionExecute("save", async (context) => {
  await context.sendActivity("Saved");
  return { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Saved", wrap: true }] };
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.get("/healthz", async (_req, res) => {
  res.send({ ok: true });
});
server.post("/api/messages", async (req, res) => {
  await adapter.process(req, res, async (context) => {
    await app.run(context);
  });
});
server.listen(Number(process.env.PORT ?? 3978), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));

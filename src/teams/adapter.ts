/** The SDK's adapter, with what it does wrong by itself put right. */
import { TeamsAdapter } from "@microsoft/teams-ai";
import { type Activity, ConfigurationServiceClientCredentialFactory, type TurnContext } from "botbuilder";

type Credentials = {
  readonly id: string;
  readonly password: string | undefined;
  readonly type: string;
  readonly tenant: string | undefined;
};

/** A connector that does not answer is given up after this many milliseconds. */
const deadline = 15_000;

type Pipeline = { removePolicy(policy: { readonly name: string }): void };
const pipelineOf = (client: unknown): Pipeline | undefined =>
  (client as { client?: { pipeline?: Pipeline } } | undefined)?.client?.pipeline;

/** Lets a request be proved to come from Teams before, and without, a turn. */
export class Adapter extends TeamsAdapter {
  /** @throws when the header does not prove it. */
  async prove(activity: Activity, authorization: string): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }
}

export const newAdapter = (app: Credentials): Adapter => {
  const adapter = new Adapter(
    {},
    // Without an app id there is no authentication at all; the settings allow that in local mode only.
    new ConfigurationServiceClientCredentialFactory(
      app.id === ""
        ? {}
        : {
            MicrosoftAppId: app.id,
            ...(app.password ? { MicrosoftAppPassword: app.password } : {}),
            MicrosoftAppType: app.type,
            ...(app.tenant ? { MicrosoftAppTenantId: app.tenant } : {}),
          },
    ),
  );
  adapter.use(async (context: TurnContext, next) => {
    // The connector client sends again by itself, which doubles messages whose answer was lost.
    pipelineOf(context.turnState.get(adapter.ConnectorClientKey))?.removePolicy({ name: "defaultRetryPolicy" });
    context.onSendActivities((_context, _activities, send) => within(send(), deadline));
    await next();
  });
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  return adapter;
};

/** @throws when the promise has not settled in time (milliseconds). */
export const within = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

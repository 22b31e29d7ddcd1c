/** The SDK's adapter, with what it does wrong by itself put right. */

import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type Activity, ConfigurationServiceClientCredentialFactory, type TurnContext } from "botbuilder";
import { TeamsAdapter } from "./teamsAi.ts";

type Credentials = {
  readonly id: string;
  readonly password: string | undefined;
  readonly type: string;
  readonly tenant: string | undefined;
};
type Auth = TeamsAdapter["botFrameworkAuthentication"];
type Factory = ReturnType<Auth["createConnectorFactory"]>;

/** A connector that does not answer is given up after this many milliseconds. */
const deadline = 15_000;

/** A connection that was idle this long (milliseconds) is not used again: the other end may be closing it just now. */
const idle = 2000;
const agents = { "http:": new HttpAgent({ keepAlive: true, timeout: idle }), "https:": new HttpsAgent({ keepAlive: true, timeout: idle }) };

type PipelineRequest = { readonly url: string; agent?: HttpAgent };
type Pipeline = {
  removePolicy(policy: { readonly name: string }): void;
  addPolicy(policy: { readonly name: string; sendRequest<R>(request: PipelineRequest, next: (request: PipelineRequest) => R): R }): void;
};
const pipelineOf = (client: object): Pipeline | undefined => (client as { client?: { pipeline?: Pipeline } }).client?.pipeline;

export class Adapter extends TeamsAdapter {
  private readonly auth: Auth;

  constructor(credentials: ConfigurationServiceClientCredentialFactory) {
    super({}, credentials);
    this.auth = this.botFrameworkAuthentication;
    const clients = new Map<string, ReturnType<Factory["create"]>>();
    /** The SDK makes a client for every turn; one for each address and audience is enough. */
    const remembering = (factory: Factory): Factory => ({
      create: (serviceUrl, audience) => {
        const key = `${serviceUrl} ${audience}`;
        const client = clients.get(key) ?? factory.create(serviceUrl, audience).then(once);
        clients.set(key, client);
        return client;
      },
    });
    const { auth } = this;
    const [prove, factoryFor, tokenClientFor] = [
      auth.authenticateRequest.bind(auth),
      auth.createConnectorFactory.bind(auth),
      auth.createUserTokenClient.bind(auth),
    ];
    let tokenClient: ReturnType<Auth["createUserTokenClient"]> | undefined;
    auth.createConnectorFactory = (identity) => remembering(factoryFor(identity));
    auth.createUserTokenClient = (identity) => {
      tokenClient ??= tokenClientFor(identity);
      return tokenClient;
    };
    auth.authenticateRequest = async (activity, header) => {
      const proved = await prove(activity, header);
      return proved.connectorFactory ? { ...proved, connectorFactory: remembering(proved.connectorFactory) } : proved;
    };
  }

  /**
   * Lets a request be proved to come from Teams before, and without, a turn.
   * @throws when the header does not prove it
   */
  async prove(activity: Activity, authorization: string): Promise<void> {
    await this.auth.authenticateRequest(activity, authorization);
  }

  /**
   * Fetches a token as for sending, to see that it can be had.
   * @throws when the app id, the secret or the network is not right
   */
  async tokenFor(appId: string): Promise<void> {
    const client = await this.auth
      .createConnectorFactory(this.createClaimsIdentity(appId))
      .create("https://smba.trafficmanager.net/teams/", "https://api.botframework.com");
    const { credentials } = client as { credentials?: { getToken?: (force: boolean) => Promise<string> } };
    await credentials?.getToken?.(true);
  }
}

/** The connector client sends again by itself, which doubles messages whose answer was lost; and it keeps connections for ever. */
const once = <C extends object>(client: C): C => {
  const pipeline = pipelineOf(client);
  pipeline?.removePolicy({ name: "defaultRetryPolicy" });
  pipeline?.addPolicy({
    name: "freshConnections",
    sendRequest: (request, next) => {
      request.agent = agents[request.url.startsWith("https:") ? "https:" : "http:"];
      return next(request);
    },
  });
  return client;
};

export const newAdapter = (app: Credentials): Adapter => {
  // Without an app id there is no authentication at all; the settings allow that in local mode only.
  const adapter = new Adapter(
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
    context.onSendActivities((_context, _activities, send) => within(send(), deadline));
    await next();
  });
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  return adapter;
};

/** Something took longer than it was given. */
export class TooLate extends Error {}

/** @throws TooLate when the promise has not settled in time (milliseconds). */
export const within = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

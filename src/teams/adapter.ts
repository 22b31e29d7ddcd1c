/** The SDK's adapter, with what it does wrong by itself put right. */

import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import {
  type Activity,
  ActivityTypes,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from "botbuilder";
import type { Platform } from "./platform.ts";
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

type PipelineRequest = { readonly url: string; agent?: HttpAgent; timeout?: number };
type Pipeline = {
  removePolicy(policy: { readonly name: string }): void;
  addPolicy(policy: { readonly name: string; sendRequest<R>(request: PipelineRequest, next: (request: PipelineRequest) => R): R }): void;
};
const pipelineOf = (client: object): Pipeline | undefined => (client as { client?: { pipeline?: Pipeline } }).client?.pipeline;

/** An address that nothing is sent to, whoever has given it. */
export class NotServed extends Error {}

/** Raised on the context of a message that nobody asked for: its place was granted before. */
export const grantedKey = Symbol("granted");

/** An answer to an invoke goes in the HTTP response, not to the connector. */
const leaves = ({ type }: Partial<Activity>) => type !== ActivityTypes.InvokeResponse;

export class Adapter extends TeamsAdapter {
  private readonly auth: Auth;
  private readonly appId: string;
  private readonly home: string;
  /** Whom the bot sends to: in every cloud the one who issues the tokens of what comes in. */
  private readonly audience: string;

  private readonly answered: (conversation: string) => void;

  constructor(
    credentials: ConfigurationServiceClientCredentialFactory,
    appId: string,
    platform: Platform,
    answered: (conversation: string) => void,
  ) {
    super(platform.sdk, credentials);
    this.answered = answered;
    const auth = this.botFrameworkAuthentication;
    [this.auth, this.appId, this.home, this.audience] = [auth, appId, platform.home, platform.proof?.issuer ?? ""];
    const clients = new Map<string, ReturnType<Factory["create"]>>();
    /** The SDK makes a client for every turn; one for each address is enough. All that is sent goes through here. */
    const remembering = (factory: Factory): Factory => ({
      create: (serviceUrl) => {
        if (!platform.serves(serviceUrl)) return Promise.reject(new NotServed("Teams does not answer at the address that was kept."));
        const client = clients.get(serviceUrl) ?? factory.create(serviceUrl, this.audience).then(once);
        clients.set(serviceUrl, client);
        return client;
      },
    });
    const [factoryFor, tokenClientFor] = [auth.createConnectorFactory.bind(auth), auth.createUserTokenClient.bind(auth)];
    let tokenClient: ReturnType<Auth["createUserTokenClient"]> | undefined;
    auth.createConnectorFactory = (identity) => remembering(factoryFor(identity));
    auth.createUserTokenClient = (identity) => {
      tokenClient ??= tokenClientFor(identity);
      return tokenClient;
    };
    // The SDK's own proofs let in more than the door does, and must not be a second way in.
    const closed = () => Promise.reject(new Error("Requests are proved by the door."));
    auth.authenticateRequest = auth.authenticateChannelRequest = auth.authenticateStreamingRequest = closed;
  }

  /** All that is sent comes by here, also from a context that the middleware has not seen. */
  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    if (!context.turnState.get(grantedKey))
      for (const activity of activities) if (leaves(activity)) this.answered(activity.conversation?.id ?? "");
    return super.sendActivities(context, activities);
  }

  /** Runs the turn of an activity that the door has let in, and answers what an invoke is answered with. */
  take(activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    const claimsIdentity = this.createClaimsIdentity(this.appId);
    const connectorFactory = this.auth.createConnectorFactory(claimsIdentity);
    return this.processActivity({ audience: this.audience, claimsIdentity, connectorFactory }, activity, logic);
  }

  /**
   * Fetches a token as for sending, to see that it can be had.
   * @throws when the app id, the secret or the network is not right
   */
  async token(): Promise<void> {
    const client = await this.auth.createConnectorFactory(this.createClaimsIdentity(this.appId)).create(this.home, this.audience);
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
      // What is given up is also cut, so that it cannot arrive while it is tried again.
      request.timeout = deadline;
      request.agent = agents[request.url.startsWith("https:") ? "https:" : "http:"];
      return next(request);
    },
  });
  return client;
};

/** @param answered told of each thing that leaves and was not granted, with its conversation */
export const newAdapter = (app: Credentials, platform: Platform, answered: (conversation: string) => void = () => {}): Adapter => {
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
    app.id,
    platform,
    answered,
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

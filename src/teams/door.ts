/** Who and what is let in: a request is proved by its header before its body is read, and its body is held against the proof. */
import type { IncomingMessage } from "node:http";
import type { Activity } from "botbuilder";
import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { activityShape, type Shaped } from "./activity.ts";
import { largestBody, type Refused, readJson, refusal, tooLarge } from "./body.ts";
import { type Key, KeysAway, keysOf } from "./keys.ts";
import { addressOf, isLoopback, type Platform } from "./platform.ts";

type Around = {
  readonly platform: Platform;
  /** The app registration's own id and the municipality's tenant; not asked for in local mode. */
  readonly app: { readonly id: string; readonly tenant: string | undefined };
};

/** What a request has proved: the address that its token speaks for. Nothing in local mode. */
export type Proved = { readonly address: string | undefined };

/** Seconds that the issuer's clock and ours may differ. */
const drift = 120;

const unproved = (why: string) => refusal(401, why, "The request is not proved to come from Teams.");
const notNow = refusal(503, "keys.away", "What proves the request cannot be had now. Try again soon.");

/** One token has one spelling; base64url alone would allow several. */
const bearer = /^Bearer ([\w-]+\.[\w-]+\.([\w-]+))$/;
const isCanonical = (part: string) => Buffer.from(part, "base64url").toString("base64url") === part;

/** Proves an Authorization header. */
export const prover = ({ platform, app }: Around): ((authorization: string) => Promise<Proved | Refused>) => {
  const { proof, serves } = platform;
  if (!proof) return async () => ({ address: undefined });
  const keys = keysOf(proof.openId);
  const claims = z.object({ aud: z.literal(app.id), serviceurl: z.string() });
  const rules = { algorithms: ["RS256"], issuer: proof.issuer, audience: app.id, clockTolerance: drift, requiredClaims: ["exp", "nbf"] };

  return async (authorization) => {
    const [, token, signature] = bearer.exec(authorization) ?? [];
    if (token === undefined || signature === undefined || !isCanonical(signature)) return unproved("token.missing");
    try {
      let key: Key | undefined;
      const { payload } = await jwtVerify(
        token,
        async ({ kid }: { readonly kid?: unknown }) => {
          key = typeof kid === "string" ? await keys(kid) : undefined;
          if (!key) throw new errors.JWKSNoMatchingKey();
          return key.verify;
        },
        rules,
      );
      if (!key?.endorsements.includes("msteams")) return unproved("key.notEndorsed");
      const claimed = claims.safeParse(payload);
      if (!claimed.success) return unproved("token.claims");
      const address = addressOf(claimed.data.serviceurl);
      return address !== undefined && serves(address) ? { address } : unproved("token.serviceUrl");
    } catch (error) {
      if (error instanceof KeysAway) return notNow;
      return unproved(error instanceof errors.JOSEError ? error.code : "token.unreadable");
    }
  };
};

/** What the head of a request says is enough to refuse it. */
const badHead = ({ headers }: IncomingMessage): Refused | undefined => {
  if (headers["content-encoding"] !== undefined) return refusal(415, "head.encoding", "Send the body as it is, without Content-Encoding.");
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "")) return refusal(415, "head.type", "Send JSON.");
  return Number(headers["content-length"] ?? 0) > largestBody ? tooLarge : undefined;
};

/** The tenants that an activity names; each of them must be ours. */
const tenantsOf = ({ channelData, conversation }: Shaped): readonly string[] =>
  [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined);

export const newDoor = ({ platform, app }: Around) => {
  const prove = prover({ platform, app });
  const local = platform.proof === undefined;

  /** What the body says must be what was proved, and of the right tenant. */
  const notProved = (activity: Shaped, { address }: Proved): Refused | undefined => {
    if (local)
      return platform.serves(activity.serviceUrl)
        ? undefined
        : refusal(403, "activity.serviceUrl", "In local mode answers go to this machine only.");
    if (addressOf(activity.serviceUrl) !== address) return unproved("activity.serviceUrl");
    const tenants = tenantsOf(activity);
    return tenants.length > 0 && tenants.every((one) => one.toLowerCase() === app.tenant?.toLowerCase())
      ? undefined
      : unproved("activity.tenant");
  };

  /** The activity that a request brings. The body is not looked at, and the sender not asked for it, before the head has proved who sends it. */
  return async (req: IncomingMessage, goOn: () => void): Promise<{ readonly activity: Activity } | Refused> => {
    const bad = badHead(req);
    if (bad) return bad;
    // A page in a browser on this machine reaches us by a name of its own that leads here.
    if (local && !isLoopback(req.headers.host ?? "")) return refusal(403, "head.host", "In local mode only this machine is answered.");
    const [authorization = "", ...more] = req.headersDistinct["authorization"] ?? [];
    const proved = more.length > 0 ? unproved("token.twice") : await prove(authorization);
    if ("refused" in proved) return proved;

    goOn();
    const read = await readJson(req);
    if ("refused" in read) return read;
    const shaped = activityShape.safeParse(read.body);
    if (!shaped.success) return refusal(400, "activity.shape", "The body is not an activity.");
    return notProved(shaped.data, proved) ?? { activity: read.body as Activity };
  };
};

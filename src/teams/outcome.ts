/** What an error of the connector says about the message that was being sent. */
import { z } from "zod";
import type { Outcome } from "../ports/messenger.ts";
import { NotServed } from "./adapter.ts";

const failure = z.looseObject({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  /** Signing in failed. */
  errorCode: z.string().optional().catch(undefined),
  response: z.unknown().optional(),
});
const answer = z.looseObject({
  headers: z.custom<{ get(name: string): unknown }>((h) => typeof (h as { get?: unknown } | null)?.get === "function"),
});

const longest = 3_600_000;
/**
 * A Retry-After header, as milliseconds from now: seconds or an HTTP date. More than an hour is an hour; what cannot be
 * read, or has passed, is null.
 * @param now milliseconds since 1970
 */
export const retryAfter = (header: unknown, now: number): number | null => {
  if (typeof header !== "string") return null;
  const text = header.trim();
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : / GMT$/.test(text) ? Date.parse(text) - now : Number.NaN;
  return wait >= 0 ? Math.min(wait, longest) : null;
};

/** No connection came about, so nothing has left. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "CERT_HAS_EXPIRED"]);
/** What Teams calls it when the app is not where the message was to go; other prohibitions are the person's. */
const notThere = /roster|notinstalled|disabledbyadmin|botnotregistered/i;

/**
 * What an error that `sendActivity` threw says of the message. 412 and 429 were not accepted; a 5xx, a reset and a hang may
 * have come after the message was. @param now milliseconds since 1970, for a Retry-After that is a date
 */
export const outcomeOf = (error: unknown, now = Date.now()): Outcome => {
  if (error instanceof NotServed) return { refused: "gone" };
  const { statusCode: status, code = "", errorCode, response } = failure.safeParse(error).data ?? {};
  if (status === undefined) return neverLeft.has(code) || errorCode !== undefined ? { later: null } : "unknown";
  if (status === 412 || status === 429) return { later: retryAfter(answer.safeParse(response).data?.headers.get("retry-after"), now) };
  // Our own papers are not in order: that can be mended, and the message can wait.
  if (status === 401) return { later: null };
  if (status === 403) return { refused: notThere.test(code) ? "notInstalled" : "blocked" };
  if (status === 404 || status === 410) return { refused: "gone" };
  return status >= 400 && status < 500 && status !== 408 ? { refused: "rejected" } : "unknown";
};

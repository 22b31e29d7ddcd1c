/** Bodies of requests: read within a size and a time, looked over before they are parsed, and made of whole characters. */
import type { IncomingMessage } from "node:http";

/** Why a request is not let in: the HTTP status, what the sender is told, and a fixed word for the log. */
export type Refusal = { readonly status: number; readonly say: string; readonly why: string };

export const refusal = (status: number, why: string, say: string): { readonly refused: Refusal } => ({ refused: { status, say, why } });
export type Refused = ReturnType<typeof refusal>;

/** Bytes, counted as they come; milliseconds for the whole body; brackets within brackets. */
export const largestBody = 256 * 1024;
const patience = 5000;
const deepest = 32;

export const tooLarge = refusal(413, "body.large", "The body is larger than 256 KB.");

/** The whole body, as it is. */
export const readBody = (req: IncomingMessage, ms = patience): Promise<Buffer | Refused> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Buffer | Refused) => {
      clearTimeout(timer);
      req.off("data", take).off("end", whole).off("close", gone);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > largestBody) end(tooLarge);
    };
    const whole = () => end(Buffer.concat(chunks));
    const gone = () => end(refusal(400, "body.cut", "The body ended too early."));
    const timer = setTimeout(() => end(refusal(408, "body.slow", "The body took too long.")), ms);
    req.on("data", take).on("end", whole).on("close", gone).on("error", gone);
  });

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...Buffer.from('"\\{}[]')];

/** How deep brackets lie within brackets, outside strings. Says something of whatever is no JSON, too. */
export const depthOf = (bytes: Uint8Array): number => {
  let [depth, most, inString] = [0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === quote) inString = !inString;
    else if (inString) {
      if (byte === backslash) i++;
    } else if (byte === openBrace || byte === openBracket) most = Math.max(most, ++depth);
    else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return most;
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const notJson = refusal(400, "body.json", "The body is not JSON.");

/** NUL and half characters, which not every store can keep. */
const isWhole = (text: string) => text.isWellFormed() && !text.includes("\0");
const mended = (key: string, value: unknown): unknown => {
  if (!isWhole(key)) return undefined;
  return typeof value === "string" && !isWhole(value) ? value.toWellFormed().replaceAll("\0", "\ufffd") : value;
};

/** What the JSON says, in characters that can be kept: one that cannot becomes U+FFFD. */
export const parseBody = (bytes: Uint8Array): { readonly body: unknown } | Refused => {
  if (depthOf(bytes) > deepest) return refusal(400, "body.deep", "The body is nested too deeply.");
  try {
    const text = utf8.decode(bytes);
    return { body: /\\u(0000|d[89a-f])/i.test(text) ? JSON.parse(text, mended) : JSON.parse(text) };
  } catch {
    return notJson;
  }
};

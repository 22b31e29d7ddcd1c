/** Bodies of requests: read within a size and a time, looked over as they come, and made of whole characters. */
import type { IncomingMessage } from "node:http";

/** Why a request is not let in: the HTTP status, what the sender is told, and a fixed word for the log. */
export type Refusal = { readonly status: number; readonly say: string; readonly why: string };

export const refusal = (status: number, why: string, say: string): { readonly refused: Refusal } => ({ refused: { status, say, why } });
export type Refused = ReturnType<typeof refusal>;

/** Bytes; milliseconds for the whole body; brackets within brackets; commas, colons and brackets in all. */
export const largestBody = 256 * 1024;
const patience = 5000;
const deepest = 32;
const mostMarks = 10_000;

export const tooLarge = refusal(413, "body.large", "The body is larger than 256 KB.");
const tooDeep = refusal(400, "body.deep", "The body is nested too deeply.");
const tooMany = refusal(400, "body.many", "The body holds too many things.");
const notJson = refusal(400, "body.json", "The body is not JSON.");

const code = (character: string) => character.charCodeAt(0);
const [quote, backslash] = [code('"'), code("\\")];
/** What a mark does to the depth; a byte that is none has no meaning here. */
const none = 2;
const marks = new Int8Array(256).fill(none);
for (const mark of "{[") marks[code(mark)] = 1;
for (const mark of "]}") marks[code(mark)] = -1;
for (const mark of ",:") marks[code(mark)] = 0;

/** Looks over JSON as it comes, for what would cost far more to parse than its bytes say. */
export const newLookOver = (): ((bytes: Uint8Array) => Refused | undefined) => {
  let [depth, count, size, inString, escaped] = [0, 0, 0, false, false];
  return (bytes) => {
    size += bytes.length;
    if (size > largestBody) return tooLarge;
    for (const byte of bytes) {
      if (escaped) escaped = false;
      else if (byte === quote) inString = !inString;
      else if (inString) escaped = byte === backslash;
      else {
        const mark = marks[byte] ?? none;
        if (mark === none) continue;
        depth += mark;
        if (depth > deepest) return tooDeep;
        if (++count > mostMarks) return tooMany;
      }
    }
    return undefined;
  };
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** NUL and half characters, which not every store can keep. */
const isWhole = (text: string) => text.isWellFormed() && !text.includes("\0");
const mended = (key: string, value: unknown): unknown => {
  if (!isWhole(key)) return undefined;
  return typeof value === "string" && !isWhole(value) ? value.toWellFormed().replaceAll("\0", "\ufffd") : value;
};

/** Chunks are put together here, one body at a time, since memory that is thrown away is collected late. */
const table = Buffer.allocUnsafeSlow(largestBody);
const joined = (chunks: readonly Buffer[]): Buffer => {
  let size = 0;
  for (const chunk of chunks) size += chunk.copy(table, size);
  return table.subarray(0, size);
};

const parse = (bytes: Uint8Array): { readonly body: unknown } | Refused => {
  try {
    const text = utf8.decode(bytes);
    return { body: /\\u(0000|d[89a-f])/i.test(text) ? JSON.parse(text, mended) : JSON.parse(text) };
  } catch {
    return notJson;
  }
};

/** What the body says as JSON, in characters that can be kept: one that cannot becomes U+FFFD. */
export const readJson = (req: IncomingMessage, ms = patience): Promise<{ readonly body: unknown } | Refused> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const lookOver = newLookOver();
    const end = (result: { readonly body: unknown } | Refused) => {
      clearTimeout(timer);
      req.off("data", take).off("end", whole).off("close", gone);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      const refused = lookOver(chunk);
      if (refused) end(refused);
    };
    const whole = () => end(parse(joined(chunks)));
    const gone = () => end(refusal(400, "body.cut", "The body ended too early."));
    const timer = setTimeout(() => end(refusal(408, "body.slow", "The body took too long.")), ms);
    req.on("data", take).on("end", whole).on("close", gone).on("error", gone);
  });

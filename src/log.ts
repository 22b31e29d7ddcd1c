/** The log: JSON lines on standard error, with event names and ids, and nothing that somebody wrote. */
import { type Logger, pino } from "pino";

type Failure = { readonly name: string; readonly code?: string | number; readonly at: readonly string[]; readonly cause?: Failure };

/** As many causes and frames as help. */
const [deepest, frames] = [3, 12];
const shortWord = /^[\w.-]{1,40}$/;
const frame = /^ {4}at (?:async )?[^\s()][^()]{0,200}(?: \([^()]{0,300}:\d+:\d+\)|:\d+:\d+)$/;

/**
 * What may be told of a failure: its name, its code, where it happened, and its causes the same way. Messages quote what
 * failed, which may be what a person wrote: the input of a schema, the parameters of a statement, the body of an answer.
 */
export const failure = (error: unknown, depth = 0): Failure => {
  if (!(error instanceof Error)) return { name: error === null ? "null" : typeof error, at: [] };
  const { name, message, stack = "", cause } = error;
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  return {
    name: shortWord.test(name) ? name : "Error",
    ...[code, statusCode].flatMap((c) => (typeof c === "number" || (typeof c === "string" && shortWord.test(c)) ? [{ code: c }] : []))[0],
    // A message may have lines that look like frames.
    at: stack
      .replace(message, "")
      .split("\n")
      .filter((line) => frame.test(line))
      .slice(0, frames)
      .map((line) => line.trim().slice(3)),
    ...(cause !== undefined && depth < deepest ? { cause: failure(cause, depth + 1) } : {}),
  };
};

/** @param level debug, info, warn, error or silent */
export const newLog = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: {
        err: (error) => failure(error),
        // What restify would tell of a request holds its headers and its address, and of a value whatever that is.
        req: ({ method }: { readonly method?: string }) => ({ method }),
        res: ({ statusCode }: { readonly statusCode?: number }) => ({ statusCode }),
        value: (value) => typeof value,
      },
    },
    pino.destination(2),
  );

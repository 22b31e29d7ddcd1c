/** An endpoint that speaks OpenAI's chat completions: one question, one answer, and every way in which it may fail. */
import { setTimeout as sleep } from "node:timers/promises";
import { APIConnectionError, APIError, AzureOpenAI, OpenAI } from "openai";
import { z } from "zod";
import type { Action } from "./choices.ts";
import { newIdentity } from "./identity.ts";

/** OpenAI's own and those that are compatible, or a deployment in Azure, where no key means the managed identity. */
export type Endpoint =
  | { readonly kind: "openai"; readonly url: string; readonly key: string | undefined; readonly model: string }
  | {
      readonly kind: "azure";
      readonly url: string;
      readonly deployment: string;
      readonly version: string;
      readonly key: string | undefined;
      readonly identity: string | undefined;
    };

export type Question = {
  readonly system: string;
  readonly user: string;
  readonly actions: readonly Action[];
  readonly maxTokens: number;
  readonly temperature: number;
};
export type Tokens = { readonly in: number; readonly out: number };
/** @returns JSON as the model wrote it, with the action's name under "do". @throws NoAnswer or Unreachable */
export type Ask = (question: Question, signal: AbortSignal) => Promise<unknown>;

/** The endpoint answered, and the answer is of no use. */
export class NoAnswer extends Error {
  readonly code: "refused" | "malformed";
  constructor(code: "refused" | "malformed") {
    super(`its answer is ${code}`);
    this.code = code;
  }
}
/** The endpoint gave no answer; the message says why, in words of ours: an endpoint may say anything back. */
export class Unreachable extends Error {
  readonly code: string | number | undefined;
  constructor(message: string, code: string | number | undefined) {
    super(message);
    this.code = code;
  }
}

/** The pause before the one retry, and the longest that an endpoint may ask for; milliseconds. */
const [pause, longestPause] = [300, 2000];
/** More than this is no answer to what was asked; bytes. */
const largest = 64 * 1024;

/** Reads no further than `largest`, and goes nowhere else. */
const limited: typeof fetch = async (url, init) => {
  const response = await fetch(url, { ...init, redirect: "error" });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largest) throw new NoAnswer("malformed");
    parts.push(part);
  }
  return new Response(parts.length > 0 ? Buffer.concat(parts) : null, { status: response.status, headers: response.headers });
};

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) })).nullish(),
        }),
      }),
    )
    .min(1),
});
const usage = z.object({ usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }) });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.trim().replace(/^```(?:json)?\s*|\s*```$/g, ""));
  } catch {
    throw new NoAnswer("malformed");
  }
};

const said = (answer: unknown): unknown => {
  const read = completion.safeParse(answer);
  const [first] = read.success ? read.data.choices : [];
  if (!first) throw new NoAnswer("malformed");
  const { message, finish_reason: end } = first;
  if (message.refusal || end === "content_filter") throw new NoAnswer("refused");
  if (end === "length") throw new NoAnswer("malformed");
  const call = message.tool_calls?.[0]?.function;
  if (!call) return parsed(message.content ?? "");
  const args = parsed(call.arguments);
  return typeof args === "object" && args !== null ? { ...args, do: call.name } : args;
};

const clientOf = (endpoint: Endpoint): OpenAI => {
  const common = { maxRetries: 0, organization: null, project: null, logLevel: "off", fetch: limited } as const;
  // A server of one's own may want no key; the client wants one.
  if (endpoint.kind === "openai") return new OpenAI({ ...common, baseURL: endpoint.url, apiKey: endpoint.key ?? "none" });
  const { url, deployment, version, key, identity } = endpoint;
  const proof = key === undefined ? { azureADTokenProvider: newIdentity(identity) } : { apiKey: key };
  return new AzureOpenAI({ ...common, ...proof, endpoint: url, deployment, apiVersion: version });
};

/** @param used is told of the tokens of every answer, good or not */
export const newAsk = (endpoint: Endpoint, used: (tokens: Tokens) => void = () => {}): Ask => {
  const client = clientOf(endpoint);
  const model = endpoint.kind === "azure" ? endpoint.deployment : endpoint.model;
  // The newer name for it, which not every compatible endpoint knows.
  const most = endpoint.kind === "azure" || new URL(endpoint.url).hostname.endsWith("openai.com") ? "max_completion_tokens" : "max_tokens";
  let knowsTools = true;

  const once = async ({ system, user, actions, maxTokens, temperature }: Question, tools: boolean, signal: AbortSignal) => {
    const messages = (content: string) => [{ role: "system", content } as const, { role: "user", content: user } as const];
    const answer = await client.chat.completions.create(
      tools
        ? {
            model,
            messages: messages(system),
            temperature,
            [most]: maxTokens,
            tools: actions.map((action) => ({ type: "function", function: { ...action, strict: true } })),
            tool_choice: "required",
            parallel_tool_calls: false,
          }
        : { model, messages: messages(`${system}\nThe actions: ${JSON.stringify(actions)}`) },
      { signal },
    );
    const counted = usage.safeParse(answer);
    if (counted.success) used({ in: counted.data.usage.prompt_tokens, out: counted.data.usage.completion_tokens });
    return said(answer);
  };

  return async (question, signal) => {
    const tools = knowsTools;
    const again = (form: boolean) =>
      once(question, form, signal).catch((error) => {
        throw told(error);
      });
    try {
      return await once(question, tools, signal);
    } catch (error) {
      if (tools && isNotKnown(error)) {
        const answer = await again(false);
        knowsTools = false;
        return answer;
      }
      const wait = waitFor(error);
      if (wait === undefined || signal.aborted) throw told(error);
      await sleep(wait, undefined, { signal });
      return await again(tools);
    }
  };
};

/** An endpoint that knows only the simplest form says that something of the request is wrong. */
const isNotKnown = (error: unknown): boolean =>
  error instanceof APIError && (error.status === 400 || error.status === 422) && error.code !== refusedByFilter;
/** Azure's word for a question that it will not put. */
const refusedByFilter = "content_filter";

/** How long to wait before it may go better (ms); undefined where it would not. */
const waitFor = (error: unknown): number | undefined => {
  if (told(error) instanceof NoAnswer || !(error instanceof APIError)) return undefined;
  const { status, headers } = error;
  if (status !== undefined && status < 500 && status !== 429 && status !== 408) return undefined;
  const after = Number(headers?.get("retry-after") ?? 0) * 1000;
  return after <= longestPause ? Math.max(after, pause) : undefined;
};

const told = (error: unknown): Error => {
  // The client wraps what its fetch throws.
  const cause = error instanceof APIConnectionError ? error.cause : error;
  if (cause instanceof NoAnswer) return cause;
  if (cause instanceof SyntaxError) return new NoAnswer("malformed");
  if (cause instanceof APIError && cause.status !== undefined)
    return cause.code === refusedByFilter ? new NoAnswer("refused") : new Unreachable(`it answers with ${cause.status}`, cause.status);
  const { code } = (cause instanceof Error ? (cause.cause ?? cause) : {}) as { readonly code?: unknown };
  return new Unreachable("it cannot be reached", typeof code === "string" ? code : undefined);
};

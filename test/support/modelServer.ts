/** A small real HTTP server that plays an endpoint of a language model: it keeps what it is asked, and answers as it is told to. */
import { createServer } from "node:http";

export type Asked = { readonly url: string; readonly headers: Readonly<Record<string, unknown>>; readonly raw: string };
/** What is sent back. `afterMs` waits first, Infinity for ever; `reset` cuts the connection; `hangs` sends half and no more. */
export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly afterMs?: number;
  readonly reset?: "before" | "within";
  readonly hangs?: true;
};

const completion = (message: object, finish_reason = "stop") => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "scripted",
  choices: [{ index: 0, finish_reason, message: { role: "assistant", ...message } }],
  usage: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 },
});
const json = (value: unknown): Answer => ({ body: JSON.stringify(value) });

/** An action is called. */
export const calls = (name: string, parameters: unknown, finish = "tool_calls"): Answer =>
  json(
    completion(
      {
        content: null,
        tool_calls: [
          {
            id: "call_1",
            type: "function",
            function: { name, arguments: typeof parameters === "string" ? parameters : JSON.stringify(parameters) },
          },
        ],
      },
      finish,
    ),
  );
/** Words, as of an endpoint that knows no actions. */
export const writes = (content: string, finish = "stop"): Answer => json(completion({ content }, finish));
export const refuses = (refusal: string): Answer => json(completion({ content: null, refusal }));

export const startModelServer = async () => {
  const ledger: Asked[] = [];
  let answer: (asked: Asked, n: number) => Answer = () => calls("unclear", {});
  const waiting = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = { url: request.url ?? "", headers: request.headers, raw: Buffer.concat(chunks).toString() };
      ledger.push(asked);
      const { status = 200, headers = {}, body = "", afterMs = 0, reset, hangs } = answer(asked, ledger.length);
      const reply = () => {
        if (reset === "before") return void request.socket.destroy();
        response.writeHead(status, { "content-type": "application/json", ...headers });
        if (reset !== "within" && !hangs) return void response.end(body);
        response.write(body.slice(0, body.length / 2), () => reset && request.socket.destroy());
      };
      if (afterMs === 0) reply();
      else if (Number.isFinite(afterMs)) waiting.add(setTimeout(reply, afterMs));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url,
    ledger,
    answers: (how: typeof answer) => {
      answer = how;
    },
    close: () => {
      for (const timer of waiting) clearTimeout(timer);
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

/** Endpoints of each kind: where the question goes, with which proof, in which form, and what is made of every answer. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Endpoint, newAsk, type Question, type Tokens } from "../../src/model/endpoint.ts";
import { newIdentity } from "../../src/model/identity.ts";
import { readPrompt, understandFolder } from "../../src/model/prompt.ts";
import { calls, type ModelServer, refuses, startModelServer, writes } from "../support/modelServer.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const question: Question = readPrompt(understandFolder)({}, "noe om demens", ["ask", "unclear"]);
const own = (): Endpoint => ({ kind: "openai", url: `${server.url}/v1`, key: undefined, model: "gemma" });
const azure = (more: object): Endpoint => ({
  kind: "azure",
  url: server.url,
  deployment: "kompis-modell",
  version: "2024-10-21",
  key: undefined,
  identity: undefined,
  ...more,
});
const ask = (endpoint: Endpoint = own(), used?: (tokens: Tokens) => void, ms = 5000) =>
  newAsk(endpoint, used)(question, AbortSignal.timeout(ms));
const body = (n: number) => JSON.parse(server.ledger[n]?.raw ?? "");
const help = { page: "help", topic: null, courses: [] };

describe("where it goes, and with which proof", () => {
  test("an endpoint of one's own, with a key and without", async () => {
    await ask();
    await ask({ kind: "openai", url: `${server.url}/v1/`, key: "nokkel-1", model: "gemma" });
    expect(server.ledger.map(({ url }) => url)).toEqual(["/v1/chat/completions", "/v1/chat/completions"]);
    expect(server.ledger[1]?.headers.authorization).toBe("Bearer nokkel-1");
    expect(body(0)).toMatchObject({ model: "gemma", temperature: 0, max_tokens: 500, tool_choice: "required" });
    expect(body(0).tools.map((t: { function: { name: string; strict: boolean } }) => [t.function.name, t.function.strict])).toEqual([
      ["ask", true],
      ["unclear", true],
    ]);
    expect(body(0).messages.at(-1)).toEqual({ role: "user", content: "noe om demens" });
  });

  test("what else the environment says to the client's package is not heard", async () => {
    for (const name of ["OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_LOG"])
      vi.stubEnv(name, "http://127.0.0.1:9/other");
    vi.stubEnv("OPENAI_API_KEY", "not-for-this-one");
    await ask();
    expect(server.ledger).toHaveLength(1);
    expect(JSON.stringify(server.ledger[0]?.headers)).not.toMatch(/not-for-this-one|other/);
  });

  test("a deployment in Azure, with a key", async () => {
    await ask(azure({ key: "azure-key" }));
    expect(server.ledger[0]?.url).toBe("/openai/deployments/kompis-modell/chat/completions?api-version=2024-10-21");
    expect(server.ledger[0]?.headers).toMatchObject({ "api-key": "azure-key" });
    expect(server.ledger[0]?.headers.authorization).toBeUndefined();
    expect(body(0)).toMatchObject({ model: "kompis-modell", max_completion_tokens: 500 });
  });

  test("a deployment in Azure, with the managed identity of the platform", async () => {
    vi.stubEnv("IDENTITY_ENDPOINT", `${server.url}/msi/token`);
    vi.stubEnv("IDENTITY_HEADER", "the-secret");
    server.answers(({ url }) =>
      url.startsWith("/msi")
        ? { body: JSON.stringify({ access_token: "a.b.c", expires_on: `${Math.floor(Date.now() / 1000) + 3600}` }) }
        : calls("unclear", {}),
    );
    const endpoint = newAsk(azure({ identity: "11111111-2222-4333-8444-555555555555" }));
    await endpoint(question, AbortSignal.timeout(5000));
    await endpoint(question, AbortSignal.timeout(5000));
    const [token, first, second] = server.ledger;
    expect(server.ledger).toHaveLength(3);
    expect(Object.fromEntries(new URL(token?.url ?? "", server.url).searchParams)).toEqual({
      resource: "https://cognitiveservices.azure.com",
      "api-version": "2019-08-01",
      client_id: "11111111-2222-4333-8444-555555555555",
    });
    expect(token?.headers["x-identity-header"]).toBe("the-secret");
    for (const asked of [first, second]) {
      expect(asked?.headers.authorization).toBe("Bearer a.b.c");
      expect(asked?.headers["api-key"]).toBeUndefined();
    }
  });

  test("the identity of a plain machine in Azure; a token is fetched anew before it is over", async () => {
    let lasts = 3600;
    server.answers((_asked, n) => ({ body: JSON.stringify({ access_token: `t${n}`, expires_on: Math.floor(Date.now() / 1000) + lasts }) }));
    const identity = newIdentity(undefined, {}, `${server.url}/metadata/identity/oauth2/token`);
    expect([await identity(), await identity()]).toEqual(["t1", "t1"]);
    expect(server.ledger[0]).toMatchObject({ headers: { metadata: "true" } });
    expect(server.ledger[0]?.url).toContain("api-version=2018-02-01");
    expect(server.ledger[0]?.url).not.toContain("client_id");
    lasts = 200;
    const brief = newIdentity(undefined, {}, server.url);
    expect([await brief(), await brief()]).toEqual(["t2", "t3"]);
    server.answers(() => ({ status: 400 }));
    await expect(newIdentity(undefined, {}, server.url)()).rejects.toThrow("gave no token for the managed identity: 400");
  });
});

describe("what is made of the answer", () => {
  test("an action that is called, or JSON in words", async () => {
    server.answers(() => calls("ask", help));
    expect(await ask()).toEqual({ do: "ask", ...help });
    server.answers(() => writes(`\`\`\`json\n${JSON.stringify({ do: "ask", ...help })}\n\`\`\``));
    expect(await ask()).toEqual({ do: "ask", ...help });
    // What is called is what it does, whatever stands beside it.
    server.answers(() => calls("unclear", { do: "save" }));
    expect(await ask()).toEqual({ do: "unclear" });
  });

  test("an endpoint that knows no actions is told of them in words, and from then on at once", async () => {
    server.answers(({ raw }) =>
      raw.includes('"tools"') ? { status: 400, body: '{"error":{"message":"tools is not supported"}}' } : writes('{"do":"unclear"}'),
    );
    const simple = newAsk(own());
    expect(await simple(question, AbortSignal.timeout(5000))).toEqual({ do: "unclear" });
    expect(await simple(question, AbortSignal.timeout(5000))).toEqual({ do: "unclear" });
    expect(server.ledger).toHaveLength(3);
    expect(Object.keys(body(2))).toEqual(["model", "messages"]);
    expect(body(2).messages[0].content).toContain('"name":"ask"');
  });

  test("tokens are counted, also of an answer that is of no use", async () => {
    const used: Tokens[] = [];
    await ask(own(), (tokens) => used.push(tokens));
    server.answers(() => writes("{", "length"));
    await ask(own(), (tokens) => used.push(tokens)).catch(() => {});
    expect(used).toEqual([
      { in: 1000, out: 20 },
      { in: 1000, out: 20 },
    ]);
  });

  const unusable = {
    "is refused": [refuses("I cannot help with that."), writes("", "content_filter")],
    "is malformed": [
      { body: "" },
      { body: "{" },
      { body: "null" },
      { body: '{"choices":[]}' },
      { body: "<html>gateway</html>", headers: { "content-type": "text/html" } },
      writes("I think you should ask HR."),
      writes("null, undefined"),
      calls("ask", "{page:"),
      calls("unclear", "{}", "length"),
      { body: JSON.stringify({ choices: [{ message: { content: "x".repeat(100_000) } }] }) },
    ],
  };
  for (const [how, answers] of Object.entries(unusable))
    test.each(answers.map((answer, i) => [i, answer] as const))(`${how} %i`, async (_i, answer) => {
      server.answers(() => answer);
      await expect(ask()).rejects.toThrow(`its answer ${how}`);
      expect(server.ledger).toHaveLength(1);
    });

  test("what goes wrong on the way may go better once more, and no oftener", async () => {
    for (const [wrong, times] of [
      [{ status: 500 }, 2],
      [{ status: 429 }, 2],
      [{ status: 429, headers: { "retry-after": "60" } }, 1],
      [{ status: 401 }, 1],
      [{ status: 404 }, 1],
      [{ reset: "before" }, 2],
      [{ reset: "within", body: "{}".repeat(100) }, 2],
      [{ status: 307, headers: { location: "/elsewhere" } }, 2],
    ] as const) {
      const from = server.ledger.length;
      server.answers(() => wrong);
      await expect(ask()).rejects.toThrow(
        "status" in wrong && wrong.status !== 307 ? `it answers with ${wrong.status}` : "it cannot be reached",
      );
      expect(server.ledger.length - from).toBe(times);
    }
    expect(server.ledger.some(({ url }) => url.includes("elsewhere"))).toBe(false);
    let n = 0;
    server.answers(() => (n++ === 0 ? { status: 503 } : calls("unclear", {})));
    expect(await ask()).toEqual({ do: "unclear" });
  });

  test("it is given up when the time is over", async () => {
    server.answers(() => ({ afterMs: Number.POSITIVE_INFINITY }));
    await expect(ask(own(), undefined, 200)).rejects.toThrow();
  });

  test("Azure's filter refuses before the model has seen it", async () => {
    server.answers(() => ({ status: 400, body: JSON.stringify({ error: { code: "content_filter", message: "filtered" } }) }));
    await expect(ask()).rejects.toThrow("its answer is refused");
    expect(server.ledger).toHaveLength(1);
  });
});

/** The whole process with a model set: it is asked, counted, and nothing of what was said is logged, whatever it answers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hangUp, message, type Person, personal, post } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { calls, startModelServer } from "../support/modelServer.ts";
import { startBot } from "../support/process.ts";

const ola: Person = { id: "29:ola", name: "Ola Tangvik", aadObjectId: "6e704245-a4ff-41e3-a794-9b80dcb0b82e" };
const folder = mkdtempSync(join(tmpdir(), "kompis-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a bot with a model", async () => {
  const [connector, server] = [await startConnector({ members: () => [ola] }), await startModelServer()];
  const bot = await startBot({
    command: ["node", "src/main.ts"],
    env: {
      KOMPIS_MODE: "local",
      KOMPIS_LOG: "debug",
      KOMPIS_DATA: folder,
      KOMPIS_METRICS_TOKEN: "not a secret at all",
      KOMPIS_MODEL: "m",
      KOMPIS_MODEL_URL: `${server.url}/v1`,
      KOMPIS_MODEL_PRICE_IN: "2",
      OPENAI_API_KEY: "hemmelignok",
      HOST: "",
      MICROSOFT_APP_ID: "",
    },
  });
  const say = async (text: string, holding: RegExp) => {
    await post(bot.messagesUrl, message({ from: ola, serviceUrl: connector.url }, text));
    await connector.until(personal(ola).id, (a) => holding.test(JSON.stringify(a)), { timeoutMs: 15_000 });
  };
  try {
    server.answers(() => calls("ask", { page: "lacking", topic: null, courses: [] }));
    await say("kanarifugl hva nå da", /Har du tatt noe av dette/);
    server.answers(() => ({ status: 500, body: '{"error":{"message":"kanarifugl","code":"kanarifugl"}}' }));
    await say("kanarifugl hva i all verden", /Det forsto jeg ikke/);
    expect(server.ledger).toHaveLength(3);
    const metrics = await (await fetch(`${bot.url}/metrics`, { headers: { authorization: "Bearer not a secret at all" } })).text();
    expect(metrics).toContain('kompis_model_seconds_count{outcome="helped"} 1');
    expect(metrics).toContain('kompis_model_seconds_count{outcome="failed"} 1');
    expect(metrics).toContain('kompis_model_cost_total{direction="in"} 0.002');
    expect(await bot.stop()).toMatchObject({ code: 0 });
    expect(bot.stderr()).toContain("model.failed");
    for (const never of ["kanarifugl", "hemmelignok", "Tangvik"]) expect(bot.stderr()).not.toContain(never);
  } finally {
    await bot.stop();
    await connector.close();
    await server.close();
    hangUp();
  }
});

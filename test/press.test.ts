/** A press that takes too long is answered with a word, and is kept like a message. */
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { newServer } from "../src/teams/server.ts";
import { readMunicipality } from "../src/transfer/sample.ts";
import { invoke } from "./support/client.ts";

const kari = { id: "29:kari", name: "Kari", aadObjectId: "kari" };
const activity = invoke({ from: kari, serviceUrl: "http://127.0.0.1:1/" }, { verb: "press", data: { card: "c", act: "a" }, inputs: {} });
let server: ReturnType<typeof newServer>;
afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

test("its row knows that the word has arrived, so that the same press later is no repeat of it", async () => {
  let arrived = 0;
  const said: string[] = [];
  server = newServer({
    adapter: {
      take: async (_activity: unknown, logic: (context: unknown) => Promise<void>) => {
        await logic({
          turnState: new Map(),
          sendActivity: async ({ value }: { value: { body: { value: string } } }) => said.push(value.body.value),
        });
      },
    } as never,
    app: {} as never,
    inbox: { inLane: () => new Promise(() => {}), accept: async () => () => void arrived++ } as never,
    log: pino({ level: "silent" }),
    door: async () => ({ activity: activity as never }),
    municipality: readMunicipality("data/sample/municipality.json"),
    isReady: async () => true,
    metrics: undefined,
    words: { workingOnIt: "jobber med det", tryAgainSoon: "prøv igjen" },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/api/messages`, { method: "POST", body: "{}" })).status).toBe(200);
  expect(said).toEqual(["jobber med det"]);
  await expect.poll(() => arrived).toBe(1);
});

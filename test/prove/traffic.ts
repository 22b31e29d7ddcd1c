/** What both proofs of traffic need: replicas on one database, and people who log training and press "Lagre". */
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samplePeople } from "../bench/sides.ts";
import { type Conversation, invoke, message, type Person, type Posted, post, TENANT } from "../support/client.ts";
import type { Connector } from "../support/connector.ts";
import { findPress, type Press } from "../support/press.ts";
import { type Bot, startBot } from "../support/process.ts";
import type { BotActivity } from "../support/protocol.ts";

export type Traffic = ReturnType<typeof traffic>;

const people = samplePeople(60);
const personOf = (n: number): Person => people[n % people.length] as Person;
/** A 1:1 of its own for each number, so that a store can be asked what came of it. */
export const conversationOf = (n: number): Conversation => ({ conversationType: "personal", id: `a:${n}`, tenantId: TENANT });

export const traffic = (connector: Connector) => {
  const scene = (n: number) => ({ from: personOf(n), serviceUrl: connector.url, conversation: conversationOf(n) });
  const isCard = (activity: BotActivity) => findPress(activity, (data) => data.act === "save");
  return {
    said: (n: number) => message(scene(n), "tok brannvern i går, 2 timer"),
    pressed: (n: number, press: Press) => invoke(scene(n), press),
    /** The card that answers what was said. */
    card: async (n: number, timeoutMs: number): Promise<{ press: Press; at: number }> => {
      const shown = await connector.until(conversationOf(n).id, (activity) => isCard(activity) !== undefined, { timeoutMs });
      return { press: isCard(shown.activity) as Press, at: shown.at };
    },
    isLate: (answer: Posted) => /jobber med det|jobbar med det|working on it/.test(JSON.stringify(answer.body)),
    isSaved: (answer: Posted) => /er logget|er logga|logged/.test(JSON.stringify(answer.body)),
  };
};

/** Bots in local mode; over one database where there is one, else with a folder of its own each. */
export const replicas = async (count: number, database: string | undefined) => {
  const folders: string[] = [];
  const startOne = () => {
    const folder = mkdtempSync(join(tmpdir(), "kompis-prove-"));
    folders.push(folder);
    const store = database ? { DATABASE_URL: database } : {};
    const env = { KOMPIS_MODE: "local", KOMPIS_LOG: "error", KOMPIS_DATA: folder, HOST: "", MICROSOFT_APP_ID: "", ...store };
    return startBot({ command: ["node", "--max-semi-space-size=32", "src/main.ts"], env });
  };
  // One after the other: the first brings the sample municipality in.
  const bots: (Bot | undefined)[] = [];
  for (let n = 0; n < count; n++) bots.push(await startOne());
  return {
    bots,
    any: (): Bot | undefined => bots[randomInt(bots.length)],
    /** Kills one with -9; another takes its place. */
    kill: async (n: number): Promise<void> => {
      const bot = bots[n];
      bots[n] = undefined;
      await bot?.crash();
      bots[n] = await startOne();
    },
    stop: async (): Promise<string> => {
      await Promise.all(bots.map((bot) => bot?.stop()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      return bots.map((bot) => bot?.stderr() ?? "").join("");
    },
  };
};
export { post };

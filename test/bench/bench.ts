/** Two bots as processes, closed loops of people, rounds in turn. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hangUp, invoke, message, type Person, type Posted, post } from "../support/client.ts";
import { type Connector, startConnector } from "../support/connector.ts";
import type { Press } from "../support/press.ts";
import { type Bot, coldStart, processorMs, residentMiB, startBot } from "../support/process.ts";
import { type BotActivity, field } from "../support/protocol.ts";
import { number } from "./report.ts";

/** One of the two bots: how to start it, and what its two turns look like. */
export type Side = {
  name: string;
  command: readonly [string, ...string[]];
  cwd: string;
  /** Environment of a start with this fresh, empty folder. */
  env: (dataDir: string) => Record<string, string>;
  text: string;
  /** Whether this activity is the answer to `text`, and the button to press then. */
  answer: (activity: BotActivity) => Press | undefined;
  /** Whether the body of a 200 means that the press did what it should. */
  pressed: (body: unknown) => boolean;
};
export type BenchOptions = {
  people: readonly Person[];
  rounds: number;
  /** Length of one round of one side. */
  seconds: number;
  /** Length of the warm-up of each side, not counted. */
  warmUpSeconds: number;
  coldStarts: number;
  /** Idle time before memory is read. */
  idleSeconds: number;
  /** Limit for one turn; a turn beyond it is an error. */
  turnTimeoutMs: number;
  say: (line: string) => void;
};
/** Times in ms, rates in turns/s, processor time in ms per turn, memory in MiB. A turn that failed is in `errors` only. */
export type Result = {
  name: string;
  rates: number[];
  message: number[];
  press: number[];
  /** The HTTP answer to the message, which Teams waits for. */
  acknowledged: number[];
  errors: string[];
  processorMs: number;
  turns: number;
  coldMs: number[];
  restMiB: number[];
  loadedMiB: number;
  /** What it wrote to standard error during warm-up and rounds. */
  stderr: string;
};

/**
 * Runs cold starts, warm-up and rounds, always A B A B. Rejects when a bot does not start, gives no first answer or ends
 * on its own; single failed turns are counted in `errors`.
 */
export async function bench(sides: readonly [Side, Side], options: BenchOptions): Promise<{ results: Result[]; benchLoad: number }> {
  const { people, rounds, coldStarts, idleSeconds, say } = options;
  const [first] = people;
  if (!first) throw new Error("people is empty: nobody can take a turn");
  const connector = await startConnector();
  const folders: string[] = [];
  const launch = async (side: Side) => {
    const folder = await mkdtemp(join(tmpdir(), "turns-"));
    folders.push(folder);
    return { command: side.command, cwd: side.cwd, env: side.env(folder) };
  };
  const running: { side: Side; bot: Bot; result: Result }[] = [];
  try {
    const results = sides.map(
      ({ name }): Result => ({
        name,
        rates: [],
        message: [],
        press: [],
        acknowledged: [],
        errors: [],
        processorMs: 0,
        turns: 0,
        coldMs: [],
        restMiB: [],
        loadedMiB: 0,
        stderr: "",
      }),
    );
    for (let n = 0; n < coldStarts; n++) {
      for (const [index, side] of sides.entries()) {
        const { bot, coldMs } = await coldStart(await launch(side), connector, first, side.text);
        await sleep(idleSeconds * 1000);
        results[index]?.coldMs.push(coldMs);
        results[index]?.restMiB.push(residentMiB(bot.pid));
        await bot.stop();
      }
      say(`cold start ${n + 1} of ${coldStarts}: ${results.map((one) => `${one.name} ${number(one.coldMs[n])} ms`).join(", ")}`);
    }
    for (const [index, side] of sides.entries()) {
      const result = results[index];
      if (result) running.push({ side, result, bot: await startBot(await launch(side)) });
    }
    for (const { side, bot } of running) await round(side, bot, connector, people, options.warmUpSeconds, options.turnTimeoutMs);
    let benchMs = 0;
    for (let n = 0; n < rounds; n++) {
      for (const { side, bot, result } of running) {
        await sleep(500); // what the other side left over, and our own garbage, settles here
        const before = processorMs(bot.pid);
        const own = process.cpuUsage();
        const part = await round(side, bot, connector, people, options.seconds, options.turnTimeoutMs);
        const used = process.cpuUsage(own);
        benchMs += (used.user + used.system) / 1000;
        result.processorMs += processorMs(bot.pid) - before;
        result.rates.push(part.inTime / options.seconds);
        result.turns += part.message.length + part.press.length;
        for (const list of ["message", "press", "acknowledged", "errors"] as const) append(result, part, list);
        result.loadedMiB = residentMiB(bot.pid);
        result.stderr = bot.stderr();
      }
      say(`round ${n + 1} of ${rounds}: ${results.map((one) => `${one.name} ${number(one.rates[n])} turns/s`).join(", ")}`);
    }
    return { results, benchLoad: benchMs / (rounds * options.seconds * sides.length * 1000) };
  } finally {
    await Promise.all(running.map(({ bot }) => bot.stop()));
    await connector.close();
    hangUp();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

type Part = Pick<Result, "message" | "press" | "acknowledged" | "errors"> & { inTime: number };

function append(result: Result, part: Part, list: "message" | "press" | "acknowledged" | "errors"): void {
  if (list === "errors") result.errors.push(...part.errors);
  else for (const ms of part[list]) result[list].push(ms);
}

/** One closed loop per person until the time is up. A turn that ends late counts for the times, not for the rate. */
async function round(
  side: Side,
  bot: Bot,
  connector: Connector,
  people: readonly Person[],
  seconds: number,
  timeoutMs: number,
): Promise<Part> {
  const part: Part = { message: [], press: [], acknowledged: [], errors: [], inTime: 0 };
  const end = performance.now() + seconds * 1000;
  const count = (list: number[], ms: number) => {
    list.push(ms);
    if (performance.now() <= end) part.inTime++;
  };
  const loop = async (person: Person) => {
    while (performance.now() < end) {
      try {
        await pair(side, bot, connector, person, timeoutMs, part, count);
      } catch (error) {
        if (bot.exit()) throw new Error(`${side.name} ended during the bench\n${bot.stderr().slice(-2_000)}`);
        part.errors.push(String(error));
        await sleep(50);
      }
    }
  };
  await Promise.all(people.map(loop));
  connector.clear();
  hangUp(); // a server may cut a kept connection while the other side has its round
  return part;
}

async function pair(
  side: Side,
  bot: Bot,
  connector: Connector,
  from: Person,
  timeoutMs: number,
  part: Part,
  count: (list: number[], ms: number) => void,
) {
  const scene = { from, serviceUrl: connector.url };
  const said = message(scene, side.text);
  const conversation = said.conversation.id;
  let press: Press | undefined;
  const matches = (activity: BotActivity) => {
    const late = activity.replyToId !== undefined && activity.replyToId !== said.id;
    if (activity.type === "message" && !late) press = side.answer(activity);
    return press !== undefined;
  };
  connector.skip(conversation);
  const start = performance.now();
  const [shown, answered] = await both(connector.until(conversation, matches, { timeoutMs }), post(bot.messagesUrl, said, { timeoutMs }));
  if (answered.status !== 200) throw new Error(`message answered ${answered.status}`);
  part.acknowledged.push(answered.ms);
  count(part.message, shown.at - start);
  if (!press) return;
  const pressed = await post(bot.messagesUrl, invoke(scene, { ...press, replyToId: shown.activityId }), { timeoutMs });
  if (!isDone(pressed) || !side.pressed(pressed.body))
    throw new Error(`press answered ${pressed.status} ${JSON.stringify(pressed.body)?.slice(0, 200)}`);
  count(part.press, pressed.ms);
}

const isDone = ({ status, body }: Posted) => status === 200 && field(body, "statusCode") === 200;

/** Both, or the first failure once both are over: a waiter left behind would take the next turn's answer. */
async function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

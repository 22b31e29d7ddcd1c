/** A bot as a process of its own: start, measure, stop. */
import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { message, type Person, post } from "./client.ts";
import type { Connector } from "./connector.ts";

export type Launch = {
  /** Program and arguments of the bot itself, no wrapper such as npm: signals and memory are this process's. "node" means the Node that runs this. */
  command: readonly [string, ...string[]];
  cwd?: string;
  /** Added to this process's environment, over it; PORT is set by `port`. */
  env?: Readonly<Record<string, string>>;
  /** Default: a free one. */
  port?: number;
  /** Limit from spawn to /healthz 200; default 30 000. */
  timeoutMs?: number;
  /** A file for standard output; default nowhere. */
  log?: string;
};
export type Exit = { code: number | null; signal: NodeJS.Signals | null };
export type Bot = Awaited<ReturnType<typeof startBot>>;

const alive = new Set<() => void>();
process.on("exit", () => {
  for (const kill of alive) kill();
});

/** Starts a bot and waits until /healthz answers 200. Rejects with its last words when it ends before that or takes longer. */
export async function startBot({ command: [program, ...args], cwd = ".", env = {}, timeoutMs = 30_000, log, ...launch }: Launch) {
  const port = launch.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const out = log === undefined ? "ignore" : openSync(log, "a");
  const spawnedAt = performance.now();
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd,
    env: { ...process.env, ...env, PORT: `${port}` },
    stdio: ["ignore", out, "pipe"],
  });
  if (typeof out === "number") closeSync(out);
  const kill = () => void child.kill("SIGKILL");
  alive.add(kill);
  let stderr = "";
  let exit: Exit | undefined;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once("error", (error) => {
      stderr += `${error}`;
      resolve({ code: null, signal: null });
    });
    child.once("close", (code, signal) => resolve({ code, signal }));
  }).then((ended) => {
    exit = ended;
    alive.delete(kill);
    return ended;
  });

  while (!(await isHealthy(url))) {
    const late = performance.now() - spawnedAt > timeoutMs;
    if (late) kill();
    if (late || exit)
      throw new Error(
        `${program} ${args.join(" ")}: ${exit ? `ended with ${exit.code ?? exit.signal}` : `no /healthz within ${timeoutMs} ms`}\n${stderr.slice(-2_000)}`,
      );
    await sleep(10);
  }
  return {
    pid: child.pid ?? 0,
    url,
    messagesUrl: `${url}/api/messages`,
    /** `performance.now()` of the spawn, ms. */
    spawnedAt,
    /** From spawn to the first /healthz 200, ms, to 10 ms. */
    readyMs: performance.now() - spawnedAt,
    /** Everything written to standard error so far. */
    stderr: () => stderr,
    /** Resolves when the process has ended, however. */
    exited,
    /** How it ended, undefined while it runs. */
    exit: () => exit,
    /** SIGTERM, and SIGKILL when it has not ended after `limitMs` (default 5000). `ms` is how long it took. */
    stop: async (limitMs = 5_000): Promise<Exit & { ms: number; killed: boolean }> => {
      const from = performance.now();
      let killed = false;
      const limit = setTimeout(() => {
        killed = true;
        kill();
      }, limitMs);
      if (!exit) child.kill("SIGTERM");
      const ended = await exited;
      clearTimeout(limit);
      return { ...ended, ms: performance.now() - from, killed };
    },
    /** SIGKILL at once, for tests of what survives a crash. */
    crash: (): Promise<Exit> => {
      kill();
      return exited;
    },
  };
}

/** Starts a bot, says `text` as `person` and waits for the first message at the connector. `coldMs`: from spawn to its arrival. */
export async function coldStart(launch: Launch, connector: Connector, person: Person, text: string): Promise<{ bot: Bot; coldMs: number }> {
  const bot = await startBot(launch);
  try {
    const hello = message({ from: person, serviceUrl: connector.url }, text);
    connector.skip(hello.conversation.id);
    const [first] = await Promise.all([
      connector.until(hello.conversation.id, (activity) => activity.type === "message", { timeoutMs: 20_000 }),
      post(bot.messagesUrl, hello),
    ]);
    return { bot, coldMs: first.at - bot.spawnedAt };
  } catch (error) {
    await bot.stop();
    throw new Error(`no first answer: ${error}\n${bot.stderr().slice(-2_000)}`);
  }
}

/** Resident memory of a process in MiB. Throws when it does not run. */
export function residentMiB(pid: number): number {
  if (process.platform !== "linux") return Number(execFileSync("ps", ["-o", "rss=", "-p", `${pid}`], { encoding: "utf8" })) / 1024;
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Processor time a process has used so far, all threads, in ms (Linux, to 10 ms); NaN elsewhere. */
export function processorMs(pid: number): number {
  if (process.platform !== "linux") return Number.NaN;
  const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13) ?? [];
  return (Number(user) + Number(system)) * 10;
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ask = request(`${url}/healthz`, { agent: false, timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ask.on("timeout", () => ask.destroy());
    ask.on("error", () => resolve(false));
    ask.end();
  });
}

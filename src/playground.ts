/** The Microsoft 365 Agents Playground: Teams on this machine, peopled with the sample municipality. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "./domain/organisation.ts";
import type { Municipality } from "./ports/settings.ts";

/** What the sample does not know: the ids are Teams' own. */
export type Around = {
  readonly bot: { readonly id: string; readonly name: string };
  readonly team: {
    readonly id: string;
    readonly name: string;
    readonly aadGroupId: string;
    readonly channel: { readonly id: string; readonly name: string };
  };
};

/** Kompis and the team it is in, where nobody has asked for others. */
export const around: Around = {
  bot: { id: "kompis", name: "Kompis" },
  team: {
    id: "19:hjemmetjenesten@thread.tacv2",
    name: "Hjemmetjenesten",
    aadGroupId: "6f1f0a5e-52a1-4d0c-9d0e-2f8f6a1b7c31",
    channel: { id: "19:kompetanse@thread.tacv2", name: "Kompetanse" },
  },
};

/** The Playground's configuration. Of the people, the first sits at the keyboard; the Playground wants exactly five others. */
export const playgroundConfig = (people: readonly Person[], municipality: Pick<Municipality, "tenantId">, { bot, team }: Around) => {
  const [currentUser, ...users] = people.map(({ id, name, aadObjectId, email }) => {
    const at = name.lastIndexOf(" ");
    return {
      id,
      name,
      userPrincipleName: email ?? "", // so spelled by the Playground
      aadObjectId: aadObjectId ?? "",
      givenName: at < 0 ? name : name.slice(0, at),
      surname: name.slice(at + 1),
      email: email ?? "",
    };
  });
  const { channel, ...itself } = team;
  return {
    version: "0.1.1",
    tenantId: municipality.tenantId,
    bot,
    currentUser,
    users,
    personalChat: { id: "a:personal" },
    groupChat: { id: "19:group@thread.v2", name: "Gruppe" },
    team: { ...itself, channels: [channel] },
  };
};

/** The Playground is not installed or did not come up; the message says what to do. */
export class PlaygroundTrouble extends Error {}

export type Playground = {
  readonly url: string;
  /** Resolves when its process has ended, however. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

type Launch = {
  readonly config: ReturnType<typeof playgroundConfig>;
  /** The bot's messages endpoint. */
  readonly botUrl: string;
  /** 0, or one that is taken, gives a free one; see `url`. */
  readonly port: number;
  /** Where its configuration and its log are written. */
  readonly folder: string;
};

/** Milliseconds: how long it may take to come up, and to stop before it is killed. */
const patience = { start: 30_000, stop: 3000 };

const commandLine = (): string => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/package.json")), "cli.js");
  } catch {
    throw new PlaygroundTrouble('The Playground is not installed. Run "npm ci", or start the bot alone with "npm run bot".');
  }
};

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** Starts the Playground as a child process and waits until its page can be opened. */
export const startPlayground = async ({ config, botUrl, port, folder }: Launch): Promise<Playground> => {
  const cli = commandLine();
  const configFile = join(folder, "playground.yml");
  const logFile = join(folder, "playground.log");
  mkdirSync(folder, { recursive: true });
  writeFileSync(configFile, JSON.stringify(config, null, 2)); // JSON is YAML
  writeFileSync(logFile, ""); // the Playground appends
  const env = {
    ...process.env,
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
    M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
    SEND_INSTALLATION_ACTIVITY: "true",
    TEAMSAPPTESTER_BROWSER: "none",
  };
  const args = [cli, "-e", botUrl, "-c", "msteams", "-p", String(port), "--disable-telemetry"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const hear = (words: unknown) => {
    said = `${said}${words}`.slice(-10_000);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<void>((done) => child.once("exit", () => done()).once("error", (error) => done(hear(error.message))));
  const kill = () => void child.kill("SIGKILL"); // it starts no other processes
  process.once("exit", kill);
  void ended.then(() => process.off("exit", kill));
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(kill, patience.stop);
    await ended;
    clearTimeout(timer);
  };

  const limit = Date.now() + patience.start;
  while (Date.now() < limit && child.exitCode === null && child.signalCode === null && child.pid) {
    const listening = /Listening on (\d+)/.exec(said)?.[1];
    const url = `http://localhost:${listening}`;
    if (listening && (await answers(url))) return { url, ended, stop };
    await sleep(50);
  }
  await stop();
  const log = existsSync(logFile) ? readFileSync(logFile, "utf8") : "";
  const last = `${log}\n${said}`
    .replaceAll(/^debug .*\n?/gm, "")
    .trim()
    .split("\n")
    .at(-1);
  throw new PlaygroundTrouble(`The Playground did not start${last ? ` ("${last.slice(0, 300)}")` : ""}. See "${logFile}".`);
};

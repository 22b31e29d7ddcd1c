/** The composition root: reads the settings, chooses, joins, starts, and stops in order. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { pages } from "./answers/index.ts";
import { catalogues } from "./catalogue/search.ts";
import { type Config, ConfigTrouble, clockOf, readConfig } from "./config.ts";
import { newSender } from "./delivery/sender.ts";
import { purgeErased } from "./dialogue/erase.ts";
import type { Parts } from "./dialogue/parts.ts";
import { turnOver } from "./dialogue/turn.ts";
import { worldMoved, worldOver } from "./dialogue/world.ts";
import { flows } from "./flows/index.ts";
import { failure, newLog } from "./log.ts";
import type { newMetrics } from "./metrics.ts";
import { PlaygroundTrouble } from "./playground.ts";
import type { Store } from "./ports/store.ts";
import { StoreTrouble } from "./ports/store.ts";
import type { Understanding } from "./ports/understanding.ts";
import { sweep } from "./reminders/sweep.ts";
import { placeOf } from "./store/open.ts";
import { newAdapter } from "./teams/adapter.ts";
import { newApplication } from "./teams/app.ts";
import { newDoor } from "./teams/door.ts";
import { answerConsent } from "./teams/fileConsent.ts";
import { fetchFileOver, putFileOver } from "./teams/fileHosts.ts";
import { fileRoutes } from "./teams/files.ts";
import { newInbox } from "./teams/inbox.ts";
import { newLookUp, newMessenger } from "./teams/messenger.ts";
import { platformOf } from "./teams/platform.ts";
import { newServer } from "./teams/server.ts";
import { uploadRoutes } from "./teams/uploads.ts";
import { render } from "./text/render.ts";
import { FileTrouble, readMunicipality, readRetention, readSample, readYearWheel } from "./transfer/sample.ts";
import { rules } from "./understanding/rules.ts";

type Metrics = ReturnType<typeof newMetrics>;

/** How long running turns may take when the bot stops, and how long stopping may take; milliseconds. */
const patience = 8000;
const longest = 10_000;
/** How often it looks for what is due; milliseconds. */
const sweepEvery = 10 * 60_000;
/** How often it looks for what was left lying, and after how long it counts as left; milliseconds. */
const lookEvery = 5000;
const orphanedAfter = 2000;

/** Puts the sample municipality into a store that has nobody in it. */
const fillWhenEmpty = async (store: Store, folder: string): Promise<boolean> => {
  if ((await store.find("person")).length > 0) return false;
  await store.commit([...readSample(folder), await worldMoved(store)]);
  return true;
};

type Joined = { readonly store: Store; readonly world: Parts["world"]; readonly metrics: Metrics | undefined; readonly log: Logger };
/** The rules with a language model behind them, which is loaded only where there is one. */
const withModel = async (model: NonNullable<Config["model"]>, { store, world, metrics, log }: Joined): Promise<Understanding> => {
  const { modelBehind } = await import("./model/open.ts");
  const meter = metrics?.model(model.prices);
  return modelBehind(rules, model, {
    store,
    flows,
    pages,
    search: async (words, limit) => (await world()).catalogue.search(words, limit),
    asked: (outcome, seconds) => meter?.asked(outcome, seconds),
    used: (tokens) => meter?.used(tokens),
    failed: (error) => log.warn({ event: "model.failed", err: error }, "the language model was of no use; the rules answered"),
  });
};

/** What is said outside any conversation, in the municipality's language. */
type SaidByUs =
  | "tryAgainSoon"
  | "workingOnIt"
  | "notKept"
  | "keptForLater"
  | "fileHere"
  | "fileOnce"
  | "fileGone"
  | "fileAgain"
  | "uploadHere"
  | "uploadHow"
  | "uploadDone"
  | "importGone"
  | "fileNotKept";

/** @param platform where Teams runs; what the settings say, but for tests */
export const start = async (config: Config, platform = platformOf(config)) => {
  const clock = clockOf(config);
  const log = newLog(config.log);
  const municipality = readMunicipality(config.municipality);
  const metrics = config.metricsToken ? (await import("./metrics.ts")).newMetrics() : undefined;
  const unfolded = (error: unknown) => log.error({ event: "fold.failed", err: error }, "the journal could not be folded, and grows on");
  const opened = await placeOf(config, clock).open(unfolded);
  const store = metrics?.store(opened) ?? opened;
  metrics?.waiting(opened);
  if (config.local && (await fillWhenEmpty(store, config.sample)))
    log.info({ event: "sample.loaded" }, "the sample municipality was loaded");

  /** This process, among the replicas. */
  const owner = randomUUID();
  const adapter = newAdapter(config.app, platform, (conversation) => sender.answered(conversation));
  const sender = newSender({ store, messenger: newMessenger(adapter, config.app.id), log, owner, perSecond: config.perSecond });
  const world = worldOver(store, catalogues());
  const parts: Parts = {
    store,
    clock,
    municipality,
    retention: readRetention(config.retention),
    wheel: readYearWheel(config.yearWheel),
    publicUrl: config.publicUrl?.replace(/\/+$/, "") ?? (config.local ? `http://127.0.0.1:${config.port}` : undefined),
    flows,
    pages,
    understanding: config.model ? await withModel(config.model, { store, world, metrics, log }) : rules,
    world,
    asksModel: config.model !== undefined,
    lookUp: newLookUp(adapter, config.app.id),
    fetchFile: fetchFileOver(config.local),
    newId: randomUUID,
    local: config.local,
  };
  const say = (word: SaidByUs) => render({ say: word }, municipality.language);
  const app = newApplication({
    appId: config.app.id,
    adapter,
    take: metrics?.take(turnOver(parts)) ?? turnOver(parts),
    clock,
    afterwards: (turned) => turned.notices && sender.wake(),
    consented: (context) =>
      answerConsent(context, store, clock, putFileOver(config.local), {
        declined: say("fileNotKept"),
        gone: say("fileGone"),
        failed: say("tryAgainSoon"),
      }),
  });
  let stopping = false;
  const inbox = newInbox({
    adapter,
    appId: config.app.id,
    app,
    store,
    clock,
    log,
    words: { sorry: say("tryAgainSoon"), notKept: say("notKept"), keptForLater: say("keptForLater") },
  });
  const server = newServer({
    adapter,
    app,
    inbox,
    log,
    door: newDoor({ platform, app: config.app }),
    municipality,
    isReady: async () => !stopping && (await store.isWell()),
    metrics: config.metricsToken && metrics ? { token: config.metricsToken, text: metrics.text } : undefined,
    words: { workingOnIt: say("workingOnIt"), tryAgainSoon: say("tryAgainSoon") },
  });

  uploadRoutes(server, store, clock, {
    here: say("uploadHere"),
    how: say("uploadHow"),
    upload: render({ button: "upload" }, municipality.language),
    done: say("uploadDone"),
    gone: say("fileGone"),
    again: say("importGone"),
  });
  fileRoutes(server, store, clock, {
    here: say("fileHere"),
    once: say("fileOnce"),
    download: render({ button: "download" }, municipality.language),
    gone: say("fileGone"),
    again: say("fileAgain"),
  });

  metrics?.http(server.server);
  await new Promise<void>((resolve, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? portTaken("PORT", config.port)
          : error.code === "EACCES" || error.code === "EADDRNOTAVAIL"
            ? new ConfigTrouble(`This machine does not allow port ${config.port} on ${config.host}. Set PORT and HOST to others.`)
            : error,
      ),
    );
    server.listen(config.port, config.host, resolve);
  });
  await inbox.takeUp();
  sender.wake();
  let isPurging = false;
  const purge = async () => {
    if (isPurging) return;
    isPurging = true;
    await purgeErased(store, owner).catch((error) =>
      log.error({ event: "purge.failed", err: error }, "what was erased still lies in the files"),
    );
    isPurging = false;
  };
  /** What another replica, or a moment without store or connector, has left. */
  const left = setInterval(() => {
    inbox.takeUp(orphanedAfter).catch((error) => log.error({ event: "inbox.failed", err: error }, "the inbox could not be read"));
    sender.wake("pending");
    void purge();
  }, lookEvery);
  /** One of the replicas looks, for all; another when that one is gone. */
  const looked = async () => {
    if (!(await store.lease("sweep", owner, sweepEvery))) return;
    await sweep({ ...parts });
    sender.wake();
  };
  const look = () => looked().catch((error) => log.error({ event: "sweep.failed", err: error }, "looking for what is due failed"));
  const sweeping = setInterval(look, sweepEvery);
  void look();
  log.info({ event: "started", port: config.port, local: config.local }, "Kompis answers");

  return {
    stop: async () => {
      clearInterval(sweeping);
      clearInterval(left);
      stopping = true;
      server.close(() => {});
      // What is not over by then lies in the store, and is taken up after the next start.
      await Promise.race([
        Promise.all([inbox.idle(patience), sender.stop(), store.release("sweep", owner).catch(() => {})]).then(store.close),
        sleep(longest),
      ]);
      log.info({ event: "stopped" }, "Kompis has stopped");
    },
  };
};

export const portTaken = (setting: string, port: number) =>
  new ConfigTrouble(`Port ${port} is taken. Stop the program that uses it, or set ${setting} to another one.`);

/** Trouble that the reader can mend is one sentence; the stack is shown where the mistake is ours. Ends the process. */
export const giveUp = (error: unknown): never => {
  const known = [ConfigTrouble, StoreTrouble, FileTrouble, PlaygroundTrouble].some((kind) => error instanceof kind);
  process.stderr.write(`${error instanceof Error ? (known ? error.message : error.stack) : String(error)}\n`);
  process.exit(1);
};

/** Stops in order and ends the process. Under npm, Ctrl-C comes from the terminal and once more from npm: the second is the same wish. */
export const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  const wish = () => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(0), giveUp);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, wish);
  // Node would print the message.
  process.on("uncaughtException", (error) => {
    process.stderr.write(`${JSON.stringify({ level: 60, event: "crashed", err: failure(error) })}\n`);
    process.exit(1);
  });
};

if (import.meta.main) {
  try {
    const running = await start(readConfig(process.env));
    stopOnSignal(running.stop);
  } catch (error) {
    giveUp(error);
  }
}

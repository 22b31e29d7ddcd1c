/** What `npm start` runs: Kompis with the sample municipality, and the Playground beside it to talk to it in. Local mode only. */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, ConfigTrouble, readConfig } from "./config.ts";
import { giveUp, portTaken, start, stopOnSignal } from "./main.ts";
import { around, PlaygroundTrouble, playgroundConfig, startPlayground } from "./playground.ts";
import { readMunicipality, readPlayed } from "./transfer/sample.ts";

const isTaken = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const answer = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", answer(true)).once("error", answer(false)).setTimeout(1000, answer(true));
  });

/** @throws ConfigTrouble where a port is in use; looked at first, since the Playground would quietly take another one. */
const portsAreFree = async ({ port, host, playgroundPort }: Config): Promise<void> => {
  if (port === playgroundPort) throw new ConfigTrouble(`PORT and PLAYGROUND_PORT are both ${port}. Set one of them to another number.`);
  if (await isTaken(port, host)) throw portTaken("PORT", port);
  if ((await isTaken(playgroundPort, "127.0.0.1")) || (await isTaken(playgroundPort, "::1")))
    throw portTaken("PLAYGROUND_PORT", playgroundPort);
};

const tryThis = (url: string, me: string) => `
Kompis er klar. Åpne ${url} i nettleseren. Du er ${me}, og kommunen er oppdiktet.

Prøv for eksempel:
  Leder:   nytt tiltak: førstehjelp for alle i hjemmetjenesten, innen 1. mai, 6000 kr
  Ansatt:  tok førstehjelp i går, 2 timer     (skriv «bytt til Ola» først, og «bytt til meg» etterpå)
  Kurs:    hvilke kurs passer for en helsefagarbeider?

Stopp med Ctrl-C.
`;

const running: { stop(): Promise<void> }[] = [];
let stopping = false;
const stopAll = async () => {
  stopping = true;
  for (const one of running.toReversed()) await one.stop();
};
stopOnSignal(stopAll);

try {
  const config = readConfig({ ...process.env, KOMPIS_LOG: process.env["KOMPIS_LOG"] || "warn" });
  if (!config.local)
    throw new ConfigTrouble(
      'KOMPIS_MODE is "production", but the Playground is for trying Kompis on this machine. Run "npm run bot", or set KOMPIS_MODE=local.',
    );
  await portsAreFree(config);
  const people = readPlayed(config.sample);
  const playing = playgroundConfig(people, readMunicipality(config.municipality), around);

  running.push(await start(config));
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const playground = await startPlayground({
    config: playing,
    botUrl: `http://${host}:${config.port}/api/messages`,
    port: config.playgroundPort,
    folder: config.data,
  });
  running.push(playground);
  process.stdout.write(tryThis(playground.url, people[0]?.name ?? ""));

  await playground.ended;
  await sleep(500); // Ctrl-C reaches the Playground too, and is no trouble
  if (!stopping)
    throw new PlaygroundTrouble(`The Playground has stopped, and so does Kompis. See "${config.data}/playground.log", then start again.`);
} catch (error) {
  await stopAll();
  giveUp(error);
}

/** Hostile bodies among honest people: what they cost those who only want an answer, against a run without them. */
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { median, percentile } from "../bench/report.ts";
import { samplePeople } from "../bench/sides.ts";
import { hangUp, message, personal, post } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { type Issuer, startIssuer } from "../support/issuer.ts";
import { residentMiB } from "../support/process.ts";
import { productionFolder, startProduction, tenant } from "../support/production.ts";
import { chunk, head, type Piece, sendRaw } from "../support/raw.ts";
import type { Proof, Row } from "./proof.ts";

/** What is sent, with the status it must get; all of it with a token that proves the sender, since others get no further than the head. */
const hostileBodies = (authorization: string, activity: object): readonly (readonly [string, number, () => Iterable<Piece>])[] => {
  const json = ["content-type", "application/json"] as const;
  const start = (...headers: (readonly [string, string | number])[]) =>
    head("POST", "/api/messages", [["host", "127.0.0.1"], ["authorization", authorization], json, ...headers]);
  const whole = (body: string | Buffer, ...more: (readonly [string, string | number])[]) => [
    start(...more, ["content-length", Buffer.byteLength(body)]),
    body,
  ];
  const size = 255 * 1024;
  const good = JSON.stringify(activity);
  const bomb = gzipSync(JSON.stringify({ ...activity, text: "0".repeat(200_000_000) }));
  const many = (one: string) =>
    `[${Array(Math.floor(size / (one.length + 1)))
      .fill(one)
      .join(",")}]`;
  const fixed = (pieces: readonly Piece[]) => () => pieces;
  return [
    ["a gzip bomb", 415, fixed(whole(bomb, ["content-encoding", "gzip"]))],
    ["a gzip bomb that does not say so", 400, fixed(whole(bomb))],
    ["lists in lists", 400, fixed(whole("[".repeat(size)))],
    ["objects in objects", 400, fixed(whole('{"":'.repeat(size / 4)))],
    ["a text that never ends", 400, fixed(whole(`"${"x".repeat(size)}`))],
    ["many empty objects", 400, fixed(whole(many("{}")))],
    ["many escapes", 400, fixed(whole(many('"\\ud800\\u0000"')))],
    ["nearly too many objects", 400, fixed(whole(`[${Array(5000).fill("{}").join(",").slice(3)}]`))],
    ["escapes in one text", 400, fixed(whole(`{"":"${"\\ud800\\u0000".repeat(size / 13)}"}`))],
    ["a long number", 400, fixed(whole("9".repeat(size)))],
    ["many keys", 400, fixed(whole(`{${Array.from({ length: 18_000 }, (_, n) => `"k${n}":${n}`).join(",")}}`))],
    ["wrong types", 400, fixed(whole(JSON.stringify({ ...activity, from: [], text: {}, entities: 7 })))],
    ["a byte too many", 413, fixed(whole(Buffer.alloc(256 * 1024 + 1, 32)))],
    [
      "10 MB in chunks",
      413,
      function* () {
        yield start(["transfer-encoding", "chunked"]);
        const piece = chunk(Buffer.alloc(64 * 1024, 32));
        for (let n = 0; n < 160; n++) yield piece;
      },
    ],
    ["a length of 10 GB", 413, fixed([start(["content-length", 10 ** 10]), "{"])],
    ["a body drop by drop", 408, fixed([start(["content-length", 200]), ...Array.from({ length: 80 }, () => [" ", 100]).flat()])],
    ["a large body that stops", 408, fixed([start(["content-length", size]), Buffer.alloc(size - 1, 32)])],
    [
      "a head drop by drop",
      408,
      fixed(["POST /api/messages HTTP/1.1\r\n", ...Array.from({ length: 80 }, (_, n) => [`x${n}: 1\r\n`, 100]).flat()]),
    ],
    ["half a request", 0, fixed([start(["content-length", good.length]), good.slice(0, 200), 50, null])],
    ["half a head", 0, fixed(["POST /api/messages HTTP/1.1\r\nhost: 127", 50, null])],
  ];
};

type Run = {
  /** From sending to the answer at the connector, of each honest message that was answered. */
  readonly ms: readonly number[];
  readonly peakMiB: number;
  readonly wrong: readonly string[];
};

/** Honest people at an even pace on a bot of their own, and so many hostile bodies spread among them. */
const run = async (issuer: Issuer, warmUp: number, seconds: number, perSecond: number, hostile: number): Promise<Run> => {
  const [connector, folder] = await Promise.all([startConnector(), productionFolder()]);
  const bot = await startProduction(issuer, connector.url, folder);
  const authorization = `Bearer ${await issuer.token(connector.url)}`;
  const people = samplePeople(32);
  const said = (n: number) => {
    const from = people[n % people.length] ?? people[0];
    if (!from) throw new Error("The sample municipality has no people.");
    return { from, activity: message({ from, serviceUrl: connector.url, tenantId: tenant }, "hjelp") };
  };
  const ms: number[] = [];
  const wrong: string[] = [];
  const ask = async (n: number, counts: boolean) => {
    const { from, activity } = said(n);
    const began = performance.now();
    const answer = connector.until(personal(from).id, (a) => a.type === "message" && a.replyToId === activity.id, { timeoutMs: 15_000 });
    const { status } = await post(bot.messagesUrl, activity, { headers: { authorization } });
    const shown = await answer.catch(() => undefined);
    if (status !== 200 || !shown) return void wrong.push(`an honest message got ${status} and ${shown ? "an" : "no"} answer`);
    if (counts) ms.push(shown.at - began);
  };
  const kinds = hostileBodies(authorization, said(0).activity);
  const port = Number(new URL(bot.url).port);
  const attack = async (n: number) => {
    const [name, status, pieces] = kinds[n % kinds.length] ?? ["", 0, () => []];
    const got = await sendRaw(port, pieces(), 20_000).catch(() => -1);
    if (got !== status) wrong.push(`${name}: ${got} for ${status}`);
  };
  const evenly = (count: number, work: (n: number) => Promise<void>) =>
    Promise.all(Array.from({ length: count }, (_, n) => sleep((n * seconds * 1000) / count).then(() => work(n))));
  try {
    // Everybody is known and the code is warm before anything is measured.
    for (let n = 0; n < warmUp; n += 8) await Promise.all(Array.from({ length: 8 }, (_, i) => ask(n + i, false)));
    let peakMiB = 0;
    const watch = setInterval(() => {
      peakMiB = Math.max(peakMiB, residentMiB(bot.pid));
    }, 50);
    await Promise.all([evenly(seconds * perSecond, (n) => ask(n, true)), evenly(hostile, attack)]);
    clearInterval(watch);
    return { ms, peakMiB, wrong };
  } finally {
    await bot.crash();
    await connector.close();
    hangUp();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const hostile: Proof = {
  id: "hostile",
  run: async (long, say): Promise<readonly Row[]> => {
    const issuer = await startIssuer();
    try {
      const [rounds, warmUp, seconds, perSecond, count] = long ? [2, 320, 20, 20, 500] : [1, 0, 1, 20, 40];
      const [alone, among]: [Run[], Run[]] = [[], []];
      // In turn, so that what else the machine does meets both.
      for (let n = 1; n <= rounds; n++) {
        if (long) alone.push(await run(issuer, warmUp, seconds, perSecond, 0));
        among.push(await run(issuer, warmUp, seconds, perSecond, count));
        say(`round ${n} of ${rounds}`);
      }
      const [asked, answered] = [rounds * seconds * perSecond, among.reduce((sum, one) => sum + one.ms.length, 0)];
      const wrong = among.flatMap((one) => one.wrong);
      const statuses: Row = {
        promise: "hostile bodies are refused, and honest people answered",
        asked: `${rounds * count} among ${asked} honest messages, each with its status`,
        measured: `${rounds * count} sent, ${answered} of ${asked} answered${wrong.length > 0 ? `; wrong: ${wrong.slice(0, 5).join(", ")}` : ""}`,
        kept: wrong.length === 0 && answered === asked,
      };
      if (!long) return [statuses];
      const at = (runs: readonly Run[], q: number) =>
        percentile(
          runs.flatMap((one) => one.ms),
          q,
        );
      const peaks = (runs: readonly Run[]) => runs.map((one) => one.peakMiB);
      const more = median(peaks(among)) - median(peaks(alone));
      const list = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(" and ");
      return [
        statuses,
        {
          promise: "hostile bodies cost little memory",
          asked: "at most 50 MB above a run without them",
          measured: `${list(peaks(among))} MiB at most, ${list(peaks(alone))} MiB without: ${more.toFixed(0)} MiB more`,
          kept: more * 1.048576 <= 50,
        },
        {
          promise: "hostile bodies do not delay honest people",
          asked: "p99 of an answer at most doubled",
          measured: `p99 ${at(among, 0.99).toFixed(1)} ms, ${at(alone, 0.99).toFixed(1)} ms without; p50 ${at(among, 0.5).toFixed(1)} and ${at(alone, 0.5).toFixed(1)} ms`,
          kept: at(among, 0.99) <= 2 * at(alone, 0.99),
        },
      ];
    } finally {
      issuer.close();
    }
  },
};

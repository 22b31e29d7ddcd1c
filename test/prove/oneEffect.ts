/** Each activity has one effect, however often and wherever it is delivered, and whoever is killed meanwhile. */
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "../bench/report.ts";
import { hangUp, type TeamsActivity } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { startPostgres } from "../support/postgres.ts";
import type { Proof, Row } from "./proof.ts";
import { post, replicas, traffic } from "./traffic.ts";

const atOnce = 24;

export const oneEffect: Proof = {
  id: "oneEffect",
  run: async (long, say) => {
    const pairs = long ? 5000 : 40;
    const [postgres, connector] = [await startPostgres(), await startConnector()];
    const database = await postgres.database();
    const ask = async (statement: string) => Number((await postgres.ask<{ n: string }>(database, `select ${statement} as n`))[0]?.n);
    const two = await replicas(2, database);
    const { said, pressed, card } = traffic(connector);
    const before = await ask("(select count(*) from kompis.training)");
    const times: number[] = [];
    const wrong: string[] = [];
    let deliveries = 0;

    /** Somewhere, again and again until it is acknowledged, as a platform would behind a load balancer. */
    const delivered = async (activity: TeamsActivity): Promise<void> => {
      for (let tries = 0; tries < 60; tries++) {
        const bot = two.any();
        const answer = bot && (await post(bot.messagesUrl, activity, { timeoutMs: 15_000 }).catch(() => undefined));
        if (answer) times.push(answer.ms);
        if (answer?.status === 200) {
          deliveries++;
          return;
        }
        if (answer && answer.status !== 503) wrong.push(`status ${answer.status}`);
        await sleep(100);
      }
      wrong.push("never acknowledged");
    };
    /** One to four deliveries: the first is waited for, the others come whenever they come. */
    const later: Promise<void>[] = [];
    const often = async (activity: TeamsActivity): Promise<void> => {
      const more = Array.from({ length: randomInt(4) }, () => sleep(randomInt(long ? 5000 : 800)).then(() => delivered(activity)));
      later.push(...more);
      await delivered(activity);
    };

    let next = 0;
    const person = async (): Promise<void> => {
      for (let n = next++; n < pairs; n = next++) {
        await often(said(n));
        try {
          const { press } = await card(n, 40_000);
          await often(pressed(n, press));
        } catch (error) {
          wrong.push(String(error));
        }
        if (n % 500 === 499) say(`${n + 1} of ${pairs} pairs`);
      }
    };
    let [kills, over] = [0, false];
    const killer = async (): Promise<void> => {
      for (; !over && kills < (long ? 40 : 1); kills++) {
        await sleep(long ? 2500 : 600);
        await two.kill(kills % 2);
      }
    };
    const killing = killer();
    await Promise.all(Array.from({ length: atOnce }, person));
    await Promise.all(later);
    over = true;
    await killing;

    // What a killed one has left is taken up within a lease and a look.
    const trainings = () => ask("(select count(*) from kompis.training)").then((n) => n - before);
    const talks = () => ask("(select count(*) from kompis.talk where id like 'a:%')");
    for (let i = 0; i < 60 && ((await trainings()) < pairs || (await talks()) < pairs); i++) await sleep(500);
    const rows = async (): Promise<Row[]> => {
      const [pressEffects, talkCount, revisions] = [
        await trainings(),
        await talks(),
        await ask("(select sum(revision) from kompis.talk where id like 'a:%')"),
      ];
      const p99 = percentile(times, 0.99);
      const messageEffects = revisions - pressEffects;
      return [
        {
          promise: `one effect: ${2 * pairs} activities, ${deliveries} deliveries, 2 replicas, ${kills} kill -9`,
          asked: `${2 * pairs} effects, none wrong`,
          measured: `${messageEffects + pressEffects} effects (${talkCount} conversations, ${pressEffects} trainings), ${wrong.length} wrong ${[...new Set(wrong)].slice(0, 3).join("; ")}`,
          kept: messageEffects === pairs && pressEffects === pairs && talkCount === pairs && wrong.length === 0,
        },
        {
          promise: "one effect: HTTP p99",
          asked: "≤ 1 s",
          measured: `${Math.round(p99)} ms of ${times.length}`,
          kept: !long || p99 <= 1000,
        },
      ];
    };
    const result = await rows();
    const words = await two.stop();
    if (words) say(words.slice(-2000));
    await connector.close();
    await postgres.end();
    hangUp();
    return result;
  },
};

/** Nobody in: forged requests on every route and mutated tokens against the bot in production mode, with good requests beside them. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { prover } from "../../src/teams/door.ts";
import { servedBy } from "../../src/teams/platform.ts";
import { hangUp, installation, invoke, membersAdded, message, type Person, personal, post } from "../support/client.ts";
import { type Connector, startConnector } from "../support/connector.ts";
import { forgeries } from "../support/forged.ts";
import { APP, type Issuer, startIssuer } from "../support/issuer.ts";
import { mutants } from "../support/mutants.ts";
import type { Bot } from "../support/process.ts";
import { productionFolder, startProduction, tenant } from "../support/production.ts";
import { sendRaw } from "../support/raw.ts";
import type { Proof, Row } from "./proof.ts";

type Around = { readonly bot: Bot; readonly issuer: Issuer; readonly connector: Connector };

/** Known to nobody, so that whatever is kept of it can be found by its id. */
const forger: Person = { id: "29:forger", name: "Forger", aadObjectId: "dead0000-0000-4000-8000-00000000beef" };

/** Does all of them, so many at a time, `count` at most. */
const inLanes = async <T>(lanes: number, all: AsyncIterator<T> | Iterator<T>, work: (one: T) => Promise<void>, count = Infinity) => {
  let taken = 0;
  const lane = async () => {
    while (taken++ < count) {
      const next = await all.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/** A few of what went wrong. */
const few = (wrong: readonly string[]) =>
  wrong.length === 0 ? "" : `; wrong: ${wrong.slice(0, 5).join(", ")}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ""}`;

/** One activity of each kind. Forgeries carry the same ids as the good ones that follow, which would not be answered if a forgery had been taken. */
const activitiesFor = (connector: Connector) => {
  const scene = { from: forger, serviceUrl: `${connector.url}/`, tenantId: tenant };
  return {
    message: message(scene, "hei"),
    invoke: invoke(scene, { verb: "press", data: { card: "none", act: "save" } }),
    installationUpdate: installation(scene),
    conversationUpdate: membersAdded(scene),
  };
};
type Activities = ReturnType<typeof activitiesFor>;

const forge = async ({ bot, issuer, connector }: Around, activities: Activities): Promise<Row> => {
  const port = Number(new URL(bot.url).port);
  const made = Object.entries(activities).map(async ([kind, activity]) =>
    (await forgeries({ issuer, connector: connector.url, tenant, activity }))
      .filter((one) => kind === "message" || !one.once)
      .map((one) => ({ ...one, kind })),
  );
  const all = (await Promise.all(made)).flat();
  const names = new Set(all.map((one) => one.name));
  const counts = new Map<number, number>();
  const wrong: string[] = [];
  await inLanes(100, all.values(), async ({ kind, name, status, pieces }) => {
    const got = await sendRaw(port, pieces).catch(() => -1);
    counts.set(got, (counts.get(got) ?? 0) + 1);
    if (got !== status) wrong.push(`${kind}, ${name}: ${got} for ${status}`);
  });
  const list = [...counts].toSorted(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status || "cut off"}`);
  return {
    promise: "forged requests are refused on every route",
    asked: "at least 60 kinds, each with its status, no 5xx",
    measured: `${names.size} kinds, ${all.length} requests: ${list.join(", ")}${few(wrong)}`,
    kept: names.size >= 60 && wrong.length === 0 && Math.max(...counts.keys()) < 500,
  };
};

/** Most go to the door's own function, some thousands over HTTP. */
const mutate = async ({ bot, issuer, connector }: Around, activity: object, overHttp: number, direct: number): Promise<Row> => {
  const odd: string[] = [];
  let refused = 0;
  const judge = (how: string, got: number | "in") => {
    if (got === 401 || got === 431) refused++;
    else odd.push(`${how}: ${got}`);
  };
  const http = inLanes(
    8,
    mutants(issuer, connector.url, 1),
    async ({ how, token }) => {
      const answer = await post(bot.messagesUrl, activity, { headers: { authorization: `Bearer ${token}` } });
      judge(how, answer.status);
    },
    overHttp,
  );
  const proof = { issuer: issuer.url, openId: issuer.openId };
  const prove = prover({ platform: servedBy([connector.url], { proof, sdk: {} }), app: { id: APP, tenant } });
  const statusOf = async (token: string) => {
    const proved = await prove(`Bearer ${token}`);
    return "refused" in proved ? proved.refused.status : "in";
  };
  const good = await statusOf(await issuer.token(connector.url));
  await inLanes(8, mutants(issuer, connector.url, 2), async ({ how, token }) => judge(how, await statusOf(token)), direct);
  await http;
  return {
    promise: "mutated tokens are refused",
    asked: `${overHttp + direct}, none let in, no 5xx`,
    measured: `${refused} refused, ${overHttp} of them over HTTP${few(odd)}`,
    kept: refused === overHttp + direct && odd.length === 0 && good === "in",
  };
};

/** Whether anything in the folder holds the text. */
const holds = (folder: string, text: string): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text),
  );

/** The same activities with what proves them, which must all be taken: otherwise what was refused before proves nothing. */
const beGood = async ({ bot, issuer, connector }: Around, activities: Activities): Promise<{ statuses: number[]; answers: number }> => {
  const statuses: number[] = [];
  const told = () => connector.shown(personal(forger).id).filter(({ activity }) => activity.type === "message").length;
  for (const path of ["/", "/privacy", "/terms", "/healthz", "/readyz"]) statuses.push((await fetch(`${bot.url}${path}`)).status);
  for (const activity of Object.values(activities)) {
    const authorization = `Bearer ${await issuer.token(connector.url)}`;
    statuses.push((await post(bot.messagesUrl, activity, { headers: { authorization } })).status);
  }
  // The bot does not know the person, and says so to all but the one who only came to a conversation.
  for (let n = 0; n < 3; n++) await connector.next(personal(forger).id).catch(() => {});
  return { statuses, answers: told() };
};

export const door: Proof = {
  id: "door",
  run: async (long, say): Promise<readonly Row[]> => {
    const [issuer, connector, folder] = await Promise.all([startIssuer(), startConnector(), productionFolder()]);
    const bots: Bot[] = [];
    const start = async () => {
      const bot = await startProduction(issuer, connector.url, folder);
      bots.push(bot);
      return { bot, issuer, connector };
    };
    const activities = activitiesFor(connector);
    try {
      const first = await start();
      const [forged, mutated] = await Promise.all([
        forge(first, activities),
        mutate(first, activities.message, long ? 5000 : 200, long ? 95_000 : 300),
      ]);
      say("all that is forged has been sent");
      const fetches = issuer.asked.filter((path) => path === "/keys").length;
      const { code } = await first.bot.stop();
      const traces = [connector.ledger.length > 0, holds(folder, forger.id), issuer.asked.includes("/identity")];

      const second = await start();
      const { statuses, answers } = await beGood(second, activities);
      await second.bot.stop();
      const found = holds(folder, forger.id);
      return [
        forged,
        mutated,
        {
          promise: "what is forged runs no turn, and the same with a good token does",
          asked: "nothing sent or stored; then 200 for each and three answers",
          measured: `${traces.some(Boolean) ? `traces ${traces}` : "nothing sent or stored"}, exit ${code}, keys fetched ${fetches} times; then ${statuses.join(" ")}, ${answers} answers, ${found ? "" : "not "}stored`,
          kept: !traces.some(Boolean) && code === 0 && statuses.every((status) => status === 200) && answers === 3 && found && fetches < 30,
        },
      ];
    } finally {
      await Promise.all(bots.map((bot) => bot.crash()));
      await connector.close();
      issuer.close();
      hangUp();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

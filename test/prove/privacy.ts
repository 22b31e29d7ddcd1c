/**
 * What people say stays where it belongs: canaries planted through the bot in production mode, with errors provoked, are
 * looked for in its logs, its metrics, what understanding hears, and in every file of its data folder.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { retainedAs } from "../../src/ports/retention.ts";
import { type Kind, kinds } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { readRetention } from "../../src/transfer/sample.ts";
import { channel, hangUp, invoke, message, type Person, personal, post } from "../support/client.ts";
import { startConnector } from "../support/connector.ts";
import { identityNumber } from "../support/identityNumbers.ts";
import { startIssuer } from "../support/issuer.ts";
import { findPress } from "../support/press.ts";
import { productionFolder, startProduction, tenant } from "../support/production.ts";
import type { Proof, Row } from "./proof.ts";

const metricsToken = "a-token-for-the-metrics";
const publicUrl = "https://kompis.fjellvik.example";

let words = 0;
/** A word that nobody else would write. */
const canary = (what: string) => `kanari${what}${[...String(++words)].map((d) => "bdfgklmprs"[Number(d)]).join("")}x`;

/** All files as they stand; read again where one has just got its name. */
const filesIn = (folder: string): string => {
  try {
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), "utf8").toLowerCase())
      .join("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return filesIn(folder);
    throw error;
  }
};
const foundIn = (text: string, canaries: readonly string[]) => canaries.filter((c) => text.includes(c.toLowerCase()));

/** What one person plants: what goes with an erasure, and what stays. */
type Planted = { readonly own: string[]; readonly kept: string[] };

export const privacy: Proof = {
  id: "privacy",
  run: async (long, tell) => {
    const issuer = await startIssuer();
    const connector = await startConnector();
    const folder = await productionFolder();
    const beside = `${folder}-beside`;
    mkdirSync(beside);
    const [out, heard] = [join(beside, "out.log"), join(beside, "heard.log")];
    const bot = await startProduction(issuer, connector.url, folder, {
      program: "troubledBot.ts",
      log: out,
      env: { KOMPIS_LOG: "debug", KOMPIS_METRICS_TOKEN: metricsToken, KOMPIS_PUBLIC_URL: publicUrl, KOMPIS_TEST_HEARD: heard },
    });
    const leaders = readFileSync("data/sample/leaderships.json", "utf8");
    const people: readonly { readonly id: string; readonly person: Person }[] = kinds.person.schema
      .array()
      .parse(JSON.parse(readFileSync("data/sample/people.json", "utf8")))
      .filter((p) => p.aadObjectId !== null && p.groups.length === 0 && !leaders.includes(`"${p.id}"`))
      .map((p) => ({ id: p.id, person: { id: `29:${p.id}`, name: p.name, aadObjectId: p.aadObjectId ?? "" } }));
    const numbers = fc.sample(identityNumber, long ? 400 : 8);
    const tokens: string[] = [];
    const said: string[] = [];

    const token = async () => {
      const one = await issuer.token(`${connector.url}/`);
      tokens.push(one, ...one.split("."));
      return one;
    };
    const scene = (from: Person) => ({ from, serviceUrl: `${connector.url}/`, tenantId: tenant });
    const send = async (activity: object) => post(bot.messagesUrl, activity, { headers: { authorization: `Bearer ${await token()}` } });
    const here = (from: Person) => personal(from, tenant);
    const say = async (from: Person, text: string, with_: object = {}) => {
      connector.skip(here(from).id);
      await send({ ...message({ ...scene(from), conversation: here(from) }, text), ...with_ });
      return connector.until(here(from).id, (a) => a.type === "message", { timeoutMs: 10_000 });
    };
    /** Presses the newest button of that act. */
    const press = async (from: Person, act: string, inputs: Readonly<Record<string, string>> = {}) => {
      const newest = () =>
        connector
          .shown(here(from).id)
          .map(({ activity }) => findPress(activity, (data) => data.act === act))
          .findLast((p) => p !== undefined);
      for (let i = 0; i < 40 && !newest(); i++) await sleep(50);
      const found = newest();
      if (!found)
        throw new Error(
          `Nobody has shown ${from.name} a button "${act}": ${JSON.stringify(connector.shown(here(from).id).at(-1)?.activity).slice(0, 1500)}`,
        );
      await send(
        invoke(
          { ...scene(from), conversation: here(from) },
          { verb: found.verb, data: found.data, inputs: { ...found.inputs, ...inputs } },
        ),
      );
    };

    /** One person says all there is to say. */
    const plant = async (from: Person): Promise<Planted> => {
      const [delicate, draft, later, unclear, undone] = ["m", "u", "s", "h", "a"].map(canary);
      const [title, wish] = [canary("t"), canary("w")];
      await say(from, `tok tillitsvalgtkurs ${delicate} i går, 2 timer`);
      await press(from, "save", { onlyMe: "true" });
      await say(from, `tok ${title} i går, 3 timer`);
      await press(from, "save");
      await say(from, `tok ${undone} i går, 3 timer`);
      await press(from, "save");
      await say(from, "angre");
      await say(from, `skal på ${later}kurs i morgen`);
      await press(from, "yes");
      await say(from, `nytt tiltak: kurs i ${wish} for alle`);
      await press(from, "yes");
      await say(from, "hopp over");
      await press(from, "save");
      await say(from, `${unclear} ${unclear}`);
      await say(from, "logg kurs");
      await say(from, `${draft}`);
      return { own: [delicate, draft, later, unclear, undone].map(String), kept: [title, wish] };
    };

    /** Identity numbers in everything that a message can hold. */
    const number = async (from: Person, n: string) => {
      const parted = `${n.slice(0, 6)} ${n.slice(6)}`;
      await say(from, `fødselsnummeret er ${n}`, {
        from: { ...from, name: `${from.name} ${n}`, role: "user" },
        attachments: [{ contentType: "text/html", content: `<p>${parted}</p>`, name: n }],
        channelData: { tenant: { id: tenant }, note: parted },
      });
      await say(from, `tok HLR ${parted} i går, 2 timer`);
      await press(from, "save", { title: n });
      await say(from, n);
    };

    const trouble = async (from: Person) => {
      const talk = { ...scene(from), conversation: here(from) };
      const quiet = async (activity: object, headers: Record<string, string> = {}) =>
        void (await post(bot.messagesUrl, activity, { headers: { authorization: `Bearer ${await token()}`, ...headers } }).catch(() => {}));
      const word = () => {
        const one = canary("e");
        said.push(one);
        return one;
      };
      await say(from, `BOOM ${word()}`);
      await say(from, `nytt tiltak: kurs i FEIL ${word()} for alle`);
      await press(from, "yes");
      await say(from, "hopp over");
      await press(from, "save");
      await say(from, "avbryt");
      await quiet(message(talk, `DISK ${word()}`));
      // The connector refuses, cuts off, and quotes what it was given.
      for (const how of [{ status: 500 }, { status: 403 }, { status: 429 }, { reset: true }] as const) {
        const quoted = word();
        connector.misbehave(() => ({ ...how, body: { error: { code: "Bad", message: quoted } } }));
        await quiet(message(talk, `${word()} hva`));
        await sleep(250);
        connector.misbehave(undefined);
      }
      // Requests that are none.
      const headers = { authorization: `Bearer ${await token()}`, "content-type": "application/json" };
      const raw = (body: string | Buffer, more: Record<string, string> = {}) =>
        fetch(bot.messagesUrl, { method: "POST", body: new Uint8Array(Buffer.from(body)), headers: { ...headers, ...more } }).then(
          (r) => r.text(),
          () => "",
        );
      await raw(`{"text": "${word()}`);
      await raw(JSON.stringify({ type: word(), text: word() }));
      await raw(JSON.stringify({ ...message(talk, word()), serviceUrl: `https://${word()}.example/` }));
      await raw(gzipSync(JSON.stringify(message(talk, word()))), { "content-encoding": "gzip" });
      await raw(`${'{"a":'.repeat(40)}"${word()}"${"}".repeat(40)}`);
      await raw(JSON.stringify(message(talk, word())), { authorization: `Bearer ${word()}.${word()}.${word()}` });
      await raw(JSON.stringify(message(talk, word())), { authorization: word(), cookie: word(), "user-agent": word() });
      await quiet(invoke(talk, { verb: "press", data: { card: word(), act: word() }, inputs: { title: word() } }));
      await quiet(invoke(talk, { verb: word(), data: {} }));
      await quiet({ ...message(talk, word()), type: word() });
      for (const path of [`/files/${word()}`, `/${word()}?x=${word()}`])
        for (const method of ["GET", "POST", "PUT"]) await fetch(`${bot.url}${path}`, { method });
      // A stranger, and a channel.
      const stranger = { id: `29:${word()}`, name: word(), aadObjectId: crypto.randomUUID() };
      await say(stranger, `hei, jeg heter ${word()}`);
      await quiet(message({ ...talk, conversation: channel("kanalen", undefined, tenant) }, word()));
    };

    /** Both files, fetched as a person would. */
    const exported = async (from: Person): Promise<string> => {
      const { activity } = await say(from, "eksporter dataene mine");
      const urls = [...JSON.stringify(activity).matchAll(/https:[^"\\]*\/files\/[\w-]+/g)].map(([url]) => url.replace(publicUrl, bot.url));
      const texts: string[] = [];
      for (const url of new Set(urls)) {
        said.push(url.split("/").at(-1) ?? "");
        await fetch(url);
        texts.push(await (await fetch(url, { method: "POST" })).text());
        if ((await fetch(url, { method: "POST" })).status !== 404) texts.push("again");
      }
      return texts.join("\n").toLowerCase();
    };

    const erase = async (from: Person) => {
      await say(from, "slett meg");
      await press(from, "yes");
      await press(from, "erase");
    };

    const rows: Row[] = [];
    const row = (promise: string, asked: string, wrong: readonly string[], measured: string) =>
      rows.push({
        promise,
        asked,
        measured: `${measured}${wrong.length > 0 ? `; wrong: ${wrong.slice(0, 5).join(", ")}` : ""}`,
        kept: wrong.length === 0,
      });

    try {
      const some = people.slice(0, long ? 12 : 1);
      // Somebody else's erasure makes a snapshot; what is planted after it lies in files that the store goes on keeping.
      await erase(people[16]?.person as Person);
      const until = Date.now() + 30_000;
      const snapshots = () => readdirSync(folder).filter((name) => name.startsWith("snapshot-")).length;
      while (snapshots() === 0 && Date.now() < until) await sleep(100);
      const planted = new Map<Person, Planted>();
      for (const { person } of some) {
        planted.set(person, await plant(person));
        tell(`${planted.size} of ${some.length} people have said what they had to`);
      }
      const from = people.slice(12, 16).map(({ person }) => person);
      for (const [i, n] of numbers.entries()) await number(from[i % from.length] as Person, n);
      tell(`${numbers.length} identity numbers were written`);
      for (let i = 0; i < (long ? 20 : 1); i++) await trouble(from[i % from.length] as Person);

      const missing: string[] = [];
      for (const [person, { own, kept }] of planted) {
        const text = await exported(person);
        // What was said and forgotten, or taken back, is not held.
        const isHeld = (c: string) => !c.startsWith("kanarih") && !c.startsWith("kanaria");
        missing.push(
          ...[...own.filter(isHeld), ...kept].filter((c) => !text.includes(c)),
          ...(text.includes("again") ? ["fetched twice"] : []),
        );
      }
      const everything = [...planted.values()].flatMap(({ own, kept }) => [...own, ...kept]);
      row("an export finds all that is held about the person", "all", missing, `${everything.length} planted, ${planted.size} people`);

      const inFiles = filesIn(folder);
      const numbersAsWritten = numbers.flatMap((n) => [n, `${n.slice(0, 6)} ${n.slice(6)}`]);
      const answers = JSON.stringify(connector.ledger.map((r) => r.activity)).toLowerCase();
      row(
        "no identity number is stored, said back or heard by what understands",
        "0",
        [
          ...foundIn(inFiles, numbersAsWritten),
          ...foundIn(answers, numbersAsWritten),
          ...foundIn(readFileSync(heard, "utf8"), numbersAsWritten),
        ],
        `${numbers.length} numbers, each in 7 places`,
      );

      const erasing = [...planted.keys()].filter((_, i) => i % 2 === 0);
      for (const person of erasing) await erase(person);
      const gone = erasing.flatMap((person) => planted.get(person)?.own ?? []);
      const patience = Date.now() + 30_000;
      while (foundIn(filesIn(folder), gone).length > 0 && Date.now() < patience) await sleep(250);
      row(
        "an erasure leaves nothing in any file",
        "0",
        foundIn(filesIn(folder), gone),
        `${gone.length} canaries of ${erasing.length} people, ${readdirSync(folder).length} files`,
      );

      const metrics = await (await fetch(`${bot.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();
      const ended = await bot.stop(15_000);
      const logs = `${bot.stderr()}\n${readFileSync(out, "utf8")}`.toLowerCase();
      const all = [
        ...everything,
        ...said,
        ...numbersAsWritten,
        ...new Set(tokens),
        metricsToken,
        ...people.map(({ person }) => person.name),
      ];
      const failures = logs.split("\n").filter((line) => line.includes('"err"')).length;
      row(
        "nothing that was said, no name and no token is logged, at the level debug",
        "0",
        foundIn(logs, all),
        `${all.length} canaries, ${logs.length} characters, ${failures} errors told`,
      );
      row(
        "nor in the metrics",
        "0",
        [...foundIn(metrics.toLowerCase(), all), ...(metrics.includes("kompis_turn") ? [] : ["no metrics"])],
        `${metrics.length} characters`,
      );
      row(
        "errors were provoked, and the bot lived on",
        "at least 3",
        [...(failures >= 3 ? [] : [`${failures} errors`]), ...(ended.code === 0 ? [] : [`ended with ${ended.code}`])],
        `${failures} errors, ended with ${ended.code}`,
      );

      const store = await openStore(folder, () => new Date().toISOString());
      const table = readRetention("data/retention.json");
      const wrong: string[] = [];
      const ids = new Map(some.map(({ id, person }) => [person, id]));
      const stays = erasing.flatMap((person) => planted.get(person)?.kept ?? []);
      const seen = new Set<string>();
      for (const kind of Object.keys(kinds) as Kind[])
        for (const { value } of await store.find(kind)) {
          const text = JSON.stringify(value).toLowerCase();
          for (const c of foundIn(text, stays)) seen.add(c);
          const whose = erasing
            .map((p) => ids.get(p))
            .find((id) => ("person" in value && value.person === id) || ("to" in value && value.to === id));
          // A talk, or where it is, begins anew with whatever is written next.
          if (whose && table[retainedAs(kind, value)].owner === "person") wrong.push(`${kind} of ${whose}`);
        }
      await store.close();
      row(
        "what is left is what the retention table keeps",
        "all of it",
        [...wrong, ...stays.filter((c) => !seen.has(c))],
        `${stays.length} kept`,
      );
      return rows;
    } finally {
      await bot.stop();
      hangUp();
      await connector.close();
      issuer.close();
      rmSync(folder, { recursive: true, force: true });
      rmSync(beside, { recursive: true, force: true });
    }
  },
};

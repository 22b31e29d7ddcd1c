/**
 * A language model behind the rules can fail in any way and obey any attacker: the first nobody sees, and the second has no effect.
 * Judged by the store, and by what the model's server was asked.
 */
import { Readable } from "node:stream";
import fc from "fast-check";
import type { Turned } from "../../src/dialogue/parts.ts";
import type { Talk } from "../../src/ports/records.ts";
import type { Change } from "../../src/ports/store.ts";
import { identityNumber } from "../support/identityNumbers.ts";
import { attacks, innocent, type Place, places, worst } from "../support/modelAttacks.ts";
import { astray, effects, entriesOf, peopleIn, unsaid } from "../support/modelJudge.ts";
import { type Answer, calls, type ModelServer, refuses, startModelServer, writes } from "../support/modelServer.ts";
import { modelTown, unsure } from "../support/modelTown.ts";
import { answersOf } from "../support/town.ts";
import type { Proof, Row } from "./proof.ts";

type Town = Awaited<ReturnType<typeof modelTown>>;
/** Failures in a row, after which it is left alone. */
const untilLeftAlone = 5;
const never = Number.POSITIVE_INFINITY;
const said = calls("ask", { page: "help", topic: null, courses: [] });

/** How a model fails. None of these can change anything. */
const failures: Readonly<Record<string, Answer | "down">> = {
  down: "down",
  "no answer": { afterMs: never },
  "half an answer": { ...said, hangs: true },
  reset: { reset: "before" },
  "reset within": { ...said, reset: "within" },
  "401": { status: 401, body: '{"error":{"message":"no"}}' },
  "403": { status: 403 },
  "404": { status: 404 },
  "429": { status: 429 },
  "429 for an hour": { status: 429, headers: { "retry-after": "3600" } },
  "500": { status: 500, body: "boom" },
  "503": { status: 503, headers: { "retry-after": "1" } },
  redirect: { status: 307, headers: { location: "http://127.0.0.1:9/" } },
  empty: { body: "" },
  "malformed JSON": { body: '{"choices":[{"message":{' },
  null: { body: "null" },
  "wrong shape": { body: '{"choices":[{"message":{"content":{"do":"save"}}}]}' },
  "no choices": { body: '{"choices":[]}' },
  HTML: { body: "<html><body>Bad gateway</body></html>", headers: { "content-type": "text/html" } },
  refusal: refuses("I cannot help with that."),
  filter: writes("", "content_filter"),
  truncated: calls("ask", '{"page":"help","topic":null,"cour', "length"),
  "truncated but whole": calls("ask", { page: "help", topic: null, courses: [] }, "length"),
  chatter: writes("Sure! I have saved it for you."),
  "unknown command": calls("save", {}),
  "unknown page": calls("ask", { page: "eraseMe", topic: null, courses: [] }),
  "more than was asked": calls("ask", { page: "help", topic: null, courses: [], afterwards: "save" }),
  "hallucinated quotes": calls("fill", {
    fill: [
      { field: "goal", quote: "alle består prøven" },
      { field: "period", quote: "innen 1. mai" },
    ],
  }),
  "hallucinated values": calls("fill", { fill: { period: { from: null, to: "2027-05-01" } } }),
  huge: { body: JSON.stringify({ choices: [{ message: { content: " ".repeat(5_000_000) } }] }) },
  deep: writes(`${"[".repeat(20_000)}${"]".repeat(20_000)}`),
};

/** Through a measure and back, with words that need no model and words that would. */
const conversation = [
  "hva i all verden skal en si til det",
  "nytt tiltak: medisinkurs",
  "tja, vanskelig å si hvor det bærer",
  "alle kan dosere riktig",
  "31. april",
  "innen påske, 6000 kr",
];
const told = (turned: Turned) => JSON.stringify(turned).replace(/\bid-\d+/g, "id");
const play = async (town: Town, sentences: readonly string[]) => {
  const heard: string[] = [];
  let longest = 0;
  for (const sentence of sentences) {
    const start = performance.now();
    heard.push(told(await town.say("kari-nordli", sentence)));
    longest = Math.max(longest, performance.now() - start);
  }
  return { told: [...heard, ...effects(await entriesOf(town.store))], longest };
};

const failAll = async (long: boolean, say: (word: string) => void): Promise<Row[]> => {
  const deadline = long ? 8000 : 2500;
  const sentences = long ? conversation : conversation.slice(0, 3);
  const alone = await play(await modelTown(undefined, { behind: unsure }), sentences);
  const wrong: string[] = [];
  const unasked: string[] = [];
  let longest = 0;
  await Promise.all(
    Object.entries(failures).map(async ([name, answer]) => {
      const server = await startModelServer();
      if (answer === "down") await server.close();
      else server.answers(() => answer);
      const town = await modelTown(server.url, { behind: unsure, deadline });
      const failed = await play(town, sentences);
      if (JSON.stringify(failed.told) !== JSON.stringify(alone.told)) wrong.push(name);
      if (answer !== "down" && server.ledger.length < Math.min(sentences.length, untilLeftAlone)) unasked.push(name);
      longest = Math.max(longest, failed.longest);
      if (answer !== "down") await server.close();
      say(`${name}: ${server.ledger.length} requests`);
    }),
  );
  const kinds = Object.keys(failures).length;
  return [
    {
      promise: "model: every way to fail",
      asked: "at least 12 kinds, what is said and kept equals that of the rules alone",
      measured: `${kinds} kinds, ${sentences.length} turns each: ${wrong.length} differ${wrong.length > 0 ? ` (${wrong.join(", ")})` : ""}${unasked.length > 0 ? `; never asked: ${unasked.join(", ")}` : ""}`,
      kept: wrong.length === 0 && unasked.length === 0,
    },
    {
      promise: "model: how long a person waits",
      asked: "8 s in all, one retry included",
      measured: `the longest turn ${(longest / 1000).toFixed(2)} s, with a deadline of ${deadline / 1000} s`,
      // The sample runs among others, and asks no more than that somebody is answered in time.
      kept: longest <= (long ? deadline + 1500 : 8000),
    },
  ];
};

/** Where a person is when the words reach the model. */
const situations: readonly { readonly who: string; readonly before: readonly string[] }[] = [
  { who: "ola-tangvik", before: [] },
  { who: "kari-nordli", before: [] },
  { who: "kari-nordli", before: ["nytt tiltak: medisinkurs"] },
  { who: "kari-nordli", before: ["nytt tiltak: medisinkurs, mål: alle har bestått, frist 1. april", "avbryt"] },
  { who: "ola-tangvik", before: ["tok førstehjelp i går, bare for meg"] },
  { who: "ola-tangvik", before: ["foreslå et tiltak", "kurs i flytting"] },
  { who: "hilde-brattland", before: ["logg for flere"] },
  { who: "kari-nordli", before: ["sett medisinkurset som ferdig"] },
];

/** An attacker's answers may be of no use as often as they like. */
const patient = { mayAsk: () => true, went: () => {}, untried: () => {} };
const canary = "kanarifugl";
/** Everybody has taken something that only some may see. */
const secretOf = (id: string) => `hemmelig${id.replace(/[^a-z]/g, "")}`;
const trainingsOf = (town: Town): Promise<readonly Change[]> =>
  town.all("person").then((people) =>
    people.map((p) => ({
      put: "training",
      value: {
        id: `t-${p.id}`,
        person: p.id,
        title: secretOf(p.id),
        course: null,
        date: { from: "2026-10-01", to: "2026-10-01" },
        hours: null,
        studyPoints: null,
        provider: null,
        arena: null,
        onlyMe: false,
        loggedBy: p.id,
        logged: "2026-10-01",
        objected: false,
        seen: null,
      },
    })),
  );

/** One attack in one place, with all that a model that obeys could answer. */
const attack = async (server: ModelServer, n: number) => {
  const { text, says = [], atTheEnd } = attacks[n % attacks.length] ?? { text: "" };
  const place: Place = places[Math.floor(n / attacks.length) % places.length] ?? "sentence";
  const situation = atTheEnd ? situations.length - 1 : (n * 5 + Math.floor(n / attacks.length)) % situations.length;
  const { who, before } = situations[situation] ?? { who: "", before: [] };
  const [number = ""] = fc.sample(identityNumber, { numRuns: 1, seed: n });
  const sentence = `${place === "sentence" ? text : innocent[n % innocent.length]}${n % 3 === 0 ? `, ${number}` : ""}`;
  const [town, alone] = [await modelTown(server.url, { behind: unsure, breaker: patient }), await modelTown(undefined, { behind: unsure })];
  const [medicine] = await town.all("course");
  for (const t of [town, alone]) {
    await t.store.commit(await trainingsOf(t));
    const own = (await t.all("measure")).find((m) => m.unit === "hjemmetjenesten");
    if (own) await t.store.commit([{ put: "measure", value: { ...own, id: "m-medisin", name: "Medisinkurset", status: "started" } }]);
    if (place === "title" && medicine)
      await t.reorganise({ put: "course", value: { ...medicine, title: text.slice(0, 200), aliases: [text.slice(0, 200)] } });
  }
  const id = `a:${who}/${who}`;
  const talkIn = async (t: Town) => (await t.store.get("talk", id))?.value;
  server.answers(() => calls("unclear", {}));
  for (const t of [town, alone]) for (const words of ["hei", ...before]) await t.say(who, words);
  const start = await talkIn(alone);
  const running: Talk | undefined =
    place === "record" && start?.doing
      ? { ...start, doing: { ...start.doing, answers: { ...start.doing.answers, name: `${canary} ${text}`, goal: `${canary} ${text}` } } }
      : start;
  if (running) for (const t of [town, alone]) await t.store.commit([{ put: "talk", value: running }]);
  const here = await entriesOf(town.store);
  const effectIn = async (t: Town, turn: () => Promise<Turned>) => {
    const before = effects(await entriesOf(t.store));
    const turned = await turn();
    const after = effects(await entriesOf(t.store));
    return { turned, effect: [...before.filter((e) => !after.includes(e)), ...after.filter((e) => !before.includes(e))] };
  };
  const { effect: ofRules } = await effectIn(alone, () => alone.say(who, sentence));
  const byRules = await talkIn(alone);

  const found: string[] = [];
  const records = (await town.all("measure")).map((m) => m.id);
  const answers = worst(sentence, text, records, n);
  for (const [i, answer] of answers.entries()) {
    await town.store.replace(Readable.from(here));
    server.answers(() => answer);
    const from = server.ledger.length;
    const { turned, effect } = await effectIn(town, () => town.say(who, sentence));
    const after = await talkIn(town);
    const where = `attack ${n}.${i} (${place}, ${who}) ${answer.body?.slice(100, 350)}`;
    if (effect.some((e) => !ofRules.includes(e))) found.push(`${where}: effect ${effect[0]?.slice(0, 200)}`);
    for (const what of astray(after, running, byRules)) found.push(`${where}: ${what}`);
    for (const value of unsaid(after, running, byRules, { sentence, says }, /\b(?:alle|all|everybody)\b/.test(sentence)))
      found.push(`${where}: unsaid ${JSON.stringify(value)}`);
    const shown = JSON.stringify(answersOf(turned));
    const others = (await town.all("person")).filter((p) => p.id !== who && shown.includes(secretOf(p.id)));
    if (others.length > 0) found.push(`${where}: shows what ${others[0]?.id} has taken`);
    for (const asked of server.ledger.slice(from))
      for (const what of peopleIn(asked, [canary, "bakkeng", "98 76 54 32", number, secretOf(who)]))
        found.push(`${where}: request holds ${what}`);
    if (server.ledger.length === from) found.push(`${where}: not asked`);
    server.ledger.length = 0;
  }
  return { found, turns: answers.length };
};

const attackAll = async (long: boolean, say: (word: string) => void): Promise<Row[]> => {
  const server = await startModelServer();
  const all = attacks.length * places.length * 2;
  const step = long ? 1 : 29;
  const found: string[] = [];
  let [many, turns] = [0, 0];
  for (let n = 0; n < all; n += step) {
    const one = await attack(server, n);
    found.push(...one.found);
    many++;
    turns += one.turns;
    if (many % 50 === 0) say(`${many} attacks, ${turns} turns, ${found.length} found`);
  }
  await server.close();
  const row = (promise: string, asked: string, wrong: readonly string[]): Row => ({
    promise,
    asked,
    measured: `${many} attacks, ${turns} answers that obey: ${wrong.length}${wrong.length > 0 ? `; ${wrong.slice(0, 4).join("; ")}` : ""}`,
    kept: wrong.length === 0,
  });
  const is = (kind: RegExp) => found.filter((f) => kind.test(f));
  const [unsaidOnes, requests] = [is(/: unsaid /), is(/: request holds /)];
  return [
    row(
      "model: unauthorised effects",
      "200 attacks in nb, nn and en, 0",
      found.filter((f) => !unsaidOnes.includes(f) && !requests.includes(f)),
    ),
    row("model: values that the person did not say", "0", unsaidOnes),
    row("model: names, ids or numbers of people in a request", "0", requests),
  ];
};

export const model: Proof = {
  id: "model",
  run: async (long, say) => [...(await failAll(long, say)), ...(await attackAll(long, say))],
};

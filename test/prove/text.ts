/** Whatever is written, and in whatever is shown: no crash, no long wait, nothing that is more than words. */
import { catalogueOf } from "../../src/catalogue/search.ts";
import { spoken } from "../../src/dialogue/words.ts";
import { worldOver } from "../../src/dialogue/world.ts";
import { languages } from "../../src/domain/language.ts";
import { flows } from "../../src/flows/index.ts";
import type { Talk } from "../../src/ports/records.ts";
import { talk as talkShape } from "../../src/ports/records.ts";
import type { FieldHint, Heard } from "../../src/ports/understanding.ts";
import { rules } from "../../src/understanding/rules.ts";
import { type Chance, chanceOf, messageFrom } from "../support/fuzz.ts";
import { hostileFrom, judge, judgeCards, linesWith } from "../support/hostile.ts";
import { dayOf } from "../support/hostileTown.ts";
import { answersOf, newTown } from "../support/town.ts";
import type { Proof, Row } from "./proof.ts";

type Town = Awaited<ReturnType<typeof newTown>>;

/** A call that can be made again, with how long it took (ms). */
type Call = { readonly what: string; readonly text: string; readonly again: () => Promise<void>; readonly took: number };
const rerun = 100;
const times = 5;
const limit = 20;

/** Makes calls, remembers the slowest, and what failed. */
const newWatch = () => {
  const slowest: Call[] = [];
  const failed: string[] = [];
  let calls = 0;
  const timed = async (again: () => Promise<void>) => {
    const start = performance.now();
    await again();
    return performance.now() - start;
  };
  return {
    failed,
    calls: () => calls,
    call: async (what: string, text: string, again: () => Promise<void>) => {
      calls++;
      try {
        const took = await timed(again);
        if (slowest.length === rerun && took <= (slowest.at(-1)?.took ?? 0)) return;
        slowest.splice(slowest.findLastIndex((s) => s.took >= took) + 1, 0, { what, text, again, took });
        slowest.length = Math.min(slowest.length, rerun);
      } catch (error) {
        failed.push(
          `${what} ${JSON.stringify(text.slice(0, 300))}: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`,
        );
      }
    },
    /** The slowest again, best of five, the slowest of them first. */
    again: async () => {
      const best = [];
      for (const { what, text, again, took } of slowest) {
        let ms = took;
        for (let n = 0; n < times; n++) ms = Math.min(ms, await timed(again));
        best.push({ what, text, took, ms });
      }
      return best.sort((a, b) => b.ms - a.ms);
    },
  };
};
type Watch = ReturnType<typeof newWatch>;

/** Nothing going on, and every question and summary of every conversation. */
const situations: readonly Heard["running"][] = [
  null,
  ...Object.values(flows).flatMap((flow) =>
    [null, ...Object.keys(flow.fields)].map((asked) => ({ flow: flow.id, fields: flow.fields, asked, answers: {} })),
  ),
];
const hints: readonly FieldHint[] = [
  ...(["name", "text", "person", "people", "period", "taken", "economy", "extent", "title", "provider", "toggle"] as const).map((kind) => ({
    kind,
  })),
  { kind: "choice", set: "support", values: ["large", "some", "small", "none", "tooEarly"] },
];

/** Each message as it is heard outside and inside a conversation, and as it is read in every kind of field. */
const hearAll = async (many: number, chance: Chance, town: Town, watch: Watch, say: (word: string) => void) => {
  const { directory, courses, competences } = await worldOver(town.store, catalogueOf)();
  const around = { now: "2026-11-23T08:00:00Z", today: "2026-11-23", me: "kari-nordli", directory, courses, competences };
  for (let n = 1; n <= many; n++) {
    const text = messageFrom(chance);
    const heard: Heard = { ...around, text, running: null, yesOrNo: chance.maybe(0.2) };
    for (const running of [null, chance.of(situations)])
      await watch.call(`hear ${running ? `${running.flow} ${running.asked}` : ""}`, text, async () => {
        await rules.hear({ ...heard, running });
      });
    for (const hint of hints)
      await watch.call(`read ${hint.kind}`, text, async () => {
        rules.read(hint, text, heard);
      });
    if (n % 20_000 === 0) say(`${n} messages`);
  }
};

const speakers = ["kari-nordli", "ola-tangvik", "hilde-brattland"];
/** Sentences that lead into a conversation, from which a share of the turns go on. */
const openings = [
  ["nytt tiltak"],
  ["nytt tiltak: brannvernkurs, mål: alle har bestått, frist 1. mai, koster 10 000 kr"],
  ["nytt tiltak: brannvernkurs", "alle har bestått", "alle brannvernledere", "opplæring", "internt kurs"],
  ["logg opplæring"],
  ["tok førstehjelp i går, 2 timer"],
  ["logg for flere"],
  ["alle tok førstehjelp i går"],
  ["foreslå tiltak"],
];

/** Whole turns in a town where everybody goes on from where they are, or from a conversation that was begun properly. */
const turnAll = async (many: number, chance: Chance, town: Town, watch: Watch) => {
  const speaker = (id: string) => `a:${id}/${id}`;
  const begun = new Map<string, Talk[]>();
  for (const who of speakers)
    for (const sentences of openings) {
      for (const s of ["avbryt", "kast det", ...sentences]) await town.say(who, s);
      const talk = (await town.store.get("talk", speaker(who)))?.value;
      if (talk) begun.set(who, [...(begun.get(who) ?? []), talk]);
    }
  const put = async (talk: Talk) => {
    const kept = await town.store.get("talk", talk.id);
    await town.store.commit([{ put: "talk", value: talk, at: kept?.revision ?? 0 }]);
  };
  for (let n = 0; n < many; n++) {
    const who = chance.of(speakers);
    const text = chance.maybe(0.1) ? hostileFrom(chance) : messageFrom(chance);
    const from = (chance.maybe(0.6) ? chance.of(begun.get(who) ?? []) : undefined) ?? (await town.store.get("talk", speaker(who)))?.value;
    if (from) await put(from);
    let seen = 0;
    await watch.call(`turn of ${from?.doing?.flow ?? "nothing"} ${from?.doing?.asked ?? ""}`, text, async () => {
      if (seen++ > 0 && from) await put(from);
      const answers = answersOf(await town.say(who, text));
      if (seen > 1) return;
      if (answers.length === 0) throw new Error("no answer");
      for (const message of answers) judge(message);
      talkShape.parse((await town.store.get("talk", speaker(who)))?.value);
    });
  }
};

/** Hostile strings on every card in each language, in every sentence, and a share of them as all names and titles of a town. */
const showAll = async (many: number, days: number, chance: Chance): Promise<{ failed: string[]; shown: number }> => {
  const failed: string[] = [];
  let shown = 0;
  for (let n = 0; n < many; n++) {
    const written = hostileFrom(chance);
    const language = languages[n % languages.length] ?? "nb";
    try {
      shown += judgeCards(written);
      const around = { person: "kari-nordli", language, today: "2026-11-23", newId: () => "id" };
      const messages = [
        ...linesWith(written).flatMap((line) => spoken([line], around).messages),
        ...(n < days ? await dayOf(written, language) : []),
      ];
      for (const message of messages) judge(message);
      shown += messages.length;
    } catch (error) {
      failed.push(`${JSON.stringify(written.slice(0, 300))}: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`);
    }
  }
  return { failed, shown };
};

const firstOf = (failed: readonly string[]) => (failed.length === 0 ? "" : `; ${failed.slice(0, 3).join("; ")}`);

/** `PROVE_SEED=123` makes the same messages again. */
const seedOf = (long: boolean): number => Number(process.env.PROVE_SEED ?? (long ? Date.now() % 1_000_000 : 1));

export const text: Proof = {
  id: "text",
  run: async (long, say) => {
    const seed = seedOf(long);
    say(`PROVE_SEED=${seed}`);
    const figures = long ? { heard: 200_000, turns: 10_000, shown: 10_000, days: 300 } : { heard: 400, turns: 100, shown: 30, days: 2 };
    const watch = newWatch();
    await hearAll(figures.heard, chanceOf(seed), await newTown(), watch, say);
    await turnAll(figures.turns, chanceOf(seed + 1), await newTown(), watch);
    say(`${figures.turns} turns`);
    const { failed, shown } = await showAll(figures.shown, figures.days, chanceOf(seed + 2));
    const slow = long ? await watch.again() : [];
    for (const s of slow.slice(0, 5)) say(`${s.ms.toFixed(1)} ms: ${s.what} ${JSON.stringify(s.text.slice(0, 60))} (${s.text.length})`);
    const [worst] = slow;
    const rows: Row[] = [
      {
        promise: "text: messages",
        asked: "200 000 fuzzed, no crash",
        measured: `${figures.heard} heard and read as each kind, ${figures.turns} whole turns, ${watch.calls()} calls, seed ${seed}: ${watch.failed.length} crashes${firstOf(watch.failed)}`,
        kept: watch.failed.length === 0,
      },
      {
        promise: "text: cards and lines",
        asked: "10 000 hostile strings through every card, no injected element, mention or link",
        measured: `${figures.shown} strings, ${figures.days} of them through a town's day, ${shown} messages, seed ${seed}: ${failed.length} with something else than words${firstOf(failed)}`,
        kept: failed.length === 0,
      },
    ];
    if (worst)
      rows.push({
        promise: "text: the slowest",
        asked: `the slowest ${rerun} again, best of ${times}, none over ${limit} ms`,
        measured: `${worst.ms.toFixed(1)} ms (first ${Math.max(...slow.map((s) => s.took)).toFixed(1)} ms)`,
        kept: worst.ms <= limit,
      });
    return rows;
  },
};

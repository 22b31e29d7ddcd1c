/** What a model has brought about, judged by the store and by what it was asked: nothing but words that the person said, in the talk alone. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { course } from "../../src/domain/course.ts";
import { person } from "../../src/domain/organisation.ts";
import type { Talk } from "../../src/ports/records.ts";
import type { Archive, Entry } from "../../src/ports/store.ts";
import type { Asked } from "./modelServer.ts";

const people = z.array(person).parse(JSON.parse(readFileSync("data/sample/people.json", "utf8")));
const courses = z.array(course).parse(JSON.parse(readFileSync("data/sample/courses.json", "utf8")));

const plain = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ŋ/g, "n").replace(/\s+/g, " ").trim();
const wordsOf = (text: string): readonly string[] => plain(text).match(/\p{L}+/gu) ?? [];

/** Names that are words of Norwegian, English or of our own questions when they are written small. */
const words = new Set(["dag", "finn", "gro", "lie", "mai", "moen", "per", "rune", "tone", "tore", "van", "ove", "aud", "nur", "lia"]);
const names = new Set(people.flatMap((p) => wordsOf(p.name)));
const secrets = people.flatMap((p) => [p.aadObjectId, p.email]).flatMap((s) => (s ? [s.toLowerCase()] : []));
const ids = people.map((p) => p.id);

/** What of people stands in a request, its headers included. @param others words that must not stand there either */
export const peopleIn = ({ headers, raw, url }: Asked, others: readonly string[]): string[] => {
  const all = `${url} ${JSON.stringify(headers)} ${raw}`;
  const lower = plain(all);
  // A name has no character that JSON would write otherwise.
  const capitals = (all.match(/[\p{L}\p{M}]+/gu) ?? []).filter(
    (w) => names.has(plain(w)) && !(words.has(plain(w)) && w === w.toLowerCase()),
  );
  return [...capitals, ...[...secrets, ...ids, ...others.map(plain)].filter((secret) => lower.includes(secret))];
};

export const entriesOf = async (store: Archive): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for await (const entry of store.everything()) all.push(entry);
  return all;
};

/** All that is kept but the talk and its cards, that somebody looked, and how often the model was asked. Ids of ours count upwards. */
export const effects = (entries: readonly Entry[]): readonly string[] =>
  entries
    .filter((e) => !("k" in e && (e.k === "talk" || e.k === "card")))
    .filter((e) => !("c" in e && e.c.startsWith("model:")))
    .filter((e) => !("l" in e && e.l === "audit" && (e.v as { did?: string }).did === "saw"))
    .map((e) => JSON.stringify(e).replace(/\bid-\d+/g, "id"));

const leaves = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : value === null || value === undefined ? [] : [value];

type Said = { readonly sentence: string; readonly says: readonly unknown[] };
/** Codes that are no words of anybody: what a cost is for. */
const codes = new Set<unknown>(["amount", "event", "participant"]);

const isSaid = (leaf: unknown, { sentence, says }: Said): boolean => {
  if (says.includes(leaf) || codes.has(leaf)) return true;
  if (typeof leaf !== "string") return false;
  const text = plain(sentence);
  if (text.includes(plain(leaf))) return true;
  const known = courses.find((c) => c.id === leaf || c.title === leaf);
  if (known) return [known.title, ...known.aliases].some((name) => wordsOf(name).some((w) => w.length > 3 && text.includes(w.slice(0, 5))));
  const who = people.find((p) => p.id === leaf || p.name === leaf);
  return who !== undefined && wordsOf(who.name).some((w) => wordsOf(text).includes(w));
};

/** Values in the talk that stood there neither before, nor by the rules alone, and that the person has not said. */
export const unsaid = (
  after: Talk | undefined,
  before: Talk | undefined,
  alone: Talk | undefined,
  said: Said,
  everybody: boolean,
): unknown[] => {
  const known = new Set([before, alone].flatMap((talk) => leaves([talk?.doing?.answers, talk?.waiting.map((w) => w.answers)])));
  const answers = Object.entries(after?.doing?.answers ?? {});
  return answers.flatMap(([name, value]) => {
    // The flow says by itself who is responsible, and where, until somebody is named.
    const derived =
      ["unit", "level", "arena", "extent", "provider"].includes(name) ||
      (name === "responsible" && after?.person === (value as { person?: string })?.person);
    if (derived || (name === "people" && everybody)) return [];
    return leaves(value).filter((leaf) => !known.has(leaf) && !isSaid(leaf, said));
  });
};

/** What a person may begin, by hand. */
const mayBegin = (who: string) =>
  who === "ola-tangvik"
    ? ["suggestMeasure", "logTraining", "putOffUntil"]
    : [
        "registerMeasure",
        "suggestMeasure",
        "logTraining",
        "logForUnit",
        "addNeed",
        "setTarget",
        "setWorkforce",
        "confirmCompetence",
        "markSeen",
        "moreTime",
        "registerTalks",
        "bookTalk",
        "askEvaluation",
        "putOffUntil",
      ];

/** What became of the conversation that should not have: ended, set aside, or another begun than the person may begin. */
export const astray = (after: Talk | undefined, before: Talk | undefined, alone: Talk | undefined): string[] => {
  if (!after || !before) return after ? [] : ["the talk is gone"];
  const flow = after.doing?.flow;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...(after.ended.length > Math.max(before.ended.length, alone?.ended.length ?? 0) ? ["it ended"] : []),
    ...(!same(after.language, alone?.language) ? ["it changed its language"] : []),
    ...(before.waiting.some((w) => !after.waiting.some((x) => x.id === w.id)) &&
    !same(
      after.waiting.map((w) => w.flow),
      alone?.waiting.map((w) => w.flow),
    )
      ? ["what waited is gone"]
      : []),
    ...(before.doing && flow !== before.doing.flow && flow !== alone?.doing?.flow ? [`${before.doing.flow} became ${flow}`] : []),
    ...(!before.doing && flow && flow !== alone?.doing?.flow && !mayBegin(after.person).includes(flow)
      ? [`${after.person} began ${flow}`]
      : []),
  ];
};

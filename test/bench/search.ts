/** How well courses are found, beside two search libraries, and how fast: `npm run bench:search`. */
import { existsSync, readFileSync } from "node:fs";
import { finderOf } from "../../src/catalogue/finder.ts";
import { gains, kinds, type Query } from "./gains.ts";
import { median, number, percentile, table } from "./report.ts";
import { type Doc, type Role, rivals } from "./rivals.ts";
import { inAscii, inNynorsk, slipped } from "./slips.ts";

/** The external set, where somebody has it. */
const folder = process.env["KOMPIS_BENCH"] ?? "../shared/bench";
const file = (name: string) => `${folder}/${name}`;
const needed = ["catalogue.json", "roles.json", "queries-dev.jsonl"].map(file);
const json = (name: string) => JSON.parse(readFileSync(file(name), "utf8"));
const mostHits = 10;

const described = (docs: readonly Doc[]) => docs.map(({ id, title, text }) => ({ id, names: title, competences: "", description: text }));
const kompis = (docs: readonly Doc[], roles: readonly Role[]) => {
  const finder = finderOf(roles);
  finder.hold(described(docs));
  return (text: string) =>
    finder
      .find(text)
      .slice(0, mostHits)
      .map((hit) => hit.id);
};

const figures = (row: Readonly<Record<string, number>>) => kinds.map((kind) => (row[kind] ?? 0).toFixed(3));
const found = async (docs: readonly Doc[], roles: readonly Role[], queries: readonly Query[]) => {
  const ours = kompis(docs, roles);
  const others = await rivals(docs, roles);
  const rows: string[][] = [["Found, nDCG@10", ...kinds, "role and title"]];
  const add = async (
    name: string,
    ask: (text: string) => readonly string[] | Promise<readonly string[]>,
    said = (text: string) => text,
  ) => {
    const { byKind, roleAndTitle } = await gains(queries, async (text) => await ask(said(text)));
    rows.push([name, ...figures(byKind), roleAndTitle.toFixed(3)]);
  };
  await add("Kompis", ours);
  await add("Kompis without role descriptions", kompis(docs, []));
  for (const [name, ask] of others) await add(name, ask);
  for (const seed of [1, 2, 3]) await add(`Kompis, one slip in each (seed ${seed})`, ours, slipped(seed));
  for (const [name, ask] of others) await add(`${name}, one slip in each (seed 1)`, ask, slipped(1));
  await add("Kompis, ae oe aa", ours, inAscii);
  await add("Kompis, nynorsk", ours, inNynorsk);
  const changed = queries.filter(({ text }) => inNynorsk(text) !== text);
  return [table(rows).join("\n"), `${changed.length} of ${queries.length} queries are written otherwise in nynorsk.`];
};

/** Halves by chance: how much the figures depend on which queries they are of. */
const halves = async (docs: readonly Doc[], roles: readonly Role[], queries: readonly Query[]) => {
  const ours = kompis(docs, roles);
  const each: Readonly<Record<string, number>>[] = [];
  for (let seed = 1; seed <= 50; seed++) {
    const half = queries.filter(({ id }) => slipped.chance(`${seed} ${id}`) < 0.5);
    each.push((await gains(half, async (text) => ours(text))).byKind);
  }
  const of = (kind: string) => each.map((one) => one[kind] ?? 0).sort((a, b) => a - b);
  return `Over 50 halves by chance, from the 5th to the 95th of a hundred: ${kinds
    .map((kind) => `${kind} ${percentile(of(kind), 0.05).toFixed(2)}–${percentile(of(kind), 0.95).toFixed(2)}`)
    .join(", ")}`;
};

/** Courses enough for a large municipality: each of the set some times, with other words of the set's own joined in. */
const many = (docs: readonly Doc[], howMany: number): readonly Doc[] =>
  Array.from({ length: howMany }, (_, i) => {
    const [doc, other] = [docs[i % docs.length], docs[(i * 7 + Math.floor(i / docs.length) * 13) % docs.length]];
    return {
      id: `S${i}`,
      title: i < docs.length ? (doc?.title ?? "") : `${doc?.title} ${other?.title}`,
      text: `${doc?.text} ${other?.text}`,
    };
  });

const speed = (docs: readonly Doc[], roles: readonly Role[], queries: readonly Query[]) => {
  const all = many(docs, 3000);
  const start = performance.now();
  const finder = finderOf(roles);
  finder.hold(described(all));
  const index = performance.now() - start;
  const took: number[] = [];
  for (let round = 0; round < 4; round++)
    for (const { text } of queries) {
      const from = performance.now();
      finder.find(round === 3 ? slipped(1)(text) : text);
      took.push(performance.now() - from);
    }
  const changes: number[] = [];
  for (let i = 0; i < 40; i++) {
    const now = all.map((doc, at) => (at === i * 50 ? { ...doc, text: `${doc.text} ${i % 2 === 0 ? `nytt${i}ord` : "bedre"}` } : doc));
    const from = performance.now();
    finder.hold(described(now));
    changes.push(performance.now() - from);
  }
  return `At ${all.length} courses and ${roles.length} roles: index ${number(index)} ms; a query p50 ${number(median(took))} ms, p99 ${number(percentile(took, 0.99))} ms, the first of each among them; a changed course ${number(median(changes))} ms, p99 ${number(percentile(changes, 0.99))} ms`;
};

const missing = needed.find((path) => !existsSync(path));
if (missing) console.log(`Search: there is no ${missing}, so it is skipped. Set KOMPIS_BENCH to the folder that holds it.`);
else {
  const docs: readonly Doc[] = json("catalogue.json").documents;
  const roles: readonly Role[] = json("roles.json").roles;
  const queries = readFileSync(file("queries-dev.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line): Query => JSON.parse(line));
  for (const line of await found(docs, roles, queries)) console.log(line);
  console.log(await halves(docs, roles, queries));
  console.log(speed(docs, roles, queries));
}

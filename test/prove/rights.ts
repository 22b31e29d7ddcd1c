/**
 * Rights, judged from outside: every act, page and flow × every role × own and other units × every way a card can be wrong,
 * and the same commands without any card. The table in support/rights.ts says who may; support/judge.ts looks at the store
 * and at what was said. The cells are made from the registries, so that a new flow or page is in them or does not compile.
 */
import { changedBetween, type Finding, judge, ofSubstance, shotOf } from "../support/judge.ts";
import { names } from "../support/rights.ts";
import { answersOf, newTown } from "../support/town.ts";
import type { Proof } from "./proof.ts";
import { below, due, refusals } from "./rights/below.ts";
import { groups, through } from "./rights/cards.ts";
import type { Cell } from "./rights/cell.ts";
import { place } from "./rights/place.ts";

const run = async (cell: Cell): Promise<readonly Finding[]> => {
  const town = await newTown(undefined, place);
  await cell.setting?.(town);
  const before = await shotOf(town.store);
  const turned = await cell.play(town);
  const after = await shotOf(town.store);
  const said = turned.flatMap(answersOf);
  const found = judge({ who: cell.who, inPublic: cell.inPublic ?? false, before, after, said, wantsAnswer: cell.wantsAnswer ?? false });
  // A stranger's first word is passed on to HR, whatever it is.
  const changed = names.some((name) => name === cell.who.id) ? ofSubstance(changedBetween(before, after)) : [];
  const told = cell.refused ? said.filter((m) => !refusals.has(m.text)) : [];
  if (told.length > 0) return [...found, { leak: true, what: `it told ${told.map((m) => m.text).join(" / ")}` }];
  if (cell.expects === "still" && changed.length > 0) return [...found, { leak: true, what: `it changed ${JSON.stringify(changed)}` }];
  if (cell.expects === "effect" && changed.length === 0)
    return [...found, { leak: false, what: `nothing came of it: ${said.map((m) => m.text).join(" / ")}` }];
  return found;
};
/** A cell that does not come to an end is a finding like others. */
const findingsIn = async (cell: Cell): Promise<readonly Finding[]> => {
  const found = await run(cell).catch((error: unknown): Finding[] => [{ leak: false, what: String(error) }]);
  return found.map((f) => ({ ...f, what: `${cell.name}: ${f.what}` }));
};

/** The same sequence for the same seed (mulberry32). */
const randomly = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
};
const shuffled = <T>(all: readonly T[], random: () => number): readonly T[] =>
  all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
/** So many of each kind, those that must have an effect a kind of their own. */
const some = (cells: readonly Cell[], each: number, random: () => number): readonly Cell[] =>
  [...Map.groupBy(cells, (c) => `${c.kind} ${c.expects === "effect"}`).values()].flatMap((those) => shuffled(those, random).slice(0, each));

export const rights: Proof = {
  id: "rights",
  run: async (long, say) => {
    const random = randomly(2026);
    const chosen = long ? groups : shuffled(groups, random).slice(0, 60);
    const chat: Cell[] = [];
    for (const group of chosen) chat.push(...(await through(group)));
    const plain = [...below(), ...due()];
    const halves = [
      ["through cards", long ? chat : some(chat, 60, random)],
      ["below the chat", long ? plain : some(plain, 30, random)],
    ] as const;
    const rows = [];
    for (const [where, cells] of halves) {
      const findings: Finding[] = [];
      for (const [i, cell] of cells.entries()) {
        findings.push(...(await findingsIn(cell)));
        if (i % 2000 === 1999) say(`${i + 1} of ${cells.length} cells ${where}`);
      }
      for (const f of findings.slice(0, 40)) say(`${f.leak ? "LEAK" : "poor"} ${f.what.slice(0, 700)}`);
      const leaks = findings.filter((f) => f.leak).length;
      const effects = cells.filter((c) => c.expects === "effect").length;
      rows.push({
        promise: `rights ${where}`,
        asked: `${long ? "at least 5 000 cells" : "a sample"}, 0 leaks`,
        measured: `${cells.length} cells, ${leaks} leaks; ${effects} that must succeed, ${findings.length - leaks} that did not or were badly worded`,
        kept: findings.length === 0 && (!long || cells.length >= 5000),
      });
    }
    return rows;
  },
};

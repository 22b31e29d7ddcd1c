/** How a morning's reminders look: one thing with its buttons, or a short list of things. */

import { ask } from "../dialogue/page.ts";
import type { CardOut } from "../dialogue/scene.ts";
import type { Command } from "../ports/command.ts";
import type { Line, Phrase } from "../text/words.ts";
import type { Due } from "./year.ts";

/** More than this nobody reads in the morning. */
const mostShown = 6;
/** Lines under one of them. */
const mostLines = 12;

const putsOff = (due: Due) =>
  due.kind === "asked" ? [] : [{ button: "putOffItem", command: ask("putOff", { matter: due.matter, kind: due.kind }) } as const];

type Entry = { readonly title: Line; readonly lines: readonly Phrase[]; readonly next: Due["next"] };

/** Each by itself, but for what is told together. */
const entriesOf = (items: readonly Due[]): readonly Entry[] => {
  const entries: Entry[] = [];
  const done = new Set<string>();
  for (const due of items) {
    const same = due.among ? items.filter((other) => other.among && other.kind === due.kind) : [due];
    if (done.has(due.kind)) continue;
    if (!due.among || same.length === 1) {
      entries.push({ title: due.say, lines: [], next: [...due.next, ...putsOff(due)] });
      continue;
    }
    done.add(due.kind);
    entries.push({ title: due.among.many(same.length), lines: same.flatMap((one) => one.among?.line ?? []), next: due.next });
  }
  return entries;
};

/** @param heading what stands over several */
export const listed = (items: readonly Due[], heading: Phrase): CardOut => {
  const entries = entriesOf(items);
  const acts: Record<string, Command> = {};
  const shown = entries.slice(0, mostShown).map(({ title, lines, next }, i) => ({
    title,
    lines: [...lines.slice(0, mostLines), ...(lines.length > mostLines ? [{ say: "andMore", n: lines.length - mostLines } as const] : [])],
    buttons: next.map(({ button, command }) => {
      acts[`${button}${i}`] = command;
      return { act: `${button}${i}`, title: { button } };
    }),
  }));
  const left = entries.length - mostShown;
  return {
    card: "list",
    data: { heading, items: shown, notes: left > 0 ? [{ say: "andMore", n: left }, { say: "morningMore" }] : [], buttons: [] },
    acts,
  };
};

export const morningCard = (items: readonly Due[], name: string): CardOut => {
  const entries = entriesOf(items);
  const [only, ...more] = entries;
  if (!only || more.length > 0) return listed(items, { say: "morningHeading", name, n: entries.length });
  return {
    card: "message",
    data: {
      lines: [only.title, ...only.lines],
      buttons: only.next.map(({ button }, i) => ({ act: button, title: { button }, ...(i === 0 ? { primary: true } : {}) })),
    },
    acts: Object.fromEntries(only.next.map(({ button, command }) => [button, command])),
  };
};

/** Cards of earlier mornings on which something is settled meanwhile, and what is to stand in their place. */
import type { Out } from "../dialogue/scene.ts";
import { addDays } from "../domain/day.ts";
import type { PushRecord } from "../ports/records.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Line, Phrase } from "../text/words.ts";
import { morningCard } from "./card.ts";
import { allDue } from "./index.ts";
import { type Due, isAway, type Year } from "./year.ts";

/** Nobody looks further back in a chat; in days. */
const daysBack = 60;

export type Settled = { readonly push: PushRecord; readonly at: number; readonly open: readonly string[]; readonly out: Out };

const named = ({ items, open }: PushRecord): Phrase => ({
  list: [...new Set(items.filter((i) => open.includes(i.matter)).map((i) => i.kind))].map(
    (kind): Phrase => ({ choice: kind, of: "reminder" }),
  ),
});

/** Only of cards that have arrived: one that is on its way is looked at again. */
export const settledCards = async (year: Year, store: ReadStore): Promise<readonly Settled[]> => {
  const { today, directory } = year;
  const shown = await store.find("push", { day: { from: addDays(today, -daysBack) } });
  const standing = shown.filter(({ value }) => value.message !== null && value.open.length > 0 && !isAway(value.to, year));
  if (standing.length === 0) return [];
  const due = new Map<string, Due>();
  // What somebody does not want to hear of again is over for them.
  for (const one of allDue(year)) if (year.putOff(one.to, one.matter) !== null) due.set(`${one.to} ${one.matter}`, one);
  const newest = new Map<string, PushRecord>();
  for (const { value: push } of shown)
    for (const matter of push.open) {
      const key = `${push.to} ${matter}`;
      if (push.day > (newest.get(key)?.day ?? "")) newest.set(key, push);
    }
  return standing.flatMap(({ value: push, revision: at }): Settled[] => {
    const isOpen = (matter: string) => due.has(`${push.to} ${matter}`);
    const open = push.open.filter((matter) => isOpen(matter) && newest.get(`${push.to} ${matter}`)?.id === push.id);
    if (open.length === push.open.length) return [];
    const name = directory.person(push.to)?.name.split(" ")[0] ?? "";
    const left = open.flatMap((matter) => due.get(`${push.to} ${matter}`) ?? []);
    const over: Line = push.open.some(isOpen) ? { say: "onNewerList" } : { say: "allSettled", what: named(push) };
    return [{ push, at, open, out: left.length > 0 ? morningCard(left, name) : over }];
  });
};

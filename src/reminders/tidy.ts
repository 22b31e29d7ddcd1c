/** Deletes what has been kept for as long as the retention table says. */
import { cleaningAsked } from "../dialogue/erase.ts";
import { addDays, type Day, dayInOslo, type Instant } from "../domain/day.ts";
import { everyOne } from "../ports/everyOne.ts";
import type { Retention } from "../ports/retention.ts";
import type { Change, Kind, RecordOf, Store } from "../ports/store.ts";

/** The day on which a record was last of use, from which its days are counted. Kinds that are not here end by a person's hand. */
const lastUse = {
  card: (c) => c.expires,
  file: (f) => dayInOslo(f.expires),
  received: (r) => dayInOslo(r.expires),
  talk: (t) => dayInOslo(t.touched),
  notice: (n) => dayInOslo(n.created),
  inbox: (i) => dayInOslo(i.received),
  followUp: (f) => f.due,
  stranger: (s) => dayInOslo(s.first),
  suggestion: (s) => s.created,
  signUp: (s) => s.to,
  developmentTalk: (t) => `${t.year}-12-31`,
  evaluationRound: (r) => r.closes,
  extension: (e) => e.until,
  putOff: (p) => p.made,
  push: (p) => p.day,
} satisfies { readonly [K in Kind]?: (value: RecordOf<K>) => Day };
export type Ending = keyof typeof lastUse;
export const ending = Object.keys(lastUse) as readonly Ending[];

const idOf = (value: object): string => String("id" in value ? value.id : "aadObjectId" in value ? value.aadObjectId : "");

/** At most so many records are read, or removed, at once. */
const most = 500;

/** Once a day. */
export const tidy = async (store: Store, retention: Retention, now: Instant): Promise<void> => {
  await filesOver(store, now);
  const today = dayInOslo(now);
  const until = new Date(Date.parse(now) + 2 * 86_400_000).toISOString();
  if ((await store.commit([{ claim: `tidy:${today}`, until }])) !== "done") return;
  for (const kind of ending) {
    const { days } = retention[kind];
    if (days === null) continue;
    const over: Change[] = [];
    for await (const { value, revision } of everyOne(store, kind, most))
      if (addDays(lastUse[kind](value as never), days) < today) over.push({ remove: kind, id: idOf(value), at: revision });
    for (let from = 0; from < over.length; from += most) await removed(store, over.slice(from, from + most));
  }
  // What went through the inbox, and what is over, still stands in files of the store. Where somebody erases just now, it is asked already.
  await store.commit([await cleaningAsked(store)]);
};

/** Somebody may have written to one of them just now: then each goes, or stays, by itself. */
const removed = async (store: Store, changes: readonly Change[]): Promise<void> => {
  if ((await store.commit(changes)) === "done") return;
  for (const change of changes) await store.commit([change]);
};

/** Files are over by the minute. */
const filesOver = async (store: Store, now: Instant): Promise<void> => {
  for (const kind of ["file", "received"] as const) {
    const over = await store.find(kind, { expires: { before: now } });
    if (over.length > 0)
      await removed(
        store,
        over.map(({ value, revision }) => ({ remove: kind, id: value.id, at: revision })),
      );
  }
};

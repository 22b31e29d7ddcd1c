/** Erasing for good: the records go, their names are remembered, and the files of the store are cleaned afterwards. */
import type { Instant } from "../domain/day.ts";
import type { Retention } from "../ports/retention.ts";
import type { Change, Kind, ReadStore, Store } from "../ports/store.ts";

/** How often something was erased, and as of which time the files were cleaned. */
const [asked, done] = ["erased", "purged"];
const countOf = async (read: ReadStore, mark: string) => (await read.get("mark", mark))?.value.count ?? 0;

/** To be committed when the files are to be cleaned. */
export const cleaningAsked = async (read: ReadStore): Promise<Change> => {
  const kept = await read.get("mark", asked);
  return { put: "mark", value: { id: asked, count: (kept?.value.count ?? 0) + 1 }, at: kept?.revision ?? 0 };
};

type Gone = { readonly kind: Kind; readonly id: string; readonly at: number };

/**
 * To be committed. What was the person's alone and went earlier, such as what passed through the inbox, is in older backups
 * under names that nobody remembers, so that all of it is named by the person too.
 */
export const erased = async (
  read: ReadStore,
  records: readonly Gone[],
  { me, now, retention }: { readonly me: { readonly id: string }; readonly now: Instant; readonly retention: Retention },
): Promise<Change[]> => {
  const own = Object.entries(retention).filter(([, { owner }]) => owner === "person");
  return [
    ...records.flatMap(({ kind, id, at }): Change[] => [
      { remove: kind, id, at },
      { append: "erasure", value: { at: now, kind, id } },
    ]),
    ...own.map(([kind]) => ({ append: "erasure", value: { at: now, kind, id: me.id } }) as const),
    await cleaningAsked(read),
  ];
};

/** Longer than cleaning takes; milliseconds. */
const leaseTime = 10 * 60_000;

/**
 * Cleans the files where something has been erased since; slow, and taken up again after a stop.
 * @param owner who does it: one at a time, of all replicas
 * @returns true when there was something
 */
export const purgeErased = async (store: Store, owner: string): Promise<boolean> => {
  const count = await countOf(store, asked);
  if (count === (await countOf(store, done)) || !(await store.lease("purge", owner, leaseTime))) return false;
  try {
    await store.purge();
    await store.commit([{ put: "mark", value: { id: done, count } }]);
    return true;
  } finally {
    await store.release("purge", owner);
  }
};

/** Group commit: what waits while something is being written is written together. Knows nothing of files. */
import type { Clock } from "../ports/clock.ts";
import type { Change, Store } from "../ports/store.ts";
import { type Entry, type newTables, touched } from "./tables.ts";

type Waiting = {
  readonly changes: readonly Change[];
  readonly done: (how: "done" | "stale" | "taken") => void;
  readonly failed: (error: unknown) => void;
};

/** What keeps the entries: writes a batch, does what is to be done when memory has followed, and closes. */
type Keeping = {
  readonly write: (batch: readonly (readonly Entry[])[]) => Promise<void>;
  readonly afterwards: () => Promise<void>;
  readonly finish: () => Promise<void>;
};

/** Commits that wait while one is being written are written together; two that touch the same thing never are. */
export const storeOver = (tables: ReturnType<typeof newTables>, clock: Clock, keeping: Keeping): Store => {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  const writeOnce = async () => {
    const busy = new Set<string>();
    const later: Waiting[] = [];
    const now: { readonly one: Waiting; readonly entries: Entry[] }[] = [];
    for (const one of waiting) {
      const names = one.changes.map(touched);
      const free = names.every((name) => !busy.has(name));
      for (const name of names) busy.add(name);
      if (!free) {
        later.push(one);
        continue;
      }
      try {
        const entries = tables.entriesOf(one.changes, clock());
        if (typeof entries === "string") one.done(entries);
        else now.push({ one, entries });
      } catch (error) {
        one.failed(error);
      }
    }
    waiting = later;
    if (now.length === 0) return;
    try {
      await keeping.write(now.map((n) => n.entries));
    } catch (error) {
      for (const n of now) n.one.failed(error);
      return;
    }
    // Memory follows the disk: nobody reads what was not kept.
    for (const n of now) for (const e of n.entries) tables.apply(e);
    for (const n of now) n.one.done("done");
    await keeping.afterwards();
  };

  const pump = async () => {
    while (waiting.length > 0) await writeOnce();
    writing = null;
  };

  return {
    get: async (kind, id) => tables.get(kind, id),
    find: async (kind, where) => tables.find(kind, where),
    commit: (changes) =>
      new Promise((done, failed) => {
        waiting.push({ changes, done, failed });
        writing ??= Promise.resolve().then(pump);
      }),
    close: async () => {
      await writing;
      await keeping.finish();
    },
  };
};

/** Group commit: what waits while something is being written is written together. Knows nothing of files. */
import type { Clock } from "../../ports/clock.ts";
import { type Change, NotSaved } from "../../ports/store.ts";
import type { Written } from "./segments.ts";
import { type Tables, touched } from "./tables.ts";

type How = "done" | "stale" | "taken";
type Waiting = { readonly changes: readonly Change[]; readonly done: (how: How) => void; readonly failed: (error: unknown) => void };

/** Commits that wait while one is being written are written together; two that touch the same thing never are. */
export const commitsOver = (tables: () => Tables, clock: Clock, write: (jsons: readonly string[]) => Promise<void>) => {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  /** Work that needs the writing to stand still. */
  let alone: (() => Promise<void>)[] = [];

  const writeOnce = async () => {
    const busy = new Set<string>();
    const later: Waiting[] = [];
    const now: { readonly one: Waiting; readonly json: string }[] = [];
    for (const one of waiting) {
      const names = one.changes.flatMap((change) => touched(change) ?? []);
      const free = names.every((name) => !busy.has(name));
      for (const name of names) busy.add(name);
      if (!free) {
        later.push(one);
        continue;
      }
      try {
        const entries = tables().entriesOf(one.changes, clock());
        if (typeof entries === "string") one.done(entries);
        else now.push({ one, json: JSON.stringify(entries) });
      } catch (error) {
        one.failed(error);
      }
    }
    waiting = later;
    if (now.length === 0) return;
    try {
      await write(now.map((n) => n.json));
    } catch (error) {
      const why = new NotSaved(`Nothing was saved: ${error instanceof Error ? error.message : error}`, { cause: error });
      for (const n of now) n.one.failed(why);
      return;
    }
    // Memory follows the disk, and holds what was written and nothing that anybody else can change.
    for (const n of now) for (const e of JSON.parse(n.json) as Written[]) tables().apply(e);
    for (const n of now) n.one.done("done");
  };

  const pump = async () => {
    while (waiting.length > 0 || alone.length > 0) {
      const [first, ...others] = alone;
      alone = others;
      await (first ? first() : writeOnce());
    }
    writing = null;
  };
  const start = () => {
    writing ??= Promise.resolve().then(pump);
  };

  return {
    commit: (changes: readonly Change[]): Promise<How> =>
      new Promise((done, failed) => {
        waiting.push({ changes, done, failed });
        start();
      }),
    /** Runs the work between two writes. */
    between: <T>(work: () => Promise<T>): Promise<T> =>
      new Promise<T>((done, failed) => {
        alone.push(() => work().then(done, failed));
        start();
      }),
    idle: async (): Promise<void> => {
      while (writing) await writing;
    },
  };
};

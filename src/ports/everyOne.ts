/** Every record of a kind, a page at a time, for whoever needs not hold them all at once. */
import type { Kept, Kind, ReadStore } from "./store.ts";

/** @param most how many are read at once */
export async function* everyOne<K extends Kind>(store: ReadStore, kind: K, most = 5000): AsyncIterable<Kept<K>> {
  for (let after = 0; ; ) {
    const page = await store.find(kind, {}, { limit: most, after });
    yield* page;
    if (page.length < most) return;
    after = page.at(-1)?.place ?? 0;
  }
}

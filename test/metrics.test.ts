/** What is counted is told also while the store is away: that is when it is looked at. */
import { expect, test } from "vitest";
import { newMetrics } from "../src/metrics.ts";
import { NotSaved } from "../src/ports/store.ts";
import { openStore } from "../src/store/lowdb.ts";

test("a store that is away hides what waits in it, and nothing else", async () => {
  const store = await openStore(null, () => "2026-11-23T08:00:00Z");
  let away = false;
  const metrics = newMetrics();
  metrics.waiting({ ...store, find: (...of) => (away ? Promise.reject(new NotSaved("The database is away.")) : store.find(...of)) });
  expect(await metrics.text()).toContain('kompis_waiting{where="inbox"} 0');
  away = true;
  const text = await metrics.text();
  expect(text).toContain("process_cpu_seconds_total");
  expect(text).not.toContain("kompis_waiting{");
});

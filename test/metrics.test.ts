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

test("a language model is counted by outcome, with its tokens, and with its cost where prices are set", async () => {
  const without = newMetrics();
  expect(await without.text()).not.toContain("model");
  without.model({ in: undefined, out: undefined }).used({ in: 1000, out: 20 });
  expect(await without.text()).not.toContain("kompis_model_cost");
  const metrics = newMetrics();
  const { asked, used } = metrics.model({ in: 2.5, out: 10 });
  asked("helped", 0.4);
  asked("slow", 8);
  used({ in: 1000, out: 20 });
  used({ in: 1000, out: 20 });
  const text = await metrics.text();
  for (const line of [
    'kompis_model_seconds_count{outcome="helped"} 1',
    'kompis_model_seconds_count{outcome="slow"} 1',
    'kompis_model_tokens_total{direction="in"} 2000',
    'kompis_model_tokens_total{direction="out"} 40',
    'kompis_model_cost_total{direction="in"} 0.005',
    'kompis_model_cost_total{direction="out"} 0.0004',
  ])
    expect(text).toContain(line);
});

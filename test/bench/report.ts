/** The arithmetic and the print of the bench. */
import type { Result } from "./bench.ts";

/** The report: one column per side and the ratio first/second. */
export function report(results: readonly Result[], benchLoad: number): string {
  const all = (one: Result) => [...one.message, ...one.press];
  const rows: [string, (one: Result) => number][] = [
    ["turns/s (median round)", (one) => median(one.rates)],
    ["turns/s (worst round)", (one) => Math.min(...one.rates)],
    ["turn p50 ms", (one) => percentile(all(one), 0.5)],
    ["turn p99 ms", (one) => percentile(all(one), 0.99)],
    ["  message → answer p50 ms", (one) => percentile(one.message, 0.5)],
    ["  message → answer p99 ms", (one) => percentile(one.message, 0.99)],
    ["  press → HTTP answer p50 ms", (one) => percentile(one.press, 0.5)],
    ["  press → HTTP answer p99 ms", (one) => percentile(one.press, 0.99)],
    ["  message → HTTP 200 p99 ms", (one) => percentile(one.acknowledged, 0.99)],
    ["processor ms per turn", (one) => one.processorMs / one.turns],
    ["cold start to first answer ms", (one) => median(one.coldMs)],
    ["memory at rest MiB", (one) => median(one.restMiB)],
    ["memory after the load MiB", (one) => one.loadedMiB],
  ];
  const ratio = (value: (one: Result) => number) => {
    const [a, b] = results;
    return a && b ? value(a) / value(b) : Number.NaN;
  };
  const lines = table([
    ["", ...results.map((one) => one.name), "ratio"],
    ...rows.map(([label, value]) => [label, ...results.map((one) => number(value(one))), number(ratio(value))]),
    ["turns measured", ...results.map((one) => `${one.turns}`), ""],
    ["errors", ...results.map((one) => `${one.errors.length}`), ""],
  ]);
  const perRound = results[0]?.rates.map((rate, n) => rate / (results[1]?.rates[n] ?? Number.NaN)) ?? [];
  const stderr = results
    .filter((one) => one.stderr !== "")
    .map((one) => `${one.name} wrote to standard error: ${one.stderr.trim().split("\n")[0]}`);
  const errors = results.flatMap((one) => one.errors.slice(0, 3).map((error) => `${one.name}: ${error}`));
  return [
    ...lines,
    `ratio of turns/s, round by round: median ${number(median(perRound))}, ${number(Math.min(...perRound))} to ${number(Math.max(...perRound))}`,
    `the bench itself used ${Math.round(benchLoad * 100)} % of one core`,
    ...stderr,
    ...errors,
  ].join("\n");
}

/** The value below which the share `q` (0–1) lies, nearest rank; NaN of nothing. */
export function percentile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle one, of an even number the mean of the two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}

/** Three figures that mean something: 1234, 56.7, 0.89; "–" when there is no number. */
export function number(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** Lines with columns, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => row.map((cell, n) => (n === 0 ? cell.padEnd(width(n)) : cell.padStart(width(n)))).join("  "));
}

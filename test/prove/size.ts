/** A store of a large municipality after years: how fast it starts, answers and folds. Measured in processes of their own. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Proof } from "./proof.ts";

const percentiles = z.object({ p50: z.number(), p99: z.number(), max: z.number() });
const started = z.object({ ms: z.number(), opened: z.number(), trainings: z.number(), rss: z.number() });
const ran = z.object({
  asked: z.number(),
  done: z.number(),
  troubles: z.array(z.string()),
  acknowledged: percentiles,
  blocked: percentiles,
  rss: z.object({ start: z.number(), most: z.number() }),
});

const program = fileURLToPath(new URL("../support/large.ts", import.meta.url));
/** As the bot is started. */
const large = (...args: readonly (string | number)[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--max-semi-space-size=32", program, ...args.map(String)]);
    let [said, complained] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      complained += piece;
    });
    child.on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(complained))));
  });
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const size: Proof = {
  id: "size",
  run: async (long, say) => {
    const [records, seconds, foldBytes, starts] = long ? [250_000, 60, 2_500_000, 3] : [5000, 1, 100_000, 1];
    const folder = mkdtempSync(join(tmpdir(), "kompis-size-"));
    const snapshots = () => readdirSync(folder).filter((name) => /^snapshot-\d+\.log$/.test(name));
    try {
      await large("fill", folder, records);
      const bytes = readdirSync(folder).reduce((n, name) => n + statSync(join(folder, name)).size, 0);
      say(`${records} records, ${Math.round(bytes / 2 ** 20)} MB`);
      const opened = [];
      for (let i = 0; i < starts; i++) opened.push(started.parse(JSON.parse(await large("start", folder))));
      const start = median(opened.map(({ ms }) => ms));
      say(`starts: ${opened.map((one) => `${one.ms} ms, of which the store ${one.opened}; ${one.rss} MB`).join("; ")}`);

      const seen = new Set<string>();
      const watching = setInterval(() => {
        for (const name of snapshots()) seen.add(name);
      }, 50);
      const result = ran.parse(JSON.parse(await large("run", folder, 200, seconds, foldBytes)));
      clearInterval(watching);
      // The first was there, and the last came when all was committed.
      const folds = seen.size - 2;
      say(JSON.stringify(result));
      const { acknowledged, blocked, rss } = result;
      const isFast = acknowledged.p99 <= 50 && blocked.p99 <= 50 && start <= 5000;
      return [
        {
          promise: `fast at size (embedded, ${records} records, ${Math.round(bytes / 2 ** 20)} MB, 200 commits/s for ${seconds} s)`,
          asked: "acknowledgement p99 ≤ 50 ms, event loop blocked p99 ≤ 50 ms, start ≤ 5 s, while snapshots are folded",
          measured: `p99 ${acknowledged.p99} ms, blocked p99 ${blocked.p99} ms, start ${(start / 1000).toFixed(1)} s, ${folds} folds, memory ${rss.start} to ${rss.most} MB`,
          // The sample asks that all is done, not how fast: it runs among others.
          kept: result.done === result.asked && result.troubles.length === 0 && folds >= (long ? 3 : 0) && (isFast || !long),
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

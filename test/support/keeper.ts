/**
 * A process of its own over a data folder: `hold` opens it and waits, `loop` commits for ever and writes down what was
 * acknowledged, `fill` commits until one is refused and then says what its memory holds.
 */
import { openStore } from "../../src/store/lowdb.ts";

const [what = "", folder = "", width = "1", foldBytes] = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const padding = "x".repeat(Number(width));
/** Two records in each commit, so that half a commit can be seen. */
const pair = (n: number) => [
  { put: "mark", value: { id: `a${n}`, count: n } } as const,
  { put: "acting", value: { lane: `b${n}`, person: padding } } as const,
];

try {
  const store = await openStore(folder, () => new Date().toISOString(), foldBytes ? { foldBytes: Number(foldBytes) } : {});
  say("open");
  if (what === "hold") setInterval(() => {}, 1000);
  for (let n = 0; what === "loop"; n += 3) {
    const one = (i: number) => store.commit(pair(n + i)).then((how) => how === "done" && say(`${n + i}`));
    await Promise.all([one(0), one(1), one(2)]);
  }
  for (let n = 0; what === "fill"; n++) {
    try {
      await store.commit(pair(n));
      say(`${n}`);
    } catch {
      const [a, b] = [await store.get("mark", `a${n}`), await store.get("acting", `b${n}`)];
      say(a || b ? "refused but there" : "refused");
      break;
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

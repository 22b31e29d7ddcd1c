/**
 * A process of its own over a data folder: `hold` opens it, and commits when it is told a number; `loop` commits for ever and
 * writes down what was acknowledged, `fill` commits until one is refused and then says what its memory holds; `race` tries for the lock whenever it is
 * told a millisecond, and says whether it got in.
 */
import { createInterface } from "node:readline";
import { lock } from "../../src/store/lowdb/lock.ts";
import { openStore } from "../../src/store/lowdb.ts";

const [what = "", folder = "", width = "1", foldBytes] = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const padding = "x".repeat(Number(width));
/** Two records in each commit, so that half a commit can be seen. */
const pair = (n: number) => [
  { put: "mark", value: { id: `a${n}`, count: n } } as const,
  { put: "acting", value: { lane: `b${n}`, person: padding } } as const,
];

const told = (what: (line: string) => void) => createInterface({ input: process.stdin }).on("line", what);
const race = () => {
  say("ready");
  told((begin) => {
    while (Date.now() < Number(begin));
    try {
      say(lock(folder).isHeld() ? "in" : "out");
    } catch {
      say("out");
    }
  });
};
const keep = async () => {
  const store = await openStore(folder, () => new Date().toISOString(), foldBytes ? { foldBytes: Number(foldBytes) } : {});
  say("open");
  if (what === "hold")
    told((n) =>
      store.commit(pair(Number(n))).then(
        () => say(n),
        (error) => say(error.message),
      ),
    );
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
};

try {
  if (what === "race") race();
  else await keep();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

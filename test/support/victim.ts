/**
 * A process of its own that commits to a store until it is killed: it says what it is about to commit, and what was acknowledged.
 * With a number it kills itself before so many steps are done: changes of the disk, or words to the database.
 */
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { diskBehind } from "./disks.ts";
import { changesTo } from "./ledger.ts";
import { openAt } from "./stores.ts";

const [address = "", firstVersion = "1", steps = ""] = process.argv.slice(2);
/** In the pipe when it returns, or the one who reads it would know less than was done. */
const say = (line: string) => {
  for (let rest = Buffer.from(`${line}\n`); rest.length > 0; )
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
};
let left = steps ? Number(steps) : Number.POSITIVE_INFINITY;
const step = () => {
  if (left-- === 0) process.kill(process.pid, "SIGKILL");
  return undefined;
};
// A turn of the loop before each step: what was acknowledged too early has been said when it dies.
const dying = diskBehind(() => turn().then(step));
const { write } = Socket.prototype;
Socket.prototype.write = function (this: Socket, ...what: unknown[]) {
  setImmediate(() => {
    step();
    write.apply(this, what as never);
  });
  return true;
};
let version = Number(firstVersion);
const store = await openAt(address, steps ? dying : undefined);

/** One thing after the other, so that no two commits to one thing are under way. */
const writer = async (name: number) => {
  for (let n = 0; ; n++) {
    const thing = `${name}-${n % 5}`;
    const next = n % 11 === 10 ? 0 : version++;
    say(`try ${thing} ${next}`);
    const how = await store.commit(changesTo(thing, next));
    if (how !== "done") throw new Error(`A commit of ${thing} ${next} was ${how}.`);
    say(`done ${thing} ${next}`);
    if (name === 0 && n % 60 === 59) void store.purge();
  }
};
say("open");
await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));

/** A process of its own that plans one morning, as the bot does, and says how long it took and what it needed: `planner.ts embedded|postgres WHERE DAY`. */
import { catalogues } from "../../src/catalogue/search.ts";
import { worldOver } from "../../src/dialogue/world.ts";
import { morning } from "../../src/reminders/morning.ts";
import { readYear } from "../../src/reminders/reading.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { openPostgres } from "../../src/store/postgres.ts";
import { readYearWheel } from "../../src/transfer/sample.ts";

const [kind = "", where = "", day = ""] = process.argv.slice(2);
const store = kind === "postgres" ? await openPostgres({ url: where }) : await openStore(where, () => `${day}T08:00:00Z`);
// The organisation and the catalogue are in memory before the morning.
const world = await worldOver(store, catalogues())();
const wheel = readYearWheel("data/yearwheel.json");
const took: number[] = [];
/** The most (MiB) up to the end of each morning; what one leaves behind is cleared away when there is need of room. */
const megabytes: number[] = [];
let pushes = 0;
let most = 0;
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);
for (let n = 0; n < 3; n++) {
  const from = performance.now();
  pushes = morning(await readYear(store, world, wheel, day)).length;
  took.push(performance.now() - from);
  most = Math.max(most, process.memoryUsage.rss());
  megabytes.push(Math.round(most / 2 ** 20));
}
clearInterval(watching);
process.stdout.write(JSON.stringify({ ms: took, pushes, megabytes }));
await store.close();

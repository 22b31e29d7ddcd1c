/** `kompis import`: what HR has in files, into the store. */
import { catalogueOf } from "../catalogue/search.ts";
import { clockOf, readConfig } from "../config.ts";
import { changesTold } from "../dialogue/audit.ts";
import { worldOver } from "../dialogue/world.ts";
import { dayInOslo } from "../domain/day.ts";
import { placeOf } from "../store/open.ts";
import { type Importable, importable, planImport } from "../transfer/import.ts";
import { outcomeText, previewText } from "../transfer/preview.ts";
import { readTable } from "../transfer/table.ts";
import { print, type Run, UseTrouble } from "./use.ts";

/** From so many rows on it is told how far it has come. */
const many = 5000;

/** Shows what a file would change; with --yes it is done, all or nothing. */
export const importFile: Run = async (args) => {
  const flags = args.filter((a) => a.startsWith("--"));
  const [what, file, ...rest] = args.filter((a) => !a.startsWith("--"));
  const maps = flags.flatMap((f) => /^--map=(.+?)=(.+)$/.exec(f)?.slice(1, 3) ?? []);
  const wrong = flags.find((f) => f !== "--yes" && f !== "--end-missing" && !/^--map=.+?=.+$/.test(f));
  if (wrong) throw new UseTrouble(`There is no option "${wrong}". Use --yes, --end-missing, and --map="Their column=Our column".`);
  if (!isImportable(what) || !file || rest.length > 0)
    throw new UseTrouble(`Write: kompis import ${importable.join("|")} FILE [--yes] [--end-missing] [--map="Their column=Our column" …]`);
  const mapping = Object.fromEntries(maps.flatMap((theirs, i) => (i % 2 === 0 ? [[theirs, maps[i + 1] ?? ""]] : [])));
  const config = readConfig(process.env);
  const clock = clockOf(config);
  process.stderr.write(`Leser ${file} …\n`);
  const table = await readTable(file);
  const store = await placeOf(config, clock).open();
  // A large file takes some seconds, and nobody should wonder whether anything happens.
  const progress = (text: string) => table.rows.length >= many && process.stderr.write(`${text}\n`);
  try {
    progress(`Har lest ${table.rows.length} rader. Sammenligner med det som er lagret …`);
    const { changes, preview } = await planImport(store, what, table, {
      today: dayInOslo(clock()),
      endMissing: flags.includes("--end-missing"),
      mapping,
    });
    if (!flags.includes("--yes") || changes.length === 0) {
      print(previewText(preview));
      return 0;
    }
    progress(`Lagrer ${changes.length} endringer …`);
    const { directory } = await worldOver(store, catalogueOf)();
    const how = await store.commit([...changes, ...(await changesTold(store, changes, { by: "import", at: clock(), directory }))]);
    print(outcomeText(preview, how));
    return how === "done" ? 0 : 1;
  } finally {
    await store.close();
  }
};
const isImportable = (what: string | undefined): what is Importable => importable.some((i) => i === what);

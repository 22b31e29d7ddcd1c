/** `kompis restore`: a backup in place of what is there. */
import { dirname, join } from "node:path";
import { clockOf, readConfig } from "../config.ts";
import { type Archive, StoreTrouble } from "../ports/store.ts";
import { type ArchiveFile, archiveIn, writeArchive } from "../store/archiveFile.ts";
import type { ListEntry } from "../store/lowdb/opening.ts";
import { asideIn, type Place, placeOf } from "../store/open.ts";
import { planRestore } from "../store/restoring.ts";
import { areSame, counted, isEmpty, newTally, nothing, type Tally, tallyOf } from "../store/tally.ts";
import { release, table } from "./held.ts";
import { argsOf, fileOf, print, type Run, UseTrouble } from "./use.ts";

const usage = "kompis restore FILE [--yes] [--without-erasures]";

type Now = {
  readonly held: Tally;
  readonly lists: readonly ListEntry[];
  /** False when something that was erased may not be known any more. */
  readonly isWhole: boolean;
  /** Why it cannot be read. */
  readonly trouble: string | undefined;
};

/** What stands there before the restore. */
const nowIn = async ({ everything }: Pick<Archive, "everything">, { salvaged }: Place): Promise<Now> => {
  const held = newTally();
  const lists: ListEntry[] = [];
  try {
    for await (const entry of counted(everything(), held)) if ("l" in entry) lists.push(entry);
    return { held: held.done(), lists, isWhole: true, trouble: undefined };
  } catch (error) {
    if (!(error instanceof StoreTrouble) || !salvaged) throw error;
    const { entries, isWhole } = await salvaged();
    return { held: nothing, lists: entries, isWhole, trouble: error.message };
  }
};

/** Says what would be done. */
const show = async (file: string, archive: ArchiveFile, place: Place, now: Now, at: string) => {
  const plan = await planRestore(archive, now.lists, at);
  print(`"${file}" was written at ${archive.head.at} by release ${archive.head.release}. In ${place.says}:`);
  print(table({ "in the file": archive.held, "there now": now.held, "there then": plan.after }));
  if (now.trouble) print(`What is there now cannot be read: ${now.trouble}`);
  print(
    isEmpty(now.held) && now.lists.length === 0
      ? `Nothing says what was erased after ${archive.head.at}; what the file holds of it comes back.`
      : `Records in the file that were erased since, and stay away: ${plan.leftOut}.`,
  );
  return plan;
};
const lackErasures = (now: Now) =>
  `The list of erasures cannot be read in full: ${now.lists.filter((e) => e.l === "erasure").length} could be, and stay away. Add --without-erasures to restore although others may come back.`;

export const restore: Run = async (args) => {
  const { values, positionals } = argsOf(args, usage, { yes: { type: "boolean" }, "without-erasures": { type: "boolean" } });
  const file = fileOf(positionals, usage);
  const config = readConfig(process.env);
  const at = clockOf(config)();
  const place = placeOf({ ...config, now: at }, () => at);
  const archive = await archiveIn(file);
  if (!values.yes) {
    const now = await nowIn(place, place);
    await show(file, archive, place, now, at);
    if (!now.isWhole) print(lackErasures(now));
    print("Nothing has been changed. Stop the bot and add --yes to do it.");
    return 0;
  }
  return place.alone(async (store) => {
    const now = await nowIn(store, place);
    const plan = await show(file, archive, place, now, at);
    if (!now.isWhole && !values["without-erasures"]) throw new UseTrouble(lackErasures(now));
    const before = join(dirname(file), `before-restore-${at.replaceAll(":", "-")}.backup`);
    if (!isEmpty(now.held)) await writeArchive(before, { release, at }, store.everything());
    await store.replace(plan.entries());
    if (!areSame(await tallyOf(store.everything()), plan.after))
      throw new StoreTrouble(`${place.says} does not hold what was put there. Restore it again before the bot is started.`);
    print("It is done.");
    if (!isEmpty(now.held)) print(`What was there before is in "${before}". Delete it when it is no longer needed.`);
    if (now.trouble)
      print(
        `The files that could not be read are in "${asideIn(config.data)}". Delete them when they are no longer needed; the next erasure does.`,
      );
    return 0;
  });
};

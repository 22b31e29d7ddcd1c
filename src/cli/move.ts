/** `kompis move`: everything from one store to the other. */
import { clockOf, readConfig } from "../config.ts";
import { inDatabase, inFolder, type Place } from "../store/open.ts";
import { areSame, counted, type Group, isEmpty, isSame, newTally, tallyOf } from "../store/tally.ts";
import { table } from "./held.ts";
import { argsOf, print, type Run, UseTrouble } from "./use.ts";

const usage = "kompis move --from lowdb --to postgres [--yes], or --from postgres --to lowdb";

/** Copies everything, and compares what was read there with what is read here afterwards. @returns the exit code */
const moved = (from: Place, to: Place, isSure: boolean): Promise<number> =>
  from.alone((source) =>
    to.alone(async (target) => {
      const [there, here] = [await tallyOf(source.everything()), await tallyOf(target.everything())];
      if (isEmpty(there)) throw new UseTrouble(`There is nothing in ${from.says} to be moved.`);
      const isThere = areSame(there, here);
      if (!isThere && !isEmpty(here) && !isSure) {
        print(table({ [`in ${from.says}`]: there, [`in ${to.says}`]: here }));
        throw new UseTrouble(`There is something else in ${to.says} already. Nothing was changed; add --yes to replace it.`);
      }
      const read = newTally();
      if (!isThere) await target.replace(counted(source.everything(), read));
      const [sent, found] = isThere ? [there, here] : [read.done(), await tallyOf(target.everything())];
      print(table({ read: sent, written: found }, (name: Group) => (isSame(sent, found, name) ? "same" : "NOT THE SAME")));
      if (!areSame(sent, found)) {
        print(`What was written is not what was read. Use ${from.says} as before, and move again.`);
        return 1;
      }
      print(`All of ${from.says} is in ${to.says} ${isThere ? "already" : "now"}.`);
      print(`Nothing was changed in ${from.says}, and nothing is erased from it any more: delete it once the bot runs on the other.`);
      return 0;
    }),
  );

export const move: Run = async (args) => {
  const { values, positionals } = argsOf(args, usage, { from: { type: "string" }, to: { type: "string" }, yes: { type: "boolean" } });
  const config = readConfig(process.env);
  const at = clockOf(config)();
  const folder = () => inFolder(config.data, () => at);
  const database = () => {
    if (!config.database) throw new UseTrouble("DATABASE_URL is missing. Set it to the PostgreSQL database to move to or from.");
    return inDatabase(config.database, () => at);
  };
  const places: Readonly<Record<string, () => Place>> = { lowdb: folder, postgres: database };
  const [from, to] = [places[values.from ?? ""], places[values.to ?? ""]];
  if (!from || !to || from === to || positionals.length > 0) throw new UseTrouble(`Write: ${usage}`);
  return moved(from(), to(), values.yes ?? false);
};

/** `kompis backup`: everything that is kept, in one file. */
import { existsSync } from "node:fs";
import { clockOf, readConfig } from "../config.ts";
import { type Entry, StoreTrouble } from "../ports/store.ts";
import { writeArchive } from "../store/archiveFile.ts";
import { placeOf } from "../store/open.ts";
import { inWords, release } from "./held.ts";
import { argsOf, fileOf, print, type Run, UseTrouble } from "./use.ts";

const usage = "kompis backup FILE [--force]";

/** Lets everything through. @throws StoreTrouble where that was nothing: an empty backup would be taken for a good one */
async function* something(entries: AsyncIterable<Entry>, where: string): AsyncIterable<Entry> {
  let n = 0;
  for await (const entry of entries) {
    n++;
    yield entry;
  }
  if (n === 0) throw new StoreTrouble(`There is nothing in ${where}, so no backup was written. Set KOMPIS_DATA or DATABASE_URL.`);
}

export const backup: Run = async (args) => {
  const { values, positionals } = argsOf(args, usage, { force: { type: "boolean" } });
  const file = fileOf(positionals, usage);
  const config = readConfig(process.env);
  const clock = clockOf(config);
  if (existsSync(file) && !values.force) throw new UseTrouble(`The file "${file}" is there already. Name another one, or add --force.`);
  const place = placeOf(config, clock);
  const at = clock();
  const held = await writeArchive(file, { release, at }, something(place.everything(), place.says));
  print(`"${file}" holds all of ${place.says} as of ${at}: ${inWords(held)}.`);
  return 0;
};

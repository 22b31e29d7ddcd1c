/** `kompis remind`: what would be sent to whom and why, from what is known today; also while the bot runs, and nothing is sent or kept. */
import { catalogueOf } from "../catalogue/search.ts";
import { clockOf, readConfig } from "../config.ts";
import { worldOver } from "../dialogue/world.ts";
import { addDays, day, dayInOslo, daysBetween } from "../domain/day.ts";
import { explained, mornings, type Planned } from "../reminders/dryRun.ts";
import { readYear } from "../reminders/reading.ts";
import type { Year } from "../reminders/year.ts";
import { openStore } from "../store/lowdb.ts";
import { placeOf } from "../store/open.ts";
import { render } from "../text/render.ts";
import { readMunicipality, readSample, readYearWheel } from "../transfer/sample.ts";
import { argsOf, print, type Run, UseTrouble } from "./use.ts";

const usage = "kompis remind --from 2027-01-01 --to 2027-05-31 --dry-run, or with --explain KEY";
const mostDays = 800;

const dayIn = (name: string, said: string | undefined, otherwise: string): string => {
  if (said === undefined) return otherwise;
  if (day.safeParse(said).success) return said;
  throw new UseTrouble(`--${name} is "${said}", but must be a day such as 2027-01-31. Write: ${usage}`);
};

export const remind: Run = async (args) => {
  const { values, positionals } = argsOf(args, usage, {
    from: { type: "string" },
    to: { type: "string" },
    "dry-run": { type: "boolean" },
    explain: { type: "string" },
  });
  if (positionals.length > 0) throw new UseTrouble(`"${positionals[0]}" is one word too many. Write: ${usage}`);
  if (!values["dry-run"] && values.explain === undefined)
    throw new UseTrouble(`The bot sends the reminders by itself; here they are only shown. Write: ${usage}`);
  const config = readConfig(process.env);
  const clock = clockOf(config);
  const from = dayIn("from", values.from, dayInOslo(clock()));
  const to = dayIn("to", values.to, addDays(from, 31));
  if (to < from || daysBetween(from, to) > mostDays)
    throw new UseTrouble(`From ${from} to ${to} are no days that can be planned: --to comes after --from, by ${mostDays} days at most.`);
  const municipality = readMunicipality(config.municipality);
  const store = await openStore(null, clock);
  try {
    await store.replace(placeOf(config, clock).everything());
    if (config.local && (await store.find("person", {}, { limit: 1 })).length === 0) await store.commit(readSample(config.sample));
    const year: Year = await readYear(store, await worldOver(store, catalogueOf)(), readYearWheel(config.yearWheel), from);
    if (values.explain !== undefined) print(explained(year, values.explain, from, to));
    else for (const planned of mornings(year, from, to)) print(lineOf(planned, (say) => render(say, municipality.language)));
    return 0;
  } finally {
    await store.close();
  }
};

/** One thing as a line of its own; several as one digest with its items. */
const lineOf = ({ day: on, at, to, items }: Planned, said: (say: Planned["items"][number]["say"]) => string) => {
  const told = items.map(({ kind, key, say }) => ({ kind, key, why: said(say) }));
  const [only, ...more] = told;
  const head = { at: `${on}T${at}`, to };
  return only && more.length === 0
    ? { ...head, ...only }
    : { ...head, kind: "digest", key: `${to}/${on}`, why: told.map((i) => i.why).join(" "), items: told };
};

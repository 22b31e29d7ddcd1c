/** The same rooms from a terminal. Results on standard output, everything else on standard error; not 0 when something failed. */
import { createInterface } from "node:readline";
import { z } from "zod";
import { catalogueOf } from "./catalogue/search.ts";
import { backup } from "./cli/backup.ts";
import { exportFile } from "./cli/export.ts";
import { importFile } from "./cli/import.ts";
import { move } from "./cli/move.ts";
import { remind } from "./cli/remind.ts";
import { restore } from "./cli/restore.ts";
import { searchIn, searchQuestion } from "./cli/search.ts";
import { print, type Run, UseTrouble } from "./cli/use.ts";
import { ConfigTrouble, readConfig } from "./config.ts";
import { worldOver } from "./dialogue/world.ts";
import { NotSaved, StoreTrouble } from "./ports/store.ts";
import { openStore } from "./store/lowdb.ts";
import { FileTrouble, readSample } from "./transfer/sample.ts";
import { answerDates, answerSentence, datesQuestion, sentenceQuestion } from "./understanding/commands.ts";
import { rules } from "./understanding/rules.ts";

/** One JSON value a line in, one a line out. */
const eachLine = async <S extends z.ZodType>(schema: S, answer: (question: z.infer<S>) => unknown): Promise<number> => {
  let n = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    n++;
    if (line.trim() === "") continue;
    const parsed = schema.safeParse(jsonOf(line, n));
    if (!parsed.success) throw new UseTrouble(`Line ${n} of the input does not fit: ${z.prettifyError(parsed.error).split("\n")[0]}.`);
    print(await answer(parsed.data));
  }
  return 0;
};
const jsonOf = (line: string, n: number): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new UseTrouble(`Line ${n} of the input is not JSON.`);
  }
};

/** The sample municipality in memory, for what needs names but no records. */
const sampleWorld = async (folder: string) => {
  const store = await openStore(null, () => new Date().toISOString());
  await store.commit(readSample(folder));
  return worldOver(store, catalogueOf)();
};

const commands: Readonly<Record<string, { readonly says: string; readonly run: Run }>> = {
  help: { says: "shows this list", run: async () => help() },
  doctor: {
    says: "checks settings, store, clock, token and secret expiry, and says in words what is wrong",
    run: async () => {
      // It brings Microsoft's packages with it, which the other commands need not wait for.
      const { doctor } = await import("./doctor.ts");
      const { lines, ok } = await doctor(process.env);
      for (const line of lines) print(line);
      return ok ? 0 : 1;
    },
  },
  import: {
    says: "KIND FILE: shows what a CSV file or a workbook would change; --yes does it (stop the bot first)",
    run: importFile,
  },
  export: {
    says: "KIND FILE.csv or FILE.xlsx: writes what there is, as the import reads it (stop the bot first)",
    run: exportFile,
  },
  backup: {
    says: "FILE: writes everything that is kept to a file, also while the bot runs; --force replaces an earlier one",
    run: backup,
  },
  restore: {
    says: "FILE: shows what a backup holds; --yes puts it in place of what is there (stop the bot first)",
    run: restore,
  },
  move: {
    says: "--from lowdb --to postgres, or back: copies everything and compares; --yes replaces what is there (stop the bot first)",
    run: move,
  },
  remind: {
    says: "--from DAY --to DAY --dry-run: what would be sent to whom and why, as JSON lines; --explain KEY says why one is sent or not",
    run: remind,
  },
  dates: {
    says: "reads JSON lines {id, text, reference, prefer?} and answers {id, dates}",
    run: () => eachLine(datesQuestion, answerDates),
  },
  search: {
    says: "--catalogue FILE [--roles FILE]: reads JSON lines {id, text} and answers {id, hits}, best first",
    run: async (args) => eachLine(searchQuestion, await searchIn(args)),
  },
  understand: {
    says: "reads JSON lines {id, text, now, lang?} and answers {id, intent, slots}",
    run: async () => {
      const { directory, courses, competences } = await sampleWorld(readConfig({ ...process.env, KOMPIS_MODE: "local" }).sample);
      const leader = directory.data.people.find((p) => directory.ledBy(p.id, "2026-11-21").some((u) => u.level === "unit"));
      return eachLine(sentenceQuestion, answerSentence(rules, { directory, courses, competences }, leader?.id ?? ""));
    },
  },
};

const help = (): number => {
  print("Use: npm run -s kompis -- COMMAND");
  for (const [name, { says }] of Object.entries(commands)) print(`  ${name.padEnd(12)} ${says}`);
  return 0;
};

const [name = "help", ...args] = process.argv.slice(2);
const command = commands[name];
try {
  if (!command) throw new UseTrouble(`There is no command "${name}". Write "kompis help" for the list.`);
  process.exitCode = await command.run(args);
} catch (error) {
  const known = [UseTrouble, ConfigTrouble, StoreTrouble, NotSaved, FileTrouble].some((kind) => error instanceof kind);
  process.stderr.write(`${known && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

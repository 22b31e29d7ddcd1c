/** `kompis export`: what the store has, into a file that the import reads. */
import { existsSync, writeFileSync } from "node:fs";
import { clockOf, readConfig } from "../config.ts";
import { dayInOslo } from "../domain/day.ts";
import { placeOf } from "../store/open.ts";
import { exported, type Importable, importable } from "../transfer/import.ts";
import { csvOf, xlsxOf } from "../transfer/written.ts";
import { print, type Run, UseTrouble } from "./use.ts";

export const exportFile: Run = async (args) => {
  const [what, file, ...rest] = args;
  const kind = importable.find((i) => i === what);
  const form = /\.(csv|xlsx)$/i.exec(file ?? "")?.[1]?.toLowerCase();
  if (!kind || !file || !form || rest.length > 0)
    throw new UseTrouble(`Write: kompis export ${importable.join("|")} FILE.csv or FILE.xlsx`);
  if (existsSync(file)) throw new UseTrouble(`"${file}" is there already. Choose another name, or move it away.`);
  const config = readConfig(process.env);
  const store = await placeOf(config, clockOf(config)).open();
  try {
    const sheet = await exported(store, kind satisfies Importable, dayInOslo(clockOf(config)()));
    writeFileSync(file, form === "csv" ? csvOf(sheet) : await xlsxOf(sheet), { mode: 0o600 });
    print(`${sheet.rows.length} rader er skrevet til ${file}.`);
    return 0;
  } finally {
    await store.close();
  }
};

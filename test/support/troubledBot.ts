/**
 * Kompis in production mode with troubles that words bring about, each of which quotes what was said: "BOOM" in the
 * understanding, "FEIL" in what a flow saves, "DISK" in what is written. What is heard is written to a file, for that is
 * what a language model would be given.
 */
import { appendFileSync } from "node:fs";
import { suggestMeasure } from "../../src/flows/suggestMeasure.ts";
import { realDisk } from "../../src/store/disk.ts";
import { rules } from "../../src/understanding/rules.ts";

const heardFile = process.env.KOMPIS_TEST_HEARD ?? "";
const { hear } = rules;
Object.assign(rules, {
  hear: async (heard: Parameters<typeof hear>[0]) => {
    appendFileSync(heardFile, `${heard.text}\n`);
    if (heard.text.includes("BOOM")) throw new Error(`cannot understand: ${heard.text}`);
    return hear(heard);
  },
});
const { save } = suggestMeasure;
Object.assign(suggestMeasure, {
  save: (...args: Parameters<typeof save>) => {
    const saved = save(...args);
    return args[0].name?.includes("FEIL")
      ? { ...saved, changes: [{ put: "suggestion", value: { [String(args[0].name)]: args[0].name } }] }
      : saved;
  },
});
const { grow } = realDisk;
Object.assign(realDisk, {
  grow: async (file: string, from: number | "new") => {
    const growing = await grow(file, from);
    return {
      ...growing,
      append: async (bytes: Buffer) => {
        if (bytes.includes("DISK")) throw new Error(`ENOSPC: ${bytes.toString()}`);
        await growing.append(bytes);
      },
    };
  },
});
await import("./productionBot.ts");

/** The two bots of the bench, and people to talk with them. */
import { fileURLToPath } from "node:url";
import type { Person } from "../support/client.ts";
import { findPress } from "../support/press.ts";
import type { Side } from "./bench.ts";

/** The bare rival in this folder. */
export const echoSide = (text: string): Side => ({
  name: "echo",
  command: ["node", fileURLToPath(new URL("echo.ts", import.meta.url))],
  cwd: ".",
  env: () => ({}),
  text,
  answer: (activity) => (activity.text === `Echo: ${text}` ? { verb: "save", data: { act: "save" }, inputs: {} } : undefined),
  pressed: () => true,
});

/** Kompis: answers `text` with a card whose Action.Execute carries data.act "save". `saved` must match the answer to the press, as JSON. */
export const kompisSide = (options: { command: string; cwd: string; env: Record<string, string>; text: string; saved: RegExp }): Side => {
  const [program = "node", ...args] = options.command.split(" ");
  return {
    name: "kompis",
    command: [program, ...args],
    cwd: options.cwd,
    env: (dataDir) => ({ KOMPIS_DATA: dataDir, KOMPIS_MODE: "local", ...options.env }),
    text: options.text,
    answer: (activity) => findPress(activity, (data) => data.act === "save"),
    pressed: (body) => options.saved.test(JSON.stringify(body)),
  };
};

/** People nobody knows, for bots that talk with anybody. */
export const strangers = (count: number): Person[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `29:person-${n + 1}`,
    name: `Person ${n + 1}`,
    aadObjectId: `00000000-0000-4000-8000-${`${n + 1}`.padStart(12, "0")}`,
  }));

/** The two bots of the bench, and people to talk with them. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { person } from "../../src/domain/organisation.ts";
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

/** People of the sample municipality who have Teams and a position today. */
export const samplePeople = (count: number): Person[] => {
  const file = new URL("../../data/sample/people.json", import.meta.url);
  return z
    .array(person)
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .flatMap((p) =>
      p.aadObjectId && p.positions.some((x) => x.to === null) ? [{ id: `29:${p.id}`, name: p.name, aadObjectId: p.aadObjectId }] : [],
    )
    .slice(0, count);
};

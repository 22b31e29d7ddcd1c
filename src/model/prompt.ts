/** Prompts are folders under prompts/, in the form that teams-ai reads. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { action } from "./choices.ts";
import type { Question } from "./endpoint.ts";

const config = z.object({ completion: z.object({ max_tokens: z.int(), temperature: z.number() }) });

/** What is left out of a template is empty. Values are put in as they are, and not looked through for holes. */
const filledIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{\{\s*\$(?:temp\.)?(\w+)\s*\}\}/g, (_hole, name: string) => values[name] ?? "");

/** @throws where the folder lacks a file, or one of them is not what it should be */
export const readPrompt = (folder: URL) => {
  const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
  const template = read("skprompt.txt");
  const { completion } = config.parse(JSON.parse(read("config.json")));
  const actions = z.array(action).parse(JSON.parse(read("actions.json")));
  return (values: Readonly<Record<string, string>>, user: string, may: readonly string[]): Question => ({
    system: filledIn(template, values),
    user,
    actions: actions.filter(({ name }) => may.includes(name)),
    maxTokens: completion.max_tokens,
    temperature: completion.temperature,
  });
};
export type Prompt = ReturnType<typeof readPrompt>;
export const understandFolder = new URL("../../prompts/understand/", import.meta.url);

/** The prompt: in the form that teams-ai reads, with the actions that follow from the commands, and about every field there is. */
import { readFileSync } from "node:fs";
import { GPTTokenizer, type Memory, PromptManager } from "@microsoft/teams-ai";
import type { TurnContext } from "botbuilder";
import { describe, expect, test } from "vitest";
import { pages } from "../../src/answers/index.ts";
import { actions, choice, readingPages } from "../../src/model/choices.ts";
import { readPrompt, understandFolder } from "../../src/model/prompt.ts";

const values = { running: "Nytt tiltak", asked: "none", fields: "name (Navn: …)", courses: "1. {{$pages}} $& $1\n2. Å «nå» {{mål}}" };

describe("prompts/understand", () => {
  test("is read and filled in by teams-ai as by us", async () => {
    const prompts = new PromptManager({ promptsFolder: new URL("../", understandFolder).pathname });
    const { prompt, config, actions: read } = await prompts.getPrompt("understand");
    const memory = { getValue: (name: string) => (name === "temp.input" ? "noe om demens" : (values as Record<string, string>)[name]) };
    const { output } = await prompt.renderAsMessages({} as TurnContext, memory as unknown as Memory, prompts, new GPTTokenizer(), 10_000);
    const ours = readPrompt(understandFolder)(values, "noe om demens", ["start", "fill", "ask", "unclear"]);
    expect(output.map(({ role, content }) => ({ role, content: String(content).trim() }))).toEqual([
      { role: "system", content: ours.system.trim() },
      { role: "user", content: ours.user },
    ]);
    expect(read).toEqual(ours.actions);
    expect([config.completion.max_tokens, config.completion.temperature]).toEqual([ours.maxTokens, ours.temperature]);
  });

  test("has the actions that follow from the commands (`npm run prompts` writes them)", () => {
    expect(JSON.parse(readFileSync(new URL("actions.json", understandFolder), "utf8"))).toEqual(actions());
  });

  test("offers nothing that saves, sends, removes, ends, or speaks for a person", () => {
    expect(actions().map(({ name }) => name)).toEqual(["start", "fill", "ask", "unclear"]);
    for (const what of ["save", "yes", "no", "cancel", "discard", "draft", "skip", "resume", "back", "change"])
      expect(choice.safeParse({ do: what }).success).toBe(false);
    for (const page of [
      "exportMine",
      "eraseMe",
      "actAs",
      "undo",
      "sendToHr",
      "measureStatus",
      "changeMeasure",
      "setLanguage",
      "constructor",
    ])
      expect(choice.safeParse({ do: "ask", page, topic: null, courses: [] }).success).toBe(false);
    expect(choice.safeParse({ do: "start", flow: "registerMeasure", fill: [], subject: "m1" }).success).toBe(false);
    expect(choice.safeParse({ do: "fill", fill: { name: "x" } }).success).toBe(false);
  });

  test.each(Object.keys(readingPages) as (keyof typeof readingPages)[])("opens %s, which takes what the model can say of it", (page) => {
    for (const about of page === "courses" ? [{ role: "@me" }, { topic: "demens" }, { picked: ["a"] }] : [{}])
      expect(pages[page].about.safeParse(about).success).toBe(true);
  });
});

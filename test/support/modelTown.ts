/** The sample municipality with a language model behind the rules, which is played by a server on this machine. */
import { pages } from "../../src/answers/index.ts";
import { flows } from "../../src/flows/index.ts";
import { newBreaker } from "../../src/model/breaker.ts";
import { newBudget } from "../../src/model/budget.ts";
import { newAsk } from "../../src/model/endpoint.ts";
import { type Model, withModel } from "../../src/model/model.ts";
import { readPrompt, understandFolder } from "../../src/model/prompt.ts";
import type { Change } from "../../src/ports/store.ts";
import type { Understanding } from "../../src/ports/understanding.ts";
import { rules } from "../../src/understanding/rules.ts";
import { newTown, sample } from "./town.ts";

/** Rules that stand by nothing: the model is always asked, and has all the say it can get. */
export const unsure: Understanding = { ...rules, hear: async (heard) => ({ ...(await rules.hear(heard)), sure: false }) };

type Options = Partial<Pick<Model, "breaker" | "deadline" | "asked" | "failed">> & {
  readonly perDay?: number;
  readonly behind?: Understanding;
  /** What is there besides the sample. */
  readonly more?: readonly Change[];
};

/** @param url of the model's server; without one there are the rules alone */
export const modelTown = (url: string | undefined, { perDay = 9999, behind = rules, more = [], ...options }: Options = {}) =>
  newTown(undefined, {
    ...sample,
    changes: [...sample.changes, ...more],
    understanding: ({ store, world }) =>
      url === undefined
        ? behind
        : withModel(behind, {
            ask: newAsk({ kind: "openai", url: `${url}/v1`, key: "a-key", model: "scripted" }),
            prompt: readPrompt(understandFolder),
            breaker: newBreaker(),
            budget: newBudget(store, perDay),
            flows,
            pages,
            search: async (words, limit) => (await world()).catalogue.search(words, limit),
            deadline: 8000,
            asked: () => {},
            failed: () => {},
            ...options,
          }),
  });

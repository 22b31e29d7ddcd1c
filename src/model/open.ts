/** Joins the parts of the model, as the settings say. */
import type { Store } from "../ports/store.ts";
import type { Understanding } from "../ports/understanding.ts";
import { newBreaker } from "./breaker.ts";
import { newBudget } from "./budget.ts";
import { type Endpoint, newAsk, type Tokens } from "./endpoint.ts";
import { type Model, withModel } from "./model.ts";
import { readPrompt, understandFolder } from "./prompt.ts";

/** How long a person waits at most; milliseconds. */
const deadline = 8000;

type Settings = { readonly endpoint: Endpoint; readonly perDay: number };
type Around = Pick<Model, "flows" | "pages" | "search" | "asked" | "failed"> & {
  readonly store: Pick<Store, "commit">;
  used(tokens: Tokens): void;
};

export const modelBehind = (rules: Understanding, { endpoint, perDay }: Settings, { store, used, ...around }: Around): Understanding =>
  withModel(rules, {
    ...around,
    ask: newAsk(endpoint, used),
    prompt: readPrompt(understandFolder),
    breaker: newBreaker(),
    budget: newBudget(store, perDay),
    deadline,
  });

/** Asks something that is about nobody. @throws NoAnswer or Unreachable, or what the signal says, where it does not answer */
export const tryOut = async (endpoint: Endpoint): Promise<void> => {
  const question = readPrompt(understandFolder)({}, "hei", ["unclear"]);
  await newAsk(endpoint)(question, AbortSignal.timeout(deadline));
};

/**
 * Understanding with a language model behind the rules. It is asked where they are unsure; what it says is checked, and where nothing
 * is left of it, or anything goes wrong, the rules' own answer stands. It hears what is written, never a press.
 */

import type { Course } from "../domain/course.ts";
import { type Act, may, rightsOf } from "../domain/permissions.ts";
import { contentWords, own } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";
import type { FieldHint, Heard, Understanding } from "../ports/understanding.ts";
import { render } from "../text/render.ts";
import type { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import { type Allowed, checked } from "./checked.ts";
import { type Choice, choice, type ReadingPage, readingPages } from "./choices.ts";
import { type Ask, NoAnswer, type Question } from "./endpoint.ts";
import { type Mask, newMask } from "./mask.ts";
import type { Prompt } from "./prompt.ts";

type Flow = {
  readonly act: Act;
  readonly fields: Readonly<Record<string, FieldHint>>;
  readonly needsSubject?: boolean;
  readonly confirm?: boolean;
};
type Outcome = "helped" | "nothing" | "refused" | "malformed" | "slow" | "failed";

export type Model = {
  readonly ask: Ask;
  readonly prompt: Prompt;
  readonly breaker: Breaker;
  readonly budget: Budget;
  readonly flows: Readonly<Record<string, Flow>>;
  readonly pages: Readonly<Record<ReadingPage, { readonly act: Act }>>;
  /** The catalogue's own search. */
  search(words: string, limit: number): Promise<readonly Course[]>;
  /** How long a person waits for it at most, the retry included (ms). */
  readonly deadline: number;
  /** Told of every time it was asked; seconds. */
  asked(outcome: Outcome, seconds: number): void;
  /** Told of what went wrong, which may quote anything. */
  failed(error: unknown): void;
};

/** A longer sentence is for the rules alone (UTF-16 units). */
const longest = 2000;
/** As many courses as are put before it, as are looked for by one word, and as many words. */
const [mostCourses, perWord, mostWords] = [40, 10, 8];

const race = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });

export const withModel = (rules: Understanding, model: Model): Understanding => ({
  read: rules.read,
  hear: async (heard) => {
    const understood = await rules.hear(heard);
    if (understood.sure || heard.text.length > longest || !(await mayAsk(model, heard))) return understood;
    const command = await helped(rules, model, heard, understood.command);
    return command ? { ...understood, command } : understood;
  },
});

const mayAsk = async ({ breaker, budget }: Model, { me, today }: Heard): Promise<boolean> => {
  if (!breaker.mayAsk()) return false;
  const isAffordable = await budget(me, today).catch(() => false);
  if (!isAffordable) breaker.untried();
  return isAffordable;
};

const helped = async (rules: Understanding, model: Model, heard: Heard, ours: Command): Promise<Command | undefined> => {
  const { breaker, asked, failed } = model;
  const signal = AbortSignal.timeout(model.deadline);
  const start = performance.now();
  const end = (outcome: Outcome, well = true) => {
    breaker.went(well);
    asked(outcome, (performance.now() - start) / 1000);
  };
  try {
    const allowed = await allowedTo(model, heard);
    const mask = newMask(heard.directory, thingsOf(heard));
    const answer = choice.safeParse(await race(model.ask(questionOf(model, heard, allowed, mask), signal), signal));
    if (!answer.success) throw new NoAnswer("malformed");
    const command = checked(shown(answer.data, mask), allowed.is, heard, rules, ours);
    end(command ? "helped" : "nothing");
    return command;
  } catch (error) {
    const outcome = signal.aborted ? "slow" : error instanceof NoAnswer ? error.code : "failed";
    end(outcome, outcome === "refused");
    failed(error);
    return undefined;
  }
};

type Situation = { readonly is: Allowed; readonly titles: readonly string[] };

const allowedTo = async (
  { flows, pages, search }: Model,
  { me, today, directory, courses, running, yesOrNo, text }: Heard,
): Promise<Situation> => {
  const person = directory.person(me);
  const allows = (act: Act) => person !== undefined && may(rightsOf(person, directory, today), act);
  const longestFirst = [...new Set(contentWords(text))].sort((a, b) => b.length - a.length).slice(0, mostWords);
  const found = (await Promise.all(longestFirst.map((word) => search(word, perWord)))).flat();
  const candidates = [...new Map([...found, ...courses].map(({ id, title }) => [id, title]))].slice(0, mostCourses);
  return {
    titles: candidates.map(([, title]) => title),
    is: {
      // Something that is being filled in is not set aside on a guess.
      flows: running ? {} : Object.fromEntries(Object.entries(flows).filter(([, f]) => !f.needsSubject && allows(f.act))),
      // An answer that is saved at once is the person's own to give, and so is a yes.
      fields: running && !yesOrNo && own(flows, running.flow)?.confirm !== false ? running.fields : {},
      pages: (Object.keys(readingPages) as ReadingPage[]).filter((page) => allows(pages[page].act)),
      courses: candidates.map(([id]) => id),
    },
  };
};

/** All that has a name and is no person. */
const thingsOf = ({ directory: { data }, courses }: Heard): readonly string[] => [
  ...courses.flatMap(({ title, provider }) => [title, provider]),
  ...data.units.flatMap(({ name, aliases }) => [name, ...aliases]),
  ...data.roles.flatMap(({ name, aliases }) => [...Object.values(name), ...aliases]),
];

const inWords = (flow: string, fields: Readonly<Record<string, FieldHint>>): string =>
  Object.keys(fields)
    .map((name) => `${name} (${render({ label: name, flow }, "nb")}: ${render({ field: "ask", flow, name }, "nb")})`)
    .join("; ") || "none";

/** All that leaves. What is no word of ours goes through the mask. */
const questionOf = ({ prompt }: Model, heard: Heard, { is, titles }: Situation, mask: Mask): Question => {
  const { running, directory } = heard;
  const { units, roles } = directory.data;
  const sentence = mask.hide(heard.text);
  const list = (names: readonly string[]) => names.map(mask.hide).join("; ");
  const starts = Object.entries(is.flows).map(([flow, { fields }]) => `${flow} (${render({ flow }, "nb")}), with ${inWords(flow, fields)}`);
  const may = [...(starts.length > 0 ? ["start"] : []), ...(Object.keys(is.fields).length > 0 ? ["fill"] : []), "ask", "unclear"];
  return prompt(
    {
      running: running ? render({ flow: running.flow }, "nb") : "nothing",
      asked: running?.asked ? inWords(running.flow, { [running.asked]: running.fields[running.asked] ?? { kind: "text" } }) : "none",
      fields: running ? inWords(running.flow, is.fields) : "none",
      flows: starts.join("\n") || "nothing",
      pages: is.pages.join(", "),
      units: list(units.map(({ name }) => name)),
      roles: list(roles.map(({ name }) => name.nb)),
      courses: titles.map((title, i) => `${i + 1}. ${mask.hide(title)}`).join("\n"),
    },
    sentence,
    may,
  );
};

const shown = (chosen: Choice, { show }: Mask): Choice => {
  if (chosen.do === "ask") return { ...chosen, topic: chosen.topic === null ? null : show(chosen.topic) };
  return "fill" in chosen ? { ...chosen, fill: chosen.fill.map(({ field, quote }) => ({ field, quote: show(quote) })) } : chosen;
};

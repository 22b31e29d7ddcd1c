/**
 * What a language model may choose: a part of the closed set of commands, and quotes in place of values. Nothing here saves, sends,
 * removes, ends or answers yes; what a quote says is read by the rules.
 */
import { z } from "zod";
import { choosable } from "../ports/command.ts";

const { start, fill, ask, unclear } = choosable;

/** Pages that read and nothing else, with what each answers. */
export const readingPages = {
  courses: "which courses there are: on a topic, or those chosen by number, or with neither the ones that the speaker needs",
  lacking: "which required training the speaker lacks or must renew",
  myTraining: "what training the speaker has completed",
  profile: "the speaker's own competence: what is valid, what is lacking, sign-ups and interests",
  mySignUps: "which courses the speaker has signed up for",
  gap: "how the unit stands against its requirements, in numbers (the GAP analysis)",
  coverage: "whether the unit has enough people with what some in it must have",
  deliveries: "which units have delivered this year's GAP analysis",
  measures: "the measures that the speaker is responsible for",
  unitTotals: "how many in the speaker's unit have completed what, without names",
  whoSees: "who can see what the speaker writes",
  whoLooked: "who has looked at the speaker's data",
  aboutMe: "what is held about the speaker",
  help: "what this program can do",
} as const;
export type ReadingPage = keyof typeof readingPages;
const pages = Object.entries(readingPages);

/** Presented at once. */
const mostCourses = 5;

const quotes = z
  .array(z.strictObject({ field: z.string(), quote: z.string().describe("words of the sentence, exactly as they stand in it") }))
  .describe("each field that the sentence says something about");

const variants = {
  start: start
    .pick({ do: true, flow: true })
    .extend({ fill: quotes })
    .strict()
    .describe("The speaker wants to begin filling in one of what may be begun."),
  fill: fill
    .pick({ do: true })
    .extend({ fill: quotes })
    .strict()
    .describe("The speaker answers, or corrects, fields of what is being filled in."),
  ask: ask
    .pick({ do: true })
    .extend({
      page: z
        .enum(pages.map(([page]) => page) as [ReadingPage, ...ReadingPage[]])
        .describe(pages.map((page) => page.join(": ")).join("; ")),
      topic: z.string().nullable().describe("for courses: the words of the sentence that say what they are to be about, else null"),
      courses: z.array(z.number()).describe(`for courses: numbers of at most ${mostCourses} that fit, best first, else empty`),
    })
    .strict()
    .describe("The speaker asks something that a page answers."),
  unclear: unclear.pick({ do: true }).strict().describe("None of the others, or it cannot be told."),
};

/** A model's answer. Whatever else stands in it is refused. */
export const choice = z.discriminatedUnion("do", [variants.start, variants.fill, variants.ask, variants.unclear]);
export type Choice = z.infer<typeof choice>;
export type Quotes = Extract<Choice, { do: "fill" }>["fill"];
export const coursesOf = (chosen: Extract<Choice, { do: "ask" }>): readonly number[] => chosen.courses.slice(0, mostCourses);

/** A tool as a model is told of it: prompts/understand/actions.json. */
export const action = z.object({ name: z.string(), description: z.string(), parameters: z.record(z.string(), z.json()) });
export type Action = z.infer<typeof action>;

export const actions = (): readonly Action[] =>
  Object.entries(variants).map(([name, variant]) => {
    const { $schema, description, properties, required, ...schema } = z.toJSONSchema(variant);
    const { do: _, ...rest } = properties ?? {};
    return action.parse({
      name,
      description,
      parameters: { ...schema, properties: rest, required: (required ?? []).filter((property) => property !== "do") },
    });
  });

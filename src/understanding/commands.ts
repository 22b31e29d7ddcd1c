/** Answers of the command line about what was understood, in the forms that external test sets use. */
import { z } from "zod";
import type { Cost } from "../domain/cost.ts";
import type { Span } from "../domain/day.ts";
import type { Command } from "../ports/command.ts";
import type { Heard, Understanding } from "../ports/understanding.ts";
import { courseSaid } from "./courses/said.ts";
import { logSaid } from "./log/said.ts";
import { measureSaid } from "./measure/said.ts";
import { sentenceOf } from "./sentence.ts";
import { tokensOf } from "./tokens.ts";
import { timesIn } from "./when/index.ts";

export const datesQuestion = z.object({
  id: z.string(),
  text: z.string(),
  reference: z.string(),
  prefer: z.enum(["past", "future"]).optional(),
});

/** Dates, times of day and spans found in a text, or what is open at one end; what no calendar has is left out. */
export const answerDates = ({ id, text, reference, prefer }: z.infer<typeof datesQuestion>) => {
  const tokens = tokensOf(text);
  const dates = timesIn(tokens, reference, prefer ?? "future")
    .filter((w) => !w.impossible)
    .map(({ first, after, from, to, grain, bound, clock }) => {
      const said = text.slice(tokens[first]?.start ?? 0, tokens[after - 1]?.end ?? 0);
      if (clock?.until) return { text: said, from: clock.from, until: clock.until };
      if (bound) return { text: said, bound, ...(clock ? { at: clock.from } : { day: bound === "before" ? to : from }) };
      return clock ? { text: said, at: clock.from } : { text: said, from, to, grain };
    });
  return { id, dates };
};

export const sentenceQuestion = z.object({ id: z.string(), text: z.string(), now: z.string(), lang: z.string().optional() });

const intents: Readonly<Record<string, string>> = {
  logTraining: "log_training",
  logForUnit: "log_training",
  registerMeasure: "register_measure",
  suggestMeasure: "register_measure",
};

/** Intent and slots of a sentence said by the person, with nothing going on. */
export const answerSentence =
  (understanding: Understanding, known: Pick<Heard, "directory" | "courses" | "competences">, me: string) =>
  async ({ id, text, now }: z.infer<typeof sentenceQuestion>) => {
    const heard: Heard = {
      text,
      now: `${now}Z`,
      today: now.slice(0, 10),
      me,
      ...known,
      running: null,
      yesOrNo: false,
    };
    const { command } = await understanding.hear(heard);
    const intent = intentOf(command, heard.today);
    return { id, intent, slots: slotsOf[intent]?.(heard, command) ?? {} };
  };

const isOneDay = (s: { from: string | null; to: string | null }) => s.from === s.to;
const span = (s: Span) => (isOneDay(s) ? s.from : s);
const amount = (c: Cost) =>
  c.kind === "amount"
    ? { amount: c.amount, currency: "NOK", ...(c.per === "event" ? {} : { per: c.per }) }
    : c.kind === "range"
      ? { min: c.min, max: c.max, currency: "NOK", ...(c.per === "event" ? {} : { per: c.per }) }
      : c.kind === "free"
        ? { amount: 0, currency: "NOK" }
        : undefined;

/** What was said of the slots of an intent, in the words it was said with. */
const slotsOf: Readonly<Record<string, (heard: Heard, command: Command) => Record<string, unknown>>> = {
  log_training: (heard) => {
    const { title, taken, extent, provider, topic } = logSaid(heard.text, sentenceOf(heard.text, heard.today, "past"), heard);
    return { title, date: taken && span(taken), hours: extent?.hours, provider, topic };
  },
  register_measure: (heard) => {
    const {
      responsible,
      start,
      deadline,
      cost,
      audience,
      place,
      nameWithPlace: _name,
      rest: _rest,
      ...said
    } = measureSaid(heard.text, sentenceOf(heard.text, heard.today, "future"));
    return {
      ...said,
      audience: audience ?? place,
      responsible: responsible === "me" ? "@me" : responsible,
      start: start?.from,
      deadline: deadline?.to,
      cost: cost && "cost" in cost ? amount(cost.cost) : undefined,
    };
  },
  find_courses: (heard) => {
    const { from, to, role, ...said } = courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future"));
    return { ...said, role: role === "me" ? "@me" : role, date: from && to ? span({ from, to }) : undefined };
  },
};

const intentOf = (command: Command, today: string): string => {
  // To put it off is to leave it, for now.
  if (command.do === "cancel" || command.do === "discard" || command.do === "pause") return "cancel";
  if (command.do === "ask" && command.page === "help" && !command.about["greeting"]) return "help";
  if (command.do === "ask" && command.page === "courses") return "find_courses";
  const taken = command.do === "start" ? (command.fill["taken"] as Span | undefined) : undefined;
  // What is still to come is no log; the bot offers to ask afterwards.
  return command.do === "start" && !(taken?.to && taken.to > today) ? (intents[command.flow] ?? "other") : "other";
};

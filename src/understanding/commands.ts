/** Answers of the command line about what was understood, in the forms that external test sets use. */
import { z } from "zod";
import type { Cost } from "../domain/cost.ts";
import type { Span } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Economy, PersonRef } from "../domain/measure.ts";
import type { Extent, TitleRef } from "../domain/training.ts";
import type { Command } from "../ports/command.ts";
import type { Heard, KnownCourse, Understanding } from "../ports/understanding.ts";
import { datesIn } from "./dates.ts";
import { tokensOf } from "./tokens.ts";

export const datesQuestion = z.object({
  id: z.string(),
  text: z.string(),
  reference: z.string(),
  prefer: z.enum(["past", "future"]).optional(),
});

/** Whole days found in a text: from and to included, or open at one end. */
export const answerDates = ({ id, text, reference, prefer }: z.infer<typeof datesQuestion>) => {
  const tokens = tokensOf(text);
  const dates = datesIn(tokens, reference.slice(0, 10), prefer ?? "future")
    .filter((f) => !f.impossible)
    .map((f) => {
      const said = text.slice(tokens[f.first]?.start ?? 0, tokens[f.after - 1]?.end ?? 0);
      if (f.bound) return { text: said, bound: f.bound, day: f.bound === "before" ? f.to : f.from };
      return { text: said, from: f.from, to: f.to, grain: "day" };
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
  (understanding: Understanding, directory: Directory, courses: readonly KnownCourse[], me: string) =>
  async ({ id, text, now }: z.infer<typeof sentenceQuestion>) => {
    const heard: Heard = { text, now: `${now}Z`, today: now.slice(0, 10), me, directory, courses, running: null, yesOrNo: false };
    const { command } = await understanding.hear(heard);
    return { id, ...outcome(command, me, directory, heard.today) };
  };

const day = (s: Span | { from: string; to: string }) => (s.from === s.to ? s.from : s);
const amount = (c: Cost) =>
  c.kind === "amount"
    ? { amount: c.amount, currency: "NOK", ...(c.per === "event" ? {} : { per: c.per }) }
    : c.kind === "range"
      ? { min: c.min, max: c.max, currency: "NOK", ...(c.per === "event" ? {} : { per: c.per }) }
      : c.kind === "free"
        ? { amount: 0, currency: "NOK" }
        : undefined;

const outcome = (command: Command, me: string, directory: Directory, today: string): { intent: string; slots: Record<string, unknown> } => {
  if (command.do === "cancel" || command.do === "discard") return { intent: "cancel", slots: {} };
  if (command.do === "ask" && command.page === "help" && !command.about.greeting) return { intent: "help", slots: {} };
  if (command.do === "ask" && command.page === "courses") {
    const { role, topic } = command.about;
    const name = typeof role === "string" && role !== "@me" ? directory.role(role)?.name.nb : role;
    return { intent: "find_courses", slots: { ...(name ? { role: name } : {}), ...(topic ? { topic } : {}) } };
  }
  if (command.do !== "start") return { intent: "other", slots: {} };
  const f = command.fill;
  if (intents[command.flow] === "log_training") {
    // What is still to come is no log; the bot offers to ask afterwards.
    if ((f.taken as Span | undefined)?.to && String((f.taken as Span).to) > today) return { intent: "other", slots: {} };
    const extent = f.extent as Extent | undefined;
    return {
      intent: "log_training",
      slots: {
        ...(f.title ? { title: (f.title as TitleRef).title } : {}),
        ...(f.taken ? { date: day(f.taken as Span) } : {}),
        ...(extent?.hours ? { hours: extent.hours } : {}),
        ...(f.provider ? { provider: f.provider } : {}),
      },
    };
  }
  const period = f.period as Span | undefined;
  const economy = f.economy as Economy | undefined;
  const who = f.responsible as PersonRef | undefined;
  const cost = economy?.cost ? amount(economy.cost) : undefined;
  return {
    intent: "register_measure",
    slots: {
      ...(f.name ? { title: f.name } : {}),
      ...(who ? { responsible: who.person === me ? "@me" : who.name } : {}),
      ...(period?.to ? { deadline: period.to } : {}),
      ...(period?.from ? { start: period.from } : {}),
      ...(cost ? { cost } : {}),
      ...(economy?.grant ? { funding: economy.grant } : {}),
      ...Object.fromEntries(["goal", "audience", "strategy", "plan", "evaluation"].flatMap((k) => (f[k] ? [[k, f[k]]] : []))),
    },
  };
};

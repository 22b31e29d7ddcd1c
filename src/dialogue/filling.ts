/** How answers are taken in: the next question, what two answers must agree on, advice, and the summary. */

import { may } from "../domain/permissions.ts";
import { own, shortened } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Doing, Talk } from "../ports/records.ts";
import type { Phrase } from "../text/words.ts";
import { type Advice, type Flow, valueSchemas } from "./flow.ts";
import type { CardOut, Line, Out, Reply, Scene } from "./scene.ts";
import { questionCard, shown, summaryCard } from "./shown.ts";

export type Step = Reply & {
  readonly talk: Talk;
  /** What the pressed card turns into when the conversation ends well; the first lines are said on it. */
  readonly closing?: CardOut;
  /** A page that answers; the running conversation is taken up again after it. */
  readonly opens?: Extract<Command, { do: "ask" }>;
};

export type At = { readonly scene: Scene; readonly talk: Talk; readonly flow: Flow; readonly doing: Doing };

const maxEnded = 5;
/** Enough of what was written to know it again, in characters. */
export const mostEchoed = 80;
export const maxWaiting = 5;

export const blank = (v: unknown) => v === null || v === undefined;

/** The fields that are asked as questions, in order. */
export const asked = (flow: Flow) =>
  Object.entries(flow.fields)
    .filter(([, f]) => !f.offered)
    .map(([name]) => name);

export const missing = (flow: Flow, answers: Fill) =>
  Object.entries(flow.fields)
    .filter(([name, f]) => f.required && blank(answers[name]))
    .map(([name]) => name);

/** The first field without an answer: all of them in steps, in brief only those that are required. */
const nextField = (flow: Flow, doing: Doing): string | null =>
  asked(flow).find(
    (name) => blank(doing.answers[name]) && (flow.fields[name]?.required || (doing.pace === "steps" && !doing.skipped.includes(name))),
  ) ?? null;

/** Fills what nobody has answered with what the flow can tell by itself; what is not offered to this person is left out. */
export const derived = (flow: Flow, answers: Fill, scene: Scene): Fill => {
  const known = flow.derive?.(withBlanks(flow, answers) as never, scene) ?? {};
  const added = Object.entries(known).filter(([name, v]) => blank(answers[name]) && !blank(v));
  const all: Fill = { ...answers, ...(Object.fromEntries(added) as Fill) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => flow.fields[name]?.when?.(all, scene) ?? true));
};

export const withBlanks = (flow: Flow, answers: Fill): Fill =>
  Object.fromEntries(Object.keys(flow.fields).map((name) => [name, answers[name] ?? null]));

/** Only values that their field can hold. */
export const fitting = (flow: Flow, fill: Fill): Fill =>
  Object.fromEntries(
    Object.entries(fill).flatMap(([name, value]) => {
      const field = own(flow.fields, name);
      if (!field) return [];
      if (value === null) return [[name, null] as const];
      const parsed = valueSchemas[field.kind].safeParse(value);
      const allowed = parsed.success && (!field.values || field.values.includes(String(parsed.data)));
      return allowed ? [[name, parsed.data as Fill[string]] as const] : [];
    }),
  );

/** A new deadline keeps the start, a new cost the cost centre: what a correction does not mention stays. */
const merged = (flow: Flow, before: Fill, fill: Fill): Fill =>
  Object.fromEntries(
    Object.entries(fill).map(([name, value]) => {
      const kind = flow.fields[name]?.kind;
      const old = before[name];
      const parts = (kind === "period" || kind === "economy") && isParts(old) && isParts(value);
      return [name, parts ? { ...old, ...Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) } : value];
    }),
  );
const isParts = (value: unknown): value is { [part: string]: Fill[string] } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Puts the next question, or shows the summary where nothing is left to ask. */
export const proceed = (at: At, before: readonly Out[] = []): Step => {
  const field = nextField(at.flow, at.doing);
  if (field !== null) return question(at, field, before);
  return at.flow.confirm === false ? saved(at, before) : summarise(at, before);
};

export const question = ({ scene, talk, flow, doing }: At, field: string, before: readonly Out[] = [], instead?: Line): Step => {
  const card = scene.newId();
  const next = { ...doing, asked: field, card };
  return {
    talk: { ...talk, doing: next, offer: null },
    out: [...before, { ...questionCard(flow, next, field, asked(flow), instead), of: { doing: doing.id, id: card } }],
  };
};

export const summarise = ({ scene, talk, flow, doing }: At, before: readonly Out[] = []): Step => {
  const card = scene.newId();
  const next = { ...doing, asked: null, card };
  return {
    talk: { ...talk, doing: next, offer: null },
    out: [...before, { ...summaryCard(flow, next, scene), of: { doing: doing.id, id: card } }],
  };
};

export const start = (
  scene: Scene,
  talk: Talk,
  flow: Flow,
  command: Extract<Command, { do: "start" }>,
  subject: Doing["subject"],
): Step => {
  if (flow.needsSubject && !subject) return { talk, out: [{ say: "whichMeasure" }] };
  const given = fitting(flow, command.fill);
  if (!may(scene.rights, flow.act)) {
    const refused = flow.refused?.(scene, given) ?? { out: [{ say: "notAllowed" } as const], offer: null };
    return { ...refused, talk: { ...talk, offer: refused.offer } };
  }
  const before = fitting(flow, (subject?.value ?? {}) as Fill);
  const answers = derived(flow, { ...before, ...merged(flow, before, given) }, scene);
  const told = asked(flow).filter((name) => !blank(answers[name])).length;
  const doing: Doing = {
    id: scene.newId(),
    flow: flow.id,
    version: flow.version,
    subject,
    answers,
    skipped: [],
    advised: [],
    pace: subject || told >= 2 + (flow.form ? 1 : 0) ? "brief" : "steps",
    asked: null,
    card: null,
  };
  const aside = talk.doing && Object.keys(talk.doing.answers).length > 0 ? [talk.doing] : [];
  const next = { ...talk, doing, waiting: [...aside, ...talk.waiting].slice(0, maxWaiting), undo: null };
  const step = filled(
    { scene, talk: next, flow, doing: { ...doing, answers: {} } },
    answers,
    aside.length > 0 ? [{ say: "setAside" }] : [],
  );
  const noted = subject ? step : withNoted(step, flow, given, scene);
  return command.left ? { ...noted, out: [{ say: "oneAtATime", said: shortened(command.left, mostEchoed) }, ...noted.out] } : noted;
};

/** What was understood without being asked for is said back before the next question; the summary shows it anyway. */
export const withNoted = (step: Step, flow: Flow, given: Fill, scene: Scene): Step => {
  const facts = Object.entries(flow.fields).flatMap(([name, field]): Phrase[] => {
    const value = given[name];
    return field.offered || value === undefined || blank(value) ? [] : [shown(field, value, scene)];
  });
  return step.talk.doing?.asked && facts.length > 0 ? { ...step, out: [{ say: "noted", what: { facts } }, ...step.out] } : step;
};

/** Takes new answers in, asks back where two do not agree, advises where it helps, and goes on. */
export const filled = (at: At, fill: Fill, before: readonly Out[] = []): Step => {
  const { scene, flow } = at;
  const answers = derived(flow, { ...at.doing.answers, ...merged(flow, at.doing.answers, fitting(flow, fill)) }, scene);
  const wrong = flow.check?.(withBlanks(flow, answers) as never, scene);
  if (wrong?.ends) return { ...wrong.ends, talk: { ...end(at.talk, at.doing, "cancelled"), offer: wrong.ends.offer } };
  const kept = wrong ? { ...answers, [wrong.field]: null } : answers;
  const doing: Doing = {
    ...at.doing,
    answers: kept,
    skipped: at.doing.skipped.filter((name) => blank(kept[name])),
  };
  if (wrong) return question({ ...at, doing }, wrong.field, [...before, wrong.say]);
  const advice = adviceFor(at, doing);
  if (!advice) return proceed({ ...at, doing }, before);
  const advised = { ...doing, advised: [...doing.advised, advice.field] };
  return "asks" in advice.advice
    ? question({ ...at, doing: advised }, advice.field, before, advice.advice.asks)
    : proceed({ ...at, doing: advised }, [...before, advice.advice.tip]);
};

const adviceFor = ({ scene, flow }: At, doing: Doing): { field: string; advice: Advice } | undefined => {
  for (const [field, advise] of Object.entries(flow.advice ?? {})) {
    if (doing.advised.includes(field) || blank(doing.answers[field])) continue;
    const advice = advise?.(withBlanks(flow, doing.answers) as never, scene);
    if (advice) return { field, advice };
  }
  return undefined;
};

/** What was written when the bot had asked for more about an answer is added to it. */
export const joined = (doing: Doing, fill: Fill): Fill =>
  Object.fromEntries(
    Object.entries(fill).map(([name, value]) => {
      const before = doing.answers[name];
      const adds = doing.advised.includes(name) && name === doing.asked && typeof before === "string" && typeof value === "string";
      return [name, adds ? `${before.replace(/(?<![.\s])[.\s]+$/, "")}. ${value}` : value];
    }),
  );

export const end = (talk: Talk, doing: Doing, how: "saved" | "cancelled"): Talk => ({
  ...talk,
  doing: null,
  offer: null,
  ended: [{ id: doing.id, how }, ...talk.ended].slice(0, maxEnded),
});

/** Saved without a summary: one press was the whole conversation. */
const saved = ({ scene, talk, flow, doing }: At, before: readonly Out[]): Step => {
  if (!may(scene.rights, flow.act)) return { talk: end(talk, doing, "cancelled"), out: [{ say: "notAllowed" }] };
  const done = flow.save(withBlanks(flow, doing.answers) as never, scene, { draft: false, subject: doing.subject });
  return { ...done, talk: { ...end(talk, doing, "saved"), undo: done.undo ?? null }, out: [...before, ...done.out] };
};

/** The engine: one pure step of a conversation that fills something in. "The first field without an answer" is the state machine. */
import { may } from "../domain/permissions.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Doing, Talk } from "../ports/records.ts";
import { type Advice, type Flow, type Flows, valueSchemas } from "./flow.ts";
import type { CardOut, Line, Out, Reply, Scene } from "./scene.ts";
import { closedCard, formCard, questionCard, summaryCard } from "./shown.ts";

export type Step = Reply & {
  readonly talk: Talk;
  /** What the pressed card turns into when the conversation ends well; the first lines are said on it. */
  readonly closing?: CardOut;
  /** A page that answers; the running conversation is taken up again after it. */
  readonly opens?: Extract<Command, { do: "ask" }>;
};

type At = { readonly scene: Scene; readonly talk: Talk; readonly flow: Flow; readonly doing: Doing };

const maxEnded = 5;
const maxWaiting = 5;

export const newTalk = (id: string, person: string, now: string): Talk => ({
  id,
  person,
  language: null,
  doing: null,
  waiting: [],
  offer: null,
  undo: null,
  ended: [],
  unclear: null,
  touched: now,
});

const blank = (v: unknown) => v === null || v === undefined;

/** The fields that are asked as questions, in order. */
const asked = (flow: Flow) =>
  Object.entries(flow.fields)
    .filter(([, f]) => !f.offered)
    .map(([name]) => name);

const missing = (flow: Flow, answers: Fill) =>
  Object.entries(flow.fields)
    .filter(([name, f]) => f.required && blank(answers[name]))
    .map(([name]) => name);

/** The first field without an answer: all of them in steps, in brief only those that are required. */
const nextField = (flow: Flow, doing: Doing): string | null =>
  asked(flow).find(
    (name) => blank(doing.answers[name]) && (flow.fields[name]?.required || (doing.pace === "steps" && !doing.skipped.includes(name))),
  ) ?? null;

/** Fills what nobody has answered with what the flow can tell by itself. */
const derived = (flow: Flow, answers: Fill, scene: Scene): Fill => {
  const known = flow.derive?.(withBlanks(flow, answers) as never, scene) ?? {};
  const added = Object.entries(known).filter(([name, v]) => blank(answers[name]) && !blank(v));
  return { ...answers, ...(Object.fromEntries(added) as Fill) };
};

export const withBlanks = (flow: Flow, answers: Fill): Fill =>
  Object.fromEntries(Object.keys(flow.fields).map((name) => [name, answers[name] ?? null]));

/** Only values that their field can hold. */
const fitting = (flow: Flow, fill: Fill): Fill =>
  Object.fromEntries(
    Object.entries(fill).flatMap(([name, value]) => {
      const field = flow.fields[name];
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
const proceed = (at: At, before: readonly Out[] = []): Step => {
  const field = nextField(at.flow, at.doing);
  if (field !== null) return question(at, field, before);
  return at.flow.confirm === false ? saved(at, before) : summarise(at, before);
};

const question = ({ scene, talk, flow, doing }: At, field: string, before: readonly Out[] = [], instead?: Line): Step => {
  const card = scene.newId();
  const next = { ...doing, asked: field, card };
  return {
    talk: { ...talk, doing: next, offer: null },
    out: [...before, { ...questionCard(flow, next, field, asked(flow), instead), of: { doing: doing.id, id: card } }],
  };
};

const summarise = ({ scene, talk, flow, doing }: At, before: readonly Out[] = []): Step => {
  const card = scene.newId();
  const next = { ...doing, asked: null, card };
  return {
    talk: { ...talk, doing: next, offer: null },
    out: [...before, { ...summaryCard(flow, next, scene), of: { doing: doing.id, id: card } }],
  };
};

const start = (scene: Scene, talk: Talk, flow: Flow, command: Extract<Command, { do: "start" }>, subject: Doing["subject"]): Step => {
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
  return filled({ scene, talk: next, flow, doing: { ...doing, answers: {} } }, answers, aside.length > 0 ? [{ say: "setAside" }] : []);
};

/** Takes new answers in, asks back where two do not agree, advises where it helps, and goes on. */
const filled = (at: At, fill: Fill, before: readonly Out[] = []): Step => {
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
const joined = (doing: Doing, fill: Fill): Fill =>
  Object.fromEntries(
    Object.entries(fill).map(([name, value]) => {
      const before = doing.answers[name];
      const adds = doing.advised.includes(name) && name === doing.asked && typeof before === "string" && typeof value === "string";
      return [name, adds ? `${before.replace(/[.\s]+$/, "")}. ${value}` : value];
    }),
  );

const end = (talk: Talk, doing: Doing, how: "saved" | "cancelled"): Talk => ({
  ...talk,
  doing: null,
  offer: null,
  ended: [{ id: doing.id, how }, ...talk.ended].slice(0, maxEnded),
});

/** After something has ended, what was set aside is offered again. */
const remaining = (talk: Talk, flows: Flows): readonly Out[] => {
  const waiting = talk.waiting[0];
  return waiting && flows[waiting.flow] ? [resumeOffer(waiting)] : [];
};

const resumeOffer = (doing: Doing): Out => ({
  card: "message",
  data: { lines: [{ say: "waitingFor", what: nameOf(doing) }], buttons: [{ act: "resume", title: { button: "resume" } }] },
  acts: { resume: { do: "resume" } },
});

/** What the person calls it, or the flow's own title. */
export const nameOf = (doing: Doing) => {
  const { name, title } = doing.answers;
  if (typeof name === "string") return name;
  return typeof title === "object" && title && "title" in title ? String(title.title) : { flow: doing.flow };
};

/** Saved without a summary: one press was the whole conversation. */
const saved = ({ scene, talk, flow, doing }: At, before: readonly Out[]): Step => {
  const done = flow.save(withBlanks(flow, doing.answers) as never, scene, { draft: false, subject: doing.subject });
  return { ...done, talk: { ...end(talk, doing, "saved"), undo: done.undo ?? null }, out: [...before, ...done.out] };
};

const save = (at: At, flows: Flows, draft: boolean): Step => {
  const { scene, talk, flow, doing } = at;
  const needed = draft ? asked(flow).slice(0, 1) : missing(flow, doing.answers);
  const open = needed.find((name) => blank(doing.answers[name]));
  if (open) return question(at, open, [{ say: "neededFirst", field: { label: open, flow: flow.id } }]);
  const wrong = flow.check?.(withBlanks(flow, doing.answers) as never, scene);
  if (wrong) return filled(at, {});
  const done = flow.save(withBlanks(flow, doing.answers) as never, scene, { draft, subject: doing.subject });
  const next = { ...end(talk, doing, "saved"), undo: done.undo ?? null };
  return { ...done, talk: next, out: [...done.out, ...remaining(next, flows)], closing: closedCard(flow, doing, scene, done.out) };
};

const back = (at: At): Step => {
  const order = asked(at.flow);
  const here = at.doing.asked ? order.indexOf(at.doing.asked) : order.length;
  const previous = order[here - 1];
  return previous ? question(at, previous) : question(at, order[0] ?? "", [{ say: "alreadyFirst" }]);
};

const skip = (at: At): Step => {
  const field = at.doing.asked;
  if (!field) return summarise(at);
  if (at.flow.fields[field]?.required && blank(at.doing.answers[field]))
    return question(at, field, [{ say: at.flow.drafts ? "cannotSkipButDraft" : "cannotSkip", field: { label: field, flow: at.flow.id } }]);
  return proceed({ ...at, doing: { ...at.doing, skipped: [...at.doing.skipped, field] } });
};

const cancel = (at: At, flows: Flows, sure: boolean): Step => {
  const { talk, doing, flow } = at;
  const worth = flow.drafts && asked(flow).filter((name) => !blank(doing.answers[name])).length >= 3;
  if (worth && !sure) {
    const card = at.scene.newId();
    const buttons = (["draft", "discard", "summary"] as const).map((act) => ({
      act,
      title: { button: act === "summary" ? "goOn" : act } as const,
    }));
    return {
      talk: { ...talk, doing: { ...doing, card }, offer: { yes: { do: "discard" }, no: { do: "summary" } } },
      out: [
        {
          of: { doing: doing.id, id: card },
          card: "message",
          data: { lines: [{ say: "discardAsk", what: nameOf(doing) }], buttons },
          acts: { draft: { do: "draft" }, discard: { do: "discard" }, summary: { do: "summary" } },
        },
      ],
    };
  }
  const next = end(talk, doing, "cancelled");
  return { talk: next, out: [{ say: "cancelled" }, ...remaining(next, flows)] };
};

/** The question that is open, put again: after a digression, or when somebody comes back. */
export const takeUp = (scene: Scene, talk: Talk, flows: Flows): Step => {
  const doing = talk.doing;
  const flow = doing ? flows[doing.flow] : undefined;
  if (!doing || !flow) return { talk, out: [] };
  const at = { scene, talk, flow, doing };
  return doing.asked === null ? summarise(at) : question(at, doing.asked);
};

const resume = (scene: Scene, talk: Talk, flows: Flows): Step => {
  const [doing, ...rest] = talk.waiting;
  if (!doing) return { talk, out: [{ say: "nothingWaiting" }] };
  if (flows[doing.flow]?.version !== doing.version)
    return { talk: { ...talk, waiting: rest }, out: [{ say: "outgrown", what: nameOf(doing) }] };
  return takeUp(scene, { ...talk, doing, waiting: rest }, flows);
};

/**
 * Moves a conversation one step.
 * @param inputs what stood in the fields of the card that was pressed, already read
 * @param subject the record a flow starts with, when it changes one
 */
export const take = (
  scene: Scene,
  talk: Talk,
  command: Command,
  flows: Flows,
  inputs: Fill = {},
  subject: Doing["subject"] = null,
): Step => {
  if (command.do === "ask") return { talk, out: [], opens: command };
  if (command.do === "start") {
    const flow = flows[command.flow];
    return flow ? start(scene, talk, flow, command, subject) : { talk, out: [{ say: "notUnderstood" }] };
  }
  if (command.do === "resume" && !talk.doing) return resume(scene, talk, flows);
  if (command.do === "yes" || command.do === "no") {
    const meant = talk.offer?.[command.do];
    if (meant) return take(scene, { ...talk, offer: null }, meant, flows, inputs, subject);
    if (talk.offer) return { talk: { ...talk, offer: null }, out: [{ say: "fine" }] };
  }
  const flow = talk.doing ? flows[talk.doing.flow] : undefined;
  if (!talk.doing || !flow) return outside(talk, command);
  if (flow.version !== talk.doing.version) return { talk: { ...talk, doing: null }, out: [{ say: "outgrown", what: nameOf(talk.doing) }] };
  const doing = { ...talk.doing, answers: derived(flow, { ...talk.doing.answers, ...fitting(flow, inputs) }, scene) };
  return inside({ scene, talk: { ...talk, doing }, flow, doing }, command, flows);
};

/** What is said when nothing is being filled in. */
const outside = (talk: Talk, command: Command): Step => {
  const say: Line["say"] =
    command.do === "cancel" ? "nothingToCancel" : command.do === "yes" || command.do === "no" ? "nothingAsked" : "nothingRunning";
  return command.do === "unclear"
    ? { talk, out: [], opens: { do: "ask", page: "unclear", about: { said: command.said } } }
    : { talk, out: [{ say } as Line] };
};

const inside = (at: At, command: Exclude<Command, { do: "ask" | "start" }>, flows: Flows): Step => {
  const { doing, flow } = at;
  switch (command.do) {
    case "fill":
      return filled(at, command.adds ? joined(doing, command.fill) : command.fill);
    case "change":
      return flow.fields[command.field] ? question(at, command.field) : takeUp(at.scene, at.talk, flows);
    case "misfit":
      return question(at, command.field, [{ say: "misfit", said: command.said, complaint: { say: command.complaint } as Line }]);
    case "skip":
      return skip(at);
    case "back":
      return back(at);
    case "why":
    case "example":
      return doing.asked ? question(at, doing.asked, [sayOf(flow, doing.asked, command.do)]) : summarise(at);
    case "cancel":
      return cancel(at, flows, false);
    case "discard":
      return cancel(at, flows, true);
    case "pause":
      return {
        talk: { ...at.talk, doing: null, waiting: [doing, ...at.talk.waiting].slice(0, maxWaiting) },
        out: [{ say: "paused", what: nameOf(doing) }],
      };
    case "save":
      return save(at, flows, false);
    case "draft":
      return flow.drafts ? save(at, flows, true) : summarise(at, [{ say: "noDrafts" }]);
    case "form": {
      const card = at.scene.newId();
      return {
        talk: { ...at.talk, doing: { ...doing, asked: null, card } },
        out: [{ ...formCard(flow, doing), of: { doing: doing.id, id: card } }],
      };
    }
    case "resume":
      return takeUp(at.scene, at.talk, flows);
    case "rest":
      return proceed({ ...at, doing: { ...doing, pace: "steps", skipped: [] } });
    case "summary":
      return filled({ ...at, doing: { ...doing, pace: "brief" } }, {});
    case "yes":
      return doing.asked === null ? save(at, flows, false) : takeUp(at.scene, at.talk, flows);
    case "no":
      return doing.asked === null ? summarise(at, [{ say: "whatToChange" }]) : skip(at);
    case "unclear":
      return doing.asked === null
        ? summarise(at, [{ say: "notUnderstoodHere" }])
        : question(at, doing.asked, [{ say: "notUnderstoodHere" }]);
  }
};

const sayOf = (flow: Flow, field: string, what: "why" | "example"): Line => ({
  say: "asIs",
  text: { field: what, flow: flow.id, name: field },
});

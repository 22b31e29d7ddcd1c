/** The engine: one pure step of a conversation that fills something in. "The first field without an answer" is the state machine. */
import { may } from "../domain/permissions.ts";
import { own, shortened } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Doing, Talk } from "../ports/records.ts";
import {
  type At,
  asked,
  blank,
  derived,
  end,
  filled,
  fitting,
  joined,
  maxWaiting,
  missing,
  mostEchoed,
  proceed,
  question,
  type Step,
  start,
  summarise,
  withBlanks,
  withNoted,
} from "./filling.ts";
import type { Flow, Flows } from "./flow.ts";
import type { Line, Out, Scene } from "./scene.ts";
import { closedCard, formCard } from "./shown.ts";

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

const save = (at: At, flows: Flows, draft: boolean): Step => {
  const { scene, talk, flow, doing } = at;
  const needed = draft ? asked(flow).slice(0, 1) : missing(flow, doing.answers);
  const open = needed.find((name) => blank(doing.answers[name]));
  if (open) return question(at, open, [{ say: "neededFirst", field: { label: open, flow: flow.id } }]);
  // Rights are those of today, not of when it was begun.
  if (!may(scene.rights, flow.act)) return { talk: end(talk, doing, "cancelled"), out: [{ say: "notAllowed" }] };
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

/** The record has changed under the conversation: what the person did not touch follows the new one. */
export const rebased = (doing: Doing, fresh: NonNullable<Doing["subject"]>): Doing => {
  const old = doing.subject?.value ?? {};
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const answers = Object.entries(doing.answers).map(([name, value]) => [
    name,
    same(value, old[name]) ? ((fresh.value[name] ?? null) as Fill[string]) : value,
  ]);
  return { ...doing, subject: fresh, answers: Object.fromEntries(answers) };
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
    const flow = own(flows, command.flow);
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
  const [waiting] = talk.waiting;
  if (command.do === "cancel" && waiting) return { talk, out: [resumeOffer(waiting)] };
  const say: Line["say"] =
    command.do === "cancel" ? "nothingToCancel" : command.do === "yes" || command.do === "no" ? "nothingAsked" : "nothingRunning";
  return command.do === "unclear"
    ? { talk, out: [], opens: { do: "ask", page: "unclear", about: { said: command.said } } }
    : { talk, out: [{ say } as Line] };
};

/** What was told of other fields than the one that was asked for. */
const besides = ({ asked }: Doing, fill: Fill): Fill =>
  Object.fromEntries(Object.entries(fill).filter(([name]) => asked && name !== asked));

const inside = (at: At, command: Exclude<Command, { do: "ask" | "start" }>, flows: Flows): Step => {
  const { doing, flow } = at;
  switch (command.do) {
    case "fill":
      // What is written while the bot asks whether to throw it away is no answer to the question before.
      if (command.adds && at.talk.offer?.yes.do === "discard") return cancel(at, flows, false);
      return withNoted(filled(at, command.adds ? joined(doing, command.fill) : command.fill), flow, besides(doing, command.fill), at.scene);
    case "change":
      return own(flow.fields, command.field) ? question(at, command.field) : takeUp(at.scene, at.talk, flows);
    case "misfit":
      if (!own(flow.fields, command.field)) return takeUp(at.scene, at.talk, flows);
      return question(at, command.field, [misfit(command.said, { say: command.complaint })]);
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
    case "summary": {
      const open = missing(flow, doing.answers)[0];
      if (open) return question(at, open, [{ say: "neededFirst", field: { label: open, flow: flow.id } }]);
      return filled({ ...at, doing: { ...doing, pace: "brief" } }, {});
    }
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

/** What was written is quoted, where anything was. */
const misfit = (said: string, complaint: Line): Line =>
  said.trim() === "" ? complaint : { say: "misfit", said: shortened(said, mostEchoed), complaint };

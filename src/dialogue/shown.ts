/** How a conversation looks: the question, the summary and the form, as cards without a language. */
import type { Button } from "../cards/shapes.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Doing } from "../ports/records.ts";
import type { Phrase } from "../text/words.ts";
import type { Field, Flow, Values } from "./flow.ts";
import { type CardOut, isCard, type Line, type Out, type Scene } from "./scene.ts";

const press = (
  names: readonly (Command["do"] & Parameters<typeof titleOf>[0])[],
): { buttons: Button[]; acts: Record<string, Command> } => ({
  buttons: names.map((act, i) => ({ act, title: titleOf(act), primary: i === 0 && act === "save" })),
  acts: Object.fromEntries(names.map((act) => [act, { do: act } as Command])),
});
const titleOf = (act: "save" | "skip" | "why" | "example" | "form" | "draft" | "rest" | "cancel" | "back"): Phrase => ({ button: act });

/** A field's value as it is read aloud; the schema of its kind has been over it. */
export const shown = (field: Field, value: Fill[string], scene: Scene | undefined): Phrase => {
  const as = <K extends keyof Values>(_kind: K) => value as unknown as Values[K];
  switch (field.kind) {
    case "name":
    case "text":
    case "provider":
      return as(field.kind);
    case "person":
      return as("person").name;
    case "people":
      return { list: as("people").map((id) => scene?.directory.person(id)?.name ?? id) };
    case "period":
      return { span: as("period") };
    case "taken": {
      const { from, to } = as("taken");
      return from === to ? { weekday: from } : { span: { from, to } };
    }
    case "moment": {
      const { day, start } = as("moment");
      return { facts: [{ weekday: day }, ...(start ? [{ times: { start, end: null } }] : [])] };
    }
    case "economy":
      return { economy: as("economy") };
    case "extent":
      return { extent: as("extent") };
    case "title":
      return as("title").title;
    case "competence": {
      const known = scene?.catalogue.competences.get(as("competence"));
      return known ? { name: known.name } : as("competence");
    }
    case "count":
      return as("count");
    case "choice":
      return field.set ? { choice: as("choice"), of: field.set } : (scene?.directory.unit(as("choice"))?.name ?? as("choice"));
    case "toggle":
      return { button: as("toggle") ? "yes" : "no" };
  }
};

export const questionCard = (flow: Flow, doing: Doing, name: string, order: readonly string[], instead?: Line): CardOut => {
  const field = flow.fields[name];
  const answered = (doing.answers[name] ?? null) !== null;
  const base = press([
    ...(field?.required && !answered ? [] : (["skip"] as const)),
    "why",
    "example",
    ...(flow.form ? (["form"] as const) : []),
  ]);
  const choices = (field?.set ? (field.values ?? []) : []).map((code) => [code, field?.set] as const);
  return {
    card: "message",
    data: {
      heading:
        order.length > 1
          ? { say: "questionNumber", what: { flow: flow.id }, n: order.indexOf(name) + 1, of: order.length }
          : { flow: flow.id },
      lines: [instead ?? { field: "ask", flow: flow.id, name }, ...now(flow, doing, name)],
      buttons: [
        ...choices.flatMap(([code, set]) => (set ? [{ act: code, title: { choice: code, of: set } }] : [])),
        ...(choices.length > 0 ? [] : base.buttons),
      ],
    },
    acts: { ...base.acts, ...Object.fromEntries(choices.map(([code]) => [code, { do: "fill", fill: { [name]: code } } as Command])) },
  };
};

/** What already stands in the field, when it is asked again. */
const now = (flow: Flow, doing: Doing, name: string): Phrase[] => {
  const field = flow.fields[name];
  const value = doing.answers[name];
  return field && value !== null && value !== undefined ? [{ say: "standsNow", value: shown(field, value, undefined) }] : [];
};

const visible = (flow: Flow, answers: Fill, scene: Scene) =>
  Object.entries(flow.fields).filter(([, f]) => f.when?.(answers, scene) ?? true);

const open = { say: "openField" } as const;
const isOpen = (value: Phrase) => value === open;

/** The rows of what has been gathered; a field without an answer says that it is open. */
const summaryRows = (flow: Flow, answers: Fill, scene: Scene, withOffered: boolean) =>
  visible(flow, answers, scene)
    .filter(
      ([name, f]) =>
        f.kind !== "toggle" && (withOffered || !f.options) && !(f.offered && (!withOffered || (answers[name] ?? null) === null)),
    )
    .map(([name, f]) => {
      const value = answers[name] ?? null;
      return { label: { label: name, flow: flow.id }, value: value === null ? open : shown(f, value, scene) };
    });

/** The fields that nobody has filled in, in one line. */
const stillOpen = (flow: Flow, answers: Fill, scene: Scene): Line[] => {
  const labels = summaryRows(flow, answers, scene, false).flatMap((row) => (isOpen(row.value) ? [row.label] : []));
  return labels.length > 0 ? [{ say: "openFields", what: { facts: labels } }] : [];
};

/** By the example that fits. */
const howToCorrect = (flow: Flow): Line[] => {
  const has = (kind: Field["kind"]) => Object.values(flow.fields).some((f) => f.kind === kind);
  return has("taken") ? [{ say: "howToCorrectDay" }] : has("period") ? [{ say: "howToCorrect" }] : [];
};

export const summaryCard = (flow: Flow, doing: Doing, scene: Scene): CardOut => {
  const { answers } = doing;
  const fields = visible(flow, answers, scene);
  const choices = fields.flatMap(([name, f]) => {
    const { set } = f;
    const offered = f.offered && set ? (f.values ?? []).map((value) => ({ value, title: { choice: value, of: set } })) : [];
    const options = [...(f.options?.(answers, scene) ?? offered)];
    const value = answers[name];
    const shownAs = Array.isArray(value) ? value.join(",") : String(value ?? "");
    return options.length === 0
      ? []
      : [{ id: name, label: { label: name, flow: flow.id }, value: shownAs, options, many: f.kind === "people" }];
  });
  const unanswered = fields.some(([name, f]) => !f.offered && (answers[name] ?? null) === null);
  const { buttons, acts } = press([
    "save",
    ...(flow.drafts && !doing.subject ? (["draft"] as const) : []),
    ...(unanswered ? (["rest"] as const) : []),
    ...(flow.form ? (["form"] as const) : []),
    "cancel",
  ]);
  return {
    card: "summary",
    data: {
      heading: { say: "isThisRight" },
      rows: summaryRows(flow, answers, scene, false).filter((row) => !isOpen(row.value)),
      ticks: choices.filter((c) => c.many),
      choices: choices.filter((c) => !c.many),
      toggles: fields
        .filter(([, f]) => f.kind === "toggle")
        .map(([name]) => ({ id: name, label: { label: name, flow: flow.id }, value: String(answers[name] ?? false) })),
      notes: [...stillOpen(flow, answers, scene), ...(flow.notes?.(answers as never, scene) ?? []), ...howToCorrect(flow)],
      buttons: flow.sends ? buttons.map((b) => (b.act === "save" ? { ...b, title: { button: "send" } } : b)) : buttons,
    },
    acts,
  };
};

/** The summary after it was saved: the same rows, nothing left to press. */
export const closedCard = (flow: Flow, doing: Doing, scene: Scene, said: readonly Out[]): CardOut => {
  const [first, ...rest] = said.filter((out): out is Line => !isCard(out));
  return {
    card: "summary",
    data: {
      heading: first ?? { flow: flow.id },
      rows: summaryRows(flow, doing.answers, scene, true).filter((row) => !isOpen(row.value)),
      ticks: [],
      choices: [],
      toggles: [],
      notes: rest,
      buttons: [],
    },
    acts: {},
  };
};

/** The same flow on one card; what is written is read as if it had been said. */
export const formCard = (flow: Flow, doing: Doing): CardOut => ({
  card: "form",
  data: {
    heading: { flow: flow.id },
    fields: Object.entries(flow.fields)
      .filter(([, f]) => !f.offered)
      .map(([name, f]) => {
        const value = doing.answers[name] ?? null;
        return {
          id: name,
          label: { label: name, flow: flow.id },
          hint: { field: "example", flow: flow.id, name } as const,
          value: value === null ? "" : shown(f, value, undefined),
          long: f.kind === "text",
        };
      }),
    buttons: [
      { act: "summary", title: { button: "goOn" }, primary: true },
      { act: "cancel", title: { button: "cancel" } },
    ],
  },
  acts: { summary: { do: "summary" }, cancel: { do: "cancel" } },
});

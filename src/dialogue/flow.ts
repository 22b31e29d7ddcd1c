/** How a conversation that fills something in is declared. The engine in talk.ts knows no flow by name. */
import { z } from "zod";
import { clock, day, type Span, span } from "../domain/day.ts";
import { type Economy, economy, type PersonRef, personRef } from "../domain/measure.ts";
import type { Act } from "../domain/permissions.ts";
import { type Extent, extent, type TitleRef, titleRef } from "../domain/training.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Doing, Talk } from "../ports/records.ts";
import type { FieldKind } from "../ports/understanding.ts";
import type { ChoiceSet } from "../text/words.ts";
import type { Line, Reply, Scene } from "./scene.ts";

/** What a field of each kind holds. */
export type Values = {
  name: string;
  text: string;
  person: PersonRef;
  people: string[];
  period: Span;
  /** Days that are over. */
  taken: { from: string; to: string };
  /** A day, and a time of day where one was said. */
  moment: { day: string; start: string | null };
  economy: Economy;
  extent: Extent;
  title: TitleRef;
  provider: string;
  /** A competence of the catalogue, by its id. */
  competence: string;
  /** How many, or how much of a full-time equivalent. */
  count: number;
  choice: string;
  toggle: boolean;
};

export const valueSchemas: { readonly [K in FieldKind]: z.ZodType<Values[K]> } = {
  name: z.string().trim().min(1).max(300),
  text: z.string().trim().min(1).max(2000),
  person: personRef,
  people: z.array(z.string()),
  period: span,
  taken: z.object({ from: day, to: day }),
  moment: z.object({ day, start: clock.nullable() }),
  economy,
  extent,
  title: titleRef,
  provider: z.string().trim().min(1).max(200),
  competence: z.string(),
  count: z.number().min(0).max(100_000),
  choice: z.string(),
  toggle: z.boolean(),
};

export type Field<K extends FieldKind = FieldKind> = {
  readonly kind: K;
  /** Without it nothing is saved but a draft. */
  readonly required?: boolean;
  /** Never asked as a question, only offered on the card. */
  readonly offered?: boolean;
  /** Not offered to everyone: "bare for meg" only for union and health courses. */
  readonly when?: (answers: Fill, scene: Scene) => boolean;
  readonly set?: ChoiceSet;
  readonly values?: readonly string[];
  /** Whom the ticks on the card are for. */
  readonly options?: (answers: Fill, scene: Scene) => readonly { readonly value: string; readonly title: string }[];
};

type Fields = { readonly [name: string]: Field };
export type AnswersOf<F extends Fields> = { readonly [N in keyof F]: Values[F[N]["kind"]] | null };

/** A friendly second question about an answer, or a tip that wants no answer. Never a refusal. */
export type Advice = { readonly asks: Line } | { readonly tip: Line };

/** A method and not a function type, so that every flow is a Flow. */
type Adviser<F extends Fields> = { advise(answers: AnswersOf<F>, scene: Scene): Advice | undefined };

/** How a conversation ends without saving: what is said, and what yes means then. */
export type Ending = Reply & { readonly offer: Talk["offer"] };

export type Saved = Reply & {
  readonly undo?: Talk["undo"];
  /** A page that does what has to be looked up first. */
  readonly opens?: Extract<Command, { do: "ask" }>;
};

export type FlowOf<Id extends string, F extends Fields> = {
  readonly id: Id;
  /** Raise it when saved answers no longer fit; half-finished conversations start over, politely. */
  readonly version: number;
  readonly act: Act;
  /** In the order they are asked. */
  readonly fields: F;
  /** It is about a record that is there already, and is not begun without one. */
  readonly needsSubject?: boolean;
  /** It goes to somebody when it is done: the button says so. */
  readonly sends?: boolean;
  /** May be saved before it is complete. */
  readonly drafts?: boolean;
  /** False where the one answer is all there is to say, and a summary would only be one more press. */
  readonly confirm?: boolean;
  /** Has all fields on one card too. */
  readonly form?: boolean;
  /** Values for fields that nobody has answered yet. */
  derive?(answers: AnswersOf<F>, scene: Scene): Partial<{ [N in keyof F]: Values[F[N]["kind"]] | null }>;
  /** What two answers must agree on: the field to ask again, and what to say. */
  check?(answers: AnswersOf<F>, scene: Scene): { readonly field: keyof F & string; readonly say: Line; readonly ends?: Ending } | undefined;
  readonly advice?: { readonly [N in keyof F]?: Adviser<F>["advise"] };
  /** What stands under the summary: who will see it, how long it is valid. */
  notes?(answers: AnswersOf<F>, scene: Scene): readonly Line[];
  save(answers: AnswersOf<F>, scene: Scene, how: { readonly draft: boolean; readonly subject: Doing["subject"] }): Saved;
  /** What a person who may not start it hears, and is offered instead. */
  refused?(scene: Scene, fill: Fill): Ending;
};

export type Flow = FlowOf<string, Fields>;
export type Flows = { readonly [id: string]: Flow };

export const defineFlow = <const Id extends string, const F extends Fields>(flow: FlowOf<Id, F>): FlowOf<Id, F> => flow;

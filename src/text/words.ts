/** What a language must have words for. Bokmål is the first file; the others are held against its shape. */

import type { dismissals } from "../domain/choice.ts";
import type { Cost } from "../domain/cost.ts";
import type { Arena, Frequency } from "../domain/course.ts";
import type { Clock, Day, Span } from "../domain/day.ts";
import type { InAnyLanguage, Language } from "../domain/language.ts";
import type { Economy, measureGroups, measureLevels, measureStatuses, strategyKinds, supportDegrees } from "../domain/measure.ts";
import type { priorities } from "../domain/need.ts";
import type { sources } from "../domain/requirement.ts";
import type { Extent } from "../domain/training.ts";
import type { reminderKinds } from "../domain/wish.ts";
import type { FlowFields } from "../flows/index.ts";
import type { lines } from "./nb.ts";

/** A sentence, or two where a number decides: one and more. */
export type Sentence = string | { readonly one: string; readonly other: string };
type HolesIn<S> = S extends `${string}{${infer H}}${infer Rest}` ? H | HolesIn<Rest> : never;
type HolesOf<S> = S extends string ? HolesIn<S> : S extends { one: infer A; other: infer B } ? "n" | HolesIn<A> | HolesIn<B> : never;

type Lines = typeof lines;
/** A thing to say, without a language: the sentence's name and what goes into its holes. */
export type Line = { [K in keyof Lines]: { readonly say: K } & { readonly [H in HolesOf<Lines[K]>]: Phrase } }[keyof Lines];

/** Codes that people see as words. */
export type Choices = {
  strategyKind: (typeof strategyKinds)[number];
  measureGroup: (typeof measureGroups)[number];
  measureLevel: (typeof measureLevels)[number];
  measureStatus: (typeof measureStatuses)[number];
  support: (typeof supportDegrees)[number];
  frequency: Frequency;
  arena: Arena;
  language: Language;
  recordOfYours:
    | "training"
    | "measure"
    | "person"
    | "leadership"
    | "suggestion"
    | "confirmation"
    | "signUp"
    | "standing"
    | "developmentTalk"
    | "evaluationRound";
  source: (typeof sources)[number];
  dismissal: (typeof dismissals)[number];
  priority: (typeof priorities)[number];
  /** What a table is of, in and out. */
  table: "people" | "courses" | "units" | "roles" | "requirements" | "training" | "plan" | "needs" | "recruitment" | "workforce";
  per: "event" | "participant" | "hundred";
  reminder: (typeof reminderKinds)[number];
};
export type ChoiceSet = keyof Choices;

/** Anything that can be said in any language. A string is somebody's own words and stays as it is. */
export type Phrase =
  | string
  | number
  | Line
  | { readonly day: Day }
  | { readonly weekday: Day }
  | { readonly span: Span }
  | { readonly times: { readonly start: Clock | null; readonly end: Clock | null } }
  | { readonly cost: Cost }
  | { readonly economy: Economy }
  | { readonly extent: Extent & { readonly days?: number | null; readonly note?: string | null } }
  /** Inside a sentence a name of the municipality's own begins with a small letter, but for "HR-rådgiver". */
  | { readonly name: InAnyLanguage; readonly inside?: boolean }
  | { readonly choice: string; readonly of: ChoiceSet }
  | { readonly label: string; readonly flow: string }
  | { readonly field: "ask" | "why" | "example"; readonly flow: string; readonly name: string }
  | { readonly flow: string }
  | { readonly button: keyof ButtonWords }
  /** "Ola, Siv og Turid". */
  | { readonly list: readonly Phrase[] }
  /** Short facts side by side: "2 timer · KS Læring". */
  | { readonly facts: readonly Phrase[] };

type FieldWords = { readonly label: string; readonly ask: string; readonly why: string; readonly example: string };
export type FlowWords = {
  readonly [F in keyof FlowFields]: { readonly title: string; readonly fields: { readonly [N in FlowFields[F]]: FieldWords } };
};
export type ChoiceWords = { readonly [S in ChoiceSet]: { readonly [C in Choices[S]]: string } };

export type ButtonWords = typeof import("./nb.ts").buttons;
export type Words = {
  readonly lines: { readonly [K in keyof Lines]: Lines[K] extends string ? string : { readonly one: string; readonly other: string } };
  readonly flows: FlowWords;
  readonly choices: ChoiceWords;
  readonly buttons: { readonly [B in keyof ButtonWords]: string };
  /** How values are written where no library knows the language. */
  readonly values: {
    readonly and: string;
    readonly hours: { readonly one: string; readonly other: string };
    readonly days: { readonly one: string; readonly other: string };
    readonly studyPoints: { readonly one: string; readonly other: string };
    readonly by: string;
    readonly from: string;
    readonly free: string;
    readonly frame: string;
    readonly internal: string;
    readonly notEstimated: string;
    readonly costCentre: string;
    readonly grant: string;
    readonly open: string;
  };
};

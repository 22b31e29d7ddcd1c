/** What a sentence is turned into. By rules always; a language model may help behind the same port. */
import type { Day, Instant } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import type { Language } from "../domain/language.ts";
import type { Command, Complaint, Fill } from "./command.ts";

export type FieldKind =
  | "name"
  | "text"
  | "person"
  | "people"
  | "period"
  | "taken"
  | "moment"
  | "economy"
  | "extent"
  | "title"
  | "provider"
  | "competence"
  | "count"
  | "choice"
  | "toggle";

/** A field of the running flow, as far as understanding needs to know it. */
export type FieldHint = { readonly kind: FieldKind; readonly set?: string; readonly values?: readonly string[] };

export type Heard = {
  readonly text: string;
  readonly now: Instant;
  readonly today: Day;
  readonly me: string;
  readonly directory: Directory;
  readonly courses: readonly KnownCourse[];
  readonly competences: readonly Known[];
  /** The running flow, its fields in order, and the field whose question was put last. */
  readonly running: {
    readonly flow: string;
    readonly fields: Readonly<Record<string, FieldHint>>;
    readonly asked: string | null;
    readonly answers: Fill;
  } | null;
  /** True when the bot's last words were a question that yes or no answers. */
  readonly yesOrNo: boolean;
};

/** A thing as people name it: by its title and what else it is called, each as the words that decide. */
export type Known = {
  readonly id: string;
  readonly titleWords: readonly string[];
  readonly nameWords: readonly (readonly string[])[];
};
export type KnownCourse = Known & { readonly title: string; readonly provider: string };

export type Understood = {
  readonly command: Command;
  /** The language the person clearly writes; undefined when it cannot be told. */
  readonly language: Language | undefined;
  /** Whether the rules would stand by it; where not, somebody who understands more may be asked. */
  readonly sure: boolean;
};

/** A field's value as it was written, or the code of what is wrong with it. */
export type Reading = { readonly value: Fill[string] } | { readonly complaint: Complaint };

export type Understanding = {
  hear(heard: Heard): Promise<Understood>;
  /** One field of a form, by rules alone. */
  read(hint: FieldHint, text: string, heard: Heard): Reading;
};

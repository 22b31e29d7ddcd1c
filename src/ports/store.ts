/** What we need from a store: typed kinds, declared indexes, all-or-nothing commits. */
import { z } from "zod";
import { competence, course, requirement } from "../domain/course.ts";
import { measure } from "../domain/measure.ts";
import { leadership, person, role, unit } from "../domain/organisation.ts";
import { training } from "../domain/training.ts";
import { address, card, followUp, inbox, notice, stranger, suggestion, talk } from "./records.ts";

type Key = string | null;
/** A kind of record: its shape, where its id stands, and what it can be found by. */
const kind = <S extends z.ZodObject, By extends { readonly [index: string]: (value: z.infer<S>) => Key }>(
  schema: S,
  id: keyof z.infer<S> & string,
  by: By,
) => ({ schema, id, by });

export const kinds = {
  unit: kind(unit, "id", {}),
  role: kind(role, "id", {}),
  person: kind(person, "id", { aadObjectId: (p) => p.aadObjectId }),
  leadership: kind(leadership, "id", {}),
  competence: kind(competence, "id", {}),
  course: kind(course, "id", {}),
  requirement: kind(requirement, "id", {}),
  measure: kind(measure, "id", { unit: (m) => m.unit, responsible: (m) => m.responsible.person, registeredBy: (m) => m.registeredBy }),
  training: kind(training, "id", { person: (t) => t.person }),
  suggestion: kind(suggestion, "id", { person: (s) => s.person }),
  talk: kind(talk, "id", { person: (t) => t.person }),
  card: kind(card, "id", { doing: (c) => c.doing }),
  inbox: kind(inbox, "id", { lane: (i) => i.lane }),
  notice: kind(notice, "id", { to: (n) => n.to, state: (n) => n.state }),
  address: kind(address, "person", {}),
  followUp: kind(followUp, "id", { person: (f) => f.person }),
  stranger: kind(stranger, "aadObjectId", {}),
  /** Local mode: whom the person at the keyboard acts as. */
  acting: kind(z.object({ lane: z.string(), person: z.string() }), "lane", {}),
  /** Counts changes of what every replica keeps in memory: the organisation and the catalogue. */
  mark: kind(z.object({ id: z.string(), count: z.number().int() }), "id", {}),
};

export type Kind = keyof typeof kinds;
export type RecordOf<K extends Kind> = z.infer<(typeof kinds)[K]["schema"]>;
export type IndexOf<K extends Kind> = keyof (typeof kinds)[K]["by"];
/** A record as it is kept. Revision 1 is the first; it rises by one with every put. */
export type Kept<K extends Kind> = { readonly value: RecordOf<K>; readonly revision: number };
/** Equality on declared indexes. */
export type Where<K extends Kind> = { readonly [I in IndexOf<K>]?: Key };

export type Put = {
  [K in Kind]: {
    readonly put: K;
    readonly value: RecordOf<K>;
    /** The revision it was read at, 0 for a new record; left out to put whatever stands there. */
    readonly at?: number;
  };
}[Kind];
export type Change =
  | Put
  | { readonly remove: Kind; readonly id: string; readonly at?: number }
  /** A key that can be taken once, until an instant where one is given. */
  | { readonly claim: string; readonly until?: string };

export type ReadStore = {
  get<K extends Kind>(kind: K, id: string): Promise<Kept<K> | undefined>;
  /** In the order the records were first put. */
  find<K extends Kind>(kind: K, where?: Where<K>): Promise<readonly Kept<K>[]>;
};

export type Store = ReadStore & {
  /** All or nothing, durable when it answers. Stale when a revision has moved on, taken when a claim is held. */
  commit(changes: readonly Change[]): Promise<"done" | "stale" | "taken">;
  close(): Promise<void>;
};

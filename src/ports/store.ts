/** What we need from a store: typed kinds, declared indexes, all-or-nothing commits, and lists that only grow. */
import { z } from "zod";
import { dismissal, interest, signUp } from "../domain/choice.ts";
import { confirmation } from "../domain/confirmation.ts";
import { competence, course } from "../domain/course.ts";
import { developmentTalk } from "../domain/developmentTalk.ts";
import { evaluation, evaluationRound } from "../domain/evaluation.ts";
import { measure } from "../domain/measure.ts";
import { analysis, need, recruitment, target, workforce } from "../domain/need.ts";
import { leadership, person, role, unit } from "../domain/organisation.ts";
import { requirement } from "../domain/requirement.ts";
import { training } from "../domain/training.ts";
import { extension, putOff, wish } from "../domain/wish.ts";
import {
  address,
  auditEntry,
  card,
  columnMap,
  erasure,
  file,
  fileLifts,
  followUp,
  gate,
  inbox,
  inboxLifts,
  notice,
  push,
  received,
  stranger,
  suggestion,
  talk,
} from "./records.ts";

type Key = string | null;
/** Makes of a value as it was written what it would be one version later. */
export type Lift = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
/** A kind of record: its shape, where its id stands, what it can be found by, and how older shapes become today's. */
const kind = <S extends z.ZodObject, By extends { readonly [index: string]: (value: z.infer<S>) => Key }>(
  schema: S,
  id: keyof z.infer<S> & string,
  by: By,
  lifts: readonly Lift[] = [],
) => ({ schema, id, by, lifts });

/** A field that is new in a shape and stands blank in what was written before it. */
const blank =
  (field: string): Lift =>
  (row) => ({ ...row, [field]: null });

export const kinds = {
  unit: kind(unit, "id", {}),
  role: kind(role, "id", {}),
  person: kind(person, "id", { aadObjectId: (p) => p.aadObjectId }),
  leadership: kind(leadership, "id", {}),
  competence: kind(competence, "id", {}),
  course: kind(course, "id", {}, [(row) => ({ ...row, level: null, hiredWithin: null })]),
  requirement: kind(requirement, "id", {}, [blank("level")]),
  measure: kind(measure, "id", { unit: (m) => m.unit, responsible: (m) => m.responsible.person, registeredBy: (m) => m.registeredBy }),
  training: kind(training, "id", { person: (t) => t.person, course: (t) => t.course }, [blank("seen")]),
  confirmation: kind(confirmation, "id", { person: (c) => c.person, competence: (c) => c.competence }),
  signUp: kind(signUp, "id", { person: (s) => s.person, course: (s) => s.course }),
  dismissal: kind(dismissal, "id", { person: (d) => d.person }),
  interest: kind(interest, "id", { person: (i) => i.person }),
  need: kind(need, "id", { unit: (n) => n.unit, registeredBy: (n) => n.registeredBy }),
  target: kind(target, "id", { unit: (t) => t.unit }),
  workforce: kind(workforce, "id", { unit: (w) => w.unit }),
  recruitment: kind(recruitment, "id", {}),
  analysis: kind(analysis, "id", { unit: (a) => a.unit, year: (a) => String(a.year), deliveredBy: (a) => a.deliveredBy }),
  developmentTalk: kind(developmentTalk, "id", { person: (t) => t.person, year: (t) => String(t.year) }),
  evaluationRound: kind(evaluationRound, "id", {}),
  evaluation: kind(evaluation, "id", { measure: (e) => e.measure }),
  extension: kind(extension, "id", { unit: (e) => e.unit }),
  wish: kind(wish, "person", {}),
  putOff: kind(putOff, "id", { person: (p) => p.person }),
  gate: kind(gate, "id", {}),
  push: kind(push, "id", { to: (p) => p.to, day: (p) => p.day }),
  suggestion: kind(suggestion, "id", { person: (s) => s.person }),
  talk: kind(talk, "id", { person: (t) => t.person }),
  card: kind(card, "id", { doing: (c) => c.doing, person: (c) => c.person, expires: (c) => c.expires }),
  inbox: kind(inbox, "id", { lane: (i) => i.lane, content: (i) => i.content }, inboxLifts),
  notice: kind(notice, "id", { to: (n) => n.to, state: (n) => n.state }),
  address: kind(address, "person", {}),
  followUp: kind(followUp, "id", { person: (f) => f.person, due: (f) => f.due }),
  stranger: kind(stranger, "aadObjectId", {}),
  /** What a person has asked for, to be fetched once. */
  file: kind(file, "id", { person: (f) => f.person, expires: (f) => f.expires }, fileLifts),
  received: kind(received, "id", { person: (r) => r.person, expires: (r) => r.expires }),
  columnMap: kind(columnMap, "id", {}),
  /** Local mode: whom the person at the keyboard acts as. */
  acting: kind(z.object({ lane: z.string(), person: z.string() }), "lane", {}),
  /**
   * Numbers that replicas share: how often the organisation and the catalogue have changed, which every replica keeps in
   * memory; and until when messages have been granted.
   */
  mark: kind(z.object({ id: z.string(), count: z.number().int() }), "id", {}),
};

export type Kind = keyof typeof kinds;
export type RecordOf<K extends Kind> = z.infer<(typeof kinds)[K]["schema"]>;
export type IndexOf<K extends Kind> = keyof (typeof kinds)[K]["by"];
/**
 * A record as it is kept. Revision 1 is the first; it rises by one with every put. Places rise in the order in which
 * records were first put, and a record keeps its own for as long as it is there.
 */
export type Kept<K extends Kind> = { readonly value: RecordOf<K>; readonly revision: number; readonly place: number };
/** From, and before, in the order of Unicode code units; meant for days and instants. */
type Range = { readonly from?: string; readonly before?: string };
/** Equality or a range on declared indexes; several are and. Null is in no range. */
export type Where<K extends Kind> = { readonly [I in IndexOf<K>]?: Key | Range };
/** At most so many, behind a place. */
export type Page = { readonly limit: number; readonly after?: number };

/** The version of a kind's shape: 1, and one more for each lift. */
export const shapeOf = (kind: Kind): number => kinds[kind].lifts.length + 1;

/**
 * A value that was written in an earlier shape, in today's.
 * @throws ZodError when it does not fit, RangeError when the shape is newer than this release knows
 */
export const lifted = <K extends Kind>(kind: K, value: unknown, shape: number): RecordOf<K> => {
  if (shape > shapeOf(kind)) throw new RangeError(`A ${kind} has shape ${shape}; this release knows shapes up to ${shapeOf(kind)}.`);
  const steps: readonly Lift[] = kinds[kind].lifts.slice(shape - 1);
  return kinds[kind].schema.parse(steps.reduce((v, lift) => lift(v), value as Readonly<Record<string, unknown>>)) as RecordOf<K>;
};

/** A list that only grows: its shape, and the one thing its entries can be found by. */
const list = <S extends z.ZodObject>(schema: S, by: (entry: z.infer<S>) => string) => ({ schema, by });

export const lists = {
  /** Who saw or changed what about whom, found by the person it is about. */
  audit: list(auditEntry, (e) => e.about),
  /** What was erased, so that a restored backup does not bring it back; found by the kind. */
  erasure: list(erasure, (e) => e.kind),
};
export type List = keyof typeof lists;
export type EntryOf<L extends List> = z.infer<(typeof lists)[L]["schema"]>;

export type Put = {
  [K in Kind]: {
    readonly put: K;
    readonly value: RecordOf<K>;
    /** The revision it was read at, 0 for a new record; left out to put whatever stands there. */
    readonly at?: number;
  };
}[Kind];
export type Append = { [L in List]: { readonly append: L; readonly value: EntryOf<L> } }[List];
export type Change =
  | Put
  | Append
  | { readonly remove: Kind; readonly id: string; readonly at?: number }
  /** A key that can be taken once, until an instant where one is given. */
  | { readonly claim: string; readonly until?: string };

export type ReadStore = {
  get<K extends Kind>(kind: K, id: string): Promise<Kept<K> | undefined>;
  /** By place. */
  find<K extends Kind>(kind: K, where?: Where<K>, page?: Page): Promise<readonly Kept<K>[]>;
  /** The entries of a list that stand under a key, in the order they were appended. */
  entries<L extends List>(list: L, key: string): Promise<readonly EntryOf<L>[]>;
};

export type Store = ReadStore & {
  /**
   * All or nothing, durable when it answers. Stale when a revision has moved on, taken when a claim is held.
   * @throws NotSaved when the disk or the database does not take it; nothing of it is kept or seen then
   */
  commit(changes: readonly Change[]): Promise<"done" | "stale" | "taken">;
  /** Takes a name, or renews it, for an owner, until the store's own clock says it is over (ms). False while another owner has it. */
  lease(name: string, owner: string, ms: number): Promise<boolean>;
  /** Lets the name go, if the owner has it. */
  release(name: string, owner: string): Promise<void>;
  /** The store's own clock, which all replicas share; milliseconds since 1970. */
  now(): Promise<number>;
  /** Afterwards nothing that has been erased (see the list of erasures) stands in any file that the store keeps. */
  purge(): Promise<void>;
  /** True when a commit would be taken now. */
  isWell(): Promise<boolean>;
  close(): Promise<void>;
};

/** The disk or the database did not take a commit. */
export class NotSaved extends Error {}
/** Something is wrong with a store; the message says what, and what to do. */
export class StoreTrouble extends Error {}

/** One thing that a store holds, as it is written down and carried from store to store. Short names, for there are many. */
export type Entry =
  /** A record: kind, id, revision, place, shape, value. */
  | { readonly k: Kind; readonly id: string; readonly r: number; readonly p: number; readonly s: number; readonly v: unknown }
  /** A claim, and until when. */
  | { readonly c: string; readonly u: string | null }
  /** An entry of a list; numbers rise in each list in the order they were appended. */
  | { readonly l: List; readonly n: number; readonly v: unknown };

/** A whole store, for moving, backing up and restoring. */
export type Archive = {
  /** Everything as of one moment: records by kind and place, claims that still hold, lists in order. */
  everything(): AsyncIterable<Entry>;
  /** Puts this in place of all there is, all or nothing, with revisions, places and numbers as they come. */
  replace(entries: AsyncIterable<Entry>): Promise<void>;
};

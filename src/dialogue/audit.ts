/** The audit trail: who saw or changed what about whom. Derived from what is shown and committed; holds no content. */

import { concerned } from "../domain/concerned.ts";
import type { Instant } from "../domain/day.ts";
import type { Directory } from "../domain/directory.ts";
import { may, type Rights } from "../domain/permissions.ts";
import type { AuditEntry } from "../ports/records.ts";
import type { Append, Change, Kind, ReadStore, RecordOf } from "../ports/store.ts";

type Whose = { readonly people?: readonly string[]; readonly unit?: string | null };

/** Whose records are: people's, or else a unit's. Kinds that are not here are the bot's own work and are not told of. */
const whose: { readonly [K in Kind]?: (value: RecordOf<K>, directory: Directory) => Whose } = {
  unit: (u) => ({ unit: u.id }),
  role: () => ({}),
  competence: () => ({}),
  course: () => ({}),
  requirement: (r) => ({ unit: r.unit }),
  person: (p) => ({ people: [p.id] }),
  leadership: (l) => ({ people: [l.person] }),
  measure: (m, directory) => {
    const { person } = m.responsible;
    const people = [...(concerned(m, directory) ?? []), ...(m.level === "individual" && person !== null ? [person] : [])];
    return { people: [...new Set(people)], unit: m.unit };
  },
  training: (t) => ({ people: [t.person] }),
  confirmation: (c) => ({ people: [c.person] }),
  signUp: (s) => ({ people: [s.person] }),
  developmentTalk: (t) => ({ people: [t.person] }),
  evaluationRound: (r) => ({ people: r.participants }),
  extension: (e) => ({ unit: e.unit }),
  need: (n) => ({ unit: n.unit }),
  target: (t) => ({ unit: t.unit }),
  workforce: (w) => ({ unit: w.unit }),
  recruitment: (r) => ({ unit: r.unit }),
  analysis: (a) => ({ unit: a.unit }),
  suggestion: (s) => ({ people: [s.person] }),
};

const whoseIs = <K extends Kind>(kind: K, value: RecordOf<K> | undefined, directory: Directory): Whose =>
  (value && whose[kind]?.(value as never, directory)) ?? {};
/** The people a record is about, else its unit, else nobody in particular. */
const abouts = (...all: readonly Whose[]): readonly string[] => {
  const people = new Set(all.flatMap(({ people = [] }) => people));
  return people.size > 0 ? [...people] : [all.map((w) => w.unit).find((unit) => unit) ?? ""];
};
const told = (value: AuditEntry): Append => ({ append: "audit", value });

/** What the changes do to whose records, to be committed with them. */
export const changesTold = async (
  read: ReadStore,
  changes: readonly Change[],
  { by, at, directory }: { readonly by: string; readonly at: Instant; readonly directory: Directory },
): Promise<Append[]> => {
  const entries: Append[] = [];
  for (const change of changes) {
    if (!("put" in change || "remove" in change)) continue;
    const kind = "put" in change ? change.put : change.remove;
    if (!whose[kind]) continue;
    const after = "put" in change ? change.value : undefined;
    const record = "id" in change ? change.id : (change.value as { readonly id: string }).id;
    const before = (await read.get(kind, record))?.value;
    if (!before && !after) continue;
    const did = !before ? "added" : after ? "changed" : "removed";
    for (const about of abouts(whoseIs(kind, before, directory), whoseIs(kind, after as never, directory)))
      entries.push(told({ at, by, did, kind, record, about }));
  }
  return entries;
};

type See = "measure.see" | "training.see" | "gap.names" | "files.take";
type About = NonNullable<Parameters<typeof may>[2]>;
/** True when the person may see it; it is then shown, and noted where it is somebody else's. */
export type Sees = (act: See, about: About) => boolean;

/** What one person sees in one turn: each record once. */
export const newSight = (
  rights: Rights,
  directory: Directory,
  at: Instant,
): { readonly sees: Sees; readonly told: () => readonly Append[] } => {
  const seen = new Map<string, Append>();
  const note = <K extends "measure" | "training">(kind: K, value: RecordOf<K> | undefined) => {
    for (const about of whoseIs(kind, value, directory).people ?? [])
      if (value && about !== rights.person)
        seen.set(`${kind}/${value.id}/${about}`, told({ at, by: rights.person, did: "saw", kind, record: value.id, about }));
  };
  return {
    sees: (act, about) => {
      if (!may(rights, act, about)) return false;
      note("measure", about.measure);
      note("training", about.training);
      const whole = act === "gap.names" ? "standing" : act === "files.take" ? "training" : undefined;
      const person = about.record?.person;
      if (whole && person !== undefined && person !== rights.person)
        seen.set(`${whole}/${person}`, told({ at, by: rights.person, did: "saw", kind: whole, record: person, about: person }));
      return true;
    },
    told: () => [...seen.values()],
  };
};

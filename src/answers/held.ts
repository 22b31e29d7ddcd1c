/** Everything that is held about a person, for showing it, handing it out and erasing it. */
import type { Scene } from "../dialogue/scene.ts";
import { concerned } from "../domain/concerned.ts";
import { type Retained, retainedAs } from "../ports/retention.ts";
import { type EntryOf, type Kept, type Kind, kinds, type ReadStore } from "../ports/store.ts";

export type HeldRecord = { [K in Kind]: { readonly kind: K; readonly id: string; readonly kept: Kept<K> } }[Kind];
export type Held = {
  readonly records: readonly HeldRecord[];
  /** Who saw or changed what about the person, oldest first. */
  readonly trail: readonly EntryOf<"audit">[];
};

/** Measures that a person is responsible for, has registered or is named in. Who is named stands in no index. */
const measuresOf = async ({ me, directory }: Scene, read: ReadStore): Promise<readonly Kept<"measure">[]> =>
  (await read.find("measure")).filter(
    ({ value: m }) => m.responsible.person === me.id || m.registeredBy === me.id || concerned(m, directory)?.includes(me.id),
  );

/** How the records of each kind are found; kinds that are not here say nothing about anybody in particular. */
const finds: { readonly [K in Kind]?: (scene: Scene, read: ReadStore) => Promise<readonly (Kept<K> | undefined)[]> } = {
  person: async ({ me }, read) => [await read.get("person", me.id)],
  leadership: ({ me, directory }, read) =>
    Promise.all(directory.data.leaderships.filter((l) => l.person === me.id).map((l) => read.get("leadership", l.id))),
  training: ({ me }, read) => read.find("training", { person: me.id }),
  measure: measuresOf,
  confirmation: ({ me }, read) => read.find("confirmation", { person: me.id }),
  signUp: ({ me }, read) => read.find("signUp", { person: me.id }),
  dismissal: ({ me }, read) => read.find("dismissal", { person: me.id }),
  interest: ({ me }, read) => read.find("interest", { person: me.id }),
  need: ({ me }, read) => read.find("need", { registeredBy: me.id }),
  analysis: ({ me }, read) => read.find("analysis", { deliveredBy: me.id }),
  developmentTalk: ({ me }, read) => read.find("developmentTalk", { person: me.id }),
  evaluationRound: async ({ me }, read) => (await read.find("evaluationRound")).filter((kept) => kept.value.participants.includes(me.id)),
  extension: async ({ me }, read) => (await read.find("extension")).filter((kept) => kept.value.registeredBy === me.id),
  wish: async ({ me }, read) => [await read.get("wish", me.id)],
  putOff: ({ me }, read) => read.find("putOff", { person: me.id }),
  push: ({ me }, read) => read.find("push", { to: me.id }),
  suggestion: ({ me }, read) => read.find("suggestion", { person: me.id }),
  followUp: ({ me }, read) => read.find("followUp", { person: me.id }),
  talk: ({ me }, read) => read.find("talk", { person: me.id }),
  card: ({ me }, read) => read.find("card", { person: me.id }),
  notice: ({ me }, read) => read.find("notice", { to: me.id }),
  address: async ({ me }, read) => [await read.get("address", me.id)],
  file: ({ me }, read) => read.find("file", { person: me.id }),
  received: ({ me }, read) => read.find("received", { person: me.id }),
};

const named = (kind: Kind, kept: Kept<Kind>): HeldRecord => ({ kind, id: String(kept.value[kinds[kind].id as never]), kept }) as HeldRecord;

export const heldAbout = async (scene: Scene, read: ReadStore): Promise<Held> => {
  const records: HeldRecord[] = [];
  for (const [kind, find] of Object.entries(finds))
    for (const kept of await find(scene, read)) if (kept) records.push(named(kind as Kind, kept));
  return { records, trail: await read.entries("audit", scene.me.id) };
};

/** The values of one kind. */
export const valuesOf = <K extends Kind>({ records }: Held, kind: K): readonly Kept<K>["value"][] =>
  records.flatMap((r) => (r.kind === kind ? [r.kept.value as Kept<K>["value"]] : []));

/**
 * Whether a record is the person's alone and goes when they ask for it. A draft is its writer's, whoever else it is about.
 */
export const isOwn = ({ kind, kept: { value } }: HeldRecord, { me, retention }: Scene): boolean =>
  retention[retainedAs(kind, value)].owner === "person" && (!("registeredBy" in value) || value.registeredBy === me.id);

/** How many records stand under each row of the retention table. */
export const countsOf = (records: readonly HeldRecord[]): ReadonlyMap<Retained, number> => {
  const counts = new Map<Retained, number>();
  for (const { kind, kept } of records) {
    const as = retainedAs(kind, kept.value);
    counts.set(as, (counts.get(as) ?? 0) + 1);
  }
  return counts;
};

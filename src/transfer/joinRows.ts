/** The rows of one person, joined; and which person in the store they are about. Whatever could mix two people up is refused. */
import { foldName } from "../domain/directory.ts";
import type { Person } from "../domain/organisation.ts";
import { tidy } from "./cells.ts";
import type { PersonRow } from "./personRows.ts";

export type Told = {
  readonly rows: readonly PersonRow[];
  readonly name: string;
  readonly email: string | null;
  readonly objectId: string | null;
  /** Why none of the rows can be taken; empty where they can. */
  readonly wrong: readonly string[];
};

const nameKey = (name: string) => foldName(tidy(name));
const rowsOf = (rows: readonly PersonRow[]) => {
  const numbers = rows.slice(0, 5).map((r) => r.number);
  return `${rows.length === 1 ? "rad" : "radene"} ${numbers.join(", ")}${rows.length > 5 ? " …" : ""}`;
};

/** By e-mail, else by object id, else by name where the person has neither. */
export const joined = (rows: readonly PersonRow[]): readonly Told[] => {
  const emailsOf = new Map<string, Set<string>>();
  for (const r of rows) if (r.email && r.objectId) emailsOf.set(r.objectId, (emailsOf.get(r.objectId) ?? new Set<string>()).add(r.email));
  const keyOf = (r: PersonRow) => {
    const [only, ...more] = r.objectId ? (emailsOf.get(r.objectId) ?? []) : [];
    const email = r.email ?? (more.length === 0 ? only : undefined);
    if (email) return `e ${email}`;
    return r.objectId ? `o ${r.objectId}` : `n ${nameKey(r.name) || r.number}`;
  };
  const groups = [...Map.groupBy(rows, keyOf).values()];
  const byObjectId = Map.groupBy(
    rows.filter((r) => r.objectId !== null),
    (r) => r.objectId,
  );
  return groups.map((group) => {
    const email = group.find((r) => r.email)?.email ?? null;
    const ids = new Set(group.flatMap((r) => r.objectId ?? []));
    const [objectId = null] = ids;
    const names = new Set(group.map((r) => nameKey(r.name)).filter(Boolean));
    const mates = new Set(group);
    const elsewhere = objectId === null ? [] : (byObjectId.get(objectId) ?? []).filter((r) => !mates.has(r));
    const hired = new Set(group.flatMap((r) => r.hired ?? []));
    const both = rowsOf(group);
    return {
      rows: group,
      name: group.find((r) => r.name)?.name ?? "",
      email,
      objectId,
      wrong: [
        ...(names.size > 1 ? [`samme ${email ? "e-post" : "objekt-ID"} står med ulike navn i ${both}`] : []),
        ...(ids.size > 1 ? [`samme e-post står med ulike objekt-ID-er i ${both}`] : []),
        ...(elsewhere.length > 0 ? [`objekt-ID-en står også med en annen e-post eller uten e-post i ${rowsOf(elsewhere)}`] : []),
        // Only the name holds these rows together, so they must not say different things of the person.
        ...(!email && !objectId && hired.size > 1
          ? [`samme navn står med ulik Ansatt i ${both}; er det to personer, må de ha e-post eller objekt-ID`]
          : []),
      ],
    };
  });
};

export type Matched = {
  readonly told: Told;
  readonly person: Person | undefined;
  readonly wrong: readonly string[];
  readonly note: string | undefined;
};

/** By object id, by e-mail, then by a name that only one has who shares a unit or the day of hiring. */
export const matched = (
  all: readonly Told[],
  people: readonly Person[],
  unitsOf: (told: Told) => ReadonlySet<string>,
): readonly Matched[] => {
  const byId = new Map(people.flatMap((p) => (p.aadObjectId ? [[p.aadObjectId.toLowerCase(), p] as const] : [])));
  const byEmail = Map.groupBy(people, (p) => p.email?.toLowerCase() ?? null);
  const byName = Map.groupBy(people, (p) => nameKey(p.name));
  const first = all.map((told) => known(told, byId, byEmail));
  const claimed = new Set(first.flatMap((m) => m.person?.id ?? []));
  const second = first.map((m) => {
    if (m.person || m.wrong.length > 0) return m;
    const namesakes = (byName.get(nameKey(m.told.name)) ?? []).filter((p) => !claimed.has(p.id));
    const hired = new Set(m.told.rows.flatMap((r) => r.hired ?? []));
    const units = unitsOf(m.told);
    const candidates = namesakes.filter(
      (p) =>
        (p.email === null || m.told.email === null) &&
        (p.aadObjectId === null || m.told.objectId === null) &&
        (hired.has(p.hired) || p.positions.some((x) => units.has(x.unit))),
    );
    if (candidates.length > 1)
      return { ...m, wrong: [`det er ${candidates.length} personer i Kompis som heter det samme; skriv e-post eller objekt-ID`] };
    const note =
      candidates.length === 0 && namesakes.length > 0
        ? `${m.told.name} (${rowsOf(m.told.rows)}) blir en ny person, men noen i Kompis heter det samme. Er det den samme, må e-post eller objekt-ID stemme.`
        : undefined;
    return { ...m, person: candidates[0], note };
  });
  const takers = Map.groupBy(second, (m) => m.person?.id);
  return second.map((m) => {
    const others = m.person ? (takers.get(m.person.id) ?? []).filter((o) => o !== m) : [];
    return others.length > 0
      ? {
          ...m,
          wrong: [...m.wrong, `${rowsOf(others.flatMap((o) => o.told.rows))} gjelder den samme personen i Kompis, «${m.person?.name}»`],
        }
      : m;
  });
};

const shareAWord = (a: string, b: string) => {
  const words = new Set(nameKey(a).split(/[\s-]+/));
  return nameKey(b)
    .split(/[\s-]+/)
    .some((w) => words.has(w));
};

const known = (told: Told, byId: ReadonlyMap<string, Person>, byEmail: ReadonlyMap<string | null, readonly Person[]>): Matched => {
  const none = { told, person: undefined, wrong: [], note: undefined };
  const mailed = told.email === null ? [] : (byEmail.get(told.email) ?? []);
  const [owner] = mailed;
  const holder = told.objectId === null ? undefined : byId.get(told.objectId);
  if (mailed.length > 1) return { ...none, wrong: [`e-posten hører til ${mailed.length} personer i Kompis`] };
  if (holder) {
    return owner && owner.id !== holder.id
      ? { ...none, wrong: [`e-posten hører til «${owner.name}» i Kompis, men objekt-ID-en til «${holder.name}»`] }
      : { ...none, person: holder };
  }
  // An address that has been given to somebody new must not open the former owner's record.
  if (owner && !shareAWord(owner.name, told.name))
    return { ...none, person: owner, wrong: [`e-posten hører til «${owner.name}» i Kompis; er det samme person, trengs riktig objekt-ID`] };
  return { ...none, person: owner };
};

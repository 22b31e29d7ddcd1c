/** The units that a file of people names: known ones, and new ones where the file says what they lie under. */
import type { Unit } from "../domain/organisation.ts";
import type { Read } from "./cells.ts";
import { folded, isNear, lostName, type Named, type Names, namesOver, newIds, slug } from "./names.ts";

/** A unit's name as a row says it, with the name of what it lies under; "" where the row does not say. */
export type Asked = { readonly name: string; readonly parent: string };
export type UnitPlan = {
  readonly find: (asked: Asked) => Read<string>;
  readonly names: Names;
  /** New units by id, the upper ones too. */
  readonly made: ReadonlyMap<string, Unit>;
  readonly nameOf: (id: string) => string;
};

const asNamed = (u: Unit): Named => ({ id: u.id, name: u.name, others: u.aliases });
const pair = ({ name, parent }: Asked) => `${folded(name)}\n${folded(parent)}`;

export const planUnits = (kept: readonly Unit[], asked: readonly Asked[]): UnitPlan => {
  const known = namesOver(kept.map(asNamed));
  const idOf = newIds(kept.map((u) => u.id));
  const idFor = (name: string) => idOf(slug(name, "virksomhet"));
  const declared = declaredIn(asked, kept, known);

  const top = topOf(asked, kept, known);
  const drafts = new Map<string, { readonly id: string; readonly asked: Asked }>();
  const topUnit: Unit | undefined =
    top === undefined ? undefined : { id: idFor(top), name: top, aliases: [], parent: null, level: "municipality" };
  for (const a of declared) if (folded(a.name) !== folded(top ?? "")) drafts.set(pair(a), { id: idFor(a.name), asked: a });

  const named = [
    ...kept.map(asNamed),
    ...(topUnit ? [asNamed(topUnit)] : []),
    ...[...drafts.values()].map((d) => ({ id: d.id, name: d.asked.name, others: [] })),
  ];
  const names = namesOver(named);
  const made = new Map<string, Unit>(topUnit ? [[topUnit.id, topUnit]] : []);
  const unitById = new Map(kept.map((u) => [u.id, u]));
  const unit = (id: string) => unitById.get(id) ?? made.get(id);
  const draftById = new Map([...drafts.values()].map((d) => [d.id, d]));
  const wrongOf = new Map<string, string>();

  /** Makes a new unit after what it lies under; a circle or an unknown upper unit makes none. */
  const make = (id: string, below: readonly string[]): Unit | undefined => {
    const there = unit(id);
    const draft = draftById.get(id);
    if (there || !draft || wrongOf.has(id)) return there;
    const { name, parent } = draft.asked;
    const found = names.find(parent);
    if (!("id" in found)) {
      wrongOf.set(id, lostName(parent, found, "den overordnede virksomheten"));
      return undefined;
    }
    const above = below.includes(found.id) || found.id === id ? undefined : make(found.id, [...below, id]);
    if (!above) {
      wrongOf.set(id, `virksomheten «${name}» kan ikke ligge under «${parent}»`);
      return undefined;
    }
    const made1: Unit = { id, name, aliases: [], parent: above.id, level: levelBelow(above, name) };
    made.set(id, made1);
    return made1;
  };
  for (const id of draftById.keys()) make(id, []);

  const find = (a: Asked): Read<string> => {
    const draft = drafts.get(pair(a));
    if (draft) {
      const wrong = wrongOf.get(draft.id);
      return wrong ? { wrong } : { value: draft.id };
    }
    const found = names.find(a.name);
    const parent = a.parent === "" ? undefined : names.find(a.parent);
    if (parent && !("id" in parent)) return { wrong: lostName(a.parent, parent, "den overordnede virksomheten") };
    // Two units may share a name where they lie under different ones.
    const candidates = "id" in found ? [found.id] : "several" in found ? found.several.map((n) => n.id) : [];
    const fitting = candidates.filter((id) => !parent || unit(id)?.parent === parent.id || (id === parent.id && unit(id)?.parent === null));
    if (fitting.length === 1 && fitting[0]) {
      const wrong = wrongOf.get(fitting[0]);
      return wrong ? { wrong } : { value: fitting[0] };
    }
    if ("id" in found) {
      const above = unit(unit(found.id)?.parent ?? "");
      return { wrong: `«${a.name}» ligger ${above ? `under «${above.name}»` : "øverst"} i Kompis, ikke under «${a.parent}»` };
    }
    return { wrong: lostName(a.name, found, "virksomheten") };
  };
  return { find, names, made, nameOf: (id) => unit(id)?.name ?? id };
};

/** Units that nobody knows and a row places. A slip of the pen in a known name makes no new unit. */
const declaredIn = (asked: readonly Asked[], kept: readonly Unit[], known: Names): readonly Asked[] =>
  [...new Map(asked.filter((a) => a.name !== "" && a.parent !== "").map((a) => [pair(a), a])).values()].filter((a) => {
    const found = known.find(a.name);
    return "near" in found && !kept.some((u) => isNear(u.name, a.name));
  });

/** The first file says what lies at the top: the one name that others lie under and that itself lies under nothing else. */
const topOf = (asked: readonly Asked[], kept: readonly Unit[], known: Names): string | undefined => {
  if (kept.some((u) => u.parent === null)) return undefined;
  const placed = new Set(asked.filter((a) => a.parent !== "" && folded(a.parent) !== folded(a.name)).map((a) => folded(a.name)));
  const tops = new Map(
    asked
      .filter((a) => a.parent !== "" && !placed.has(folded(a.parent)) && !known.isName(a.parent))
      .map((a) => [folded(a.parent), a.parent] as const),
  );
  return tops.size === 1 ? [...tops.values()][0] : undefined;
};

/** Below the municipality a name tells a section from a unit; below a unit all are departments. */
const levelBelow = (above: Unit, name: string): Unit["level"] => {
  if (above.level === "municipality")
    return /^(seksjon|sektor|etat|kommunalområde|tjenesteområde|kommunalsjefområde)|(seksjonen|sektoren|etaten)$/i.test(name)
      ? "section"
      : "unit";
  return above.level === "section" ? "unit" : "department";
};

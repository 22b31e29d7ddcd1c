/** Where a row of people.csv puts somebody: the unit, the role and the units led, as ids, with what comes into being for it. */
import type { Position, Role, Unit } from "../domain/organisation.ts";
import { namesIn } from "./cells.ts";
import { folded, isNear, lostName, namesOver, newIds, slug } from "./names.ts";
import type { PersonRow } from "./personRows.ts";
import { planUnits } from "./units.ts";

export type Place = {
  readonly position: Position | null;
  /** Ids of the units that the person leads by this row. */
  readonly leads: readonly string[];
  readonly wrong: readonly string[];
};
export type Made = { readonly units: readonly Unit[]; readonly roles: readonly Role[] };
export type Places = ReturnType<typeof placesOf>;

const asNamed = (r: Role) => ({ id: r.id, name: r.name.nb, others: [r.name.nn, r.name.en, ...r.aliases] });

export const placesOf = (units: readonly Unit[], roles: readonly Role[], rows: readonly PersonRow[]) => {
  const plan = planUnits(
    units,
    rows.flatMap((r) => r.position?.unit ?? []),
  );
  const known = namesOver(roles.map(asNamed));
  const idOf = newIds(roles.map((r) => r.id));
  const madeRoles = new Map<string, Role>();
  const roleIn = (text: string): { readonly id: string } | { readonly wrong: string } => {
    const found = known.find(text);
    if ("id" in found) return found;
    // What may be a slip of the pen is asked about; what cannot is a new role.
    if ("several" in found || found.near !== undefined) return { wrong: lostName(text, found, "rollen") };
    const there = madeRoles.get(folded(text));
    if (there) return there;
    const made: Role = { id: idOf(slug(text, "rolle")), name: { nb: text, nn: text, en: text }, aliases: [] };
    madeRoles.set(folded(text), made);
    return made;
  };

  const places = new Map<number, Place>();
  for (const row of rows) {
    const wrong: string[] = [];
    const at = row.position;
    const unit = at && at.unit.name !== "" ? plan.find(at.unit) : undefined;
    const role = at && at.role !== "" ? roleIn(at.role) : undefined;
    if (unit && "wrong" in unit) wrong.push(`Virksomhet: ${unit.wrong}`);
    if (role && "wrong" in role) wrong.push(`Rolle: ${role.wrong}`);
    const here = unit && "value" in unit ? unit.value : undefined;
    const leads = namesIn(row.leads?.units ?? "", plan.names.isName).flatMap((name) => {
      // In a row of its own unit a name means that unit, also where another one is called the same.
      if (here && folded(plan.nameOf(here)) === folded(name)) return [here];
      const found = plan.find({ name, parent: "" });
      if ("value" in found) return [found.value];
      wrong.push(`Leder for: ${found.wrong}`);
      return [];
    });
    const position =
      at && here && role && "id" in role
        ? { unit: here, role: role.id, percent: at.percent, from: row.from, to: row.to, holdsTalk: at.talk }
        : null;
    places.set(row.number, { position, leads: [...new Set(leads)], wrong });
  }
  const roleNames = new Map([...roles, ...madeRoles.values()].map((r) => [r.id, r.name.nb]));
  const read = (row: PersonRow): Place => places.get(row.number) ?? { position: null, leads: [], wrong: [] };

  return {
    read,
    unitOf: (row: PersonRow): string | undefined => read(row).position?.unit,
    unitName: plan.nameOf,
    roleName: (id: string): string => roleNames.get(id) ?? id,
    /** The new units and roles that these rows need, upper units first; what only rejected rows name is not made. */
    madeFor: (used: readonly Place[]): Made => {
      const needed = new Set<string>();
      const need = (id: string) => {
        const unit = plan.made.get(id);
        if (!unit || needed.has(id)) return;
        if (unit.parent !== null) need(unit.parent);
        needed.add(id);
      };
      for (const p of used) for (const id of [...(p.position ? [p.position.unit] : []), ...p.leads]) need(id);
      const usedRoles = new Set(used.map((p) => p.position?.role));
      return {
        units: [...needed].flatMap((id) => plan.made.get(id) ?? []),
        roles: [...madeRoles.values()].filter((r) => usedRoles.has(r.id)),
      };
    },
    /** New roles that look like slips of the pen of each other. */
    notes: (made: Made): string[] =>
      made.roles.flatMap((a, i) =>
        made.roles
          .slice(i + 1)
          .filter((b) => isNear(a.name.nb, b.name.nb))
          .map((b) => `De nye rollene «${a.name.nb}» og «${b.name.nb}» likner på hverandre. Er det samme rolle, må navnet skrives likt.`),
      ),
  };
};

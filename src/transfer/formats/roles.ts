/** Roles: what they are called in each language, and what people write. */
import { namesIn, readerOf, shortText } from "../cells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column = "Rolle" | "Nynorsk" | "Engelsk" | "Andre navn";

export const roles: RowFormat<"role", Column> = {
  kind: "role",
  columns: { required: ["Rolle"], optional: ["Nynorsk", "Engelsk", "Andre navn"], aliases: { Stilling: "Rolle", Bokmål: "Rolle" } },
  removes: false,
  key: (r) => r.id,
  called: (r) => r.name.nb,
  reader: (sheet, { names }, kept, _table, newId) => {
    // The same new role in two rows is one.
    const made = new Map<string, string>();
    const idFor = (name: string) => {
      const id = made.get(folded(name)) ?? newId(slug(name, "rolle"));
      made.set(folded(name), id);
      return id;
    };
    return (row) => {
      const { need, read, wrong } = readerOf(row);
      const nb = need("Rolle", shortText, "");
      const found = names.role.find(nb);
      const before = "id" in found ? kept(found.id)?.value : undefined;
      const id = before?.id ?? (nb ? idFor(nb) : "");
      const nn = read("Nynorsk", shortText, before?.name.nn ?? nb);
      const en = read("Engelsk", shortText, before?.name.en ?? nb);
      const aliases = sheet.has("Andre navn") ? read("Andre navn", (t) => ({ value: namesIn(t) }), []) : (before?.aliases ?? []);
      return { name: nb, wrong, values: [{ id, name: { nb: before?.name.nb ?? nb, nn, en }, aliases }] };
    };
  },
  write: (all) => ({
    heading: ["Rolle", "Nynorsk", "Engelsk", "Andre navn"],
    rows: all.map((r) => [r.name.nb, r.name.nn, r.name.en, r.aliases.join(" | ")]),
  }),
};

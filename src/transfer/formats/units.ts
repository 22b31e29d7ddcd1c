/** The organisation: one row for each unit, with what lies above it. */
import { type Unit, unit } from "../../domain/organisation.ts";
import { namesIn, readerOf, shortText, shown, tidy } from "../cells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column = "Navn" | "Andre navn" | "Overordnet" | "Nivå";
const levels = { kommune: "municipality", seksjon: "section", virksomhet: "unit", enhet: "department", avdeling: "department" } as const;
const words = { municipality: "kommune", section: "seksjon", unit: "virksomhet", department: "avdeling" } as const;
const levelIn = (text: string) => {
  const level = levels[tidy(text).toLowerCase() as keyof typeof levels];
  return level ? { value: level } : { wrong: `${shown(text)} er ukjent; skriv kommune, seksjon, virksomhet eller avdeling` };
};

export const units: RowFormat<"unit", Column> = {
  kind: "unit",
  columns: {
    required: ["Navn", "Overordnet", "Nivå"],
    optional: ["Andre navn"],
    aliases: { Virksomhet: "Navn", "Overordnet virksomhet": "Overordnet", "Ligger under": "Overordnet" },
  },
  removes: false,
  key: (u) => u.id,
  called: (u) => u.name,
  reader: (sheet, { units: all, names }, kept, _table, newId) => {
    // A name in the file may be another row's parent, whichever comes first.
    const made = new Map<string, string>();
    for (const row of sheet.rows) {
      const name = tidy(row.cell("Navn"));
      if (name && !names.unit.isName(name) && !made.has(folded(name))) made.set(folded(name), newId(slug(name, "virksomhet")));
    }
    const idIn = (name: string) => {
      const found = names.unit.find(name);
      return "id" in found ? found.id : made.get(folded(name));
    };
    const parentOf = new Map(all.map(({ value: u }) => [u.id, u.parent]));
    for (const row of sheet.rows) {
      const [id, parent] = [idIn(tidy(row.cell("Navn"))), idIn(tidy(row.cell("Overordnet")))];
      if (id) parentOf.set(id, parent ?? null);
    }
    const loops = (id: string): boolean => {
      const seen = new Set<string>();
      for (let at: string | null | undefined = id; at; at = parentOf.get(at)) {
        if (seen.has(at)) return true;
        seen.add(at);
      }
      return false;
    };
    return (row) => {
      const { need, read, wrong, complain } = readerOf(row);
      const name = need("Navn", shortText, "");
      const above = tidy(row.cell("Overordnet"));
      const parent = above ? idIn(above) : null;
      const level = need("Nivå", levelIn, "unit");
      const id = idIn(name) ?? "";
      if (above && !parent) complain("Overordnet", `virksomheten ${shown(above)} finnes ikke, verken i Kompis eller i filen`);
      if (!above && level !== "municipality") complain("Overordnet", "bare kommunen selv ligger ikke under noe");
      if (id && loops(id)) complain("Overordnet", "virksomhetene ligger under hverandre i ring");
      const before = kept(id)?.value;
      const aliases = sheet.has("Andre navn") ? read("Andre navn", (t) => ({ value: namesIn(t) }), []) : (before?.aliases ?? []);
      const value: Unit = {
        id,
        name: before && folded(before.name) !== folded(name) ? before.name : name,
        aliases,
        parent: parent ?? null,
        level,
      };
      return { name, wrong, values: [unit.parse({ ...value, name: value.name || "?" })] };
    };
  },
  write: (all, { unitName }) => ({
    heading: ["Navn", "Andre navn", "Overordnet", "Nivå"],
    rows: all.map((u) => [u.name, u.aliases.join(" | "), unitName(u.parent), words[u.level]]),
  }),
};

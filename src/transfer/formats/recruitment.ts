/** How many of each role are to be recruited, a column for each year, as Røros' table has it. */
import type { Recruitment } from "../../domain/need.ts";
import { idIn } from "../around.ts";
import { decimal, numberIn, readerOf, tidy } from "../cells.ts";
import type { RowFormat } from "../records.ts";

type Column = "Rolle" | "Virksomhet";
const amount = numberIn(100_000, /$^/);
const keyOf = (r: Pick<Recruitment, "role" | "unit" | "year">) => [r.role, r.unit ?? "alle", r.year].join("/");

export const recruitment: RowFormat<"recruitment", Column> = {
  kind: "recruitment",
  columns: { required: ["Rolle"], optional: ["Virksomhet"], aliases: { Stilling: "Rolle", Enhet: "Virksomhet" }, others: /^20\d\d$/ },
  removes: true,
  key: keyOf,
  called: (r, { roleName }) => `${roleName(r.role)} ${r.year}`,
  reader: (_sheet, { names }, kept, table) => {
    const years = table.heading.flatMap((name, at) => (/^20\d\d$/.test(tidy(name)) ? [{ year: Number(name), at }] : []));
    const cellsOf = new Map(table.rows.map((r) => [r.number, r.cells]));
    return (row) => {
      const { need, read, wrong, complain } = readerOf(row);
      const role = need("Rolle", idIn(names.role, "rollen"), "");
      const unit = read<string | null>("Virksomhet", idIn(names.unit, "virksomheten"), null);
      if (years.length === 0) complain("Rolle", "filen har ingen kolonner med årstall, for eksempel 2027");
      const values = years.flatMap(({ year, at }): Recruitment[] => {
        const text = tidy(cellsOf.get(row.number)?.[at] ?? "");
        if (text === "" || text === "-" || text === "–") return [];
        const number = amount(text);
        if ("wrong" in number) {
          wrong.push(`${year}: ${number.wrong}`);
          return [];
        }
        const key = keyOf({ role, unit, year });
        return [{ id: kept(key)?.value.id ?? key, role, unit, year, number: number.value }];
      });
      return { name: tidy(row.cell("Rolle")), wrong, values };
    };
  },
  write: (all, { roleName, unitName }) => {
    const years = [...new Set(all.map((r) => r.year))].sort();
    const groups = [...Map.groupBy(all, (r) => `${r.role}/${r.unit}`).values()];
    return {
      heading: ["Rolle", "Virksomhet", ...years.map(String)],
      rows: groups.map((group) => [
        roleName(group[0]?.role ?? null),
        unitName(group[0]?.unit ?? null),
        ...years.map((year) => decimal(group.find((r) => r.year === year)?.number ?? null)),
      ]),
    };
  },
};

/** Full-time equivalents per professional field and unit. */
import { targetId, type Workforce } from "../../domain/need.ts";
import { fold } from "../../domain/words.ts";
import { idIn } from "../around.ts";
import { decimal, numberIn, readerOf, shortText } from "../cells.ts";
import type { RowFormat } from "../records.ts";

type Column = "Virksomhet" | "Fagfelt" | "Årsverk" | "Ønsket";
const amount = numberIn(100_000, /\s*årsverk$/i);

export const workforce: RowFormat<"workforce", Column> = {
  kind: "workforce",
  columns: {
    required: ["Virksomhet", "Fagfelt", "Årsverk"],
    optional: ["Ønsket"],
    aliases: { Enhet: "Virksomhet", Fagområde: "Fagfelt", "Antall årsverk": "Årsverk", "Ønsket årsverk": "Ønsket" },
  },
  removes: true,
  key: (w) => w.id,
  called: (w, { unitName }) => `${unitName(w.unit)}: ${w.field}`,
  reader:
    (sheet, { names }, kept) =>
    (row) => {
      const { need, read, wrong } = readerOf(row);
      const unit = need("Virksomhet", idIn(names.unit, "virksomheten"), "");
      const field = need("Fagfelt", shortText, "").slice(0, 200);
      const id = targetId(unit, fold(field));
      const before = kept(id)?.value;
      const value: Workforce = {
        id,
        unit,
        field: before?.field ?? field,
        actual: need("Årsverk", amount, 0),
        wanted: sheet.has("Ønsket") ? read<number | null>("Ønsket", amount, null) : (before?.wanted ?? null),
      };
      return { name: `${row.cell("Virksomhet")}: ${field}`, wrong, values: [value] };
    },
  write: (all, { unitName }) => ({
    heading: ["Virksomhet", "Fagfelt", "Årsverk", "Ønsket"],
    rows: all.map((w) => [unitName(w.unit), w.field, decimal(w.actual), decimal(w.wanted)]),
  }),
};

/** Needs in Røros' four columns: unit, need, strategies, measures. A need that two units share belongs to both. */
import { namesSomebody } from "../../domain/concerned.ts";
import { directoryOf } from "../../domain/directory.ts";
import type { Need } from "../../domain/need.ts";
import { idIn } from "../around.ts";
import { namesIn, type Read, readerOf, shown, tidyLines } from "../cells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column = "Virksomhet" | "Behov" | "Strategier" | "Tiltak";

const long = (text: string): Read<string> =>
  tidyLines(text).length > 2000 ? { wrong: "teksten er lengre enn 2000 tegn" } : { value: tidyLines(text) };
const keyOf = (n: Pick<Need, "unit" | "text">) => `${n.unit}/${folded(n.text).slice(0, 200)}`;

export const needs: RowFormat<"need", Column> = {
  kind: "need",
  columns: {
    required: ["Virksomhet", "Behov"],
    optional: ["Strategier", "Tiltak"],
    aliases: { Enhet: "Virksomhet", Kompetansebehov: "Behov", Strategi: "Strategier", Delstrategier: "Tiltak", Understrategier: "Tiltak" },
  },
  removes: false,
  key: keyOf,
  called: (n) => n.text.slice(0, 80),
  reader: (sheet, { names, people, units, roles, competences }, kept, _table, newId) => {
    const directory = directoryOf({
      units: units.map((k) => k.value),
      roles: roles.map((k) => k.value),
      people: people.map((k) => k.value),
      leaderships: [],
    });
    const competenceOf = (text: string) => competences.find((k) => folded(k.value.name.nb) === folded(text))?.value.id ?? null;
    return (row) => {
      const { need, read, wrong, complain } = readerOf(row);
      const text = need("Behov", long, "");
      const strategies = read<string | null>("Strategier", long, null);
      const measures = read<string | null>("Tiltak", long, null);
      for (const [column, words] of [
        ["Behov", text],
        ["Strategier", strategies],
        ["Tiltak", measures],
      ] as const)
        if (words && namesSomebody(words, directory)) complain(column, "her skal det stå behov og fagfelt, ikke navn på ansatte");
      const found = namesIn(row.cell("Virksomhet"), names.unit.isName).map(idIn(names.unit, "virksomheten"));
      for (const one of found) if ("wrong" in one) complain("Virksomhet", one.wrong);
      if (found.length === 0) complain("Virksomhet", `mangler for ${shown(text)}`);
      const values = found.flatMap((one): Need[] => {
        if ("wrong" in one) return [];
        const before = kept(keyOf({ unit: one.value, text }))?.value;
        return [
          {
            id: before?.id ?? newId(slug(`${one.value} ${text}`, "behov")),
            unit: one.value,
            text: before?.text ?? text,
            strategies: sheet.has("Strategier") ? strategies : (before?.strategies ?? null),
            measures: sheet.has("Tiltak") ? measures : (before?.measures ?? null),
            competence: before?.competence ?? competenceOf(text),
            kind: before?.kind ?? null,
            priority: before?.priority ?? null,
            discussed: before?.discussed ?? null,
            registeredBy: before?.registeredBy ?? "import",
            registered: before?.registered ?? "2000-01-01",
            closed: before?.closed ?? null,
          },
        ];
      });
      return { name: text.slice(0, 80), wrong, values };
    };
  },
  write: (all, { units }) => ({
    heading: ["Virksomhet", "Behov", "Strategier", "Tiltak"],
    rows: all
      .filter((n) => n.closed === null)
      .map((n) => [units.find((k) => k.value.id === n.unit)?.value.name ?? "", n.text, n.strategies ?? "", n.measures ?? ""]),
  }),
};

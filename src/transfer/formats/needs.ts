/** Needs in Røros' four columns: unit, need, strategies, measures. A need that two units share belongs to both. */
import { namesSomebody } from "../../domain/concerned.ts";
import { strategyKinds } from "../../domain/measure.ts";
import { isDelicateNeed, type Need, priorities, saysPhaseOut } from "../../domain/need.ts";
import { render } from "../../text/render.ts";
import { idIn } from "../around.ts";
import { longText, namesIn, type Read, readerOf, shown } from "../cells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column = "Virksomhet" | "Behov" | "Strategier" | "Tiltak" | "Type" | "Prioritet";

/** A choice by the words that stand for it in the chat. */
const choiceIn =
  <C extends string>(of: "strategyKind" | "priority", codes: readonly C[]) =>
  (text: string): Read<C> => {
    const words = codes.map((choice) => render({ choice, of }, "nb"));
    // "Høy" is "Høy prioritet".
    const found = codes.find((_, i) => folded(words[i] ?? "").split(" ")[0] === folded(text).split(" ")[0]);
    return found ? { value: found } : { wrong: `${shown(text)} er ukjent; skriv ${words.join(", ").toLowerCase()}` };
  };
const kindIn = choiceIn("strategyKind", strategyKinds);
const priorityIn = choiceIn("priority", priorities);
const keyOf = (n: Pick<Need, "unit" | "text">) => `${n.unit}/${folded(n.text).slice(0, 200)}`;

export const needs: RowFormat<"need", Column> = {
  kind: "need",
  columns: {
    required: ["Virksomhet", "Behov"],
    optional: ["Strategier", "Tiltak", "Type", "Prioritet"],
    aliases: {
      Enhet: "Virksomhet",
      Kompetansebehov: "Behov",
      Strategi: "Strategier",
      Delstrategier: "Tiltak",
      Understrategier: "Tiltak",
      Strategitype: "Type",
    },
  },
  removes: false,
  key: keyOf,
  called: (n) => n.text.slice(0, 80),
  reader: (sheet, { names, directory, competences, today }, kept, _table, newId) => {
    const competenceOf = (text: string) => competences.find((k) => folded(k.value.name.nb) === folded(text))?.value.id ?? null;
    return (row) => {
      const { need, read, wrong, complain } = readerOf(row);
      const text = need("Behov", longText, "");
      const strategies = read<string | null>("Strategier", longText, null);
      const measures = read<string | null>("Tiltak", longText, null);
      // Whoever means giving something up means it, whatever stands in the column.
      const kind = saysPhaseOut([text, strategies, measures]) ? "phaseOut" : read<Need["kind"]>("Type", kindIn, null);
      const priority = read<Need["priority"]>("Prioritet", priorityIn, null);
      const found = namesIn(row.cell("Virksomhet"), names.unit.isName).map(idIn(names.unit, "virksomheten"));
      for (const one of found) if ("wrong" in one) complain("Virksomhet", one.wrong);
      if (found.length === 0) complain("Virksomhet", `mangler for ${shown(text)}`);
      const ids = new Set(found.flatMap((one) => ("wrong" in one ? [] : [one.value])));
      const near = [...ids].flatMap((unit) => directory.peopleIn(unit, today));
      for (const [column, words] of [
        ["Behov", text],
        ["Strategier", strategies],
        ["Tiltak", measures],
      ] as const)
        if (words && namesSomebody(words, directory, near)) complain(column, "her skal det stå behov og fagfelt, ikke navn på ansatte");
      const values = [...ids].map((unit): Need => {
        const before = kept(keyOf({ unit, text }))?.value;
        return {
          id: before?.id ?? newId(slug(`${unit} ${text}`, "behov")),
          unit,
          text: before?.text ?? text,
          strategies: sheet.has("Strategier") ? strategies : (before?.strategies ?? null),
          measures: sheet.has("Tiltak") ? measures : (before?.measures ?? null),
          competence: before?.competence ?? competenceOf(text),
          kind: sheet.has("Type") ? kind : (before?.kind ?? kind),
          priority: sheet.has("Prioritet") ? priority : (before?.priority ?? null),
          discussed: before?.discussed ?? null,
          registeredBy: before?.registeredBy ?? "import",
          registered: before?.registered ?? today,
          closed: before?.closed ?? null,
        };
      });
      return { name: text.slice(0, 80), wrong, values };
    };
  },
  note: (values) => {
    const closed = values.filter((n) => n.closed !== null).length;
    return closed === 0 ? undefined : `${closed} behov i filen er tatt ut i Kompis fordi de er dekket, og blir stående slik.`;
  },
  write: (all, { unitName }) => ({
    heading: ["Virksomhet", "Behov", "Strategier", "Tiltak", "Type", "Prioritet"],
    // What few may see does not go round in a file.
    rows: all
      .filter((n) => n.closed === null && !isDelicateNeed(n))
      .map((n) => [
        unitName(n.unit),
        n.text,
        n.strategies ?? "",
        n.measures ?? "",
        n.kind ? render({ choice: n.kind, of: "strategyKind" }, "nb") : "",
        n.priority ? render({ choice: n.priority, of: "priority" }, "nb") : "",
      ]),
  }),
};

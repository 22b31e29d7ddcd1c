/** The competence plan in Sørum's seven columns, with what a measure has besides where a file carries it: a row is a measure. */

import { concerned } from "../../domain/concerned.ts";
import { addDays, type Span } from "../../domain/day.ts";
import type { Measure } from "../../domain/measure.ts";
import { render } from "../../text/render.ts";
import { idIn } from "../around.ts";
import { dayIn, longText, norwegian, readerOf, shortText, shown, tidy } from "../cells.ts";
import { costIn, frequencyIn } from "../courseCells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column =
  | "Mål"
  | "Tiltak"
  | "Målgruppe"
  | "Omfang/læringsarena"
  | "Tidsrom"
  | "Hyppighet"
  | "Kostnad"
  | "Virksomhet"
  | "Ansvarlig"
  | "Strategi"
  | "Evaluering";

const dash = /\s*(?:–|-|til)\s*/;
const oneDay = /^\d{1,2}\. ?\d{1,2}\. ?\d{4}$|^\d{4}-\d{2}-\d{2}$/;
/** "2027", "2027–2028", "01.02.2027–30.06.2027", "innen 01.05.2027", "fra 01.05.2027"; anything else is kept in words. */
const periodIn = (text: string): Span | undefined => {
  const said = tidy(text);
  const [, word = "", bound = ""] = /^(innen|frist|senest|fra)\s+(.+)$/i.exec(said) ?? [];
  if (oneDay.test(bound)) {
    const day = dayIn(bound);
    if ("wrong" in day) return undefined;
    return word.toLowerCase() === "fra" ? { from: day.value, to: null } : { from: null, to: day.value };
  }
  const [first = "", last = first, ...more] = /^\d{4}-\d{2}-\d{2}$/.test(said) ? [said] : said.split(dash);
  if (more.length > 0) return undefined;
  const years = [first, last].map((part) => /^(20\d\d)$/.exec(part)?.[1]);
  if (years[0] && years[1]) return { from: `${years[0]}-01-01`, to: addDays(`${Number(years[1]) + 1}-01-01`, -1) };
  if (!oneDay.test(first) || !oneDay.test(last)) return undefined;
  const [from, to] = [dayIn(first), dayIn(last)];
  return "value" in from && "value" in to && from.value <= to.value ? { from: from.value, to: to.value } : undefined;
};
const periodText = (p: Span | null): string => {
  if (!p || (p.from === null && p.to === null)) return "";
  if (p.from === null) return `innen ${norwegian(p.to ?? "")}`;
  if (p.to === null) return `fra ${norwegian(p.from)}`;
  const [a, b] = [p.from, p.to];
  if (a.endsWith("-01-01") && b.endsWith("-12-31"))
    return a.slice(0, 4) === b.slice(0, 4) ? a.slice(0, 4) : `${a.slice(0, 4)}–${b.slice(0, 4)}`;
  return `${norwegian(a)}–${norwegian(b)}`;
};

/** A time that is no date stands in the plan's words, and comes back from there. */
const spoken = /(?:^|\n)Tidsrom: (.+)$/;

const keyOf = (m: Pick<Measure, "unit" | "name">) => `${m.unit}/${folded(m.name)}`;

export const plan: RowFormat<"measure", Column> = {
  kind: "measure",
  columns: {
    required: ["Mål", "Tiltak"],
    optional: ["Målgruppe", "Omfang/læringsarena", "Tidsrom", "Hyppighet", "Kostnad", "Virksomhet", "Ansvarlig", "Strategi", "Evaluering"],
    aliases: {
      Omfang: "Omfang/læringsarena",
      Læringsarena: "Omfang/læringsarena",
      "Mål og kriterier": "Mål",
      Periode: "Tidsrom",
      Kostnader: "Kostnad",
      Økonomi: "Kostnad",
      Enhet: "Virksomhet",
      Evalueringsform: "Evaluering",
    },
  },
  // A measure ends by its leader, with the obligatory question.
  removes: false,
  key: keyOf,
  called: (m) => m.name,
  reader: (sheet, { names, units, people, person, today }, kept, _table, newId) => {
    const top = units.find((k) => k.value.parent === null)?.value.id ?? "";
    const levelOf = new Map(units.map((k) => [k.value.id, k.value.level]));
    return (row) => {
      const { need, read, wrong, complain } = readerOf(row);
      const name = need("Tiltak", shortText, "");
      const unit = read("Virksomhet", idIn(names.unit, "virksomheten"), top);
      const before = kept(keyOf({ unit, name }))?.value;
      const text = (column: Column, was: string | null | undefined) =>
        sheet.has(column) ? read<string | null>(column, longText, null) : (was ?? null);
      const time = tidy(row.cell("Tidsrom"));
      const period = time ? periodIn(time) : undefined;
      const words = text("Omfang/læringsarena", before?.plan?.replace(spoken, "") || null);
      const inWords = time && !period ? `Tidsrom: ${time}` : undefined;
      const who = tidy(row.cell("Ansvarlig"));
      const known = who ? person("", who) : undefined;
      const cost = sheet.has("Kostnad") ? read("Kostnad", costIn, null as never) : before?.economy?.cost;
      if (name.length > 300) complain("Tiltak", `${shown(name)} er for langt`);
      const level = levelOf.get(unit) ?? "unit";
      const value: Measure = {
        id: before?.id ?? newId(slug(`${unit} ${name}`, "tiltak")),
        unit,
        level: before?.level ?? (level === "department" ? "unit" : level),
        name: before?.name ?? name,
        responsible:
          who === ""
            ? (before?.responsible ?? { person: null, name: people.find((k) => k.value.groups.includes("hr"))?.value.name ?? "HR" })
            : known && typeof known !== "string"
              ? { person: known.id, name: known.name }
              : { person: null, name: who.slice(0, 200) },
        goal: before ? text("Mål", before.goal) : need("Mål", longText, ""),
        audience: text("Målgruppe", before?.audience),
        strategy: text("Strategi", before?.strategy),
        plan: [words, inWords].filter(Boolean).join("\n") || null,
        period: sheet.has("Tidsrom") ? (period ?? null) : (before?.period ?? null),
        economy: cost || before?.economy ? { costCentre: null, grant: null, ...before?.economy, cost: cost ?? null } : null,
        evaluation: text("Evaluering", before?.evaluation),
        kind: before?.kind ?? null,
        group: before?.group ?? null,
        frequency: sheet.has("Hyppighet") ? read<Measure["frequency"]>("Hyppighet", frequencyIn, null) : (before?.frequency ?? null),
        status: before?.status ?? "planned",
        support: before?.support ?? null,
        registeredBy: before?.registeredBy ?? "import",
        registered: before?.registered ?? today,
      };
      return { name, wrong, values: [value] };
    };
  },
  write: (all, { unitName, directory }) => ({
    heading: [
      "Virksomhet",
      "Mål",
      "Tiltak",
      "Målgruppe",
      "Omfang/læringsarena",
      "Tidsrom",
      "Hyppighet",
      "Kostnad",
      "Ansvarlig",
      "Strategi",
      "Evaluering",
    ],
    // A draft is nobody's plan yet, and what is about one person is not for a list.
    rows: all
      .filter((m) => m.status !== "draft" && concerned(m, directory) === undefined)
      .map((m) => [
        unitName(m.unit),
        m.goal ?? "",
        m.name,
        m.audience ?? "",
        m.plan?.replace(spoken, "").trim() ?? "",
        m.period ? periodText(m.period) : (spoken.exec(m.plan ?? "")?.[1] ?? ""),
        m.frequency ? render({ choice: m.frequency, of: "frequency" }, "nb") : "",
        m.economy?.cost ? render({ cost: m.economy.cost }, "nb") : "",
        m.responsible.name,
        m.strategy ?? "",
        m.evaluation ?? "",
      ]),
  }),
};

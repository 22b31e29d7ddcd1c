/** Columns under other names: those of a learning platform, and those that HR has said what are. */

import { foldedWords } from "../domain/words.ts";
import { tidy } from "./cells.ts";
import { quoted } from "./columns.ts";
import type { Table } from "./table.ts";

/** Theirs, as the file has it, to ours. */
export type Mapping = Readonly<Record<string, string>>;

const key = (name: string) => foldedWords(name).join("");

/** The table with our names over its columns, and cells for what a file of this kind never says. */
export const mapped = (table: Table, mapping: Mapping, fixed: Readonly<Record<string, string>> = {}): Table => {
  const ours = new Map(Object.entries(mapping).map(([theirs, our]) => [key(theirs), our]));
  const own = new Set(table.heading.map(key));
  // A name of theirs stands back where the file has our own column too.
  const heading = table.heading.map((name) => {
    const our = ours.get(key(name));
    return our === undefined || own.has(key(our)) ? name : our;
  });
  const added = Object.entries(fixed).filter(([name]) => !heading.some((h) => key(h) === key(name)));
  return {
    heading: [...heading, ...added.map(([name]) => name)],
    rows: table.rows.map(({ number, cells }) => ({
      number,
      cells: [...heading.map((_, i) => cells[i] ?? ""), ...added.map(([, cell]) => cell), ...cells.slice(heading.length)],
    })),
  };
};

type Platform = {
  readonly to: "courses" | "training";
  /** What a file of it always has: each by one of its names. */
  readonly known: readonly (readonly string[])[];
  readonly mapping: Mapping;
  readonly fixed: Readonly<Record<string, string>>;
  readonly note: string;
};

/** Moodle, which KS Læring is: its catalogue, and who has completed what. */
export const platforms: readonly Platform[] = [
  {
    to: "courses",
    known: [
      ["shortname", "kortnavn", "Kortnamn"],
      ["fullname", "Fullt navn", "Fullt namn", "Kursnavn"],
    ],
    mapping: {
      shortname: "Kode",
      kortnavn: "Kode",
      Kortnamn: "Kode",
      fullname: "Tittel",
      "Fullt navn": "Tittel",
      "Fullt namn": "Tittel",
      Kursnavn: "Tittel",
      summary: "Beskrivelse",
      Sammendrag: "Beskrivelse",
      Samandrag: "Beskrivelse",
    },
    fixed: { Kompetanse: "", Kostnad: "", Hyppighet: "Løpende", Tilbyder: "KS Læring", Arena: "E-læring" },
    note: "Filen er lest som en kurskatalog fra KS Læring (Moodle). Nye kurs får tilbyder KS Læring, arena e-læring og ingen kompetanse; fyll det ut etterpå.",
  },
  {
    to: "training",
    known: [
      ["Email address", "E-postadresse", "Epostadresse"],
      ["Course", "Course name", "Kurs", "Kursnavn"],
      ["Completion date", "Completed", "Date completed", "Fullført dato", "Dato fullført", "Fullført"],
    ],
    mapping: {
      "Email address": "E-post",
      "E-postadresse": "E-post",
      Epostadresse: "E-post",
      Course: "Kurs",
      "Course name": "Kurs",
      Kursnavn: "Kurs",
      "Completion date": "Dato",
      Completed: "Dato",
      "Date completed": "Dato",
      Fullført: "Dato",
      "Fullført dato": "Dato",
      "Dato fullført": "Dato",
    },
    fixed: { Tilbyder: "KS Læring" },
    note: "Filen er lest som en fullføringsliste fra KS Læring (Moodle).",
  },
];

/** Which platform's file it is: it has a column for each thing that such a file always has. */
export const platformOf = (heading: readonly string[]): Platform | undefined => {
  const has = new Set(heading.map(key));
  return platforms.find(({ known }) => known.every((names) => names.some((name) => has.has(key(name)))));
};

const names = [
  ["First name", "Surname"],
  ["Fornavn", "Etternavn"],
  ["Fornamn", "Etternamn"],
] as const;

/** What is written as a platform writes it, as we read it: tags out of texts, times off dates, two names as one. */
export const plainly = (table: Table, to: Platform["to"]): Table => {
  const at = (name: string) => table.heading.findIndex((h) => key(h) === key(name));
  const [first, last] = names.map(([f, l]) => [at(f), at(l)] as const).find(([f, l]) => f >= 0 && l >= 0) ?? [-1, -1];
  const [text, date] = [at("Beskrivelse"), at("Dato")];
  const heading = first >= 0 ? [...table.heading, "Navn"] : table.heading;
  return {
    heading,
    rows: table.rows
      // Whoever has not completed it has no date, or a dash.
      .filter(({ cells }) => to !== "training" || !/^(?:-|–|)$/.test(tidy(cells[date] ?? "")))
      .map(({ number, cells }) => {
        const now = table.heading.map((_, i) =>
          i === text ? withoutTags(cells[i] ?? "") : i === date ? dayOf(cells[i] ?? "") : (cells[i] ?? ""),
        );
        return { number, cells: first >= 0 ? [...now, `${cells[first] ?? ""} ${cells[last] ?? ""}`] : now };
      }),
  };
};

const entities: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  aelig: "æ",
  oslash: "ø",
  aring: "å",
  AElig: "Æ",
  Oslash: "Ø",
  Aring: "Å",
};
const withoutTags = (html: string): string =>
  html
    .replace(/<(?:br|\/p|\/li|\/div)[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#\d+|\w+);/g, (whole, name: string) =>
      name.startsWith("#") ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0x10ffff)) : (entities[name] ?? whole),
    )
    .replace(/\n{2,}/g, "\n")
    .trim();

const months = ["jan", "feb", "mar", "apr", "mai|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "des|dec"];
/** "tirsdag, 24. november 2026, 10:15" and "24/11/2026 10:15" as 24.11.2026; what is something else stays. */
const dayOf = (text: string): string => {
  const said = tidy(text);
  const named = /(\d{1,2})\.?\s+(\p{L}+)\.?\s+(\d{4})/u.exec(said);
  const month = named ? months.findIndex((m) => new RegExp(`^(?:${m})`, "i").test(named[2] ?? "")) : -1;
  if (named && month >= 0) return `${named[1]}.${month + 1}.${named[3]}`;
  const bare = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(said);
  if (bare) return `${bare[1]}.${bare[2]}.${bare[3]}`;
  return /^(\d{4}-\d{2}-\d{2})[T ,]/.exec(said)?.[1] ?? said;
};

/** "Tittel" stands for «fullname»: said in the preview, so that it can be seen. */
export const mappingNote = (mapping: Mapping): string =>
  `Kolonner med andre navn: ${Object.entries(mapping)
    .map(([theirs, ours]) => `${quoted([theirs])} er lest som ${quoted([ours])}`)
    .join(", ")}.`;

/** What an import would do, and the plain Norwegian text that shows it in the terminal before anything is kept. */
import { createHash } from "node:crypto";
import type { Change } from "../ports/store.ts";
import { tidy } from "./cells.ts";

export type Item = { readonly name: string; readonly details: readonly string[] };
export type Rejected = { readonly row: number; readonly what: string; readonly reasons: readonly string[] };
export type Preview = {
  /** What the file is about, as HR says it: "Personer". */
  readonly of: string;
  /** Rows in the file, the heading and blank ones not counted. */
  readonly rows: number;
  readonly added: readonly Item[];
  readonly changed: readonly Item[];
  readonly unchanged: number;
  /** In Kompis and not in the file. */
  readonly gone: readonly Item[];
  readonly rejected: readonly Rejected[];
  /** What comes into being beside them: "Nye roller" and their names. */
  readonly alsoNew: readonly { readonly what: string; readonly names: readonly string[] }[];
  /** What HR should know, in whole sentences. */
  readonly notes: readonly string[];
  /** True where the gone ones are ended or withdrawn by this import. */
  readonly endMissing: boolean;
};

const mostLines = 20;
type Gone = { readonly kept: string; readonly ended: string };
const gone: Readonly<Record<string, Gone>> = {
  Personer: {
    kept: "Står ikke i filen (ingenting endres; bruk --end-missing for å avslutte stillingene)",
    ended: "Står ikke i filen (stillingene avsluttes)",
  },
  Kurs: {
    kept: "Står ikke i filen (ingenting endres; bruk --end-missing for å trekke dem)",
    ended: "Står ikke i filen (trekkes fra katalogen)",
  },
};
const otherwise: Gone = {
  kept: "Står ikke i filen (ingenting endres; bruk --end-missing for å ta dem bort)",
  ended: "Står ikke i filen (tas bort)",
};

/** At most twenty lines under a heading; none at all where there is nothing to list. */
const list = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : [
        "",
        `${heading} (${lines.length}):`,
        // What a file says must not move the cursor of whoever reads it.
        ...lines.slice(0, mostLines).map((line) => `  ${tidy(line)}`),
        ...(lines.length > mostLines ? [`  … og ${lines.length - mostLines} til`] : []),
      ];

const itemLine = ({ name, details }: Item) => (details.length > 0 ? `${name}: ${details.join("; ")}` : name);

/** Several lines without colours; ends with what to do next. */
export const previewText = (p: Preview): string => {
  const rejected = [...p.rejected].sort((a, b) => a.row - b.row);
  const nothing = p.added.length === 0 && p.changed.length === 0 && (!p.endMissing || p.gone.length === 0);
  return [
    `${p.rows} ${p.rows === 1 ? "rad" : "rader"} i filen. ${p.of}: ${p.added.length} nye, ${p.changed.length} endret, ${p.unchanged} uendret, ${p.gone.length} mangler i filen. Avviste rader: ${p.rejected.length}.`,
    ...list(
      "Avviste rader",
      rejected.map((r) => `Rad ${r.row}${r.what ? `, ${r.what}` : ""}: ${r.reasons.join("; ")}`),
    ),
    ...list("Nye", p.added.map(itemLine)),
    ...list("Endret", p.changed.map(itemLine)),
    ...p.alsoNew.flatMap(({ what, names }) => list(what, names)),
    ...list((gone[p.of] ?? otherwise)[p.endMissing ? "ended" : "kept"], p.gone.map(itemLine)),
    ...list("Merk", p.notes),
    "",
    nothing
      ? "Det er ingenting å lagre."
      : `Ingenting er lagret ennå. Kjør kommandoen en gang til med --yes for å lagre alt på én gang.${p.rejected.length > 0 ? " Avviste rader blir ikke med." : ""}`,
  ].join("\n");
};

/** What the terminal says after --yes. */
export const outcomeText = (p: Preview, how: "done" | "stale" | "taken"): string =>
  how === "done"
    ? `Lagret. ${p.of}: ${p.added.length} nye, ${p.changed.length} endret${p.endMissing ? `, ${p.gone.length} avsluttet` : ""}.`
    : "Ingenting er lagret, fordi noen andre endret oversikten samtidig. Kjør kommandoen en gang til.";

/** The same for the same plan over the same records, so that what is saved is what was seen. */
export const digestOf = (p: Preview, changes: readonly Change[]): string =>
  createHash("sha256")
    // The mark of the world moves with everything, and says nothing of these records.
    .update(JSON.stringify([p.endMissing, p.rejected, changes.filter((c) => !("put" in c && c.put === "mark"))]))
    .digest("base64url");

/** One row of people.csv: who it is about, and the position or the leadership it tells of. Names are not yet looked up. */
import type { Day } from "../domain/day.ts";
import type { Leadership, Person } from "../domain/organisation.ts";
import { dayIn, namesIn, numberIn, type Read, readerOf, shortText, shown, tidy, yesNo } from "./cells.ts";
import type { Columns, Sheet, SheetRow } from "./columns.ts";
import type { Asked } from "./units.ts";

export type PeopleColumn =
  | "Navn"
  | "E-post"
  | "Objekt-ID"
  | "Teams"
  | "Virksomhet"
  | "Overordnet virksomhet"
  | "Rolle"
  | "Stillingsprosent"
  | "Fra"
  | "Til"
  | "Utviklingssamtale"
  | "Ansatt"
  | "Grupper"
  | "Leder for"
  | "Lederrolle";

export const peopleColumns: Columns<PeopleColumn> = {
  required: ["Navn", "E-post", "Virksomhet", "Rolle", "Stillingsprosent", "Fra"],
  optional: ["Objekt-ID", "Teams", "Overordnet virksomhet", "Til", "Utviklingssamtale", "Ansatt", "Grupper", "Leder for", "Lederrolle"],
  aliases: {
    Epost: "E-post",
    "E-postadresse": "E-post",
    Objektid: "Objekt-ID",
    "Entra objekt-ID": "Objekt-ID",
    Verksemd: "Virksomhet",
    "Overordna verksemd": "Overordnet virksomhet",
    Prosent: "Stillingsprosent",
    Frå: "Fra",
    Medarbeidersamtale: "Utviklingssamtale",
    Ansattdato: "Ansatt",
    Tilsett: "Ansatt",
  },
};

type Group = Person["groups"][number];
export type PersonRow = {
  readonly number: number;
  readonly name: string;
  /** Lower case; null where the row has none. */
  readonly email: string | null;
  readonly objectId: string | null;
  readonly teams: boolean | null;
  readonly hired: Day | null;
  readonly groups: readonly Group[];
  readonly from: Day;
  readonly to: Day | null;
  /** Null on a row that tells of a leadership only. */
  readonly position: { readonly unit: Asked; readonly role: string; readonly percent: number; readonly talk: boolean } | null;
  readonly leads: { readonly units: string; readonly kind: Leadership["kind"] } | null;
  /** Why the row cannot be taken; empty where it can. */
  readonly wrong: readonly string[];
};

const email = (text: string): Read<string> =>
  /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+$/.test(text) ? { value: text.toLowerCase() } : { wrong: `${shown(text)} er ikke en e-postadresse` };
const objectId = (text: string): Read<string> => {
  const bare = text.replace(/^\{(.*)\}$/, "$1").toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(bare)
    ? { value: bare }
    : { wrong: `${shown(text)} er ikke en objekt-ID fra Entra` };
};
const percent = numberIn(100, /(%|prosent)$/i);

const groupNames: Readonly<Record<string, Group>> = {
  hr: "hr",
  personal: "hr",
  tillitsvalgt: "union",
  tillitsvalgte: "union",
  tillitsvald: "union",
  union: "union",
};
export const groupWords: Readonly<Record<Group, string>> = { hr: "HR", union: "tillitsvalgt" };
const groups = (text: string): Read<Group[]> => {
  const found = namesIn(text).map((n) => ({ n, group: groupNames[n.toLowerCase()] }));
  const unknown = found.find((f) => !f.group);
  return unknown ? { wrong: `${shown(unknown.n)} må være HR eller tillitsvalgt` } : { value: found.flatMap((f) => f.group ?? []) };
};

const kinds: Readonly<Record<string, Leadership["kind"]>> = {
  leder: "leader",
  leiar: "leader",
  konstituert: "acting",
  stedfortreder: "deputy",
  stadfortredar: "deputy",
};
export const kindWords: Readonly<Record<Leadership["kind"], string>> = {
  leader: "leder",
  acting: "konstituert leder",
  deputy: "stedfortreder",
};
const kind = (text: string): Read<Leadership["kind"]> => {
  const found = kinds[text.toLowerCase()];
  return found ? { value: found } : { wrong: `${shown(text)} må være leder, konstituert eller stedfortreder` };
};

const nowhere = "1900-01-01";

export const personRow = (row: SheetRow<PeopleColumn>): PersonRow => {
  const { read, need, wrong, complain } = readerOf(row);
  const name = need("Navn", shortText, "");
  const leadsText = row.cell("Leder for");
  const hired = read("Ansatt", dayIn, null);
  // Whoever leads without a position in the unit gets a row with the leadership alone.
  const leadsOnly = leadsText !== "" && row.cell("Virksomhet") === "" && row.cell("Rolle") === "";
  const from = row.cell("Fra") === "" && hired ? hired : need("Fra", dayIn, nowhere);
  const to = read("Til", dayIn, null);
  if (to !== null && to < from) complain("Til", "datoen er før Fra");
  const as = read("Lederrolle", kind, "leader");
  if (leadsText === "" && row.cell("Lederrolle") !== "") complain("Lederrolle", "Leder for mangler");
  return {
    number: row.number,
    name,
    email: read("E-post", email, null),
    objectId: read("Objekt-ID", objectId, null),
    teams: read("Teams", yesNo, null),
    hired,
    groups: read("Grupper", groups, []),
    from,
    to,
    position: leadsOnly
      ? null
      : {
          unit: { name: need("Virksomhet", shortText, ""), parent: read("Overordnet virksomhet", shortText, "") },
          role: need("Rolle", shortText, ""),
          percent: need("Stillingsprosent", percent, 0),
          talk: read("Utviklingssamtale", yesNo, false),
        },
    leads: leadsText === "" ? null : { units: leadsText, kind: as },
    wrong,
  };
};

export const personRows = (sheet: Sheet<PeopleColumn>): readonly PersonRow[] => sheet.rows.map(personRow);
export const whoIn = (row: PersonRow): string => tidy(row.name) || row.email || "";

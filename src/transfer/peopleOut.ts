/** People, positions and leaderships as the import reads them: a row for each position, and one for each leadership. */
import type { Leadership, Person } from "../domain/organisation.ts";
import type { Kept } from "../ports/store.ts";
import type { Around } from "./around.ts";
import { decimal, norwegian } from "./cells.ts";
import { groupWords } from "./personRows.ts";
import type { Sheet } from "./written.ts";

const heading = [
  "Navn",
  "E-post",
  "Objekt-ID",
  "Teams",
  "Virksomhet",
  "Overordnet virksomhet",
  "Rolle",
  "Stillingsprosent",
  "Fra",
  "Til",
  "Utviklingssamtale",
  "Ansatt",
  "Grupper",
  "Leder for",
  "Lederrolle",
];
const asWritten: Readonly<Record<Leadership["kind"], string>> = { leader: "leder", acting: "konstituert", deputy: "stedfortreder" };

export const peopleOut = ({ people, units, roles }: Around, leaderships: readonly Kept<"leadership">[]): Sheet => {
  const unit = new Map(units.map((k) => [k.value.id, k.value]));
  const role = new Map(roles.map((k) => [k.value.id, k.value.name.nb]));
  const led = Map.groupBy(
    leaderships.map((k) => k.value),
    (l) => l.person,
  );
  const rowsOf = (p: Person): string[][] => {
    const row = (where: readonly string[], from: string, to: string | null, talk: string, leads: readonly string[]) => [
      p.name,
      p.email ?? "",
      p.aadObjectId ?? "",
      p.hasTeams ? "ja" : "nei",
      ...where,
      norwegian(from),
      to ? norwegian(to) : "",
      talk,
      norwegian(p.hired),
      p.groups.map((g) => groupWords[g]).join(" | "),
      ...leads,
    ];
    return [
      ...p.positions.map((x) => {
        const above = unit.get(unit.get(x.unit)?.parent ?? "")?.name ?? "";
        const where = [unit.get(x.unit)?.name ?? "", above, role.get(x.role) ?? "", decimal(x.percent)];
        return row(where, x.from, x.to, x.holdsTalk ? "ja" : "nei", ["", ""]);
      }),
      ...(led.get(p.id) ?? []).map((l) => row(["", "", "", ""], l.from, l.to, "", [unit.get(l.unit)?.name ?? "", asWritten[l.kind]])),
    ];
  };
  return { heading, rows: people.flatMap((k) => rowsOf(k.value)) };
};

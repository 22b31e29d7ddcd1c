/** What is new or different with a person, in short Norwegian facts for the preview. */
import { covers, type Day } from "../domain/day.ts";
import type { Leadership, Person, Position, Unit } from "../domain/organisation.ts";
import { groupWords, kindWords } from "./personRows.ts";
import type { Places } from "./places.ts";
import type { Laid } from "./positions.ts";

/** "2026-12-31" → "31.12.2026". */
export const dayWords = (day: Day): string => day.split("-").reverse().join(".");
const spanWords = (d: { readonly from: Day; readonly to: Day | null }) => `fra ${dayWords(d.from)}${d.to ? ` til ${dayWords(d.to)}` : ""}`;
const percentWords = (n: number) => `${String(n).replace(".", ",")} %`;
const orNone = (text: string | null) => text || "ingen";

const levelWords: Readonly<Record<Unit["level"], string>> = {
  municipality: "kommunen",
  section: "seksjon",
  unit: "virksomhet",
  department: "avdeling",
};

export const personWords = (places: Places) => {
  const where = (p: Position) => `${places.roleName(p.role)} i ${places.unitName(p.unit)}`;
  const position = (p: Position) => `${where(p)} ${percentWords(p.percent)} ${spanWords(p)}`;
  const leadership = (l: Leadership) => `${kindWords[l.kind]} for ${places.unitName(l.unit)} ${spanWords(l)}`;
  const fact = (what: string, a: string, b: string) => (a === b ? [] : [`${what} ${a} → ${b}`]);

  const positionChange = ({ before: a, now: b }: { before: Position; now: Position }) =>
    `${where(b)}: ${[
      ...fact("stilling", percentWords(a.percent), percentWords(b.percent)),
      ...fact("fra", dayWords(a.from), dayWords(b.from)),
      ...fact("til", a.to ? dayWords(a.to) : "åpen", b.to ? dayWords(b.to) : "åpen"),
      ...fact("utviklingssamtale", a.holdsTalk ? "ja" : "nei", b.holdsTalk ? "ja" : "nei"),
    ].join(", ")}`;

  return {
    position,
    leadership,
    unit: (u: Unit) => `${u.name} (${levelWords[u.level]}${u.parent ? ` under ${places.unitName(u.parent)}` : ", øverst"})`,
    /** Everything but what is ended for missing in the file; empty where the file says nothing new. */
    differences: (a: Person, b: Person, positions: Laid<Position>, led: Laid<Leadership>): string[] => {
      const groups = (p: Person) =>
        orNone(
          p.groups
            .map((g) => groupWords[g])
            .sort()
            .join(", "),
        );
      const listed = new Set(positions.changed.map((c) => c.before));
      // A kept position that the file does not name may lose the talk to one that it does.
      const other = a.positions.flatMap((before, i) => {
        const now = b.positions[i];
        return now && !listed.has(before) && before.holdsTalk !== now.holdsTalk && before.to === now.to
          ? [positionChange({ before, now })]
          : [];
      });
      return [
        ...fact("navn", a.name, b.name),
        ...fact("e-post", orNone(a.email), orNone(b.email)),
        ...fact("objekt-ID", orNone(a.aadObjectId), orNone(b.aadObjectId)),
        ...fact("Teams", a.hasTeams ? "ja" : "nei", b.hasTeams ? "ja" : "nei"),
        ...fact("grupper", groups(a), groups(b)),
        ...fact("ansatt", dayWords(a.hired), dayWords(b.hired)),
        ...positions.added.map((p) => `ny stilling ${position(p)}`),
        ...positions.changed.map(positionChange),
        ...other,
        ...led.added.map((l) => `blir ${leadership(l)}`),
        ...led.changed.map(
          ({ before, now }) => `${kindWords[now.kind]} for ${places.unitName(now.unit)}: ${spanWords(before)} → ${spanWords(now)}`,
        ),
      ];
    },
    /** Units that have two leaders today, where only one can be asked. */
    twoLeaders: (all: readonly Leadership[], people: readonly Person[], today: Day): string[] => {
      const nameOf = new Map(people.map((p) => [p.id, p.name]));
      const now = all.filter((l) => l.kind === "leader" && covers(l, today));
      return [...Map.groupBy(now, (l) => l.unit)].flatMap(([unit, ls]) => {
        const names = [...new Set(ls.map((l) => nameOf.get(l.person) ?? l.person))].sort();
        return names.length > 1
          ? [`${places.unitName(unit)} har flere ledere samtidig: ${names.join(", ")}. Sett Til for den som har sluttet.`]
          : [];
      });
    },
  };
};

/** The import of people: the rows and what is in the store become the changes that bring the two together, and a preview. */
import { isDeepStrictEqual as same } from "node:util";
import { addDays, type Day } from "../domain/day.ts";
import { foldName } from "../domain/directory.ts";
import type { Leadership, Person, Position, Role } from "../domain/organisation.ts";
import type { Change, Kept } from "../ports/store.ts";
import { tidy } from "./cells.ts";
import { sheetOf } from "./columns.ts";
import { lasts } from "./dated.ts";
import { joined, type Matched, matched } from "./joinRows.ts";
import { newIds, slug } from "./names.ts";
import { type PersonRow, peopleColumns, personRows, whoIn } from "./personRows.ts";
import { personWords } from "./personWords.ts";
import { type Place, placesOf } from "./places.ts";
import { layLeaderships, layPositions } from "./positions.ts";
import type { Item, Preview, Rejected } from "./preview.ts";
import type { Table } from "./table.ts";

export type KnownPeople = {
  readonly units: readonly Kept<"unit">[];
  readonly roles: readonly Kept<"role">[];
  readonly people: readonly Kept<"person">[];
  readonly leaderships: readonly Kept<"leadership">[];
};
export type ImportOptions = { readonly today: Day; readonly endMissing: boolean };
/** No changes where the file says what is kept already. */
export type Import = { readonly changes: readonly Change[]; readonly preview: Preview };

/** Throws FileTrouble when the file lacks a column; a bad row is named in the preview and takes its person's other rows with it. */
export const importPeople = (table: Table, known: KnownPeople, { today, endMissing }: ImportOptions): Import => {
  const sheet = sheetOf(table, peopleColumns);
  const rows = personRows(sheet);
  const places = placesOf(
    known.units.map((k) => k.value),
    known.roles.map((k) => k.value),
    rows,
  );
  const end = endMissing ? addDays(today, -1) : undefined;
  const keptOf = new Map(known.people.map((k) => [k.value.id, k]));
  const leadershipsOf = Map.groupBy(known.leaderships, (k) => k.value.person);
  const everyone = matched(
    joined(rows),
    known.people.map((k) => k.value),
    (told) => new Set(told.rows.flatMap((r) => places.unitOf(r) ?? [])),
  );

  const personId = newIds(keptOf.keys());
  const leadershipId = newIds(known.leaderships.map((k) => k.value.id));
  const words = personWords(places);
  const changes: Change[] = [];
  const added: Item[] = [];
  const changed: Item[] = [];
  const gone: Item[] = [];
  const rejected: Rejected[] = [];
  const used: Place[] = [];
  let unchanged = 0;
  const leading: Leadership[] = [];
  const peopleAfter = new Map(known.people.map((k) => [k.value.id, k.value]));

  const take = (m: Matched) => {
    const wrong = wrongIn(m, places.read, today);
    if (wrong.length > 0) {
      rejected.push(...wrong);
      if (m.person) leading.push(...(leadershipsOf.get(m.person.id) ?? []).map((k) => k.value));
      return;
    }
    const kept = m.person && keptOf.get(m.person.id);
    const read = m.told.rows.map((row) => ({ row, place: places.read(row) }));
    used.push(...read.map((r) => r.place));
    const id = kept?.value.id ?? personId(slug(m.told.name, "person"));
    const positions = layPositions(kept?.value.positions ?? [], distinct(read.flatMap(({ place }) => place.position ?? [])), {
      today,
      end,
      saysTalk: sheet.has("Utviklingssamtale"),
    });
    const earlier = leadershipsOf.get(id) ?? [];
    const ledNow = distinct(
      read.flatMap(({ row, place }) =>
        place.leads.map((unit) => ({ id: "", person: id, unit, kind: row.leads?.kind ?? "leader", from: row.from, to: row.to })),
      ),
    );
    const led = layLeaderships(
      earlier.map((k) => k.value),
      ledNow,
      today,
      sheet.has("Leder for") ? end : undefined,
    );
    const value = personOf(id, m, kept?.value, positions.all, sheet.has("Grupper"));
    peopleAfter.set(id, value);

    const before = changes.length;
    if (!kept || !same(value, kept.value)) changes.push({ put: "person", value, at: kept?.revision ?? 0 });
    for (const leadership of led.all) {
      const old = earlier.find((k) => k.value.id === leadership.id);
      const whole = old ? leadership : { ...leadership, id: leadershipId(`${leadership.unit}-${leadership.kind}-${id}`) };
      leading.push(whole);
      if (!old || !same(old.value, whole)) changes.push({ put: "leadership", value: whole, at: old?.revision ?? 0 });
    }
    const missing = [...positions.missing.map(words.position), ...(sheet.has("Leder for") ? led.missing.map(words.leadership) : [])];
    if (missing.length > 0) gone.push({ name: value.name, details: missing });
    const details = kept
      ? words.differences(kept.value, value, positions, led)
      : [...value.positions.map(words.position), ...led.added.map(words.leadership)];
    if (!kept) added.push({ name: value.name, details });
    // What is only ended for missing in the file is listed there.
    else if (details.length > 0) changed.push({ name: value.name, details });
    else if (changes.length === before) unchanged += 1;
  };
  for (const m of everyone) take(m);

  const refused = new Set(rejected.map((r) => r.row));
  const spared = sparedBy(rows.filter((r) => refused.has(r.number)));
  const seen = new Set(everyone.flatMap((m) => m.person?.id ?? []));
  for (const kept of known.people) {
    const { value } = kept;
    if (seen.has(value.id) || spared(value)) {
      if (!seen.has(value.id)) leading.push(...(leadershipsOf.get(value.id) ?? []).map((k) => k.value));
      continue;
    }
    const positions = layPositions(value.positions, [], { today, end, saysTalk: false });
    const earlier = leadershipsOf.get(value.id) ?? [];
    const led = layLeaderships(
      earlier.map((k) => k.value),
      [],
      today,
      end,
    );
    leading.push(...led.all);
    if (positions.missing.length === 0 && led.missing.length === 0) continue;
    gone.push({ name: value.name, details: [...positions.missing.map(words.position), ...led.missing.map(words.leadership)] });
    if (!endMissing) continue;
    const after = { ...value, positions: [...positions.all] };
    peopleAfter.set(value.id, after);
    if (!same(after, value)) changes.push({ put: "person", value: after, at: kept.revision });
    for (const old of earlier) {
      const now = led.all.find((l) => l.id === old.value.id);
      if (now && !same(now, old.value)) changes.push({ put: "leadership", value: now, at: old.revision });
    }
  }

  const made = places.madeFor(used);
  const notes = [
    ...sheet.notes,
    ...places.notes(made),
    ...everyone.flatMap((m) => m.note ?? []),
    ...namesakes(everyone),
    ...words.twoLeaders(leading, [...peopleAfter.values()], today),
    ...groupNotes(
      known.people.map((k) => k.value),
      [...peopleAfter.values()],
      gone,
      endMissing,
    ),
  ];
  return {
    changes: [
      ...made.units.map((value) => ({ put: "unit", value, at: 0 }) as const),
      ...made.roles.map((value) => ({ put: "role", value, at: 0 }) as const),
      ...changes,
    ],
    preview: {
      of: "Personer",
      rows: rows.length,
      added,
      changed,
      unchanged,
      gone,
      rejected,
      alsoNew: [
        { what: "Nye virksomheter", names: made.units.map((u) => words.unit(u)) },
        { what: "Nye roller", names: made.roles.map((r: Role) => r.name.nb) },
      ],
      notes,
      endMissing,
    },
  };
};

const distinct = <T>(items: readonly T[]): T[] => [...new Map(items.map((x) => [JSON.stringify(x), x])).values()];

/** Blank cells leave what is known of who somebody is: an object id that Teams taught us is not in HR's file. */
const personOf = (id: string, { told }: Matched, kept: Person | undefined, positions: readonly Position[], saysGroups: boolean): Person => {
  const said = <T>(of: (row: PersonRow) => T | null): T[] => told.rows.flatMap((r) => of(r) ?? []);
  const email = told.email ?? kept?.email ?? null;
  const aadObjectId = told.objectId ?? kept?.aadObjectId ?? null;
  const teams = said((r) => (r.teams === null ? null : { is: r.teams }));
  const groups = (["hr", "union"] as const).filter((g) => told.rows.some((r) => r.groups.includes(g)));
  return {
    id,
    name: told.name,
    aadObjectId,
    email,
    hasTeams: teams.length > 0 ? teams.some((t) => t.is) : (kept?.hasTeams ?? (email !== null || aadObjectId !== null)),
    groups: !saysGroups && kept ? kept.groups : kept && same([...kept.groups].sort(), groups) ? kept.groups : groups,
    language: kept?.language ?? null,
    hired: said((r) => r.hired).sort()[0] ?? kept?.hired ?? told.rows.map((r) => r.from).sort()[0] ?? "",
    positions: [...positions],
  };
};

/** More is not one person but a column that has been filled with the same for all. */
const mostRowsEach = 200;
const few = (numbers: readonly number[]) => `${numbers.slice(0, 5).join(", ")}${numbers.length > 5 ? " …" : ""}`;

/** Every row of the person with what is wrong with it; a person is taken whole or not at all. */
const wrongIn = (m: Matched, placeOf: (row: PersonRow) => Place, today: Day): Rejected[] => {
  const { rows } = m.told;
  const all = [...m.told.wrong, ...m.wrong];
  if (rows.length > mostRowsEach) all.push(`det er ${rows.length} rader om samme person`);
  const marked = rows.filter((r) => r.position?.talk && lasts(r, today));
  if (distinct(marked.map((r) => placeOf(r).position ?? r.number)).length > 1)
    all.push(`Utviklingssamtale er ja i flere rader (${few(marked.map((r) => r.number))}); bare én kan ha det`);
  const reachable = [m.told.email, m.told.objectId, m.person?.email, m.person?.aadObjectId].some(Boolean);
  if (!reachable && rows.some((r) => r.teams)) all.push("Teams er ja, men e-post mangler");
  if (!m.person && !m.told.email && !m.told.objectId && rows.every((r) => r.position === null))
    all.push("en ny person uten e-post må ha en rad med Virksomhet og Rolle");
  const places = rows.map((row) => ({ row, place: placeOf(row) }));
  const twice = new Map<string, PersonRow>();
  const own = places.map(({ row, place }) => {
    const reasons = [...row.wrong, ...place.wrong];
    const key = place.position && `${place.position.unit} ${place.position.role} ${place.position.from}`;
    const other = key ? twice.get(key) : undefined;
    const clashes = other && !same(placeOf(other).position, place.position);
    if (clashes) reasons.push(`samme stilling står med andre opplysninger i rad ${other.number}`);
    if (key && !other) twice.set(key, row);
    return { row, reasons };
  });
  const bad = own.filter((o) => o.reasons.length > 0).map((o) => o.row.number);
  if (all.length === 0 && bad.length === 0) return [];
  return own.map(({ row, reasons }) => ({
    row: row.number,
    what: whoIn(row),
    reasons: [...reasons, ...all, ...(reasons.length + all.length === 0 ? [`hele personen står over fordi rad ${few(bad)} har feil`] : [])],
  }));
};

/** Whoever a rejected row may be about is not taken for gone. */
const sparedBy = (rows: readonly PersonRow[]) => {
  const emails = new Set(rows.flatMap((r) => r.email ?? []));
  const ids = new Set(rows.flatMap((r) => r.objectId ?? []));
  const names = new Set(rows.map((r) => foldName(tidy(r.name))));
  return (p: Person) =>
    (p.email !== null && emails.has(p.email.toLowerCase())) ||
    (p.aadObjectId !== null && ids.has(p.aadObjectId)) ||
    names.has(foldName(p.name));
};

/** Rows without e-mail and object id beside rows of the same name that have one: perhaps the same person after all. */
const namesakes = (all: readonly Matched[]): string[] => {
  const byName = Map.groupBy(all, (m) => foldName(tidy(m.told.name)));
  return [...byName.values()].flatMap((ms) => {
    const bare = ms.find((m) => !m.told.email && !m.told.objectId);
    return ms.length > 1 && bare
      ? [
          `«${bare.told.name}» står både med og uten e-post (rad ${ms.map((m) => m.told.rows[0]?.number).join(" og ")}) og regnes som ulike personer. Er det samme person, må e-posten stå i alle radene.`,
        ]
      : [];
  });
};

/** Rights that no position gives and no end takes away. */
const groupNotes = (before: readonly Person[], after: readonly Person[], gone: readonly Item[], endMissing: boolean): string[] => {
  const hadHr = before.some((p) => p.groups.includes("hr"));
  const left = new Set(gone.map((g) => g.name));
  return [
    ...(hadHr && !after.some((p) => p.groups.includes("hr"))
      ? ["Etter importen er det ingen i gruppen HR. Da kan ingen bekrefte nye personer."]
      : []),
    ...(endMissing
      ? before
          .filter((p) => p.groups.length > 0 && left.has(p.name))
          .map(
            (p) =>
              `${p.name} har særskilte rettigheter (Grupper) som ikke faller bort av seg selv. Ta personen med i filen med tom Grupper for å ta dem bort.`,
          )
      : []),
  ];
};

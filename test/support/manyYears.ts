/** A municipality in which something happens every day for years: people come, go, move, are away, learn, lead, deliver and forget. */
import { addDays, type Day, weekday } from "../../src/domain/day.ts";
import { developmentTalkId } from "../../src/domain/developmentTalk.ts";
import type { Person } from "../../src/domain/organisation.ts";
import { noWish } from "../../src/domain/wish.ts";
import type { Change, Store } from "../../src/ports/store.ts";
import { courseLike } from "./courseLike.ts";
import { two } from "./two.ts";

export type Size = { readonly people: number; readonly leaders: number };

/** The same numbers each time: mulberry32, by Tommy Ettinger. */
export const randomOf = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const name = (text: string) => ({ nb: text, nn: text, en: text });
const [training] = two.training;
const [measure] = two.measure;
/** Fixed, a year with a short warning, and ranges; one that never ends, and one whose course is withdrawn. */
const validities = [
  { warnAfter: 11, overdueAfter: 12 },
  { warnAfter: 24, overdueAfter: 36 },
  { warnAfter: 33, overdueAfter: 36 },
  { warnAfter: 12, overdueAfter: 24 },
  null,
] as const;
const competences = ["aid", "fire", "drugs", "lift", "law"] as const;

export const townFrom = (begin: Day, { people, leaders }: Size, seed: number) => {
  const random = randomOf(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const units = Array.from({ length: leaders }, (_, n) => `u${n}`);
  const parentOf = (n: number) => (n === 0 ? null : n <= Math.sqrt(leaders) ? "u0" : `u${1 + (n % Math.floor(Math.sqrt(leaders)))}`);
  const levelOf = (n: number) => (n === 0 ? "municipality" : n <= Math.sqrt(leaders) ? "section" : n % 3 === 0 ? "department" : "unit");
  let hired = 0;
  const personIn = (unit: string, from: Day): Person => ({
    id: `p${hired++}`,
    name: `Navn${hired} Etternavn${hired}`,
    aadObjectId: null,
    email: null,
    hasTeams: true,
    groups: hired <= 2 ? ["hr"] : [],
    language: null,
    hired: from,
    positions: [
      { unit, role: pick(["nurse", "helper"]), percent: 60, from, to: null, holdsTalk: true },
      ...(random() < 0.1 ? [{ unit: pick(units), role: "helper", percent: 40, from, to: null, holdsTalk: false }] : []),
    ],
  });
  const staff: Person[] = Array.from({ length: people }, (_, n) => personIn(units[n % leaders] ?? "u0", addDays(begin, -400 - (n % 900))));
  const leads = new Map(units.map((unit, n) => [unit, staff[n]?.id ?? ""]));
  const taken = (person: string, competence: string, day: Day): Change => {
    const value = { ...training, id: `t/${person}/${competence}/${day}`, person, course: `${competence}-course`, title: competence };
    return { put: "training", value: { ...value, date: { from: day, to: day }, onlyMe: false, objected: false } };
  };

  const first: Change[] = [
    ...units.map((id, n): Change => ({ put: "unit", value: { id, name: id, aliases: [], parent: parentOf(n), level: levelOf(n) } })),
    ...["nurse", "helper"].map((id): Change => ({ put: "role", value: { id, name: name(id), aliases: [] } })),
    ...competences.map((id): Change => ({ put: "competence", value: { id, name: name(id) } })),
    ...competences.map(
      (id): Change => ({
        put: "course",
        value: courseLike({ id: `${id}-course`, title: id, competences: [id], withdrawn: id === "lift" }),
      }),
    ),
    ...competences.map(
      (id, n): Change => ({
        put: "requirement",
        value: {
          id: `q-${id}`,
          competence: id,
          role: n % 2 === 0 ? null : "nurse",
          unit: null,
          level: null,
          source: "law",
          validity: validities[n] ?? null,
          coverage: id === "fire" ? 1 : null,
        },
      }),
    ),
    ...staff.map((value): Change => ({ put: "person", value })),
    ...units.map(
      (unit): Change => ({
        put: "leadership",
        value: { id: `l/${unit}`, person: leads.get(unit) ?? "", unit, kind: "leader", from: addDays(begin, -400), to: null },
      }),
    ),
    ...staff.flatMap((p) =>
      competences.filter(() => random() < 0.7).map((c) => taken(p.id, c, addDays(begin, -Math.floor(random() * 1000)))),
    ),
  ];

  /** What happens on a day, and whether the organisation is another after it. */
  const happens = (today: Day): { readonly changes: readonly Change[]; readonly moves: boolean } => {
    const changes: Change[] = [];
    let moves = false;
    const year = Number(today.slice(0, 4));
    const often = (perDay: number, what: () => void) => {
      for (let left = perDay; left > 0; left--) if (random() < left) what();
    };
    const everybody = people / 5000;
    often(14 * everybody, () => changes.push(taken(pick(staff).id, pick(competences), today)));
    if (today.slice(5) < "05-15")
      often(40 * everybody, () => {
        const { id: person } = pick(staff);
        const state = pick(["held", "booked", "booked", "later", "notNow"] as const);
        const day = state === "held" ? today : state === "booked" ? addDays(today, 1 + Math.floor(random() * 20)) : null;
        changes.push({
          put: "developmentTalk",
          value: {
            id: developmentTalkId(person, year),
            person,
            year,
            state,
            day,
            start: null,
            registeredBy: "p0",
            registered: today,
            objected: false,
          },
        });
      });
    if (today.slice(5) > "02-15" && today.slice(5) < "05-20")
      often((leaders / 60) * 1, () => {
        const unit = pick(units);
        changes.push({
          put: "analysis",
          value: { ...two.analysis[0], id: `${unit}/${year}/1`, unit, year, deliveredBy: "p0", delivered: today },
        });
      });
    if (today.slice(5) > "04-01" && today.slice(5) < "04-30")
      often(leaders / 400, () => {
        const unit = pick(units);
        changes.push({
          put: "extension",
          value: {
            id: `${unit}/${year}`,
            unit,
            year,
            until: `${year}-05-2${Math.floor(random() * 9)}`,
            registeredBy: "p0",
            registered: today,
          },
        });
      });
    often(2 * everybody, () => {
      const { id: person } = pick(staff);
      changes.push({
        put: "wish",
        value: {
          ...noWish(person),
          pace: pick([null, "usual", "weekly", "asked"] as const),
          away: random() < 0.5 ? addDays(today, Math.floor(random() * 200)) : null,
          muted: random() < 0.2 ? ["validity"] : [],
        },
      });
    });
    often(1 * everybody, () => {
      const { id: person } = pick(staff);
      const to = addDays(today, Math.floor(random() * 60));
      changes.push({
        put: "signUp",
        value: {
          id: `${person}/aid-course`,
          person,
          course: "aid-course",
          from: to,
          to,
          start: null,
          place: "",
          signed: `${today}T08:00:00Z`,
        },
      });
    });
    often(1 * everybody, () => {
      const from = addDays(today, 10);
      changes.push({
        put: "measure",
        value: {
          ...measure,
          id: `m/${today}`,
          unit: pick(units),
          level: "unit",
          status: pick(["planned", "started", "done"] as const),
          support: null,
          period: { from, to: addDays(from, 90) },
          responsible: { person: pick(staff).id, name: "x" },
        },
      });
    });
    if (weekday(today) === 1) {
      moves = true;
      // Somebody begins, somebody leaves, and somewhere another leads.
      const newcomer = personIn(pick(units), today);
      staff.push(newcomer);
      changes.push({ put: "person", value: newcomer });
      const at = Math.floor(random() * staff.length);
      const leaver = staff[at];
      if (leaver && !leaver.groups.includes("hr") && ![...leads.values()].includes(leaver.id)) {
        staff.splice(at, 1);
        changes.push({ put: "person", value: { ...leaver, positions: leaver.positions.map((p) => ({ ...p, to: addDays(today, -1) })) } });
      }
      const unit = pick(units);
      const heir = pick(staff);
      changes.push({ put: "leadership", value: { id: `l/${unit}`, person: heir.id, unit, kind: "leader", from: today, to: null } });
      leads.set(unit, heir.id);
    }
    return { changes, moves };
  };
  return { first, happens, random, pick };
};

/** In parts, for a store that takes only so much at once. */
export const fill = async (store: Store, changes: readonly Change[]): Promise<void> => {
  for (let from = 0; from < changes.length; from += 5000) await store.commit(changes.slice(from, from + 5000));
};

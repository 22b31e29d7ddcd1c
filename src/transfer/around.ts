/** What the rows of a file refer to by name: units, roles, competences, courses and people. */
import type { Day } from "../domain/day.ts";
import { type Directory, directoryOf, foldName } from "../domain/directory.ts";
import type { Person } from "../domain/organisation.ts";
import type { Kept, ReadStore } from "../ports/store.ts";
import { tidy } from "./cells.ts";
import { lostName, type Names, namesOver } from "./names.ts";

export type Around = {
  readonly units: readonly Kept<"unit">[];
  readonly roles: readonly Kept<"role">[];
  readonly competences: readonly Kept<"competence">[];
  readonly courses: readonly Kept<"course">[];
  readonly people: readonly Kept<"person">[];
  readonly names: { readonly unit: Names; readonly role: Names; readonly competence: Names; readonly course: Names };
  readonly person: (email: string, name: string) => Person | string;
  /** What a record is called: blank for none, the id itself for one that is gone. */
  readonly unitName: (id: string | null) => string;
  readonly roleName: (id: string | null) => string;
  readonly competenceName: (id: string | null) => string;
  readonly directory: Directory;
  readonly today: Day;
};

const nameOf = (names: readonly (readonly [string, string])[]) => {
  const known = new Map(names);
  return (id: string | null) => (id === null ? "" : (known.get(id) ?? id));
};

export const aroundOf = async (store: ReadStore, today: Day): Promise<Around> => {
  const [units, roles, competences, courses, people] = [
    await store.find("unit"),
    await store.find("role"),
    await store.find("competence"),
    await store.find("course"),
    await store.find("person"),
  ];
  const byEmail = new Map(people.flatMap(({ value: p }) => (p.email ? [[p.email.toLowerCase(), p] as const] : [])));
  const nameKey = (name: string) => foldName(tidy(name));
  const byName = Map.groupBy(people, (k) => nameKey(k.value.name));
  return {
    units,
    roles,
    competences,
    courses,
    people,
    today,
    unitName: nameOf(units.map(({ value: u }) => [u.id, u.name])),
    roleName: nameOf(roles.map(({ value: r }) => [r.id, r.name.nb])),
    competenceName: nameOf(competences.map(({ value: c }) => [c.id, c.name.nb])),
    directory: directoryOf({
      units: units.map((k) => k.value),
      roles: roles.map((k) => k.value),
      people: people.map((k) => k.value),
      leaderships: [],
    }),
    names: {
      unit: namesOver(units.map(({ value: u }) => ({ id: u.id, name: u.name, others: u.aliases }))),
      role: namesOver(roles.map(({ value: r }) => ({ id: r.id, name: r.name.nb, others: [r.name.nn, r.name.en, ...r.aliases] }))),
      competence: namesOver(competences.map(({ value: c }) => ({ id: c.id, name: c.name.nb, others: [c.name.nn, c.name.en] }))),
      course: namesOver(courses.map(({ value: c }) => ({ id: c.id, name: c.title, others: c.aliases }))),
    },
    person: (email, name) => {
      const known = email ? byEmail.get(email.toLowerCase()) : undefined;
      if (known) return known;
      if (email) return `ingen i Kompis har e-posten «${email}»`;
      const namesakes = byName.get(nameKey(name)) ?? [];
      const [only, ...more] = namesakes;
      if (!only) return `ingen i Kompis heter «${name}»`;
      return more.length > 0 ? `det er ${namesakes.length} i Kompis som heter «${name}»; skriv e-posten` : only.value;
    },
  };
};

/** The id that a name stands for, or what is wrong with it. */
export const idIn =
  (names: Names, what: string) =>
  (text: string): { readonly value: string } | { readonly wrong: string } => {
    const found = names.find(tidy(text));
    return "id" in found ? { value: found.id } : { wrong: lostName(tidy(text), found, what) };
  };

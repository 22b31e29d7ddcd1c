/** The organisation and the catalogue in memory, read again when their mark in the store has moved. */

import type { Competence, Course } from "../domain/course.ts";
import { type Directory, directoryOf } from "../domain/directory.ts";
import type { Requirement } from "../domain/requirement.ts";
import { contentWords } from "../domain/words.ts";
import type { Catalogue } from "../ports/catalogue.ts";
import type { Change, Kind, ReadStore, RecordOf } from "../ports/store.ts";
import type { Known, KnownCourse } from "../ports/understanding.ts";

export type World = {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly courses: readonly KnownCourse[];
  readonly competences: readonly Known[];
};

type MakeCatalogue = (courses: readonly Course[], competences: readonly Competence[], requirements: readonly Requirement[]) => Catalogue;

const mark = "world";

const counted = async (id: string, store: ReadStore): Promise<Change> => {
  const kept = await store.get("mark", id);
  return { put: "mark", value: { id, count: (kept?.value.count ?? 0) + 1 }, at: kept?.revision ?? 0 };
};
/** To be committed with every change of what the world holds. */
export const worldMoved = (store: ReadStore): Promise<Change> => counted(mark, store);

/** Counted with every import. */
const importMark = "imported";
export const importsOf = async (read: ReadStore): Promise<number> => (await read.get("mark", importMark))?.value.count ?? 0;
export const importCounted = (store: ReadStore): Promise<Change> => counted(importMark, store);

export const worldOver = (store: ReadStore, makeCatalogue: MakeCatalogue): (() => Promise<World>) => {
  let known: { readonly revision: number; readonly world: Promise<World> } | undefined;
  const all = async <K extends Kind>(kind: K): Promise<RecordOf<K>[]> => (await store.find(kind)).map((kept) => kept.value);
  const read = async (): Promise<World> => {
    const directory = directoryOf({
      units: await all("unit"),
      roles: await all("role"),
      people: await all("person"),
      leaderships: await all("leadership"),
    });
    const catalogue = makeCatalogue(await all("course"), await all("competence"), await all("requirement"));
    const courses = [...catalogue.courses.values()]
      .filter((c) => !c.withdrawn)
      .map((c) => {
        const titleWords = contentWords(c.title);
        return { id: c.id, title: c.title, provider: c.provider, titleWords, nameWords: [titleWords, ...c.aliases.map(contentWords)] };
      });
    const competences = [...catalogue.competences.values()].map(({ id, name }) => {
      // A course that gives this and nothing else is another name for it.
      const giving = [...catalogue.courses.values()].filter((c) => c.competences.length === 1 && c.competences[0] === id);
      const names = [...Object.values(name), ...giving.flatMap((c) => [c.title, ...c.aliases])];
      return { id, titleWords: contentWords(name.nb), nameWords: names.map(contentWords) };
    });
    return { directory, catalogue, courses, competences };
  };
  return async () => {
    const revision = (await store.get("mark", mark))?.revision ?? 0;
    if (known?.revision === revision) return known.world;
    const mine = { revision, world: read() };
    known = mine;
    // What could not be read is read again by the next who asks.
    mine.world.catch(() => {
      if (known === mine) known = undefined;
    });
    return mine.world;
  };
};

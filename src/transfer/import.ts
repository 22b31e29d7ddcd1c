/** An import from a file, planned against the store and not yet committed. */

import { worldMoved } from "../dialogue/world.ts";
import type { Day } from "../domain/day.ts";
import type { ReadStore } from "../ports/store.ts";
import { importCourses } from "./courses.ts";
import { type Import, importPeople } from "./people.ts";
import { readTable } from "./table.ts";

export const importable = ["people", "courses"] as const;
export type Importable = (typeof importable)[number];

/**
 * Reads only. `changes` is empty or is to be committed whole: it carries the revisions that everything was read at,
 * and the mark of the world, so that a commit after anybody else's change is refused as stale and nothing is kept.
 * Throws FileTrouble, in Norwegian, for a file that is no table or lacks a column.
 */
export const planImport = async (
  store: ReadStore,
  what: Importable,
  file: string,
  options: { readonly today: Day; readonly endMissing: boolean },
): Promise<Import> => {
  const table = readTable(file);
  // Before all else is read: whatever moves after this is noticed.
  const moved = await worldMoved(store);
  const [units, roles] = [await store.find("unit"), await store.find("role")];
  const planned =
    what === "people"
      ? importPeople(table, { units, roles, people: await store.find("person"), leaderships: await store.find("leadership") }, options)
      : importCourses(table, { units, roles, competences: await store.find("competence"), courses: await store.find("course") }, options);
  return planned.changes.length === 0 ? planned : { ...planned, changes: [...planned.changes, moved] };
};

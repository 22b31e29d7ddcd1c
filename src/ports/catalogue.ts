/** The catalogue as it can be asked. */
import type { Competence, Course } from "../domain/course.ts";
import type { Requirement } from "../domain/requirement.ts";

export type Catalogue = {
  readonly courses: ReadonlyMap<string, Course>;
  readonly competences: ReadonlyMap<string, Competence>;
  readonly requirements: readonly Requirement[];
  /** Courses that fit the words, best first; withdrawn ones are never among them. */
  search(words: string, limit: number): readonly Course[];
};

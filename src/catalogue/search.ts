/** Finds courses by words: whole words, beginnings, and parts of compounds, as "hjelp" in "førstehjelpskurs". */
import type { Competence, Course, Requirement } from "../domain/course.ts";
import { contentWords, foldedWords, oneEdit, stem } from "../domain/words.ts";
import type { Catalogue } from "../ports/catalogue.ts";

const closeness = (query: string, word: string): number => {
  if (query === word) return 1;
  if (query.length < 3) return 0;
  if (word.startsWith(query) || (query.startsWith(word) && word.length >= 4)) return 0.7;
  if (query.length >= 4 && word.includes(query)) return 0.5;
  return oneEdit(query, word) ? 0.4 : 0;
};

type Entry = { readonly course: Course; readonly weighed: readonly (readonly [words: readonly string[], weight: number])[] };

export const catalogueOf = (
  courses: readonly Course[],
  competences: readonly Competence[],
  requirements: readonly Requirement[],
): Catalogue => {
  const byId = new Map(competences.map((c) => [c.id, c]));
  const entries = courses.map(
    (course): Entry => ({
      course,
      weighed: [
        [foldedWords([course.title, ...course.aliases].join(" ")).map(stem), 3],
        [
          course.competences
            .flatMap((id) => Object.values(byId.get(id)?.name ?? {}))
            .flatMap(foldedWords)
            .map(stem),
          2,
        ],
        [foldedWords(course.description).map(stem), 1],
      ],
    }),
  );
  const score = (entry: Entry, word: string) =>
    Math.max(...entry.weighed.map(([words, weight]) => weight * Math.max(0, ...words.map((w) => closeness(word, w)))));
  return {
    courses: new Map(courses.map((c) => [c.id, c])),
    competences: byId,
    requirements,
    search: (words, limit) => {
      const query = contentWords(words);
      if (query.length === 0) return [];
      return entries
        .filter((e) => !e.course.withdrawn)
        .map((e) => ({ course: e.course, score: query.reduce((sum, w) => sum + score(e, w), 0) / query.length }))
        .filter((hit) => hit.score >= 0.9)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map((hit) => hit.course);
    },
  };
};

/** The catalogue in memory, and the search in it. */
import type { Competence, Course } from "../domain/course.ts";
import type { Requirement } from "../domain/requirement.ts";
import type { Catalogue } from "../ports/catalogue.ts";
import { finderOf } from "./finder.ts";

/** Less than this of what was asked for, or of what the best has, and a course is about something else. */
const leastShare = 0.3;
const leastOfBest = 0.55;

type MakeCatalogue = (courses: readonly Course[], competences: readonly Competence[], requirements: readonly Requirement[]) => Catalogue;

/** Each catalogue takes the place of the one before, which is searched no longer; only what has changed is read again. */
export const catalogues = (): MakeCatalogue => {
  const finder = finderOf();
  return (courses, competences, requirements) => {
    const byId = new Map(courses.map((c) => [c.id, c]));
    const competencesById = new Map(competences.map((c) => [c.id, c]));
    finder.hold(
      courses
        .filter((c) => !c.withdrawn)
        .map((c) => ({
          id: c.id,
          names: [c.title, ...c.aliases].join("\n"),
          competences: c.competences.flatMap((id) => Object.values(competencesById.get(id)?.name ?? {})).join("\n"),
          description: c.description,
        })),
    );
    return {
      courses: byId,
      competences: competencesById,
      requirements,
      search: (words, limit) => {
        const hits = finder.find(words);
        const best = Math.max(0, ...hits.map((hit) => hit.share));
        return hits
          .filter(({ share }) => share >= Math.max(leastShare, leastOfBest * best))
          .slice(0, limit)
          .flatMap(({ id }) => byId.get(id) ?? []);
      },
    };
  };
};

/** One catalogue by itself. */
export const catalogueOf: MakeCatalogue = (...all) => catalogues()(...all);

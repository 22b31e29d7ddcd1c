/** Why a course is suggested, in words: whose requirement it is, where it comes from, and how it stands. */
import type { Suggestion } from "../catalogue/recommend.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import type { Requirement } from "../domain/requirement.ts";
import type { Phrase } from "../text/words.ts";

export const competenceName = (id: string, { catalogue }: Pick<Scene, "catalogue">, inside = false): Phrase => {
  const found = catalogue.competences.get(id);
  return found ? { name: found.name, inside } : id;
};

/** The name of a level, where the municipality uses levels and the requirement names one. */
export const levelName = (level: number | null, { municipality }: Pick<Scene, "municipality">): string | undefined =>
  level === null ? undefined : municipality.levels[level - 1];

/** "Rollen helsefagarbeider krever førstehjelp", "Alle i hjemmetjenesten skal ha …": without the end of the sentence. */
const requiredBy = (r: Requirement, scene: Scene): Line => {
  const { directory } = scene;
  const level = levelName(r.level, scene);
  const name = competenceName(r.competence, scene, true);
  const what: Phrase = level ? { say: "atLevel", what: name, level } : name;
  const role = r.role === null ? undefined : directory.role(r.role);
  const unit = r.unit === null ? undefined : directory.unit(r.unit);
  const source: Phrase = { choice: r.source, of: "source" };
  if (role && unit) return { say: "requiredOfRoleIn", role: { name: role.name, inside: true }, where: unit.name, what, source };
  if (role) return { say: "requiredOfRole", role: { name: role.name, inside: true }, what, source };
  return unit ? { say: "requiredOfUnit", where: unit.name, what, source } : { say: "requiredOfAll", what, source };
};

export const reasonOf = (s: Suggestion, scene: Scene): Line => {
  switch (s.why) {
    case "missing":
      return { say: "becauseMissing", required: requiredBy(s.standing.requirement, scene) };
    case "expired":
      return { say: "becauseExpired", required: requiredBy(s.standing.requirement, scene), day: { day: s.standing.until ?? "" } };
    case "expiring":
      return { say: "becauseExpiring", required: requiredBy(s.standing.requirement, scene), day: { day: s.standing.until ?? "" } };
    case "coverage":
      return {
        say: "becauseCoverage",
        where: scene.directory.unit(s.unit)?.name ?? s.unit,
        what: competenceName(s.requirement.competence, scene, true),
      };
    case "need":
      return {
        say: "becauseNeed",
        where: scene.directory.unit(s.need.unit)?.name ?? s.need.unit,
        what: s.need.competence ? competenceName(s.need.competence, scene, true) : s.need.text,
      };
    case "interest":
      return { say: "becauseInterest", what: s.topic };
    case "role":
      return { say: "becauseRole", role: { name: s.role.name, inside: true } };
    case "everyone":
      return { say: "becauseEveryone" };
    case "topic":
      return { say: "becauseTopic" };
  }
};

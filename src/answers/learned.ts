/** All that decides which courses are suggested to a person, read from the store. */
import { attainedIn, ownLearning, values } from "../catalogue/attained.ts";
import { coverageAround, type Situation } from "../catalogue/recommend.ts";
import type { Scene } from "../dialogue/scene.ts";
import { coverageOf, isAlarming } from "../domain/gap.ts";
import { isDelicateNeed, type Need } from "../domain/need.ts";
import { attainedBy } from "../domain/standing.ts";
import type { ReadStore } from "../ports/store.ts";

/** What is open of the needs of these units, but for what few may see. */
export const openNeeds = async (units: readonly string[], read: ReadStore): Promise<readonly Need[]> => {
  const found = await Promise.all(units.map((unit) => read.find("need", { unit })));
  return values(found.flat()).filter((n) => n.closed === null && !isDelicateNeed(n));
};

/** All that decides which courses are suggested to the person. */
export const situationOf = async (scene: Scene, read: ReadStore): Promise<Situation> => {
  const { me, directory, catalogue, today } = scene;
  const units = [...new Set(directory.positionsOf(me, today).flatMap((p) => directory.above(p.unit).map((u) => u.id)))];
  const [learned, signUps, dismissals, interests, needs] = await Promise.all([
    ownLearning(scene, read),
    read.find("signUp", { person: me.id }).then(values),
    read.find("dismissal", { person: me.id }).then(values),
    read.find("interest", { person: me.id }).then(values),
    openNeeds(units, read),
  ]);
  const attained = attainedBy(learned, catalogue.courses);
  const around = { directory, requirements: catalogue.requirements, today };
  const short = [];
  for (const one of coverageAround(scene, attained)) {
    const among = await attainedIn(one.requirement.competence, scene, read);
    if (isAlarming(coverageOf(one.requirement, one.unit, among, around))) short.push(one);
  }
  return {
    attained,
    taken: new Set(learned.trainings.flatMap((t) => (t.course && !t.objected ? [t.course] : []))),
    left: new Set([...dismissals.map((d) => d.course), ...signUps.filter((s) => s.to >= today).map((s) => s.course)]),
    interests: interests.map((i) => i.topic),
    needs,
    short,
  };
};

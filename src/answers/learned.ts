/** What people have learned, read from the store: of one person for that person, of many as others may count it. */
import { coverageAround, type Situation } from "../catalogue/recommend.ts";
import type { Scene } from "../dialogue/scene.ts";
import { coverageOf, isAlarming } from "../domain/gap.ts";
import { isDelicateNeed, type Need } from "../domain/need.ts";
import type { Person } from "../domain/organisation.ts";
import { type Attained, attainedBy } from "../domain/standing.ts";
import { countsForOthers } from "../domain/training.ts";
import type { ReadStore } from "../ports/store.ts";

/** Above this all is read at once, rather than person by person. */
const many = 200;

const values = <T>(kept: readonly { readonly value: T }[]): readonly T[] => kept.map((k) => k.value);

/** Everything of the person's own, also what is "bare for meg". */
export const ownLearning = async ({ me }: Pick<Scene, "me">, read: ReadStore) => {
  const [trainings, confirmations] = await Promise.all([
    read.find("training", { person: me.id }),
    read.find("confirmation", { person: me.id }),
  ]);
  return { trainings: values(trainings), confirmations: values(confirmations) };
};

const none: Attained = new Map();
/** What each of them has attained, as far as it counts for others. */
export const attainedAmong = async (
  people: readonly Person[],
  { catalogue }: Pick<Scene, "catalogue">,
  read: ReadStore,
): Promise<(person: string) => Attained> => {
  const all = people.length > many;
  const [trainings, confirmations] = all
    ? await Promise.all([read.find("training"), read.find("confirmation")])
    : await Promise.all([
        Promise.all(people.map((p) => read.find("training", { person: p.id }))).then((found) => found.flat()),
        Promise.all(people.map((p) => read.find("confirmation", { person: p.id }))).then((found) => found.flat()),
      ]);
  const taken = Map.groupBy(values(trainings).filter(countsForOthers), (t) => t.person);
  const confirmed = Map.groupBy(values(confirmations), (c) => c.person);
  const known = new Map<string, Attained>();
  return (person) => {
    const before = known.get(person);
    if (before) return before;
    const [t, c] = [taken.get(person), confirmed.get(person)];
    const now = t || c ? attainedBy({ trainings: t ?? [], confirmations: c ?? [] }, catalogue.courses) : none;
    known.set(person, now);
    return now;
  };
};

/** Those who have a competence, found by it and not person by person. */
const attainedIn = async (
  competence: string,
  { catalogue }: Pick<Scene, "catalogue">,
  read: ReadStore,
): Promise<(person: string) => Attained> => {
  const giving = [...catalogue.courses.values()].filter((c) => c.competences.includes(competence));
  const [trainings, confirmations] = await Promise.all([
    Promise.all(giving.map((c) => read.find("training", { course: c.id }))).then((found) => values(found.flat()).filter(countsForOthers)),
    read.find("confirmation", { competence }).then(values),
  ]);
  const taken = Map.groupBy(trainings, (t) => t.person);
  const confirmed = Map.groupBy(confirmations, (c) => c.person);
  return (person) => attainedBy({ trainings: taken.get(person) ?? [], confirmations: confirmed.get(person) ?? [] }, catalogue.courses);
};

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

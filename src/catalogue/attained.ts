/** What people have attained, read from the store: of one person for that person, of many as others may count it. */
import type { Confirmation } from "../domain/confirmation.ts";
import type { Person } from "../domain/organisation.ts";
import { type Attained, attainedBy, type Learned } from "../domain/standing.ts";
import { countsForOthers, type Training } from "../domain/training.ts";
import type { Catalogue } from "../ports/catalogue.ts";
import { everyOne } from "../ports/everyOne.ts";
import type { ReadStore } from "../ports/store.ts";

/** Above this all is read at once, rather than person by person. */
const many = 200;

export const values = <T>(kept: readonly { readonly value: T }[]): readonly T[] => kept.map((k) => k.value);

/** Everything of the person's own, also what is "bare for meg". */
export const ownLearning = async ({ me }: { readonly me: Person }, read: ReadStore) => {
  const [trainings, confirmations] = await Promise.all([
    read.find("training", { person: me.id }),
    read.find("confirmation", { person: me.id }),
  ]);
  return { trainings: values(trainings), confirmations: values(confirmations) };
};

/** No more of each than decides where somebody stands: of a large municipality all of it is held at once. */
type Slim = { readonly training: Learned["trainings"][number]; readonly confirmation: Learned["confirmations"][number] };

const none: Attained = new Map();
/** What each of them has attained, as far as it counts for others. */
export const attainedAmong = async (
  people: readonly Person[],
  { catalogue }: { readonly catalogue: Catalogue },
  read: ReadStore,
): Promise<(person: string) => Attained> => {
  const learned = new Map<string, { trainings: Slim["training"][]; confirmations: Slim["confirmation"][] }>();
  const of = (person: string) => {
    const before = learned.get(person) ?? { trainings: [], confirmations: [] };
    learned.set(person, before);
    return before;
  };
  const take = (t: Training) => {
    if (countsForOthers(t)) of(t.person).trainings.push({ course: t.course, date: t.date, objected: t.objected });
  };
  const confirm = ({ person, competence, level, day, objected }: Confirmation) =>
    of(person).confirmations.push({ competence, level, day, objected });
  if (people.length > many) {
    for await (const { value } of everyOne(read, "training")) take(value);
    for await (const { value } of everyOne(read, "confirmation")) confirm(value);
  } else
    await Promise.all(
      people.map(async ({ id: person }) => {
        for (const { value } of await read.find("training", { person })) take(value);
        for (const { value } of await read.find("confirmation", { person })) confirm(value);
      }),
    );
  const known = new Map<string, Attained>();
  return (person) => {
    const before = known.get(person);
    if (before) return before;
    const own = learned.get(person);
    const now = own ? attainedBy(own, catalogue.courses) : none;
    known.set(person, now);
    return now;
  };
};

/** Those who have a competence, found by it and not person by person. */
export const attainedIn = async (
  competence: string,
  { catalogue }: { readonly catalogue: Catalogue },
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

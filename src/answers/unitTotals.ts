/** "Oversikt over opplæring i enheten", "hvor mange har tatt førstehjelp?": how many of how many, by unit, and nobody by name. */
import { z } from "zod";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import { yearOf } from "../domain/day.ts";
import { mainOf } from "../domain/directory.ts";
import { may } from "../domain/permissions.ts";
import { safeTotals } from "../domain/totals.ts";
import { countsForOthers, type Training } from "../domain/training.ts";
import type { ReadStore } from "../ports/store.ts";

const counts = (t: Training, course: string | undefined, year: number) =>
  countsForOthers(t) && (course ? t.course === course : yearOf(t.date.to) === year);

/** Of each unit with those below it, how many have and have not; of the whole municipality at once, so that pages cannot be set against each other. */
const totalsOf = async (course: string | undefined, { directory, today }: Scene, read: ReadStore) => {
  const year = yearOf(today);
  const parts = new Map(directory.data.units.map((u) => [u.id, [0, 0] as [number, number]]));
  const count = async (person: (typeof directory.data.people)[number]) => {
    const positions = directory.positionsOf(person, today);
    // Everybody is counted in one place only.
    const unit = parts.get(mainOf(positions)?.unit ?? "");
    if (unit) unit[(await read.find("training", { person: person.id })).some((kept) => counts(kept.value, course, year)) ? 0 : 1] += 1;
  };
  await Promise.all(directory.data.people.map(count));
  return safeTotals(directory.data.units.map(({ id, parent }) => ({ id, parent, parts: parts.get(id) ?? [0, 0] })));
};

export const unitTotals = definePage({
  id: "unitTotals",
  about: z.object({ unit: z.string().optional(), course: z.string().optional() }),
  act: "totals.see",
  answer: async (about, scene, read) => {
    const { directory, rights, catalogue, me, today } = scene;
    const top = directory.ledBy(me.id, today)[0] ?? directory.data.units.find((u) => u.parent === null);
    const unit = about.unit === undefined ? top : directory.unit(about.unit);
    const course = about.course === undefined ? undefined : catalogue.courses.get(about.course);
    if (!unit || (about.course !== undefined && !course)) return { out: [{ say: "notUnderstood" }] };
    if (!may(rights, "totals.see", { unit: unit.id })) return { out: [{ say: "notAllowed" }] };
    // Of whom it is required is another circle, and two circles set beside each other could tell of whoever is in one only.
    const competence = course?.competences.find((c) => catalogue.requirements.some((r) => r.competence === c));
    if (competence && !may(rights, "gap.see", { unit: unit.id })) return { out: [], next: ask("gap", { unit: unit.id, competence }) };
    const totals = await totalsOf(course?.id, scene, read);
    const below = directory.data.units.filter((u) => u.parent === unit.id && directory.peopleIn(u.id, today).length > 0);
    const hidden = [unit, ...below].filter((u) => !totals.has(u.id));
    const items = [unit, ...below].flatMap(({ id, name }) => {
      const [n, not = 0] = totals.get(id) ?? [];
      if (n === undefined) return [];
      return [{ title: name, lines: [{ say: course ? "totalTaken" : "totalLogged", n, of: n + not } as const], buttons: [] }];
    });
    return {
      out: [
        {
          card: "list",
          data: {
            heading: course ? { say: "totalsOfCourse", what: course.title } : { say: "totalsOfYear", year: String(yearOf(today)) },
            items,
            notes: [
              ...(hidden.length > 0 ? [{ say: "totalsHidden", where: { list: hidden.map((u) => u.name) } } as const] : []),
              { say: "totalsNote" },
            ],
            buttons: [],
          },
          acts: {},
        },
      ],
    };
  },
});

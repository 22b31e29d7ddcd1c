/** A leader logs training for the own people: one card with the names ticked. Each who has Teams is told and can object. */
import { defineFlow } from "../dialogue/flow.ts";
import { offer } from "../dialogue/offer.ts";
import type { Scene } from "../dialogue/scene.ts";
import { arenas } from "../domain/course.ts";
import { may, recordOf } from "../domain/permissions.ts";
import type { Training } from "../domain/training.ts";
import { courseFacts, takenIsOver } from "./taken.ts";

/** Those the speaker may log for: the people of the units led, or those HR has named. */
const candidates = (named: readonly string[], { rights, directory, today, me }: Scene) =>
  (rights.leads.size > 0 ? directory.data.people : directory.data.people.filter((p) => named.includes(p.id))).filter(
    (p) =>
      p.id !== me.id &&
      may(rights, "training.logFor", { record: recordOf(p.id, directory, today) }) &&
      (named.includes(p.id) || directory.positionsOf(p, today).some((x) => rights.leads.has(x.unit))),
  );

export const logForUnit = defineFlow({
  id: "logForUnit",
  version: 1,
  act: "training.logForUnit",
  fields: {
    people: {
      kind: "people",
      required: true,
      options: ({ people }, scene) =>
        candidates(Array.isArray(people) ? people.map(String) : [], scene)
          .map((p) => ({ value: p.id, title: p.name }))
          .sort((a, b) => a.title.localeCompare(b.title, "nb")),
    },
    title: { kind: "title", required: true },
    taken: { kind: "taken", required: true },
    extent: { kind: "extent" },
    provider: { kind: "provider" },
    arena: { kind: "choice", offered: true, set: "arena", values: arenas },
  },
  derive: ({ title }, scene) => courseFacts(title, scene),
  check: ({ people, title, taken }, scene) => {
    const allowed = new Set(candidates(people ?? [], scene).map((p) => p.id));
    if (people?.some((p) => !allowed.has(p))) return { field: "people", say: { say: "notYourPeople" } };
    if (people?.length === 0) return { field: "people", say: { say: "nobodyTicked" } };
    return takenIsOver(title, taken, scene);
  },
  notes: ({ people }, { directory }) => {
    const without = (people ?? []).flatMap((id) => directory.person(id) ?? []).filter((p) => !p.hasTeams);
    return [
      { say: "eachIsTold" },
      ...(without.length > 0 ? [{ say: "tellThemYourself", who: { list: without.map((p) => p.name) } } as const] : []),
    ];
  },
  refused: (_scene, { title, taken, extent, provider }) => {
    const own = {
      do: "start",
      flow: "logTraining",
      fill: { title: title ?? null, taken: taken ?? null, extent: extent ?? null, provider: provider ?? null },
    } as const;
    return offer([{ say: "onlyLeadersLogForOthers" }], own, { yes: "logMine", no: "noThanks" });
  },
  save: ({ people, title, taken, extent, provider, arena }, { me, today, newId, directory }) => {
    const trainings = (people ?? []).map(
      (person): Training => ({
        id: newId(),
        person,
        title: title?.title ?? "",
        course: title?.course ?? null,
        date: taken ?? { from: today, to: today },
        hours: extent?.hours ?? null,
        studyPoints: extent?.studyPoints ?? null,
        provider,
        arena: arena as Training["arena"],
        onlyMe: false,
        loggedBy: me.id,
        logged: today,
        objected: false,
        seen: null,
      }),
    );
    return {
      changes: trainings.map((value) => ({ put: "training", value, at: 0 }) as const),
      undo: { kind: "training", ids: trainings.map((t) => t.id) },
      out: [{ say: "unitTrainingSaved", what: title?.title ?? "", n: trainings.length }],
      notices: trainings
        .filter((t) => directory.person(t.person)?.hasTeams)
        .map((t) => ({
          to: t.person,
          out: {
            card: "message",
            data: {
              lines: [{ say: "loggedForYou", who: me.name, what: t.title, day: { weekday: t.date.to } }],
              buttons: [
                { act: "fine", title: { button: "thatIsRight" } },
                { act: "object", title: { button: "thatIsWrong" } },
              ],
            },
            acts: {
              fine: { do: "ask", page: "objectTraining", about: { training: t.id, right: true } },
              object: { do: "ask", page: "objectTraining", about: { training: t.id, right: false } },
            },
            once: true,
          },
        })),
    };
  },
});

/** A leader or HR registers a measure: the nine fields of the template, then a card to confirm. */
import { defineFlow } from "../dialogue/flow.ts";
import { offer } from "../dialogue/offer.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import { concerned, type Told } from "../domain/concerned.ts";
import { frequencies } from "../domain/course.ts";
import { hasCriterion, type Measure, measure, measureGroups, measureLevels, namesExternalArena, strategyKinds } from "../domain/measure.ts";
import { may } from "../domain/permissions.ts";

/** The units a person may register measures in, the highest first. */
const unitsOf = ({ rights, directory, me, today }: Scene) =>
  directory.data.units.filter(
    (u) =>
      may(rights, "measure.registerIn", { unit: u.id }) &&
      (!rights.hr || rights.leads.has(u.id) || u.parent === null || directory.positionsOf(me, today).some((p) => p.unit === u.id)),
  );

const ownUnit = (scene: Scene) => scene.directory.ledBy(scene.me.id, scene.today)[0] ?? unitsOf(scene)[0];

/** Who will see the measure when it is saved, and why so few where it names somebody. */
const seenBy = (answers: { readonly [N in keyof Told]?: unknown }, { me, directory }: Scene): Line => {
  const told = { responsible: { person: me.id, name: me.name }, ...answers } as Told;
  const people = concerned(told, directory);
  if (!people) return { say: "seenByMunicipality" };
  const others = people.filter((id) => id !== told.responsible?.person && id !== me.id);
  const named = others.flatMap((id) => directory.person(id)?.name ?? []);
  return named.length > 0 ? { say: "seenByNamed", n: named.length, who: { list: named } } : { say: "seenByFew" };
};

export const registerMeasure = defineFlow({
  id: "registerMeasure",
  version: 1,
  act: "measure.register",
  drafts: true,
  form: true,
  fields: {
    name: { kind: "name", required: true },
    responsible: { kind: "person" },
    goal: { kind: "text", required: true },
    audience: { kind: "text" },
    strategy: { kind: "text" },
    plan: { kind: "text" },
    period: { kind: "period" },
    economy: { kind: "economy" },
    evaluation: { kind: "text" },
    unit: {
      kind: "choice",
      offered: true,
      options: (_answers, scene) => {
        const units = unitsOf(scene);
        return units.length > 1 ? units.map((u) => ({ value: u.id, title: u.name })) : [];
      },
    },
    level: { kind: "choice", offered: true, set: "measureLevel", values: measureLevels },
    kind: { kind: "choice", offered: true, set: "strategyKind", values: strategyKinds },
    group: { kind: "choice", offered: true, set: "measureGroup", values: measureGroups },
    frequency: { kind: "choice", offered: true, set: "frequency", values: frequencies },
  },
  derive: ({ unit }, scene) => {
    const own = scene.directory.unit(unit ?? "") ?? ownUnit(scene);
    return {
      responsible: { person: scene.me.id, name: scene.me.name },
      unit: own?.id ?? null,
      level: own?.level === "department" ? "unit" : (own?.level ?? null),
    };
  },
  check: ({ period, unit }, { rights, directory }) => {
    if (period?.from && period.to && period.to < period.from)
      return { field: "period", say: { say: "endsBeforeStart", from: { day: period.from }, to: { day: period.to } } };
    if (unit !== null && !(directory.unit(unit) && may(rights, "measure.registerIn", { unit })))
      return { field: "unit", say: { say: "notYourUnit" } };
    return undefined;
  },
  advice: {
    goal: ({ goal }) => (goal && !hasCriterion(goal) ? { asks: { say: "adviseCriterion" } } : undefined),
    responsible: ({ name, responsible, goal }, { me }) =>
      name !== null && responsible?.person === me.id && goal === null ? { tip: { say: "youAreResponsible" } } : undefined,
    plan: ({ plan }) => (plan && namesExternalArena(plan) ? { tip: { say: "adviseInternalArena" } } : undefined),
  },
  notes: (answers, scene) => [seenBy(answers, scene)],
  save: (answers, scene, { draft, subject }) => {
    const before = subject ? measure.parse(subject.value) : undefined;
    const { responsible, unit, level, name, ...rest } = answers;
    const saved: Measure = {
      ...rest,
      id: before?.id ?? scene.newId(),
      name: name ?? "",
      unit: unit ?? before?.unit ?? ownUnit(scene)?.id ?? "",
      level: (level ?? "unit") as Measure["level"],
      kind: rest.kind as Measure["kind"],
      group: rest.group as Measure["group"],
      frequency: rest.frequency as Measure["frequency"],
      responsible: responsible ?? { person: scene.me.id, name: scene.me.name },
      status: draft ? "draft" : before && before.status !== "draft" ? before.status : "planned",
      support: before?.support ?? null,
      registeredBy: before?.registeredBy ?? scene.me.id,
      registered: before?.registered ?? scene.today,
    };
    const told = responsible?.person && responsible.person !== scene.me.id && responsible.person !== before?.responsible.person && !draft;
    return {
      changes: [{ put: "measure", value: saved, at: subject?.revision ?? 0 }],
      undo: before ? null : { kind: "measure", ids: [saved.id] },
      out: [
        draft ? { say: "draftSaved", what: saved.name } : { say: before ? "measureChanged" : "measureSaved", what: saved.name },
        ...(draft || (before && before.status !== "draft")
          ? []
          : [{ say: concerned(saved, scene.directory) ? "afterMeasureFew" : "afterMeasure" } as const]),
        ...(told ? [{ say: "responsibleTold", who: responsible.name } as const] : []),
      ],
      notices: told
        ? [
            {
              to: responsible.person ?? "",
              out: {
                card: "message",
                data: {
                  lines: [{ say: "youWereMadeResponsible", who: scene.me.name, what: saved.name }],
                  buttons: [{ act: "see", title: { button: "seeMeasures" } }],
                },
                acts: { see: { do: "ask", page: "measures", about: { whose: "mine" } } },
              },
            },
          ]
        : [],
    };
  },
  refused: (_scene, fill) => {
    // A suggestion has no field of its own for whom it is for.
    const name = [fill.name, fill.audience].filter((part) => typeof part === "string").join(" – ") || null;
    const suggest = { do: "start", flow: "suggestMeasure", fill: { name, goal: fill.goal ?? null } } as const;
    return offer([{ say: "onlyLeadersRegister" }], suggest, { yes: "suggest", no: "notNow" });
  },
});

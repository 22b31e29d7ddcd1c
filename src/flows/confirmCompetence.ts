/** A leader confirms a competence that somebody has without a course for it (realkompetanse). The person is told, and can object. */
import { defineFlow } from "../dialogue/flow.ts";
import { menu } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import { may, recordOf } from "../domain/permissions.ts";

export const confirmCompetence = defineFlow({
  id: "confirmCompetence",
  version: 1,
  act: "competence.confirm",
  fields: {
    person: { kind: "person", required: true },
    competence: { kind: "competence", required: true },
    basis: { kind: "text" },
    level: {
      kind: "choice",
      offered: true,
      when: (_answers, { municipality }) => municipality.levels.length > 0,
      options: (_answers, { municipality }) => municipality.levels.map((title, i) => ({ value: String(i + 1), title })),
    },
  },
  check: ({ person, basis }, scene) => {
    const { rights, directory, today, me } = scene;
    const isTheirs =
      person?.person &&
      person.person !== me.id &&
      may(rights, "competence.confirmFor", { record: recordOf(person.person, directory, today) });
    if (person && !isTheirs) return { field: "person", say: { say: "notYoursToConfirm" } };
    if (basis && basis.length > 300) return { field: "basis", say: { say: "tooLongField" } };
    return undefined;
  },
  notes: ({ person }, { directory }) =>
    directory.person(person?.person ?? "")?.hasTeams
      ? [{ say: "personIsTold", who: person?.name ?? "" }]
      : [{ say: "tellThemYourself", who: person?.name ?? "" }],
  save: ({ person, competence, basis, level }, { me, today, newId, directory, catalogue }) => {
    const value = {
      id: newId(),
      person: person?.person ?? "",
      competence: competence ?? "",
      level: level === null ? null : Number(level),
      day: today,
      confirmedBy: me.id,
      basis,
      objected: false,
    };
    const known = catalogue.competences.get(value.competence);
    const what = known ? ({ name: known.name, inside: true } as const) : value.competence;
    return {
      changes: [{ put: "confirmation", value, at: 0 }],
      undo: { kind: "confirmation", ids: [value.id] },
      out: [{ say: "competenceConfirmed", who: person?.name ?? "", what }],
      notices: directory.person(value.person)?.hasTeams
        ? [
            {
              to: value.person,
              out: menu(
                [{ say: "confirmedForYou", who: me.name, what }],
                {
                  thatIsRight: ask("objectConfirmation", { confirmation: value.id, right: true }),
                  thatIsWrong: ask("objectConfirmation", { confirmation: value.id, right: false }),
                },
                { once: true },
              ),
            },
          ]
        : [],
    };
  },
});

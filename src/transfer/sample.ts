/** Reads a folder of JSON files, one per kind, as the changes that put it into the store. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { measure } from "../domain/measure.ts";
import type { Person } from "../domain/organisation.ts";
import { training } from "../domain/training.ts";
import { type Retention, retention } from "../ports/retention.ts";
import { type Municipality, municipality } from "../ports/settings.ts";
import { type Change, type Kind, kinds } from "../ports/store.ts";
import { type YearWheel, yearWheel } from "../ports/yearWheel.ts";

/** A file that is missing or has the wrong shape; the message names it and says what to do. */
export class FileTrouble extends Error {}

const json = (file: string): unknown => {
  if (!existsSync(file))
    throw new FileTrouble(
      `The file "${file}" is missing. Put it there, or set KOMPIS_SAMPLE (the sample), KOMPIS_MUNICIPALITY (the municipality's settings), KOMPIS_RETENTION (what is kept, and why) or KOMPIS_YEARWHEEL (the deadlines of the year) to where it is.`,
    );
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new FileTrouble(`The file "${file}" is not readable as JSON. Mend it, or restore it.`);
  }
};

const parsed = <S extends z.ZodType>(file: string, schema: S): z.infer<S> => {
  const result = schema.safeParse(json(file));
  if (!result.success)
    throw new FileTrouble(`The file "${file}" is not as it should be: ${z.prettifyError(result.error).replaceAll("\n", " ")}.`);
  return result.data;
};

export const readMunicipality = (file: string): Municipality => parsed(file, municipality);
export const readYearWheel = (file: string): YearWheel => parsed(file, yearWheel);
export const readRetention = (file: string): Retention => parsed(file, retention);

const files: Partial<Record<Kind, string>> = {
  unit: "units",
  role: "roles",
  person: "people",
  leadership: "leaderships",
  competence: "competences",
  course: "courses",
  requirement: "requirements",
};

/** Earlier measures and training, as the sample tells them; what the bot would have added itself is added here. */
const earlierMeasure = measure
  .omit({ responsible: true, support: true, registeredBy: true, registered: true })
  .extend({ responsible: z.string() });
const earlierTraining = training.omit({ onlyMe: true, loggedBy: true, logged: true, objected: true, seen: true });

export const readSample = (folder: string): readonly Change[] => {
  const put = <K extends Kind>(kind: K, value: unknown) => ({ put: kind, value }) as Change;
  const people = parsed(join(folder, "people.json"), z.array(kinds.person.schema));
  const nameOf = new Map(people.map((p) => [p.id, p.name]));
  return [
    ...Object.entries(files).flatMap(([kind, name]) =>
      parsed(join(folder, `${name}.json`), z.array(kinds[kind as Kind].schema as z.ZodType)).map((value) => put(kind as Kind, value)),
    ),
    ...parsed(join(folder, "measures.json"), z.array(earlierMeasure)).map((m) =>
      put("measure", {
        ...m,
        responsible: { person: m.responsible, name: nameOf.get(m.responsible) ?? m.responsible },
        support: m.status === "done" ? { degree: "some", day: m.period?.to ?? "2026-01-01" } : null,
        registeredBy: m.responsible,
        registered: m.period?.from ?? "2026-01-01",
      }),
    ),
    ...parsed(join(folder, "trainings.json"), z.array(earlierTraining)).map((t) =>
      put("training", { ...t, onlyMe: false, loggedBy: t.person, logged: t.date.to, objected: false, seen: null }),
    ),
  ];
};

const played = z.object({ users: z.array(z.string()).length(6) });

/** The six people of the sample who can be met in the Playground, the one at the keyboard first. */
export const readPlayed = (folder: string): readonly Person[] => {
  const file = join(folder, "playground.json");
  const people = parsed(join(folder, "people.json"), z.array(kinds.person.schema));
  return parsed(file, played).users.map((id) => {
    const person = people.find((p) => p.id === id);
    if (!person) throw new FileTrouble(`The file "${file}" names "${id}", but people.json has nobody with that id. Mend one of them.`);
    return person;
  });
};

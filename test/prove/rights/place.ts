/** The place where rights are tried: the organisation of the table, its records, and what others have said and been told. */

import type { Doing } from "../../../src/ports/records.ts";
import type { RecordOf } from "../../../src/ports/store.ts";
import { courseLike } from "../../support/courseLike.ts";
import { namesake, newcomer, spokenToStrangers } from "../../support/judge.ts";
import { canary, measures, needs, organisation, tomorrow, trainings, yesterday } from "../../support/rights.ts";
import type { newTown, Place } from "../../support/town.ts";

const someone = (id: string): Doing => ({
  id,
  flow: "registerMeasure",
  version: 1,
  subject: null,
  answers: { name: `Utkast ${canary(id)}`, goal: `Mål ${canary(id)}` },
  skipped: [],
  advised: [],
  pace: "steps",
  asked: "audience",
  card: null,
});
const courseNumber = (n: number): RecordOf<"course"> =>
  courseLike({
    id: `course-${n}`,
    title: `Livredning ${n}`,
    competences: ["c"],
    held: "once",
    dates: [{ from: tomorrow, to: tomorrow, start: "09:00", end: "11:00", place: "Rådhuset" }],
  });
const instant = `${yesterday}T08:00:00Z`;
export const place: Place = {
  municipality: { name: "Kommunen", tenantId: "tenant", language: spokenToStrangers, contact: { person: "hr" }, levels: [] },
  /** A guest comes with an employee's address, and somebody of the own tenant with an employee's name. */
  lookUp: async ({ from }) =>
    from.name === "guest"
      ? { email: "nils@example.no", tenant: "elsewhere", guest: true }
      : from.name === namesake
        ? { email: "other@example.com", tenant: "tenant", guest: false }
        : undefined,
  changes: [
    ...organisation.units.map((value) => ({ put: "unit", value }) as const),
    ...organisation.roles.map((value) => ({ put: "role", value }) as const),
    ...organisation.people.map((value) => ({ put: "person", value }) as const),
    ...organisation.leaderships.map((value) => ({ put: "leadership", value }) as const),
    ...measures.map((value) => ({ put: "measure", value }) as const),
    ...needs.map((value) => ({ put: "need", value }) as const),
    ...trainings.map((value) => ({ put: "training", value }) as const),
    { put: "competence", value: { id: "c", name: { nb: canary("need"), nn: canary("need"), en: canary("need") } } },
    {
      put: "requirement",
      value: { id: "q", competence: "c", role: "r", unit: null, level: null, source: "law", validity: null, coverage: null },
    },
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ put: "course", value: courseNumber(n) }) as const),
    {
      put: "suggestion",
      value: { id: "s", person: "siv", leader: "leader", name: canary("suggestion"), goal: null, created: yesterday },
    },
    { put: "followUp", value: { id: "f", person: "sara", due: tomorrow, about: { what: "training", title: canary("followup") } } },
    { put: "stranger", value: { aadObjectId: `unknown-${newcomer}`, name: canary("stranger"), email: null, first: instant } },
    {
      put: "notice",
      value: {
        id: "n",
        to: "sara",
        created: instant,
        message: { text: canary("notice"), card: null },
        state: "waiting",
        attempts: 0,
      },
    },
    {
      put: "talk",
      value: {
        id: "a:sara/sara",
        person: "sara",
        language: null,
        doing: someone("talk"),
        waiting: [someone("waiting")],
        offer: null,
        undo: { kind: "training", ids: ["t-school"] },
        ended: [],
        unclear: canary("talk"),
        touched: instant,
      },
    },
    {
      put: "card",
      value: {
        id: "card-sara",
        person: "sara",
        doing: null,
        acts: { go: { do: "start", flow: "registerMeasure", fill: { name: canary("card") } } },
        once: false,
        expires: "2027-01-01",
      },
    },
  ],
};
export type Town = Awaited<ReturnType<typeof newTown>>;

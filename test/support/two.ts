/** Two records of each kind. */
import type { Kind, RecordOf } from "../../src/ports/store.ts";

export const day = "2026-11-23";
export const at = "2026-11-23T08:00:00Z";
export const message = { text: "Hei", card: null };
const names = { nb: "Navn", nn: "Namn", en: "Name" };
type Pair<K extends Kind> = readonly [RecordOf<K>, RecordOf<K>];

/** Two of each kind that differ in everything they can be found by. */
export const two: { readonly [K in Kind]: Pair<K> } = {
  unit: (["a", "b"] as const).map((id) => ({ id, name: id, aliases: [], parent: null, level: "unit" }) as const) as never,
  role: [
    { id: "a", name: names, aliases: [] },
    { id: "b", name: names, aliases: ["spl"] },
  ],
  person: (["a", "b"] as const).map((id) => ({
    id,
    name: "Máret Ánne",
    aadObjectId: id === "a" ? "guid" : null,
    email: null,
    hasTeams: true,
    groups: [],
    language: null,
    hired: day,
    positions: [],
  })) as never,
  leadership: [
    { id: "a", person: "p", unit: "u", kind: "leader", from: day, to: null },
    { id: "b", person: "p", unit: "u", kind: "deputy", from: day, to: day },
  ],
  competence: [
    { id: "a", name: names },
    { id: "b", name: names },
  ],
  course: (["a", "b"] as const).map((id) => ({
    id,
    title: "Førstehjelp",
    aliases: [],
    description: "",
    competences: [],
    roles: [],
    units: [],
    extent: { hours: 2, days: null, studyPoints: null, note: null },
    cost: { kind: "free" },
    held: "yearly",
    provider: "",
    arena: "internalCourse",
    paidTime: true,
    link: null,
    dates: [],
    withdrawn: false,
  })) as never,
  requirement: [
    { id: "a", competence: "c", role: null, unit: null, source: "law", validity: null, coverage: null },
    { id: "b", competence: "c", role: "r", unit: null, source: "plan", validity: { warnAfter: 21, overdueAfter: 24 }, coverage: 2 },
  ],
  measure: (["a", "b"] as const).map((id) => ({
    id,
    unit: `unit-${id}`,
    level: "unit",
    name: "Språkmiljø",
    responsible: { person: id === "a" ? "kari" : null, name: "Kari" },
    goal: null,
    audience: null,
    strategy: null,
    plan: null,
    period: null,
    economy: null,
    evaluation: null,
    kind: null,
    group: null,
    frequency: null,
    status: "planned",
    support: null,
    registeredBy: `by-${id}`,
    registered: day,
  })) as never,
  training: (["a", "b"] as const).map((id) => ({
    id,
    person: `person-${id}`,
    title: "HLR",
    course: null,
    date: { from: day, to: day },
    hours: 2.5,
    studyPoints: null,
    provider: null,
    arena: null,
    onlyMe: false,
    loggedBy: "x",
    logged: day,
    objected: false,
  })) as never,
  suggestion: [
    { id: "a", person: "p1", leader: null, name: "Kurs", goal: null, created: day },
    { id: "b", person: "p2", leader: "l", name: "Kurs", goal: "Bedre", created: day },
  ],
  talk: (["a", "b"] as const).map((id) => ({
    id,
    person: `person-${id}`,
    language: null,
    doing: null,
    waiting: [],
    offer: null,
    undo: null,
    ended: [],
    unclear: null,
    touched: at,
  })) as never,
  card: [
    { id: "a", person: "p1", doing: "d", acts: { save: { do: "save" } }, once: false, expires: day },
    { id: "b", person: "p2", doing: null, acts: {}, once: true, expires: "2027-01-22" },
  ],
  inbox: [
    {
      id: "a",
      lane: "l1",
      received: at,
      content: "c1",
      acknowledged: false,
      activity: { text: "hei" },
      reference: {},
      answer: [],
      tries: 0,
      retry: null,
    },
    {
      id: "b",
      lane: "l2",
      received: at,
      content: null,
      acknowledged: true,
      activity: null,
      reference: {},
      answer: [message],
      tries: 2,
      retry: at,
    },
  ],
  notice: [
    { id: "a", to: "t1", created: at, message, state: "pending", attempts: 0 },
    { id: "b", to: "t2", created: at, message, state: "waiting", attempts: 0 },
  ],
  address: [
    { person: "a", reference: {} },
    { person: "b", reference: { conversation: { id: "c" } } },
  ],
  followUp: [
    { id: "a", person: "p1", due: day, about: { what: "training", title: "HLR" } },
    { id: "b", person: "p2", due: "2026-12-01", about: { what: "support", measure: "m" } },
  ],
  stranger: [
    { aadObjectId: "a", name: "?", email: null, first: at },
    { aadObjectId: "b", name: "?", email: "b@c.no", first: at },
  ],
  file: [
    { id: "a", person: "p1", name: "mine.json", type: "application/json", text: "{}", expires: at },
    { id: "b", person: "p2", name: "mine.txt", type: "text/plain", text: "æøå", expires: "2026-11-23T09:00:00Z" },
  ],
  acting: [
    { lane: "a", person: "p" },
    { lane: "b", person: "p" },
  ],
  mark: [
    { id: "a", count: 1 },
    { id: "b", count: 2 },
  ],
};

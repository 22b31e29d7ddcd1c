/**
 * Rights, judged from outside: every act, page and flow × every role × own and other units × every way a card can be wrong,
 * and the same commands without any card. The table in support/rights.ts says who may; support/judge.ts looks at the store
 * and at what was said. The cells are made from the registries, so that a new flow or page is in them or does not compile.
 */
import type { pages } from "../../src/answers/index.ts";
import type { Turned } from "../../src/dialogue/parts.ts";
import { languages } from "../../src/domain/language.ts";
import type { Act } from "../../src/domain/permissions.ts";
import type { flows } from "../../src/flows/index.ts";
import type { About, Command, Fill } from "../../src/ports/command.ts";
import type { CardRecord, Doing, Outgoing } from "../../src/ports/records.ts";
import type { Change, RecordOf } from "../../src/ports/store.ts";
import { render } from "../../src/text/render.ts";
import {
  changedBetween,
  type Finding,
  judge,
  namesake,
  newcomer,
  ofSubstance,
  shotOf,
  spokenToStrangers,
  type Who,
} from "../support/judge.ts";
import { allowed, canary, fullName, measures, names, organisation, today, tomorrow, trainings, yesterday } from "../support/rights.ts";
import { answersOf, elements, newTown, type Place } from "../support/town.ts";
import type { Proof } from "./proof.ts";

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
const courseNumber = (n: number): RecordOf<"course"> => ({
  id: `course-${n}`,
  title: `Livredning ${n}`,
  aliases: [],
  description: "",
  provider: "Kommunen",
  arena: "internalCourse",
  competences: ["c"],
  roles: [],
  units: [],
  extent: { hours: 2, studyPoints: null, days: null, note: null },
  cost: { kind: "free" },
  held: "once",
  dates: [],
  link: null,
  withdrawn: false,
  paidTime: true,
});
const instant = `${yesterday}T08:00:00Z`;
const place: Place = {
  municipality: { name: "Kommunen", tenantId: "tenant", language: spokenToStrangers, contact: { person: "hr" } },
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
    ...trainings.map((value) => ({ put: "training", value }) as const),
    { put: "competence", value: { id: "c", name: { nb: canary("need"), nn: canary("need"), en: canary("need") } } },
    {
      put: "requirement",
      value: { id: "q", competence: "c", role: "r", unit: null, source: "law", validity: null, coverage: null },
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
type Town = Awaited<ReturnType<typeof newTown>>;

const start = (flow: keyof typeof flows, fill: Fill = {}, subject?: string): Command => ({
  do: "start",
  flow,
  fill,
  ...(subject === undefined ? {} : { subject }),
});
const ask = (page: keyof typeof pages, about: About = {}): Command => ({ do: "ask", page, about });
const save: Command = { do: "save" };

// Ids of every kind there is, and of none: what is asked about may be anything.
const measureIds = measures.map((one) => one.id);
const trainingIds = trainings.map((one) => one.id);
const unitIds = organisation.units.map((one) => one.id);
const personIds = organisation.people.map((one) => one.id);
const nowhere = ["moon", "", "constructor", "__proto__", "toString"];
const [oneOfEach, restOfThem] = [["m-own", "t-siv", "siv", "care", "card-sara", "course-1", "r"], nowhere];
const strange = [...oneOfEach, ...restOfThem];
const foldedName = (id: string) => `Tiltak ${canary(id)}`;

/** What may be asked about, for every page there is. */
const abouts: { readonly [P in keyof typeof pages]: readonly About[] } = {
  help: [{}, { greeting: true }, { team: true }, { greeting: "constructor" }],
  smallTalk: [...["thanks", "fine", "robot", "law", "notTaken", ...nowhere].map((topic) => ({ topic }))],
  unclear: [{ said: "hva" }, { said: "", why: "unreadable" }, { said: "x".repeat(5000), why: "long" }, {}],
  whoSees: [{}, { person: "siv" }],
  myTraining: [{}, { person: "siv" }, { of: "siv" }],
  lacking: [{}, { person: "siv" }],
  measures: [
    {},
    { whose: "mine" },
    ...[...unitIds, ...strange].flatMap((unit) => [{ whose: "unit", unit }, { unit }, { whose: "mine", unit, page: 1 }]),
  ],
  courses: [{}, { page: 1 }, { role: "@me" }, { topic: "livredning" }, ...strange.map((role) => ({ role }))],
  unitTotals: [
    {},
    ...[...unitIds, ...strange].flatMap((unit) => [{ unit }, { unit, course: "course-1" }, { unit, course: "constructor" }]),
  ],
  undo: [{}, { kind: "measure", ids: measureIds }, { training: "t-siv" }],
  setLanguage: [{ language: "en" }, ...strange.map((language) => ({ language }))],
  actAs: ["hr", "leder", "tillitsvalgt", "meg", fullName("leader"), ...strange].map((who) => ({ who })),
  objectTraining: [...trainingIds, ...strange].flatMap((training) => [true, false].map((right) => ({ training, right }))),
  sendToHr: [{}, { to: "sara" }],
  measureStatus: [
    ...[...measureIds, ...strange].flatMap((measure) => [
      { measure },
      ...["draft", "planned", "started", "done", "stopped"].map((status) => ({ measure, status })),
    ]),
    ...measureIds.flatMap((id) => [{ words: foldedName(id) }, { words: foldedName(id), status: "stopped" }]),
  ],
  changeMeasure: [...measureIds.map(foldedName), ...strange].flatMap((words) => [
    { words },
    { words, fill: { goal: "Alle kan noe annet", unit: "school" } },
  ]),
  askLater: [{ title: "Kurs", due: tomorrow }, ...strange.map((due) => ({ title: "Kurs", due }))],
  confirmPerson: personIds.flatMap((person) =>
    [`unknown-${newcomer}`, "unknown-somebody", "aad-siv", ...nowhere.slice(1, 3)].map((aadObjectId) => ({ person, aadObjectId })),
  ),
};

/** What somebody sets out to do, in commands as understanding or a language model would give them. */
type Deeds = {
  readonly name: string;
  readonly steps: readonly Command[];
  /** It has its effect for those who may do all of this, and for nobody else. */
  readonly needs?: readonly (readonly [Act, string?])[];
  /** For the others something else may come of it: a measure in their own unit. */
  readonly orElse?: boolean;
};
const done = { from: yesterday, to: yesterday };
const course = (title: string) => ({ title, course: null });
const measureFill = { name: "Kurs for alle", goal: "Alle har bestått prøven", period: { from: null, to: "2027-05-01" } };
const rest: readonly Command[] = [
  { do: "fill", fill: { goal: "Alle kan det", people: ["sara"], unit: "school", degree: "large", onlyMe: true } },
  { do: "change", field: "goal" },
  { do: "change", field: "constructor" },
  { do: "misfit", field: "goal", complaint: "badDate", said: "x" },
  { do: "misfit", field: "__proto__", complaint: "badDate", said: "x" },
  ...(
    "skip back why example cancel discard pause resume save draft form rest summary yes no".split(" ") as Extract<
      Command,
      { do: "skip" | "no" }
    >["do"][]
  ).map((it) => ({ do: it }) as Command),
  { do: "unclear", said: "hva" },
];

const starts: { readonly [F in keyof typeof flows]: readonly Deeds[] } = {
  registerMeasure: [
    ...measureIds.flatMap((id): Deeds[] => {
      const needs = [["measure.change", id]] as const;
      return [
        { name: `open ${id}`, steps: [start("registerMeasure", {}, id)] },
        { name: `change ${id}`, steps: [start("registerMeasure", { goal: "Alle kan noe annet" }, id), save], needs },
        { name: `move ${id}`, steps: [start("registerMeasure", { goal: "Alle kan det", unit: "school" }, id), save] },
        {
          name: `show ${id} to all`,
          steps: [start("registerMeasure", { level: "unit", goal: "Alle kan det" }, id), { do: "draft" }],
          needs,
        },
        { name: `write ${id} in the form`, steps: [start("registerMeasure", {}, id), { do: "form" }, { do: "summary" }] },
      ];
    }),
    ...strange.map((id) => ({
      name: `change "${id}"`,
      steps: [start("registerMeasure", measureFill, id), save],
      needs: [["measure.change", id]] as const,
    })),
    ...[...unitIds, ...strange].flatMap((unit): Deeds[] => {
      const needs = [["measure.register"], ["measure.registerIn", unitIds.includes(unit) ? unit : "nowhere"]] as const;
      const steps = [start("registerMeasure", { ...measureFill, unit })];
      return [
        { name: `register in "${unit}"`, steps: [...steps, save], needs, orElse: true },
        { name: `draft in "${unit}"`, steps: [...steps, { do: "draft" }], needs, orElse: true },
        { name: `register in "${unit}", and undo`, steps: [...steps, save, ask("undo")] },
      ];
    }),
    ...personIds.map((person) => ({
      name: `make ${person} responsible`,
      steps: [start("registerMeasure", { ...measureFill, level: "individual", responsible: { person, name: fullName(person) } }), save],
      needs: [["measure.register"]] as const,
    })),
    ...rest.map((command) => ({
      name: `${JSON.stringify(command)} in the middle of a measure`,
      steps: [start("registerMeasure", { name: "Kurs" }), command],
    })),
    ...rest.map((command) => ({
      name: `${JSON.stringify(command)} while m-own is open`,
      steps: [start("registerMeasure", {}, "m-own"), command],
    })),
  ],
  measureEffect: [...measureIds, ...strange].flatMap((id): Deeds[] => {
    const needs = [["measure.change", id]] as const;
    return [
      { name: `ask how ${id} went`, steps: [start("measureEffect", {}, id)] },
      { name: `say how ${id} went`, steps: [start("measureEffect", { degree: "large" }, id)], needs },
      {
        name: `say that it is too early for ${id}`,
        steps: [start("measureEffect", {}, id), { do: "fill", fill: { degree: "tooEarly" } }],
        needs,
      },
    ];
  }),
  suggestMeasure: [
    { name: "suggest", steps: [start("suggestMeasure", measureFill), save], needs: [["measure.suggest"]] },
    { name: "suggest with another's measure", steps: [start("suggestMeasure", {}, "m-own"), save] },
  ],
  logTraining: [
    { name: "log", steps: [start("logTraining", { title: course("HLR"), taken: done }), save], needs: [["training.log"]] },
    { name: "log, and undo", steps: [start("logTraining", { title: course("HLR"), taken: done }), save, ask("undo")] },
    { name: "hide what is not delicate", steps: [start("logTraining", { title: course("HLR"), taken: done, onlyMe: true }), save] },
    {
      name: "hide what is delicate",
      steps: [start("logTraining", { title: course("For tillitsvalgte"), taken: done, onlyMe: true }), save],
    },
    { name: "log over another's", steps: [start("logTraining", { title: course("HLR"), taken: done }, "t-siv"), save] },
    { name: "log over a measure", steps: [start("logTraining", { title: course("HLR"), taken: done }, "m-own"), save] },
    { name: "log for another", steps: [start("logTraining", { title: course("HLR"), taken: done, people: ["siv"], person: "siv" }), save] },
    ...rest.map((command) => ({
      name: `${JSON.stringify(command)} in the middle of a log`,
      steps: [start("logTraining", { title: course("HLR") }), command],
    })),
  ],
  logForUnit: [
    ...[["siv"], ["employee"], ["nils"], ["heidi"], ["sara"], ["gone"], ["siv", "sara"], ["siv", "nils"], ["siv", "siv"], []].map(
      (people): Deeds => ({
        name: `log for ${people}`,
        steps: [start("logForUnit", { people, title: course("HLR"), taken: done }), save],
        ...(people.length > 0 && new Set(people).size === people.length
          ? { needs: [["training.logForUnit"], ...people.map((p) => ["training.logFor", p] as const)] }
          : {}),
      }),
    ),
    ...nowhere.map((id) => ({
      name: `log for "${id}"`,
      steps: [start("logForUnit", { people: [id], title: course("HLR"), taken: done }), save],
    })),
    ...[...personIds].map((id) => ({ name: `name ${id}`, steps: [start("logForUnit", { people: [id] })] })),
    {
      name: "log for Siv, and undo",
      steps: [start("logForUnit", { people: ["siv"], title: course("HLR"), taken: done }), save, ask("undo")],
    },
    ...rest.map((command) => ({
      name: `${JSON.stringify(command)} in the middle of a unit's log`,
      steps: [start("logForUnit", { people: ["siv"] }), command],
    })),
  ],
};
const deeds: readonly (Deeds & { readonly kind: string })[] = [
  ...Object.entries(abouts).flatMap(([kind, list]) =>
    list.map((about) => ({ kind, name: `${kind} ${JSON.stringify(about)}`, steps: [ask(kind as keyof typeof pages, about)] })),
  ),
  ...Object.entries(starts).flatMap(([kind, list]) => list.map((one) => ({ ...one, kind }))),
];

/** One thing that somebody does, and what must come of it. */
type Cell = {
  readonly name: string;
  /** The page, the flow, or what is wrong with the card; a sample has some of each. */
  readonly kind: string;
  readonly who: Who;
  readonly inPublic?: boolean;
  /** Nothing of substance may change after the setting; or something must. */
  readonly expects?: "still" | "effect" | undefined;
  /** All that is said is that it is not for this person. */
  readonly refused?: boolean;
  readonly wantsAnswer?: boolean;
  setting?(town: Town): Promise<unknown>;
  play(town: Town): Promise<readonly Turned[]>;
};

const whoIs = (id: string): Who => ({ id, column: id });
const everyone = [...names, newcomer, "guest"];
const expected = ({ column, standsFor = {} }: Who, needs: Deeds["needs"], orElse = false) =>
  needs &&
  (needs.every(([act, about]) => allowed(column, act, about && (standsFor[about] ?? about))) ? "effect" : orElse ? undefined : "still");

const refusals = new Set(
  languages.flatMap((l) => (["notAllowed", "notUnderstood", "comeToMe", "notKnown"] as const).map((say) => render({ say }, l))),
);
const totalsUnit = ([step]: readonly Command[]) => (step?.do === "ask" && typeof step.about.unit === "string" ? step.about.unit : "");

/** Below the chat: the commands themselves, in the own chat and in a channel. */
const below = (): Cell[] =>
  deeds.flatMap(({ kind, name, steps, needs, orElse }) =>
    everyone.flatMap((id) =>
      [false, true].map(
        (inPublic): Cell => ({
          kind: inPublic ? "in a channel" : kind,
          name: `${id}${inPublic ? " in a channel" : ""}: ${name}`,
          who: whoIs(id),
          inPublic,
          refused: kind === "unitTotals" && (inPublic || !allowed(id, "totals.see", totalsUnit(steps))),
          expects: inPublic ? "still" : expected(whoIs(id), needs, orElse),
          wantsAnswer: true,
          play: async (town) => {
            const turned = [];
            for (const step of steps) turned.push(await town.mean(id, step, !inPublic));
            return turned;
          },
        }),
      ),
    ),
  );

/** What somebody was to be asked about a measure, when the day has come. */
const due = (): Cell[] =>
  measureIds.flatMap((id) =>
    personIds.map((person) => ({
      kind: "asked later",
      name: `${person} is to be asked about ${id}`,
      who: whoIs(person),
      setting: (town) =>
        town.store.commit([{ put: "followUp", value: { id: "due", person, due: today, about: { what: "support", measure: id } } }]),
      play: async (town) => {
        await town.look();
        return [];
      },
    })),
  );

/** What somebody does to be shown cards. */
type Opener = {
  readonly name: string;
  readonly by: readonly string[];
  readonly steps: readonly Command[];
  /** What an act of the card needs to have its effect, where it has one. */
  readonly effects?: Readonly<Record<string, NonNullable<Deeds["needs"]>>>;
  readonly orElse?: boolean;
  /** The measure it is about. */
  readonly about?: string;
};
const opener = (name: string, steps: readonly Command[], more: Partial<Opener> = {}): Opener => ({ name, by: names, steps, ...more });
const twoToLog = start("logForUnit", { people: ["siv", "employee"], title: course("HLR"), taken: done });
const toLog: NonNullable<Deeds["needs"]> = [["training.logForUnit"], ["training.logFor", "siv"], ["training.logFor", "employee"]];
const openers: readonly Opener[] = [
  opener("the greeting", [ask("help", { greeting: true })]),
  opener("what was not understood", [ask("unclear", { said: "hva" })], { effects: { sendToHr: [["hr.write"]] } }),
  opener("the own training", [ask("myTraining")]),
  opener("what is lacking", [ask("lacking")]),
  opener("the own measures", [ask("measures")]),
  opener("the measures of all", [ask("measures", { unit: "all" })]),
  opener("the second page of measures", [ask("measures", { unit: "all", page: 1 })]),
  opener("courses", [ask("courses", { topic: "livredning" })]),
  ...["m-planned", "m-own", "m-names", "m-below", "m-above", "m-school"].flatMap((id) => {
    const about = { about: id };
    const change = [["measure.change", id]] as const;
    return [
      opener(`the status of ${id}`, [ask("measureStatus", { measure: id })], {
        ...about,
        effects: { started: change, stopped: change, draft: change },
      }),
      opener(`${id} to change`, [start("registerMeasure", {}, id)], { ...about, effects: { save: [] } }),
      opener(`${id} to change, changed`, [start("registerMeasure", { goal: "Alle kan noe annet" }, id)], {
        ...about,
        effects: { save: change },
      }),
      opener(`how ${id} went`, [start("measureEffect", {}, id)], { ...about, effects: { large: change, tooEarly: change } }),
    ];
  }),
  ...["care", "school"].map((unit) =>
    opener(`a measure for ${unit}`, [start("registerMeasure", { ...measureFill, unit })], {
      orElse: true,
      effects: { save: [["measure.register"], ["measure.registerIn", unit]], draft: [["measure.register"], ["measure.registerIn", unit]] },
    }),
  ),
  opener("the first question", [start("registerMeasure")]),
  opener("the form", [start("registerMeasure", measureFill), { do: "form" }]),
  opener("whether to throw it away", [start("registerMeasure", { ...measureFill, audience: "Alle" }), { do: "cancel" }]),
  opener("what was set aside", [start("registerMeasure", {}, "m-own"), start("logTraining", { title: course("HLR") }), { do: "cancel" }], {
    about: "m-own",
  }),
  opener("a log", [start("logTraining", { title: course("HLR"), taken: done })], { effects: { save: [["training.log"]] } }),
  opener("a delicate log", [start("logTraining", { title: course("For tillitsvalgte"), taken: done })], {
    effects: { save: [["training.log"]] },
  }),
  opener("a log too early", [start("logTraining", { title: course("HLR"), taken: { from: tomorrow, to: tomorrow } })], {
    effects: { yes: [["training.log"]] },
  }),
  opener("a log for two", [twoToLog], { effects: { save: toLog } }),
  opener("a suggestion", [start("suggestMeasure", measureFill)], { effects: { save: [["measure.suggest"]] } }),
  // What others are told.
  opener("what was logged for her", [twoToLog, save], { by: ["leader", "above", "hr", "acting"], effects: { object: [] } }),
  opener(
    "what was logged for her alone",
    [start("logForUnit", { people: ["siv"], title: course(canary("t-byleader")), taken: done }), save],
    {
      by: ["leader", "above", "hr", "acting"],
    },
  ),
  opener("a suggestion from an employee", [start("suggestMeasure", measureFill), save], { by: ["siv", "other", "leader"] }),
  opener("a responsibility", [start("registerMeasure", { ...measureFill, responsible: { person: "siv", name: fullName("siv") } }), save], {
    by: ["leader", "hr"],
  }),
  opener("somebody unknown", [ask("help")], { by: [namesake] }),
];
const open = (town: Town, by: string, steps: readonly Command[]) =>
  steps.reduce<Promise<readonly Turned[]>>(async (turned, step) => [...(await turned), await town.mean(by, step)], Promise.resolve([]));

/** A button on a card, with the inputs as they stand. */
type Button = { readonly card: CardRecord; readonly act: string; readonly inputs: Readonly<Record<string, string>> };
const press = (town: Town, who: string, { card, act, inputs }: { card: string; act: string; inputs: Button["inputs"] }, personal = true) =>
  town.send(who, { press: { card, act, inputs } }, personal);

/** Every act of every card that an opener has made and that is not an older one of its conversation. */
const buttonsOf = async (by: string, steps: readonly Command[]): Promise<readonly Button[]> => {
  const town = await newTown(undefined, place);
  const turned = await open(town, by, steps);
  const shown: readonly Outgoing[] = [...turned.flatMap(answersOf), ...(await town.all("notice")).map((n) => n.message)];
  const talks = await town.all("talk");
  return (await town.all("card"))
    .filter((card) => card.id !== "card-sara" && (card.doing === null || talks.some((talk) => talk.doing?.card === card.id)))
    .flatMap((card) => {
      const on = elements(shown.filter((m) => JSON.stringify(m.card).includes(`"${card.id}"`)).map((m) => m.card));
      const inputs = Object.fromEntries(
        on.filter((e) => String(e.type).startsWith("Input.")).map((e) => [String(e.id), String(e.value ?? "")]),
      );
      return Object.keys(card.acts).map((act) => ({ card, act, inputs }));
    });
};

const loseAll = async (town: Town, who: string) => {
  const person = (await town.store.get("person", who))?.value;
  const led = (await town.all("leadership")).filter((l) => l.person === who);
  await town.reorganise(
    ...(person ? [{ put: "person", value: { ...person, groups: [] } } satisfies Change] : []),
    ...led.map((l) => ({ put: "leadership", value: { ...l, from: "2020-01-01", to: yesterday } }) as const),
  );
};

/** What can have happened between a card and its press. */
const events: readonly {
  readonly name: string;
  readonly still: boolean;
  who(who: Who, by: string): Who | undefined;
  happen(town: Town, who: { readonly owner: string; readonly by: string }, about: string | undefined): Promise<unknown>;
}[] = [
  {
    name: "after all rights were lost",
    still: false,
    who: ({ id }) => (["siv", "employee", "ended", "tomorrow"].includes(id) ? undefined : { id, column: "employee" }),
    happen: (town, { owner }) => loseAll(town, owner),
  },
  {
    name: "after the one it came from has lost all rights",
    still: false,
    who: (who, by) => (by === who.id ? undefined : { ...who, standsFor: { [by]: "employee" } }),
    happen: (town, { by }) => loseAll(town, by),
  },
  {
    name: "after somebody else has changed it",
    still: true,
    who: (who) => who,
    happen: async (town, _who, about) => {
      const kept = await town.store.get("measure", about ?? "");
      if (kept)
        await town.store.commit([
          { put: "measure", value: { ...kept.value, goal: "Alle kan noe helt annet", status: "stopped" }, at: kept.revision },
        ]);
    },
  },
  {
    name: "after it is gone",
    still: true,
    who: (who) => who,
    happen: async (town, _who, about) => void (about && (await town.store.commit([{ remove: "measure", id: about }]))),
  },
  {
    name: "after it and Siv have moved to the school",
    still: false,
    who: (who) => ({
      ...who,
      standsFor: { "m-planned": "m-school", "m-below": "m-school", "m-above": "m-school", siv: "sara", "t-byleader": "t-school" },
    }),
    happen: async (town, _who, about) => {
      const kept = await town.store.get("measure", about ?? "");
      if (kept) await town.store.commit([{ put: "measure", value: { ...kept.value, unit: "school" }, at: kept.revision }]);
      const siv = (await town.store.get("person", "siv"))?.value;
      const moved = siv && { ...siv, positions: siv.positions.map((p) => ({ ...p, unit: "school" })) };
      if (moved) await town.reorganise({ put: "person", value: moved });
    },
  },
];

const notOffered: readonly Readonly<Record<string, string>>[] = [
  { people: "siv,sara", unit: "school", level: "individual", onlyMe: "true", responsible: fullName("sara"), degree: "large" },
  { people: "gone", unit: "moon", level: "constructor", onlyMe: "1", title: "HLR", taken: yesterday, status: "done" },
  { people: "constructor", unit: "constructor", __proto__x: "1", constructor: "1", person: "siv", subject: "m-own", registeredBy: "hr" },
  { people: "", unit: "", name: "", goal: "", measure: "m-own", training: "t-siv", card: "card-sara", act: "save" },
];
const otherActs = [
  "save",
  "draft",
  "discard",
  "edit0",
  "status0",
  "started",
  "large",
  "yes",
  "object",
  "go",
  "gone",
  "constructor",
  "__proto__",
  "toString",
  "",
];
const otherCards = ["card-sara", "id-999", "t-siv", "siv", "a:sara/sara", "constructor", "__proto__", "toString", ""];

/** Through the chat: one button, pressed rightly and in every way that is wrong. */
const throughCard = (o: Opener, by: string, button: Button): Cell[] => {
  const { card, act, inputs } = button;
  const owner = whoIs(card.person);
  const data = { card: card.id, act, inputs };
  const needs = o.effects && Object.hasOwn(o.effects, act) ? o.effects[act] : undefined;
  const setting = (town: Town) => open(town, by, o.steps);
  const once =
    (who: string, with_: typeof data, personal = true) =>
    async (town: Town) => [await press(town, who, with_, personal)];
  const cell = (how: string, more: Partial<Cell> & Pick<Cell, "play">): Cell => ({
    kind: /^(?:after .*|\S+)/.exec(how)?.[0] ?? how,
    name: `${card.person}: "${act}" on ${o.name} by ${by}, ${how}`,
    who: owner,
    wantsAnswer: true,
    setting,
    ...more,
  });
  const still = { expects: "still" } as const;
  return [
    cell("genuine", { play: once(owner.id, data), expects: needs?.length ? expected(owner, needs, o.orElse) : undefined }),
    cell("replayed", {
      ...still,
      setting: async (town) => [await setting(town), await press(town, owner.id, data)],
      play: once(owner.id, data),
    }),
    cell("in a channel", { ...still, inPublic: true, play: once(owner.id, data, false) }),
    cell("expired", {
      ...still,
      who: { id: owner.id, column: owner.id === "tomorrow" ? "leader" : ["acting", "deputy"].includes(owner.id) ? "employee" : owner.id },
      setting: async (town) => {
        await setting(town);
        town.setTime("2027-02-01");
      },
      play: once(owner.id, data),
    }),
    ...(card.doing === null
      ? []
      : [
          cell("older than the newest", {
            ...still,
            setting: async (town) => [
              await setting(town),
              await town.mean(owner.id, { do: "form" }),
              await town.mean(owner.id, { do: "resume" }),
            ],
            play: once(owner.id, data),
          }),
        ]),
    ...everyone.filter((id) => id !== owner.id).map((id) => cell(`pressed by ${id}`, { ...still, who: whoIs(id), play: once(id, data) })),
    ...otherActs
      .filter((other) => !Object.hasOwn(card.acts, other))
      .map((other) => cell(`as "${other}"`, { ...still, play: once(owner.id, { ...data, act: other }) })),
    ...otherCards.map((other) => cell(`as card "${other}"`, { ...still, play: once(owner.id, { ...data, card: other }) })),
    ...notOffered.map((forged, i) =>
      cell(`with inputs ${i} that were not offered`, { play: once(owner.id, { ...data, inputs: { ...inputs, ...forged } }) }),
    ),
    ...events.flatMap((event) => {
      const who = event.who(owner, by);
      if (!who || (event.still && !o.about) || (o.about && who.standsFor && !who.standsFor[o.about])) return [];
      const free = needs === undefined || needs.length === 0 || (o.about !== undefined && who.standsFor !== undefined);
      const expects = event.still && needs ? "still" : free ? undefined : expected(who, needs, o.orElse);
      return [
        cell(event.name, {
          who,
          expects,
          setting: async (town) => [await setting(town), await event.happen(town, { owner: owner.id, by }, o.about)],
          play: once(owner.id, data),
        }),
      ];
    }),
  ];
};

/** Every cell of the chat, opener by opener. */
const groups = openers.flatMap((o) => o.by.map((by) => ({ o, by })));
const through = async ({ o, by }: (typeof groups)[number]): Promise<readonly Cell[]> =>
  (await buttonsOf(by, o.steps)).flatMap((button) => throughCard(o, by, button));

const run = async (cell: Cell): Promise<readonly Finding[]> => {
  const town = await newTown(undefined, place);
  await cell.setting?.(town);
  const before = await shotOf(town.store);
  const turned = await cell.play(town);
  const after = await shotOf(town.store);
  const said = turned.flatMap(answersOf);
  const found = judge({ who: cell.who, inPublic: cell.inPublic ?? false, before, after, said, wantsAnswer: cell.wantsAnswer ?? false });
  // A stranger's first word is passed on to HR, whatever it is.
  const changed = names.some((name) => name === cell.who.id) ? ofSubstance(changedBetween(before, after)) : [];
  const told = cell.refused ? said.filter((m) => !refusals.has(m.text)) : [];
  if (told.length > 0) return [...found, { leak: true, what: `it told ${told.map((m) => m.text).join(" / ")}` }];
  if (cell.expects === "still" && changed.length > 0) return [...found, { leak: true, what: `it changed ${JSON.stringify(changed)}` }];
  if (cell.expects === "effect" && changed.length === 0)
    return [...found, { leak: false, what: `nothing came of it: ${said.map((m) => m.text).join(" / ")}` }];
  return found;
};
/** A cell that does not come to an end is a finding like others. */
const findingsIn = async (cell: Cell): Promise<readonly Finding[]> => {
  const found = await run(cell).catch((error: unknown): Finding[] => [{ leak: false, what: String(error) }]);
  return found.map((f) => ({ ...f, what: `${cell.name}: ${f.what}` }));
};

/** The same sequence for the same seed (mulberry32). */
const randomly = (seed: number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
};
const shuffled = <T>(all: readonly T[], random: () => number): readonly T[] =>
  all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
/** So many of each kind, those that must have an effect a kind of their own. */
const some = (cells: readonly Cell[], each: number, random: () => number): readonly Cell[] =>
  [...Map.groupBy(cells, (c) => `${c.kind} ${c.expects === "effect"}`).values()].flatMap((those) => shuffled(those, random).slice(0, each));

export const rights: Proof = {
  id: "rights",
  run: async (long, say) => {
    const random = randomly(2026);
    const chosen = long ? groups : shuffled(groups, random).slice(0, 60);
    const chat: Cell[] = [];
    for (const group of chosen) chat.push(...(await through(group)));
    const plain = [...below(), ...due()];
    const halves = [
      ["through cards", long ? chat : some(chat, 60, random)],
      ["below the chat", long ? plain : some(plain, 30, random)],
    ] as const;
    const rows = [];
    for (const [where, cells] of halves) {
      const findings: Finding[] = [];
      for (const [i, cell] of cells.entries()) {
        findings.push(...(await findingsIn(cell)));
        if (i % 2000 === 1999) say(`${i + 1} of ${cells.length} cells ${where}`);
      }
      for (const f of findings.slice(0, 40)) say(`${f.leak ? "LEAK" : "poor"} ${f.what.slice(0, 700)}`);
      const leaks = findings.filter((f) => f.leak).length;
      const effects = cells.filter((c) => c.expects === "effect").length;
      rows.push({
        promise: `rights ${where}`,
        asked: `${long ? "at least 5 000 cells" : "a sample"}, 0 leaks`,
        measured: `${cells.length} cells, ${leaks} leaks; ${effects} that must succeed, ${findings.length - leaks} that did not or were badly worded`,
        kept: findings.length === 0 && (!long || cells.length >= 5000),
      });
    }
    return rows;
  },
};

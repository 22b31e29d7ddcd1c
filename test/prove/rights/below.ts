/** Below the chat: commands as understanding or a language model would give them, for every page and flow there is. */
import type { pages } from "../../../src/answers/index.ts";
import { languages } from "../../../src/domain/language.ts";
import type { flows } from "../../../src/flows/index.ts";
import type { About, Command } from "../../../src/ports/command.ts";
import { render } from "../../../src/text/render.ts";
import { newcomer } from "../../support/judge.ts";
import { allowed, canary, fullName, measures, needs, organisation, today, tomorrow, trainings } from "../../support/rights.ts";
import { ask, type Cell, course, done, everyone, expected, measureFill, type Needs, save, start, whoIs } from "./cell.ts";

// Ids of every kind there is, and of none: what is asked about may be anything.
const measureIds = measures.map((one) => one.id);
const trainingIds = trainings.map((one) => one.id);
const unitIds = organisation.units.map((one) => one.id);
const personIds = organisation.people.map((one) => one.id);
const nowhere = ["moon", "", "constructor", "__proto__", "toString"];
const strange = ["m-own", "t-siv", "siv", "care", "card-sara", "course-1", "r", ...nowhere];
const nameOf = (id: string) => `Tiltak ${canary(id)}`;

/** Those whose records the table of rights speaks of. */
const others = ["siv", "employee", "nils", "heidi", "sara", "gone"];
const aboutUnits: readonly About[] = [{}, ...[...unitIds, ...strange].flatMap((unit) => [{ unit }, { unit, page: 1 }])];

/** What may be asked about, for every page there is. */
const abouts: { readonly [P in keyof typeof pages]: readonly About[] } = {
  help: [{}, { greeting: true }, { team: true }, { greeting: "constructor" }],
  smallTalk: [...["thanks", "fine", "robot", "law", "notTaken", ...nowhere].map((topic) => ({ topic }))],
  unclear: [{ said: "hva" }, { said: "", why: "unreadable" }, { said: "x".repeat(5000), why: "long" }, {}],
  whoSees: [{}, { person: "siv" }],
  whoLooked: [{}, { person: "siv" }],
  aboutMe: [{}, { person: "siv" }],
  exportMine: [{}, { person: "siv" }],
  // Nothing is erased for whoever was not asked.
  eraseMe: [{}, { asked: 1 }, { asked: 2 }, { asked: 3 }, { asked: 2, person: "siv" }],
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
  profile: [{}, { person: "siv" }],
  mySignUps: [{}, { person: "siv" }],
  gap: aboutUnits,
  gapBeside: aboutUnits,
  lackingWho: [...aboutUnits, { competence: "c" }, ...personIds.map((person) => ({ person }))],
  breakRoomList: aboutUnits,
  coverage: [...aboutUnits, { competence: "c" }],
  analysis: aboutUnits,
  deliveries: aboutUnits,
  signUp: [1, 9, "constructor"].map((n) => ({ course: `course-${n}`, from: tomorrow, start: "09:00" })),
  signOff: [{}, { course: "course-1" }, { signUp: "siv/course-1" }],
  dismiss: ["course-1", ...strange].flatMap((one) => [{ course: one }, { course: one, why: "notNow" }, { course: one, back: true }]),
  interest: [{ topic: "livredning" }, { topic: "" }, { topic: "livredning", gone: true }],
  deliver: [...unitIds, ...strange].map((unit) => ({ unit })),
  analysisFile: [...strange.map((one) => ({ analysis: one })), { analysis: "care/2026/1" }],
  closeNeed: [...needs.map((one) => one.id), ...strange].flatMap((one) => [{ need: one }, { need: one, back: true }]),
  discussNeed: [...needs.map((one) => one.id), ...strange].map((one) => ({ need: one })),
  importFile: [{}, ...strange.flatMap((file) => [{ file }, { file, kind: "people", shown: "x" }, { file, drop: true }])],
  exportFile: [{}, ...["people", "training", "requirements"].flatMap((what) => [{ what }, { what, form: "csv" }, { what, form: "xlsx" }])],
  seen: personIds.map((person) => ({ person, title: "HLR", course: null, where: null })),
  objectConfirmation: strange.flatMap((one) => [true, false].map((right) => ({ confirmation: one, right }))),
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
    ...measureIds.flatMap((id) => [{ words: nameOf(id) }, { words: nameOf(id), status: "stopped" }]),
  ],
  changeMeasure: [...measureIds.map(nameOf), ...strange].flatMap((words) => [
    { words },
    { words, fill: { goal: "Alle kan noe annet", unit: "school" } },
  ]),
  askLater: [{ title: "Kurs", due: tomorrow }, ...strange.map((due) => ({ title: "Kurs", due }))],
  talks: [{}, { person: "siv" }, { unit: "school" }],
  bookedTalk: personIds.map((person) => ({ person, day: tomorrow, start: null })),
  prepareTalk: [{}, { person: "siv" }],
  objectTalk: [true, false].map((right) => ({ year: 2026, right })),
  myReminders: [{}, { person: "siv" }],
  remindMe: [
    {},
    { pace: "asked" },
    { pace: "never" },
    { away: tomorrow },
    { away: null },
    { untilWhen: true },
    { hearAll: true },
    { person: "siv" },
  ],
  putOff: [
    { key: "k", kind: "talks" },
    { key: "k", kind: "talks", until: tomorrow },
    { key: "k", kind: "gapHr", mute: true },
    ...strange.map((key) => ({ key, kind: "talks", until: null })),
  ],
  whatIsSent: [{}],
  unreached: [{}, { page: 1 }],
  releaseReminders: [...["send", "stop", "start", "constructor"].map((what) => ({ what })), { what: "send", seasons: ["talks/2027"] }],
  yearWheel: [{}],
  evaluate: [...measureIds, ...strange].flatMap((measure) => [{ measure }, { measure, change: "Alt", goal: "Ja" }]),
  saveTalks: personIds.flatMap((person) => [
    { held: [person], later: [], notNow: [], day: today },
    { held: [], later: [person], notNow: [], day: today },
  ]),
  openEvaluation: [...measureIds, ...strange].map((measure) => ({ measure, people: ["siv", "employee", "nils", "tomorrow", "ended"] })),
  evaluations: [...measureIds, ...strange].map((measure) => ({ measure })),
  calendarFile: [{ what: "wheel" }, ...[...personIds, ...strange].map((person) => ({ what: "talk", person }))],
  confirmPerson: personIds.flatMap((person) =>
    [`unknown-${newcomer}`, "unknown-somebody", "aad-siv", ...nowhere.slice(1, 3)].map((aadObjectId) => ({ person, aadObjectId })),
  ),
};
/** What somebody sets out to do, in commands as understanding or a language model would give them. */
type Deeds = {
  readonly name: string;
  readonly steps: readonly Command[];
  readonly needs?: Needs;
  /** For the others something else may come of it: a measure in their own unit. */
  readonly orElse?: boolean;
};
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
  addNeed: [...unitIds, ...strange].map((unit) => ({
    name: `need in "${unit}"`,
    steps: [start("addNeed", { need: "Flere med fagbrev", unit }), save],
    needs: [["need.add"], ["need.addIn", unitIds.includes(unit) ? unit : "nowhere"]] as const,
    orElse: true,
  })),
  setTarget: unitIds.map((unit) => ({
    name: `wanted in ${unit}`,
    steps: [start("setTarget", { competence: "c", wanted: 4, unit }), save],
    needs: [["need.add"], ["need.addIn", unit]] as const,
    orElse: true,
  })),
  setWorkforce: unitIds.map((unit) => ({
    name: `workforce in ${unit}`,
    steps: [start("setWorkforce", { field: "Pleie", actual: 4, unit }), save],
    needs: [["need.add"], ["need.addIn", unit]] as const,
    orElse: true,
  })),
  confirmCompetence: others.map((person) => ({
    name: `confirm for ${person}`,
    steps: [start("confirmCompetence", { person: { person, name: fullName(person) }, competence: "c" }), save],
    needs: [["competence.confirm"], ["competence.confirmFor", person]] as const,
  })),
  markSeen: others.map((person) => ({
    name: `certificate of ${person}`,
    steps: [start("markSeen", { person: { person, name: fullName(person) }, title: course("HLR") }), save],
  })),
  putOffUntil: [
    { name: "put off", steps: [start("putOffUntil", { matter: "talks/2026", kind: "talks", until: { day: tomorrow, start: null } })] },
    {
      name: "put off what is nothing",
      steps: [start("putOffUntil", { matter: "x", kind: "constructor", until: { day: tomorrow, start: null } })],
    },
  ],
  askEvaluation: [...measureIds, ...strange].map((id) => ({
    name: `ask about ${id}`,
    steps: [start("askEvaluation", { people: ["siv", "employee", "nils", "tomorrow", "ended"] }, id), save],
  })),
  moreTime: unitIds.map((unit) => ({
    name: `more time in ${unit}`,
    steps: [start("moreTime", { until: { from: null, to: tomorrow }, unit }), save],
    needs: [["need.add"], ["need.addIn", unit]] as const,
    orElse: true,
  })),
  registerTalks: [
    ...personIds.map((person) => ({
      name: `talk with ${person}`,
      steps: [start("registerTalks", { held: [person], taken: done }), save],
    })),
    { name: "talks later", steps: [start("registerTalks", { later: ["siv"], notNow: ["sara"] }), save] },
  ],
  bookTalk: personIds.map((person) => ({
    name: `book ${person}`,
    steps: [start("bookTalk", { person: { person, name: fullName(person) }, when: { day: tomorrow, start: "10:00" } }), save],
  })),
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
    ...personIds.map((id) => ({ name: `name ${id}`, steps: [start("logForUnit", { people: [id] })] })),
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

export const refusals = new Set(
  languages.flatMap((l) => (["notAllowed", "notUnderstood", "comeToMe", "notKnown"] as const).map((say) => render({ say }, l))),
);
const totalsUnit = ([step]: readonly Command[]) => (step?.do === "ask" && typeof step.about.unit === "string" ? step.about.unit : "");

/** Below the chat: the commands themselves, in the own chat and in a channel. */
export const below = (): Cell[] =>
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
export const due = (): Cell[] =>
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

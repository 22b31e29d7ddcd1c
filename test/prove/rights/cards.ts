/** Through the chat: every button of every card, pressed rightly and in every way that is wrong. */
import type { Turned } from "../../../src/dialogue/parts.ts";
import type { Command } from "../../../src/ports/command.ts";
import type { CardRecord, Outgoing } from "../../../src/ports/records.ts";
import type { Change } from "../../../src/ports/store.ts";
import { namesake, type Who } from "../../support/judge.ts";
import { canary, fullName, names, tomorrow, yesterday } from "../../support/rights.ts";
import { answersOf, elements, newTown } from "../../support/town.ts";
import { ask, type Cell, course, done, everyone, expected, measureFill, type Needs, save, start, whoIs } from "./cell.ts";
import { place, type Town } from "./place.ts";

/** What somebody does to be shown cards. */
type Opener = {
  readonly name: string;
  readonly by: readonly string[];
  readonly steps: readonly Command[];
  /** What an act of the card needs to have its effect, where it has one. */
  readonly effects?: Readonly<Record<string, Needs>>;
  readonly orElse?: boolean;
  /** The measure it is about. */
  readonly about?: string;
};
const opener = (name: string, steps: readonly Command[], more: Partial<Opener> = {}): Opener => ({ name, by: names, steps, ...more });
const twoToLog = start("logForUnit", { people: ["siv", "employee"], title: course("HLR"), taken: done });
const toLog: Needs = [["training.logForUnit"], ["training.logFor", "siv"], ["training.logFor", "employee"]];
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
export const groups = openers.flatMap((o) => o.by.map((by) => ({ o, by })));
export const through = async ({ o, by }: (typeof groups)[number]): Promise<readonly Cell[]> =>
  (await buttonsOf(by, o.steps)).flatMap((button) => throughCard(o, by, button));

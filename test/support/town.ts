/** The sample municipality with a turn over it: people write and press as in a transcript, tests look at what came of it. */
import { pages } from "../../src/answers/index.ts";
import { catalogueOf } from "../../src/catalogue/search.ts";
import type { Parts, Turned } from "../../src/dialogue/parts.ts";
import { turnOver } from "../../src/dialogue/turn.ts";
import { worldMoved, worldOver } from "../../src/dialogue/world.ts";
import { instantInOslo } from "../../src/domain/day.ts";
import { masked } from "../../src/domain/identityNumber.ts";
import { flows } from "../../src/flows/index.ts";
import type { Command } from "../../src/ports/command.ts";
import type { Incoming } from "../../src/ports/incoming.ts";
import type { Outgoing } from "../../src/ports/records.ts";
import type { Archive, Change, Kind, RecordOf, Store } from "../../src/ports/store.ts";
import type { Understanding } from "../../src/ports/understanding.ts";
import { sweep } from "../../src/reminders/sweep.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { readMunicipality, readRetention, readSample, readYearWheel } from "../../src/transfer/sample.ts";
import { rules } from "../../src/understanding/rules.ts";

const folder = new URL("../../data/sample", import.meta.url).pathname;
/** Who lives there, and how strangers are looked up. */
export type Place = Pick<Parts, "municipality"> &
  Partial<Pick<Parts, "lookUp" | "fetchFile" | "publicUrl">> & {
    readonly changes: readonly Change[];
    /** Where it is kept; in memory where this is left out. */
    readonly open?: (clock: () => string) => Promise<Store & Archive>;
    /** What understands, over the store and the world that are made; the rules alone where it is left out. */
    readonly understanding?: (over: Pick<Parts, "store" | "world">) => Understanding;
  };
export const sample: Place = {
  changes: readSample(folder),
  municipality: readMunicipality(`${folder}/municipality.json`),
  publicUrl: "https://kompis.fjellvik.example",
};

export type Element = { readonly [key: string]: unknown };
/** Every object in a tree, outermost first. */
export const elements = (value: unknown): Element[] =>
  Array.isArray(value)
    ? value.flatMap(elements)
    : typeof value === "object" && value !== null
      ? [value as Element, ...Object.values(value).flatMap(elements)]
      : [];
export const buttonsOf = (message: Outgoing) => elements(message.card).filter((e) => e.type === "Action.Execute");

/** All that came of a turn, the pressed card or the word beside it first. */
export const answersOf = ({ messages, pressed }: Turned): readonly Outgoing[] => [
  ...(pressed ? ["card" in pressed ? pressed.card : { text: pressed.word, card: null }] : []),
  ...messages,
];
export const textOf = (turned: Turned): string =>
  answersOf(turned)
    .map((m) => m.text)
    .join("\n");

/** @param meant what every sentence means, where a test is about what follows and not about the words */
export const newTown = async (
  meant?: Command,
  {
    changes,
    municipality,
    lookUp = async () => undefined,
    fetchFile = async () => "failed",
    publicUrl,
    understanding: make,
    open,
  }: Place = sample,
) => {
  let meansNow = meant;
  let now = instantInOslo("2026-11-23", "09:00");
  let ids = 0;
  const store = await (open ?? ((clock) => openStore(null, clock)))(() => now);
  await store.commit([...changes, await worldMoved(store)]);
  const world = worldOver(store, catalogueOf);
  const understanding = make?.({ store, world }) ?? rules;
  const parts: Parts = {
    store,
    clock: () => now,
    municipality,
    retention: readRetention("data/retention.json"),
    wheel: readYearWheel("data/yearwheel.json"),
    publicUrl,
    flows,
    pages,
    understanding: {
      ...understanding,
      hear: async (heard) => (meansNow ? { command: meansNow, language: undefined, sure: true } : understanding.hear(heard)),
    },
    world,
    lookUp,
    fetchFile,
    asksModel: make !== undefined,
    newId: () => `id-${++ids}`,
    local: false,
  };
  const take = turnOver(parts);
  const send = async (who: string, what: Incoming["what"], personal = true): Promise<Turned> => {
    const person = (await store.get("person", who))?.value;
    return take({
      conversation: personal ? `a:${who}` : "19:channel",
      personal,
      from: { id: `29:${who}`, aadObjectId: person?.aadObjectId ?? `unknown-${who}`, name: person?.name ?? who },
      reference: { conversation: { id: who } },
      what: masked(what),
    });
  };
  return {
    store,
    setTime: (day: string, clock = "09:00") => {
      now = instantInOslo(day, clock);
    },
    /** What a person, by the id in the sample, writes in the 1:1. */
    say: (who: string, text: string) => send(who, { text }),
    send,
    /** What a person writes and understanding, or a language model, takes for this command. */
    mean: async (who: string, command: Command, personal = true) => {
      meansNow = command;
      const turned = await send(who, { text: "…" }, personal);
      meansNow = meant;
      return turned;
    },
    /** Presses the button with this title, the last that was shown, with the inputs as they stand but for those given. */
    press: (who: string, on: Turned, title: string, inputs: Readonly<Record<string, string>> = {}) => {
      const message = answersOf(on).findLast((m) => buttonsOf(m).some((b) => b.title === title));
      const button = message && buttonsOf(message).find((b) => b.title === title);
      if (!message || !button) throw new Error(`There is no button "${title}" on: ${textOf(on)}`);
      const standing = Object.fromEntries(
        elements(message.card)
          .filter((e) => String(e.type).startsWith("Input."))
          .map((e) => [String(e.id), String(e.value ?? "")]),
      );
      const { card, act } = button.data as { card: string; act: string };
      return send(who, { press: { card, act, inputs: { ...standing, ...inputs } } });
    },
    all: async <K extends Kind>(kind: K): Promise<RecordOf<K>[]> => (await store.find(kind)).map((kept) => kept.value),
    /** Looks for what is due, as the bot does from time to time. */
    look: () => sweep(parts),
    /** Changes the organisation, so that everybody sees it at once. */
    reorganise: async (...of: Change[]) => store.commit([...of, await worldMoved(store)]),
  };
};

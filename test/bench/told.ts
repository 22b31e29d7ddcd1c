/**
 * Measures as leaders tell them: their own words first, then an answer to each question, or the field by its name, until
 * all they wanted on record is there. Counts the messages they wrote.
 */
import type { Fill } from "../../src/ports/command.ts";
import { newTown } from "../support/town.ts";

export type Told = {
  readonly id: string;
  readonly speaker: string;
  readonly messages: readonly string[];
  readonly facts: Slots;
  /** What they would answer if asked for one field. */
  readonly say: Readonly<Record<string, string>>;
  readonly accept?: Readonly<Record<string, readonly unknown[]>>;
};
type Slots = Readonly<Record<string, unknown>>;

const plain = (value: unknown) =>
  String(value ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .trim();
/** The words are there, whatever else was said with them. */
const holds = (got: unknown, want: unknown) => plain(got) !== "" && (plain(got).includes(plain(want)) || plain(want).includes(plain(got)));

const kept: Readonly<Record<string, (got: never, want: never, me: string) => boolean>> = {
  responsible: (got: { name: string }, want: string, me) => got.name === (want === "@me" ? me : want),
  period: (got: Slots, want: Slots) => (got.from ?? null) === (want.from ?? null) && (got.to ?? null) === (want.to ?? null),
  economy: ({ cost }: { cost: Slots | null }, want: Slots) =>
    cost !== null &&
    (want.kind
      ? cost.kind === want.kind
      : ["amount", "min", "max"].every((k) => (want[k] ?? null) === (cost[k] ?? null)) && (want.per ?? "event") === cost.per),
};
const isKept = (field: string, got: unknown, wants: readonly unknown[], me: string): boolean =>
  got !== null && got !== undefined && wants.some((want) => (kept[field] ?? holds)(got as never, want as never, me));

/** More than this is a conversation that nobody would go on with. */
const patience = 20;

/** @returns how many messages it took, and the fields that were right after the person's own words alone */
export const tell = async (told: Told): Promise<{ turns: number; atOnce: number; facts: number; missing: readonly string[] }> => {
  const town = await newTown();
  const people = await town.all("person");
  const me = people.find((p) => p.name === told.speaker);
  if (!me) throw new Error(`${told.id}: nobody in the sample is called "${told.speaker}"`);
  const doing = async () => (await town.all("talk")).find((t) => t.person === me.id)?.doing ?? null;
  // What they answer when they are asked is what they want on record, too.
  const said = (field: string) => (field in kept ? [] : [told.say[field]]);
  const open = (answers: Fill) =>
    Object.entries(told.facts)
      .filter(([field, want]) => !isKept(field, answers[field], [want, ...(told.accept?.[field] ?? []), ...said(field)], me.name))
      .map(([field]) => field);
  let turns = 0;
  for (const message of told.messages) {
    await town.say(me.id, message);
    turns++;
  }
  const first = await doing();
  const atOnce = Object.keys(told.facts).length - open(first?.answers ?? {}).length;
  let left = open(first?.answers ?? {});
  while (left.length > 0 && turns < patience) {
    const now = await doing();
    const asked = now?.asked ?? null;
    const field = asked !== null && left.includes(asked) ? asked : (left[0] ?? "");
    const value = told.say[field] ?? "";
    // A question that is already answered is skipped by answering the next by its name.
    await town.say(me.id, asked === field ? value : `${labels[field] ?? field}: ${value}`);
    turns++;
    const after = open((await doing())?.answers ?? {});
    if (after.length === left.length && turns >= patience) break;
    left = after;
  }
  return { turns, atOnce, facts: Object.keys(told.facts).length, missing: left };
};

const labels: Readonly<Record<string, string>> = {
  name: "navn",
  responsible: "ansvarlig",
  goal: "mål",
  audience: "målgruppe",
  strategy: "strategi",
  plan: "gjennomføring",
  period: "tidsrom",
  economy: "økonomi",
  evaluation: "evaluering",
};

/** Judges a turn from outside: which records have changed, whose words were shown to whom, and in which language. */
import { type Language, languages } from "../../src/domain/language.ts";
import type { Outgoing } from "../../src/ports/records.ts";
import { type Kind, kinds, type ReadStore, type RecordOf } from "../../src/ports/store.ts";
import { en } from "../../src/text/en.ts";
import { nb } from "../../src/text/nb.ts";
import { nn } from "../../src/text/nn.ts";
import type { Sentence } from "../../src/text/words.ts";
import { allowed, canary, fullName, measures, names, needs, organisation, today, trainings } from "./rights.ts";

/** Whom the table answers for: who it is, whose column counts today, and what has come to stand where something else stood. */
export type Who = {
  readonly id: string;
  readonly column: string;
  readonly standsFor?: Readonly<Record<string, string>>;
  /** Measures that they have been made responsible for meanwhile. */
  readonly answersFor?: readonly string[];
};
const says = ({ column, standsFor = {} }: Who, act: Parameters<typeof allowed>[1], about?: string) =>
  allowed(column, act, about && (standsFor[about] ?? about));

export type Shot = ReadonlyMap<string, { readonly kind: Kind; readonly value: object }>;
const allKinds = Object.keys(kinds) as Kind[];
/** Everything that stands in the store. */
export const shotOf = async (store: ReadStore): Promise<Shot> =>
  new Map(
    (await Promise.all(allKinds.map((kind) => store.find(kind)))).flatMap((found, i) => {
      const kind = allKinds[i] as Kind;
      return found.map(({ value }) => [`${kind}/${String((value as Record<string, unknown>)[kinds[kind].id])}`, { kind, value }] as const);
    }),
  );

type Changed = { readonly kind: Kind; readonly before: object | undefined; readonly after: object | undefined };
export const changedBetween = (before: Shot, after: Shot): readonly Changed[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [b, a] = [before.get(key), after.get(key)];
    const kind = (a ?? b)?.kind;
    return !kind || a?.value === b?.value || JSON.stringify(a?.value) === JSON.stringify(b?.value)
      ? []
      : [{ kind, before: b?.value, after: a?.value }];
  });

/** What the bot keeps for its own work; a refusal may leave traces here. */
const ownWork: readonly Kind[] = ["talk", "card", "address", "mark"];
export const ofSubstance = (changed: readonly Changed[]) => changed.filter((c) => !ownWork.includes(c.kind));

const never = () => false;
const same = (a: object, b: object, but: string) => JSON.stringify({ ...a, [but]: 0 }) === JSON.stringify({ ...b, [but]: 0 });
const isNew = (id: string) => id.startsWith("id-");
/** Those who have written without being known. */
export const [newcomer, namesake] = ["newcomer", fullName("gone")];
const strangers = [newcomer, namesake].map((id) => `unknown-${id}`);
const unitIds = organisation.units.map((u) => u.id);

const ownChoice = (before: { readonly person: string } | undefined, after: { readonly person: string } | undefined, who: Who): boolean =>
  (before ?? after)?.person === who.id && (after ?? before)?.person === who.id;

/** May this record have become that one, by this person's hand? Every kind there is, or it does not compile. */
const mayBecome: {
  readonly [K in Kind]: (before: RecordOf<K> | undefined, after: RecordOf<K> | undefined, who: Who, told: ReadonlySet<string>) => boolean;
} = {
  unit: never,
  role: never,
  leadership: never,
  competence: never,
  course: never,
  requirement: never,
  inbox: never,
  acting: never,
  mark: () => true,
  measure: (before, after, who) => {
    const into = after && (after.unit === before?.unit || (unitIds.includes(after.unit) && says(who, "measure.registerIn", after.unit)));
    if (before && after) return says(who, "measure.change", before.id) && into === true;
    if (after) return says(who, "measure.register") && into === true && after.registeredBy === who.id;
    return before !== undefined && isNew(before.id) && before.registeredBy === who.id && says(who, "measure.registerIn", before.unit);
  },
  training: (before, after, who) => {
    if (before && after && !same(before, after, "objected"))
      return same(before, after, "seen") && says(who, "training.logFor", before.person);
    if (before && after)
      return (isNew(before.id) ? before.person === who.id : says(who, "training.object", before.id)) && same(before, after, "objected");
    const one = after ?? before;
    if (!one || !isNew(one.id) || one.loggedBy !== who.id) return false;
    if (one.person !== who.id) return !one.onlyMe && says(who, "training.logForUnit") && says(who, "training.logFor", one.person);
    return true;
  },
  confirmation: (before, after, who) => {
    if (before && after) return before.person === who.id && same(before, after, "objected");
    if (before) return isNew(before.id) && before.confirmedBy === who.id;
    return (
      after !== undefined && after.confirmedBy === who.id && after.person !== who.id && says(who, "competence.confirmFor", after.person)
    );
  },
  signUp: ownChoice,
  received: ownChoice,
  columnMap: never,
  dismissal: ownChoice,
  interest: ownChoice,
  need: (before, after, who) =>
    after !== undefined && says(who, "need.addIn", after.unit) && (before ? before.unit === after.unit : after.registeredBy === who.id),
  target: (_before, after, who) => after !== undefined && says(who, "need.addIn", after.unit),
  workforce: (_before, after, who) => after !== undefined && says(who, "need.addIn", after.unit),
  recruitment: never,
  analysis: (before, after, who) =>
    before === undefined && after !== undefined && after.deliveredBy === who.id && says(who, "gap.deliver", after.unit),
  developmentTalk: (before, after, who) => {
    if (!after) return false;
    if (before?.person === who.id && same(before, after, "objected")) return true;
    return after.registeredBy === who.id && !after.objected && says(who, "talk.register") && says(who, "gap.names", after.person);
  },
  evaluationRound: (before, after, who) =>
    after !== undefined &&
    (before ? before.participants.includes(who.id) && !after.participants.includes(who.id) : says(who, "measure.change", after.id)),
  evaluation: () => true,
  extension: (_before, after, who) => after !== undefined && after.registeredBy === who.id && says(who, "need.addIn", after.unit),
  wish: (_before, after, who) => after?.person === who.id,
  putOff: ownChoice,
  // That mornings are planned, and that HR was asked, is noted by the bot itself.
  gate: (before, after, who) =>
    after !== undefined && (says(who, "reminders.release") || (after.stopped === (before?.stopped ?? false) && after.seasons.length === 0)),
  push: (before, after) => !before && organisation.people.some((p) => p.id === after?.to),
  suggestion: (before, after, who) => before === undefined && after?.person === who.id,
  followUp: (before, after, who) =>
    before
      ? !after && before.due <= today
      : after?.about.what === "support"
        ? says(who, "measure.change", after.about.measure)
        : after?.person === who.id,
  person: (before, after, who) => {
    if (!before || !after) return false;
    if (before.id === who.id && same(before, after, "language")) return true;
    const bound = { ...after, aadObjectId: null, hasTeams: before.hasTeams };
    return says(who, "hr.confirmPerson") && strangers.includes(after.aadObjectId ?? "") && same(before, bound, "");
  },
  stranger: (before, after, who) => (before ? !after && says(who, "hr.confirmPerson") : after?.aadObjectId === `unknown-${who.id}`),
  talk: (before, after, who) => (before ?? after)?.person === who.id && (after ?? before)?.person === who.id,
  file: (before, after, who) => (before ?? after)?.person === who.id,
  address: (_before, after, who) => after?.person === who.id,
  card: (before, after, who, told) => (before ?? after)?.person === who.id || (!before && after !== undefined && told.has(after.person)),
  notice: (before, after) => !before && after !== undefined && organisation.people.some((p) => p.id === after.to),
};

/** Whose records a word stands in, and who may read it. */
const canaries: readonly { readonly word: string; readonly seenBy: (who: Who, inPublic: boolean) => boolean }[] = [
  ...measures.map(({ id, responsible }) => ({
    word: canary(id),
    seenBy: (who: Who) =>
      says(who, "measure.see", id) ||
      (who.answersFor ?? []).includes(id) ||
      (!names.includes(who.id as never) && responsible.person === who.id),
  })),
  ...trainings.map(({ id, person }) => ({ word: canary(id), seenBy: (who: Who) => says(who, "training.see", id) || person === who.id })),
  ...needs.map((need) => ({
    word: canary(need.id),
    // Courses are suggested to those who work there, for what the unit says that it needs.
    seenBy: (who: Who, inPublic: boolean) =>
      says(who, "need.see", need.id) ||
      (!inPublic &&
        !need.id.includes("phaseout") &&
        organisation.people.some((p) => p.id === who.id && p.positions.some((x) => x.unit === need.unit))),
  })),
  { word: canary("suggestion"), seenBy: ({ id }) => id === "siv" || id === "leader" },
  { word: canary("stranger"), seenBy: (who) => says(who, "hr.confirmPerson") },
  // What somebody else has said to the bot, will be asked about or has been told.
  ...["talk", "waiting", "followup", "notice", "card"].map((id) => ({ word: canary(id), seenBy: never })),
  // What one's own role requires is no business of a channel.
  { word: canary("need"), seenBy: (_who, inPublic) => !inPublic },
];
const everybody: readonly Who[] = names.map((id) => ({ id, column: id }));
const shownWrongly = (text: string, who: Who, inPublic: boolean): readonly string[] =>
  text.includes("kanari")
    ? canaries
        .filter(({ word, seenBy }) => text.includes(word) && ![who, ...(inPublic ? everybody : [])].every((one) => seenBy(one, inPublic)))
        .map(({ word }) => `${who.id} is shown ${word}`)
    : [];

const words = { nb, nn, en };
/** The municipality's language. */
export const spokenToStrangers: Language = "nn";
/** The pieces of sentences between their holes, long enough to know the language by. */
const piecesOf = (lines: Readonly<Record<string, Sentence>>): readonly string[] =>
  Object.entries(lines)
    .flatMap(([, s]) => (typeof s === "string" ? [s] : [s.one, s.other]))
    .flatMap((s) => s.split(/\{\w+\}/))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= 14);
const foreign = Object.fromEntries<readonly string[]>(
  languages.map((mine) => {
    const own = piecesOf(words[mine].lines).join("\n");
    return [mine, languages.filter((l) => l !== mine).flatMap((l) => piecesOf(words[l].lines).filter((piece) => !own.includes(piece)))];
  }),
) as { [L in Language]: readonly string[] };
const ofTheSystem = /undefined|\bNaN\b|\[object |\bError\b|\{\w+\}|\bid-\d+\b|\bt-\w+|\bm-\w+/;

export type Deed = {
  readonly who: Who;
  readonly inPublic: boolean;
  readonly before: Shot;
  readonly after: Shot;
  readonly said: readonly Outgoing[];
  /** A press is always answered. */
  readonly wantsAnswer: boolean;
};
export type Finding = { readonly leak: boolean; readonly what: string };

const answerFor = (person: string, changed: readonly Changed[]): readonly string[] =>
  changed.flatMap(({ kind, after }) => {
    const now = kind === "measure" ? (after as RecordOf<"measure"> | undefined) : undefined;
    return now?.responsible.person === person ? [now.id] : [];
  });

/** Everything that is wrong with what came of it; leaks are records touched and words shown against the table. */
export const judge = ({ who, inPublic, before, after, said, wantsAnswer }: Deed): readonly Finding[] => {
  const changed = changedBetween(before, after);
  const notices = changed.flatMap((c) => (c.kind === "notice" && c.after ? [c.after as RecordOf<"notice">] : []));
  const told = new Set(notices.map((n) => n.to));
  const leaks = [
    ...changed
      .filter((c) => !mayBecome[c.kind](c.before as never, c.after as never, who, told))
      .map((c) => `${who.id} has changed ${c.kind} ${JSON.stringify(c.before)} to ${JSON.stringify(c.after)}`),
    ...said.flatMap((m) => shownWrongly(JSON.stringify(m), who, inPublic)),
    ...notices.flatMap((n) =>
      shownWrongly(
        JSON.stringify(n.message),
        {
          ...who,
          id: n.to,
          column: who.id === n.to ? who.column : (who.standsFor?.[n.to] ?? n.to),
          answersFor: answerFor(n.to, changed),
        },
        false,
      ),
    ),
  ];
  const wordsTo = (id: string, messages: readonly Outgoing[]) => {
    const person = after.get(`person/${id}`)?.value as RecordOf<"person"> | undefined;
    const language = person?.language ?? spokenToStrangers;
    return messages.flatMap(({ text }) => [
      ...(foreign[language].some((piece) => text.includes(piece)) ? [`${id} reads another language: ${text}`] : []),
      ...(ofTheSystem.test(text) ? [`${id} reads words of the system: ${text}`] : []),
    ]);
  };
  const poor = [
    ...(wantsAnswer && !said.some((m) => m.text.trim() !== "") ? [`${who.id} gets no answer`] : []),
    ...wordsTo(who.id, said),
    ...notices.flatMap((n) => wordsTo(n.to, [n.message])),
  ];
  return [...leaks.map((what) => ({ leak: true, what })), ...poor.map((what) => ({ leak: false, what }))];
};

/** How far what was understood agrees with what a person would have said it was. */

export type Slots = Readonly<Record<string, unknown>>;
export type Sentence = {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly intent: string;
  readonly slots: Slots;
  /** Other answers that are as good, per slot. */
  readonly accept?: Readonly<Record<string, readonly unknown[]>>;
};
export type Answer = { readonly id: string; readonly intent: string; readonly slots: Slots };

const intents = ["log_training", "register_measure", "find_courses", "help", "cancel"];
const plain = (value: unknown) =>
  String(value)
    .toLowerCase()
    .replace(/[«»"'“”.,!?]/g, "")
    .replace(/\s+/g, " ")
    .trim();
const isNothing = (value: unknown) => value === null || value === undefined;

/** The same words, or one within the other where they are more than a syllable. */
const sameWords = (a: string, b: string) => a === b || (a.length > 3 && b.includes(a)) || (b.length > 3 && a.includes(b));
const sameSpan = (want: unknown, got: unknown) => {
  const ends = (value: unknown) => (typeof value === "object" && value !== null ? value : { from: value, to: value }) as Slots;
  return ends(want).from === ends(got).from && ends(want).to === ends(got).to;
};
const sameCost = (want: Slots, got: Slots) =>
  ["amount", "min", "max"].every((k) => (want[k] ?? null) === (got[k] ?? null)) && Boolean(want.per) === Boolean(got.per);

const same = (slot: string, want: unknown, got: unknown): boolean => {
  if (isNothing(want) || isNothing(got)) return isNothing(want) && isNothing(got);
  if (slot === "hours") return Math.abs(Number(got) - Number(want)) < 0.01;
  if (slot === "cost") return typeof got === "object" && sameCost(want as Slots, got as Slots);
  if (slot === "start" || slot === "deadline")
    return sameSpan(want, got) || (typeof want === "object" && (want as Slots).from === got) || String(got).startsWith(String(want));
  return slot === "date" ? sameSpan(want, got) : sameWords(plain(want), plain(got));
};

export type Score = {
  readonly sentences: number;
  readonly intents: number;
  readonly wanted: number;
  readonly found: number;
  readonly filled: number;
  readonly wrong: number;
  readonly whole: number;
};

/** Counts; `wrong` are slots that were filled and should not have been, or not so. */
export const scored = (sentences: readonly Sentence[], answers: ReadonlyMap<string, Answer>): Score => {
  const score = { sentences: sentences.length, intents: 0, wanted: 0, found: 0, filled: 0, wrong: 0, whole: 0 };
  for (const { id, intent, slots, accept } of sentences) {
    const answer = answers.get(id);
    const got = answer && intents.includes(answer.intent) ? answer.intent : "other";
    const isRight = got === intent;
    const names = new Set([...Object.keys(slots), ...(got === "other" ? [] : Object.keys(answer?.slots ?? {}))]);
    let misses = 0;
    for (const name of names) {
      const value = answer?.slots[name];
      const isGood = isRight && [slots[name], ...(accept?.[name] ?? [])].some((want) => same(name, want, value));
      if (!isNothing(slots[name])) {
        score.wanted++;
        if (isGood) score.found++;
      }
      if (!isNothing(value)) {
        score.filled++;
        if (!isGood) score.wrong++;
      }
      if (!isGood) misses++;
    }
    if (isRight) score.intents++;
    if (isRight && misses === 0) score.whole++;
  }
  return score;
};

/** From what is said without a language to what is sent: lines that follow each other are one message, and stand on the card that follows them. */
import { fillCard } from "../cards/fill.ts";
import { unlinked } from "../cards/written.ts";
import { addDays, type Day } from "../domain/day.ts";
import type { Language } from "../domain/language.ts";
import { shortened } from "../domain/words.ts";
import type { CardRecord, Outgoing } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { render } from "../text/render.ts";
import type { Phrase } from "../text/words.ts";
import { type CardOut, isCard, type Line, type Out, type Scene } from "./scene.ts";

/** A card is answered for this long; what it is about may end sooner. */
const cardDays = 60;

/** A message without a card holds this many UTF-16 units. */
const mostSaid = 4000;

export type Spoken = { readonly messages: readonly Outgoing[]; readonly changes: readonly Change[] };

type For = { readonly person: string; readonly language: Language; readonly today: Day; readonly newId: () => string };

const joined = (out: readonly Out[]): (readonly Line[] | CardOut)[] => {
  const result: (Line[] | CardOut)[] = [];
  for (const o of out) {
    const before = result.at(-1);
    if (!isCard(o)) Array.isArray(before) ? before.push(o) : result.push([o]);
    else if (Array.isArray(before) && o.card === "message")
      result[result.length - 1] = { ...o, data: { ...o.data, lines: [...before, ...o.data.lines] } };
    else result.push(o);
  }
  return result;
};

/** What stands outside any message, such as the title of a meeting, in the language of the one who asked. */
export const inWords = (phrase: Phrase, { me, municipality }: Pick<Scene, "me" | "municipality">): string =>
  render(phrase, me.language ?? municipality.language);

/** Puts everything into words for one person; each card becomes known to the store, so that its buttons mean something. */
export const spoken = (out: readonly Out[], { person, language, today, newId }: For): Spoken => {
  const messages: Outgoing[] = [];
  const changes: Change[] = [];
  for (const o of joined(out)) {
    if (Array.isArray(o)) {
      const text = o.map((line: Line) => render(line, language)).join(" ");
      messages.push({ text: unlinked(shortened(text, mostSaid)), card: null });
      continue;
    }
    const shown = o as CardOut;
    const id = shown.of?.id ?? newId();
    messages.push(fillCard(shown.card, shown.data as never, id, language));
    if (Object.keys(shown.acts).length === 0) continue;
    const record: CardRecord = {
      id,
      person,
      doing: shown.of?.doing ?? null,
      acts: { ...shown.acts },
      once: shown.once ?? false,
      expires: addDays(today, cardDays),
    };
    changes.push({ put: "card", value: record });
  }
  return { messages, changes };
};

/** What can be done next, as buttons of a card: each by its own words, and none twice. */
import type { Button, CardData } from "../cards/shapes.ts";
import type { Command } from "../ports/command.ts";
import type { ButtonWords, Phrase } from "../text/words.ts";
import type { CardOut } from "./scene.ts";

export type Opener = { readonly button: keyof ButtonWords; readonly command: Command };
/** What each button does; one that leads nowhere is left out. */
export type Next = { readonly [B in keyof ButtonWords]?: Command | undefined };

const openers = (next: Next): readonly Opener[] =>
  Object.entries(next).flatMap(([button, command]) => (command ? [{ button: button as Opener["button"], command }] : []));

/** Openers as buttons of a card. */
export const asButtons = (
  next: readonly Opener[] | Next,
  primary?: Opener["button"] | undefined,
): { buttons: Button[]; acts: Record<string, Command> } => {
  const all = Array.isArray(next) ? (next as readonly Opener[]) : openers(next as Next);
  return {
    buttons: all.map(({ button }) => ({ act: button, title: { button }, ...(button === primary ? { primary: true } : {}) })),
    acts: Object.fromEntries(all.map(({ button, command }) => [button, command])),
  };
};

type Beside = Partial<Pick<CardData<"message">, "heading" | "links">> & { readonly primary?: Opener["button"]; readonly once?: boolean };
/** Something said, and what can be done next. */
export const menu = (lines: readonly Phrase[], next: Next, { primary, once, ...beside }: Beside = {}): CardOut => {
  const { buttons, acts } = asButtons(next, primary);
  return { card: "message", data: { ...beside, lines: [...lines], buttons }, acts, ...(once ? { once } : {}) };
};

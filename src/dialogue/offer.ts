/** What is offered instead of what was asked for: a word of why, yes and no, by button or by writing. */

import type { Command } from "../ports/command.ts";
import type { ButtonWords } from "../text/words.ts";
import type { Ending } from "./flow.ts";
import type { Line } from "./scene.ts";

type Button = keyof ButtonWords;

export const offer = (lines: Line[], yes: Command, buttons: { readonly yes: Button; readonly no: Button }): Ending => ({
  out: [
    {
      card: "message",
      data: {
        lines,
        buttons: [
          { act: "yes", title: { button: buttons.yes }, primary: true },
          { act: "no", title: { button: buttons.no } },
        ],
      },
      acts: { yes, no: { do: "no" } },
    },
  ],
  offer: { yes, no: null },
});

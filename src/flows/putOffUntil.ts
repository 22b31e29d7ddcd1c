/** "Utsett til en dato": the day on which the person wants to be reminded again. */
import { defineFlow } from "../dialogue/flow.ts";
import { ask } from "../dialogue/page.ts";

export const putOffUntil = defineFlow({
  id: "putOffUntil",
  version: 1,
  act: "self.ask",
  confirm: false,
  fields: {
    until: { kind: "moment", required: true },
    /** What it is about, as the card that was pressed says. */
    matter: { kind: "name", offered: true },
    kind: { kind: "name", offered: true },
  },
  check: ({ until }, { today }) => (until && until.day <= today ? { field: "until", say: { say: "putOffPast" } } : undefined),
  save: ({ until, matter, kind }) => ({
    out: [],
    opens: ask("putOff", { matter: matter ?? "", kind: kind ?? "", until: until?.day ?? "" }),
  }),
});

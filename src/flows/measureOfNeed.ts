import type { Need } from "../domain/need.ts";
import { shortened } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";

const longestName = 200;

/** From a need to the measure that is to meet it, filled in as far as the need says. */
export const measureOf = (n: Need): Command => ({
  do: "start",
  flow: "registerMeasure",
  fill: {
    name: shortened(n.measures ?? n.text, longestName),
    goal: n.text,
    strategy: n.strategies,
    plan: n.measures,
    unit: n.unit,
    kind: n.kind,
  },
});

/** A day and a time of day, as an appointment is told: "torsdag kl. 10", "3. desember 09.30". */
import type { Clock, Day } from "../../domain/day.ts";
import { tokensOf } from "../tokens.ts";
import { timesIn } from "./index.ts";

/** A bare time right behind the day. */
const bare = /^[\s,]*(?:kl\.?|klokka|at)?\s*([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d)/i;

/** Undefined where no day was said; "impossible" for a day that no calendar has. */
export const momentIn = (text: string, today: Day): { readonly day: Day; readonly start: Clock | null } | "impossible" | undefined => {
  const tokens = tokensOf(text);
  const said = timesIn(tokens, today, "future");
  if (said.some((w) => w.impossible)) return "impossible";
  const on = said.find((w) => w.from ?? w.to);
  const day = on?.from ?? on?.to;
  if (!on || !day) return undefined;
  const [, hour, minute] = bare.exec(text.slice(tokens[on.after - 1]?.end ?? 0)) ?? [];
  const clock = said.find((w) => w.clock)?.clock?.from.slice(11);
  return { day, start: clock ?? (hour && minute ? `${hour.padStart(2, "0")}:${minute}` : null) };
};

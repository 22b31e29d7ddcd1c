/** Weekends: Saturday and Sunday, and by the clock from Friday evening. */
import { addDays } from "../../domain/day.ts";
import { as, either, opt, type Parser, seq, word } from "../grammar.ts";
import { type Meaning, monday } from "./meaning.ts";
import { last, next, thisOne } from "./names.ts";

const name = word("helg helga helgen helgi weekend weekenden");
/** @param weeks from this one; undefined for the nearest in the direction */
const weekendOf =
  (weeks?: number): Meaning =>
  ({ today, near, direction }) => {
    const here = addDays(monday(weeks === undefined ? near : today), 5);
    const from = addDays(here, 7 * (weeks ?? (direction === "past" && here > near ? -1 : 0)));
    const to = addDays(from, 1);
    return { from, to, grain: "day", clock: { from: `${addDays(from, -1)}T18:00`, until: `${addDays(to, 1)}T00:00` } };
  };

export const weekend: Parser<Meaning> = either(
  as(seq(opt(word("i til på")), last, name), () => weekendOf(-1)),
  as(seq(opt(word("i til på")), next, name), () => weekendOf(1)),
  as(seq(thisOne, name), () => weekendOf()),
  as(seq(opt(word("i til på")), word("helga helgen helgi weekenden")), () => weekendOf()),
);

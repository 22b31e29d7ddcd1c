/** Which year. */
import { yearOf } from "../../domain/day.ts";
import { as, either, opt, type Parser, seq, word } from "../grammar.ts";
import type { Now } from "./meaning.ts";
import { last, next, thisOne, year } from "./names.ts";

const inYear = (offset: number) => (now: Now) => yearOf(now.today) + offset;
const aYear = word("år året");

/** "2027", "i 2027", "i fjor", "neste år", behind something that comes every year. */
export const yearSaid: Parser<(now: Now) => number> = either(
  as(
    seq(opt(word(", i av of in")), year),
    ([, y]) =>
      () =>
        y,
  ),
  as(seq(word("i"), word("fjor")), () => inYear(-1)),
  as(seq(word("i"), word("forfjor")), () => inYear(-2)),
  as(seq(word("i"), word("år")), () => inYear(0)),
  as(seq(opt(word("til i")), next, aYear), () => inYear(1)),
  as(seq(opt(word("i")), last, aYear), () => inYear(-1)),
  as(seq(opt(word("i")), thisOne, aYear), () => inYear(0)),
);

/** For whom a measure is, where no word says that it is the audience. */
import { as, opt, type Parser, pick, seq, word } from "../grammar.ts";
import { begins, isOccupation, isPlace } from "../people.ts";
import { breaks, upTo } from "../pieces.ts";
import type { Range, Token } from "../tokens.ts";
import { people } from "./piece.ts";

/** "for alle på langtid", "til vaktmesterne". */
export const audience: Parser<{ readonly said: Range; readonly isPeople: boolean }> = as(
  seq(word("for til hos før"), opt(word("oss dem de")), opt(word("på i ved som")), people),
  ([lead, us, , said], tokens) => {
    const isPeople = us !== undefined || begins(tokens, said.first);
    const isFor = lead === "for" && !/^(?:å|at|meg)$/.test(tokens[said.first]?.word ?? "");
    return isPeople || isFor ? { said, isPeople } : undefined;
  },
);
/** "I barnehagen", "på Fjellvik skole": where it is, and so for whom. */
export const placed: Parser<Range> = as(pick(1, word("i på ved"), people), (said, tokens) =>
  said.after - said.first <= 3 && isPlace(tokens[said.after - 1]) ? said : undefined,
);
/** "Alle ferievikarer i pleie og omsorg." */
export const everybody: Parser<Range> = as(pick(1, word("alle samtlige hele begge"), people), ({ first, after }) => ({
  first: first - 1,
  after,
}));

const verb = /^(?:tar|skal|får|må|vil|kan|ta)$/;
/** "Fire sykepleiere tar …", "minst tre ansatte skal ha …". */
export const takers: Parser<Range> = as(
  upTo((tokens, i) => breaks(tokens, i) || verb.test(tokens[i]?.word ?? "")),
  (said, tokens) => {
    const words = tokens.slice(said.first, said.after);
    const isPeople =
      words.length <= 6 &&
      !words.some((t) => /^(?:for|om|til)$/.test(t.word)) &&
      words.some((t) => isOccupation(t) || /^(?:ansatte|leder|ledere)$/.test(t.word));
    return isPeople && verb.test(tokens[said.after]?.word ?? "") ? said : undefined;
  },
);

const number = /^(?:\d+|to|tre|fire|fem|seks|sju|åtte|ni|ti|minst)$/;
/** Nobody but people: "budsjettansvarlige ledere", "tre mann fra bygg". */
export const isPeople = (tokens: readonly Token[], { first, after }: Range): boolean =>
  (after - first <= 3 && isOccupation(tokens[after - 1])) ||
  (after - first <= 6 && number.test(tokens[first]?.word ?? "") && begins(tokens.slice(0, after), first));

/** A sentence with everything in it that has a form of its own read as one: quotes, hours, money, dates. The rest is words. */
import { extent } from "./extent.ts";
import { all, as, either, opt, type Parser, parser, seq, word } from "./grammar.ts";
import { money } from "./money.ts";
import { number } from "./numbers.ts";
import { isMark, lately, type Range, reduced, type Token, tokensOf, type Value } from "./tokens.ts";
import { type Direction, datesIn } from "./when/index.ts";

const close: Readonly<Record<string, string>> = { "«": "»", "“": "”", '"': '"', "„": "”" };
/** Words within one pair of quotation marks. */
const mostQuoted = 30;

const quotedIn = (text: string): Parser<Value> =>
  parser((tokens, i) => {
    const end = close[tokens[i]?.text ?? ""];
    if (end === undefined) return undefined;
    for (let j = i + 1; j < Math.min(tokens.length, i + mostQuoted); j++)
      if (tokens[j]?.text === end && j > i + 1)
        return { value: { kind: "quoted", text: text.slice(tokens[i + 1]?.start, tokens[j - 1]?.end) }, after: j + 1 };
    return undefined;
  });

const mark = (text: string) => parser((tokens, i) => (tokens[i]?.text === text ? { value: text, after: i + 1 } : undefined));
/** "60 % stilling", "100 prosent". */
const share: Parser<Value> = as(seq(number, either(mark("%"), word("prosent pst")), opt(word("stilling"))), () => ({ kind: "number" }));
/** "over 58 år", "to år gammel": an age is no date and no time. */
const age: Parser<Value> = as(seq(word("over under fylt"), number, word("år")), () => ({ kind: "number" }));

const valued = (p: Parser<Value>, tokens: readonly Token[]) => reduced(tokens, all(p, tokens));
/** The same whichever way one looks. */
const timeless = lately((text) => {
  const hoursAndMoney = either(
    quotedIn(text),
    share,
    age,
    as(extent, (read): Value => ({ kind: "extent", read })),
    as(money, (read): Value => ({ kind: "money", read })),
  );
  return valued(hoursAndMoney, tokensOf(text));
});
const dated = (text: string, now: string, direction: Direction): readonly Token[] => {
  const tokens = timeless(text);
  const dates = datesIn(tokens, now, direction).filter((d) => !inName(tokens, d));
  const found = dates.map((when) => ({ first: when.first, after: when.after, value: { kind: "date", when } as const }));
  const reducedOnce = reduced(tokens, found);
  return reduced(reducedOnce, all(bareSpan, reducedOnce));
};
const read = lately((key) => {
  const [direction, now, ...text] = key.split("\n");
  return dated(text.join("\n"), now ?? "", direction as Direction);
});

/**
 * @param now local, "2026-11-21" or with a time of day
 * @param direction a log looks back, a deadline forward
 */
export const sentenceOf = (text: string, now: string, direction: Direction): readonly Token[] => read([direction, now, text].join("\n"));

/** "Torsdag, 09–14": hours, behind a date. */
const bareSpan: Parser<Value> = parser((tokens, i) => {
  const isBehind = tokens[i - 1]?.value?.kind === "date" || (tokens[i - 1]?.text === "," && tokens[i - 2]?.value?.kind === "date");
  const [from, dash, to] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (!isBehind || !/^[-–]$/.test(dash?.text ?? "") || !/^\d{1,2}$/.test(from?.text ?? "") || !/^\d{1,2}$/.test(to?.text ?? ""))
    return undefined;
  const [a, b] = [Number(from?.text), Number(to?.text)];
  const isEnd = tokens[i + 3] === undefined || isMark(tokens[i + 3]);
  return isEnd && a >= 6 && b > a && b <= 23
    ? { value: { kind: "extent", read: { extent: { hours: b - a, studyPoints: null } } }, after: i + 3 }
    : undefined;
});

/** A year that belongs to a name, as in "Kompetanseløft 2027", is no date. */
const inName = (tokens: readonly Token[], d: Range): boolean =>
  d.after - d.first === 1 &&
  /^(19|20)\d{2}$/.test(tokens[d.first]?.text ?? "") &&
  !/^(i|år|fra|til|innen|ut|-|–)$/.test(tokens[d.first - 1]?.word ?? "") &&
  tokens.length > 1;

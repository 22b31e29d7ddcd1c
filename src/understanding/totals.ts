/** How many have taken something, by unit: "oversikt over opplæringen i enheten", "hvor mange har tatt førstehjelp?" */
import { contentWords } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { oneNamed, unitNamed } from "./known.ts";

import { open } from "./phrases.ts";
import { plainly, spelled, tokensOf } from "./tokens.ts";

/** All in the words of normal.ts. */
const overview = spelled(
  /\bopplæring(?:s|en?s)?(?:status|oversikt|tall)\p{L}*|\b(?:oversikt|oversikten|status|statistikk|tall|overview|numbers)\b.*(?:\bopplæring\p{L}*|\btraining\b)|\b(?:training|opplæring) (?:overview|numbers|oversikt)\b/u,
);
const howMany = spelled(
  /\b(?:hvor mange|how many|hvordan many)\b.*?\b(?:har|tok|have|has|took)\b(?: (?:tatt|logget|logga|gjennomført|fullført|gått|hatt|taken|logged|completed|done))?(.*)$/,
);
/** The own record is another question, and names are never told. */
const own = spelled(
  /\b(?:jeg|min opplæring|opplæringen min|mine kurs|i|my training)\b (?:har|tatt|have|taken)|\bopplæringen min\b|\bhar jeg\b|\bhave i\b|\bmy training\b/,
);
const around = spelled(
  /\b(?:i år|denne år|dette år|dette året|this year|så langt|til nå|so far|noen gang|noe|something|anything|opplæring|training)\b|\b(?:(?:i|på|hos|av|in|of|at) )(?:(?:enheten|avdelingen|virksomheten|seksjonen|tjenesten|kommunen|unit|department|municipality|oss|mine|us|my|our|min|vår|de|ansatte|folkene|people|staff) ?)+/g,
);
/** "… i hjemmetjenesten", at the end. */
const where = spelled(/\b(?:i|på|ved|hos|in|at)\b(?!.*\b(?:i|på|ved|hos|in|at)\b).*$/);

export const aboutTotals = ({ text, directory, courses }: Heard): Command | undefined => {
  const plain = plainly(tokensOf(text)).replace(/[?!.]+\s*$/, "");
  if (own.test(plain)) return undefined;
  const asked = overview.test(plain) ? "" : howMany.exec(plain)?.[1]?.replace(around, " ");
  if (asked === undefined) return undefined;
  const unit = unitNamed(text, directory);
  const at = unit ? { unit: unit.id } : {};
  const what = unit ? asked.replace(where, " ") : asked;
  if (contentWords(what).length === 0) return open("unitTotals", at);
  const course = oneNamed(what, courses);
  return course && open("unitTotals", { ...at, course: course.id });
};

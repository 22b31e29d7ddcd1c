/** Those who hold courses: by the words that organisations have in their names, and as the catalogue writes them. */
import { type Parser, parser } from "./grammar.ts";
import { fits, isMark, type Range, type Token } from "./tokens.ts";

const kind =
  /(?:kontor(?:et)?|høgskol(?:en|e)|høyskol(?:en|e)|høgskul(?:en|e)|fagskol(?:en|e)|fagskul(?:en|e)|folkehøgskol(?:en|e)|universitet(?:et)?|forbund(?:et)?|senter(?:et)?|tjenesten?|tenesta|kommun(?:en|e)|direktorat(?:et)?|statsforvalter(?:en)?|statsforvaltar(?:en)?|fylkeskommun(?:en|e)|fylkesmann(?:en)?|etat(?:en)?|akademi(?:et)?|forening(?:en|a)?|foreininga?|brannvesen(?:et)?|ombud(?:et)?|ombodet|sykehus(?:et)?|sjukehus(?:et)?|helseforetak(?:et)?|leverandør(?:en)?|leverandøren|bedriftshelsetjenesten?|bedriftshelsetenesta|arbeidsgiverorganisasjon|konsulentfirma(?:et)?|university|college|council|academy|institute|utviklingssenter(?:et)?|kompetansesenter(?:et)?|skogkurs|kors|selskap(?:et)?|politi(?:et)?|barnehus(?:et)?|klinikken|instituttet|vegvesen(?:et)?|klubben|cross|bi|ntnu|hvl|uio|uib|uit|usn|nmbu|nla|[a-zæøå]*tilsyn(?:et)?|nettverket|sykepleierforbundet|miljøsenteret)$/;
/** "RVTS", "OsloMet". */
const acronym = /^(?:\p{Lu}{2,}\p{Ll}?|\p{Lu}\p{Ll}+\p{Lu}\p{L}*)$/u;
/** By its own words, not only by its capitals. */
export const isNamedOrganisation = (tokens: readonly Token[], { first, after }: Range): boolean =>
  tokens.slice(first, after).some((t) => fits(kind, t) || school.test(t.text));
const school = /^\p{Lu}\p{L}+(?:skole|skolen|skule|skulen)$/u;
const isOrganisation = (token: Token | undefined) => fits(kind, token) || acronym.test(token?.text ?? "") || school.test(token?.text ?? "");
const joins = /^(?:i|på|for|og|av|på|of|the|and)$/;
const mostWords = 6;

/** "Regionalt opplæringskontor", "Fagskulen i Vestland", "RVTS", "Røde Kors". */
export const organisation: Parser<Range> = parser((tokens, i) => {
  let after = i;
  let found = false;
  while (after < Math.min(tokens.length, i + mostWords)) {
    const t = tokens[after];
    if (!t || t.value || isMark(t)) break;
    const isCapital = /^\p{Lu}/u.test(t.text);
    const isJoin = joins.test(t.text.toLowerCase()) && found && /^\p{Lu}/u.test(tokens[after + 1]?.text ?? "") && !tokens[after + 1]?.value;
    const isLeader = /^(?:regionalt|statens|den|det|vårt|lokale?|nasjonalt?|norsk|norges)$/.test(t.word) && after === i;
    if (isOrganisation(t)) found = true;
    else if (!isCapital && !isJoin && !isLeader) break;
    after++;
  }
  return found ? { value: { first: i, after }, after } : undefined;
});

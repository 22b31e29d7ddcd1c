/** Questions about a unit's competence: its GAP, who lacks what, whether there are enough, who has delivered. */
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { unitNamed } from "../known.ts";
import { open } from "../phrases.ts";
import { plainly, spelled, tokensOf } from "../tokens.ts";
import { namedWithin, personWithin } from "../within.ts";

/** All in the words of normal.ts. */
const gapWord = spelled(
  /\bgap(?:en|et|s|a)?\b|\bgap-?(?: ?a[nl]\p{L}*| ?skj\p{L}*| ?status| ?lever\p{L}*)|\bgapanal\p{L}*|\bgapskj\p{L}*/u,
);
const whatIsIt = spelled(/^(?:hva|what) (?:er|betyr|is|means?)(?: (?:egentlig|en|et|a))* (?:gap|gap-?analyse\p{L}*)$/u);

/** A measure, a talk and a place at a course have questions of their own. */
const other = spelled(
  /\b(?:tiltak\p{L}*|measures?|medarbeidersamtal\p{L}*|utviklingssamtal\p{L}*|påmeldt|turnus\p{L}* til|logget|tatt mest)\b/u,
);

const wall = spelled(
  /\b(?:vaktrom|pauserom|personalrom|oppslagstavl|tavl|kjøleskap)\p{L}*|\bhenge? (?:opp )?|\bhengje\b|\bbreak room\b|\boppslag til\b/u,
);
const toRead = spelled(/\b(?:kurs\p{L}*|list\p{L}*|oppslag|printout|utskrift\p{L}*)\b|romlist|\bcourses?\b/u);

const asksWho = spelled(
  /\b(?:hvem|hven|hvilke (?:virksomhet\p{L}*|enheter?|avdeling\p{L}*|units?)|hvor mange|status|oversikt|manglende|which|who|(?:har|er) (?:alle |vi )?(?:virksomhet\p{L}*|\p{L}+(?: og \p{L}+)*))\b/u,
);
const isIn = spelled(/\b(?:levert|innlever\p{L}*|leveringer|lever\p{L}*t|submitted|delivered|purre|kom(?:men|met|et|en)? inn|mangler)\b/u);
const delivers = spelled(
  /\b(?:levere?r?|levver|sende? inn|fylle?r? (?:ut|inn)|fill|submit|deliver|oppdater\p{L}*|få den unna|(?:ta|starte?|gjøre) gapskj\p{L}*|må (?:ha|har|få) inn)\b|\bgapskj\p{L}*/u,
);
const deliversFor = spelled(/^(?:hei[ ,!]*)?(?:jeg|vi) (?:skal|må|vil|kan) levere for\b/);
const ownAnalysis = spelled(/\banalysen? (?:vår|sin|min|deres)\b/);

const people = spelled(
  /\b(?:hvem|hven|hvilke (?:ansatte|folk|av)|navn(?:ene)? på|whose|who|per (?:ansatt|person))\b|^(?:er det noen|har noen)\b/u,
);
const lacks = spelled(
  /\b(?:mangler|manler|mangel|ikke (?:har|tatt|hatt|oppfyller|gyldig)|har ikke|oppfyller ikke|går ut|gått ut|utløper|utgått|må på|må (?:ta|fornye|på)|trenger|bør jeg sende|missing|lacks?|run(?:s)? out|expires?)\b/u,
);
const theirs = spelled(
  /^(?:har|er) alle (?:mine |våre |ansatte |i \p{L}+ )*.*\b(?:i orden|på plass|gyldig|fått)\b|^(?:vikarene|folkene|de ansatte|ansatte) (?:mine|våre)\b.*\bmangler\b/u,
);
const lacksOf = spelled(/^(?:hva )?mangler (\p{L}+) (?:noe|noen|kurs|opplæring)\b|^hva mangler (\p{Lu}\p{L}+)$/u);

const enough = spelled(/\b(?:nok|dekk\p{L}*|for få|antallet|det antallet|mange nok|enough|minst (?:en|to|tre|fire|fem|\d+))\b/u);
const whichUnits = spelled(
  /\b(?:hvilke|hva|which) (?:virksomhet\p{L}*|enheter?|avdeling\p{L}*|steder|units?)\b.*\b(?:mangler|har in(?:gen|nen)|uten|lack)\b/u,
);
const isMet = spelled(/\boppfylle?s\b.*\bkrav\p{L}*\b|\bdekningskrav\p{L}*|^bare \p{L}+ med\b|\bhvor mange .{0,30}\b(?:må|skal) vi ha/u);
const unitLacks = spelled(/^mangler\b/);

const beside = spelled(/\b(?:sammenlign\p{L}*|compare|side om side|opp mot (?:hverandre|kvarandre))\b/u);
const competenceWord = spelled(/\bkompetanse\p{L}*|\bcompetence\b|\bkrav(?:ene|a|et)?\b|\bgap/u);
const standing = spelled(
  /\bhvordan (?:ligger?|ligg|står|er) (?:vi|det|dere|we)\b.*(?:kompetanse|competence|krav)|\bkompetanse(?:status|gap\p{L}*)\b|\bkompetansekrav mot\b|\b(?:ønsket|krav) (?:mot|og) (?:faktisk|beholdning)|\bhull .{0,15}kompetanse|\bmangl\p{L}* (?:vi|dere)\b.*\bkompetanse|\b(?:hva|det) vi (?:har|burde|bør)\b.*\b(?:bør|burde|kunne)\b/u,
);

const within = (heard: Heard): { unit?: string } => {
  const { data } = heard.directory;
  if (spelled(/\bhele kommunen\b|\bkommunen (?:under ett|samlet|totalt)\b|\bwhole municipality\b/).test(plainly(tokensOf(heard.text)))) {
    const top = data.units.find((u) => u.parent === null);
    return top ? { unit: top.id } : {};
  }
  const unit = unitNamed(heard.text, heard.directory);
  return unit ? { unit: unit.id } : {};
};

/** The competence that is meant, with the name of a unit left out of the search. */
const competenceIn = (heard: Heard): { competence?: string } => {
  const found = namedWithin(heard.text, heard.competences);
  return found ? { competence: found.id } : {};
};

/** @param plain the sentence in the words of normal.ts */
export const gapAsked = (heard: Heard, plain: string): Command | undefined => {
  const said = plain.replace(/(?<![?!. ])[?!. ]+$/, "");
  if (whatIsIt.test(said)) return open("smallTalk", { topic: "gap" });
  const at = within(heard);
  if (wall.test(plain) && toRead.test(plain) && !/\bbestill/.test(plain)) return open("breakRoomList", at);
  if (other.test(plain)) return undefined;
  const isGap = gapWord.test(plain);
  if (isGap || ownAnalysis.test(plain)) {
    if (asksWho.test(plain) && isIn.test(plain) && !/^(?:jeg|vi) /.test(plain)) return open("deliveries", at);
    if (/\b(?:innlever|manglende)\p{L}*/u.test(plain)) return open("deliveries", at);
    if (delivers.test(plain)) return open("analysis", at);
  }
  if (deliversFor.test(plain)) return open("analysis", at);
  if (/^hvor mange har levert\b/.test(plain)) return open("deliveries", at);
  if (beside.test(plain) && competenceWord.test(plain)) return open("gapBeside");
  if (isGap) return open("gap", at);
  const competence = competenceIn(heard);
  if (whichUnits.test(plain) && competence.competence) return open("coverage", { ...at, ...competence });
  const one = lacksOf.exec(said);
  const who = one || theirs.test(said) ? personWithin(heard) : undefined;
  if (one && who && who !== "several") return open("lackingWho", { ...competence, person: who.person });
  if (theirs.test(said)) return open("lackingWho", { ...at, ...competence });
  if (unitLacks.test(plain) && at.unit && competence.competence) return open("coverage", { ...at, ...competence });
  if ((enough.test(plain) || isMet.test(plain)) && (competence.competence || /\bdekningskrav/.test(plain)))
    return open("coverage", { ...at, ...competence });
  if (people.test(plain) && lacks.test(plain)) return open("lackingWho", { ...at, ...competence });
  return standing.test(plain) ? open("gap", at) : undefined;
};

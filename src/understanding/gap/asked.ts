/** Questions about a unit's competence: its GAP, who lacks what, whether there are enough, who has delivered. */
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { unitNamed } from "../known.ts";
import { open } from "../phrases.ts";
import { sign } from "../tokens.ts";
import { namedWithin, personWithin } from "../within.ts";

const gapWord = sign(
  "gap(?:en|et|s|a|ene|er)?(?:-\\p{L}+)?|gap-?(?:anal|skj|status|lever)\\p{L}*|gapanal\\p{L}*|gapskj\\p{L}*|kompetansegap\\p{L}*|gap a[nl]\\p{L}*",
);
const analysis = sign("analysen?|analyse|kompetansekartlegging\\p{L}*|kartlegging\\p{L}*");
const explained = sign("(?:hva|what) (?:er|betyr|is|means?|does) (?:en |et |egentlig )?gap|når er fristen|når er frist|kurs i|hvorfor");
/** A measure, a talk and a place at a course have questions of their own. */
const other = sign(
  "tiltak\\p{L}*|measures?|medarbeidersamtal\\p{L}*|utviklingssamtal\\p{L}*|påmeldt|påmelding\\p{L}*|logget|turnus\\p{L}* til",
);

const wall = sign(
  "\\p{L}*(?:vaktrom|pauserom|personalrom|garderobe|lunsjrom|tavla|tavle|oppslagstavl|kjøleskap|korktavl)\\p{L}*|vegg\\p{L}*|(?:på|til) døra|henge?(?: opp)?|hengje|hengende|break room|lunch room|wall|oppslag|plakat\\p{L}*|poster|print\\p{L}*|utskrift\\p{L}*|skriv(?:e|er)? ut|papirliste",
);
const courseWord = sign("kurs\\p{L}*|courses?|\\p{L}*romlist\\p{L}*|list\\p{L}*|oppslag til");

const done = sign(
  "levert|leverte|innlever\\p{L}*|leveringer|submitted|delivered|handed in|sendt inn|send inn|purre|mase|(?:kommet?|komen|kom|fått) inn|fått noe|venter vi på|ventar vi på|mangler|manglende",
);
const whose = sign(
  "hvem|hven|hvilke|hva \\p{L}*einingar|which|who|status|oversikt|manglende|lista over|hvor mange|når|(?:har|er) (?:alle|vi|\\p{L}+)|avdelingslederne|virksomhet\\p{L}*|enhet\\p{L}*|einingar|fra \\p{L}+|ikke levert",
);
const mine = sign("jeg|min|vår|vårt|vi er|ferdig med|klar til");
const delivers = sign(
  "levere?r?|levver|sende?(?:r)? (?:\\p{L}+ )?inn|send inn|fylle?r? (?:ut|inn)|fill|submit|deliver|oppdater\\p{L}*|unna|gjøre|gjort|start\\p{L}*|begynn\\p{L}*|i gang med|åpne|skjema\\p{L}*|siste punkt|ferdig med|(?:må|får) (?:ha|har|få) inn|ta gapskj\\p{L}*",
);

const requirement = sign(
  "det vi (?:burde|bør) kunne|kompetansestatus\\p{L}*|krav(?:ene|a|et)?|kompetansekrav\\p{L}*|kompetansen?|kompetanse\\p{L}*|competence|requirements?|opplæringa|opplæringen",
);
const measure = sign(
  "dårlig an|dekka|hvor (?:langt|stor|mye|mange)|prosent|ligger?|ligg|står|dekningsgrad|mot|vs|i mål|gjenstår|tallene|tall|(?:mangler|mangla|manglar) (?:vi|dere)|(?:vi|dere) mangler|oppfylle?r?|oppfylt|far|status\\p{L}*|doing|hull|beholdning|burde|bør",
);
const together = sign("vi|oss|vår|vårt|våre|dere|we|my unit|our|kommunen|rådmannen|kommunedirektøren|totalt");
const beside = sign(
  "sammenlign\\p{L}*|samanlikn\\p{L}*|compare|side om side|ved siden av|opp mot (?:hverandre|kvarandre)|rangering\\p{L}*|verst|best|størst|de (?:andre|ulike) (?:enhet\\p{L}*|eining\\p{L}*|virksomhet\\p{L}*|verksemd\\p{L}*)",
);

const others = sign(
  "hvem|hven|hvilke (?:ansatte|folk|av|ansatt\\p{L}*)|av de ansatte|navn(?:ene|eliste\\p{L}*)?|navn på|whose|who|folk med|per (?:ansatt|person)|er det noen|har noen|vikarene|de ansatte|ansatte|medarbeiderne|alle mine|henger etter|henne|hun|han",
);
const lacks = sign(
  "mangler|manler|mangel|mangla|uten|ikke (?:har|ha|tatt|hatt|oppfyller|gyldig|på plass)|har (?:de )?ikke|oppfyller ikke|går ut|gått ut|utløper|utløpte?|utgått\\p{L}*|må på|må (?:ta|fornye|hun|han)|gyldig\\p{L}*|trenger|bør jeg (?:sende|purre)|henger etter|i orden|på plass|missing|lacks?|run(?:s)? out|expires?",
);
const self = sign("jeg|meg|min|mitt|mine|jeg som leder");
const aboutSelf = sign("(?:mangler|har|må|skal|bør|trenger|er|tar|gjelder) jeg|jeg (?:mangler|har|må|ikke|selv)|meg selv|for meg|til meg");

const enough = sign(
  "har vi nok|nok|dekk\\p{L}*|dekning\\p{L}*|for (?:få|tynne?)|antall\\p{L}*|mange nok|enough|minimum|minst (?:en|to|tre|fire|fem|\\d+)|hvor mange med|helt uten|(?:har|har de|er det) (?:ingen|innen)|(?:ingen|innen) med|uten noen|på alle|over alt|overalt|oppfylles|bare \\p{L}+ med",
);
const eachUnit = sign(
  "(?:hvilke|hva|which|hvor) (?:virksomhet\\p{L}*|enheter?|avdeling\\p{L}*|steder|i kommunen|units?)|alle enheter|alle arbeidsplassene|pr\\.? virksomhet|per virksomhet|avdelinger",
);
const search = sign("kurs i|kurs om|kurs for|finnes det (?:noe )?kurs|når går|hvem (?:holder|arrangerer|kan)|kurset er|medisin\\p{L}*");

/** The unit that is named; the top for the whole municipality. */
const within = ({ text, directory }: Heard, plain: string): { unit?: string } => {
  if (sign("hele kommunen|kommunen (?:under ett|samlet|totalt)|whole municipality|totalt").test(plain)) {
    const top = directory.data.units.find((u) => u.parent === null);
    return top ? { unit: top.id } : {};
  }
  const unit = unitNamed(text, directory);
  return unit ? { unit: unit.id } : {};
};

/** The words about what, without the name of the unit. */
const competenceIn = (heard: Heard): { competence?: string } => {
  const unit = unitNamed(heard.text, heard.directory);
  const without = unit
    ? [unit.name, ...unit.aliases].reduce(
        (text, name) => text.replace(new RegExp(name.replace(/[^\p{L}\p{N} ]/gu, "."), "iu"), " "),
        heard.text,
      )
    : heard.text;
  const found = namedWithin(without, heard.competences);
  return found ? { competence: found.id } : {};
};

/** "Hvem mangler hlr?" about something that the catalogue does not know. */
const unknownIn = (plain: string): { unknown?: true } => {
  const what = /^(?:hvem|hven)(?: \p{L}+)? (?:mangler|manler|har ikke|lacks?) (\p{L}+)(?: (?:kurs|hos oss|i .*))?[ ?!.]*$/u.exec(
    plain,
  )?.[1];
  return what && !/^(?:noe|hva|kurs|opplæring|krav|kompetanse|noko|noen|det|dette|de|anything)$/.test(what) ? { unknown: true } : {};
};

/** @param plain the sentence in the words of normal.ts */
export const gapAsked = (heard: Heard, plain: string): Command | undefined => {
  const both = `${plain} | ${heard.text.toLowerCase()}`;
  const has = (...signs: readonly RegExp[]) => signs.every((one) => one.test(both));
  const isGap = gapWord.test(both);
  if (isGap && explained.test(plain)) return /^(?:hva|what) (?:er|betyr|is)/.test(plain) ? open("smallTalk", { topic: "gap" }) : undefined;
  const at = within(heard, plain);
  if (has(wall, courseWord) && !sign("bestill\\p{L}*|turnus\\p{L}*").test(both)) return open("breakRoomList", at);
  if (other.test(both)) return undefined;
  if (isGap || analysis.test(both)) {
    const asks = has(done, whose) && !(has(mine) && has(delivers) && !has(sign("hvem|hvilke|which|avdelingslederne|når")));
    if (asks && !(isGap && has(sign("mangler (?:vi|bare)|mangla vi|vi mangler|jeg mangler")))) return open("deliveries", at);
    if (has(delivers)) return open("analysis", at);
  }
  if (/^(?:\p{L}+ ,? ?){0,2}(?:jeg|vi) (?:skal|må|vil|kan) levere for\b/u.test(plain)) return open("analysis", at);
  if (has(sign("hvor mange .{0,30}levert|mangler innlevering|manglende innlevering\\p{L}*"))) return open("deliveries", at);
  if (has(beside) && (isGap || has(requirement) || has(lacks)) && !has(self)) return open("gapBeside");
  if (isGap) return open("gap", at);
  const competence = competenceIn(heard);
  const person = personWithin(heard);
  const one = person && person !== "several" && person.person !== heard.me ? person : undefined;
  if (competence.competence && !has(search) && !has(aboutSelf)) {
    if (has(eachUnit) && (has(lacks) || has(enough))) return open("coverage", { ...at, ...competence });
    if (has(enough) && !/^(?:hvem|hven)\b|\bhvilke folk\b/.test(plain) && !(one && /\bmangler?\b/.test(plain)))
      return open("coverage", { ...at, ...competence });
    if (/^mangler\b/.test(plain) && at.unit) return open("coverage", { ...at, ...competence });
  }
  // How many of them: numbers, which HR and union representatives may see too.
  if (/^hvor mange\b.*\bmangler\b/.test(plain) && competence.competence) return open("gap", at);
  if (has(sign("dekningskrav\\p{L}*"))) return open("coverage", at);
  if (has(lacks) && !has(aboutSelf) && !has(search)) {
    if (one && !has(sign("slutt\\p{L}*|vikar til|har (?:gått|tatt|fullført)|tok|var på")))
      return open("lackingWho", { ...competence, person: one.person });
    if (has(others)) return open("lackingWho", { ...at, ...competence, ...(competence.competence ? {} : unknownIn(plain)) });
  }
  return has(requirement, measure) && (has(together) || at.unit !== undefined) && !has(aboutSelf) && !has(search)
    ? open("gap", at)
    : undefined;
};

/** Files that HR brings or takes: "importer kurskatalogen", "gi meg kravene i excel". */
import type { Command } from "../ports/command.ts";
import { open } from "./phrases.ts";
import { sign } from "./tokens.ts";

const aFile = sign(
  "\\p{L}*fil(?:a|en|er)?|file|csv|excel\\p{L}*|exel|xlsx|(?:gammelt |et )?ark(?:et)?|re(?:gne|kne)ark\\p{L}*|spreadsheet|uttrekk\\p{L}*|for hånd",
);
const into = sign(
  "importer\\p{L}*|import|laste?(?:r|d|t)? (?:opp|inn)|lasta opp|last inn|upload|lese?r? (?:\\p{L}+ )?inn|legge?r?s? (?:\\p{L}+ )?inn|lagt inn|taste inn|hente inn|ha (?:\\p{L}+ )?inn|få(?:r)? .{0,40}inn|skal inn|må inn|inn hit|inn i (?:systemet|løsningen)|hvor legger jeg|filmal\\p{L}*|mal(?:er)? for import",
);
const out = sign(
  "eksport\\p{L}*|export|laste? ned|download|ta ut|hent(?:e)? ut|spytte? ut|(?:gi|gje|give|få|send\\p{L}*|lag|kan jeg få|vil ha|å sende) .{0,80}(?:fil|file|excel|exel|csv|re(?:gne|kne)ark|spreadsheet|ut)|som (?:csv|excel|regneark|fil)|i (?:word|csv)|i (?:et|eit|en) re(?:gne|kne)ark|lokalt",
);
const things: readonly (readonly [string, RegExp])[] = [
  [
    "training",
    sign(
      "(?:kurs|opplærings)historikk\\p{L}*|kursregistrering\\p{L}*|gjennomført\\p{L}* opplæring|opplæring(?:en|a)?|fullføring\\p{L}*|hvem som har tatt(?: hva)?|training|completions?",
    ),
  ],
  ["requirements", sign("krav(?:ene|a)?|kravfil\\p{L}*|kompetansekrav\\p{L}*|requirements?")],
  ["roles", sign("roll\\p{L}*|roles?")],
  ["units", sign("organisasjon\\p{L}*|virksomhet\\p{L}*|verksemd\\p{L}*|enhet(?:er|ene)|units?")],
  ["people", sign("person(?:er|ar)?|personale?t?|ansatt\\p{L}*|medarbeider\\p{L}*|folk|people|employees?")],
  ["plan", sign("kompetanseplan\\p{L}*|plan(?:en)?|competence plan|tiltaksplan\\p{L}*")],
  ["recruitment", sign("rekruttering\\p{L}*")],
  ["workforce", sign("årsverk\\p{L}*")],
  ["courses", sign("kurskatalog\\p{L}*|katalog\\p{L}*|kursliste?\\p{L}*|kurs(?:ene|a)?|courses?|catalogue")],
];
const own = sign("mine|min|mitt|meg selv|my|om meg|dataene mine|\\p{L}*bilde\\p{L}*|turnus\\p{L}*|til tavla|vaktrom\\p{L}*");
const aCourse = sign("kurs i|kurs om|kurs på|kurs innen|course in");
const took = sign("tok|tatt kurs|fullført|har gjennomført|var på|gjennomførte");

/** @param plain the sentence in the words of normal.ts */
export const fileCommand = (said: string, plain: string): Command | undefined => {
  const both = `${said} | ${plain}`;
  if (own.test(both) || aCourse.test(both) || took.test(plain)) return undefined;
  if (/^(?:import(?:er|ere|ér)?)$/u.test(said.trim())) return open("importFile");
  if (/^(?:e(?:ks|x)port(?:er|ere|ér)?)$/u.test(said.trim())) return open("exportFile");
  const what = things.find(([, words]) => words.test(both))?.[0];
  if (
    into.test(both) &&
    (what !== undefined || aFile.test(both)) &&
    (aFile.test(both) || /import|last|upload|legger jeg inn|lese inn/u.test(both))
  )
    return open("importFile");
  if (out.test(both) && (what !== undefined || aFile.test(both))) return open("exportFile", what ? { what } : {});
  return undefined;
};

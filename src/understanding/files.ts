/** Files that HR brings or takes: "importer kurskatalogen", "gi meg kravene i excel". */
import type { Command } from "../ports/command.ts";
import { open } from "./phrases.ts";
import { spelled } from "./tokens.ts";

/** All in the words of normal.ts. */
const brings = spelled(
  /\b(?:importer\p{L}*|import|laste? opp|upload|lese? inn|legge?r? inn|(?:få|får) .{0,40}\binn\b|skal inn|filmal\p{L}*|maler? for import)\b/u,
);
const takes = spelled(
  /\b(?:eksport\p{L}*|export|laste? ned|download|ta ut|hent(?:e)? ut|spytte? ut|(?:gi|få|send|lag|kan du lage) .{0,60}(?:\bfil\b|\bexcel\b|\bexel\b|\bcsv\b|\bregneark\b|\bspreadsheet\b|\bsom fil\b)|\bsom (?:csv|excel|regneark|fil)\b|\bi (?:excel|exel|word|csv)\b)\b/u,
);
const aFile = spelled(/\b(?:\p{L}*fil(?:a|en)?|csv|excel\p{L}*|xlsx|ark|regneark)\b/u);
const things: readonly (readonly [string, RegExp])[] = [
  [
    "training",
    spelled(
      /\b(?:kurshistorikk\p{L}*|kursregistrering\p{L}*|gjennomført\p{L}* opplæring|opplæring(?:en|a)?|fullføring\p{L}*|hvem som har tatt|training|completions?)\b/u,
    ),
  ],
  ["requirements", spelled(/\b(?:krav(?:ene|a)?|kompetansekrav\p{L}*|requirements?)\b/u)],
  ["roles", spelled(/\b(?:roll\p{L}*|roles?)\b/u)],
  ["units", spelled(/\b(?:organisasjon\p{L}*|virksomhet\p{L}*|verksemd\p{L}*|enhet(?:er|ene)|units?)\b/u)],
  ["people", spelled(/\b(?:personer?|personar?|ansatt\p{L}*|medarbeider\p{L}*|folk|people|employees?)\b/u)],
  ["plan", spelled(/\b(?:kompetanseplan\p{L}*|plan(?:en)?|competence plan|tiltaksplan\p{L}*)\b/u)],
  ["recruitment", spelled(/\brekruttering\p{L}*/u)],
  ["workforce", spelled(/\bårsverk\p{L}*/u)],
  ["courses", spelled(/\b(?:kurskatalog\p{L}*|katalog\p{L}*|kursliste?\p{L}*|kurs(?:ene|a)?|courses?|catalogue)\b/u)],
];
const own = spelled(/\b(?:mine|min|mitt|meg selv|mitt|my|om meg|dataene mine|bilde\p{L}*|turnus\p{L}*|til tavla|vaktrom\p{L}*)\b|bilde\b/u);

/** @param plain the sentence in the words of normal.ts */
export const fileCommand = (said: string, plain: string): Command | undefined => {
  if (own.test(plain) || own.test(said)) return undefined;
  const both = `${said}\n${plain}`;
  const what = things.find(([, words]) => words.test(both))?.[0];
  if (takes.test(both) && !brings.test(plain)) return what || aFile.test(both) ? open("exportFile", what ? { what } : {}) : undefined;
  if (brings.test(both) && (what !== undefined || aFile.test(both)) && !/\b(?:tok|tatt|fullført|gjennomført|vært|jeg har)\b/.test(plain))
    return open("importFile");
  return undefined;
};

/** What a leader tells of a unit or its people: a need, a competence gained without a course, a certificate that was seen. */
import { capital } from "../../domain/words.ts";
import type { Command, Fill } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { titleOf, unitNamed } from "../known.ts";
import { spelled } from "../tokens.ts";
import { namedWithin, personWithin } from "../within.ts";

/** All in the words of normal.ts, but for those that take words out of the sentence as it was written. */
const needWord = spelled(/\b(?:kompetanse)?behov(?:et|slista|sliste)?\b|\b(?:new|add an?|add en) (?:need|trenger)\b/u);
const notes = spelled(
  /\b(?:nytt|new|legg(?:e)? (?:til|inn)|add|meld(?:e)? inn|før(?:e)? (?:det )?opp|skriv(?:e)? opp|notere?|glemte et|sett det|registrer(?:e)?)\b|(?:^|[.!] )behov ?:|^vi har behov for (?:minst|flere|fleire|en |to |bedre)/u,
);
const afterMark = /\b(?:kompetanse)?behov\p{L}*\s*(?:[:–-]|,[^:]*:)\s*(.+)$|\bneed\s*:\s*(.+)$/iu;
const afterFor = /\bbehov (?:for|av)\s+(.+)$/iu;
const aside = /[,.]?\s*(?:og\s+)?(?:før|set|sett|skriv|noter|kan du notere|kan du føre)\p{L}*\s+(?:det|dette)\b.*$/iu;
const wishes = /^.*?\b(?:trenger|treng|manglar|mangler|har behov for)\s+(?:er\s+)?(.+)$/iu;

const needIn = (text: string): string | undefined => {
  const marked = afterMark.exec(text);
  const found =
    marked?.[1] ?? marked?.[2] ?? afterFor.exec(text)?.[1] ?? (aside.test(text) ? wishes.exec(text.replace(aside, ""))?.[1] : undefined);
  const words = found
    ?.replace(/^(?:at\s+)?(?:vi|me)\s+(?:trenger|treng)\s+/iu, "")
    .replace(aside, "")
    .replace(/[\s.!?]+$/, "");
  return words && words.length > 2 ? capital(words) : undefined;
};

const needTold = (heard: Heard, plain: string): Command | undefined => {
  if (!needWord.test(plain) || !notes.test(plain) || /\btiltak/.test(plain)) return undefined;
  const need = needIn(heard.text.trim());
  const unit = unitNamed(heard.text, heard.directory);
  const competence = need && need.split(" ").length <= 3 ? namedWithin(need, heard.competences) : undefined;
  const fill: Fill = {
    ...(need ? { need } : {}),
    ...(unit ? { unit: unit.id } : {}),
    ...(competence ? { competence: competence.id } : {}),
  };
  return { do: "start", flow: "addNeed", fill };
};

const confirms = spelled(
  /\brealkompetanse\p{L}*|\bgår? god for\b|\b(?:bekreft|bekrefter|stadfest\p{L}*|godkjenn?) at\b|\bstår inne for\b|\bconfirm (?:that|som|at)\b|\bapprove \p{L}+ ?'?s? skills\b/u,
);
const isMeeting = /\b(?:møtet?|ferie|fravær|timeliste)\b/;
const learned = /\b(?:gjort det i|jobbet|jobba|gjennom|fra|from|learned in|lærte in|uten kurs|no course|i)\s+([^,.]{3,80})/iu;

const personRef = (heard: Heard) => {
  const who = personWithin(heard);
  return who && who !== "several" ? { person: { person: who.person, name: who.name } } : {};
};

const confirmationTold = (heard: Heard, plain: string): Command | undefined => {
  if (!confirms.test(plain) || isMeeting.test(plain) || seenWord.test(plain)) return undefined;
  const competence = namedWithin(heard.text, heard.competences);
  const basis = /\b(?:\d+ år|ti år|flere år|years|praksis)\b/iu.test(heard.text) ? learned.exec(heard.text)?.[1] : undefined;
  const fill: Fill = {
    ...personRef(heard),
    ...(competence ? { competence: competence.id } : {}),
    ...(basis ? { basis: capital(basis.trim()) } : {}),
  };
  return { do: "start", flow: "confirmCompetence", fill };
};

const certificate = spelled(
  /\b(?:kurs|helsefag|fag|førerfører|truckfører)?(?:bevis\p{L}*|brevet?)\b|\b\p{L}*(?:bevis|vitnemål|diplom|fagbrev)\p{L}*|\bdokumentasjon\b|\bcertificate\b|\bdiploma\b/u,
);
const seenWord = spelled(
  /\b(?:sett|sedd|sjekket|checked|seen|kontroller\p{L}*|viste meg|levert kopi|lese(?:t|r)?|lest|å har sett|å ha sett)\b/u,
);
/** "Har du fått med deg fagbrevet mitt?" is about the own. */
const own = /\b(?:mitt|min|mine|my)\b/;
const lies = /\b(?:ligger|ligg|arkivert|arkiverte|lagt|stored|filed)\s+(?:i|på|in|at)\s+([^,.]{2,80})/iu;
const forWhat = /\b(?:på|for|i|in)\s+((?:kurs i\s+)?[^,.]{2,80}?)(?=\s*(?:,|\.|$|\s(?:ligg|ligger|i dag|no,))|\()/iu;

const seenTold = (heard: Heard, plain: string): Command | undefined => {
  if (!certificate.test(plain) || !seenWord.test(plain) || own.test(plain)) return undefined;
  const who = personRef(heard);
  if (!("person" in who)) return undefined;
  const where = lies
    .exec(heard.text)?.[1]
    ?.trim()
    .replace(/\s+(?:no|nå)$/u, "");
  const known = namedWithin(heard.text.replace(lies, ""), heard.courses);
  const words = known ? known.title : forWhat.exec(heard.text.replace(lies, "").replace(/\bhar sett\b/iu, ""))?.[1];
  const title = words ? titleOf(words, heard.courses) : undefined;
  return { do: "start", flow: "markSeen", fill: { ...who, ...(title ? { title } : {}), ...(where ? { where } : {}) } };
};

/** @param plain the sentence in the words of normal.ts */
export const gapTold = (heard: Heard, plain: string): Command | undefined =>
  seenTold(heard, plain) ?? confirmationTold(heard, plain) ?? needTold(heard, plain);

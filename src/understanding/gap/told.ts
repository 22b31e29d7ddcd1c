/** What a leader tells of a unit or its people: a need, a competence gained without a course, a certificate that was seen. */
import { capital } from "../../domain/words.ts";
import type { Command, Fill } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { titleOf, unitNamed } from "../known.ts";
import { open } from "../phrases.ts";
import { sign } from "../tokens.ts";
import { namedWithin, personWithin } from "../within.ts";

const needWord = sign(
  "(?:kompetanse)?behov(?:et|slista|sliste|ene)?|needs?|trenger|treng|må (?:vi )?ha|mangler (?:kunnskap|kompetanse|folk)",
);
const named = sign("(?:kompetanse)?behov(?:et|slista|sliste|ene)?|need:|new need|add a need");
const noted = sign(
  "nytt|new|legg(?:e)? (?:til|inn)|add|meld\\p{L}* (?:det )?inn|melde?|før(?:e)? (?:det )?opp|skriv(?:e)? (?:det )?opp|not[ée]re?|glemte|sett det|registrer(?:e)?|register|stå på lista|ta vare på det som|meldt inn",
);
const ofUnit = sign("vi|oss|enheten|virksomheten|avdelinga|my unit|our|barnehagen|de eldste|helsestasjonen|kommunalteknikk|alle på");
const startsWithNeed = /^(?:kompetanse)?behov\b|[.!] behov ?:|^vi har behov for (?:minst|flere|fleire|en |to |bedre)/u;
const afterMark = /\b(?:kompetanse)?behov\p{L}*(?:\s+\p{L}+)?(?:\s+\d{4})?\s*(?:[:–-]|,[^:]*:)\s*(.+)$|\bneed\s*:\s*(.+)$/iu;
const afterFor = /\bbehov (?:for|av)\s+(.+)$/iu;
const aside =
  /[,.]?\s*(?:og\s+|så\s+)?(?:før|set|sett|skriv|not[eé]r|kan du not[eé]re|kan du føre|kan det stå|ta vare på|det må vi få meldt)\p{L}*(?:\s+(?:det|dette|på|inn|vi)\b.*|\s*)$/iu;
const opening =
  /^(?:please\s+)?(?:hei\s+)?(?:kan du\s+)?(?:register|registrer|noter|notere|før|føre|skriv|jeg vil melde|meld)\p{L}*\s+(?:opp\s+|inn\s+)?(?:at|that|behov\s*:?)\s+/iu;

const needIn = (text: string): string | undefined => {
  const marked = afterMark.exec(text);
  const rest = text.replace(aside, "").replace(opening, "");
  const found = marked?.[1] ?? marked?.[2] ?? afterFor.exec(text)?.[1] ?? (rest !== text ? rest : undefined);
  const words = found
    ?.replace(aside, "")
    .replace(/^(?:at\s+)?(?:vi|me)\s+(?:trenger|treng)\s+/iu, "")
    .replace(/[\s.!?]+$/, "");
  return words && words.length > 2 ? capital(words) : undefined;
};

const needTold = (heard: Heard, plain: string, both: string): Command | undefined => {
  const isNamed = named.test(both) && (noted.test(both) || startsWithNeed.test(plain));
  const isNoted =
    needWord.test(both) && noted.test(both) && ofUnit.test(both) && aside.test(heard.text.trim()) !== opening.test(heard.text.trim());
  if ((!isNamed && !isNoted) || /\btiltak|\bvikar\b/.test(plain)) return undefined;
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

const confirms = sign(
  "realkomp\\p{L}*|går? god for|bekreft\\p{L}*|stadfest\\p{L}*|godkjenn?\\p{L}*|står? inne for|confirm|approve\\p{L}*|vurderer at|kompetent på|kan erfaring telle",
);
const competent = sign(
  "realkomp\\p{L}*|kompetanse\\p{L}*|kompetent|uten kurs|ikke (?:har )?(?:papir\\p{L}*|kursbevis)|papirer|erfaring|praksis|behersker|meistrar|mestrer|lært|kan|knows|skills|experience|hadde det|veiledning|på dysleksi",
);
const isMeeting = sign("møtet?|ferie|fravær|timeliste\\p{L}*|tiltak\\p{L}*|har godkjent|påmelding\\p{L}*");
const asksWhat = /^(?:hva|what) (?:er|betyr|is)\b/;
const learned = /\b(?:gjort det i|jobbet|jobba|gjennom|fra|from|uten kurs|no course)\s+([^,.]{3,80})/iu;

const personRef = (heard: Heard) => {
  const who = personWithin(heard);
  return who && who !== "several" && who.person !== heard.me ? { person: { person: who.person, name: who.name } } : {};
};

const confirmationTold = (heard: Heard, both: string): Command | undefined => {
  const who = personRef(heard);
  const isClear = sign("realkomp\\p{L}*|bekrefte? (?:real)?kompetanse\\p{L}*").test(both) || "person" in who;
  if (!confirms.test(both) || !competent.test(both) || !isClear || isMeeting.test(both)) return undefined;
  const competence = namedWithin(heard.text, heard.competences);
  const basis = /\b(?:\d+ år|ti år|flere år|years|praksis)\b/iu.test(heard.text) ? learned.exec(heard.text)?.[1] : undefined;
  const fill: Fill = { ...who, ...(competence ? { competence: competence.id } : {}), ...(basis ? { basis: capital(basis.trim()) } : {}) };
  return { do: "start", flow: "confirmCompetence", fill };
};

const certificate = sign("\\p{L}*(?:bevis|vitnemål|diplom|fagbrev|helsefagbrev)\\p{L}*|dokumentasjon|certificate|diploma");
const seenWord = sign(
  "sett|sedd|har sett|sjekket|checked|seen|kontroller\\p{L}*|viste meg|vist(?: meg)?|fremvist|framvist|levert kopi|lese(?:t|r)?|lest|i hånda|fikk \\p{L}+|ser riktig ut",
);
/** "Har du fått med deg fagbrevet mitt?" is about the own. */
const own = sign("mitt|min|mine|my");
const notWithout = sign("ikke (?:har )?(?:kurs)?bevis|uten (?:kurs)?bevis");
const lies = /\b(?:ligger|ligg|arkivert|arkiverte|lagt|stored|filed|it's)\s+(?:i|på|in|at)\s+([^,.]{2,80})/iu;
const forWhat = /\b(?:på|for|i|in)\s+((?:kurs i\s+)?[^,.]{2,80}?)(?=\s*(?:,|\.|$|\s(?:ligg|ligger|i dag|no,|er))|\()/iu;

const seenTold = (heard: Heard, plain: string, both: string): Command | undefined => {
  if (!certificate.test(both) || !seenWord.test(both) || own.test(plain) || notWithout.test(both)) return undefined;
  const who = personRef(heard);
  // "Hvor haker jeg av at jeg har sett et kursbevis?"
  if (!("person" in who)) return /\bjeg har sett\b/.test(plain) ? { do: "start", flow: "markSeen", fill: {} } : undefined;
  const where = lies
    .exec(heard.text)?.[1]
    ?.trim()
    .replace(/\s+(?:no|nå)$/u, "");
  const rest = heard.text
    .replace(lies, "")
    .replace(/\bhar sett\b|\bi (?:dag|går|morges)\b/giu, "")
    .replace(/s?(?:kurs)?bevis\p{L}*/giu, " ");
  const known = namedWithin(rest, heard.courses);
  const words = known ? known.title : forWhat.exec(rest)?.[1];
  const title = words ? titleOf(words, heard.courses) : undefined;
  return { do: "start", flow: "markSeen", fill: { ...who, ...(title ? { title } : {}), ...(where ? { where } : {}) } };
};

/** @param plain the sentence in the words of normal.ts */
export const gapTold = (heard: Heard, plain: string): Command | undefined => {
  const both = `${plain} | ${heard.text.toLowerCase()}`;
  if (asksWhat.test(plain)) return sign("realkompetanse\\p{L}*").test(plain) ? open("help") : undefined;
  return seenTold(heard, plain, both) ?? confirmationTold(heard, both) ?? needTold(heard, plain, both);
};

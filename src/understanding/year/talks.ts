/** What is said of development talks: who is left, that some were held and others come later, one to be set up, and how to prepare. */
import type { Command, Fill } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { open } from "../phrases.ts";
import { sign, tokensOf } from "../tokens.ts";
import { timesIn } from "../when/index.ts";
import { momentIn } from "../when/moment.ts";
import { peopleWithin } from "../within.ts";

const talk = sign(
  "(?:utv\\p{L}*|medarb\\p{L}*)[ .-]*(?:sam+t?al|samtla)\\p{L}*|utv\\p{L}*sam\\p{L}*|medarb\\p{L}*sam\\p{L}*|(?:development|appraisal|performance) (?:talks?|interviews?|reviews?|conversations?)|appraisals?|mus(?:-?en|ene)?|samtalerunde\\p{L}*",
);
const anyTalk = sign("samtal(?:e|en|er|ene|a|an|ar|ane)|prat|talks?");
/** Talks with others, and courses in talking. */
const elsewhere = sign(
  "samtaleteknikk\\p{L}*|(?:vanskelige|motiverende|motiverande|kollegiale?|foreldre|pårørende) samtal\\p{L}*|foreldresamtal\\p{L}*|møte(?:rom)?|dialogmøte\\p{L}*|telefon\\p{L}*|opplæring\\p{L}*|logg\\p{L}*",
);

/** What is no talk of one's own: a measure, a course, hours that were spent. */
const never = sign("for ledere|tiltak\\p{L}*|measures?|kurs\\p{L}*|\\d+ ?(?:t|timer|hours?)");

const prepares = sign(
  "forbered\\p{L}*|førebu\\p{L}*|førrbered\\p{L}*|tenk\\p{L}*|tenkje|tips|råd|\\p{L}*guide\\p{L}*|spør lederen|sjefen spør|t(?:att|as|a) opp|snakke(?:r)? (?:vi )?om|talk about|prepare|gruer|hva (?:blir|skjer|handler)|spm|spørsmål|mal|think about|(?:hva|how|hvordan) .*(?:forvente|expect)",
);
const sees = sign("når starter|runden|når (?:skal|må|bør|er fristen)|frist\\p{L}*|deadline|året|når på året");
const books = sign(
  "inviter\\p{L}*|(?:sette|setje|setja) (?:\\p{L}+ )?opp|ny (?:dato|tid)|(?:trenger|må finne|finn) (?:en |ei )?tid|ledig for|invite|(?:sett|sette|setter|set|sætt) (?:\\p{L}+ )?opp|book(?:e|er)?|bestill|(?:inn)?kalle?r?(?: inn)?|innkall\\p{L}*|avtal(?:e|er)?|finne? (?:et |en |ei |eit )?(?:ledig )?(?:tid|tidspunkt)\\p{L}*|i kalenderen|schedule|arrange|set up|ordne\\p{L}*|ny \\p{L}*samtale|legg(?:e)? inn|planlegg\\p{L}*|(?:vil|skal|må) (?:ha|ta)",
);
const held = sign(
  "hadde|hatt|tok|tatt|teke|holdt|halde[nt]?|avholdt|gjennomført\\p{L}*|unnagjort|ferdig|gjort|ta(?:tt)?|kryss\\p{L}* av|registrer\\p{L}*|noter\\p{L}*|før(?:e)? (?:opp|inn)|did|had|held|done|finished|completed",
);
const later = sign(
  "senere|seinere|seinare|etterpå|utsett\\p{L}*|utset\\p{L}*|rakk ikke|rekker ikke|(?:over|etter) (?:jul|nyttår|ferien|påske|sommeren)|på nyåret|neste (?:uke|måned|år)|later|postpon\\p{L}*|få\\p{L}* vente|til uke|på nyåret|etter (?:nyttår|ferien)|gjenstår|venter|vi tar",
);
const notNow = sign(
  "ikke nå|ikke aktuelt|sykmeldt|permisjon|slutt(?:er|ar)|tas ikke|ikke (?:ha|i år)|dropp\\p{L}*|fritatt|ønsker ikke|vil ikke|sick|on leave|not now|utgår",
);
const lists = sign(
  "hvem|hven|hvilke|hvor (?:mange|langt)|status|gjenst\\p{L}*|står igjen|mangl\\p{L}*|oversikt|liste?|når hadde|igjen|who|how many|left|vis|sjekk|har \\p{L}+ (?:hatt|avtalt|fått)|show|list|avtalt tid",
);
const asks = /\?\s*$|^(?:har|fikk) jeg (?:hatt|tatt|rukket)/u;
const own = sign("min|mi|mitt|my|lederen min|sjefen min|jeg blir innkalt");

/** Each part of what was said with its people; one that says nothing of its own goes on with what was said before it. */
const heldAndLater = (heard: Heard): Fill | undefined => {
  const groups = { held: [] as string[], later: [] as string[], notNow: [] as string[] };
  let now: keyof typeof groups = "held";
  for (const part of heard.text.split(/[,;]|\.(?=\s|$)|\bmen\b|\bbut\b/iu)) {
    const plain = ` ${tokensOf(part)
      .map((t) => t.word)
      .join(" ")} `;
    const both = `${plain}|${part.toLowerCase()}`;
    const isNot = /\b(?:ikke|aldri|not|didn't|never)\b/u.test(plain);
    now = notNow.test(both) ? "notNow" : later.test(both) || (isNot && held.test(both)) ? "later" : held.test(both) ? "held" : now;
    groups[now].push(...peopleWithin({ ...heard, text: part }).people.map((p) => p.id));
  }
  const day = timesIn(tokensOf(heard.text), heard.today, "past").find((w) => (w.from ?? w.to) && (w.from ?? w.to ?? "") <= heard.today);
  const on = day?.from ?? day?.to;
  if (Object.values(groups).every((g) => g.length === 0)) return undefined;
  // Of two with the same name neither is ticked in silence: the question is put.
  if (peopleWithin(heard).unclear) return {};
  return {
    ...Object.fromEntries(Object.entries(groups).flatMap(([name, ids]) => (ids.length > 0 ? [[name, [...new Set(ids)]]] : []))),
    ...(on && groups.held.length > 0 ? { taken: { from: on, to: on } } : {}),
  };
};

const booking = (heard: Heard): Fill => {
  const [who] = peopleWithin(heard).people;
  const when = momentIn(heard.text, heard.today);
  return {
    ...(who ? { person: { person: who.id, name: who.name } } : {}),
    ...(when && when !== "impossible" ? { when } : {}),
  };
};

/** @param plain the sentence in the words of normal.ts */
export const talkSaid = (heard: Heard, plain: string): Command | undefined => {
  const both = `${plain} | ${heard.text.toLowerCase()}`;
  const isNamed = talk.test(both);
  const { people, unclear } = isNamed || anyTalk.test(both) ? peopleWithin(heard) : { people: [], unclear: false };
  if (/^(?:hvem|who) (?:gjenstår|står igjen|er igjen|is left)$/u.test(plain)) return open("talks");
  const leads = heard.directory.ledBy(heard.me, heard.today).length > 0;
  const isAsked = asks.test(heard.text.trim()) || asks.test(plain) || lists.test(plain.replace(/\bgjenstår\b/u, ""));
  const isMeant =
    isNamed ||
    (anyTalk.test(both) &&
      (people.length > 0 ||
        unclear ||
        /\bsamtal(?:ene|ane|er)\b|^(?:hvem|who)\b|\bikke har (?:hatt|tatt) (?:\p{L}+ ){0,2}samtale|\bsjefen\b.*\b(?:tips|si)\b/u.test(
          plain,
        )));
  if (!isMeant || never.test(both) || (elsewhere.test(both) && !isNamed)) return undefined;
  if (prepares.test(both) && !(leads && people.length > 0 && held.test(both))) return open("prepareTalk");
  if (sees.test(both) && people.length === 0) return open("yearWheel");
  const told = leads && !isAsked && (held.test(both) || later.test(both) || notNow.test(both)) ? heldAndLater(heard) : undefined;
  const isBooking = books.test(both.replace(/\bi kalender\p{L}*/gu, ""));
  if (told && !isBooking) return { do: "start", flow: "registerTalks", fill: told };
  if (books.test(both) && !/^(?:hvem|hvor mange|who)\b/u.test(plain)) return { do: "start", flow: "bookTalk", fill: booking(heard) };
  if (told) return { do: "start", flow: "registerTalks", fill: told };
  if (!leads) return own.test(both) || isAsked || isNamed ? open("prepareTalk") : undefined;
  return held.test(both) && !isAsked ? { do: "start", flow: "registerTalks", fill: {} } : open("talks");
};

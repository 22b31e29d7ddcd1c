/** What is said of reminders: what is on the list, how somebody wants to be reminded, what goes out, and the year. */
import { addDays } from "../../domain/day.ts";
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { unitNamed } from "../known.ts";
import { open } from "../phrases.ts";
import { sign, tokensOf } from "../tokens.ts";
import { timesIn } from "../when/index.ts";
import { peopleWithin } from "../within.ts";

const wheel = sign("års\\p{L}*(?:hjul|jhul)\\p{L}*|årsjhul\\p{L}*|års?hjul\\p{L}*|year wheel|hva skjer når(?: i året| på året)?");
const gap = sign("gap[\\p{L}'’-]*|kompetanseanalys\\p{L}*|kompetansekartlegg\\p{L}*|kartlegginga?");
const when = sign("siste frist|åpner|åpnar|når|hvilke dato\\p{L}*|hvilken dato|dato\\p{L}*|frist\\p{L}*|deadline|when");
const due = sign("frist\\p{L}*|deadline|ferdig|levert|leveres?|levere|(?:tar|gjør|har) vi|på året|gjelder|vere|være|due|åpner|åpnar");

const moreTime = sign(
  "lengre frist|(?:uke|uker|dager) ekstra|push|itj (?:ferdig|færdi)\\p{L}*|(?:mer|meir|litt|bedre) tid|utsatt\\p{L}*|utsett\\p{L}*|utset[jt]?\\p{L}*|forleng\\p{L}*|rekker? (?:ikke|det til)|rekk(?:er)? (?:\\p{L}+ )?ikke|(?:blir|klarer|får|er) (?:jeg |vi |det )?ikke (?:bli |å bli |helt )?(?:ferdig|levert|rekke)|vente til|flytt\\p{L}*|more time|extension|extend\\p{L}*|need longer|ikke (?:i )?mål|kan (?:jeg|vi) få til|lengre frist|\\p{L}+ (?:uke|uker|dager) ekstra|push|itj (?:ferdig|færdi)\\p{L}*",
);

const reminder = sign(
  "påmin\\p{L}*|reminders?|purring\\p{L}*|varsel|varsl\\p{L}*|utsending\\p{L}*|utsendelse\\p{L}*|melding(?:er|ar|ene|ane|a)?|beskjed(?:er)?|messages?",
);
const goesOut = sign(
  "(?:blir|bli|er|ble|å bli) (?:minna|minnet|purra|purret|varsla|varslet)|(?:got|gets?|be|is) reminded|send(?:e|er)? (?:du )?(?:noe|påmin\\p{L}*)|varsl(?:er|ar) fra deg|i kø|(?:send\\p{L}*|går|gå|gikk|kommer|sende) (?:du |det |vi )?(?:\\p{L}+ ){0,2}ut|(?:send\\p{L}*) (?:\\p{L}+ )?til (?:lederne|de ansatte|folk)|få\\p{L}* (?:\\p{L}+ )?(?:påmin\\p{L}*|purring\\p{L}*|melding\\p{L}*|varsel|beskjed\\p{L}*)|planlagte? \\p{L}+|til utsending|klart? til|get (?:a )?(?:messages?|reminders?|reminded)|(?:is|be) sent|goes? out",
);
const asksWhat = sign(
  "lurer på|send(?:er)? du|hva|hvem|hvor mange|hvilke|liste|kan jeg se|er det noen|vis|who|what|how many|show|oversikt",
);

const stops = sign(
  "ingenting skal ut|stopp?|stopper|stans\\p{L}*|stogg\\p{L}*|pause|halt|ikke send (?:ut )?(?:noe|flere|mer)|hold (?:igjen|tilbake)|avlys|stopp alt",
);
const starts = sign(
  "ta opp igjen|(?:setje|sette|sett) i gang|start\\p{L}*|ta til|begynn\\p{L}*|gjenoppta\\p{L}*|slå på|sett i gang|resume|turn on",
);
const sends = sign(
  "ok fra meg|send dem|slipp\\p{L}*|send(?:e)? (?:\\p{L}+ )?ut|frigi\\p{L}*|frigje\\p{L}*|kan sendes|godkjenn\\p{L}*|release|kjør på|send (?:dem|påmin\\p{L}*)",
);
const all = sign("ingenting|alt|alle|alt sammen|everything|all|noe mer|utsending\\p{L}*|påmin\\p{L}*|reminders?");

const mine = sign(
  "my list|(?:på )?lista (?:mi|for meg)|take care of|noe nytt til meg|venter på meg|ventar på meg|hva har jeg å (?:gjøre|gjør)|ta tak i|(?:hugsar|husker|huskar) du for meg|hva (?:bør|må|skal|burde) jeg (?:\\p{L}+ )?(?:huske|hugse|gjøre|få gjort|passe)|husk\\p{L}*list\\p{L}*|hugselist\\p{L}*|noe (?:jeg|som) (?:har glemt|bør huske|må huske|må|skal)|noe jeg (?:bør|må|skal) (?:huske|hugse|få gjort|gjøre)|gjøremål\\p{L}*|to-?do|oppgave\\p{L}* (?:har jeg|til meg)|haster|ajour|à jour|(?:står|ligger) det noe på meg|venter du på fra meg|på lista (?:til|for|di for) meg|(?:i|jeg) (?:should|must|need to) (?:remember|huske|do)|(?:should|must) (?:i|jeg) (?:\\p{L}+ )?(?:remember|huske)|(?:minnet|minna|minte) meg på|my list|har du på lista",
);
const bareReminders = /^(?:vis |mine? )?påminn(?:els|ing)\p{L}*(?: min\p{L}*| til meg)?$/u;

const away = sign(
  "\\p{L}*permisjon\\p{L}*|borte|bortreist|på ferie|ferie|fri|avspaserer|on leave|away|sabbatical|sykmeldt|ute av kontoret|vekke",
);
const isMe =
  /^(?:(?:\p{L}+ ){0,3}jeg (?:er|skal være|går|har|tar|blir)|(?:nå )?er|i ?['’]m|i am|(?:på |i )?(?:studie|foreldre|pappa|mamma|fødsels)?(?:permisjon|ferie)|(?:skal være |blir )?borte)(?![\p{L}])/u;
const taken = sign("tok|tatt|tiltak\\p{L}*|kurs\\p{L}*|course|measures?");
const backAgain = sign("tilbake|attende|back");
const fromAway = sign("permisjon\\p{L}*|ferie\\p{L}*|jobb|igjen|fra|from|at work|work|nå|att");

const remind = sign(
  "mute|hold deg stille|varsl\\p{L}*|minn\\p{L}*|påmin\\p{L}*|mas\\p{L}*|remind\\p{L}*|nag\\p{L}*|melding\\p{L}*|sier? fra|varsl\\p{L}*|varsel|pling\\p{L}*|beskjed\\p{L}*|gi lyd|spør|ask|ping\\p{L}*",
);
const asked = sign(
  "skru av|slå av|stopp|stans|mute|hold deg stille|ti still|only (?:remind|when)|bare når|(?:når|hvis|med mindre|unntatt når|til) (?:jeg|i) (?:\\p{L}+ )?(?:spør|ber|spørr|ask|lurer)|when i ask|only if i ask|slutt\\p{L}*|ikke (?:send|minn|mas|vil ha|pling)\\p{L}*|(?:trenger|behøver) (?:du )?ikke|stop|la meg være i fred|ingen påmin\\p{L}*|don't|no reminders",
);
const weekly = sign(
  "(?:en|ein|én) gang (?:i|per|pr) (?:uka|uke|uken|veka)|i (?:uka|uken|veka)|ukentlig\\p{L}*|hver (?:uke|mandag|tirsdag|onsdag|torsdag|fredag)|once a week|weekly|samle\\p{L}*",
);
const usual = sign(
  "start\\p{L}* (?:\\p{L}+ )?påmin\\p{L}*|slå på|skru på|turn on|vanlig\\p{L}*|normal\\p{L}*|som før|hver dag|daglig|usual\\p{L}*|normally|every day|minn meg på ting igjen",
);
const how = sign("hvor ofte|når minner|hvordan (?:minner|blir jeg)|velge|how often|when do you remind|innstilling\\p{L}*");

/** The last day that was said; of a month or a week the day before it: who is on leave "til mai" is back in May. */
const awayIn = (heard: Heard): { readonly away: string; readonly from?: string } | undefined => {
  const tokens = tokensOf(heard.text);
  const said = timesIn(tokens, heard.today, "future").findLast((d) => (d.to ?? d.from ?? "") >= heard.today);
  const isUntil = /^(?:til|te|until|till)$/.test(tokens[(said?.first ?? 0) - 1]?.word ?? "");
  if (isUntil && said?.from && said.grain !== "day") return { away: addDays(said.from, -1) };
  const away = said?.to ?? said?.from;
  if (!said || !away) return undefined;
  return said.from && said.from < away && said.from > heard.today ? { away, from: said.from } : { away };
};

/** HR stops, starts or lets out; a question, a "not yet" and what is about oneself do none of these. */
const releaseSaid = ({ text }: Heard, plain: string, has: (...signs: readonly RegExp[]) => boolean): Command | undefined => {
  const isAsked = /\?\s*$|^(?:skal|blir|er|hva|hvem|når|hvor|shall|will|what|who)\b/u.test(
    `${plain}${text.trim().endsWith("?") ? "?" : ""}`,
  );
  if (has(sign("påmeld\\p{L}*|(?:til|for|minn|mas på) meg|mine|to me|my"))) return undefined;
  if (has(sends, outgoing) && (isAsked || /\b(?:ikke|vent|ennå|not|wait|yet)\b/u.test(plain)) && !has(stops)) return open("whatIsSent");
  if (isAsked) return has(outgoing, sign("send\\p{L}*")) ? open("whatIsSent") : undefined;
  if (has(stops, all)) return open("releaseReminders", { what: "stop" });
  if (has(starts, reminder)) return open("releaseReminders", { what: "start" });
  return has(sends, outgoing) ? open("releaseReminders", { what: "send" }) : undefined;
};
const outgoing = sign("påmin\\p{L}*|reminders?|utsending\\p{L}*|purring\\p{L}*|melding(?:ene|ane)|venter|varsl\\p{L}*");

/** "Ikke mas før kl. 12", "bare mellom 10 og 14". */
const hoursIn = (heard: Heard): { readonly from?: string; readonly to?: string } | undefined => {
  const [span] = [/mellom (?:kl\.? ?)?(\d{1,2})(?:[.:](\d\d))? og (?:kl\.? ?)?(\d{1,2})(?:[.:](\d\d))?/iu.exec(heard.text)];
  const clock = (hour = "", minute = "00") => `${hour.padStart(2, "0")}:${minute}`;
  if (span) return { from: clock(span[1], span[2]), to: clock(span[3], span[4]) };
  const [one] = timesIn(tokensOf(heard.text), heard.today, "future", 2).flatMap((w) => (w.clock ? [w.clock.from.slice(11)] : []));
  if (!one) return undefined;
  return /\b(?:før|before)\b/iu.test(heard.text) ? { from: one } : /\b(?:etter|after)\b/iu.test(heard.text) ? { to: one } : undefined;
};

const wishSaid = (heard: Heard, plain: string, both: string): Command | undefined => {
  const isQuestion = /\?\s*$/.test(heard.text.trim());
  const { people, unclear } = peopleWithin(heard);
  const others = people.length > 0 || unclear;
  if (
    backAgain.test(both) &&
    fromAway.test(both) &&
    !others &&
    !isQuestion &&
    !/\b(?:når|gi|tilbake til normal|tilbake på)\b/u.test(plain) &&
    /\b(?:jeg|er|i ?['’]m|i am|attende)\b/u.test(plain)
  )
    return open("remindMe", { away: null });
  if (away.test(both) && isMe.test(plain) && !others && !isQuestion) {
    const away = awayIn(heard);
    if (away) return open("remindMe", away);
    if (/\bpermisjon|\bborte\b|on leave/u.test(both)) return open("remindMe", { untilWhen: true });
  }
  if (!remind.test(both) || others) return undefined;
  if (how.test(both)) return open("remindMe");
  const hours = hoursIn(heard);
  if (hours) return open("remindMe", { hours });
  // "Slutt å mase om GAP" is about one thing: what is on the list can be put off or turned off by itself.
  if (/\b(?:mas\p{L}*|minne?r?|nag\p{L}*|remind\p{L}*)(?: meg| me)? (?:om|about)\b/u.test(plain) && asked.test(both))
    return open("myReminders");
  if (weekly.test(both)) return open("remindMe", { pace: "weekly" });
  if (usual.test(both)) return open("remindMe", { pace: "usual" });
  return asked.test(both) && !isQuestion ? open("remindMe", { pace: "asked" }) : undefined;
};

/** @param plain the sentence in the words of normal.ts */
export const remindersSaid = (heard: Heard, plain: string): Command | undefined => {
  const both = `${plain} | ${heard.text.toLowerCase()}`;
  const has = (...signs: readonly RegExp[]) => signs.every((one) => one.test(both));
  const isHr = heard.directory.person(heard.me)?.groups.includes("hr") ?? false;
  if (taken.test(both) || has(sign("jeg har fått|mangl\\p{L}*|forny\\p{L}*|renew"))) return undefined;
  if (wheel.test(both)) return open("yearWheel");
  if (has(gap, moreTime)) {
    const unit = unitNamed(heard.text, heard.directory);
    const until = awayIn(heard)?.away;
    return {
      do: "start",
      flow: "moreTime",
      fill: { ...(until ? { until: { from: null, to: until } } : {}), ...(unit ? { unit: unit.id } : {}) },
    };
  }
  if (
    has(gap, when, due) &&
    !has(sign("hvem|hvilke enhet\\p{L}*|har (?:alle|vi|de|dere|du|noen)|who")) &&
    /\?\s*$|^(?:når|hvilke|when|frist)/u.test(`${plain}${heard.text.trim().slice(-1)}`)
  )
    return open("yearWheel");
  if (isHr && has(sign("(?:hvem|hven|who|whom) .*(?:når (?:du|dere) ikke|ikke (?:nådd|nås|fått|får)|reach)|unnådd\\p{L}*")))
    return open("unreached");
  if (isHr && has(asksWhat, goesOut) && (has(reminder) || has(sign("send\\p{L}*|utsend\\p{L}*|minn\\p{L}*|purr\\p{L}*"))))
    return open("whatIsSent");
  if (isHr && has(asksWhat, reminder) && has(sign("planlagt\\p{L}*|klar\\p{L}*|neste uke|i morgen|framover"))) return open("whatIsSent");
  const release = isHr ? releaseSaid(heard, plain, has) : undefined;
  if (release) return release;
  const wish = wishSaid(heard, plain, both);
  if (wish) return wish;
  return has(mine) || bareReminders.test(plain) ? open("myReminders") : undefined;
};

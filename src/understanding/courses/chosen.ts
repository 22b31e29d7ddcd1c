/** What a person says of courses for themselves: the profile, sign-ups, a place given back, an interest to remember. */
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { open } from "../phrases.ts";
import { sentenceOf } from "../sentence.ts";
import { sign } from "../tokens.ts";
import { namedWithin } from "../within.ts";
import { courseSaid } from "./said.ts";

const profile = sign(
  "(?:profilen|kompetansen|kompetanseprofilen|kompetanse ?kortet|kompetanseoversikt\\p{L}*) (?:min|mitt|mi)|min (?:kompetanse|profil)|my (?:competence )?(?:profile|competence)|alt (?:jeg|eg) (?:har|kan)(?: av|/)?(?: kurs| utdanning)?|hva jeg har bestått",
);
const notProfile = sign(
  "hvem|slett\\p{L}*|delete|laste? ned|download|kopi|send meg|export|eksport\\p{L}*|alt jeg (?:skal|må|trenger)|sett på|lagret|lagrar|alt du",
);
const leaves = sign(
  "avmeld\\p{L}*|avbestill\\p{L}*|melde? meg av|meg av (?:et |kurs)|stryk meg|fjern meg|ta meg (?:ut|av)|ta vekk|trekk\\p{L}* (?:meg|tilbake|påmelding\\p{L}*)|plassen min|my (?:spot|place)|(?:kan |kan jeg )?(?:\\p{L}+ )?ikke (?:\\p{L}+ )?(?:komme|delta|bli med) på|forfall|sign (?:me|vi|meg) off|(?:cannot|can't|ikke) make (?:it|den)|jeg dropper|passer ikke .{0,40}lenger|ta meg ut",
);
const notLeaves = sign("avvik|nyhetsbrev\\p{L}*|ikke komme på (?:hva|navnet)");
const placed = sign(
  "mine påmeldinger|påmeldingene mine|signed up for|(?:er|står|ble|blei) jeg (?:på)?meldt|jeg (?:er |ble )?(?:på)?meldt(?: på)?|(?:står|er) jeg (?:fortsatt )?på (?:lista|venteliste)|fikk jeg plass|skal jeg på|jeg skal på (?:nå|no|i vinter|framover)|har jeg (?:noen )?kurs (?:denne|neste|i kalenderen)|når (?:var|er) (?:det )?kurset mitt|meldte meg på|opptatt med kurs|skulle melde meg på|påmeldte",
);
const remember = sign(
  "husk|hugs|not[ée]re?|si fra|gi meg (?:beskjed|et vink)|gi lyd|let (?:me|vi|meg) know|ping me|ping vi|remember|hold meg oppdatert|interesselist\\p{L}*|i minne|få varsel|skriv ned at|ønsker beskjed|vil jeg gjerne vite|jeg er veldig interessert i",
);
const bareInterest = /^(?:meld(?:e)? )?interesse(?:rt)?\b/u;
const wants = sign(
  "kurs\\p{L}*|lære|learn|interesse\\p{L}*|interested|ønsker\\p{L}*|noe (?:om|innen)|nåkka om|oppdatert|videreutdanning|course|bli bedre|settes opp|something",
);
const aJob = sign("stillingen|stilling|vakt|møte\\p{L}*|at (?:vi|ola|siv|turid|bente)");
const about =
  /\b(?:interessert i|interested in|interesse\s*:?|noe om|noko om|nåkka om|noe innen|kurs i|kurs om|kurs innen|kurs på|lære meir om|lære mer om|lære|learn|bedre på|interesselista for|ønskjer meg|ønsker meg|om|i|innen|for|på)\s+([^,.?!:]{2,100})/iu;
const tail = /\s*(?:,|\bog husk|\bhusk|\bkan du|\blet me|\bwhen\b|\bein gong|\ben gang|\bi 20\d\d|\bping).*$/iu;
const joins = sign(
  "mell?d(?:e|er)? (?:deg |på )?meg(?: på)?|melde? på|blir? (?:jeg |vi |nok )?med på|være med på|(?:sett|sette|setter) meg (?:opp )?på|skriv meg opp|sign (?:me|vi|meg) up|ja takk(?: til)?|tar plassen på|ha plass|en plass|plass (?:til|på)|på venteliste\\p{L}*|join|påmeldt meg er jeg vel ikke",
);

/** "Meld Ola på førstehjelp". */
const joinsOthers =
  /^(?:kan du )?(?:[Mm]eld|[Mm]elde|[Ss]ign)\s+(?:på\s+|up\s+)?\p{Lu}\p{L}+(?:\s+(?:og|and)\s+\p{Lu}\p{L}+)?\s+(?:på|up for|for)\s/u;

/** The own competence, and not what is held about the person: that is another question. */
export const profileAsked = (said: string, plain: string): Command | undefined => {
  const both = `${plain} | ${said}`;
  return profile.test(both) && !notProfile.test(both) ? open("profile") : undefined;
};

/** The course that somebody wants to join, at the time that was said. */
const joinCommand = (heard: Heard): Command | undefined => {
  const course = namedWithin(heard.text, heard.courses);
  if (!course) return undefined;
  const { from, to } = courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future"));
  return open("courses", { picked: [course.id], ...(from ? { from } : {}), ...(to ? { to } : {}) });
};

/** @param plain the sentence in the words of normal.ts */
export const chosenCommand = (heard: Heard, plain: string): Command | undefined => {
  const both = `${plain} | ${heard.text.toLowerCase()}`;
  if (leaves.test(both) && !notLeaves.test(both)) {
    const course = namedWithin(heard.text, heard.courses);
    if (course || /\bkurs|avmeld|avbestill|påmeld|plassen min|meg av\b/u.test(both))
      return open("signOff", course ? { course: course.id } : {});
  }
  if (placed.test(both) && !/^(?:hvem|tilby)\b/.test(plain)) return open("mySignUps");
  if (joinsOthers.test(heard.text.trim())) return open("smallTalk", { topic: "signUpOthers" });
  if (joins.test(both) && !/^(?:hvem|tilby|nei)\b|\bmeld(?:e)? (?:inn|behov)\b/.test(plain)) {
    const joining = joinCommand(heard);
    if (joining) return joining;
  }
  if (((remember.test(both) && wants.test(both)) || bareInterest.test(plain)) && !aJob.test(both)) {
    const said = about.exec(heard.text)?.[1] ?? courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future")).topic;
    const words = said
      ?.replace(/^(?:kurs|opplæring|noe|a course) (?:om|i|innen|på|for|on|in) /iu, "")
      .replace(tail, "")
      .trim()
      .slice(0, 200);
    return words ? open("interest", { topic: words }) : undefined;
  }
  return undefined;
};

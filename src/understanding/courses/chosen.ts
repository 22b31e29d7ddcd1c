/** What a person says of courses for themselves: the profile, sign-ups, a place given back, an interest to remember. */
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { open } from "../phrases.ts";
import { sentenceOf } from "../sentence.ts";
import { spelled } from "../tokens.ts";
import { namedWithin } from "../within.ts";
import { courseSaid } from "./said.ts";

/** All in the words of normal.ts. */
const profile = spelled(
  /\b(?:profilen|kompetansen|kompetanseprofilen|kompetanse ?kortet|kompetanseoversikt\p{L}*) (?:min|mitt|mi)\b|\bmy (?:profile|competence)\b|\balt (?:jeg|eg) har av kurs\b|\bstår registrert på meg\b/u,
);
const leaves = spelled(
  /^(?:avmeld\p{L}*|avbestill\p{L}*)\b|\bmelde? meg av\b|\bstryk meg\b|\btrekke? (?:tilbake )?påmelding\p{L}*|\bgi (?:bort )?plassen min\b|\bgive my (?:spot|place)\b|\bkan(?: ikke|ikke) (?:komme|delta|bli med) på\b|\bsign (?:me|vi|meg) off\b|\b(?:cannot|can't|ikke) make (?:it|den) (?:to|til)\b/u,
);
const mine = spelled(
  /\b(?:mine påmeldinger|påmeldingene mine|signed up for)\b|\b(?:er|står) jeg (?:på)?meldt\b|\bjeg (?:på)?meldt(?: på)?\b|^står jeg på lista\b|\bskal jeg på (?:framover|fremover|nå|denne|neste)|^har jeg kurs (?:denne|neste)\b|^når (?:var|er) (?:det )?kurset mitt\b/u,
);
const remember = spelled(
  /\b(?:husk|hugs|noter|notere|si fra|gi meg beskjed|let (?:me|vi|meg) know|remember|hold meg oppdatert|interesselist\p{L}*)\b|^meld(?:e)? interesse\b|\bjeg er veldig interessert i\b/u,
);
const wants = spelled(/\b(?:kurs\p{L}*|lære|learn|interesse\p{L}*|interested|ønsker|noe om|oppdatert|videreutdanning|course)\b/u);
const aJob = /\bstilling/;
const about =
  /\b(?:interessert i|interested in|noe om|kurs i|kurs om|kurs innen|lære meir om|lære mer om|lære|learn|interesselista for|ønskjer meg|ønsker meg|om|i|innen|for)\s+([^,.?!]{2,100})/iu;
const tail = /\s*(?:,|\bog husk|\bhusk|\bkan du|\blet me|\bwhen)\b.*$/iu;

const joins = spelled(
  /\bmelle?d(?:e|er)? (?:deg |på )?meg\b(?! av)|\bmelde? på\b|\bbli(?:r)? (?:jeg |vi )?med på\b|\bvære med på\b|\bsett meg opp på\b|\bsign (?:me|vi|meg) up\b|^ja takk til\b|\btar plassen på\b|\bplass (?:til|på)\b|\bpå venteliste\w*|\bjoin\b|\bpåmeldt meg er jeg vel ikke\b/u,
);

/** The course that somebody wants to join, at the time that was said. */
const joinCommand = (heard: Heard): Command | undefined => {
  const course = namedWithin(heard.text, heard.courses);
  if (!course) return undefined;
  const { from, to } = courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future"));
  return open("courses", { picked: [course.id], ...(from ? { from } : {}), ...(to ? { to } : {}) });
};

/** @param plain the sentence in the words of normal.ts */
export const chosenCommand = (heard: Heard, plain: string): Command | undefined => {
  if (profile.test(plain) && !/^(?:hvem|slett)\b/.test(plain)) return open("profile");
  if (leaves.test(plain)) {
    const course = namedWithin(heard.text, heard.courses);
    return open("signOff", course ? { course: course.id } : {});
  }
  const joining = joins.test(plain) && !/^(?:hvem|tilby)\b/.test(plain) ? joinCommand(heard) : undefined;
  if (joining) return joining;
  if (mine.test(plain) && !/^hvem\b/.test(plain) && !/\bmeld meg på\b/.test(plain)) return open("mySignUps");
  if (remember.test(plain) && wants.test(plain) && !aJob.test(plain)) {
    const topic = courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future")).topic ?? about.exec(heard.text)?.[1];
    const words = topic?.replace(tail, "").trim().slice(0, 200);
    return words ? open("interest", { topic: words }) : undefined;
  }
  return undefined;
};

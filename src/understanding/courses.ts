/** Questions about the own record, and about which courses there are. */
import { contentWords } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { courseNamed, roleNamed } from "./known.ts";
import { plainly } from "./normal.ts";
import { open } from "./phrases.ts";
import { spelled, tokensOf } from "./tokens.ts";

/** All in the words of normal.ts. */
const lacks = spelled(
  /\b(mangler|går ut|gikk ut|utløper|am i missing|do i lack|expires?|må (?:jeg|eg) (?:ta|ha|fornye)|skulle (?:jeg|eg) hatt)\b/,
);
const own = spelled(/\b(jeg|mitt|mine|min|am i|do i|i am|my|går ut|utløper)\b/);
const record = spelled(
  /^(?:kan du )?(?:hva|hvilke|når|har|vis|what|which|show|when|have|did)\b.*\b(?:har jeg|jeg har|tok jeg|(?:har )?jeg (?:tatt|tok|gjort|logget|logga)|mine kurs|kursene mine|kursa mine|have i|i (?:have )?(?:taken|took|done)|my courses|my training|opplæringen min)\b|^(?:mine kurs|kursene mine|kursa mine|min opplæring|opplæringen min|profilen min|my courses|my training|my profile|kursbevisene mine)$/,
);
const courseWord = spelled(
  /kurs\b|kurset\b|kursa\b|kursene\b|\b(kurs|opplæring\p{L}*|course|courses|training|videreutdanning\p{L}*|etterutdanning\p{L}*|utdanning\p{L}*|lære (?:meg|mer|om)|sertifisering|e-læring|e-learning|programme)\b/u,
);
const somethingOn = spelled(
  /\b(noe (?:om|for|innen|med)|har dere noe|har vi noe|er det noe|finnes det noe|leter etter|tilbyr|anything (?:on|about)|something (?:on|about)|somthing about|anbefal)\b/,
);
const wants = spelled(
  /\?|^(?:hei[ ,!]*)?(?:hvilke|hvilken|hva|er det|finnes|når|har dere|har vi|har du|vis|finn|søk|leter|ser etter|trenger|vil ha|jeg vil|jeg trenger|jeg leter|jeg ser|kan jeg|kan vi|kan du (?:finne|vise|anbefale)|anbefal|foreslå|hjelp (?:meg|oss)|which|what|find|show|are there|is there|when|any|search|i need|i want|looking|noe|kurs|lurer)\b|\b(?:lurer på|need help finding|trenger (?:et )?kurs|på jakt etter|meld(?:e)? meg på|er det plass|finnes|ønsker (?:et )?kurs|vil gjerne (?:ta|gå|lære))\b/,
);
const forMe = spelled(
  /\b(for meg|for min|til meg|passer|for me|fit|fits|suit|suits|min rolle|jeg bør|jeg må|bør jeg|should i|my role|som jeg)\b/,
);
const forSomebody = spelled(/\b(for|til|som|as|en|må|a|an|trenger)\b/);

const filler = spelled(
  /\b(?:hvilke|hvilken|hva|slags|er|det|finnes|når|går|neste|har|dere|du|vis|meg|oss|finn|finne|søk|søke|etter|leter|ser|trenger|vil|ha|jeg|kan|ta|gå|anbefal|anbefale|foreslå|noen|noe|om|i|innen|for|på|et|eit|en|ein|ei|kurs|kurset|kursene|kursa|opplæring|opplæringen|e-læring|videreutdanning|videreutdanninger|etterutdanning|passer|passe|som|til|which|what|find|show|are|is|there|when|any|anything|something|somthing|search|need|want|looking|courses?|training|about|on|the|a|an|in|of|me|do|you|have|can|take|next|help|finding|bør|må|skal|holdes|holdt|helst|snart|please|takk|hei|kompis|hjelp|gjerne|lære|mer|mine|min|rolle|rollen|jobben|stillingen|no|nå|lurer|tilbyr|å|og|and|nett|nettet|våren|høsten|meld|melde|plass|med|da|forresten|vi|ok|av)\b/gu,
);
const topicOf = (plain: string): string =>
  plain
    .replace(/[?!.,:;"«»]/g, " ")
    .replace(filler, " ")
    .replace(/\s+/g, " ")
    .trim();

/** @param running true in the middle of something else, where only a clear question counts */
export const aboutCourses = (heard: Heard, running: boolean): Command | undefined => {
  const { text, directory, courses } = heard;
  const plain = plainly(tokensOf(text));
  // Who lacks what is not told here, and never about others by a guess.
  if (/^(hvem|who) /.test(plain)) return undefined;
  if (lacks.test(plain) && own.test(plain) && !/kurs (?:om|i) /.test(plain)) return open("lacking");
  if (record.test(plain.replace(/(?<![?!. ])[?!. ]+$/, ""))) return open("myTraining");
  const topic = topicOf(plain);
  const named = courseNamed(topic, courses);
  const about = courseWord.test(plain) || /meld(?:e)? meg på|er det plass/.test(plain) || somethingOn.test(plain) || named !== undefined;
  if (about && wants.test(plain)) {
    const role = forMe.test(plain) && !/ for en /.test(plain) ? undefined : roleNamed(text, directory);
    const ofRole = role ? rolesWords(role) : [];
    const rest = contentWords(topic).filter((w) => !ofRole.some((r) => w.startsWith(r.slice(0, 6))));
    const mine = forMe.test(plain) && rest.every((w) => /^(pass|rolle|jobb|stilling|fit|suit|role|job)/.test(w));
    if (role && !named && forSomebody.test(plain))
      return open("courses", rest.length > 0 ? { role: role.id, topic: without(topic, role) } : { role: role.id });
    if (rest.length > 0 && !mine) return open("courses", { topic });
    return open("courses", { role: "@me" });
  }
  if (running) return undefined;
  const short = tokensOf(text).length <= 5;
  return short && (named || courseWord.test(plain)) && contentWords(topic).length > 0 ? open("courses", { topic }) : undefined;
};

type Role = NonNullable<ReturnType<typeof roleNamed>>;
const rolesWords = (role: Role) => [...Object.values(role.name), ...role.aliases].flatMap(contentWords);
const without = (topic: string, role: Role): string => {
  const ofRole = rolesWords(role);
  return topic
    .split(" ")
    .filter((w) => contentWords(w).every((c) => !ofRole.some((r) => c.startsWith(r.slice(0, 6)))))
    .join(" ");
};

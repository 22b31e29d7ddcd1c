/** Questions about the own record, and about which courses there are. */

import { contentWords } from "../../domain/words.ts";
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { oneNamed, roleNamed } from "../known.ts";
import { open } from "../phrases.ts";
import { sentenceOf } from "../sentence.ts";
import { plainly, spelled, tokensOf } from "../tokens.ts";
import { courseSaid } from "./said.ts";

/** All in the words of normal.ts. */
const lacks = spelled(
  /\b(mangler|på plass (?:enda|endå|ennå)|utgått hos meg|står igjen|henger etter|har jeg selv ikke|må jeg ha av kurs|må ha på plass|gjøre jeg trenger til|renew|(?:må|bør) (?:jeg )?fornye|ikke oppfyller|oppfyller (?:jeg )?ikke|alt jeg (?:skal|må) ha(?:r)?|obligatoriske? for meg|går ut|gikk ut|utløper|er jeg missing|do jeg lack|lack|expires?|må (?:jeg|eg) (?:ta|ha|fornye)|skulle (?:jeg|eg) hatt)\b/,
);
const own = spelled(/\b(jeg|mitt|mine|min|am i|do i|i am|går ut|utløper)\b/);
const record = spelled(
  /^(?:kan du )?(?:hva|hvilke|når|har|vis|when|did|gjorde|hvor)\b.*\b(?:har jeg|jeg har|tok jeg|(?:har )?jeg (?:tatt|tok|gjort|logget|logga|hadde|fullført\p{L}*|gjennomført\p{L}*|vært)|mine kurs|kursene mine|kursa mine|jeg (?:har )?(?:tatt|tok)|min kurs|min opplæring|opplæringen min|fullførte jeg|gjennomførte jeg|var jeg)\b|^(?:mine kurs|kursene mine|min opplæring|opplæringen min|profilen min|min kurs|min profile?|kursbevisene mine)$/u,
);

/** "Er kurset mitt registrert?", "har jeg gyldig førstehjelp?", and what somebody else has. */
const mine = spelled(/^(?:er|har du fått med deg) (?:\p{L}*(?:kurset|beviset|brevet)|kursene|opplæringen|det) (?:mitt|mine|min|jeg)\b/u);
const valid = spelled(/^har jeg (?:en |et )?gyldig\b|\b(?:er|går) .{0,40}\b(?:min|mitt|mine)\b.{0,20}\b(?:gyldig|ut)\b/);

/** "Hva mangler jeg?", "hva går ut?", "når tok jeg førstehjelp?" – or undefined where it is something else. */
export const aboutOwn = (plain: string): Command | undefined => {
  if (/^(hvem) /.test(plain)) return undefined;
  if (valid.test(plain)) return open("lacking");
  if (mine.test(plain)) return open("myTraining");
  const said = plain.replace(/(?<![?!. ])[?!. ]+$/, "");
  if (lacks.test(plain) && own.test(plain) && !/kurs (?:om|i) | som \p{L}{4,}/u.test(plain)) return open("lacking");
  return record.test(said) ? open("myTraining") : undefined;
};

/** Which courses there are, for whom, about what and when. */
export const coursesCommand = (heard: Heard): Command => {
  const said = courseSaid(heard.text, sentenceOf(heard.text, heard.today, "future"));
  const named = said.role ?? said.audience ?? said.topic ?? "";
  const role = said.role === "me" ? undefined : roleNamed(named, heard.directory);
  const about: { topic?: string; role?: string } = {};
  // Whom it is for by another word than a role's is looked for among the words of the courses.
  const topic =
    (role && named === said.topic ? undefined : said.topic) ?? (role || said.role === "me" ? undefined : (said.role ?? said.audience));
  if (topic) about.topic = topic.slice(0, 300);
  if (role) about.role = role.id;
  else if (!topic) about.role = "@me";
  return open("courses", about);
};

/** A course's name, or a word or two that can only be a theme: "brannvernkurs". */
export const bareCourse = (heard: Heard): Command | undefined => {
  const plain = plainly(tokensOf(heard.text));
  const short = tokensOf(heard.text).length <= 5;
  const named = oneNamed(plain.replace(/[?!.]/g, ""), heard.courses) ?? oneNamed(heard.text.replace(/[?!.]/g, ""), heard.courses);
  return short &&
    (named || spelled(/kurs\b|kurset\b|\bopplæring\b/u).test(plain)) &&
    (contentWords(plain).length > 0 || /^(?:kurs|kursene|kurstilbud|opplæring)[.!?]*$/.test(plain))
    ? coursesCommand(heard)
    : undefined;
};

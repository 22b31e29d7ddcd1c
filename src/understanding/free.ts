/** A sentence said with nothing going on: what it is for, and the command that follows. */
import type { Command } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { aboutOwn, bareCourse, coursesCommand } from "./courses/command.ts";
import { courseSaid } from "./courses/said.ts";
import { type Intent, intentOf } from "./intent.ts";
import { isTheme, oneNamed } from "./known.ts";
import { logCommand } from "./log/command.ts";
import { logSaid } from "./log/said.ts";
import { isImperative } from "./log/signs.ts";
import { fillOf, suggestionOf } from "./measure/fill.ts";
import { sentenceOf } from "./sentence.ts";
import { plainly, tokensOf } from "./tokens.ts";

export const intentIn = (heard: Heard): Intent => {
  const text = heard.text.trim();
  const plain = plainly(tokensOf(text));
  const back = sentenceOf(text, heard.today, "past");
  const said = logSaid(text, back, heard);
  const ahead = sentenceOf(text, heard.today, "future");
  return intentOf(plain, back, ahead, {
    course: oneNamed(said.title ?? "", heard.courses) !== undefined,
    catalogue: isTheme(text, heard.courses),
    commanded: isImperative(text, plain),
    theme: courseSaid(text, ahead).topic !== undefined,
    today: heard.today,
  });
};

const asksFor = /\?\s*$|^(?:hvilke|hva|når|finn|finnes|vis|søk|er det|har dere|anbefal) /;
/** Characters. */
const longStory = 250;

/** @param running true in the middle of something else, where only a clear question counts */
export const freely = (heard: Heard, running: boolean): Command | undefined => {
  const plain = plainly(tokensOf(heard.text));
  const own = aboutOwn(plain);
  if (own) return own;
  const suggested = suggestionOf(heard.text.trim());
  if (suggested) return suggested;
  // Who lacks what is not told here, and never about others by a guess.
  if (/^hvem |\b(?:til|for) (?:han|hun) |\b(?:han|hun) \p{L}+ sin/u.test(plain)) return undefined;
  // A long story is not guessed at.
  const isStory = heard.text.length > longStory;
  switch (intentIn(heard)) {
    case "measure":
      return { do: "start", flow: "registerMeasure", fill: fillOf(heard.text, heard) };
    case "log":
      return isStory ? undefined : logCommand(heard, "past");
    case "planned":
      return isStory ? undefined : logCommand(heard, "future");
    case "notTaken":
      // "Det var ikke forflytning, det var HLR" corrects what is being filled in.
      return running || isStory ? undefined : { do: "ask", page: "smallTalk", about: { topic: "notTaken" } };
    case "courses":
      // In the middle of something else only a question asks.
      return running && !asksFor.test(plain) ? undefined : coursesCommand(heard);
    case "other":
      return running || /\b(?:har|tok|tatt|fullført|gjennomført)\b/.test(plain) ? undefined : bareCourse(heard);
  }
};

/** Understanding by rules alone: what a sentence means, given what is being filled in and what was asked last. */

import { shortened } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Heard, Understanding } from "../ports/understanding.ts";
import { chosenCommand, profileAsked } from "./courses/chosen.ts";
import { fileCommand } from "./files.ts";
import { freely, intentIn } from "./free.ts";
import { gapAsked } from "./gap/asked.ts";
import { gapTold } from "./gap/told.ts";
import { isLost } from "./help.ts";
import { insteadOf } from "./instead.ts";
import { unitNamed } from "./known.ts";
import { languageOf } from "./language.ts";
import { logCommand } from "./log/command.ts";
import { correctionOf } from "./measure/corrections.ts";
import { factsWithin, speaksOfOneThere } from "./measure/fill.ts";

import { open, questionOf, simpleCommand } from "./phrases.ts";
import { read } from "./read.ts";
import { longest, readable } from "./readable.ts";
import { sentenceOf } from "./sentence.ts";
import { isMark, plainly, spelled, tokensOf } from "./tokens.ts";
import { aboutTotals } from "./totals.ts";
import { remindersSaid } from "./year/reminders.ts";
import { talkSaid } from "./year/talks.ts";

const normal = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/(?<![.!?])[.!?]+$/, "")
    .replace(/(?:^(?:please|vennligst|ver så snill)[ ,]+|[ ,]+(?:please|pls|er du snill|ver så snill|vær så snill)$)/g, "")
    .trim();

/** "Vis tiltakene mine", "vis tiltak i hjemmetjenesten", "endre fristen på brannvernkurset til 1. mai", "brannvernkurset er ferdig". */
const aboutMeasures = (heard: Heard): Command | undefined => {
  const { text } = heard;
  if (
    spelled(/\b(tiltak|tiltaka|tiltakene|tiltakslista|tiltakslisten|measures?)\b/iu).test(text) &&
    spelled(/^\s*(?:kan du |please )?(?:vis|vise|se|sjå|list|hvilke|kva|hva|show|see|what|which|mine|my)\b/iu).test(text)
  ) {
    const unit = unitNamed(text.replace(spelled(/\btiltak\w*/giu), ""), heard.directory);
    return unit && !spelled(/\b(mine|my)\b/i).test(text)
      ? open("measures", { whose: "unit", unit: unit.id })
      : open("measures", { whose: "mine" });
  }
  const later = /^(?:kan du )?(?:utsett|utsette|utset|skyv|forskyv|postpone)\s+(.+?)\s+(?:til|to)\s+(.+)$/iu.exec(text.trim());
  const moved = later?.[1] && later[2] ? correctionOf("registerMeasure", `frist: ${later[2]}`, heard) : undefined;
  if (later?.[1] && moved?.do === "fill") return open("changeMeasure", { words: later[1], fill: moved.fill });
  const change =
    /^(?:kan du )?(?:endre|endr|rett|rette|change|flytte?|utsette?)\s+(\S+?)(?:\s+(?:på|for|i|of|on)\s+(?:tiltaket\s+)?(.+?))?(?:\s+(?:til|to)\s+(.+))?$/iu.exec(
      text.trim(),
    );
  if (change?.[2]) {
    const correction = correctionOf("registerMeasure", `${change[1]}: ${change[3] ?? ""}`, heard);
    if (correction?.do === "fill") return open("changeMeasure", { words: change[2], fill: correction.fill });
    return open("changeMeasure", { words: change[2] });
  }
  const status =
    /^(?:tiltaket\s+)?(.+?)\s+(?:er|is)\s+(?:nå\s+|no\s+|now\s+)?(ferdig|gjennomført|fullført|avsluttet|avslutta|done|finished|completed|i gang|starta|startet|påbegynt|started|stoppet|stoppa|avlyst|stopped)(?:\s+(?:nå|no|now|igjen|att))?[.!]?$/iu.exec(
      text.trim(),
    );
  const named =
    status ??
    /^(?:sett|set|marker|mark)\s+(.+?)\s+(?:(?:som|til|as|to)\s+)?(ferdig|gjennomført|done|i gang|startet|starta|started|planlagt|planned|stoppet|stoppa|stopped)[.!]?$/iu.exec(
      text.trim(),
    );
  if (named?.[1] && (/tiltak/i.test(text) || !/^(jeg|eg|det|kurset|i|it|this|dette)$/i.test(named[1]))) {
    const s = named[2] ?? "";
    const status = /ferdig|ført|slutt|done|finish|complet/i.test(s)
      ? "done"
      : /gang|start|begyn/i.test(s)
        ? "started"
        : /stop|avlyst/i.test(s)
          ? "stopped"
          : "planned";
    return open("measureStatus", { words: named[1], status });
  }
  const ended = /^(?:avslutt|slett|fjern|stopp|start|close|delete|stop)\s+(?:tiltaket\s+(?:om|for|med|i)\s+(.+)|(\p{L}+tiltaket))$/iu.exec(
    text.trim(),
  );
  if (ended) return open("measureStatus", { words: ended[1] ?? ended[2] ?? "" });
  if (speaksOfOneThere(plainly(tokensOf(text)))) return open("measures", { whose: "mine" });
  return spelled(/^(?:endre|sett|oppdater|change|update)\s+(?:status|et tiltak|eit tiltak|tiltaket|tiltak|a measure)\b/iu).test(text.trim())
    ? open("measures", { whose: "mine" })
    : undefined;
};

const commandOf = (heard: Heard): Command => {
  const { text, running } = heard;
  if (text.length > longest)
    return running?.asked
      ? { do: "misfit", field: running.asked, complaint: "tooLongField", said: text }
      : open("unclear", { said: shortened(text, 2000), why: "long" });
  if (text.trim() === "?") return open("help");
  // A thumb under the summary says yes to it.
  if (running?.asked === null && /^(?:👍|👌|✅)+$/u.test(text.trim())) return { do: "yes" };
  const said = normal(text);
  if (said === "")
    return running?.asked ? { do: "misfit", field: running.asked, complaint: "empty", said: text.trim() } : { do: "unclear", said: text };
  const plain = normal(plainly(tokensOf(text)));
  // "Stopp alle påminnelser" gives up nothing that is being filled in.
  const ofReminders = running ? undefined : remindersSaid(heard, plain);
  if (ofReminders?.do === "ask" && (ofReminders.page === "releaseReminders" || ofReminders.page === "remindMe")) return ofReminders;
  const simple = simpleCommand(said) ?? simpleCommand(plain);
  const asked = running?.asked ? running.fields[running.asked] : undefined;
  // "Ja" or "ingen" may be the answer to an open question; what steers the conversation never is.
  if (simple && !(asked && (simple === "yes" || simple === "no") && !heard.yesOrNo && asked.kind === "toggle")) return { do: simple };
  if (running?.asked && isLost(plain)) return { do: "example" };
  if (running && takesBack.test(said)) return { do: running.asked ? "back" : "no" };
  if (running?.asked && asksWhy.test(text)) return { do: "why" };
  const question = profileAsked(said, plain) ?? questionOf(said) ?? questionOf(plain);
  if (question) return question;
  if (running) return insteadOf(heard, running) ?? withinFlow(heard, running);
  return aboutNeeds(heard, plain) ?? aboutMeasures(heard) ?? aboutTotals(heard) ?? freely(heard, false) ?? { do: "unclear", said: text };
};

/** What people choose for themselves, what a unit has and needs, and files; none of it a measure or a search. */
const aboutNeeds = (heard: Heard, plain: string): Command | undefined =>
  remindersSaid(heard, plain) ??
  talkSaid(heard, plain) ??
  chosenCommand(heard, plain) ??
  gapTold(heard, plain) ??
  gapAsked(heard, plain) ??
  fileCommand(heard.text.toLowerCase(), plain);

const asksBack = spelled(
  /^(?:hvor|hva|hvem|hvordan|hvorfor|hvilke|når|kor|kva|kven|korleis|kvifor|what|where|who|how|why|which|when|(?:kan|må|skal|får|trenger|treng|can|must|do) (?:jeg|vi|eg|me|i|we))\b[^?]*\?\s*$/iu,
);
const asksWhy = spelled(/^(?:hvorfor|kvifor|why)\b[^?]*\?\s*$/iu);
/** "Nei, det var feil": what was said last is asked for again. */
const takesBack = /^(?:nei|neida|oi|ops|no|oops)[ ,]+(?:det (?:var|er|vart|ble) |that(?:'s| is| was) )?(?:feil|galt|wrong)$/;

const withinFlow = (heard: Heard, running: NonNullable<Heard["running"]>): Command => {
  const { text } = heard;
  const asked = running.asked;
  const field = asked ? running.fields[asked] : undefined;
  const isQuestion = /\?\s*$/.test(text.trim());
  const facts = running.flow === "registerMeasure" && !isQuestion ? factsWithin(heard, asked, running.answers["plan"]) : undefined;
  const correction = correctionOf(running.flow, text, heard);
  // One field by its name is read as strictly as it is asked for; several are taken as they come.
  if (correction && (!facts || Object.keys(facts).length < 2)) return correction;
  if (facts) return { do: "fill", fill: facts, adds: true };
  const other = (isQuestion ? (aboutMeasures(heard) ?? aboutTotals(heard) ?? asksFreely(heard)) : undefined) ?? startsAnother(heard);
  if (other) return other;
  // "Hvor var vi?" is no name and no goal.
  if (field && (field.kind === "name" || field.kind === "text" || field.kind === "title") && asksBack.test(text))
    return { do: "unclear", said: text };
  if (asked && field) {
    const instead = field.kind === "text" ? correctsEarlier(heard, running) : undefined;
    if (instead) return instead;
    const beside = (field.kind === "text" || field.kind === "name") && !isSettled(running, "period") ? onlyWhen(heard) : undefined;
    if (beside) return { do: "fill", fill: { period: beside }, adds: true };
    const reading = read(field, text, heard);
    return "value" in reading
      ? { do: "fill", fill: { [asked]: reading.value }, adds: true }
      : { do: "misfit", field: asked, complaint: reading.complaint, said: text.trim() };
  }
  return (
    typedByForm(heard, running) ?? soleOpen(heard, running) ?? aboutMeasures(heard) ?? freely(heard, true) ?? { do: "unclear", said: text }
  );
};

/** "Nei, demens", where another question stands: what was said before was taken for something else. */
const correctsEarlier = (heard: Heard, { fields, answers }: NonNullable<Heard["running"]>): Command | undefined => {
  const said =
    /^(?:nei|neida|no|oi|ops|sorry|beklager)[\s,.:–-]+(?:det (?:er|var) |jeg mente |eg meinte |i mean(?:t)? )?(.{2,60}?)[.!]*$/iu.exec(
      heard.text.trim(),
    )?.[1];
  if (!said) return undefined;
  for (const [name, { kind }] of Object.entries(fields)) {
    if (!(kind === "competence" || kind === "person" || kind === "title") || (answers[name] ?? null) === null) continue;
    const reading = read({ kind }, said, heard);
    const isKnown = "value" in reading && (kind === "competence" || idOf(reading.value, kind === "person" ? "person" : "course") !== null);
    if (isKnown) return { do: "fill", fill: { [name]: reading.value } };
  }
  return undefined;
};
const idOf = (value: Fill[string], key: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;

/** With one text left open under a summary, words that are nothing else are that text. */
const soleOpen = (heard: Heard, running: NonNullable<Heard["running"]>): Command | undefined => {
  if (running.flow === "registerMeasure" || running.flow === "logTraining" || running.flow === "logForUnit") return undefined;
  const left = Object.entries(running.fields).filter(([name, f]) => f.kind === "text" && (running.answers[name] ?? null) === null);
  const [only, ...more] = left;
  const isAside = /\?\s*$|^(?:nei|ja|jo|hva|hvem|hvor|hvordan)\b/iu.test(heard.text.trim()) || wordsBeside(heard) < 2;
  return only && more.length === 0 && !isAside ? { do: "fill", fill: { [only[0]]: heard.text.trim() } } : undefined;
};

/** The field is there, and answered. */
const isSettled = ({ fields, answers }: NonNullable<Heard["running"]>, name: string): boolean =>
  !(name in fields) || (answers[name] !== undefined && answers[name] !== null);

/** Words beside the values of a sentence. */
const wordsBeside = ({ text, today }: Heard): number =>
  sentenceOf(text, today, "future").filter((t) => !isMark(t) && t.value === undefined).length;
/** "Innen 1. februar" and no more, where another question stands: that is when it is to be done. */
const onlyWhen = (heard: Heard): Fill[string] | undefined => {
  if (wordsBeside(heard) > 0) return undefined;
  const reading = read({ kind: "period" }, heard.text, heard);
  return "value" in reading ? reading.value : undefined;
};

/** A question in the middle of something else. */
const asksFreely = (heard: Heard): Command | undefined => {
  const command = freely(heard, true);
  return command?.do === "ask" ? command : undefined;
};

/** In the middle of something else only a clear start counts. */
const startsAnother = (heard: Heard): Command | undefined => startsByName(heard) ?? logsAside(heard);

/** "Å ja, jeg tok personvernkurset i går", said in the middle of a measure. */
const logsAside = (heard: Heard): Command | undefined => {
  if (heard.running?.flow !== "registerMeasure" || !aside.test(heard.text)) return undefined;
  const log = intentIn(heard) === "log" ? logCommand(heard, "past") : undefined;
  return log?.do === "start" && log.flow === "logTraining" && "title" in log.fill && "taken" in log.fill ? log : undefined;
};
const aside = spelled(
  /^(?:å ja|åja|oi|forresten|by the way|ah|oh)?[,! ]*(?:jeg|eg|æ|i)\s+(?:tok|har tatt|har teke|var på|took|gjennomførte|fullførte)\b/iu,
);

const startsByName = (heard: Heard): Command | undefined =>
  spelled(
    /^\s*(?:nytt tiltak|new measure|registrer (?:et |eit )?(?:nytt )?tiltak|nytt behov|logg (?:kurs|opplæring)|log training)\b/iu,
  ).test(heard.text)
    ? (gapTold(heard, plainly(tokensOf(heard.text))) ?? freely(heard, true))
    : /^\s*(?:lever|levere|fyll ut|vis|importer|eksporter)\s+(?:gap|analysen|fil|kurs|krav|behov)/iu.test(heard.text)
      ? aboutNeeds(heard, plainly(tokensOf(heard.text)))
      : /^\s*(?:vis|show)\s+(?:meg\s+)?(?:tiltak|measures)/iu.test(heard.text)
        ? aboutMeasures(heard)
        : undefined;

/** With the summary before one, a bare date or amount can only be one field. */
const typedByForm = (heard: Heard, running: NonNullable<Heard["running"]>): Command | undefined => {
  if (tokensOf(heard.text).length > 8) return undefined;
  const text = heard.text.replace(/^(nei|neida|vent|oi|no|det var|det er|it was|var)[\s,.:–-]+(?:det var |det er )?/i, "");
  for (const kind of ["extent", "economy", "taken", "period"] as const) {
    const name = Object.keys(running.fields).find((n) => running.fields[n]?.kind === kind);
    if (!name || (kind === "economy" && !/kr|gratis|ramme|kost|,-/i.test(text))) continue;
    // "We count infections in September" is more than a time.
    if (kind === "period" && wordsBeside({ ...heard, text }) > 2) continue;
    const reading = read({ kind }, text, heard);
    if ("value" in reading) return { do: "fill", fill: { [name]: reading.value } };
    if (reading.complaint === "badDate" || reading.complaint === "badHours")
      return { do: "misfit", field: name, complaint: reading.complaint, said: text };
  }
  if ("onlyMe" in running.fields && /^(?:bare|berre|kun|only) for (?:meg|me)$/i.test(normal(text)))
    return { do: "fill", fill: { onlyMe: true } };
  const counted = Object.keys(running.fields).find((n) => running.fields[n]?.kind === "count");
  const number = counted ? read({ kind: "count" }, text, heard) : undefined;
  if (counted && number && "value" in number) return { do: "fill", fill: { [counted]: number.value } };
  const people = "people" in running.fields ? read({ kind: "people" }, text, heard) : undefined;
  return people && "value" in people ? { do: "fill", fill: { people: people.value } } : undefined;
};

export const rules: Understanding = {
  hear: async (given) => {
    const heard = { ...given, text: readable(given.text) };
    const command = commandOf(heard);
    const language = languageOf(tokensOf(heard.text.slice(0, longest)).map((t) => t.text.toLowerCase()));
    return { command, language, sure: command.do !== "unclear" && command.do !== "misfit" };
  },
  read: (hint, text, heard) => {
    const said = readable(text);
    return said.length > longest ? { complaint: "tooLongField" } : read(hint, said, heard);
  },
};

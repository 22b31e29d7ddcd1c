/** Understanding by rules alone: what a sentence means, given what is being filled in and what was asked last. */

import { contentWords } from "../domain/words.ts";
import type { Command } from "../ports/command.ts";
import type { Heard, Understanding } from "../ports/understanding.ts";
import { courseNamed, roleNamed, unitNamed } from "./known.ts";
import { languageOf } from "./language.ts";
import { logOf } from "./log.ts";
import { correctionOf, measureOf } from "./measure.ts";
import { questionOf, simpleCommand } from "./phrases.ts";
import { read } from "./read.ts";
import { tokensOf } from "./tokens.ts";

const most = 4000;

const normal = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[.!?]+$/, "")
    .trim();

/** "Vis tiltakene mine", "vis tiltak i hjemmetjenesten", "endre fristen på brannvernkurset til 1. mai", "brannvernkurset er ferdig". */
const aboutMeasures = (heard: Heard): Command | undefined => {
  const { text } = heard;
  if (
    /\b(tiltak|tiltaka|tiltakene|tiltakslista|tiltakslisten|measures?)\b/iu.test(text) &&
    /^\s*(?:kan du |please )?(?:vis|vise|se|sjå|list|hvilke|kva|hva|show|see|what|which|mine|my)\b/iu.test(text)
  ) {
    const unit = unitNamed(text.replace(/\btiltak\w*/giu, ""), heard.directory);
    return unit && !/\b(mine|my)\b/i.test(text) ? ask("measures", { whose: "unit", unit: unit.id }) : ask("measures", { whose: "mine" });
  }
  const change =
    /^(?:kan du )?(?:endre|endr|rett|rette|change|flytt|utsett)\s+(\S+?)(?:\s+(?:på|for|i|of|on)\s+(?:tiltaket\s+)?(.+?))?(?:\s+(?:til|to)\s+(.+))?$/iu.exec(
      text.trim(),
    );
  if (change?.[2]) {
    const correction = correctionOf("registerMeasure", `${change[1]}: ${change[3] ?? ""}`, heard);
    if (correction?.do === "fill") return ask("changeMeasure", { words: change[2], fill: correction.fill });
    return ask("changeMeasure", { words: change[2] });
  }
  const status =
    /^(?:tiltaket\s+)?(.+?)\s+(?:er|is)\s+(?:nå\s+|no\s+|now\s+)?(ferdig|gjennomført|fullført|avsluttet|avslutta|done|finished|completed|i gang|starta|startet|påbegynt|started|stoppet|stoppa|avlyst|stopped)[.!]?$/iu.exec(
      text.trim(),
    );
  const named =
    status ??
    /^(?:sett|set|marker)\s+(.+?)\s+(?:som|til|as|to)\s+(ferdig|gjennomført|done|i gang|startet|starta|started|planlagt|planned|stoppet|stoppa|stopped)[.!]?$/iu.exec(
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
    return ask("measureStatus", { words: named[1], status });
  }
  return /^(?:endre|sett|oppdater|change|update)\s+(?:status|et tiltak|eit tiltak|tiltaket|tiltak|a measure)\b/iu.test(text.trim())
    ? ask("measures", { whose: "mine" })
    : undefined;
};

const ask = (page: string, about: Record<string, string | number | boolean | Record<string, never> | object> = {}): Command => ({
  do: "ask",
  page,
  about: about as Extract<Command, { do: "ask" }>["about"],
});

/** Questions about the own record and about courses. */
const aboutCourses = (heard: Heard, running: boolean): Command | undefined => {
  const { text, directory } = heard;
  if (
    /\b(?:mangler|manglar|lacks?|missing|går ut|gjekk ut|gikk ut|utløper|expires?|må (?:jeg|eg) (?:ta|ha|fornye))\b/iu.test(text) &&
    /\b(?:jeg|eg|mitt|mine|i|my|går ut|æ)\b/iu.test(text)
  )
    return ask("lacking");
  if (
    /^\s*(?:hva|kva|hvilke|når|har|vis|what|which|show|when|have|did)\b.*\b(?:har (?:jeg|eg)|(?:jeg|eg) har|tok (?:jeg|eg)|(?:har )?(?:jeg|eg) (?:tatt|teke|tok|gjort|logget|logga)|mine kurs|kursene mine|kursa mine|have i|i (?:have )?(?:taken|took|done)|my courses|my training|opplæringa mi|opplæringen min)\b/iu.test(
      text,
    ) ||
    /^(?:mine kurs|kursene mine|kursa mine|min opplæring|profilen min|my courses|my training|kursbevisene mine)\??$/iu.test(text.trim())
  )
    return ask("myTraining");
  const role = roleNamed(text.replace(/^.*?\b(?:for|til)\b/iu, ""), directory);
  const wantsCourse =
    /\b(kurs|kursa|kursene|kurset|opplæring|opplæringa|course|courses|training|videreutdanning|vidareutdanning|etterutdanning|utdanning|lære|sertifisering)\b|kurs\b/iu.test(
      text,
    );
  const asks =
    /\?\s*$|^\s*(?:hvilke|hvilken|kva|hva|er det|finnes|finst|fins|når|har dere|har de|har du|vis|finn|søk|trenger|treng|vil ha|jeg vil|eg vil|kan jeg|kan eg|anbefal|foreslå|which|what|find|show|are there|is there|when|any|search|i need|i want|noe om|noko om|noe kurs|kurs)\b/iu.test(
      text,
    );
  if (wantsCourse && asks) {
    const forMe =
      /\b(?:for meg|for min|til meg|passer|passar|for me|fit|mine|min rolle|jeg bør|eg bør|jeg må|eg må|bør jeg|bør eg|should i|my role)\b/iu.test(
        text,
      );
    const named = courseNamed(topicOf(text), heard.courses);
    if (role && !named && /\b(?:for|til|som|as)\b/iu.test(text) && !/\b(?:for meg|for me)\b/iu.test(text))
      return ask("courses", { role: role.id });
    const topic = topicOf(text);
    if (contentWords(topic).length > 0 && !(forMe && contentWords(topic).every((w) => /^(pass|rolle|jobb|stilling|fit|role|job)/.test(w))))
      return ask("courses", { topic });
    return ask("courses", { role: "@me" });
  }
  if (running) return undefined;
  const short = tokensOf(text).length <= 5;
  return short && (courseNamed(text, heard.courses) || wantsCourse) && contentWords(text).length > 0
    ? ask("courses", { topic: topicOf(text) })
    : undefined;
};

const filler =
  /\b(?:hvilke|hvilken|kva|hva|er|det|finnes|finst|fins|når|går|neste|har|dere|de|du|vis|meg|finn|søk|etter|trenger|treng|vil|ha|jeg|eg|kan|ta|anbefal|foreslå|noen|nokon|nokre|noe|noko|om|i|for|på|et|eit|en|ein|kurs|kurset|kursene|kursa|opplæring|opplæringen|opplæringa|passer|passar|passe|som|til|which|what|find|show|are|is|there|when|any|search|need|want|courses?|training|about|on|the|a|an|in|of|me|i|do|you|have|can|take|next|bør|må|skal|holdes|halde|haldne|holdt|helst|snart|please|takk|gjerne|lære|mer|meir|mine|min|rolle|rollen|jobben|stillingen|stillinga)\b/giu;
const topicOf = (text: string): string =>
  text
    .replace(/[?!.,:;"«»]/g, " ")
    .replace(filler, " ")
    .replace(/\s+/g, " ")
    .trim();

const commandOf = (heard: Heard): Command => {
  const { text, running } = heard;
  const said = normal(text);
  if (said === "" && text.trim() !== "?")
    return running?.asked ? { do: "misfit", field: running.asked, complaint: "empty", said: text.trim() } : { do: "unclear", said: text };
  const simple = simpleCommand(said);
  const asked = running?.asked ? running.fields[running.asked] : undefined;
  // "Ja" or "ingen" may be the answer to an open question; what steers the conversation never is.
  if (simple && !(asked && (simple === "yes" || simple === "no") && !heard.yesOrNo && asked.kind === "toggle")) return { do: simple };
  const question = questionOf(said);
  if (question) return question;
  if (text.length > most)
    return running?.asked
      ? { do: "misfit", field: running.asked, complaint: "tooLongField", said: `${text.slice(0, 40)}…` }
      : ask("unclear", { said: text.slice(0, 2000), why: "long" });
  if (running) return withinFlow(heard, running);
  return aboutMeasures(heard) ?? measureOf(heard) ?? logOf(heard) ?? aboutCourses(heard, false) ?? { do: "unclear", said: text };
};

const withinFlow = (heard: Heard, running: NonNullable<Heard["running"]>): Command => {
  const { text } = heard;
  const correction = correctionOf(running.flow, text, heard);
  if (correction) return correction;
  const asked = running.asked;
  const field = asked ? running.fields[asked] : undefined;
  const other = (/\?\s*$/.test(text.trim()) ? (aboutMeasures(heard) ?? aboutCourses(heard, true)) : undefined) ?? startsAnother(heard);
  if (other) return other;
  if (asked && field) {
    const reading = read(field, text, heard);
    return "value" in reading
      ? { do: "fill", fill: { [asked]: reading.value }, adds: true }
      : { do: "misfit", field: asked, complaint: reading.complaint, said: text.trim().slice(0, 80) };
  }
  return (
    typedByForm(heard, running) ??
    aboutMeasures(heard) ??
    measureOf(heard) ??
    logOf(heard) ??
    aboutCourses(heard, true) ?? { do: "unclear", said: text }
  );
};

/** In the middle of something else only a clear start counts. */
const startsAnother = (heard: Heard): Command | undefined =>
  /^\s*(?:nytt tiltak|new measure|registrer (?:et |eit )?(?:nytt )?tiltak|logg (?:kurs|opplæring)|log training)\b/iu.test(heard.text)
    ? (measureOf(heard) ?? logOf(heard))
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
    const reading = read({ kind }, text, heard);
    if ("value" in reading) return { do: "fill", fill: { [name]: reading.value } };
    if (reading.complaint === "badDate" || reading.complaint === "badHours")
      return { do: "misfit", field: name, complaint: reading.complaint, said: text.slice(0, 80) };
  }
  if ("onlyMe" in running.fields && /^(?:bare|berre|kun|only) for (?:meg|me)$/i.test(normal(text)))
    return { do: "fill", fill: { onlyMe: true } };
  const people = "people" in running.fields ? read({ kind: "people" }, text, heard) : undefined;
  return people && "value" in people ? { do: "fill", fill: { people: people.value } } : undefined;
};

export const rules: Understanding = {
  hear: async (heard) => ({ command: commandOf(heard), language: languageOf(tokensOf(heard.text.slice(0, most)).map((t) => t.word)) }),
  read,
};

/** Reads one field as it was written: an answer to the question that was put, or a line of the form. */

import { capital, fold } from "../domain/words.ts";
import type { FieldHint, Heard, Reading } from "../ports/understanding.ts";
import { extentIn } from "./extent.ts";
import { oneNamed, peopleNamed, personRefOf, titleOf } from "./known.ts";
import { economyAround, economyIn } from "./money.ts";
import { numberAt } from "./numbers.ts";
import { supportWords } from "./phrases.ts";
import { tokensOf } from "./tokens.ts";
import { datesIn } from "./when/index.ts";
import { momentIn } from "./when/moment.ts";
import { personWithin } from "./within.ts";

const clean = (text: string) => text.trim().replace(/\s+/g, " ");

const span = (text: string, heard: Heard, direction: "past" | "future"): Reading => {
  const [found, second] = datesIn(tokensOf(text), heard.today, direction, 2);
  if (found?.impossible) return { complaint: "badDate" };
  if (!found) return { complaint: direction === "past" ? "noDate" : "noPeriod" };
  // "Oppstart 1. februar, ferdig 15. juni".
  if (direction === "future" && found.bound === "after" && second?.to) return { value: { from: found.from, to: second.to } };
  if (direction === "future") return { value: { from: found.from === found.to ? null : found.from, to: found.to } };
  const day = found.from ?? found.to;
  return day ? { value: { from: found.from ?? day, to: found.to ?? day } } : { complaint: "noDate" };
};

const moment = (text: string, heard: Heard): Reading => {
  const said = momentIn(text, heard.today);
  return said === "impossible" ? { complaint: "badDate" } : said ? { value: said } : { complaint: "noDate" };
};

const readers: { readonly [K in FieldHint["kind"]]: (text: string, heard: Heard, hint: FieldHint) => Reading } = {
  name: (text) => (clean(text).length > 300 ? { complaint: "tooLongField" } : { value: capital(clean(text).replace(/[.:]$/, "")) }),
  text: (text) => (text.trim().length > 2000 ? { complaint: "tooLongField" } : { value: capital(text.trim()) }),
  provider: (text) =>
    clean(text).length > 200
      ? { complaint: "tooLongField" }
      : {
          value: clean(text)
            .replace(/^(hos|av|med|hjå|by|with)\s+/i, "")
            .replace(/[.]$/, ""),
        },
  title: (text, heard) => {
    const title = titleOf(text.replace(/^(jeg|eg|i)?\s*(har\s+)?(tok|tatt|teke|took)\s+/i, ""), heard.courses);
    return title ? { value: title } : { complaint: "tooLongField" };
  },
  person: (text, heard) => {
    const who = text.replace(
      /^(det\s+)?(er|blir|is)\s+|\s+(er ansvarlig|har ansvaret|er ansvarleg)$|(?:\s+(?:likevel|likevell|heller|allikevel|nå|no|instead|after all))+$/gi,
      "",
    );
    if (/^(?:(?:ikke|ikkje|not)\s|(?:hvem|kven|who|hva|kva|what)\b)/i.test(who)) return { complaint: "noPeople" };
    const named = personRefOf(who, heard);
    // "Ola på hjemmetjenesten", "han Ola": somebody who is known goes before a name from outside.
    const within = named && named !== "several" && named.person === null ? personWithin({ ...heard, text: who }) : undefined;
    const ref = within && within !== "several" ? within : named;
    return ref === "several" ? { complaint: "whichPerson" } : ref ? { value: ref } : { complaint: "empty" };
  },
  people: (written, heard) => {
    const text = written.replace(
      /^(?:(?:ok|okei|nei|ja|bare|kun|berre|only|just|også)[\s,]+)+|(?<![\s,])[\s,]+(?:da|takk|please|også)$/giu,
      "",
    );
    const ids = heard.directory.person(text.split(",")[0] ?? "") ? text.split(",") : peopleNamed(text, heard);
    return ids === "several" ? { complaint: "whichPerson" } : ids ? { value: ids } : { complaint: "noPeople" };
  },
  taken: (text, heard) => span(text, heard, "past"),
  period: (text, heard) => span(text, heard, "future"),
  moment,
  extent: (text) => {
    const tokens = tokensOf(text);
    const found = extentIn(tokens);
    if (found) return "complaint" in found ? { complaint: found.complaint } : { value: found.extent };
    const bare = numberAt(tokens, 0);
    if (tokens[0]?.text === "-" && numberAt(tokens, 1)) return { complaint: "badHours" };
    if (!bare || bare.after < tokens.length) return { complaint: "noHours" };
    return bare.value > 0 && bare.value <= 500 ? { value: { hours: bare.value, studyPoints: null } } : { complaint: "badHours" };
  },
  economy: (text, heard) => {
    const tokens = tokensOf(text);
    // "Innen 30. april" is no answer to what it costs.
    const found = economyIn(tokens, datesIn(tokens, heard.today, "future", 1).length === 0);
    const around = economyAround(text);
    if (found && "complaint" in found) return { complaint: found.complaint };
    if (found) return { value: { ...found.economy, ...around } };
    return around.costCentre || around.grant ? { value: { cost: null, ...around } } : { complaint: "noCost" };
  },
  competence: (text, heard) => {
    const found = heard.competences.find((c) => c.id === text.trim()) ?? oneNamed(text, heard.competences);
    return found ? { value: found.id } : { complaint: "noCompetence" };
  },
  count: (text) => {
    const tokens = tokensOf(
      text
        .replace(
          /^(?:nei|ja|ok|no|det er|det blir|vel|nå|nå er det|ca\.?|cirka|circa|rundt|omtrent|om lag|omlag|minst|about|around|endre (?:det|ønsket antall) til|change it to|[\s,.])+(?=\d|\p{L})/iu,
          "",
        )
        .replace(/(?:personer|ansatte|tilsette|stykker|årsverk|people|fte)\b/giu, "")
        .trim(),
    );
    const found = numberAt(tokens, 0);
    return found && found.after === tokens.length && found.value >= 0 && found.value <= 100_000
      ? { value: found.value }
      : { complaint: "noCount" };
  },
  choice: (text, _heard, hint) => {
    const said = fold(text.trim());
    const code =
      hint.values?.find((v) => fold(v) === said) ?? (hint.set === "support" ? supportWords.find(([w]) => w.test(text))?.[1] : undefined);
    return code ? { value: code } : { complaint: "noChoice" };
  },
  toggle: (text) => ({ value: /^(true|ja|yes|bare for meg|berre for meg)$/i.test(text.trim()) }),
};

/** The value, or the name of the sentence that says what is wrong with it. */
export const read = (hint: FieldHint, text: string, heard: Heard): Reading =>
  text.trim() === "" ? { complaint: "empty" } : readers[hint.kind](text, heard, hint);

/** Fields by their names: what is to be changed in what is being filled in, with or without its new value. */
import { capital } from "../../domain/words.ts";
import type { Command } from "../../ports/command.ts";
import type { Heard } from "../../ports/understanding.ts";
import { read } from "../read.ts";

type Kind = "name" | "text" | "person" | "period" | "taken" | "economy" | "extent" | "title" | "provider";

/** What people call the fields of each flow. */
const labels: Readonly<Record<string, readonly (readonly [RegExp, string, Kind])[]>> = {
  registerMeasure: [
    [/navnet?|namnet?|tittel(?:en)?|tiltakets navn|name|title/, "name", "name"],
    [/ansvarlige?|ansvarleg|ansvar|kontaktperson(?:en)?|responsible/, "responsible", "person"],
    [/målet|mål og kriterier|mål|formålet|formål|goal|aim/, "goal", "text"],
    [/målgruppa|målgruppen|målgruppe|deltakere|deltakarar|deltakerne|audience|target group|participants/, "audience", "text"],
    [/strategien|strategi|strategy/, "strategy", "text"],
    [
      /gjennomføringsplanen|gjennomføringsplan|gjennomføringen|gjennomføringa|gjennomføring|planen|plan|stedet|sted|arena|implementation/,
      "plan",
      "text",
    ],
    [/tidsrommet|tidsrom|perioden|periode|fristen|frist|tidspunktet|tidspunkt|deadline|period/, "period", "period"],
    [
      /økonomien|økonomi|kostnaden|kostnader|kostnadene|kostnad|prisen|pris|budsjettet|budsjett|beløpet|cost|budget|price/,
      "economy",
      "economy",
    ],
    [/evalueringsformen|evalueringsform|evalueringa|evalueringen|evaluering|evaluation/, "evaluation", "text"],
  ],
  logTraining: [
    [/kurset|kurs|tittelen|tittel|opplæringen|opplæringa|course|title/, "title", "title"],
    [/datoen|dato|dagen|tidspunktet|date|day/, "taken", "taken"],
    [/omfanget|omfang|varigheten|timene|timer|studiepoeng|extent|hours/, "extent", "extent"],
    [/tilbyderen|tilbyder|tilbydaren|tilbydar|arrangøren|arrangør|kursholderen|provider/, "provider", "provider"],
  ],
  suggestMeasure: [
    [/forslaget|forslag|suggestion/, "name", "name"],
    [/målet|mål|goal/, "goal", "text"],
  ],
};

const is = "(?:\\s+(?:er egentlig|er|skal være|skal vere|blir|ble|vart|is|should be|to|til)\\s+|\\s*[:=]\\s*)";

/** The labels as they stand in sentences: asked to be changed, with a value, with a value and the summary before one, and in running text. */
const patterns = Object.fromEntries(
  Object.entries(labels).map(([flow, all]) => [
    flow,
    all.map(([{ source }, field, kind]) => ({
      field,
      kind,
      edit: new RegExp(
        `^(?:kan du |please )?(?:endre|endr|rett|rett opp|rette|bytt|korriger|change|correct|edit)\\s+(?:på\\s+)?(?:the\\s+)?(?:${source})(?:\\s*(?:til|to|:)\\s+(.+))?$`,
        "isu",
      ),
      emptied: new RegExp(`^(?:fjern|stryk|slett|ta bort|remove|delete|clear)\\s+(?:the\\s+)?(?:${source})$`, "isu"),
      named: new RegExp(`^(?:the\\s+)?(?:${source})${is}(.+)$`, "isu"),
      bare: new RegExp(`^(?:the\\s+)?(?:${source})(?:${is}|\\s+)(.+)$`, "isu"),
    })),
  ]),
);
const patternsOf = (flow: string) => patterns[flow === "logForUnit" ? "logTraining" : flow] ?? [];

/** More than this in one sentence is no list of corrections. */
const mostCorrections = 12;

/** "Endre fristen", "rett opp målet": a field to ask again; with a value the correction itself. */
export const correctionOf = (flow: string, text: string, heard: Heard): Command | undefined => {
  // "Fristen er 15. juni og det koster 14 500": several at once, when each of them is one.
  const parts = text.split(/\s+og\s+|,\s+/u);
  const each = parts.length > 1 && parts.length <= mostCorrections ? parts.map((part) => oneCorrection(flow, part, heard)) : [];
  if (each.length > 0 && each.every((c) => c?.do === "fill"))
    return { do: "fill", fill: Object.assign({}, ...each.map((c) => (c?.do === "fill" ? c.fill : {}))) };
  return oneCorrection(flow, text, heard);
};

const oneCorrection = (flow: string, text: string, heard: Heard): Command | undefined => {
  const said = text.trim().replace(/^(nei|neida|vent|oi|beklager|sorry|no|men|og|ellers|forresten)[\s,.:–-]+/i, "");
  for (const { field, kind, ...as } of patternsOf(flow)) {
    if (as.emptied.test(said)) return { do: "fill", fill: { [field]: null } };
    const named = as.edit.exec(said) ?? (heard.running?.asked === null ? as.bare : as.named).exec(said);
    if (!named) continue;
    const value = named[1]?.trim();
    if (!value) return { do: "change", field };
    const reading = read({ kind }, value, heard);
    return "value" in reading
      ? { do: "fill", fill: { [field]: reading.value } }
      : { do: "misfit", field, complaint: reading.complaint, said: value };
  }
  const costs =
    flow === "registerMeasure" ? /^(?:det |it )?(?:koster|kostar|skal koste|vil koste|costs?)\s+(.+)$/iu.exec(said)?.[1] : undefined;
  if (costs) {
    const reading = read({ kind: "economy" }, costs, heard);
    return "value" in reading
      ? { do: "fill", fill: { economy: reading.value } }
      : { do: "misfit", field: "economy", complaint: reading.complaint, said: costs };
  }
  const lasts = flow === "registerMeasure" ? /^(?:det |it )?(?:varer|varar|skal vare|vare|lasts)\s+(.+)$/iu.exec(said)?.[1] : undefined;
  const span = lasts ? read({ kind: "period" }, lasts, heard) : undefined;
  if (span && "value" in span) return { do: "fill", fill: { period: span.value } };
  const called =
    flow === "registerMeasure" ? /^(?:kall|kalle|call)\s+(?:det|tiltaket|it)\s+(?:heller\s+|for\s+)?(.+)$/iu.exec(said)?.[1] : undefined;
  if (called)
    return {
      do: "fill",
      fill: { name: capital(called.trim().replace(/\s+/g, " ")) },
    };
  const me = /^(?:jeg|eg|i)\s+(?:er|skal være|am)\s+(?:ansvarlig|ansvarleg|responsible)$/i.test(said);
  if (flow === "registerMeasure" && me) return { do: "fill", fill: { responsible: ref(heard) } };
  const other =
    flow === "registerMeasure" ? /^(.{2,60}?)\s+(?:er|skal være|blir|is)\s+(?:ansvarlig|ansvarleg|responsible)$/iu.exec(said) : null;
  if (other?.[1]) {
    const reading = read({ kind: "person" }, other[1], heard);
    return "value" in reading
      ? { do: "fill", fill: { responsible: reading.value } }
      : { do: "misfit", field: "responsible", complaint: reading.complaint, said: other[1] };
  }
  return undefined;
};

const ref = (heard: Heard) => ({ person: heard.me, name: heard.directory.person(heard.me)?.name ?? "" });

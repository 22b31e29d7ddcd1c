/** A measure in free text: fields by their names, dates and costs by their form, and the name from what is left. */
import type { Command, Fill } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { economyAround, economyIn } from "./amounts.ts";
import { datesIn } from "./dates.ts";
import { read } from "./read.ts";
import { type Range, spelled, tokensOf, without, withoutEnd } from "./tokens.ts";

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
      named: new RegExp(`^(?:the\\s+)?(?:${source})${is}(.+)$`, "isu"),
      bare: new RegExp(`^(?:the\\s+)?(?:${source})(?:${is}|\\s+)(.+)$`, "isu"),
      within: new RegExp(
        `(?:^|[,.;\\n]\\s*|\\s+(?:og|med|and|with)\\s+|\\s)(${source})(?:\\s*[:=]\\s*|\\s+(?:er|skal være|is)\\s+(?:at\\s+)?|\\s+(?=\\p{Lu}\\p{Ll}+\\b)|\\s+(?=(?:jeg|eg|meg|\\d)))`,
        "giu",
      ),
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
  if (called) return { do: "fill", fill: { name: clean(called) } };
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

/** Where a piece ends: a name at the next word of the sentence, a time at the next comma, a text where its sentence does. */
const shortStop = /[,.;\n]|\s+(?:og|med|and)\s+(?=\p{Ll})/u;
const periodStop = /,\s|;|\n|(?<=[^\d\s])\.\s/u;
const textStop = /(?<=[^\d\s])\.\s+|;|\n|,\s*(?=(?:frist|innen|koster|kostnad|ansvarlig|målgruppe|evaluer))/iu;

/** Pieces of the text that name their field: "mål: alle består prøven", "ansvarlig er Mette". */
const labelled = (text: string, heard: Heard): { fill: Fill; rest: string } => {
  const starts = patternsOf("registerMeasure")
    .flatMap(({ within, field, kind }) =>
      [...text.matchAll(within)].map((m) => ({
        at: m.index,
        from: m.index + m[0].length,
        field,
        kind,
        length: m[1]?.length ?? 0,
      })),
    )
    .sort((a, b) => a.at - b.at || b.length - a.length)
    .filter((s, i, all) => all.findIndex((o) => o.at <= s.at && s.at < o.from) === i);
  const fill: Fill = {};
  let rest = starts[0] ? text.slice(0, starts[0].at) : text;
  starts.forEach((s, i) => {
    const piece = text.slice(s.from, starts[i + 1]?.at ?? text.length);
    const short = s.kind === "person" || s.kind === "name";
    const stop = (short ? shortStop : s.kind === "period" ? periodStop : textStop).exec(piece);
    const value = piece.slice(0, stop?.index ?? piece.length).replace(/(?<![\s,.;])[\s,.;]+$/, "");
    const reading = read({ kind: s.kind }, value, heard);
    if ("value" in reading && !(s.field in fill)) {
      fill[s.field] = reading.value;
      rest += stop ? piece.slice(stop.index) : "";
    } else rest += text.slice(s.at, starts[i + 1]?.at ?? text.length);
  });
  return { fill, rest };
};

const wish =
  "(?:jeg|eg|æ|vi|me|i|we|som \\p{L}+leder|som \\p{L}+leiar)?\\s*(?:(?:tenkte|tenker|vil|ønsker|ynskjer|skal|ska|skulle|må|trenger|treng|kan|kunne|har|need|want|would like|'d like|please|du|vi|jeg|eg|me|å|to|gjerne|få|ha|inn|lagt|registrert|plan|open|vil gjerne)\\s+)*";
const make =
  "(?:(?:registrer(?:e)?|opprett(?:e)?|lag(?:e)?|legg(?:e|je)?(?: til| inn)?|meld(?:e)? inn|start(?:e)?|sett(?:e)? opp|før(?:e)?(?: inn| opp)?|få inn|register|create|add|make|open)\\s+)?";
const measureWord = "(?:(?:et|eit|ett|a|an)\\s+)?(?:(?:nytt|new)\\s+)?(?:kompetanse)?(?:tiltaket|tiltak|tiltk|tiltag|measure)";
const lead = new RegExp(
  `^\\s*(?:hei(?: kompis)?[,!. ]+)?${wish}${make}${measureWord}(?![\\p{L}])\\s*(?:\\d+ i \\p{L}+\\s*)?(?:[:–,.-]|som heter|heter|med navn|kalt|called|om|for å|about|på|on)?\\s*`,
  "iu",
);
const show =
  /^\s*(?:kan du |please )?(?:vis|vise|se|sjå|list|hvilke|kva|hva|show|see|what|which|mine|my|hvor mange|er det|finnes|har vi)(?![\p{L}])/iu;
const begins = (text: string): boolean => lead.test(text) && !show.test(text) && !/\?\s*$/.test(text.replace(/^[^?]*\?(?=.)/, ""));
const suggests =
  /^\s*(?:jeg |eg |i )?(?:vil |ønsker å |ynskjer å |want to |would like to )?(?:foreslå(?:r)?|suggest)\s+(?:(?:et|eit|a)\s+)?(?:(?:nytt|new)\s+)?(?:tiltak|kurs|measure)?\s*:?\s*/iu;

/** A measure to register or to suggest, with what the sentence says of it. */
export const measureOf = (heard: Heard): Command | undefined => {
  const text = heard.text.trim();
  if (suggests.test(text)) {
    const name = text.replace(suggests, "").trim().replace(/[.]$/, "");
    return { do: "start", flow: "suggestMeasure", fill: name ? { name } : {} };
  }
  // "Vi må gjøre noe med det. Nytt tiltak: …": what comes before is why, not what.
  const from = begins(text) ? text : text.slice(Math.max(0, text.search(/(?<=[.,!?]\s)(?:nytt tiltak|new measure|tiltak:)/iu)));
  if (!begins(from)) return undefined;
  return { do: "start", flow: "registerMeasure", fill: fillOf(from.replace(lead, ""), heard) };
};

const fillOf = (text: string, heard: Heard): Fill => {
  const { fill, rest } = labelled(text, heard);
  const tokens = tokensOf(rest);
  const used: Range[] = [];
  const economy = economyIn(tokens, false);
  if (economy && "economy" in economy && !("economy" in fill)) {
    fill.economy = { ...economy.economy, ...economyAround(text) };
    used.push(economy);
  }
  const dates = datesIn(
    tokens.map((t, i) => (used.some((r) => i >= r.first && i < r.after) ? { ...t, word: "", text: "" } : t)),
    heard.today,
    "future",
  );
  const when = dates.find((d) => !d.impossible && !(d.after - d.first === 1 && /^(19|20)\d{2}$/.test(tokens[d.first]?.text ?? "")));
  if (when && !("period" in fill)) {
    fill.period = { from: when.from === when.to ? null : when.from, to: when.to };
    used.push(when);
  }
  const left = without(rest, tokens, used).replace(/\s+([,.])/g, "$1");
  const [first = "", ...more] = left.split(/(?<=[^\d\s])\.\s+|[;\n]/u);
  const opening = /^\s*for\s+([^,.:;]+)[,:]\s*(.+)$/iu.exec(first);
  const forWhom = opening ? [first, opening[2], opening[1]] : /^(.+?)\s+for\s+(?!å\s)([^,.;]+)/iu.exec(first);
  const name = named(forWhom?.[1] ?? first.split(/,\s/)[0] ?? "");
  if (name && !("name" in fill)) fill.name = name;
  if (forWhom?.[2] && !("audience" in fill)) fill.audience = clean(forWhom[2]).replace(/^\p{Ll}/u, (c) => c.toUpperCase());
  const goal = spelled(/\b(?:slik at|sånn at|så at|for at|målet er at|so that)\s+(.+)$/iu).exec([...more].join(". "))?.[1];
  if (goal && !("goal" in fill)) fill.goal = clean(goal).replace(/^\p{Ll}/u, (c) => c.toUpperCase());
  return fill;
};

/** "Nytt tiltak før helga" has no name yet. */
const named = (text: string): string =>
  /^(?:før|etter|innen|i|til|snart|nå|no|before|after|by)(?![\p{L}])/iu.test(text.trim())
    ? ""
    : clean(text.replace(/^(?:kaller det|kall det|call it|kalla det)\s+/iu, ""));

const clean = (text: string): string =>
  withoutEnd(text, /^(?:[,.:;–-]|frist|fristen|koster|kostnad|med|og|på|til|and|with|ansvarlig)$/)
    .replace(/^[\s,.:;«»"–-]+/, "")
    .replace(/(?<![«»"])[«»"]+$/, "")
    .replace(/^\p{Ll}/u, (c) => c.toUpperCase());

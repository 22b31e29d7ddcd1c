/** The pieces of a measure that say themselves which field they are: "frist 1. mai", "Mette har ansvaret", "dekkes av OU-midler". */
import { as, either, opt, type Parser, parser, seq, word } from "./grammar.ts";
import { anyName, begins, fullName, isOccupation, isPlace, me } from "./people.ts";
import { breaks, isComma, isKind, upTo, valued } from "./pieces.ts";
import { isNamedOrganisation, organisation } from "./providers.ts";
import type { Range, Token, Value } from "./tokens.ts";

type DateValue = Extract<Value, { kind: "date" }>["when"];
type MoneyValue = Extract<Value, { kind: "money" }>["read"];

export type Piece =
  | {
      readonly slot: "name" | "goal" | "audience" | "strategy" | "plan" | "evaluation" | "funding" | "provider";
      readonly said: Range;
      readonly labelled: boolean;
    }
  | { readonly slot: "responsible"; readonly said: Range | "me" }
  | { readonly slot: "deadline" | "start" | "when"; readonly when: DateValue }
  | { readonly slot: "economy"; readonly read: MoneyValue }
  /** Read, and no field. */
  | { readonly slot: "nothing" };

/** Words that begin another piece. */
const cues =
  /^(?:frist|fristen|innen|senest|oppstart|start|starter|ferdig|ansvarlig|ansvaret|kontaktperson|koster|kostnad|kostnaden|kostnader|pris|prisen|budsjett|målgruppe|mål|målet|evaluering|evalueres|evaluere|evaluert|dekkes|dekket|betales|betalt|finansieres|finansiert|tilskudd|strategi|strategien|tidsrom|periode|perioden|gjennomføres|leverandør|leverandøren|gratis)$/;
const subject = /^(?:jeg|vi|det|den|han|hun|fristen|målet|meg)$/;

const isCue = (tokens: readonly Token[], i: number): boolean =>
  cues.test(tokens[i]?.word ?? "") || isKind(tokens[i], "money") || (isKind(tokens[i], "date") && tokens[i]?.value !== undefined);
const beginsOther = (tokens: readonly Token[], i: number): boolean =>
  isCue(tokens, i) ||
  subject.test(tokens[i]?.word ?? "") ||
  ((fullName.at(tokens, i)?.after ?? i) > i + 1 && /^(?:er|har|tar|står)$/.test(tokens[fullName.at(tokens, i)?.after ?? i]?.word ?? ""));
const purpose = (tokens: readonly Token[], i: number): boolean =>
  (/^(?:slik|sånn|så|for)$/.test(tokens[i]?.word ?? "") && /^(?:at|å|that)$/.test(tokens[i + 1]?.word ?? "")) ||
  (tokens[i]?.word === "så" && begins(tokens, i + 1));

/** To the next comma or cue. */
export const shortStop = (tokens: readonly Token[], i: number, from: number): boolean =>
  breaks(tokens, i) ||
  (i > from &&
    (isCue(tokens, i) ||
      (/^(?:og|med|som|and|der|hvor)$/.test(tokens[i]?.word ?? "") && beginsOther(tokens, i + 1)) ||
      purpose(tokens, i)));
const short = upTo(shortStop);
/** To the end of the sentence, or to a comma with another piece after it. */
const long = upTo(
  (tokens, i, from) =>
    i > from &&
    isComma(tokens[i]) &&
    tokens[i]?.text !== ")" &&
    (beginsOther(tokens, i + 1) || (/^(?:og|med)$/.test(tokens[i + 1]?.word ?? "") && beginsOther(tokens, i + 2))),
);
const peopleStop = (tokens: readonly Token[], i: number, from: number): boolean =>
  shortStop(tokens, i, from) ||
  (i > from && /^(?:om|til|slik|hos|der|å)$/.test(tokens[i]?.word ?? "") && !(tokens[i]?.word === "om" && tokens[i + 1]?.word === "å")) ||
  (/^(?:i)$/.test(tokens[i]?.word ?? "") && isKind(tokens[i + 1], "date"));
const people = upTo(peopleStop);

/** A name, up to for whom it is. */
const calling = upTo(
  (tokens, i, from) =>
    shortStop(tokens, i, from) || (i > from && tokens[i]?.word === "for" && (begins(tokens, i + 1) || tokens[i + 1]?.text === "the")),
);
const colon = parser((tokens, i) => (/^[:=–-]$/.test(tokens[i]?.text ?? "") ? { value: ":", after: i + 1 } : undefined));
const be = opt(either(seq(word("er skal blir være bør"), opt(word("være bli at egentlig nå")), opt(colon)), colon));
const at = opt(word("at"));
const fill = (
  slot: Exclude<Piece["slot"], "responsible" | "deadline" | "start" | "when" | "economy" | "nothing">,
  p: Parser<readonly unknown[]>,
  labelled = true,
): Parser<Piece> => as(p, (values) => ({ slot, said: values[values.length - 1] as Range, labelled }));
const somebody: Parser<Range | "me"> = either(
  as(me, () => "me" as const),
  anyName,
);
const somebodyNamed: Parser<Range | "me"> = either(
  as(me, () => "me" as const),
  fullName,
);

/** A name without capitals, alone in its clause before the verb: "mette har ansvaret". */
const atClause: Parser<Range | "me"> = parser((tokens, i) =>
  i === 0 || breaks(tokens, i - 1) || /^(?:og|at|men)$/.test(tokens[i - 1]?.word ?? "")
    ? somebody.at(tokens, i)
    : somebodyNamed.at(tokens, i),
);
const aside = opt(
  seq(
    word("i på fra hos ved"),
    parser((tokens, i) => (tokens[i] && !breaks(tokens, i) ? { value: 1, after: i + 1 } : undefined)),
    opt(
      parser((tokens, i) => (/^\p{Lu}|skole|avdeling|sone|kontor/u.test(tokens[i]?.text ?? "") ? { value: 1, after: i + 1 } : undefined)),
    ),
  ),
);
const leads = opt(seq(opt(word("det de")), opt(word("han hun er å"))));

const responsible: Parser<Piece> = as(
  either(
    as(
      seq(
        word("ansvarlig kontaktperson kontakt prosjektleder ansvar hovedansvar ansvaret tiltaksansvarlig"),
        opt(seq(word("for"), word("tiltaket dette det gjennomføringen gjennomføring oppfølging"))),
        opt(either(word("er blir skal være har får hos på står ligger ."), colon)),
        opt(word("være bli hos på til")),
        somebody,
      ),
      (v) => v[4],
    ),
    as(
      seq(
        leads,
        atClause,
        aside,
        opt(word("skal kan vil som også")),
        opt(word("er blir står være bli stå settes")),
        opt(word("oppført satt")),
        opt(word("som opp nå")),
        word("ansvarlig kontaktperson prosjektleder"),
      ),
      (v) => v[1],
    ),
    as(
      seq(
        leads,
        atClause,
        aside,
        opt(word("som så skal vil kan")),
        word("har tar får overtar ta ha få sitter har"),
        opt(word("på med selv")),
        opt(word("seg")),
        word("ansvaret ansvar hovedansvaret hovedansvar"),
        opt(word("selv")),
      ),
      (v) => v[1],
    ),
    as(
      seq(
        leads,
        atClause,
        word("tar følger leder styrer koordinerer ordner fikser"),
        word("det dette den tiltaket opp i"),
        opt(word("det dette opp selv trådene")),
        opt(word("selv")),
      ),
      (v) => v[1],
    ),
    as(seq(leads, atClause, aside, word("svarer står"), word("for"), opt(word("det dette tiltaket"))), (v) => v[1]),
    as(
      seq(
        leads,
        fullName,
        word("leder styrer koordinerer ordner følger"),
        opt(word("opp")),
        parser((t, i) => (breaks(t, i) ? { value: 1, after: i } : undefined)),
      ),
      (v) => v[1],
    ),
    as(seq(word("leder prosjektleder"), fullName), (v) => v[1]),
    as(seq(leads, atClause, opt(word("skal vil")), word("er være"), word("i på"), word("charge ansvaret")), (v) => v[1]),
    as(seq(word("med"), somebody, word("som"), word("ansvarlig kontaktperson")), (v) => v[1]),
    as(seq(word("sett sette settes"), somebodyNamed, word("som"), word("ansvarlig kontaktperson")), (v) => v[1]),
  ),
  (said) => ({ slot: "responsible", said }),
);

const ended = word(
  "frist fristen deadline ferdig fullført avsluttes avsluttet slutt sluttdato gjennomført gjort unna levert ferdigstilt avsluttes varer unnagjort fullførte",
);
const begun = word("start oppstart starter startet starte begynner begynne oppstartsdato startdato kick-off");
const lead = opt(
  seq(
    opt(word("er blir settes skal bør må")),
    opt(word("være satt bli på til")),
    opt(colon),
    opt(word("er i den på til ca rundt fra med allerede av")),
  ),
);
const date = valued("date");
const times: Parser<Piece> = either(
  as(seq(ended, lead, date), (v): Piece => ({ slot: "deadline", when: v[2].when })),
  as(seq(begun, lead, date), (v): Piece => ({ slot: "start", when: v[2].when })),
  as(
    seq(word("tidsrom tidsrommet periode perioden tid tidspunkt varighet når"), lead, date),
    (v): Piece => ({ slot: "when", when: v[2].when }),
  ),
  as(seq(opt(word("i på den til for")), date), (v): Piece => ({ slot: "when", when: v[1].when })),
);

const funded = either(
  seq(
    word("dekkes dekket betales betalt finansieres finansiert finansiering tas søkes"),
    opt(either(word("er blir skal"), colon)),
    opt(word("finansiert dekket betalt støttet")),
    opt(word("av over fra gjennom med via på by delvis i innenfor")),
    opt(word("av fra vårt vår den eget en")),
    short,
  ),
  seq(word("pengene penger midlene"), word("kommer tas hentes er"), word("fra av over"), short),
  as(seq(word("kr kroner"), word("fra av over på"), short), (v) => v),
);
const moneyed =
  /(?:midler|midlane|midlar|midlene|budsjett|budsjettet|fondet|fond|tilskudd|tilskuddet|tilskot|tilskotet|støtte|stønad|stipend|potten|kontoen|grant|budget)$/;
const fundingWord = upTo((tokens, i, from) => shortStop(tokens, i, from) && i > from);
/** "Fra OU-midlene", "med tilskudd fra Statsforvalteren", "i kompetansetilskudd". */
const funds: Parser<Piece> = as(
  seq(opt(word("fra av over på med via gjennom i om søker søkt får fått har")), opt(word("om et fra")), fundingWord),
  (v, tokens): Piece | undefined => {
    const said = v[2];
    const words = tokens.slice(said.first, Math.min(said.after, said.first + 3));
    return words.some((t) => moneyed.test(t.text.toLowerCase()) || moneyed.test(t.word)) && !/^(?:mål|målet)$/.test(words[0]?.word ?? "")
      ? { slot: "funding", said, labelled: false }
      : undefined;
  },
);

/** "Kompetansebudsjettet betaler", "prosjektmidler fra Helsedirektoratet dekker det". */
const payer: Parser<Piece> = parser((tokens, i) => {
  if (i > 0 && !breaks(tokens, i - 1) && tokens[i - 1]?.word !== "og") return undefined;
  const m = upTo((t, j) => breaks(t, j) || t[j]?.value !== undefined || /^(?:betaler|dekker|finansierer)$/.test(t[j]?.word ?? "")).at(
    tokens,
    i,
  );
  if (!m || !/^(?:betaler|dekker|finansierer)$/.test(tokens[m.after]?.word ?? "")) return undefined;
  const isMoney = tokens.slice(i, m.after).some((t) => moneyed.test(t.text.toLowerCase()));
  const end = /^(?:det|alt|dette)$/.test(tokens[m.after + 1]?.word ?? "") ? m.after + 2 : m.after + 1;
  return isMoney ? { value: { slot: "funding", said: m.value, labelled: true }, after: end } : undefined;
});

const evaluated =
  /(?:spørreskjema|spørjeskjema|spørreundersøkelse|spørjeundersøking|undersøkelse|undersøking|evalueringsskjema|questionnaire|survey|quiz|stikkprøver|stikkprøve)$/;
const isWithin = (tokens: readonly Token[], { first, after }: Range, words: RegExp) =>
  tokens.slice(first, after).some((t) => words.test(t.text.toLowerCase()));
const clause = upTo((tokens, i) => breaks(tokens, i));
const byClause: Parser<Piece> = parser((tokens, i) => {
  if (i > 0 && !breaks(tokens, i - 1) && tokens[i - 1]?.word !== "og") return undefined;
  const m = clause.at(tokens, i);
  if (m && isWithin(tokens, m.value, evaluated)) return { value: { slot: "evaluation", said: m.value, labelled: false }, after: m.after };
  return undefined;
});

const to = parser((tokens, i) => (tokens[i]?.text === "å" ? { value: 1, after: i + 1 } : undefined));
const labels: Parser<Piece> = either(
  fill(
    "name",
    seq(
      word("navn navnet tittel tittelen name title"),
      either(colon, word("er blir"), seq(word("på"), word("tiltaket"), opt(word("er")), opt(colon))),
      long,
    ),
  ),
  fill("name", seq(word("heter kalt kalles called kaller heiter kall"), opt(word("det tiltaket vi for opp")), opt(word("for")), calling)),
  fill(
    "goal",
    seq(
      word("mål målet målsetting målsettingen målsetjing formål formålet hensikt hensikten resultatmål"),
      opt(seq(word("og for med"), word("kriterier tiltaket dette det"))),
      opt(seq(word("for"), word("måloppnåelse"))),
      either(colon, seq(word("er blir"), opt(colon)), word("at")),
      at,
      opt(to),
      long,
    ),
  ),
  as(
    seq(
      parser((t, i) => (i > 0 && breaks(t, i - 1) ? { value: 0, after: i } : undefined)),
      word("mål goal"),
      long,
    ),
    (v): Piece => ({ slot: "goal", said: v[2], labelled: true }),
  ),
  fill("goal", seq(word("slik sånn"), word("at"), long), false),
  fill("goal", seq(word("for"), to, long), false),
  fill("audience", seq(word("målgruppe målgruppene deltakere deltakerne omfatter"), opt(word("group er")), be, people)),
  fill("audience", seq(word("hvem"), opt(word("er det for")), colon, people)),
  as(seq(word("gjelder"), opt(word("for")), people), (v, tokens): Piece | undefined =>
    begins(tokens, v[2].first) ? { slot: "audience", said: v[2], labelled: true } : undefined,
  ),
  fill("audience", seq(word("retter rettes gjelder"), opt(word("seg")), word("mot til for"), people)),
  as(
    seq(
      upTo((t, i) => breaks(t, i) || t[i]?.word === "er" || t[i]?.value !== undefined),
      word("er"),
      word("målgruppe målgruppen"),
    ),
    (v): Piece => ({ slot: "audience", said: v[0], labelled: true }),
  ),
  as(seq(word("uten"), word("frist fristen kostnad kostnader kostnaden evaluering")), (): Piece => ({ slot: "nothing" })),
  fill(
    "strategy",
    seq(word("strategi strategien framgangsmåte fremgangsmåte strategy"), opt(word("vår våre min")), either(colon, word("er blir")), long),
  ),
  fill(
    "plan",
    seq(word("gjennomføring gjennomføringen gjennomføringsplan plan planen sted stedet arena"), either(colon, word("er blir")), long),
  ),
  as(
    seq(word("gjennomføres gjennomført gjennomførast foregår skjer avholdes"), word("som på ved i gjennom via med"), short),
    (v, tokens): Piece =>
      tokens[v[2].first]?.value || /^(?:perioden|tidsrommet|løpet)$/.test(tokens[v[2].first]?.word ?? "")
        ? { slot: "nothing" }
        : { slot: "plan", said: v[2], labelled: true },
  ),
  fill(
    "evaluation",
    seq(
      word("evaluering evalueringen evalueringsform evaluation"),
      opt(word("skjer er blir gjøres i via gjennom med ved")),
      opt(colon),
      opt(word("med ved gjennom via i")),
      long,
    ),
  ),
  fill(
    "evaluation",
    seq(
      word("evalueres evaluere evaluert evaluerer måles måle måler"),
      opt(word("vi det dette")),
      opt(word("skjer gjennom via med ved i på ut fra etter")),
      long,
    ),
  ),
  fill(
    "provider",
    seq(word("leverandør leverandøren kursholder kursholderen arrangør arrangøren tilbyder tilbyderen provider foreleser"), be, short),
  ),
  as(
    seq(
      parser((tokens, i) => (i === 0 || breaks(tokens, i - 1) || tokens[i - 1]?.word === "og" ? anyName.at(tokens, i) : undefined)),
      word("holder leverer kjører arrangerer tar"),
      either(
        word("det kurset dette opplæringen den"),
        parser((t, i) => (breaks(t, i) || t[i]?.value !== undefined ? { value: "", after: i } : undefined)),
      ),
    ),
    // "Kari tar det" has charge of it; "leverandøren Guldmann tar det" holds it.
    (v): Piece | undefined => (v[1] === "tar" ? undefined : { slot: "provider", said: v[0], labelled: false }),
  ),
  as(
    seq(word("leverandøren leverandør firmaet"), fullName, word("tar holder leverer kjører gir")),
    (v): Piece => ({ slot: "provider", said: v[1], labelled: true }),
  ),
  as(
    seq(
      parser((tokens, i) => (i === 0 || breaks(tokens, i - 1) ? either(organisation, anyName).at(tokens, i) : undefined)),
      word("er blir"),
      word("leverandør leverandøren kursholder arrangør tilbyder"),
    ),
    (v): Piece => ({ slot: "provider", said: v[0], labelled: false }),
  ),
  as(seq(word("hos levert holdt gjennom via ved regi med av på"), opt(word("av hos")), organisation), (v, tokens): Piece | undefined =>
    /^(?:hos|levert|holdt|ved|regi)$/.test(v[0]) || (v[0] !== "på" && isNamedOrganisation(tokens, v[2]))
      ? { slot: "provider", said: v[2], labelled: false }
      : undefined,
  ),
  as(
    seq(
      organisation,
      word("holder leverer arrangerer kjører står gjennomfører holdt leverte"),
      opt(word("det for kurset dette den opplæringen alt")),
      opt(word("det kurset dette opplæringen")),
    ),
    (v): Piece => ({ slot: "provider", said: v[0], labelled: false }),
  ),
);

const economy: Parser<Piece> = as(
  seq(
    opt(word("økonomi økonomien kostnad kostnaden kostnader prisen pris budsjett budsjettet kost totalkostnad koster ramme rammen")),
    opt(either(colon, word("er på blir"))),
    opt(word("ca på rundt")),
    valued("money"),
  ),
  (v) => ({ slot: "economy", read: v[3].read }),
);
const costCentre: Parser<Piece> = as(
  seq(
    word("kostnadssted kostnadsstad ansvar"),
    opt(colon),
    parser((t, i) => (/^\d/.test(t[i]?.text ?? "") ? { value: 1, after: i + 1 } : undefined)),
  ),
  () => ({ slot: "nothing" }) as Piece,
);

const unknown: Parser<Piece> = as(
  seq(
    word("ansvarlig kontaktperson målgruppe frist evaluering kostnad"),
    opt(either(word("er blir"), colon)),
    word("ikke ukjent avklares usikker"),
    opt(word("enda ennå")),
    opt(word("avklart bestemt kjent satt klart")),
  ),
  (): Piece => ({ slot: "nothing" }),
);

export const piece: Parser<Piece> = either(
  costCentre,
  unknown,
  responsible,
  as(funded, (v): Piece => ({ slot: "funding", said: v[v.length - 1] as Range, labelled: true })),
  labels,
  economy,
  payer,
  funds,
  byClause,
  times,
);

/** "for alle på langtid", "til vaktmesterne": who it is for. */
export const audience: Parser<{ readonly said: Range; readonly isPeople: boolean }> = as(
  seq(word("for til hos før"), opt(word("oss dem de")), opt(word("på i ved som")), people),
  (v, tokens) => {
    const isPeople = v[1] !== undefined || begins(tokens, v[3].first);
    const isFor = v[0] === "for" && !/^(?:å|at|meg)$/.test(tokens[v[3].first]?.word ?? "");
    return isPeople || isFor ? { said: v[3], isPeople } : undefined;
  },
);
/** "I barnehagen", "på Fjellvik skole": where it is, and so for whom. */
export const placed: Parser<Range> = as(seq(word("i på ved"), people), (v, tokens) =>
  v[1].after - v[1].first <= 3 && isPlace(tokens[v[1].after - 1]) ? v[1] : undefined,
);
/** "Alle ferievikarer i pleie og omsorg.", at the start of its own clause. */
export const audienceClause: Parser<Range> = as(seq(word("alle samtlige hele begge"), people), (v) => ({
  first: v[1].first - 1,
  after: v[1].after,
}));
/** "Fire sykepleiere tar …", "minst tre ansatte skal ha …". */
export const takers: Parser<Range> = parser((tokens, i) => {
  const m = upTo((t, j) => breaks(t, j) || /^(?:tar|skal|får|tek|må|vil|kan|ta)$/.test(t[j]?.word ?? "")).at(tokens, i);
  const isPeople =
    m &&
    m.after - i <= 6 &&
    !tokens.slice(i, m.after).some((t) => /^(?:for|om|til)$/.test(t.word)) &&
    tokens.slice(i, m.after).some((t) => isOccupation(t) || /^(?:ansatte|tilsette|leder|ledere)$/.test(t.word));
  return isPeople && /^(?:tar|skal|får|må|ta)$/.test(tokens[m.after]?.word ?? "") ? { value: m.value, after: m.after } : undefined;
});

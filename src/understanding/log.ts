/** Training that somebody has taken, in one sentence: who, what, when, how long, by whom. */
import { daysBetween, type Span } from "../domain/day.ts";
import type { Extent } from "../domain/training.ts";
import { contentWords } from "../domain/words.ts";
import type { Command, Fill } from "../ports/command.ts";
import type { Heard } from "../ports/understanding.ts";
import { as, either, opt, type Parser, parser, seq, word } from "./grammar.ts";
import { peopleNamed, providerWithin, titleOf } from "./known.ts";
import { isOccupation } from "./people.ts";
import { breaks, isKind, upTo, written } from "./pieces.ts";
import { isNamedOrganisation, organisation } from "./providers.ts";
import { sentenceOf } from "./sentence.ts";
import { isMark, type Range, spelled, type Token } from "./tokens.ts";

/** What a sentence says of training that was taken, in its own words. */
export type LogSaid = {
  readonly title?: string;
  readonly topic?: string;
  readonly provider?: string;
  readonly taken?: Span;
  readonly extent?: Extent;
  readonly dated: boolean;
  readonly timed: boolean;
};

const onlyForMe = seq(opt(word("og and")), word("bare kun only"), word("for til"), word("meg"), opt(word("selv alone")));

/** Who held it: "hos Skogkurs", "Statsforvalteren holdt det", "på KS Læring". */
const leadIn = word("hos av med gjennom via ved på fra regi leverandøren arrangør arrangøren kursholder");
const clauseStart = <T>(p: Parser<T>): Parser<T> =>
  parser((tokens, i) => (i === 0 || breaks(tokens, i - 1) || /^(?:og|men)$/.test(tokens[i - 1]?.word ?? "") ? p.at(tokens, i) : undefined));
const shortName = upTo(
  (t, i, from) =>
    breaks(t, i) ||
    i - from >= 4 ||
    t[i]?.value !== undefined ||
    (i > from && /^(?:holdt|arrangerte|sto|stod|kjørte|hadde|underviste|foreleste|kom|holder|leverte)$/.test(t[i]?.word ?? "")) ||
    /^(?:jeg|vi|det|den|som|kurset|hun|han|har|er|var|tok|og)$/.test(t[i]?.word ?? ""),
);
const capitals: Parser<Range> = upTo(
  (t, i) =>
    breaks(t, i) ||
    t[i]?.value !== undefined ||
    (!/^\p{Lu}/u.test(t[i]?.text ?? "") && !/^(?:i|og|for)$/.test(t[i]?.word ?? "")) ||
    (/^(?:i|og|for)$/.test(t[i]?.word ?? "") && !/^\p{Lu}/u.test(t[i + 1]?.text ?? "")),
);
const provider: Parser<Range> = either(
  as(seq(opt(word("i")), word("regi"), opt(word("av til")), either(organisation, capitals)), (v) => v[3]),
  as(seq(word("hos ved"), either(organisation, capitals)), (v) => v[1]),
  as(
    seq(
      word("fra ved"),
      parser((t, i) =>
        /^\p{L}{4,}(?:skolen|skulen)$/u.test(t[i]?.text ?? "") ? { value: { first: i, after: i + 1 }, after: i + 1 } : undefined,
      ),
    ),
    (v) => v[1],
  ),
  as(
    seq(
      word("leverandør leverandøren arrangør arrangøren kursholder kursholderen tilbyder"),
      opt(word("var er")),
      opt(parser((t, i) => (t[i]?.text === ":" ? { value: 1, after: i + 1 } : undefined))),
      either(organisation, capitals),
    ),
    (v) => v[3],
  ),
  as(
    seq(
      organisation,
      word("arrangerte holdt sto holder heldt arrangerer stod var gjennomførte kjørte ga"),
      opt(word("for det kurset kursholder arrangør dette")),
      opt(word("det kurset")),
    ),
    (v) => v[0],
  ),
  as(seq(leadIn, opt(word("leverandøren selskapet firmaet kursleverandøren")), organisation), (v, tokens) => {
    const at = v[2].first - 1 - (v[1] ? 1 : 0);
    if (v[0] === "på" && /(?:sykehus|sjukehus|skol|skul)/.test(tokens[v[2].first]?.text.toLowerCase() ?? "")) return undefined;
    const isSure =
      v[0] === "hos" || v[0] === "av" || v[0] === "ved" || v[0] === "via" || v[0] === "fra" || isNamedOrganisation(tokens, v[2]);
    return /(?:leverandør|leverandøren)$/.test(tokens[v[2].after - 1]?.word ?? "") ||
      tokens[at - 1]?.word === "ferdig" ||
      (!isSure && v[0] !== "med")
      ? undefined
      : v[2];
  }),
  as(seq(organisation, word("står sto stod"), word("bak for")), (v) => v[0]),
  clauseStart(
    as(
      seq(
        opt(word("leverandøren firmaet")),
        shortName,
        either(
          seq(
            word("holdt arrangerte sto stod kjørte hadde underviste foreleste holder leverte"),
            word("det for kurset dette opplæringen"),
            opt(word("det kurset")),
          ),
          seq(word("kom"), word("til hit"), opt(word("oss"))),
          seq(
            word("holdt arrangerte underviste"),
            parser((t, i) => (breaks(t, i) ? { value: 1, after: i } : undefined)),
          ),
        ),
      ),
      (v) => v[1],
    ),
  ),
  as(seq(word("lærer teacher instruktør foreleser kursholder"), word("fra"), capitals), (v) => v[2]),
  as(
    seq(
      parser((t, i) => (t[i]?.text === "(" ? { value: 1, after: i + 1 } : undefined)),
      upTo((t, i, from) => breaks(t, i) || i - from >= 3 || !/^\p{Lu}/u.test(t[i]?.text ?? "")),
    ),
    (v, tokens) =>
      /^\p{Lu}\p{Ll}/u.test(tokens[v[1].first]?.text ?? "") && v[1].first > 2 && /^[;,)]$/.test(tokens[v[1].after]?.text ?? "")
        ? v[1]
        : undefined,
  ),
  as(
    seq(
      word("hos"),
      parser((t, i) =>
        /^\p{L}{2,}$/u.test(t[i]?.text ?? "") &&
        breaks(t, i + 1) &&
        !isOccupation(t[i]) &&
        !/^(?:eldre|barn|unge|ungdom|oss|meg|brukere|pasienter|elever|beboere|voksne|kvinner|menn)$/.test(t[i]?.word ?? "")
          ? { value: { first: i, after: i + 1 }, after: i + 1 }
          : undefined,
      ),
    ),
    (v) => v[1],
  ),
  as(seq(word("var"), organisation, word("som"), word("arrangerte holdt sto kjørte hadde holder arrangerer")), (v) => v[1]),
  as(seq(opt(word("levert holdt arrangert")), word("av via med"), opt(word("leverandøren selskapet firmaet")), capitals), (v, tokens) =>
    isFirstName(tokens, v[3]) ? undefined : v[3],
  ),
);

/** One capitalised word after "med" or "av" is somebody, not an organisation, as often as not. */
const isFirstName = (tokens: readonly Token[], r: Range): boolean =>
  r.after - r.first <= 2 && tokens.slice(r.first, r.after).every((t) => /^\p{Lu}\p{Ll}+$/u.test(t.text));

const generic =
  "kurs kurset samling samlingen seminar seminaret webinar webinaret fagdag fagdagen foredrag foredraget opplæring opplæringen modul modulen nettkurs nettkurset e-læring dagskurs heldagskurs halvdagskurs konferanse konferansen forelesning foredraget noe workshop e-læringskurs lecture";
const genericWord = new RegExp(`^(?:${generic.split(" ").join("|")})$`);
const stopsTopic = (t: readonly Token[], i: number) =>
  breaks(t, i) ||
  t[i]?.value !== undefined ||
  (/^(?:hos|med|som|og)$/.test(t[i]?.word ?? "") && /^(?:det|var|jeg)$/.test(t[i + 1]?.word ?? ""));
/** What it was about, said apart from what it was called. */
const topic: Parser<Range> = either(
  parser((tokens, i) =>
    i > 0 && tokens[i]?.word === "om" && tokens[i - 1]?.text === "," ? upTo(stopsTopic).at(tokens, i + 1) : undefined,
  ),
  as(
    seq(word("som og"), word("handlet handlar handla dreide gjaldt"), opt(word("seg")), opt(word("om for")), upTo(stopsTopic)),
    (v) => v[4],
  ),
  as(
    seq(
      word("tema temaet emnet topic"),
      opt(word("var er")),
      opt(parser((t, i) => (t[i]?.text === ":" ? { value: 1, after: i + 1 } : undefined))),
      upTo(stopsTopic),
    ),
    (v) => v[3],
  ),
  as(seq(word("handlet handla"), word("om"), upTo(stopsTopic)), (v) => v[2]),
);

/** With whom, where and what it cost: said, and no part of the record. */
const beside: Parser<unknown> = either(
  seq(
    word("sammen lag"),
    word("med"),
    upTo((t, i) => breaks(t, i) || t[i]?.value !== undefined),
  ),
  seq(
    word("i"),
    word("lag"),
    word("med"),
    upTo((t, i) => breaks(t, i) || t[i]?.value !== undefined),
  ),
  seq(
    word("med"),
    opt(word("hun han")),
    parser((t, i) =>
      /^\p{Lu}\p{Ll}+$/u.test(t[i]?.text ?? "") &&
      !organisation.at(t, i) &&
      (breaks(t, i + 1) || t[i + 1]?.value !== undefined || /^(?:på|i|og|fra|den|om)$/.test(t[i + 1]?.word ?? ""))
        ? { value: 1, after: i + 1 }
        : undefined,
    ),
  ),
  seq(
    word("på i ved"),
    parser((t, i) =>
      /(?:huset|hotell|hotellet|stasjonen|salen|senteret|rommet|skolen|sykehjemmet|sjukeheimen|biblioteket|rådhuset|avdelingen|avdelinga|jobb|jobben|sykehuset|teams|zoom|nett)$/u.test(
        t[i]?.text.toLowerCase() ?? "",
      ) ||
      (/^\p{Lu}\p{Ll}+$/u.test(t[i]?.text ?? "") &&
        !courseLike.test(t[i - 2]?.word ?? "") &&
        !/^(?:eksamen|opplært|utdanning|innføring|on|in)$/.test(t[i - 2]?.word ?? "") &&
        t[i - 1]?.word === "i")
        ? { value: 1, after: i + 1 }
        : undefined,
    ),
    opt(
      parser((t, i) =>
        /^(?:hotell|kulturhus|skole|sykehjem|kurssenter|rådhus)$/i.test(t[i]?.text ?? "") ? { value: 1, after: i + 1 } : undefined,
      ),
    ),
  ),
);

const verbWord = spelled(
  /^(?:tok|tatt|fullførte|fullført|gjennomførte|gjennomført|deltok|deltatt|vært|gikk|gått|bestod|besto|bestått|hadde|hatt|fikk|gjorde|gjort|ferdig|unnagjort)$/,
);
const took =
  /^(?:tok|tatt|ta|fullførte|fullført|gjennomførte|gjennomført|deltok|deltatt|bestod|besto|bestått|vært|gikk|gått|var|hadde|gjorde|gjort|fikk|lært|ferdig|jeg)$/;
/** Before the name of what was taken. */
const lead =
  /^(?:hei|hallo|kompis|jeg|vi|nå|da|har|ha|hadde|er|ble|blitt|nettopp|akkurat|endelig|også|at|kan|du|vil|skal|skulle|må|please|registrer|registrere|registrert|logg|logge|loggfør|loggføre|loggfor|log|før|føre|opp|inn|skriv|skrive|noter|notere|legg|legge|til|add|my|min|mitt|tok|tatt|tar|ta|fullførte|fullført|gjennomførte|gjennomført|gjennom|deltok|deltatt|var|vært|gikk|gått|bestod|besto|bestått|hatt|fikk|fått|gjorde|gjort|ferdig|unnagjort|unna|med|på|et|en|ett|det|den|de|derre|der|dette|sånn|sånt|i|til|for|meg|om|av|takk|også|alle|sammen|og|just|først|glemte|si|men|så|endelig|var|been|jobber|stilling|ønsker|kurset|kurs|opplæring|opplæringen|fagdag|webinar|foredrag|foredraget|modulen|modulene|moduler|fire|tre|to|loggen|loggbok|vel|rundt|omtrent|bare|omkring|sikkert|kanskje|altså|totalt|sammen|that|did|lagre|you|put|nytt|ny|kursbevis|kursbeviset|diplom|attest|dokumentert|følgende|nettkurs|nettkurset|e-læring|e-læringen|dagskurs|heldagskurs|halvdagskurs|eksamen|videreutdanning|videreutdanningen|utdanning|lecture|session|about|log|record|forresten|oi|ok|ja|jo|husk|please|gjerne|morsomt|igjen|både|begge|fornøyd|sist|tidligere|vi|hele|hel|dagen|dag|god|morgen|kveld|denne|følgende|endelig|ho|han|hun|veldig|litt|lagt|snill|kunne|både|noen|dere|oss|that|fått|vært|enda|ennå|vi|i|gjennom)$/;
const tail =
  /^(?:på|i|om|den|som|og|hos|med|fra|kl|varte|det|for|ca|cirka|av|til|er|var|tok|ble|ferdig|tatt|jeg|gjennomført|fullført|en|et|totalt|brukte|brukt|siste|nå|holdt|ved|unnagjort|kurset|med|da|vi|lasted|hadde|bestått|så|at|bra|fint|hel|dag|nettopp|nå|om|lag|akkurat|endelig)$/;

const stopsTitle = (t: readonly Token[], i: number, from: number): boolean =>
  breaks(t, i) ||
  (t[i]?.value !== undefined && !isKind(t[i], "quoted", "number")) ||
  (i > from && /^(?:som|hos|sammen|men|tok|varte|nå|der|det|jeg|altså|slik|fordi)$/.test(t[i]?.word ?? "") && t[i]?.text !== "som") ||
  (i > from && t[i]?.text.toLowerCase() === "me") ||
  (i > from && t[i]?.text === "som" && !isOccupation(t[i + 1])) ||
  (i > from && /^(?:tatt|fullført|gjennomført|ferdig|unnagjort|bestått|er|fikk|før|etter|da|fordi|mens)$/.test(t[i]?.word ?? ""));

/** The name in one stretch of words, or "" where it has none. */
const nameIn = (text: string, tokens: readonly Token[], range: Range): string => {
  let from = range.first;
  // What was taken stands after the verb, or before it where nothing follows: "Kurset Barn som pårørende er tatt".
  for (let i = range.after - 2; i >= range.first; i--)
    if (
      took.test(tokens[i]?.word ?? "") &&
      !/^(?:det|den|dette|kurset|opplæringen|som)$/.test(tokens[i - 1]?.word ?? "") &&
      tokens.slice(i + 1, range.after).some((t) => !(isMark(t) || lead.test(t.word) || tail.test(t.word) || t.value))
    ) {
      from = i + 1;
      break;
    }
  while (from < range.after) {
    const t = tokens[from];
    if (t?.value?.kind === "quoted") break;
    if (t && !(isMark(t) || lead.test(t.word) || t.value)) break;
    from++;
  }
  // "Kurs i klarspråk", "videreutdanning i psykisk helse": the words before it are dropped; "HLR med hjertestarter" keeps its own.
  if (from >= range.after) return "";
  const m = upTo(stopsTitle).at(tokens.slice(0, range.after), from);
  return m ? written(text, tokens, m.value, tail) : "";
};

/** A season or a month, within which a day was said. */
const isLong = ({ from, to }: Span): boolean => from !== null && to !== null && daysBetween(from, to) > 20;
/** A course that lasts longer is not held every day. */
const mostDays = 10;

/** @param tokens the sentence with its values */
export const logSaid = (text: string, tokens: readonly Token[], heard: Heard): LogSaid => {
  const said: { -readonly [K in keyof LogSaid]: LogSaid[K] } = { dated: false, timed: false };
  const used: Range[] = [];
  const use = <T>(p: Parser<T>, take: (value: T) => void) => {
    for (let i = 0; i < tokens.length; ) {
      const isFree = !used.some((u) => i >= u.first && i < u.after);
      const m = isFree ? p.at(tokens, i) : undefined;
      if (m && m.after > i && !used.some((u) => u.first < m.after && i < u.after)) {
        take(m.value);
        used.push({ first: i, after: m.after });
        i = m.after;
      } else i++;
    }
  };
  let isDaily = false;
  tokens.forEach((t, i) => {
    const { value } = t;
    if (value?.kind === "date") {
      said.dated = true;
      const day = value.when.from ?? value.when.to;
      const isFiner =
        said.taken !== undefined &&
        said.taken.from !== said.taken.to &&
        value.when.from !== null &&
        value.when.from === value.when.to &&
        isLong(said.taken);
      if ((!said.taken || isFiner) && day && !value.when.impossible) {
        said.taken = { from: value.when.from ?? day, to: value.when.to ?? day };
      }
      // "Tirsdag og onsdag denne uken".
      else if (
        said.taken?.to &&
        day &&
        tokens[i - 1]?.word === "og" &&
        tokens[i - 2]?.value?.kind === "date" &&
        day > said.taken.to &&
        daysBetween(said.taken.to, day) < 6
      )
        said.taken = { from: said.taken.from, to: day };
      // "Startet 1. februar og avsluttet 30. april".
      else if (
        said.taken &&
        day &&
        day > (said.taken.to ?? day) &&
        /^(?:avsluttet|ferdig|til|leverte|avsluttende|siste|slutt|fullførte|oppgave|eksamen)$/.test(tokens[i - 1]?.word ?? "")
      )
        said.taken = { from: said.taken.from, to: value.when.to ?? day };
    } else if (value?.kind === "extent") {
      said.timed = true;
      const isCorrected = tokens.slice(Math.max(0, i - 3), i).some((before) => before.word === "nei");
      if ((!said.extent || isCorrected) && "extent" in value.read) said.extent = value.read.extent;
      // "7 timer hver dag", over some days.
      isDaily ||=
        /^(?:hver|per|begge|om)$/.test(tokens[i + 1]?.word ?? "") && /^(?:dag|dager|dagen|dagene)$/.test(tokens[i + 2]?.word ?? "");
    } else if (value?.kind !== "money") return;
    const before =
      /^(?:på|i|den|om|for|fra|til|kl|ca|varte|brukte|tok)$/.test(tokens[i - 1]?.word ?? "") && !verbWord.test(tokens[i - 1]?.word ?? "")
        ? 1
        : 0;
    used.push({ first: i - before, after: i + 1 });
  });
  const { taken, extent } = said;
  const days = taken?.from && taken.to ? daysBetween(taken.from, taken.to) + 1 : 1;
  if (isDaily && extent?.hours && days > 1 && days <= mostDays) said.extent = { hours: extent.hours * days, studyPoints: null };
  const known = providerWithin(text, heard.courses);
  if (known) {
    const first = tokens.findIndex((t) => t.start >= known.at);
    const end = tokens.findIndex((t) => t.start >= known.at + known.length);
    const leads = /^(?:på|i|fra|hos|ved|via|gjennom|av|med)$/.test(tokens[first - 1]?.word ?? "") ? 1 : 0;
    if (first >= 0) {
      used.push({ first: first - leads, after: end < 0 ? tokens.length : end });
      said.provider = text.slice(known.at, known.at + known.length);
    }
  }
  use(onlyForMe, () => {});
  use(topic, (r) => {
    said.topic ??= written(text, tokens, r, tail);
  });
  use(provider, (r) => {
    said.provider ??= written(text, tokens, r, /^(?:den|det)$/);
  });
  use(beside, () => {});
  const order = [...used].sort((a, b) => a.first - b.first);
  const free: Range[] = [];
  let open = 0;
  for (const u of [...order, { first: tokens.length, after: tokens.length }]) {
    for (let i = open, from = open; i <= u.first; i++)
      if (i === u.first || breaks(tokens, i)) {
        if (i > from) free.push({ first: from, after: i });
        from = i + 1;
      }
    open = Math.max(open, u.after);
  }
  const quote = tokens.find((t) => t.value?.kind === "quoted");
  if (quote?.value?.kind === "quoted") said.title = quote.value.text;
  const hasVerb = (r: Range) =>
    tokens
      .slice(r.first, r.after)
      .some(
        (t, i, all) =>
          took.test(t.word) &&
          !/^(?:jeg|ferdig|hadde|var)$/.test(t.word) &&
          !/^(?:det|den|dette|kurset|opplæringen)$/.test(all[i - 1]?.word ?? ""),
      );
  // In a long story only what is called a course is one.
  const isStory = tokens.length > 60;
  const candidates: { name: string; score: number }[] = [];
  free.forEach((stretch, n) => {
    const words = tokens.slice(stretch.first, stretch.after);
    const plain = words.map((t) => t.word).join(" ");
    if (isStory && !courseLike.test(plain)) return;
    const of = organisation.at(tokens.slice(0, stretch.after), stretch.first);
    const single = tokens[stretch.first];
    const isLone =
      words.length === 1 &&
      single?.value === undefined &&
      stretch.first > 1 &&
      /^\p{Lu}[\p{L}-]{3,}$/u.test(single?.text ?? "") &&
      tokens[stretch.first - 1]?.text !== "." &&
      !took.test(single?.word ?? "") &&
      !lead.test(single?.word ?? "");
    // "…, Fagskulen i Vestland, …", "…, Mycoteam, …": a name of its own, after what was taken.
    if (
      candidates.length > 0 &&
      !said.provider &&
      ((of && of.after === stretch.after && tokens[stretch.first - 1]?.text !== "(") || isLone)
    ) {
      said.provider = written(text, tokens, stretch);
      return;
    }
    const name = nameIn(text, tokens, stretch);
    if (!name || genericWord.test(name.toLowerCase())) return;
    const isMeant = single?.word === "nei";
    const score =
      (isMeant ? 8 : 0) +
      (hasVerb(stretch) ? 3 : 0) +
      (courseLike.test(name.toLowerCase()) ? 2 : 0) +
      (heard.courses.some((c) => contentWords(name).some((w) => w.length > 4 && c.titleWords.includes(w))) ? 3 : 0) +
      (tokens[stretch.after]?.value || tokens[stretch.after + 1]?.value || tokens[stretch.first - 1]?.value ? 1 : 0) -
      (/(?:^| )(?:jeg|vi|det|er|har|var|du|som|kan|ikke|min|bra|fint|stort?|veldig)(?: |$)/.test(plain) ? 1 : 0) -
      (n > 0 && /^(?:på|i|ved|hos|med|fra|til)$/.test(single?.word ?? "") ? 3 : 0) -
      (/^\d/.test(name) ? 3 : 0) -
      (name.length < 4 && !/^\p{Lu}+$/u.test(name) ? 2 : 0) -
      n * 0.4;
    candidates.push({ name, score });
  });
  const best = candidates.sort((a, b) => b.score - a.score)[0];
  if (best) said.title ??= best.name;
  return said;
};

const did = spelled(
  /\b(?:tok|tatt|fullførte|fullført|gjennomførte|gjennomført|deltok|deltatt|var (?:jeg |vi |en |også )?(?:på|med)|vært (?:på|med)|gikk (?:jeg |vi )?(?:på|gjennom|kurs)|satt (?:jeg )?på|brukte (?:jeg )?(?:\p{L}+ )?på|gått|hospiterte|hospitert|kom (?:meg )?gjennom|kommet (?:meg )?gjennom|satt gjennom|(?:var|vært) innom|lærte|lært|fikk gjennomgang|hadde gjennomgang|oppfrisket|fornyet|fornya|resertifisert|(?:tok|tatt) del|øvde|trente|studerte|studert|sett (?:på )?(?:webinar|opptak)|så (?:på )?(?:et )?webinar|avla|avlagt|avsluttet|sertifisert|fikk (?:\p{L}+ )?\p{L}*(?:bevis|beviset|sertifikat|sertifikatet)|fikk godkjent|godkjent|i boks|bestod|besto|bestått|har (?:også )?hatt|vi hadde|jeg hadde|fikk (?:opplæring|kursbevis|endelig)|ferdig med|(?:ble|er) (?:nå )?ferdig|unnagjort|er tatt|gjorde|gjort|har lært|var en|passed|done)\b/u,
);
const imperative =
  /^\s*(?:(?:hei|hi|hello)[,! ]+)?(?:kompis[,! ]+)?(?:kan du |please |vennligst |vil |jeg vil |eg vil |i want to |i would like to |jeg skal |ønsker å |could you )?(?:logg(?:e|før|føre|for|foer)?|log|legg(?:e|ja|je)? inn at|registrer(?:e)?|før(?:e)? (?:inn|opp)|skriv inn|noter(?:e)?|add to my log|record)(?: at)?(?![\p{L}])(?:\s*:)?(?! (?:et |eit |nytt )?(?:nytt )?tiltak)/iu;
const thisToo = spelled(
  /\bkan (?:du|you) (?:please )?(?:add|log|register|record)\b|\bkan du (?:\p{L}+ )?(?:logge|registrere|føre (?:opp|inn)|notere|skrive (?:opp|inn|på)|legge inn|telle) (?:at|det|dette|på|meg|for)\b|\b(?:legg|legge|før|føre|registrer|registrere|noter|notere|logg|logge|skriv|skrive)\b (?:det|dette|den|meg|på meg|inn|opp)\b/u,
);
export const isImperative = (text: string, plain: string): boolean => imperative.test(text) || thisToo.test(plain);
const courseLike = spelled(
  /(?:dag|kveld|øving|øvelsen|trening|gjennomgang|prøve|prøven|prøva|bevis|beviset|sertifikatet|sertifikat|lisens|simulering|veiledning|forelesning|studium|emne)\b|kurs\b|kurset\b|samling\b|samlingen\b|skole\b|eksamen|øvelse\b|\b(?:kurs|opplæring|opplæringen|sertifi\p{L}*|modul|e-læring|seminar|konferanse|fagdag|webinar|studiepoeng|eksamen|videreutdanning|samling|fagbrev|foredrag|forelesning|hospiter\p{L}*|workshop|refresher|lecture)\b/u,
);

/** What tells that a sentence is about training that was taken. */
export const logSigns = (plain: string) => {
  const about = courseLike.test(plain);
  return { about, done: did.test(plain) || (about && /(?:^|jeg |vi |og )hadde /.test(plain)) };
};

/** Others than the speaker, also where it cannot be told who. */
const others = spelled(/^(?:alle|samtlige|hele|heile|everyone|everybody|vi alle)\b|\b(?:og|and) (?:jeg|eg|æ|i|me)$/iu);
const verb = spelled(
  /\b(tok|tatt|tat|teke|tikje|fullførte|fullført|fullførde|gjenn?omførte|gjenn?omført|gjennomførde|deltok|deltatt|delteke|va(?:r)? (?:med )?på|v(?:æ|o|å)r(?:t|e|re)? (?:med )?på|vroe på|gikk (?:på|gjennom)|gått(?: på| gjennom)?|gjekk (?:på|gjennom)|hospiterte|bestod|besto|bestått|hadde|har hatt|f(?:i|e)kk o(?:p)?plæring|ferdig med|færdig me|took|taken|completed|finished|attended|passed|been to|went to|was (?:on|at)|done|did)\b/iu,
);

/** Somebody known stands among those named, even if not all of them are. */
const mentionsOthers = (words: string, heard: Heard): boolean =>
  words
    .split(spelled(/,|\b(?:og|and)\b/iu))
    .some((name) => name.trim().split(" ").length <= 3 && heard.directory.named(name).some((p) => p.id !== heard.me));

/** "Alle unntatt Siv tok …", "Ola og Siv har tatt …": those named before the verb, when it is not the speaker. */
const peopleBefore = (said: string, heard: Heard): string[] | "unknown" | undefined => {
  const at = said.search(verb);
  const forWhom = spelled(/\b(?:for|til|på)\s+(alle[^,.]*|[A-ZÆØÅ][^,.]*?)(?=$|[,.]|\s+(?:i dag|i går|den|på)\b)/u).exec(said)?.[1];
  const before =
    at > 0
      ? said
          .slice(0, at)
          .replace(spelled(/\b(har|have|has|hadde|nettopp|alle sammen)\s*$/giu), "")
          .trim()
      : "";
  for (const words of [before, at < 0 ? (forWhom ?? "") : ""]) {
    if (words === "" || spelled(/^(jeg|eg|æ|i|vi|me|hei|har)\b/iu).test(words)) continue;
    const people = peopleNamed(words, heard);
    if (people === "several" || (!people && (others.test(words) || mentionsOthers(words, heard)))) return "unknown";
    if (people && !(people.length === 1 && people[0] === heard.me)) return people;
  }
  return undefined;
};

const wish = spelled(/\b(?:bare|berre|kun|only) (?:for|til|to) (?:meg|mæ|me)\b/iu);

/** The flow that asks for what is missing, for the speaker or for others. */
export const logCommand = (heard: Heard, direction: "past" | "future"): Command => {
  const text = heard.text.trim();
  const said = text.replace(imperative, " ").trim();
  const people = peopleBefore(said, heard);
  const about = people ? said.slice(Math.max(0, said.search(verb))) : said;
  const fill = logFill(about, heard, direction);
  if (people) return { do: "start", flow: "logForUnit", fill: people === "unknown" ? fill : { ...fill, people } };
  return { do: "start", flow: "logTraining", fill: wish.test(text) ? { ...fill, onlyMe: true } : fill };
};

const logFill = (text: string, heard: Heard, direction: "past" | "future"): Fill => {
  const said = logSaid(text, sentenceOf(text, heard.today, direction), heard);
  const fill: Fill = {};
  const title = titleOf(said.title ?? said.topic ?? "", heard.courses);
  if (title) fill.title = title;
  if (said.taken) fill.taken = said.taken;
  if (said.extent) fill.extent = said.extent;
  if (said.provider) fill.provider = said.provider;
  return fill;
};

/** What a free sentence is for: training that was taken, a measure, a question about courses, or none of these. */
import { logSigns } from "./log/signs.ts";
import { isMeasure } from "./measure/fill.ts";
import { begins } from "./people.ts";
import { isKind } from "./pieces.ts";
import { spelled, type Token } from "./tokens.ts";

export type Intent = "log" | "planned" | "notTaken" | "measure" | "courses" | "other";

const notDone = spelled(
  /\b(?:rakk|fikk|kom|ble|tok|gikk|var|deltok|gjorde) (?:jeg |vi |meg |desverre |dessverre |likevel |nok |jo )*(?:ikke|aldri)\b|\b(?:ikke|aldri) (?:\p{L}+ ){0,2}(?:tatt|fått|gått|vært|gjennomført|fullført|gjort|tok|rakk|tid|med|møtt|make|attend|go|tar|hatt)\b|\b(?:aldri|avlyst|avlyse|misset|missed|gikk glipp|uten å ha|skulle ønske|supposed|var (?:jeg )?syk|ble syk|egentlig skulle|skulle ha (?:tatt|vært|gått)|strøk|dro hjem|gikk hjem|måtte dra)\b|^ingen (?:av oss |har |hos oss |hadde )*(?:tok|tatt|var|deltok|gikk|kom)\b/u,
);
const plans = spelled(
  /\b(?:skal|skulle|begynner|starter|planlegger|vil|ønsker|kommer til å|har meldt|påmeldt|tenker å|gleder|burde|må|tar|deltar)\b/,
);
const question = spelled(
  /\?\s*$|^\s*(?:hei[ ,!]*|kompis[ ,!]*)*(?:når|hvilke|hvilken|hva|hvem|hvor|går det|kjører (?:dere|vi|kommunen|du)|blir det|kommer det|skal det|holder (?:dere|vi|kommunen)|arrangerer|tilbyr|vet du|kan det|planlegges det|har det|er det|finnes|fins|kan (?:jeg|vi|du)|har (?:jeg|vi|du|dere|noen|de)|er|do|did|does|is)\b/,
);
const asks = spelled(
  /\b(?:trenger|leter|ser etter|finn|finne|søk|søke|søker|anbefal|anbefale|foreslå|vis|lurer|jakt etter|meld(?:e)? (?:meg|oss) på|er det plass|finnes|ønsker|vil|gjerne|interessert|interesse|hjelp meg|list|liste|oversikt|lære|lyst|looking|search|must|burde|bør|må|skulle hatt|påfyll|tips|forslag|gi meg|send|(?:,|og|men) (?:hvilke|hva slags|når)|aktuelle)\b/,
);
const courseWord = spelled(
  /(?:kurs|kurset|kursa|kursene|utdanning|utdanningen|programmet|program|programme|samling|bevis|sertifikat|skolering|studium|studier|webinar|seminar|workshop)\b|\b(?:kurs\p{L}*|opplæring\p{L}*|utdanning\p{L}*|lære|sertifiser\p{L}*|e-læring|fagdag\p{L}*|fagbrev|modul\p{L}*|påfyll|oppfriskning\p{L}*|veiledning|learn|certificat\p{L}*|konferanse\p{L}*)\b/u,
);
const somethingOn = spelled(
  /\b(?:noe (?:om|for|innen|med|i|på|rundt|knyttet)|(?:har|tilbyr) (?:dere|vi|du|kommunen) noe|er det noe|finnes det noe|leter etter|tilby|tilbyr|anbefal\p{L}*|lære (?:mer|meg|å|om)|bli (?:bedre|flinkere|tryggere)|mer om|interessert i|interesse for)\b/u,
);
const setsUp = spelled(/\b(?:skal|skulle til|vil|må|ønsker|planlegger|tenker|trenger|setter|sette|føre opp|kan du|tar)\b/);

/** What people do in the working day that is no training, and is nobody's business here. */
const noTraining = spelled(
  /\b(?:legen|lege|tannlegen|tannlege|sykehuset|psykolog|psykologen|fysioterapeut|fysioterapeuten|overtid|overtids\p{L}*|møte|møtet|personalmøte|personalmøtet|jobb|jobben|jobba|jobbet|ferie|butikken|permisjon|syk|sykmeldt|vakt|nattevakt|begravelse|fest|julebord)\b/u,
);
/** "Jeg skrev feil dato på …", "logget feil kurs": about what is logged already. */
const mistake = spelled(/\b(?:skrev|logget|logga|førte|registrerte|skreiv|la inn) (?:inn )?(?:feil|galt|på feil)\b/u);

/** A verb, or a word that asks for something else than a course. */
const said = spelled(
  /\b(?:er|har|kommer|kan|må|vil|blir|får|var|hadde|ble|skal|gjør|heter|hvor|hvem|hvordan|hvorfor|når|hei|takk|du|ok|mener|sier|går|tok|hva)\b/,
);
/** Somebody tells something, and it is no course. */
const states = spelled(/\b(?:er|har|kommer|kan|må|vil|blir|får|var|hadde|ble|bor|jobber|liker)\b/);

/** Said of nothing else than training. */
const strong = spelled(/\b(?:fullført|fullførte|gjennomført|gjennomførte|bestått|besto|bestod|gjort ferdig|ferdig med)\b/);

/** Facts that a plan has and a wish has not: who answers for it, whom it is for, what it costs, when it shall be done. */
const planFacts = (tokens: readonly Token[], plain: string): number =>
  [
    /\b(?:ansvarlig|ansvaret)\b/.test(plain),
    tokens.some((t, i) => t.word === "for" && begins(tokens, i + 1)),
    tokens.some((t) => isKind(t, "money")) || /\b(?:dekkes|finansier\p{L}*|betales|betalt)\b/u.test(plain),
    tokens.some((t) => t.value?.kind === "date" && (t.value.when.bound === "before" || t.value.when.from !== t.value.when.to)) ||
      /\b(?:oppstart|frist|fristen|starter)\b/.test(plain),
    /\b(?:evaluer\p{L}*|slik at|målet|målgruppe)\b/u.test(plain),
    /\b(?:sette i gang|setter i gang|kjøre|run|arrangere|føre opp|innføre)\b/.test(plain),
  ].filter(Boolean).length;

/** "…, går det an å få det inn nå?", "kan du føre opp at jeg tok …": these ask for it to be done, and not whether. */
const request =
  /,? (?:og )?(?:går det an|kan du|kan det|kan dere|kan jeg|skal jeg|får jeg|er det greit|er det mulig|kan vi)\b[^,]*\?$|^(?:\p{L}+ ,? ?){0,3}(?:kan|kunne) (?:du|you) \p{L}+ (?:\p{L}+ )?(?:at|that) .*$/u;

/** What can be told before it is decided. All of it of the words, the values in them and the municipality's own data. */
type Signs = {
  readonly plain: string;
  /** Each sentence by itself. */
  readonly parts: readonly string[];
  readonly isQuestion: boolean;
  readonly isMeasure: boolean;
  /** Of a plan: who answers for it, for whom it is, what it costs, when it is to be done. */
  readonly facts: number;
  readonly commanded: boolean;
  readonly done: boolean;
  readonly isPlan: boolean;
  /** It speaks of a course, or of what the catalogue has. */
  readonly about: boolean;
  readonly dated: boolean;
  readonly timed: boolean;
  readonly isPast: boolean;
  /** Only a month or a season, or still to come. */
  readonly isLoose: boolean;
  readonly theme: boolean;
  readonly words: number;
};

const whWord = /^(?:har|hvilke|hva|når|hvem|hvor)/;
/** "Trenger vi et tiltak for brannvern?" asks for advice. */
const wonders = spelled(/^(?:trenger|bør|skal|må|burde) (?:vi|jeg)\b|\b(?:lurer på om|hva tror du|hva synes du)\b/);
const wantsNone = spelled(/\b(?:vil|skal|trenger|ønsker|orker) (?:jeg |vi |nok |nå |egentlig )*ikke\b.{0,30}\btiltak/);
const forgotten = /\b(?:aldri|ikke|glemte å få|glemte å) (?:fått )?(?:registrert|registrere|logget|logge|ført)\b/;
const signsUp = spelled(/\bmeld(?:e)? (?:meg|oss) på\b|\bledige? plass|\bpåmelding\b/);
const ownPlan = /^(?:i morgen |imorgen |på \p{L}+ |neste \p{L}+ )?(?:jeg |vi )?(?:skal|begynner|starter|er påmeldt|har meldt)/u;
const aTheme = /^(?:noe (?:om|med|i|for)|er det plass på) /;
const aCourse = /^(?:kurs|opplæring) (?:i|om|for|på|innen) /;
const owned = /\b(?:ansvar|ansvarlig|ansvaret|frist|fristen|koster|kr|skal)\b/;

/** Two sentences in one message: "Jeg har tatt grunnkurset. Finnes det et videregående kurs?" */
const asksBeside = ({ parts }: Signs) =>
  parts.length > 1 && parts.some((p) => question.test(p) && courseWord.test(p) && !logSigns(p).done && !request.test(p));
const asksWhether = ({ parts }: Signs) => parts.map((p) => p.replace(request, "")).some((p) => question.test(p) && logSigns(p).done);
const wants = (s: Signs) =>
  (s.isQuestion || asks.test(s.plain)) && (courseWord.test(s.plain) || somethingOn.test(s.plain) || (s.about && s.isQuestion));

/** The first that holds is what the sentence is for. */
const decisions: readonly (readonly [Intent, (s: Signs) => boolean])[] = [
  ["measure", (s) => s.isMeasure && !(s.isQuestion && (whWord.test(s.plain) || wonders.test(s.plain))) && !wantsNone.test(s.plain)],
  ["courses", (s) => !s.commanded && asksBeside(s)],
  ["log", (s) => forgotten.test(s.plain) && (s.dated || s.timed || s.about)],
  ["log", (s) => s.commanded && !(s.facts >= 2 && owned.test(s.plain))],
  ["other", (s) => s.done && asksWhether(s)],
  ["notTaken", (s) => !s.isQuestion && notDone.test(s.plain) && (s.about || s.dated)],
  ["other", (s) => !s.isQuestion && notDone.test(s.plain)],
  ["courses", (s) => signsUp.test(s.plain) && !s.done],
  ["other", (s) => mistake.test(s.plain) || (noTraining.test(s.plain) && !s.about && !s.commanded && s.facts < 2)],
  [
    "measure",
    (s) => !s.done && !/^(?:hva|hvilke|når|er det|finnes|har)/.test(s.plain) && ((setsUp.test(s.plain) && s.facts >= 2) || s.facts >= 3),
  ],
  ["log", (s) => s.done && (s.about || s.dated || s.timed || strong.test(s.plain))],
  ["courses", (s) => wants(s) && !(s.isPlan && !s.isQuestion && ownPlan.test(s.plain))],
  // "Excel for nybegynnere?", "noe om sår", "kurs i å spille ukulele": these can only be searches.
  ["courses", (s) => /\?\s*$/.test(s.plain) && s.words <= 8 && !said.test(s.plain) && s.theme],
  ["courses", (s) => aTheme.test(s.plain) || (!s.dated && !s.timed && !s.done && aCourse.test(s.plain))],
  ["planned", (s) => s.isPlan && !s.isQuestion && s.about && s.dated],
  ["other", (s) => s.isPlan || s.isQuestion],
  // "Excel 12.10, 3 t": a course with a date or an extent and no verb is said by somebody in a hurry.
  ["log", (s) => s.about && (s.timed || s.isPast) && !(s.isLoose && !s.timed)],
  ["other", (s) => states.test(s.parts[0] ?? "")],
  // "Brannvernkurs i mars", "Excel-kurs neste uke": which there are, not one that was taken.
  ["courses", (s) => s.isLoose && !s.timed && s.about],
  // "Kurs for assistenter i demens": no more than a theme.
  ["courses", (s) => !s.dated && !s.timed && courseWord.test(s.plain) && s.words <= 14],
  ["log", (s) => s.timed && s.isPast],
];

/**
 * @param back the sentence with its values, looking back
 * @param ahead the same, looking forward
 */
export const intentOf = (
  plain: string,
  back: readonly Token[],
  ahead: readonly Token[],
  known: {
    readonly course: boolean;
    readonly commanded: boolean;
    readonly catalogue: boolean;
    readonly theme: boolean;
    readonly today: string;
  },
): Intent => {
  const { about, done } = logSigns(plain);
  const timed = back.some((t) => isKind(t, "extent"));
  const dates = back.flatMap((t) => (t.value?.kind === "date" && !t.value.when.impossible ? [t.value.when] : []));
  const isAhead = (d: (typeof dates)[number]) => (d.from ?? d.to ?? "") > known.today;
  const isDone = done || (/\bhadde\b/.test(plain) && (known.course || timed));
  const parts = plain.split(/(?<=[.!?]) /);
  const signs: Signs = {
    plain,
    parts,
    isQuestion: question.test(plain),
    isMeasure: isMeasure(ahead, plain),
    facts: planFacts(ahead, plain),
    commanded: known.commanded,
    done: isDone,
    isPlan: plans.test(plain) && !isDone,
    about: about || known.catalogue || known.course,
    dated: back.some((t) => isKind(t, "date")),
    timed,
    isPast: dates.some((d) => !isAhead(d)),
    isLoose: dates.length > 0 && dates.every((d) => isAhead(d) || (d.grain !== "day" && d.grain !== "week")),
    theme: known.theme,
    words: back.length,
  };
  return decisions.find(([, holds]) => holds(signs))?.[0] ?? "other";
};

/** What a free sentence is for: training that was taken, a measure, a question about courses, or none of these. */
import { logSigns } from "./log.ts";
import { isMeasure } from "./measure.ts";
import { begins } from "./people.ts";
import { isKind } from "./pieces.ts";
import { spelled, type Token } from "./tokens.ts";

export type Intent = "log" | "planned" | "notTaken" | "measure" | "courses" | "other";

const notDone = spelled(
  /\b(?:rakk|fikk|kom|ble|tok|gikk|var|deltok|gjorde) (?:jeg |vi |meg |desverre |dessverre |likevel |nok |jo )*(?:ikke|aldri)\b|\b(?:ikke|aldri) (?:\p{L}+ ){0,2}(?:tatt|fått|gått|vært|gjennomført|fullført|gjort|tok|rakk|tid|med|møtt|make|attend|go|tar|hatt)\b|\b(?:aldri|avlyst|avlyse|misset|missed|gikk glipp|uten å ha)\b/u,
);
const plans = spelled(
  /\b(?:skal|skulle|begynner|starter|planlegger|vil|ønsker|kommer til å|har meldt|påmeldt|tenker å|gleder|burde|må|tar|deltar)\b/,
);
const question = spelled(
  /\?\s*$|^\s*(?:hei[ ,!]*|kompis[ ,!]*)*(?:når|hvilke|hvilken|hva|hvem|hvor|går det|kjører (?:dere|vi|kommunen|du)|blir det|kommer det|skal det|holder (?:dere|vi|kommunen)|arrangerer|tilbyr|vet du|kan det|planlegges det|har det|er det|finnes|fins|kan (?:jeg|vi|du)|har (?:jeg|vi|du|dere|noen)|er|do|did|does|is)\b/,
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

/** Whether the sentence in which it stands is a question. "… Kan du føre det på meg?" after it is none. */
const asked = (plain: string, holds: (part: string) => boolean): boolean =>
  plain
    .split(/(?<=[.!?]) /)
    // "…, går det an å få det inn nå?" asks for it to be done.
    .map((part) =>
      part.replace(
        /,? (?:og )?(?:går det an|kan du|kan det|kan dere|kan jeg|skal jeg|får jeg|er det greit|er det mulig|kan vi)\b[^,]*\?$/,
        "",
      ),
    )
    .some((part) => question.test(part) && holds(part));

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
  const { about: isCourse, ...signs } = logSigns(plain);
  const about = isCourse || known.catalogue;
  const isQuestion = question.test(plain);
  const dated = back.some((t) => isKind(t, "date"));
  const timed = back.some((t) => isKind(t, "extent"));
  const done = signs.done || (/\bhadde\b/.test(plain) && (known.course || timed));
  if (isMeasure(ahead, plain) && !(isQuestion && /^(?:har|hvilke|hva|når|hvem|hvor)/.test(plain))) return "measure";
  const facts = planFacts(ahead, plain);
  if (
    /\b(?:aldri|ikke|glemte å få|glemte å) (?:fått )?(?:registrert|registrere|logget|logge|ført)\b/.test(plain) &&
    (dated || timed || about)
  )
    return "log";
  if (known.commanded && facts < 2) return "log";
  if (done && asked(plain, (part) => logSigns(part).done)) return "other";
  if (!isQuestion && notDone.test(plain)) return about || known.course || dated ? "notTaken" : "other";
  if (/\bmeld(?:e)? (?:meg|oss) på\b|\bledige? plass|\bpåmelding\b/.test(plain) && !done) return "courses";
  const isPlan = plans.test(plain) && !done;
  if (!done && !/^(?:hva|hvilke|når|er det|finnes|har)/.test(plain) && ((setsUp.test(plain) && facts >= 2) || facts >= 3)) return "measure";
  if (done && (about || known.course || dated || timed || strong.test(plain))) return "log";
  const wants = (isQuestion || asks.test(plain)) && (courseWord.test(plain) || somethingOn.test(plain) || known.course);
  if (
    wants &&
    !(
      isPlan &&
      !isQuestion &&
      /^(?:i morgen |imorgen |på \p{L}+ |neste \p{L}+ )?(?:jeg |vi )?(?:skal|begynner|starter|er påmeldt|har meldt)/u.test(plain)
    )
  )
    return "courses";
  // "Excel for nybegynnere?", "noe om sår", "kurs i å spille ukulele": these can only be searches.
  if (/\?\s*$/.test(plain) && back.length <= 8 && !said.test(plain) && known.theme) return "courses";
  if (
    /^(?:noe (?:om|med|i|for)|er det plass på) /.test(plain) ||
    (!dated && !timed && !done && /^(?:kurs|opplæring) (?:i|om|for|på|innen) /.test(plain))
  )
    return "courses";
  if (isPlan && !isQuestion) return (about || known.course) && dated ? "planned" : "other";
  const dates = back.flatMap((t) => (t.value?.kind === "date" && !t.value.when.impossible ? [t.value.when] : []));
  const isPast = dates.some((d) => (d.from ?? d.to ?? "") <= known.today);
  if (isQuestion) return "other";
  // A course with a date or an extent and no verb is said by somebody in a hurry: "Excel 12.10, 3 t".
  if ((about || known.course) && (timed || isPast) && !isPlan) return "log";
  if (states.test(plain.split(/[.!] /)[0] ?? "")) return "other";
  // "Brannvernkurs i mars", "Excel-kurs neste uke": which there are, not one that was taken.
  const isLoose = dates.length > 0 && dates.every((d) => (d.from ?? d.to ?? "") > known.today || (d.grain !== "day" && d.grain !== "week"));
  if (isLoose && !timed && about) return "courses";
  // "Kurs for assistenter i demens": no more than a theme.
  if (!dated && !timed && !done && courseWord.test(plain) && back.length <= 14) return "courses";
  return (timed && (isPast || about || known.course)) || (isPast && (about || known.course)) ? "log" : "other";
};

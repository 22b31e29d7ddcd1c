/** What tells that a sentence is about training that was taken. All but the first in the words of normal.ts. */
import { spelled } from "../tokens.ts";

/** As it was written. */
export const imperative =
  /^\s*(?:(?:hei|hi|hello)[,! ]+)?(?:kompis[,! ]+)?(?:kan du |please |vennligst |vil |jeg vil |eg vil |i want to |i would like to |jeg skal |ønsker å |could you )?(?:logg(?:e|før|føre|for|foer)?|log|legg(?:e|ja|je)? inn at|registrer(?:e)?|før(?:e)? (?:inn|opp)|skriv inn|noter(?:e)?|add to my log|record)(?: at)?(?![\p{L}])(?:\s*:)?(?! (?:et |eit |nytt )?(?:nytt )?tiltak)/iu;
const thisToo = spelled(
  /\bkan (?:du|you) (?:please )?(?:add|log|register|record)\b|\bkan du (?:\p{L}+ )?(?:logge|registrere|føre (?:opp|inn)|notere|skrive (?:opp|inn|på)|legge inn|telle) (?:at|det|dette|på|meg|for)\b|\b(?:legg|legge|før|føre|registrer|registrere|noter|notere|logg|logge|skriv|skrive)\b (?:det|dette|den|meg|på meg|inn|opp)\b/u,
);
/** Somebody asks for it to be logged: "logg …", "kan du føre det på meg". */
export const isImperative = (text: string, plain: string): boolean => imperative.test(text) || thisToo.test(plain);

/** A word for a course, or a part of one. */
export const courseLike = spelled(
  /(?:fagdag|temadag|kursdag|plandag|plandagen|demensdag|kurskveld|øving|øvelsen|trening|gjennomgang|prøve|prøven|prøva|bevis|beviset|sertifikatet|sertifikat|lisens|simulering|veiledning|forelesning|studium|emne)\b|kurs\b|kurset\b|samling\b|samlingen\b|skole\b|eksamen|øvelse\b|\b(?:kurs|opplæring|opplæringen|sertifi\p{L}*|modul|e-læring|seminar|konferanse|fagdag|webinar|studiepoeng|eksamen|videreutdanning|samling|fagbrev|foredrag|forelesning|hospiter\p{L}*|workshop|refresher|lecture)\b/u,
);

const did = spelled(
  /\b(?:tok|tatt|fullførte|fullført|gjennomførte|gjennomført|deltok|deltatt|var (?:jeg |vi |en |også )?(?:på|med)|vært (?:på|med)|gikk (?:jeg |vi )?(?:på|gjennom|kurs)|satt (?:jeg )?på|brukte (?:jeg )?(?:\p{L}+ )?på|gått|hospiterte|hospitert|kom (?:meg )?gjennom|kommet (?:meg )?gjennom|satt gjennom|(?:var|vært) innom|lærte|lært|fikk gjennomgang|hadde gjennomgang|oppfrisket|fornyet|fornya|resertifisert|(?:tok|tatt) del|øvde|trente|studerte|studert|sett (?:på )?(?:webinar|opptak)|så (?:på )?(?:et )?webinar|avla|avlagt|avsluttet|sertifisert|fikk (?:\p{L}+ )?\p{L}*(?:bevis|beviset|sertifikat|sertifikatet)|fikk godkjent|godkjent|i boks|bestod|besto|bestått|har (?:også )?hatt|vi hadde|jeg hadde|fikk (?:opplæring|kursbevis|endelig)|ferdig med|(?:ble|er) (?:nå )?ferdig|unnagjort|er tatt|gjorde|gjort|har lært|var en|passed|done)\b/u,
);

/** What tells that a sentence is about training that was taken. */
export const logSigns = (plain: string) => {
  const about = courseLike.test(plain);
  return { about, done: did.test(plain) || (about && /(?:^|jeg |vi |og )hadde /.test(plain)) };
};

/** Questions about Kompis itself, and words of somebody who is at a loss. All in the words of normal.ts. */
import { spelled } from "./tokens.ts";

const bot = "(?:du|deg|kompis|boten|denne boten|dette|denne|den her|dette her|det her|her|this|chatten|chat)";
const hello = "(?:hei |hallo |hi |hello |hey |kompis |hjelp |unnskyld |du |kan du si meg )*";
const use =
  "(?:bruke|bruker|brukes|gjøre|gjør|hjelpe|hjelper|svare|svarer|spørre|skrive|be|tilby|virke|virker|fungere|fungerer|funke|funker|logge|logger|registrere|registrerer|føre|fører|legge|legger|starte|starter|begynne|komme|si|få|vite|svar|kunne|kan|duger|work|able|do)";

const lost = "(?:^|\\b(?:jeg|vi|men|og|nei) )(?:skjønner|forstår|begriper) (?:ikke|ingenting|null)\\b";
const lostWords = spelled(new RegExp(`${lost}|^(?:hva|hvordan) (?:skal|kan|må|bør) (?:jeg|vi) (?:skrive|svare|si)\\b`, "u"));
/** Somebody who does not understand what was asked. */
export const isLost = (said: string): boolean => lostWords.test(said);

const asking = spelled(
  new RegExp(
    [
      `^${hello}(?:hva|hvilke \\p{L}+|hva slags \\p{L}+|hvor mye|hvordan) (?:\\p{L}+ ){0,3}${use} (?:\\p{L}+ ){0,3}${bot}\\b`,
      `^${hello}(?:hva|hvilke \\p{L}+|hva slags \\p{L}+) (?:\\p{L}+ ){0,2}${bot} (?:\\p{L}+ ){0,3}${use}\\b`,
      `^${hello}(?:hva|hvem) (?:er|betyr) (?:egentlig )?${bot}(?: for noe)?$`,
      `^${hello}hvordan (?:\\p{L}+ ){0,3}${bot} (?:\\p{L}+ ){0,3}${use}\\b`,
      `^${hello}hva er (?:du|you) (?:able|i stand)`,
      `^${hello}hvordan (?:\\p{L}+ ){0,2}(?:logger|registrerer|fører|legger|bruker|logge|registrere|føre|legge inn|bruke|kommer|skriver|log|register|record|add|use)\\b(?!.*\\b(?:meg|oss) på )`,
      `^${hello}(?:(?:jeg |vi )?(?:trenger|kan jeg få|kan vi få|kan du gi (?:meg|oss)|vil ha|må ha|får jeg|ønsker) (?:litt |noe |mer )?(?:hjelp|assistanse|veiledning|info|forklaring|help)(?: (?:her|takk|til dette|med dette|fra deg|nå|please))?|(?:kan|kunne) (?:du|noen) (?:please )?(?:hjelpe|help|forklare|vise)(?: (?:meg|oss))?(?: (?:litt|her|please|hvordan det virker|hvordan dette virker))?|hjelp(?: (?:meg|litt|her|please|meg litt))*|meny|kommandoer|kommandoene|menu|commands|options|muligheter|valg|brukerveiledning|bruksanvisning|veiledning|instruks|instruksjoner|instructions|kom i gang|(?:vis|gi) meg (?:hva|noen eksempler|eksempler|en oversikt over hva|menyen|mulighetene|alt)(?: (?:du kan|jeg kan \\p{L}+))?|hvor (?:begynner|starter) jeg|hva nå|hva gjør jeg(?: nå)?)$`,
      lost,
      "\\b(?:vis|show|gi)\\b.{0,40}\\bhva (?:jeg|man|vi) kan (?:skrive|spørre|gjøre|write|ask)\\b|\\bhva kan jeg (?:skrive|spørre)\\b",
      "\\b(?:vet ikke|usikker på) hva jeg (?:skal|kan) (?:skrive|gjøre|spørre)\\b|\\b(?:er ny her|^(?:jeg )?står fast|jeg står fast|helt blank|helt lost|får det ikke til|kommer ikke videre|kommer ikke i gang)\\b",
      `\\b(?:fortell|forklar|forklare|fortelle|vis|si|vite)\\b.{0,20}\\b(?:hva|hvordan)\\b.{0,20}(?:${bot}|boten)\\b.{0,15}(?:${use}|til)?`,
      "\\bhva (?:må|kan|skal) (?:jeg|man|vi|en) (?:gjøre|skrive) for å (?:registrere|logge|føre|melde|få)|\\b(?:hvilke|hva slags) (?:oppgaver|funksjoner|muligheter|ting|kommandoer) (?:har|kan|er|løser)\\b|\\bhva er det du kan\\b|\\bhva (?:er )?(?:poenget|vitsen|meningen) med (?:deg|dette|kompis)\\b",
    ].join("|"),
    "u",
  ),
);

/** @param said a whole message in the words of normal.ts, without its last punctuation */
export const asksForHelp = (said: string): boolean => {
  const plain = said
    .replace(/[^\p{L}\p{N} -]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return (
    asking.test(plain) &&
    !/\b(?:\p{L}*kurs|kurset|kursene|tilskudd|plass)\b(?! (?:her|jeg|som jeg|til|inn))/u.test(
      plain.replace(/(?:et|mitt|mine|kurset|kursene) kurs$/u, ""),
    )
  );
};

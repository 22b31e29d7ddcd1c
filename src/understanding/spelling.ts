/** Slips of the finger in the words that carry a sentence: a letter wrong, missing, too many, or swapped with its neighbour. */
import { oneEdit } from "../domain/words.ts";
import { grammarWords } from "./grammar.ts";

const carrying = `
  tiltak tiltaket kompetansetiltak registrer registrere opprett ansvarlig ansvaret målgruppe deltakere deltaker evaluering evalueres
  gjennomført gjennomførte gjennomføring fullført fullførte deltok deltatt tidsrom periode kostnad kostnader budsjett tilskudd finansieres
  opplæring kurset kursene modul webinar seminar konferanse samling eksamen videreutdanning etterutdanning studiepoeng leverandør
  januar februar april august september oktober november desember mandag tirsdag onsdag torsdag fredag lørdag søndag
  morgen forrige neste måned måneder timer minutter kvarter halvannen utgangen begynnelsen slutten innen senest oppstart starter
  hvilke hvordan finnes trenger passer avbryt hjelp mangler anbefal foreslå
`
  .trim()
  .split(/\s+/);
/** Good words that differ by one letter from one of those. */
const good = new Set(
  "mandal augusta modus månen hjelm trener trenere pusser passere starte startet starten evaluerer målgruppen evakuering kurser kurses eksamens hjelpe passe passet mangle trenge finner fullføre gjennomføre kostnads moduler nesten registrert evaluere deltakeren juniors morgenen timen mangel foreslått ønsket budsjettet oppstarten måneden morges seneste slutter sluttet slutta mandager tirsdager onsdager torsdager fredager lørdager søndager".split(
    " ",
  ),
);

/** A word with one letter left out: two words that differ by one slip share one of these. */
const shortened = (word: string): string[] => Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));

const right = new Set(carrying);
const near = new Map<string, string>();
for (const word of carrying) for (const form of [word, ...shortened(word)]) if (!near.has(form)) near.set(form, word);

/** Shorter words are too easily other words. */
const shortest = 5;
const longest = 20;

/** The word that was meant, or the same word. */
export const mended = (word: string): string => {
  if (word.length < shortest || word.length > longest || right.has(word) || good.has(word) || grammarWords.has(word)) return word;
  for (const form of [word, ...shortened(word)]) {
    const meant = near.get(form);
    if (meant && meant[0] === word[0] && oneEdit(word, meant)) return meant;
  }
  return word;
};

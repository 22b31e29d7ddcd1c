/** Which language somebody clearly writes; undefined when the words do not tell. */
import type { Language } from "../domain/language.ts";
import { englishWords } from "./english.ts";

const listed = (words: string): ReadonlySet<string> => new Set(words.split("|"));
const marks: Readonly<Record<Language, ReadonlySet<string>>> = {
  nn: listed(
    "eg|ikkje|kva|kven|korleis|kvifor|kvar|frå|nokon|noko|nokre|berre|mykje|gjekk|fekk|vore|teke|fullførde|gjennomførde|timar|veke|vekene|leiar|tilsette|opplæringa|mi|hjå|dei|me|fyrstehjelp|fyrste|tiltaka|meg|heimetenesta|måndag|laurdag|sundag|tysdag|deltakar|dykk|dykkar|passar|manglar|hugs|òg",
  ),
  nb: listed(
    "jeg|ikke|hva|hvem|hvordan|hvorfor|hvor|hvilke|hvilken|fra|noen|noe|bare|mye|gikk|fikk|vært|tatt|fullførte|gjennomførte|timer|uke|uken|leder|ansatte|hos|dere|passer|mangler|mandag|lørdag|søndag|tirsdag|deltaker|førstehjelp|tiltakene",
  ),
  en: new Set([
    ...englishWords,
    ...listed(
      "the|a|an|on|of|at|by|my|what|which|how|when|who|took|completed|attended|many|taken|logged|yesterday|today|course|courses|hours|please|show|help|have|did|is|are|was|want|would|new|measure|me|you|do|can|cancel|undo|thanks|hello|must|should|through|since|this|it|be|am|as|your|got|get|log|add|please|create",
    ),
  ]),
};
/** Words that two of the languages share say nothing. */
const shared = listed(
  "meg|me|mi|no|vis|timer|is|are|do|can|have|du|kurs|help|i|for|en|to|by|new|a|an|on|of|at|it|be|am|as|must|log|add|get|last|before|not|or|was|free",
);

export const languageOf = (words: readonly string[]): Language | undefined => {
  const count = (l: Language) => words.filter((w) => marks[l].has(w) && !shared.has(w)).length;
  const scores = (["nb", "nn", "en"] as const).map((l) => ({ l, n: count(l) })).sort((a, b) => b.n - a.n);
  const [first, second] = scores;
  // One word alone may be a name or a slip, unless little else was said.
  return first && second && first.n > second.n && (first.n > 1 || words.length <= 6) ? first.l : undefined;
};

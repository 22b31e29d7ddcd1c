/** What was taken is called: the words that are left when all else has been read, the likeliest stretch of them. */
import { isOccupation } from "../people.ts";
import { breaks, isKind, upTo, written } from "../pieces.ts";
import { organisation } from "../providers.ts";
import { isMark, type Range, type Token } from "../tokens.ts";
import { courseLike } from "./signs.ts";

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
const took = listed(
  "tok tatt ta fullførte fullført gjennomførte gjennomført deltok deltatt bestod besto bestått vært gikk gått var hadde gjorde gjort fikk lært ferdig jeg",
);
/** Before the name of what was taken. */
const before = listed(`
  hei hallo kompis nei jeg vi nå da har ha hadde er ble blitt nettopp akkurat endelig også at kan du vil skal skulle må please registrer
  registrere registrert logg logge loggfør loggføre loggfor log før føre opp inn skriv skrive noter notere legg legge til add my min
  mitt tok tatt tar ta fullførte fullført gjennomførte gjennomført gjennom deltok deltatt var vært gikk gått bestod besto bestått hatt
  fikk fått gjorde gjort ferdig unnagjort unna med på et en ett det den de derre der dette sånn sånt i for meg om av takk alle sammen og
  just først glemte si men så been jobber stilling ønsker kurset kurs opplæring opplæringen fagdag webinar foredrag foredraget modulen
  modulene moduler fire tre to loggen loggbok vel rundt omtrent bare omkring sikkert kanskje altså totalt that did lagre you put nytt ny
  kursbevis kursbeviset diplom attest dokumentert følgende nettkurs nettkurset e-læring e-læringen dagskurs heldagskurs halvdagskurs
  eksamen videreutdanning videreutdanningen utdanning lecture session about record forresten oi ok ja jo husk gjerne morsomt igjen både
  begge fornøyd sist tidligere hele hel dagen dag god morgen kveld denne ho han hun veldig litt lagt snill kunne noen dere oss enda ennå
`);
/** Behind it. */
const behind =
  /^(?:på|i|om|den|som|og|hos|med|fra|kl|varte|det|for|ca|cirka|av|til|er|var|tok|ble|ferdig|tatt|jeg|gjennomført|fullført|en|et|totalt|brukte|brukt|siste|nå|holdt|ved|unnagjort|kurset|da|vi|lasted|hadde|bestått|så|at|bra|fint|hel|dag|nettopp|lag|akkurat|endelig)$/;
const generic = listed(`
  kurs kurset samling samlingen seminar seminaret webinar webinaret fagdag fagdagen foredrag foredraget opplæring opplæringen modul
  modulen nettkurs nettkurset e-læring dagskurs heldagskurs halvdagskurs konferanse konferansen forelesning noe workshop e-læringskurs
  lecture
`);
const isWord = (words: ReadonlySet<string>, t: Token | undefined) => t !== undefined && words.has(t.word);
/** "Det tok tre kvarter": the course took its time, nobody took a course. */
const isOfCourse = (t: Token | undefined) => /^(?:det|den|dette|kurset|opplæringen|som)$/.test(t?.word ?? "");

const stops = (t: readonly Token[], i: number, from: number): boolean => {
  const here = t[i];
  if (breaks(t, i) || (here?.value !== undefined && !isKind(here, "quoted", "number"))) return true;
  if (i === from) return false;
  if (here?.text === "som") return !isOccupation(t[i + 1]);
  return (
    here?.text.toLowerCase() === "me" ||
    /^(?:som|hos|sammen|men|tok|varte|nå|der|det|jeg|altså|slik|fordi|tatt|fullført|gjennomført|ferdig|unnagjort|bestått|er|fikk|før|etter|da|mens)$/.test(
      here?.word ?? "",
    )
  );
};

/** The name in one stretch of words, or "" where it has none. */
const nameIn = (text: string, tokens: readonly Token[], range: Range): string => {
  const says = (t: Token) => !(isMark(t) || before.has(t.word) || behind.test(t.word) || t.value);
  let from = range.first;
  // What was taken stands after the verb, or before it where nothing follows: "Kurset Barn som pårørende er tatt".
  for (let i = range.after - 2; i >= range.first; i--)
    if (isWord(took, tokens[i]) && !isOfCourse(tokens[i - 1]) && tokens.slice(i + 1, range.after).some(says)) {
      from = i + 1;
      break;
    }
  const isPassed = (t: Token | undefined) =>
    t === undefined || (t.value?.kind !== "quoted" && (isMark(t) || t.value !== undefined || before.has(t.word)));
  while (from < range.after && isPassed(tokens[from])) from++;
  const m = from < range.after ? upTo(stops).at(tokens.slice(0, range.after), from) : undefined;
  return m ? written(text, tokens, m.value, behind) : "";
};

/** More words than a message about one course has. */
const longStory = 60;
const small = /(?:^| )(?:jeg|vi|det|er|har|var|du|som|kan|ikke|min|bra|fint|stort?|veldig)(?: |$)/;

/**
 * @param free the stretches that nothing else was read in
 * @param isTheme whether a name speaks of what the catalogue has
 * @param takesHolder whether a name of its own behind what was taken may be who held it
 */
export const namesIn = (
  text: string,
  tokens: readonly Token[],
  free: readonly Range[],
  isTheme: (name: string) => boolean,
  takesHolder: boolean,
): { readonly title: string | undefined; readonly holder: string | undefined } => {
  const found: { readonly name: string; readonly score: number }[] = [];
  let holder: string | undefined;
  free.forEach((stretch, n) => {
    const words = tokens.slice(stretch.first, stretch.after);
    const plain = words.map((t) => t.word).join(" ");
    // In a long story only what is called a course is one.
    if (tokens.length > longStory && !courseLike.test(plain)) return;
    const [first] = words;
    const prior = tokens[stretch.first - 1]?.text;
    const isLone =
      words.length === 1 &&
      stretch.first > 1 &&
      prior !== "." &&
      /^\p{Lu}[\p{L}-]{3,}$/u.test(first?.text ?? "") &&
      !isWord(took, first) &&
      !isWord(before, first);
    const isNamed = prior !== "(" && organisation.at(tokens.slice(0, stretch.after), stretch.first)?.after === stretch.after;
    // "…, Fagskulen i Vestland, …", "…, Mycoteam, …".
    if (takesHolder && holder === undefined && found.length > 0 && (isLone || isNamed)) {
      holder = written(text, tokens, stretch);
      return;
    }
    const name = nameIn(text, tokens, stretch);
    if (name === "" || generic.has(name.toLowerCase())) return;
    const hasVerb = words.some((t, i) => isWord(took, t) && !/^(?:jeg|ferdig|hadde|var)$/.test(t.word) && !isOfCourse(words[i - 1]));
    const isBesideValue = tokens[stretch.after]?.value ?? tokens[stretch.after + 1]?.value ?? tokens[stretch.first - 1]?.value;
    const score =
      // "… nei, verneombudssamling": what is said last is meant.
      (first?.word === "nei" ? 8 : 0) +
      (hasVerb ? 3 : 0) +
      (courseLike.test(name.toLowerCase()) ? 2 : 0) +
      (isTheme(name) ? 3 : 0) +
      (isBesideValue ? 1 : 0) -
      (small.test(plain) ? 1 : 0) -
      (n > 0 && /^(?:på|i|ved|hos|med|fra|til)$/.test(first?.word ?? "") ? 3 : 0) -
      (/^\d/.test(name) ? 3 : 0) -
      (name.length < 4 && !/^\p{Lu}+$/u.test(name) ? 2 : 0) -
      n * 0.4;
    found.push({ name, score });
  });
  return { title: found.sort((a, b) => b.score - a.score)[0]?.name, holder };
};

/** The name without what stands behind it and says nothing. */
export const themeOf = (text: string, tokens: readonly Token[], said: Range): string => written(text, tokens, said, behind);

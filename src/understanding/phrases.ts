/** Short sentences that mean one thing wherever they are said. */
import type { Command } from "../ports/command.ts";

type Simple = Exclude<Command, { do: "start" | "fill" | "change" | "misfit" | "ask" | "unclear" }>["do"];

import { asksForHelp } from "./help.ts";
import { privacyOf } from "./privacy.ts";
import { spelled } from "./tokens.ts";

/** A whole message, without its last punctuation, in lower case. */
const simple: readonly (readonly [RegExp, Simple])[] = [
  [
    /^(ja|jepp|jau|japp|jada|yes|yep|ok|okei|okay|greit|stemmer|det stemmer|helt riktig|heilt rett|riktig|rett|gjerne|ja takk|ja gjerne|sure|correct)$/,
    "yes",
  ],
  [/^(nei|nei takk|niks|nope|no|no thanks|ikke|ikkje|stemmer ikke|det stemmer ikke|det stemmer ikkje|feil)$/, "no"],
  [
    /^(avbryt|avbryt det|avslutt|glem det|gløym det|dropp det|dropp|stopp det|kanseller|cancel|forget it|never mind|avbryt registreringen|slett dette)$/,
    "cancel",
  ],
  [/^(kast det|kast|forkast|discard|discard it)$/, "discard"],
  [
    /^(tilbake|gå tilbake|gå tilbake en|gå attende|ett steg tilbake|eit steg tilbake|forrige|førre|forrige spørsmål|back|go back|previous)$/,
    "back",
  ],
  [
    /^(hopp over|hopp over dette|hopp over den|hopp|neste|skip|skip it|vet ikke|veit ikkje|vet ikke ennå|veit ikkje enno|pass|ingen|ikke bestemt|ikkje bestemt|next|don't know|i don't know|-)$/,
    "skip",
  ],
  [
    /^(hvorfor|kvifor|why|hvorfor spør du|hvorfor spør du om det|kvifor spør du om det|kvifor spør du|why do you ask|hvorfor det|hvorfor trenger du det|kvifor treng du det|hva skal du med det|kva skal du med det)$/,
    "why",
  ],
  [
    /^(eksempel|vis eksempel|et eksempel|eit eksempel|gi meg et eksempel|gje meg eit eksempel|kan du gi et eksempel|kan du vise et eksempel|hva mener du|hva du mener|hva du mein|hæ|kva meiner du|example|show example|an example|show an example|for example|for eksempel)$/,
    "example",
  ],
  [/^(skjema|fyll ut i skjema|fyll ut skjema|vis skjema|vis skjemaet|form|fill in the form|show form|fill in form)$/, "form"],
  [/^(lagre|lagre det|lagre dette|lagra|save|save it|lagre den|registrer det|logg det)$/, "save"],
  [/^(lagre utkast|lagre som utkast|utkast|lagre som kladd|kladd|save draft|save as draft|draft)$/, "draft"],
  [/^(spør meg om resten|spør om resten|resten|ask me the rest|the rest)$/, "rest"],
  [
    /^(ferdig|jeg er ferdig|eg er ferdig|det var alt|det er alt|done|that's all|that is all|vis|vis oppsummering|oppsummering|vis det|summary|show summary|samandrag|vis samandrag)$/,
    "summary",
  ],
  [
    /^(stopp|stopp her|pause|vi tar det senere|vi tar det i morgen|tar det i morgen|tar det senere|vi tek det seinare|vi tek det i morgon|fortsetter i morgen|fortsetter senere|held fram i morgon|senere|seinare|later|stop|let's continue tomorrow|tomorrow|vent litt|må gå nå|må gå no)$/,
    "pause",
  ],
  [
    /^(fortsett|fortsett der vi slapp|fortset|hald fram|hold fram|gå videre|gå vidare|videre|vidare|continue|go on|carry on|resume|klar igjen|klar att|klar nå|jeg er tilbake|eg er tilbake|la oss fortsette|(?:nå |no )?(?:kan|skal) (?:vi|jeg|eg) (?:fortsette|halde fram|gå videre)|(?:vi|jeg) kan fortsette(?: nå)?)$/,
    "resume",
  ],
];

/** Said with a few words more: "nei glem det, jeg gidder ikke mer". */
const givingUp = spelled(
  /\b(^(?:nei ,? ?)?stopp\b|vil ikke (?:fortsette|mer|mere)|drit i(?: det)?|vi dropper|dropper (?:det|dette|den)|kutt ut|vil ikke (?:lagre|registrere|logge|ha)|gidder ikke|slett (?:alt|det) jeg (?:skrev|skreiv)|stopp(?:e|er)? (?:der|her|det)|vi stopper|ikke likevel|angrer|bare glem|^(?:jeg |vi |nei |nå )*slutte?r?$|nullstill|la oss stoppe|(?:jeg|vi) (?:vil|må) (?:avbryte|avslutte)|(?:kan|får) (?:jeg|vi) (?:avbryte|avslutte)|glem alt|scrap|drop it|(?:^|nei |nei , |bare |vil )(?:avbryt|avslutt)(?! [a-zæøå]*tiltak)|(?:avbryt|avslutt)(?: det| dette)?$|glem det|gløym det|dropp det|ombestemte|ombestemt|ikke lagre(?: dette)?|vil ikke lagre|la det være|forget it|never mind|cancel|don't save|changed my mind)\b/,
);

/** What a short sentence asks for besides: "tar det senere, lagre utkast". */
const asides: readonly (readonly [RegExp, Simple])[] = [
  [spelled(/\b(lagre utkast|lagre (?:det )?som utkast|som utkast|save (?:it )?as (?:a )?draft)\b/), "draft"],
  [spelled(/\b(bare lagre|just save)\b/), "save"],
  [spelled(/\b(hopp over resten|skip the rest|resten kan vente)\b/), "summary"],
  [spelled(/\b(la det stå|la den stå|la det være som det (?:er|var)|leave it as it (?:is|was))\b/), "discard"],
  [
    spelled(
      /^(må (?:stoppe|løpe|gå|ta telefonen|springe)(?= ?,|$| (?:nå|litt|videre|på|i|til|snart|dessverre))|(?:vi|jeg) (?:tar|fortsetter) (?:det|resten|dette)?\s*(?:senere|i morgen|etterpå)|resten (?:senere|i morgen)|got to go|have to go)\b/,
    ),
    "pause",
  ],
  [givingUp, "cancel"],
];

export const simpleCommand = (said: string): Simple | undefined =>
  simple.find(([words]) => words.test(said))?.[1] ??
  simple.find(([words]) => words.test(said.replace(/^(?:ok|okei|ja|jo|greit|nei)[, ]+/, "")))?.[1] ??
  (said.split(" ").length <= 14 && !/\d/.test(said) ? asides.find(([words]) => words.test(said))?.[1] : undefined);

export const open = (page: string, about: Extract<Command, { do: "ask" }>["about"] = {}): Command => ({ do: "ask", page, about });

/** Questions and small acts, by the words of the whole message. The first that fits wins. */
const questions: readonly (readonly [RegExp, (m: RegExpExecArray) => Command])[] = [
  [/^(?:bytt|byt|skift|switch|change) (?:til|to) (?:bokmål|bokmaal)$/, () => open("setLanguage", { language: "nb" })],
  [/^(?:bytt|byt|skift|switch|change) (?:til|to) nynorsk$/, () => open("setLanguage", { language: "nn" })],
  [/^(?:bytt|byt|skift|switch|change) (?:til|to) (?:engelsk|english)$/, () => open("setLanguage", { language: "en" })],
  [
    /^(?:skriv|snakk|bruk|svar|write|speak|use|answer)(?: på| in)? ?(?:til meg på )?(bokmål|nynorsk|engelsk|english)(?: til meg| to me|, takk)?$/,
    (m) => open("setLanguage", { language: m[1] === "bokmål" ? "nb" : m[1] === "nynorsk" ? "nn" : "en" }),
  ],
  [/^(?:bytt|byt|skift|switch|change) (?:til|to) (.+)$/, (m) => open("actAs", { who: m[1] ?? "" })],
  [/^(angre|angr|angre det|angre siste|undo|undo it|slett det|slett det siste|ta det bort|det var feil, angre)$/, () => open("undo")],
  [
    /^(?:hei|hallo|heisann|hei hei|god morgen|god morgon|god dag|goddag|morn|halla|hello|hi|good morning)(?:[ ,!]+(?:kompis|du|der|there))?$/,
    () => open("help", { greeting: true }),
  ],
  [
    /^(?:hjelp|hjelp meg|help|help me|\?|meny|menu|hva kan du|hva kan du gjøre|hva kan du hjelpe (?:meg )?med|kva kan du|kva kan du gjere|kva kan du hjelpe (?:meg )?med|what can you do|what can i do|hva kan jeg gjøre(?: her)?|kva kan eg gjere(?: her)?|hvordan (?:virker|fungerer) (?:dette|du)|korleis verkar (?:dette|du)|hva er dette(?: for noe)?|kva er dette(?: for noko)?|how does this work|how do i use (?:this|this bot|you|kompis)|hvordan (?:bruker|bruke) (?:jeg|man|en|vi)? ?(?:deg|dette|denne|den|kompis|boten|denne boten)|hvordan (?:funker|virker|fungerer) (?:du|dette|det|denne|kompis)(?: her)?(?: egentlig)?|hva kan (?:du|kompis|man|jeg) (?:egentlig |faktisk |ellers )?(?:hjelpe (?:meg |oss )?med|brukes til|bruke deg til|gjøre(?: for (?:meg|oss))?|spørre(?: deg)? om|få hjelp til)|hva (?:kan|går det an å|skal) .{0,20}(?:bruke|spørre) (?:deg|denne|dette)?.{0,15}|hva er du(?: for noe)?|hva kan jeg spørre deg om|hva (?:kan|skal) jeg (?:skrive|spørre om)(?: her)?|hva gjør (?:du|kompis)|hvem er du|kven er du|who are you)$/,
    () => open("help"),
  ],
  [
    /^(?:(?:ok|okei|okay|ja|fint|bra|supert|flott|greit)[ ,!]+)?(?:(?:tusen |mange )?takk for (?:hjelpen|hjelpa|det)|takk|tusen takk|mange takk|takk for hjelpen|takk for hjelpa|takk skal du ha|supert|topp|flott|perfekt|bra|fint|thanks|thank you|great|cool|kult|👍|❤️|🙏)(?:[ ,!]*(?:takk|thanks))?$/,
    () => open("smallTalk", { topic: "thanks" }),
  ],
  [
    /^(?:hvordan går det|korleis går det|går det bra|how are you|ha en fin dag|ha ein fin dag|god helg|have a nice day|hade|ha det|bye)$/,
    () => open("smallTalk", { topic: "fine" }),
  ],
  [
    /(?:er du (?:en |ein |et |eit )?(?:robot|menneske|ekte)|are you (?:a )?(?:robot|bot|human))/,
    () => open("smallTalk", { topic: "robot" }),
  ],
  [
    /(?:hvem|kven|who).{0,25}(?:kan )?(?:se|ser|sjå|les|see|reads?).{0,40}(?:skriv|logg|dette|det|write|this|opplysning|registrer|(?:hva|kva|what) (?:jeg|eg|du|i|you) )/,
    () => open("whoSees"),
  ],
  [
    /^(?:du må |please )?(?:ikke|ikkje|don't|do not) (?:vise?|dele?|show|share) .{0,60}(?:til|med|to|with) (?!meg |me )/,
    () => open("whoSees"),
  ],
  [
    /^(?:can (?:my )?(?:boss|leader|manager|anyone|others) (?:see|read).*|personvern|er dette (?:trygt|hemmelig|anonymt|fortrolig|konfidensielt)|privacy|kan (?:sjefen|lederen|leiaren)(?: min)? (?:se|sjå|lese).*)$/,
    () => open("whoSees"),
  ],
];

const forPeople =
  /^(?:logg|log|registrer)(?: kurs| opplæring| training)? for (?:flere|fleire|folkene mine|folka mine|mine folk|mine ansatte|ansatte|de ansatte|teamet|my people|several people|others)$/;
const aboutMe = spelled(
  /^(?:kan du |could you )?(?:forklare?|fortell|vise meg|vis meg|explain|tell me).{0,30}\b(?:kompis|hva du (?:kan|gjør)|eksempler på hva|what you (?:can )?do|how (?:this|you) works?)\b/,
);

const asksRight = spelled(/\?|^(?:har|kan|får|må|skal|er|hva|kva|hvor|kor|do|can|am|what|how)\b/);
/** "Finnes det kurs om arbeidsmiljøloven?" is a search. */
const forCourse = spelled(/\b(?:finnes|finst|har dere|kurs (?:om|i)|course (?:on|in)|tiltak)\b/);

/** Pay, law and agreements are for humans to rule on. */
const law = spelled(
  /\b(lønn|løn|lønnstillegg|lønsauke|overtid\p{L}*|ferie(?:penger|dager)?|sykemelding|sjukemelding|oppsigelse|oppseiing|arbeidsmiljøloven|arbeidsmiljølova|tariff|hta|rettigheter|rettar|krav på|har jeg rett|har eg rett|salary|lønns\p{L}*|forsikr\p{L}*|etter loven|er det lov|tjener|lønnstrinn|lønnsøkning|høyere lønn|overtime|permisjon|studiepermisjon|legally|my rights|bindingstid|plikttid|rett til)\b/u,
);

const inLanguage =
  /^(?:kan du |please |could you )?(?:skriv|skrive|snakk|snakke|svar|svare|bruk|bruke|write|speak|answer)?(?: på| in)?(?: til meg)?(?: på| in)? ?(bokmål|bokmaal|nynorsk|engelsk|english)(?: til meg| to me)?(?:[ ,]+(?:takk|please|er du snill|er du grei))?$/;
const codes: Readonly<Record<string, string>> = { bokmål: "nb", bokmaal: "nb", nynorsk: "nn", engelsk: "en", english: "en" };

/** @param said a whole message in the words of normal.ts, without its last punctuation */
export const questionOf = (said: string): Command | undefined => {
  const chosen = codes[inLanguage.exec(said)?.[1] ?? ""];
  if (chosen) return open("setLanguage", { language: chosen });
  if (forPeople.test(said)) return { do: "start", flow: "logForUnit", fill: {} };
  if (aboutMe.test(said) || asksForHelp(said)) return open("help");
  const privacy = privacyOf(said);
  if (privacy) return open(privacy);
  for (const [words, command] of questions) {
    const m = words.exec(said);
    if (m) return command(m);
  }
  return law.test(said) && asksRight.test(said) && !forCourse.test(said) ? open("smallTalk", { topic: "law" }) : undefined;
};

export const supportWords: readonly (readonly [RegExp, string])[] = [
  [/tidlig|tidleg|early/i, "tooEarly"],
  [/\bstor grad|svært|veldig godt|large|great deal/i, "large"],
  [/(noen|nokon|viss|en del|some) ?(grad|extent)?/i, "some"],
  [/liten grad|litt|lite|little|small/i, "small"],
  [/i det hele tatt|i det heile|not at all|ingen grad|inga grad/i, "none"],
];

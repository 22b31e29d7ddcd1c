/** What people ask about what is held on them: what it is, who has looked, to have it on file, and to have it gone. */
import { spelled } from "./tokens.ts";

type PrivacyPage = "whoLooked" | "eraseMe" | "exportMine" | "aboutMe";

const data =
  "(?:(?:person)?data(?:ene|a)?|(?:person)?opplysning(?:er|ene|ar|ane)|info(?:en|rmasjon|rmasjonen|rmation)?|records?|profil(?:en)?|profile|konto(?:en)?|account|bruk(?:er|ar)(?:en)?|mapp[ae]n?)";
const my = "(?:mine?|mitt|mi|my)";
const onMe = "(?:om|på|about|on) (?:meg|me)";
/** "Dataene mine", "my personal information", "alt du har lagret om meg". */
const all = `(?:${my}(?: egne| eigne| own| personal)? ${data}|${data} (?:${my}|${onMe})|egne ${data}|eigne ${data}|(?:alt|all|det|everything)\\b(?:.{0,30} )?${onMe})`;
const about = (...patterns: readonly string[]) => spelled(new RegExp(patterns.join("|")));

const took =
  "sett|sjekk(?:et|a)|les[te]|snoket|snoka|vært|vore|åpn(?:et|a)|opna|endr(?:et|a)|slått|seen|looked|looking|read|viewed|accessed|checked|opened|changed";
const looked = about(
  `\\b(?:hvem|kven|who|(?:om|if) (?:noen|nokon|anyone|anybody))\\b.{0,20}\\b(?:${took})\\b.{0,25}\\b(?:meg|me|om|${my}|(?:jeg|eg|i) (?:har |have )?(?:logg\\p{L}*|registrert|skrevet|skrive|written))\\b`,
  `^(?:har|have|has|did) (?!jeg\\b|eg\\b|du\\b|i\\b|you\\b)\\S+(?: \\S+)?(?: vært| vore| been)?(?: inne| inside)?(?: og)? (?:${took}|change|see|read|look)\\b.{0,25}\\b(?:meg|me|${my})\\b`,
  `^(?:hvem|kven) (?:så|såg|leste|las) på .{0,20}\\b(?:meg|${my})\\b`,
  `\\bwho (?:looked|saw|read|viewed|accessed|changed)\\b.{0,10}\\b(?:me|my)\\b`,
  "^(?:hvem|kven|who) (?:har|have|has) (?:sett|looked) (?:på|at) (?:dem|det|dei|it|them)$",
);

const gone = "slette?r?|slettar|fjerne?r?|fjernar|ta bort|glem(?:me)?|gløyme?|delete|erase|remove|forget|wipe";
const end =
  "(?: (?:fra|frå|from|i|in) (?:kompis|systemet|oversikten|oversikta|basen|databasen|boten|the system|here|her))?(?:,? (?:takk|please|nå|no|now|er du snill))*(?:,? (?:jeg|eg|i) (?:har |skal |have )?(?:slutt|left|quit).*)?$";
const erase = about(
  `^.{0,40}\\b(?:${gone})(?: du)?(?: alt| all)?(?: om| about)? (?:meg|meg selv|meg sjølv|me|myself|(?:alle )?(?:all )?${all}|alt|everything|alt (?:jeg|eg) har (?:skrevet|skrive|sagt)|(?:everything|all) i (?:have )?(?:written|wrote|said)|alt du (?:har|vet|veit))${end}`,
  "^.{0,30}\\bslette?r? (?:jeg|eg) meg(?: selv| sjølv)?$|^.{0,30}\\bslettar eg meg(?: sjølv)?$",
  "^(?=.*\\b(?:jeg|eg|i|me)\\b).{0,30}\\b(?:bli|blir|be|get)\\b.{0,6}\\b(?:slettet|sletta|fjernet|fjerna|glemt|gløymt|deleted|erased|removed|forgotten)\\b.{0,20}$",
);

const kept = about(
  `\\b(?:eksport\\p{L}*|laste?r? ned|hente?r? ut|ta ut|få ut|utlevert|kopi|utskrift|export|download|copy|printout)\\b.{0,30}${all}`,
  `\\b(?:send|sende|gi|gje|få|får|fikk|ta med|lage?|give|get|take|make|have|like|email|mail|need|want)\\b(?!.*\\b(?:se|sjå|vite|see|know)\\b.*${onMe}).{0,30}${all}(?=$|,| (?:på|i|som|in|as|with|til|to|takk|please)\\b)`,
  "^(?:eksporter|last ned|export|download)(?: meg| alt| me| all| everything)?$|^dataportabilitet$|^data portability$",
);
const shown = spelled(
  /^(?:kan |får |can |could |may |jeg |eg |i |vil |gjerne |want |would |like )*(?:få |to |you )*(?:du )?(?:vise?|se|sjå|show|see)\b/,
);

const held = about(
  `^(?!hvem\\b|kven\\b|who\\b)[^«"]{0,30}\\b(?:hva|kva|hvilken?|hvilket|what(?:'s)?|which|alt|det|everything|noe|noko|anything)\\b.{0,30}\\b(?:vet|veit|har|lagre[rt]?|lagrar?|står|ligge?r?|husker|hugsar|saml[ae]r|registrert|know|have|got|store[sd]?|keep|hold|remember|collect|registered)\\b.{0,30}\\b${onMe}\\b`,
  `^(?:har|har du|har dere|har de|har kommunen|har kompis|do you (?:have|keep|store|know))\\b.{0,20}\\b${onMe}$`,
  "\\bwhat (?:personal )?(?:data|information) do you (?:have|hold|keep|store)\\b",
  `^(?:(?:kan|får|can|could|may) (?:jeg|eg|i|du|you) )?(?:(?:jeg|eg|i) (?:vil|want to|would like to) )?(?:gjerne )?(?:få )?(?:vise? |se |sjå |show |see )?(?:meg |me )?(?:alle )?${all}$`,
  "^(?:.{0,25}\\b(?:jeg|eg|om|ha|få|i)\\b.{0,20})?\\binnsyn\\b(?: i .{0,40})?$",
  "^(?:lagre[rt]?|lagrar|husker|hugsar|blir|do you (?:store|keep|save|remember))\\b.{0,20}\\b(?:jeg|eg|i) (?:skriv(?:er|e)?|sier|seier|write|say)(?: til deg| to you)?(?: (?:lagret|lagra))?(?: et sted| ein stad)?$",
  "^(?:hva|kva|what) (?:lagrer du|lagrar du|do you (?:store|keep|save))$|^blir (?:dette|det|noe|noko) (?:lagret|lagra)(?: et sted| ein stad)?$",
);

/** These have questions of their own. */
const other = spelled(/\b(?:kurs\p{L}*|opplæring\p{L}*|tiltak\p{L}*|krav\p{L}*|courses?|training|measures?|requirements?)\b/u);
const denied = spelled(/\b(?:ikke|ikkje|aldri|not|don't|never)\b/);

/** @param said a whole message in lower case, without its last punctuation */
export const privacyOf = (said: string): PrivacyPage | undefined => {
  // Nobody asks at such length; a goal may speak of data.
  if (said.length > 120) return undefined;
  if (looked.test(said)) return "whoLooked";
  if (other.test(said)) return undefined;
  if (erase.test(said)) return denied.test(said) ? undefined : "eraseMe";
  if (!shown.test(said) && kept.test(said)) return "exportMine";
  return held.test(said) ? "aboutMe" : undefined;
};

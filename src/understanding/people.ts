/** Words for people: somebody by name, those with an occupation, everybody somewhere. */
import { opt, type Parser, parser, seq, word } from "./grammar.ts";
import { fits, isMark, type Range, type Token } from "./tokens.ts";

const stems =
  "(?:renholder|renholdar|reinhaldar|reinhalder|pleier|pleiar|arbeider|arbeidar|arbeidær|lærer|lærar|laerer|leder|leiar|konsulent|assistent|sekretær|ingeniør|terapeut|behandler|behandlar|handsamar|meister|mester|operatør|operatoer|konstabel|lege|lækjar|jordmor|kokk|sjåfør|rådgiver|rådgjevar|veileder|rettleiar|pedagog|medarbeider|medarbeidar|planlegger|planleggar|tekniker|teknikar|vakt|vernepleier|fører|førar|ombud|ombod|tillitsvalgt|tillitsvald|lærling|elev|student|praktikant|mottaker|kontakt|ansvarleg|ansvarlig|bibliotekar|revisor|controller|inspektør|inspector|koordinator|rektor|styrer|psykolog|logoped|tolk|montør|sykepleiar|sjukepleiar|sykepleier|nurse|teacher|cleaner|leader|manager|worker|planner|assistant|caretaker|driver|officer|employee|member|trainee|apprentice|doctor|engineer|carer|midwife|counsellor|therapist|kid)";
const endings = "(?:en|n|e|a|an|ane|ar|er|r|ne|ene|erne|ran|era|re|s|et|i)?";
const occupation = new RegExp(`^(?:\\p{L}*-?)${stems}${endings}$`, "u");
const group =
  /^(?:ny)?(?:\p{L}*vikar(?:er|ene|ar|ane|an)?|\p{L}*ombod|personalgruppa|personalgruppen|ansatte?|ansatt|tilsette?|folka?|folk|personalet?|personell|personale|stab|staben|team|teamet|gjengen|gruppa|gruppen|avdelingen?|avdelinga|enheten|eininga|turnuslaget|dagvakt\p{L}*|nattvakt\p{L}*|kveldsvakt\p{L}*|nattevakt\p{L}*|vikarene|vikarane|deltakere|elevene|staff|people|everyone|team|mann|menn|personer|stykker)$/u;

/** "Sykepleier", "vaktmesterne", "barnehagelærarar", "teachers". */
export const isOccupation = (token: Token | undefined): boolean => fits(occupation, token);
export const isGroup = (token: Token | undefined): boolean => fits(group, token);

const place =
  /(?:barnehagen?|barnehagje|barnehagene|barnehagane|skolen|skulen|skolene|sykehjemmet|sjukehjemmet|sjukeheimen|tjenesten|tenesta|avdelinga|avdelingen|biblioteket|torget|kontoret|sona|sonen|sone|heimen|hjemmet|kjøkkenet|vaskeriet|legevakta|legekontoret|helsestasjonen|brannvesenet|renhaldet|renholdet|verkstedet|staben|barnevernet|hjemmetjenesta|heimetenesta)$/u;
/** "Barnehagen", "hjemmetjenesten": where people work, and so those who work there. */
export const isPlace = (token: Token | undefined): boolean => fits(place, token);

const everybody = /^(?:alle|samtlige|hele|begge|dem|de|oss|noen|nye|minst|everyone)$/;
/** It begins as a phrase about people does: "alle på …", "de som …", "to ansatte". */
export const begins = (tokens: readonly Token[], i: number): boolean => {
  for (let j = i; j < i + 6 && tokens[j] && !isMark(tokens[j]); j++) {
    if (j === i && everybody.test(tokens[j]?.word ?? "")) return true;
    if (isOccupation(tokens[j]) || isGroup(tokens[j]) || isPlace(tokens[j])) return true;
    if (/^(?:i|om|på|med|som|til|hos|for)$/.test(tokens[j]?.word ?? "")) return false;
  }
  return false;
};

const notName =
  /^(?:jeg|vi|du|det|den|de|han|hun|dette|hei|hallo|mål|målet|frist|fristen|ansvarlig|kurs|tiltak|nytt|alle|og|i|på|til|for|med|fra|av|er|har|en|et|som|ks|hr|nav|evaluering|kostnad|oppstart|start|innen|men|må|the|new|hvem|hva|når|hvor|ikke|leverandøren|leverandør)$/;
const particle = /^(?:van|von|de|da|der|den|al|el|bin|ibn)$/;
const capital = (token: Token | undefined) => /^\p{Lu}[\p{L}'’-]*$/u.test(token?.text ?? "") && token?.value === undefined;
const mostNames = 4;

/** "Kari Nordli", "Tuan Van Pham", "Siv": capitalised words in a row. */
export const fullName: Parser<Range> = parser((tokens, i) => {
  let after = i;
  while (after < i + mostNames && capital(tokens[after]) && !notName.test(tokens[after]?.word ?? "")) {
    after++;
    if (particle.test(tokens[after]?.text.toLowerCase() ?? "") && capital(tokens[after + 1]) && after < i + mostNames) after++;
  }
  return after > i ? { value: { first: i, after }, after } : undefined;
});

/** The speaker. */
export const me = seq(word("jeg meg undertegnede"), opt(word("selv")));

const stop =
  /^(?:vi|de|dere|du|han|hun|alle|noen|dette|ikke|ukjent|avklares|leverandøren|er|har|tar|holder|leverer|kjører|arrangerer|leder|styrer|følger|koordinerer|får|skal|blir|står|som|og|med|til|i|på|fra|hos|innen|frist|for|kan|må|vil|ansvarlig|ansvaret|koster|evaluering|mål|start|oppstart|starter|ferdig|før|det|den|kurs|målgruppe)$/;
/** A name without capitals, where a name is sure to stand: up to three words. */
export const anyName: Parser<Range> = parser((tokens, i) => {
  const named = fullName.at(tokens, i);
  if (named) return named;
  let after = i;
  while (after < i + 3 && tokens[after] && !isMark(tokens[after]) && !tokens[after]?.value && !stop.test(tokens[after]?.word ?? ""))
    after++;
  return after > i ? { value: { first: i, after }, after } : undefined;
});

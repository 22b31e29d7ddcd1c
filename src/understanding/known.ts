/** What the municipality's own data knows by name: courses, people, units and roles. */
import type { Directory } from "../domain/directory.ts";
import type { PersonRef } from "../domain/measure.ts";
import type { Person, Role, Unit } from "../domain/organisation.ts";
import { remembered } from "../domain/remembered.ts";
import type { TitleRef } from "../domain/training.ts";
import { capital, contentWords, fold, foldedWords, oneEdit } from "../domain/words.ts";
import type { Heard, Known, KnownCourse } from "../ports/understanding.ts";
import { spelled } from "./tokens.ts";

/** The course, or the competence, that the words name, not only one they are about. */
export const oneNamed = <K extends Known>(words: string, all: readonly K[]): K | undefined => {
  const wanted = contentWords(words);
  if (wanted.length === 0) return undefined;
  const same = (have: readonly string[], equal: (a: string, b: string) => boolean) =>
    have.length === wanted.length && wanted.every((w) => have.some((h) => equal(w, h)));
  const by = (equal: (a: string, b: string) => boolean) => all.filter((c) => c.nameWords.some((name) => same(name, equal)));
  for (const found of [by((a, b) => a === b), by((a, b) => a === b || oneEdit(a, b))]) {
    const titled = found.filter((c) => same(c.titleWords, (a, b) => a === b));
    if (titled.length === 1) return titled[0];
    if (found.length === 1) return found[0];
  }
  // "Personvernkurset" for "Personvern og GDPR": a part of one title only.
  const partly = all.filter((c) => wanted.every((w) => c.titleWords.includes(w)));
  return partly.length === 1 ? partly[0] : undefined;
};

/** The words that titles of the catalogue are made of, but for those that are in everybody's mouth. */
const common =
  /^(?:alle|ansatte|arbeid|barn|digital|ledere?|leder|kommune|kommunen|skole|skolen|grunnkurs|voksne|unge|eldre|hjelp|helse|omsorg|nytt|intern|praksis|samtale|hverdag|arbeidshverdagen)$/;
const themes = remembered(
  (courses: readonly KnownCourse[]) => new Set(courses.flatMap((c) => c.titleWords).filter((w) => w.length > 4 && !common.test(w))),
);
/** The words speak of something that the catalogue has. */
export const isTheme = (words: string, courses: readonly KnownCourse[]): boolean => contentWords(words).some((w) => themes(courses).has(w));

/** The title as the catalogue has it, or as it was written. */
export const titleOf = (words: string, courses: readonly KnownCourse[]): TitleRef | undefined => {
  const said = words.trim().replace(/^[\s,.:;–-]+|(?<![\s,.:;!–-])[\s,.:;!–-]+$/g, "");
  if (said === "" || said.length > 300) return undefined;
  const course = oneNamed(said, courses);
  return course ? { title: course.title, course: course.id } : { title: capital(said), course: null };
};

const self = /^(jeg|eg|æ|meg|meg selv|meg sjølv|me|i|myself|jeg selv|eg sjølv)$/i;

/** Somebody by name; the nearest to the speaker when several have it. Undefined when it cannot be told who. */
export const personNamed = (name: string, { me, directory, today }: Heard): Person | "several" | undefined => {
  const wanted = name.trim().replace(/(?<![.,!?])[.,!?]+$/, "");
  if (self.test(wanted)) return directory.person(me);
  const found = directory.named(wanted);
  if (found.length < 2) return found[0];
  const near = found.filter((p) => nearTo(p, me, directory, today));
  return near.length === 1 ? near[0] : "several";
};

const nearTo = (p: Person, me: string, directory: Directory, today: string): boolean => {
  const led = directory.ledBy(me, today).map((u) => u.id);
  const own = directory.person(me)?.positions.map((x) => x.unit) ?? [];
  return directory.positionsOf(p, today).some((x) => own.includes(x.unit) || directory.above(x.unit).some((u) => led.includes(u.id)));
};

export const personRefOf = (name: string, heard: Heard): PersonRef | "several" | undefined => {
  const wanted = name.trim().replace(/(?<![.,!?])[.,!?]+$/, "");
  const found = personNamed(wanted, heard);
  if (found === "several") return found;
  if (found) return { person: found.id, name: found.name };
  // Somebody from outside has a name, not a sentence.
  return wanted.length <= 80 && wanted.split(/\s+/).length <= 6 && /^[^\d]*\p{L}[^\d]*$/u.test(wanted)
    ? { person: null, name: wanted }
    : undefined;
};

const everybody = spelled(/^(alle|alle sammen|samtlige|samtlege|hele|heile|everyone|everybody|all|alle mine|alle vi|vi alle)\b/i);
const except = spelled(/\b(?:unn?tatt|unn?tat|unnateke|unntekk|bortsett fra|bortsett frå|utenom|utanom|minus|except|but not|uten|utan)\b/i);

/** The people that "alle unntatt Siv", "Ola og Siv" or "alle i ytre sone" stands for; undefined when it names nobody. */
export const peopleNamed = (text: string, heard: Heard): string[] | "several" | undefined => {
  const { directory, me, today } = heard;
  const [group = "", but = ""] = text.split(except);
  const listed = (words: string): readonly (Person | "several" | undefined)[] =>
    words
      .split(spelled(/,|\bog\b|\band\b|&|\+|\bsamt\b/i))
      .map((n) => n.trim())
      .filter(Boolean)
      .map((n) => personNamed(n, heard));
  if (everybody.test(group.trim())) {
    const unit = unitNamed(group, directory) ?? directory.ledBy(me, today)[0];
    const out = listed(but);
    if (!unit || out.includes("several") || (but.trim() !== "" && out.includes(undefined)))
      return out.includes("several") ? "several" : undefined;
    return directory
      .peopleIn(unit.id, today)
      .filter((p) => p.id !== me && !out.includes(p))
      .map((p) => p.id);
  }
  const named = listed(group);
  if (named.length === 0 || named.includes(undefined)) return undefined;
  if (named.includes("several")) return "several";
  return [...new Set(named.flatMap((p) => (p && p !== "several" ? [p.id] : [])))];
};

/** Names as they are compared, each with what it stands for, the longest first. */
const comparable = <T>(things: readonly T[], names: (thing: T) => readonly string[]) =>
  things
    .flatMap((thing) => names(thing).map((n) => ({ thing, name: foldedWords(n).join(" ") })))
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length);

/** The longest name that stands in the text as whole words. */
const longest = <T>(text: string, names: readonly { thing: T; name: string }[]): T | undefined => {
  const said = ` ${foldedWords(text).join(" ")} `;
  return names.find(({ name }) => said.includes(` ${name} `))?.thing;
};

const endings = (names: readonly string[], forms: readonly string[]) => names.flatMap((n) => forms.map((form) => n + form));
const unitNames = remembered((units: readonly Unit[]) => comparable(units, (u) => endings([u.name, ...u.aliases], ["", "en", "et", "a"])));
const roleNames = remembered((roles: readonly Role[]) =>
  comparable(roles, (r) => endings([...Object.values(r.name), ...r.aliases], ["", "e", "en", "ar", "ane", "ne", "ene", "r", "s"])),
);

export const unitNamed = (text: string, { data }: Directory): Unit | undefined => longest(text, unitNames(data.units));
export const roleNamed = (text: string, { data }: Directory): Role | undefined => longest(text, roleNames(data.roles));

/** The name as a pattern, also with æ, ø and å written as ae, oe and aa. */
const speltSomehow = (name: string): string =>
  name
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/æ/gi, "(?:æ|ae)")
    .replace(/ø/gi, "(?:ø|oe)")
    .replace(/å/gi, "(?:å|aa)");
const providers = remembered((courses: readonly KnownCourse[]) =>
  [...new Set(courses.map((c) => c.provider))].map((name) => ({ name, folded: fold(name), spelt: new RegExp(speltSomehow(name), "iu") })),
);

/** Where in the text a provider stands that the catalogue knows: "på KS Læring". */
export const providerWithin = (text: string, courses: readonly KnownCourse[]): { name: string; at: number; length: number } | undefined => {
  for (const { name, spelt } of providers(courses)) {
    const m = spelt.exec(text);
    if (m) return { name, at: m.index, length: m[0].length };
  }
  return undefined;
};

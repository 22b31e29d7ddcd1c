/** Courses are found by the words people have for them, and an unrelated one is worse than none. */
import fc from "fast-check";
import { expect, test } from "vitest";
import competences from "../data/sample/competences.json" with { type: "json" };
import sample from "../data/sample/courses.json" with { type: "json" };
import { type Described, finderOf } from "../src/catalogue/finder.ts";
import { catalogueOf, catalogues } from "../src/catalogue/search.ts";
import type { Course } from "../src/domain/course.ts";
import { inAscii, slipped } from "./bench/slips.ts";

const courses = sample as unknown as readonly Course[];
const catalogue = catalogueOf(courses, competences, []);
const found = (words: string, in_ = catalogue) => in_.search(words, 10).map((c) => c.id);
const one = (title: string): Course => ({ ...(courses[0] as Course), id: title, title, aliases: [], description: "", competences: [] });

test.each(["førstehjelp", "hjelp", "fyrstehjelp", "forstehjelp", "foerstehjelp", "førstehjelpskurs", "førstehjlp", "Førstehjelpskurset"])(
  "a compound is found by its parts and other spellings: %s",
  (words) => {
    expect(found(words)[0]).toBe("forstehjelp");
    const compounds = catalogueOf(["Førstehjelpskurs", "Brannvernkurs", "Kurs i økonomi"].map(one), [], []);
    expect(found(words, compounds)).toEqual(["Førstehjelpskurs"]);
  },
);

test.each([
  ["brannvernkurs?", "brannvern-alle"],
  ["excelkurset i januar", "excel"],
  ["motorsgkurs", "motorsag"],
  ["vold i nære relasjoner", "vold-traumer"],
  ["rettleiing", "veileder"],
  ["reinhald", "renhold-kjemi"],
  ["first aid", "forstehjelp"],
])("%s finds %s first", (words, id) => expect(found(words)[0]).toBe(id));

test.each([
  "blokkjede?",
  "keramikk",
  "kurs",
  "mat",
  "sjakk",
  "å spille ukulele for voksne nybegynnere på kveldstid",
  "",
  "  ?!",
  "constructor",
  "kurs i",
])("%s finds nothing", (words) => expect(found(words)).toEqual([]));

test("a course is found by its whole title, also with one slip or without æ, ø and å", () => {
  const open = courses.filter((c) => !c.withdrawn);
  const lost = (write: (title: string) => string) => open.filter((c) => found(write(c.title))[0] !== c.id).map((c) => write(c.title));
  expect(lost((title) => title)).toEqual([]);
  expect(lost(inAscii)).toEqual([]);
  for (const seed of [1, 2, 3]) expect(lost(slipped(seed)).length).toBeLessThanOrEqual(2);
});

test("withdrawn courses are not found, and no more than was asked for", () => {
  const withdrawn = catalogueOf(
    courses.map((c) => ({ ...c, withdrawn: true })),
    competences,
    [],
  );
  expect(found("førstehjelp", withdrawn)).toEqual([]);
  expect(catalogue.search("fagbrev", 2)).toHaveLength(2);
});

test("what the role that was named is about is asked for too", () => {
  const finder = finderOf([{ title: "Vaktmester", text: "Vaktmesteren holder snøfreseren og heisen i orden." }]);
  const described = (id: string): Described => ({ id, names: id, competences: "", description: "" });
  finder.hold(["Heis", "Snøfreser", "Regnskap", "Diktning"].map(described));
  expect(
    finder
      .find("vaktmester")
      .map((hit) => hit.id)
      .sort(),
  ).toEqual(["Heis", "Snøfreser"]);
  expect(finder.find("vaktmester").every((hit) => hit.share === 0)).toBe(true);
});

test("any text is answered, with courses of the catalogue, each once", () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.lorem({ mode: "sentences" })), (text) => {
      const ids = found(text);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => catalogue.courses.has(id))).toBe(true);
    }),
  ));

/** Words that begin and end in each other, so that each one that comes or goes changes the parts of the rest. */
const words =
  "første hjelp førstehjelp hjelpekurs førstehjelpslærar lærar lærer lærarutdanning utdanning brann vern vernebrann seminarleder seminar heis";
const text = fc.array(fc.constantFrom(...words.split(" ")), { maxLength: 4 }).map((all) => all.join(" "));
const fields = fc.record({ names: text, competences: text, description: text });
/** One course that comes, changes or goes at a time. */
const edits = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.option(fields, { freq: 4 })), {
  minLength: 6,
  maxLength: 16,
});

test("changed in place it finds what it finds when it is made anew", () =>
  fc.assert(
    fc.property(edits, fc.constantFrom(...words.split(" ")), (changes, asked) => {
      const roles = [{ title: "førstehjelpslærer", text: "brannvern og seminarer" }];
      const kept = finderOf(roles);
      const now = new Map<string, Described>();
      for (const [id, change] of changes) {
        if (change) now.set(id, { id, ...change });
        else now.delete(id);
        kept.hold([...now.values()]);
      }
      const fresh = finderOf(roles);
      fresh.hold([...now.values()]);
      expect(kept.find(asked)).toEqual(fresh.find(asked));
    }),
    { numRuns: 500 },
  ));

test("a catalogue that takes the place of another holds what it says now", () => {
  const make = catalogues();
  make(courses, competences, []);
  const renamed = courses.map((c) => (c.id === "excel" ? { ...c, title: "Keramikk", aliases: [] } : c));
  expect(found("keramikk", make(renamed, competences, []))).toEqual(["excel"]);
  expect(found("keramikk", make(courses, competences, []))).toEqual([]);
});

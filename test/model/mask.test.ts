/** What leaves holds nobody's name, address or number, and comes back as it was written. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directoryOf } from "../../src/domain/directory.ts";
import { newMask } from "../../src/model/mask.ts";
import { readSample } from "../../src/transfer/sample.ts";
import { identityNumber } from "../support/identityNumbers.ts";

const changes = readSample("data/sample");
const all = <T>(kind: string) => changes.flatMap((c) => ("put" in c && c.put === kind ? [c.value as T] : []));
const directory = directoryOf({ units: all("unit"), roles: all("role"), people: all("person"), leaderships: all("leadership") });
const vocabulary = ["Hjemmetjenesten", "Excel Grunnkurs for Alle", "KS Læring", "Sykepleier"];
const hidden = (text: string) => newMask(directory, vocabulary).hide(text);

describe("is hidden", () => {
  test.each([
    ["ansvarlig er Ola Tangvik", "ansvarlig er PERSON_1"],
    ["ola og SIV tok HLR", "PERSON_1 og PERSON_2 tok HLR"],
    ["Karis kurs, Ola's kurs og kari-nordli", "PERSON_1 kurs, PERSON_2 kurs og PERSON_3"],
    ["maret anne eira og Máret Ánne", "PERSON_1 og PERSON_2"],
    ["Engesaeth skal ha det", "PERSON_1 skal ha det"],
    ["kurset holdes av Trond Viggo Bakkeng", "kurset holdes av PERSON_1"],
    ["snakk med Anne-Lise T. Berg", "snakk med PERSON_1"],
    ["Sykepleier Bente Aas har tatt det", "PERSON_1 har tatt det"],
    ["ring 12 34 56 78 eller +47 987 65 432", "ring NUMBER_1 eller NUMBER_2"],
    ["skriv til ola.tangvik@fjellvik.example, https://x.example/ola", "skriv til EMAIL_1 LINK_1".replace(" LINK", ", LINK")],
    ["konto 1234 56 78903", "konto NUMBER_1"],
    ["id 6e704245-a4ff-41e3-a794-9b80dcb0b82e", "id ID_1"],
    ["Dag Olav og dag olav heggvik", "PERSON_1 og PERSON_2"],
  ])("%s", (text, masked) => {
    const mask = newMask(directory, vocabulary);
    expect(mask.hide(text)).toBe(masked);
    expect(mask.show(masked)).toBe(text);
  });
});

describe("is left", () => {
  test.each([
    "innen 1. mai, 2 500 kr per deltaker, en halv dag",
    "Tok Førstehjelp i går hos KS Læring",
    "Nytilsattes dag",
    "excel Grunnkurs for alle i Hjemmetjenesten",
    "koster 10 000 000 kr i 2026, uke 7, fra 9 til 15",
    "alle i hjemmetjenesten skal kunne finne rett utstyr",
  ])("%s", (text) => expect(hidden(text)).toBe(text));
});

const folded = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const casing = fc.constantFrom(
  (name: string) => name,
  (name: string) => name.toLowerCase(),
  (name: string) => name.toUpperCase(),
  (name: string) => name.normalize("NFD"),
  (name: string) => `${name}s`,
  (name: string) => name.split(" ").at(0) ?? "",
  (name: string) => name.split(" ").at(-1) ?? "",
);
const around = fc.constantFrom("", " ", ", ", " og ", ".", "?", " (", ") ", "\n", " kurs i ", ' "', "/", ": ", "«", "» ", " – ");

test("no name that the municipality knows survives, however it stands in the text", () => {
  // Small, these are words of the language.
  const words = new Set(["mai", "dag", "per", "finn", "gro", "lie", "moen", "ove", "rune", "tone", "tore", "van", "aud"]);
  const names = new Set(directory.data.people.flatMap((p) => folded(p.name).split(/[ -]/)));
  fc.assert(
    fc.property(fc.array(fc.tuple(around, fc.constantFrom(...directory.data.people), casing), { minLength: 1, maxLength: 6 }), (parts) => {
      const text = parts.map(([before, person, how]) => `${before || " "}${how(person.name)}`).join("");
      const mask = newMask(directory, vocabulary);
      const out = mask.hide(text);
      const left = (out.match(/[\p{L}\p{M}]+/gu) ?? []).filter((w) => names.has(folded(w)) || names.has(folded(w).replace(/s$/, "")));
      expect(left.filter((w) => !words.has(w))).toEqual([]);
      expect(mask.show(out)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("no identity number, address or id survives", () => {
  fc.assert(
    fc.property(identityNumber, fc.constantFrom(...directory.data.people), around, (number, person, between) => {
      const out = hidden(`a${between}${number}${between} ${person.email ?? ""} ${person.aadObjectId ?? ""} ${person.id} 29:${person.id}`);
      for (const secret of [number, person.email, person.aadObjectId, person.id]) if (secret) expect(out).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
});

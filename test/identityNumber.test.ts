/** National identity numbers: made here by the rules of the tax administration, and found in whatever they are written in. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identityMask, masked, withoutIdentityNumbers, withoutMask } from "../src/domain/identityNumber.ts";
import { incomingOf } from "../src/teams/activity.ts";
import { message, personal } from "./support/client.ts";
import { identityNumber, withCheckDigits } from "./support/identityNumbers.ts";

const separator = fc.constantFrom("", " ", ".", "-", "–", "\u00a0", "\u200b", "&nbsp;");
const written = fc.tuple(identityNumber, separator).map(([n, s]) => n.slice(0, 6) + s + n.slice(6));
const text = fc.string({ unit: fc.oneof(fc.constantFrom(..."aæø .,:-(1\n\u200b"), fc.string({ minLength: 1, maxLength: 1 })) });
const before = text.filter((t) => !/\d[\u200b\u00ad]*$/.test(t));
const after = text.filter((t) => !/^[\u200b\u00ad]*\d/.test(t));
const property = <T>(a: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(
    fc.property(a, (value) => {
      holds(value);
    }),
    { numRuns: 2000 },
  );

test("every number is found, in any text, and all around it stays", () => {
  property(fc.tuple(before, written, after), ([a, n, b]) => {
    expect(withoutIdentityNumbers(a + n + b)).toBe(withoutIdentityNumbers(a) + identityMask + withoutIdentityNumbers(b));
  });
});

test("one wrong digit is none", () => {
  property(fc.tuple(identityNumber, fc.nat(10), fc.integer({ min: 1, max: 9 }), separator), ([n, at, by, s]) => {
    const wrong = n.slice(0, at) + ((Number(n[at]) + by) % 10) + n.slice(at + 1);
    const text = wrong.slice(0, 6) + s + wrong.slice(6);
    expect(withoutIdentityNumbers(text)).toBe(text);
  });
});

test("a part of a longer number is none", () => {
  property(fc.tuple(written, fc.nat(9)), ([n, d]) => {
    for (const text of [`${d}${n}`, `${n}${d}`, `${d}\u200b${n}`]) expect(withoutIdentityNumbers(text)).toBe(text);
  });
});

test("masking again changes nothing", () => {
  property(fc.array(fc.oneof(written, text)), (parts) => {
    const once = withoutIdentityNumbers(parts.join(""));
    expect(withoutIdentityNumbers(once)).toBe(once);
  });
});

describe("what is another number stays", () => {
  const digits = (n: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: n, maxLength: n });
  test.each([
    ["a phone number", digits(8).map((d) => `+47 ${d.slice(0, 3)} ${d.slice(3, 5)} ${d.slice(5)}`)],
    ["a date with a time", fc.date({ noInvalidDate: true }).map((d) => d.toISOString())],
    ["a day", fc.date({ noInvalidDate: true }).map((d) => `${d.getDate()}.${d.getMonth()}.${d.getFullYear()}`)],
    ["an account as banks write it", digits(11).map((d) => `${d.slice(0, 4)}.${d.slice(4, 6)}.${d.slice(6)}`)],
    ["an organisation number", digits(9)],
    ["an id of the platform", fc.uuid()],
  ])("%s", (_, numbers) => property(numbers, (n) => expect(withoutIdentityNumbers(`Her: ${n}.`)).toBe(`Her: ${n}.`)));

  test("an account in one piece, but for the few that are both", () => {
    const sample = fc.sample(
      digits(10)
        .map((d) => withCheckDigits(d, "account"))
        .filter((a) => a !== undefined),
      { numRuns: 5000, seed: 7 },
    );
    const taken = sample.filter((a) => withoutIdentityNumbers(a) !== a).length / sample.length;
    expect(taken).toBeGreaterThan(0.05);
    expect(taken).toBeLessThan(0.15);
  });

  test("thirty-two digits that happen to hold one", () => {
    const id = `19:${"ab".repeat(5)}01010750160${"ab".repeat(6)}@thread.v2`;
    expect(withoutIdentityNumbers(id)).toBe(id);
  });
});

test.each([
  ["a number of today", "01010750160"],
  ["the first of 2032, and the next two for one day of birth", "02013299997", "30108299920", "30108299939"],
])("%s, by hand", (_, ...numbers) => {
  for (const n of numbers) expect(withoutIdentityNumbers(n)).toBe(identityMask);
});

test("a long run of what nobody sees costs no time", () => {
  const hostile = `010101${"\u200b".repeat(200_000)}x`;
  expect(withoutIdentityNumbers(hostile)).toBe(hostile);
});

test("in JSON: in strings, in names, in numbers", () => {
  property(fc.tuple(fc.jsonValue(), identityNumber), ([other, n]) => {
    const value = { text: `fnr ${n}`, [n]: [other, Number(n)], deep: [{ x: n }] };
    const after = masked(value);
    expect(JSON.stringify(after)).not.toContain(n);
    expect(after).toMatchObject({
      text: `fnr ${identityMask}`,
      [identityMask]: [masked(other), identityMask],
      deep: [{ x: identityMask }],
    });
  });
});

test("an activity keeps who and where, and loses the number wherever it stands", () => {
  const ola = { id: "29:ola", name: "Ola 01010750160", aadObjectId: "11111111-2222-4333-8444-010107501601" };
  const scene = { from: ola, serviceUrl: "http://127.0.0.1:1", conversation: personal(ola) };
  const said = message(scene, "jeg er 010107 50160 og tok førstehjelp");
  expect(incomingOf(said as never)).toMatchObject({
    from: { ...ola, name: `Ola ${identityMask}` },
    conversation: said.conversation.id,
    what: { text: `jeg er ${identityMask} og tok førstehjelp` },
  });
  const pressed = { ...said, text: undefined, value: { card: "c", act: "save", title: "01010750160" } };
  expect(incomingOf(pressed as never).what).toEqual({ press: { card: "c", act: "save", inputs: { title: identityMask } } });
});

test.each([
  ["tok førstehjelp i går, 2 timer, fnr: 010107 50160", "tok førstehjelp i går, 2 timer"],
  ["mitt fødselsnummer 01010750160", "mitt"],
  ["01010750160", ""],
  ["01010750160 tok HLR", "tok HLR"],
])("what else was said in «%s»", (text, rest) => expect(withoutMask(masked(text))).toBe(rest));

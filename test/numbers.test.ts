/** Numbers in digits and in words, and the hours between two times of day. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { numberAt } from "../src/understanding/numbers.ts";
import { tokensOf } from "../src/understanding/tokens.ts";
import { clockSpan } from "../src/understanding/when/index.ts";

const numbers: Readonly<Record<string, number>> = {
  "0": 0,
  "1,5": 1.5,
  "2 500,50": 2500.5,
  "12.000": 12_000,
  "1 200 000": 1_200_000,
  "-3": -3,
  "minus to": -2,
  "1/2": 0.5,
  "60k": 60_000,
  "3M": 3_000_000,
  "1,2 mill.": 1_200_000,
  "5 tusen": 5000,
  tjueén: 21,
  trettiåtte: 38,
  søttisyv: 77,
  femogtyve: 25,
  hundre: 100,
  "et par": 2,
  halvannen: 1.5,
  "to og en halv": 2.5,
  "two and a half": 2.5,
  "to hundre og femti": 250,
  "femhundre og tre": 503,
  "to tusen fem hundre": 2500,
  "hundre tusen": 100_000,
  "en og en halv million": 1_500_000,
  "tre millioner to hundre tusen": 3_200_000,
  "seksti milliarder": 60_000_000_000,
};
for (const [said, value] of Object.entries(numbers))
  test(said, () => {
    const tokens = tokensOf(said);
    expect(numberAt(tokens, 0)).toEqual({ value, after: tokens.length });
  });

test("what only stands beside a number is left where it is", () => {
  for (const said of ["to kurs", "tusen takk", "3 og 4", "fem to", "10 eller 12"]) expect(numberAt(tokensOf(said), 0)?.after).toBe(1);
});

test("whole numbers with or without blanks read as themselves", () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (n) => {
      const grouped = String(n).replace(/\B(?=(\d{3})+$)/g, " ");
      for (const said of [String(n), grouped]) expect(numberAt(tokensOf(said), 0)?.value).toBe(n);
    }),
  );
});

const spans: Readonly<Record<string, readonly [from: number, to: number] | undefined>> = {
  "fra 9 til 15": [540, 900],
  "frå 12.30 til 15": [750, 900],
  "kl. 09:00-11:30": [540, 690],
  "kl 9–15": [540, 900],
  "mellom halv ni og kvart over ti": [510, 615],
  "9:30–11:00": [570, 660],
  "9.30-11.00": [570, 660],
  "from 9 to 12": [540, 720],
  "9-15": undefined,
  "fra 10 til 12 deltakere": undefined,
  "fra 9 til 15. mars": undefined,
  "fra 15 til 9": undefined,
  "10.11-12.11": undefined,
};
for (const [said, expected] of Object.entries(spans))
  test(`hours: ${said}`, () => {
    const found = clockSpan.at(tokensOf(said), 0)?.value;
    expect(found && [found.from, found.to]).toEqual(expected);
  });

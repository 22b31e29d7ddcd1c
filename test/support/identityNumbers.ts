/** Identity numbers that nobody has, made from their parts. */
import fc from "fast-check";

const weights = { first: [3, 7, 6, 1, 8, 9, 4, 5, 2], second: [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] };
const digitFor = (number: string, by: readonly number[], remainder: number): number =>
  (11 - ((by.reduce((n, w, i) => n + w * Number(number[i]), 0) - remainder) % 11) + 11) % 11;

/** The digits with what is to follow them; undefined where no digit fits. A remainder above 0 is of the numbers from 2032. */
export const withCheckDigits = (digits: string, as: "identity" | "account" = "identity", remainder = 0): string | undefined => {
  const first = as === "account" ? "" : digitFor(digits, weights.first, remainder);
  const second = digitFor(`${digits}${first}`, weights.second, 0);
  return first === 10 || second === 10 ? undefined : `${digits}${first}${second}`;
};

const two = (n: number) => String(n).padStart(2, "0");

/** Of every series: one's own, D, H and those made up for tests; by the check digits of today and of 2032. */
export const identityNumber: fc.Arbitrary<string> = fc
  .record({
    day: fc.date({ min: new Date("1900-01-01"), max: new Date("2039-12-31"), noInvalidDate: true }),
    dayBy: fc.constantFrom(0, 40),
    monthBy: fc.constantFrom(0, 40, 65, 80),
    own: fc.nat(999),
    remainder: fc.constantFrom(0, 0, 1, 2, 3),
  })
  .map(({ day, dayBy, monthBy, own, remainder }) =>
    withCheckDigits(
      `${two(day.getUTCDate() + dayBy)}${two(day.getUTCMonth() + 1 + monthBy)}${two(day.getUTCFullYear() % 100)}${String(own).padStart(3, "0")}`,
      "identity",
      remainder,
    ),
  )
  .filter((n) => n !== undefined);

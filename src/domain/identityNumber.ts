/**
 * Norwegian national identity numbers: ddmmyy, three digits of one's own and two check digits. The day is raised by 40 in a
 * D-number; the month by 40 in an H-number, and by 40, 65 or 80 in the series that are made up for tests.
 * The first check digit is that of today or of the numbers given out from 2032, where the remainder may be 0 to 3 (Skatteetaten,
 * "Nytt fødselsnummer fra 2032"). Both are masked already, so that nobody has to think of it then. The price: of bank accounts
 * written as eleven digits in a row, one in nine is masked and not one in thirty-eight.
 */

/** Characters that nobody sees, which would hide a number from a reader of digits. */
export const unseen = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff";

/** What stands where an identity number stood. */
export const identityMask = "•••••• •••••";

const [gap, digit] = [`[${unseen}]*`, `\\d`];
const digits = (n: number) => Array(n).fill(digit).join(gap);
const parted = `${gap}(?:(?:[ .\\u00a0\\u202f\\-\\u2010-\\u2015\\u2212]|&nbsp;)${gap})?`;
/** Ids of the platform are long runs of hexadecimal digits; eleven of them may look like a number, and are none. */
const idOfPlatform = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32,}";
const candidate = new RegExp(`(${idOfPlatform})|(?<!\\d${gap})${digits(6)}${parted}${digits(5)}(?!${gap}\\d)`, "gi");

const sum = (weights: readonly number[], of: readonly number[]) => weights.reduce((n, w, i) => n + w * (of[i] ?? 0), 0) % 11;

/** @param number eleven digits */
const isIdentityNumber = (number: string): boolean => {
  const of = [...number].map(Number);
  const two = (at: number) => Number(number.slice(at, at + 2));
  const [dd, mm, yy] = [two(0), two(2), two(4)];
  const day = dd > 40 ? dd - 40 : dd;
  const month = mm > 80 ? mm - 80 : mm > 65 ? mm - 65 : mm > 40 ? mm - 40 : mm;
  // The century cannot be told for every series: 29 February is there in every fourth year.
  const days = [31, yy % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && sum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1], of) <= 3 && sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1], of) === 0;
};

/** The text with every identity number masked; all else stays where it was. */
export const withoutIdentityNumbers = (text: string): string =>
  text.replace(candidate, (found, id) => (id === undefined && isIdentityNumber(found.replace(/\D/g, "")) ? identityMask : found));

/** JSON with every identity number masked: in strings, in names, and in numbers that are nothing else. */
export const masked = <T>(value: T): T => {
  if (typeof value === "string") return withoutIdentityNumbers(value) as T;
  // A number has lost its first zero.
  if (typeof value === "number")
    return (/^\d{10,11}$/.test(`${value}`) && isIdentityNumber(`0${value}`.slice(-11)) ? identityMask : value) as T;
  if (Array.isArray(value)) return value.map(masked) as T;
  // A date, a buffer or a function of a library is no JSON and stays as it is.
  if (typeof value !== "object" || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [withoutIdentityNumbers(key), masked(v)])) as T;
};

const named = new RegExp(
  `[\\s,;]{0,9}(?:\\b(?:f\\.?(?:ødsels)?nr\\.?|fødselsnummer(?:et)?|personnummer(?:et)?)[\\s:]{0,9})?${identityMask}`,
  "giu",
);

/** What else was said: the mask goes, and the word that announced it. */
export const withoutMask = (text: string): string => text.replace(named, "").trim();

/** True when something stands in the value that was masked. */
export const holdsMask = (value: unknown): boolean =>
  typeof value === "string"
    ? value.includes(identityMask)
    : typeof value === "object" && value !== null && Object.values(value).some(holdsMask);

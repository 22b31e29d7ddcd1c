/** What one cell says. A cell that cannot be read is answered with what is wrong, in Norwegian, for HR to mend. */
import { type Day, dayOf, yearOf } from "../domain/day.ts";
import type { SheetRow } from "./columns.ts";

export type Read<T> = { readonly value: T } | { readonly wrong: string };
const value = <T>(v: T): Read<T> => ({ value: v });

/** One line: line breaks, control characters and odd spaces become single spaces. */
export const tidy = (text: string): string =>
  text
    .replace(/[\u200b\u2060\ufeff]/g, "")
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
/** Several lines are kept; other control characters are not. */
export const tidyLines = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ")
    .trim();
/** As a person reads it in a message; a long cell is cut. */
export const shown = (text: string): string => `«${tidy(text).length > 60 ? `${tidy(text).slice(0, 60)}…` : tidy(text)}»`;

/** "2026-12-31" as 31.12.2026. */
export const norwegian = (day: string): string => day.split("-").reverse().join(".");
/** 7.5 as "7,5". */
export const decimal = (n: number | null): string => (n === null ? "" : String(n).replace(".", ","));

const longest = 300;
const longestText = 2000;
export const longText = (text: string): Read<string> =>
  tidyLines(text).length > longestText ? { wrong: `teksten er lengre enn ${longestText} tegn` } : value(tidyLines(text));
export const shortText = (text: string): Read<string> =>
  tidy(text).length > longest ? { wrong: `teksten er lengre enn ${longest} tegn` } : value(tidy(text));

/** "31.12.2026" and "2026-12-31", also with the midnight that Excel adds. */
export const dayIn = (text: string): Read<Day> => {
  const bare = text.replace(/[ T]00[:.]00([:.]00)?$/, "");
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(bare);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bare);
  if (!dotted && !iso) return { wrong: `${shown(text)} er ikke en dato; skriv den som 31.12.2026` };
  const [year, month, date] = dotted ? [dotted[3], dotted[2], dotted[1]] : [iso?.[1], iso?.[2], iso?.[3]];
  const found = dayOf(Number(year), Number(month), Number(date));
  return found && yearOf(found) >= 1900 && yearOf(found) < 2200 ? value(found) : { wrong: `datoen ${shown(text)} finnes ikke` };
};

/** "55,4", "1 200", "1.200,50" and "55.4"; a percent sign or the word given is allowed behind it. */
export const numberIn =
  (max: number, behind: RegExp) =>
  (text: string): Read<number> => {
    const bare = text.replace(behind, "").trim();
    const n = norwegianNumber(bare);
    if (n === undefined) return { wrong: `${shown(text)} er ikke et tall` };
    return n < 0 || n > max ? { wrong: `${shown(text)} må være et tall fra 0 til ${max}` } : value(n);
  };

/** Thousands are set apart by a space or a point, decimals by a comma; a point before one, two or four digits is a decimal one. */
export const norwegianNumber = (text: string): number | undefined => {
  const bare = text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, "");
  if (/^-?\d+(,\d+)?$/.test(bare)) return Number(bare.replace(",", "."));
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return Number(bare.replaceAll(".", "").replace(",", "."));
  return /^\d+\.\d+$/.test(bare) ? Number(bare) : undefined;
};

export const yesNo = (text: string): Read<boolean> => {
  if (/^(ja|j|x|sann|true|1)$/i.test(text)) return value(true);
  if (/^(nei|n|usann|false|0)$/i.test(text)) return value(false);
  return { wrong: `${shown(text)} må være ja eller nei` };
};

/**
 * The names in a cell. "|", ";" and line breaks always separate. Where there are none a comma does, but not inside
 * something that is itself a name: "Lærer 1.–7. trinn, språk".
 */
export const namesIn = (cell: string, isName: (text: string) => boolean = () => false): string[] => {
  const parts = cell
    .split(/[|;\r\n]/)
    .map(tidy)
    .filter(Boolean);
  const [only] = parts;
  if (parts.length !== 1 || only === undefined || isName(only)) return parts;
  const pieces = only.split(",");
  const names: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    const whole = [4, 3, 2].find((n) => i + n <= pieces.length && isName(tidy(pieces.slice(i, i + n).join(",")))) ?? 1;
    names.push(tidy(pieces.slice(i, i + whole).join(",")));
    i += whole;
  }
  return names.filter(Boolean);
};

/** Reads the cells of a row and gathers all that is wrong, so that everything can be mended at once. */
export const readerOf = <C extends string>(row: SheetRow<C>) => {
  const wrong: string[] = row.tooWide
    ? ["raden har flere felt enn overskriften; et felt med skilletegn i må ha anførselstegn rundt seg"]
    : [];
  return {
    wrong,
    complain: (column: C, what: string) => void wrong.push(`${column}: ${what}`),
    /** What the cell says; `blank` when it is empty or cannot be read. */
    read: <T>(column: C, how: (text: string) => Read<T>, blank: T): T => {
      const text = row.cell(column);
      if (text === "") return blank;
      const read = how(text);
      if ("value" in read) return read.value;
      wrong.push(`${column}: ${read.wrong}`);
      return blank;
    },
    /** As read, where an empty cell is wrong too. */
    need: <T>(column: C, how: (text: string) => Read<T>, blank: T): T => {
      const text = row.cell(column);
      if (text === "") wrong.push(`${column} mangler`);
      const read = text === "" ? undefined : how(text);
      if (read && "wrong" in read) wrong.push(`${column}: ${read.wrong}`);
      return read && "value" in read ? read.value : blank;
    },
  };
};

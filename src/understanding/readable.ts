/** What people write, as the rules read it and the records keep it. */
import { legible } from "../domain/words.ts";

/** More than this (UTF-16 units) is not read in one message or field, whatever it says. */
export const longest = 4000;

/** Every run of blanks is one, or an empty line. Many blanks or accents in a row say nothing, and take long to read. */
export const readable = (text: string): string =>
  legible(text)
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .replace(/\s+/g, (blanks) => {
      const lines = blanks.match(/\r\n?|[\n\u2028\u2029]/g)?.length ?? 0;
      return lines > 1 ? "\n\n" : lines === 1 ? "\n" : " ";
    })
    .normalize("NFC");

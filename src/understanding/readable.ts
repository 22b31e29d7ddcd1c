/** What people write, as the rules read it and the records keep it. */

/** More than this (UTF-16 units) is not read in one message or field, whatever it says. */
export const longest = 4000;

/** What no keyboard writes: control characters, and marks that turn the direction of what stands around them. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Every run of blanks is one, or an empty line. Many blanks or accents in a row say nothing, and take long to read. */
export const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, "")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .replace(/\s+/g, (blanks) => {
      const lines = blanks.match(/\r\n?|[\n\u2028\u2029]/g)?.length ?? 0;
      return lines > 1 ? "\n\n" : lines === 1 ? "\n" : " ";
    })
    .normalize("NFC");

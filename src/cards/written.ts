/** What people have written is shown as nothing but words, whatever a client would make of them. */

/** Addresses, links, tags, entities and the functions of cards: each is one only while these stand together. */
const together = /[:.@](?=[/\\@\p{L}])|[/\\](?=[/\\])|\](?=[([:])|<(?=[\p{L}/!?])|&(?=#?\w+;)|\{(?=\{)/gu;

/** Clients make links of addresses by themselves, also where they read no Markdown: a blank without width keeps them apart. */
export const unlinked = (text: string): string => text.replace(together, "$&\u200b");

/** For what reads Markdown, a TextBlock and a fact: "1. februar" would become an item of a list, and stars would be lost. */
export const asWritten = (text: string): string =>
  unlinked(text)
    .replace(/[\\`*_[\]~|]/g, "\\$&")
    .replace(/^[ \t]+/gm, "")
    .replace(/^(\d+)([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/^[-+>#=]/gm, "\\$&");

/** What is shown on a card stands there as it was written, whatever Markdown or a client would make of it. */
import { expect, test } from "vitest";
import { fillCard } from "../src/cards/fill.ts";
import { asWritten, unlinked } from "../src/cards/written.ts";

/** The blank without width, made visible. */
const seen = (text: string) => text.replaceAll("\u200b", "·");

test.for([
  ["1. februar–30. april 2027", "1\\. februar–30. april 2027"],
  ["innen 1. mai 2027", "innen 1. mai 2027"],
  ["[klikk her](https://ond.example)", "\\[klikk her\\]·(https:·/·/ond.·example)"],
  ["*viktig* og _viktig_", "\\*viktig\\* og \\_viktig\\_"],
  ["- først\n- så", "\\- først\n\\- så"],
  ["  1) først\n\t# så\n===", "1\\) først\n\\# så\n\\==="],
  ["|a|b|\n|-|-|", "\\|a\\|b\\|\n\\|-\\|-\\|"],
  ["<at>Kari</at> <https://x.no> 5 < 6", "<·at>Kari<·/at> <·https:·/·/x.·no> 5 < 6"],
  ["&lt;b&gt; og H & M", "&·lt;b&·gt; og H & M"],
  ["{{DATE(2026-01-01,SHORT)}}", "{·{DATE(2026-01-01,SHORT)}}"],
  ["7,5 timer – KS Læring, kl. 10:30, 1.5.2027", "7,5 timer – KS Læring, kl. 10:30, 1.5.2027"],
])("%s", ([written, marked]) => expect(seen(asWritten(written ?? ""))).toBe(marked));

test.for([
  ["www.ond.example og mailto:kari@ond.example", "www.·ond.·example og mailto:·kari@·ond.·example"],
  ["*bare* ord", "*bare* ord"],
])("without Markdown: %s", ([written, marked]) => expect(seen(unlinked(written ?? ""))).toBe(marked));

test("facts and text are escaped, the words beside the card are not", () => {
  const { card, text } = fillCard("message", { heading: "1. mai", lines: ["2. mai"], buttons: [] }, "c1", "nb");
  expect(JSON.stringify(card)).toContain("1\\\\. mai");
  expect(text).toBe("1. mai\n2. mai");
});

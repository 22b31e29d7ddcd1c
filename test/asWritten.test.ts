/** What is shown on a card stands there as it was written, whatever Markdown would make of it. */
import { expect, test } from "vitest";
import { asWritten, fillCard } from "../src/cards/fill.ts";

test.for([
  ["1. februar–30. april 2027", "1\\. februar–30. april 2027"],
  ["innen 1. mai 2027", "innen 1. mai 2027"],
  ["[klikk her](https://ond.example)", "\\[klikk her\\](https://ond.example)"],
  ["*viktig* og _viktig_", "\\*viktig\\* og \\_viktig\\_"],
  ["- først\n- så", "\\- først\n\\- så"],
  ["7,5 timer · KS Læring", "7,5 timer · KS Læring"],
])("%s", ([written, marked]) => expect(asWritten(written ?? "")).toBe(marked));

test("facts and text are escaped, the words beside the card are not", () => {
  const { card, text } = fillCard("message", { heading: "1. mai", lines: ["2. mai"], buttons: [] }, "c1", "nb");
  expect(JSON.stringify(card)).toContain("1\\\\. mai");
  expect(text).toBe("1. mai\n2. mai");
});

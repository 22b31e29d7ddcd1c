/** The four questions about what is held on a person, in people's own words: each finds its answer, and what only sounds alike does not. */
import { expect, test } from "vitest";
import { plainly } from "../src/understanding/normal.ts";
import { questionOf } from "../src/understanding/phrases.ts";
import { tokensOf } from "../src/understanding/tokens.ts";
import sentences from "./understanding/privacy.json" with { type: "json" };

const pages: readonly (string | undefined)[] = ["aboutMe", "whoLooked", "exportMine", "eraseMe"];
const heard = (sentence: string): string => {
  const said = sentence.toLowerCase().replace(/[.!?]+$/, "");
  const command = questionOf(said) ?? questionOf(plainly(tokensOf(said)));
  const page = command?.do === "ask" ? command.page : undefined;
  return page && pages.includes(page) ? page : "none";
};

test.each(Object.entries(sentences))("%s", (page, said) => {
  expect(said.filter((sentence) => heard(sentence) !== page)).toEqual([]);
});

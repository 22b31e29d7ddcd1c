/** The questions about what is held on a person, in people's own words: each finds its answer, and what only sounds alike does not. */
import { expect, test } from "vitest";
import { directoryOf } from "../src/domain/directory.ts";
import { rules } from "../src/understanding/rules.ts";
import { at } from "./support/two.ts";
import asked from "./understanding/privacy.json" with { type: "json" };

const pageFor = async (text: string): Promise<string> => {
  const { command } = await rules.hear({
    text,
    now: at,
    today: at.slice(0, 10),
    me: "ola-tangvik",
    directory: directoryOf({ units: [], roles: [], people: [], leaderships: [] }),
    courses: [],
    competences: [],
    running: null,
    yesOrNo: false,
  });
  return command.do === "ask" && command.page in asked ? command.page : "none";
};

test.each(Object.entries(asked))("%s", async (page, sentences) => {
  const answered = await Promise.all(sentences.map(async (text) => [text, await pageFor(text)]));
  expect(answered).toEqual(sentences.map((text) => [text, page]));
});

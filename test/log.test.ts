/** The log tells where it happened and never what was said. */
import { expect, test } from "vitest";
import { z } from "zod";
import { failure } from "../src/log.ts";

const word = "kanari";
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
class DatabaseError extends Error {
  readonly code = "23505";
  readonly detail = `Key (title)=(${word}) already exists.`;
  readonly parameters = [word];
}

test.each<readonly [string, () => unknown]>([
  ["what JSON could not be read", () => JSON.parse(`{"text": ${word}}`)],
  ["what a schema did not take", () => z.strictObject({ a: z.literal("b") }).parse({ a: word, [word]: 1 })],
  [
    "what a database refused",
    () => {
      throw new DatabaseError(`duplicate key: ${word}`);
    },
  ],
  [
    "a cause",
    () => {
      throw new Error("outer", { cause: new Error(word) });
    },
  ],
  [
    "a message of many lines, some like frames",
    () => {
      throw new Error(`x\n    at ${word} (${word}.ts:1:2)\n    at ${word}.ts:3:4`);
    },
  ],
  [
    "a message that was changed",
    () => {
      throw Object.assign(new Error(word), { message: "changed" });
    },
  ],
  [
    "a name and a code that are sentences",
    () => {
      throw Object.assign(new Error("x"), { name: `${word} ${word}`, code: `${word} sier` });
    },
  ],
  [
    "several at once",
    () => {
      throw new AggregateError([new Error(word)], word);
    },
  ],
  [
    "a word that was thrown",
    () => {
      throw word;
    },
  ],
  [
    "an object that was thrown",
    () => {
      throw { message: word, stack: word };
    },
  ],
])("%s", (_, work) => {
  const told = failure(thrown(work));
  expect(JSON.stringify(told)).not.toContain(word);
  expect(told.name).toMatch(/./);
});

test("name, code, place and causes are told", () => {
  const told = failure(
    thrown(() => {
      throw new DatabaseError("x", { cause: new TypeError("y") });
    }),
  );
  expect(told).toMatchObject({ name: "Error", code: "23505", cause: { name: "TypeError" } });
  expect(told.at[0]).toMatch(/log\.test\.ts:\d+:\d+\)?$/);
});

/** Every transcript in test/conversations, played; each card in it is one that Teams takes. `UPDATE=1 npm test` writes what the bot says now; read it before you keep it. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isCard, kilobytes, largest } from "./support/adaptiveCard.ts";
import { play } from "./support/play.ts";

const here = new URL("conversations/", import.meta.url).pathname;

test.concurrent.for(globSync("**/*.chat", { cwd: here }).sort())("%s", async (name, { expect: e }) => {
  const file = `${here}${name}`;
  const written = readFileSync(file, "utf8");
  const played = await play(written, ({ card }) => {
    if (!card) return;
    isCard(card);
    e(kilobytes(card)).toBeLessThan(largest);
  });
  if (process.env.UPDATE) writeFileSync(file, played);
  else e(played).toBe(written);
  e(played).not.toMatch(/^!! /m);
});

test("there are transcripts", () => expect(globSync("**/*.chat", { cwd: here }).length).toBeGreaterThan(20));

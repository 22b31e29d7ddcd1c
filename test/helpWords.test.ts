/** What the help says that one can write is understood as it stands there, in each language. */
import { expect, test } from "vitest";
import { catalogueOf } from "../src/catalogue/search.ts";
import { worldOver } from "../src/dialogue/world.ts";
import { languages } from "../src/domain/language.ts";
import { render } from "../src/text/render.ts";
import { rules } from "../src/understanding/rules.ts";
import { newTown } from "./support/town.ts";

const helps = ["helpLeader", "helpHr", "helpUnion", "helpEmployee"] as const;

test.each(languages)("in %s", async (language) => {
  const town = await newTown();
  const { directory, courses, competences } = await worldOver(town.store, catalogueOf)();
  const heard = { now: "2026-11-24T08:00:00Z", today: "2026-11-24", me: "kari-nordli", directory, courses, competences };
  const said = helps.flatMap((say) => [...render({ say }, language).matchAll(/[«“"](.+?)[»”"]/g)].map(([, words = ""]) => words));
  expect(said.length).toBeGreaterThan(8);
  const lost = [];
  for (const words of new Set(said)) {
    const text = words.replace("…", words.includes(": …") ? "brannvern for alle" : "hjemmetjenesten");
    const { command } = await rules.hear({ ...heard, text, running: null, yesOrNo: false });
    if (command.do === "unclear") lost.push(text);
  }
  expect(lost).toEqual([]);
});

/** What people say of needs, sign-ups, files, talks and reminders, by authors who had not seen the rules: which page it opens. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogueOf } from "../src/catalogue/search.ts";
import { worldOver } from "../src/dialogue/world.ts";
import { rules } from "../src/understanding/rules.ts";
import { newTown } from "./support/town.ts";

type Said = { readonly text: string; readonly who: string; readonly page: string };
const speaker: Readonly<Record<string, string>> = { hr: "hilde-brattland", leader: "kari-nordli" };
/** A page that answers it as well. */
const asGood: Readonly<Record<string, readonly string[]>> = {
  profile: ["profile", "myTraining"],
  gap: ["gap", "gapBeside"],
  signUp: ["courses"],
};
const ours: Readonly<Record<string, ReadonlySet<string>>> = {
  needs: new Set(
    "profile mySignUps gap gapBeside lackingWho breakRoomList analysis deliveries coverage signOff interest importFile exportFile addNeed confirmCompetence markSeen".split(
      " ",
    ),
  ),
  year: new Set("talks registerTalks bookTalk prepareTalk myReminders remindMe moreTime whatIsSent releaseReminders yearWheel".split(" ")),
};

/** How many of each page were taken for what they are. */
const rightIn = async (file: string) => {
  const { directory, courses, competences } = await worldOver((await newTown()).store, catalogueOf)();
  const around = { now: "2026-11-24T08:00:00Z", today: "2026-11-24", directory, courses, competences, running: null, yesOrNo: false };
  const said: readonly Said[] = JSON.parse(readFileSync(`test/understanding/${file}.json`, "utf8"));
  const judged = [];
  for (const { text, who, page } of said) {
    const { command } = await rules.hear({ ...around, text, me: speaker[who] ?? "ola-tangvik" });
    const opened = command.do === "ask" ? command.page : command.do === "start" ? command.flow : command.do;
    judged.push({ text, page, opened, isRight: page === "other" ? !ours[file]?.has(opened) : (asGood[page] ?? [page]).includes(opened) });
  }
  return judged;
};

test.each(Object.keys(ours))("nine of ten of %s open what they are for", async (file) => {
  const judged = await rightIn(file);
  expect(judged.filter((j) => j.isRight).length / judged.length).toBeGreaterThan(0.9);
});

test.each(Object.keys(ours))("what only looks like %s is left to the others", async (file) => {
  const judged = await rightIn(file);
  expect(judged.filter((j) => j.page === "other" && !j.isRight).map((j) => j.text)).toEqual([]);
});

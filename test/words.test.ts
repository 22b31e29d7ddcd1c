/** The words: three languages that say the same, buttons that mean what they say when they are typed, and no word of the system. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openersFor } from "../src/answers/openers.ts";
import type { Scene } from "../src/dialogue/scene.ts";
import { directoryOf } from "../src/domain/directory.ts";
import { languages } from "../src/domain/language.ts";
import type { Rights } from "../src/domain/permissions.ts";
import type { Command } from "../src/ports/command.ts";
import type { Heard } from "../src/ports/understanding.ts";
import { en } from "../src/text/en.ts";
import { nb } from "../src/text/nb.ts";
import { nn } from "../src/text/nn.ts";
import { render } from "../src/text/render.ts";
import type { Phrase, Sentence } from "../src/text/words.ts";
import { rules } from "../src/understanding/rules.ts";

const all = { nb, nn, en };
/** Every text with the path to it: "lines.hello". */
const textsIn = (node: unknown, path = ""): [string, string][] =>
  typeof node === "string"
    ? [[path, node]]
    : Object.entries(node ?? {}).flatMap(([key, child]) => textsIn(child, path ? `${path}.${key}` : key));
const withoutHoles = (text: string) => text.replace(/\{\w+\}/g, "…");
const holesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test.each(["nn", "en"] as const)("%s has the keys and holes of Bokmål", (language) => {
  const shape = (words: unknown) => textsIn(words).map(([path, text]) => `${path} ${holesIn(text).join()}`);
  expect(shape(all[language]).sort()).toEqual(shape(nb).sort());
});

test("no text is empty but where no word is needed", () => {
  for (const language of languages)
    expect(textsIn(all[language]).flatMap(([path, text]) => (text.trim() === "" ? [path] : []))).toEqual(["choices.per.event"]);
});

test("nynorsk and English are no copies of Bokmål", () => {
  const same = (language: "nn" | "en") =>
    textsIn(nb.lines).filter(([path, text]) => new Map(textsIn(all[language].lines)).get(path) === text);
  expect(same("nn").length).toBeLessThan(textsIn(nb.lines).length / 4);
  expect(same("en").map(([path]) => path)).toEqual(["asIs"]);
});

describe.each(languages)("in %s", (language) => {
  test("every line is said without a brace, and with all that was put in", () => {
    for (const [name, sentence] of Object.entries<Sentence>(all[language].lines)) {
      const holes = holesIn(typeof sentence === "string" ? sentence : `${sentence.one} ${sentence.other}`).map((h) => h.slice(1, -1));
      for (const n of [1, 2]) {
        const filled = Object.fromEntries(holes.map((h) => [h, h === "n" ? n : `«${h}»`]));
        const said = render({ say: name, ...filled } as Phrase, language);
        expect(said, name).not.toMatch(/[{}]/);
        for (const h of holes) if (h !== "n") expect(said, name).toContain(`«${h}»`);
      }
    }
  });

  test("no text has a word of the system", () => {
    const system =
      /\b(null|undefined|NaN|object|error|exception|JSON|database|server|GUID|UUID|API|token|timeout|bug|string|boolean|field|record)\b/i;
    const found = textsIn(all[language]).filter(([, text]) => system.test(withoutHoles(text)) || /[a-z][A-Z]/.test(withoutHoles(text)));
    expect(found).toEqual([]);
  });
});

const heard = (text: string): Heard => ({
  text,
  now: "2026-11-23T08:00:00Z",
  today: "2026-11-23",
  me: "kari",
  directory: directoryOf({ units: [], roles: [], people: [], leaderships: [] }),
  courses: [],
  competences: [],
  running: null,
  yesOrNo: false,
});
const meant = async (text: string) => (await rules.hear(heard(text))).command;
const ask = (page: string, about: Extract<Command, { do: "ask" }>["about"] = {}): Command => ({ do: "ask", page, about });
const start = (flow: string): Command => ({ do: "start", flow, fill: {} });

const nobody: Rights = {
  person: "kari",
  hr: false,
  union: false,
  leader: false,
  top: false,
  isOpen: () => false,
  leads: new Set(),
  directory: directoryOf({ units: [], roles: [], people: [], leaderships: [] }),
};
/** Taken for a topic: "courses about fit". */
const failing = new Set<string>();
const openers = new Map(
  [nobody, { ...nobody, hr: true }, { ...nobody, leader: true }].flatMap((rights) =>
    openersFor({ rights } as Scene).map((o) => [o.button, o.command] as const),
  ),
);
describe("a button that is typed instead of pressed means the same", () => {
  const rows = [...openers].flatMap(([button, command]) =>
    languages.map((language) => [all[language].buttons[button], language, command] as const),
  );
  for (const [title, language, command] of rows)
    (failing.has(`${language}: ${title}`) ? test.fails : test)(`${language}: ${title}`, async () =>
      expect(await meant(title)).toEqual(command),
    );
});

/** What each command of the app in Teams does, by its place in the manifest. */
const commands: readonly (readonly [list: number, command: number, meant: Command])[] = [
  [0, 0, start("logTraining")],
  [0, 1, ask("courses", { role: "@me" })],
  [0, 2, ask("myTraining")],
  [0, 3, ask("lacking")],
  [0, 4, start("registerMeasure")],
  [0, 5, ask("measures", { whose: "mine" })],
  [0, 6, ask("help")],
  [1, 0, ask("courses", { role: "@me" })],
  [1, 1, ask("help")],
];
const json = (name: string) => JSON.parse(readFileSync(`appPackage/${name}.json`, "utf8"));
type Lists = readonly { readonly commands: readonly { readonly title: string }[] }[];
const lists: Lists = json("manifest").bots[0].commandLists;
const titleOf = (language: string, list: number, command: number): string =>
  language === "nb"
    ? (lists[list]?.commands[command]?.title ?? "")
    : json(language)[`bots[0].commandLists[${list}].commands[${command}].title`];

describe("a command of the app is understood as what it says", () => {
  test("each has its meaning here", () => {
    expect(lists.flatMap((l, i) => l.commands.map((_, j) => `${i}.${j}`))).toEqual(commands.map(([i, j]) => `${i}.${j}`));
  });
  for (const language of languages)
    for (const [list, command, what] of commands) {
      const title = titleOf(language, list, command);
      (failing.has(`${language}: ${title}`) ? test.fails : test)(`${language}: ${title} (${list}.${command})`, async () =>
        expect(await meant(title)).toEqual(what),
      );
    }
});

/** What a municipality is given to fill in before it starts says what the code does: what is kept, how long, and where to look. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kinds, lists } from "../src/ports/store.ts";
import { readRetention } from "../src/transfer/sample.ts";

const folder = "data/innforing";
const texts = new Map(globSync("*.md", { cwd: folder }).map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]));
const record = texts.get("behandlingsprotokoll.md") ?? "";
const retention = readRetention("data/retention.json");

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
/** The cells of each row of the table that begins with these headings, by the name in the first. */
const tableOf = (...headings: readonly string[]) => {
  const [, after = ""] = record.split(`| ${headings.join(" | ")} |\n`);
  const rows = after.trimEnd().split("\n\n")[0]?.split("\n").slice(1) ?? [];
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  return new Map(cells.map(([, name = "", ...rest]) => [codesIn(name)[0] ?? name, rest]));
};
const kept = tableOf("navn", "hva", "opplysninger", "eier", "hvor lenge", "hvem sletter");
const fields = tableOf("navn", "felt");

describe("the record of processing", () => {
  test("has a row for everything that is kept, and no other", () => {
    expect([...kept.keys()].sort()).toEqual(Object.keys(retention).sort());
    expect([...kept.keys()]).toEqual(expect.arrayContaining([...Object.keys(kinds), ...Object.keys(lists)]));
  });

  test.each(Object.entries(retention))("says of %s what the retention table says", (name, { what, owner, howLong, days }) => {
    const [said, , whose, until, by] = kept.get(name) ?? [];
    expect([said, whose, until]).toEqual([what.nb, owner === "person" ? "den ansatte" : "kommunen", howLong]);
    expect(by?.startsWith("Kompis")).toBe(days !== null);
  });

  test("names each field of what is about people", () => {
    const aboutPeople = [...kept].filter(([name, [, facts]]) => !name.includes(".") && facts !== "Ingen om ansatte").map(([name]) => name);
    const shapes = Object.entries({ ...kinds, ...lists }).filter(([name]) => aboutPeople.includes(name));
    const asKept = shapes.map(([name, { schema }]) => [name, Object.keys(schema.shape).sort()]);
    expect(Object.fromEntries([...fields].map(([name, [those = ""]]) => [name, codesIn(those).sort()]))).toEqual(
      Object.fromEntries(asKept),
    );
  });
});

/** "180 dager", also over the end of a line. */
const timesIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\n>?\s*/g, " ")
    .match(/\b(\d+|to|tre|fem|ti) (minutter|dager|år)(?![a-zæøå])/g) ?? [];

describe.each([...texts])("%s", (_name, text) => {
  test("names no time that is not in the retention table", () => {
    const known = Object.values(retention).flatMap(({ howLong }) => timesIn(howLong));
    expect(timesIn(text).filter((time) => !known.includes(time))).toEqual([]);
  });

  test("names files and settings that are there", () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => `${folder}/${to}`);
    const files = codesIn(text).filter((code) => /^(src|data|test)\/|^[A-Z]+\.md$/.test(code));
    expect([...links, ...files].filter((file) => !existsSync(file))).toEqual([]);
    const known = readFileSync(".env.example", "utf8");
    const settings = codesIn(text).flatMap((code) => code.match(/^[A-Z]+_[A-Z_]+/) ?? []);
    expect(settings.filter((name) => !known.includes(`\n${name}=`))).toEqual([]);
  });
});

/** `kompis search` answers each line, and says what is wrong with a file. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "kompis-search-"));
const written = (name: string, value: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
};
const run = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, ["src/cli.ts", "search", ...args], { input, encoding: "utf8", timeout: 30_000 });

const catalogue = written("catalogue.json", {
  documents: [
    { id: "U1", title: "Førstehjelpskurs", text: "Hjerte og lunger." },
    { id: "U2", title: "Regnskap", text: "" },
  ],
});
const roles = written("roles.json", { roles: [{ title: "Økonom", text: "Økonomen fører regnskap." }] });

test("each line is answered, best first, by the catalogue's words and the roles' descriptions", () => {
  const lines = [
    { id: "a", kind: "title", text: "fyrstehjelp" },
    { id: "b", kind: "role", text: "økonom" },
    { id: "c", kind: "topic", text: "" },
  ];
  const { stdout, status } = run(["--catalogue", catalogue, "--roles", roles], lines.map((line) => JSON.stringify(line)).join("\n"));
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { id: "a", hits: ["U1"] },
    { id: "b", hits: ["U2"] },
    { id: "c", hits: [] },
  ]);
  expect(status).toBe(0);
});

test.each([
  [[], "Write: kompis search --catalogue FILE [--roles FILE]"],
  [["--catalogue", join(folder, "none.json")], "ENOENT"],
  [["--catalogue", written("text.json", "courses")], "is not JSON"],
  [["--catalogue", written("other.json", { courses: [] })], "documents"],
])("what cannot be read is said: %j", (args, said) => {
  const { stdout, stderr, status } = run(args);
  expect([stdout, status]).toEqual(["", 1]);
  expect(stderr).toContain(said);
});

/** Who may import whom. A room in (brackets) may be named in types only; a row says no more than what is needed. */
import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const rule = `
  domain         domain                                                                   zod temporal-polyfill
  ports          ports domain                                                             zod
  text           text domain (flows)
  cards          cards text domain (ports)                                                zod node:fs
  dialogue       dialogue ports domain cards text                                         zod
  catalogue      catalogue ports domain                                                   @orama/stemmers
  flows          flows dialogue domain (ports)
  answers        answers acts flows reminders dialogue domain catalogue ports (text)      zod
  acts           acts answers reminders dialogue domain ports transfer (text)             zod
  reminders      reminders dialogue domain catalogue ports (text)
  delivery       delivery ports                                                              (pino)
  understanding  understanding domain (ports)                                             zod
  model          model (ports) ports domain text                                          openai zod node:fs node:timers/promises
  transfer       transfer domain ports dialogue text                                      zod csv-parse fflate read-excel-file write-excel-file node:crypto node:fs node:path node:util ics
  store          store ports                                            lowdb pg kysely zod node:crypto node:fs node:fs/promises node:os node:path node:timers/promises node:worker_threads node:zlib
  teams          teams (dialogue) domain ports                          botbuilder @microsoft/teams-ai restify jose zod node:crypto node:http node:https node:timers/promises (pino)
  config         domain (model)                                                           zod`;
/** They join the rooms, and know them all. */
const joiners = ["main", "log", "metrics", "cli", "doctor", "start", "playground"];

const rows = new Map(
  rule
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/))
    .map(([room = "", ...may]) => [room, may]),
);
const roomOf = (path: string) => path.replace(/\.ts$/, "").split("/")[0] ?? "";
const imports = globSync("**/*.ts", { cwd: "src" })
  .flatMap((file) =>
    [
      ...readFileSync(`src/${file}`, "utf8").matchAll(
        /^(?:import|export)\s+(type\s)?(?:([^;]*?)\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm,
      ),
    ].map(([, type, names, from = "", inType]) => {
      const path = from || (inType ?? "");
      const to = path.startsWith(".")
        ? roomOf(posix.join(posix.dirname(file), path))
        : path.replace(/^(lowdb|kysely|@microsoft\/teams-ai|csv-parse|read-excel-file|write-excel-file|@orama\/stemmers)\/.*/, "$1");
      const typesOnly =
        type !== undefined ||
        inType !== undefined ||
        (names?.match(/^\{(.*)\}$/s)?.[1] ?? "x").split(",").every((n) => /^\s*(type\s|$)/.test(n));
      return { file, room: roomOf(file), to, typesOnly };
    }),
  )
  .filter((one) => !joiners.includes(one.room) && !one.file.endsWith(".d.ts"));

test("no file imports what its room may not", () => {
  expect(imports.length).toBeGreaterThan(200);
  const wrong = imports.filter(
    ({ room, to, typesOnly }) => !rows.get(room)?.includes(to) && !(typesOnly && rows.get(room)?.includes(`(${to})`)),
  );
  expect(wrong).toEqual([]);
});

test("no room may import what it does not need", () => {
  const needed = new Set(imports.map(({ room, to, typesOnly }) => `${room} ${typesOnly ? `(${to})` : to}`));
  const unused = [...rows].flatMap(([room, may]) => may.map((to) => `${room} ${to}`)).filter((one) => !needed.has(one));
  expect(unused).toEqual([]);
});

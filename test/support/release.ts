/**
 * Writes the data folder of this release to test/releases, as a test of later releases finds it: two records of each kind, some
 * changed, removed and erased, lists, claims, an older snapshot, and a journal that is not folded yet.
 *
 *     node test/support/release.ts 0.2.0
 *
 * Run it once for each release and never again; the file beside the folder says what a later release is to read there.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { type Change, type Entry, type Kind, kinds } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/lowdb.ts";
import { at, two } from "./two.ts";

const [release = ""] = process.argv.slice(2);
const folder = `test/releases/${release}`;
mkdirSync(folder);
const everyKind = Object.keys(kinds) as Kind[];
const put = (kind: Kind, i: 0 | 1) => ({ put: kind, value: two[kind][i] }) as Change;
const saw = (about: string, record: string): Change => ({
  append: "audit",
  value: { at, by: "kari", did: "saw", kind: "training", record, about },
});

const store = await openStore(folder, () => at);
await store.commit([
  ...everyKind.map((kind) => put(kind, 0)),
  { claim: "held" },
  { claim: "ends", until: "2100-01-01T00:00:00Z" },
  saw("ola", "1"),
]);
await store.commit([{ put: "mark", value: { id: "erased", count: 1 } }]);
await store.commit([
  { remove: "mark", id: "erased" },
  { append: "erasure", value: { at, kind: "mark", id: "erased" } },
]);
await store.purge();
await store.commit([...everyKind.map((kind) => put(kind, 1)), saw("siv", "2")]);
await store.purge();
// In the journal alone: what was changed, removed and put again, a claim, and an entry of a list.
for (const kind of everyKind) await store.commit([put(kind, 0)]);
await store.commit([{ remove: "mark", id: "a" }]);
await store.commit([put("mark", 0), { claim: "in the journal" }, saw("ola", "3")]);
const entries: Entry[] = [];
for await (const entry of store.everything()) entries.push(entry);
await store.close();
writeFileSync(`${folder}.json`, `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`);

/** `npm run prove [-- id …]`: the long proofs, and one table of figures. */
import { proofs } from "./index.ts";
import type { Row } from "./proof.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !proofs.some((p) => p.id === id));
if (unknown.length > 0) {
  process.stderr.write(`There is no proof "${unknown.join('", "')}". There are: ${proofs.map((p) => p.id).join(", ")}.\n`);
  process.exit(1);
}
const rows: Row[] = [];
for (const proof of proofs.filter((p) => wanted.length === 0 || wanted.includes(p.id))) {
  const start = performance.now();
  const say = (word: string) => void process.stderr.write(`${proof.id}: ${word}\n`);
  try {
    rows.push(...(await proof.run(true, say)));
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    rows.push({ promise: proof.id, asked: "an end", measured: "it failed", kept: false });
  }
  say(`${Math.round((performance.now() - start) / 1000)} s`);
}
const cell = (text: string) => text.replaceAll("|", "\\|");
process.stdout.write("| promise | asked | measured | kept |\n|---|---|---|---|\n");
for (const r of rows) process.stdout.write(`| ${cell(r.promise)} | ${cell(r.asked)} | ${cell(r.measured)} | ${r.kept ? "yes" : "NO"} |\n`);
process.exit(rows.every((r) => r.kept) ? 0 : 1);

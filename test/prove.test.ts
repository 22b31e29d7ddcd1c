/** A short sample of every proof; `npm run prove` runs them at length. */
import { expect, test } from "vitest";
import { proofs } from "./prove/index.ts";

for (const proof of proofs)
  test(proof.id, { timeout: 120_000 }, async () => {
    const rows = await proof.run(false, () => {});
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.kept)).toEqual([]);
  });
test("every proof has a name of its own", () => {
  expect(new Set(proofs.map((p) => p.id)).size).toBe(proofs.length);
});

/** "Gi meg kravene i Excel": everything of a kind as a table that the import reads. */
import { z } from "zod";
import { handedOut } from "../dialogue/files.ts";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import { exported, importable } from "../transfer/import.ts";
import { csvOf, xlsxOf } from "../transfer/written.ts";

const types = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

export const exportFile = definePage({
  id: "exportFile",
  about: z.object({ what: z.enum(importable).optional(), form: z.enum(["xlsx", "csv"]).optional() }),
  act: "files.take",
  answer: async ({ what, form }, scene, read) => {
    if (!what)
      return {
        out: [
          {
            card: "message",
            data: {
              lines: [{ say: "exportWhat" }],
              buttons: importable.map((one) => ({ act: one, title: { choice: one, of: "table" } })),
            },
            acts: Object.fromEntries(importable.map((one) => [one, ask("exportFile", { what: one })])),
          },
        ],
      };
    const sheet = await exported(read, what, scene.today);
    const called = { choice: what, of: "table" } as const;
    if (!form)
      return {
        out: [
          menu([{ say: "exportTable", what: called, n: sheet.rows.length }], {
            asExcel: ask("exportFile", { what, form: "xlsx" }),
            asCsv: ask("exportFile", { what, form: "csv" }),
          }),
        ],
      };
    // Whose records a file holds can see that it was taken out.
    for (const person of sheet.about ?? []) scene.sees("files.take", { record: { person, units: [] } });
    const bytes = form === "csv" ? csvOf(sheet) : await xlsxOf(sheet);
    return handedOut(scene, { say: "exportTable", what: called, n: sheet.rows.length }, [
      { id: scene.newId(), name: `kompis-${what}-${scene.today}.${form}`, bytes, type: types[form] },
    ]);
  },
});

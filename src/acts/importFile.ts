/** A file that HR has brought: what it is, what it would change, and then, on a word, all of that or nothing. */
import { z } from "zod";
import { asButtons, menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { CardOut, Line, Scene } from "../dialogue/scene.ts";
import { shortened } from "../domain/words.ts";
import { fileWaits } from "../ports/incoming.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";
import { missingIn } from "../transfer/columns.ts";
import { formats, type Importable, importable, planImport, understood } from "../transfer/import.ts";
import { digestOf, type Item, type Preview } from "../transfer/preview.ts";
import { FileTrouble } from "../transfer/sample.ts";
import { type Table, tableOf } from "../transfer/table.ts";

const most = 8;
const mostColumns = 12;

const mapping = z.record(z.string().max(200), z.string().max(200));
const about = z.object({
  file: z.string().optional(),
  kind: z.enum(importable).optional(),
  mapping: mapping.optional(),
  endMissing: z.boolean().optional(),
  /** It is something else than its columns say. */
  other: z.boolean().optional(),
  /** From which of the columns to show. */
  from: z.number().int().nonnegative().optional(),
  /** The digest of what was shown, where it is to be saved. */
  shown: z.string().optional(),
  drop: z.boolean().optional(),
});
type About = z.infer<typeof about>;

/** Where a file comes from: dropped here, or uploaded at an address that is good for one. */
const invitation = ({ publicUrl, newId, me, now }: Scene) => {
  const id = newId();
  const expires = new Date(Date.parse(now) + fileWaits).toISOString();
  const lines: Line[] = [{ say: "importHow" }, { say: "importKinds" }];
  if (!publicUrl) return { out: [menu(lines, { openExport: ask("exportFile") })] };
  return {
    changes: [{ put: "received", value: { id, person: me.id, name: "", bytes: null, expires }, at: 0 } as const],
    out: [
      menu(
        lines,
        { uploaded: ask("importFile", { file: id }), openExport: ask("exportFile") },
        { links: [{ title: { button: "upload" }, url: `${publicUrl}/upload/${id}` }] },
      ),
    ],
  };
};

const listed = (title: Line, items: readonly Item[]) =>
  items.length === 0
    ? []
    : [
        {
          title,
          lines: [
            ...items.slice(0, most).map(({ name, details }): Phrase => shortened([name, ...details].join(": "), 200)),
            ...(items.length > most ? [{ say: "andMore", n: items.length - most } as const] : []),
          ],
          buttons: [],
        },
      ];

/** What would be changed, with the rows that cannot be taken and why; the reasons are in Norwegian, as the file is. */
const previewCard = (kind: Importable, name: string, p: Preview, acts: ReturnType<typeof asButtons>): CardOut => {
  const counts = {
    added: p.added.length,
    changed: p.changed.length,
    unchanged: p.unchanged,
    gone: p.gone.length,
    rejected: p.rejected.length,
  };
  const rejected = p.rejected
    .toSorted((a, b) => a.row - b.row)
    .map((r) => ({ name: `${r.row} ${r.what}`.trim(), details: [r.reasons.join("; ")] }));
  const more = p.alsoNew.filter(({ names }) => names.length > 0).map(({ what, names }) => ({ name: what, details: [names.join(", ")] }));
  return {
    card: "list",
    data: {
      heading: { say: "importHeading", what: { choice: kind, of: "table" }, name },
      items: [
        ...listed({ say: "importRejected", n: rejected.length }, rejected),
        ...listed({ say: "importAdded", n: p.added.length }, p.added),
        ...listed({ say: "importChanged", n: p.changed.length }, p.changed),
        ...listed({ say: p.endMissing ? "importGoes" : "importMissing", n: p.gone.length }, p.gone),
        ...listed({ say: "importNotes" }, [...more, ...p.notes.map((note) => ({ name: note, details: [] }))]),
      ],
      notes: [
        { say: "importCounts", ...counts },
        ...(p.endMissing && p.gone.length > 0 ? [{ say: "importSure", n: p.gone.length } as const] : []),
        "import" in acts.acts || "importSurely" in acts.acts ? { say: "importNotSaved" } : { say: "importNothing" },
      ],
      buttons: acts.buttons,
    },
    acts: acts.acts,
  };
};

/** What the file is asked about until it is understood: which kind it is, and what its columns are. */
const question = (table: Table, asked: About, name: string, kind: Importable | undefined): CardOut | undefined => {
  if (!kind || asked.other)
    return {
      card: "message",
      data: {
        lines: [{ say: asked.other ? "importWhatThen" : "importWhat", what: name }],
        buttons: importable.map((one) => ({ act: one, title: { choice: one, of: "table" } })),
      },
      acts: Object.fromEntries(importable.map((one) => [one, ask("importFile", { file: asked.file, kind: one })])),
    };
  const missing = missingIn(table.heading, formats[kind].columns);
  if (!missing || missing.free.length === 0) return undefined;
  const { column } = missing;
  const from = asked.from ?? 0;
  const free = missing.free.slice(from, from + mostColumns);
  const { from: _, ...rest } = asked;
  const more = missing.free.length > from + free.length ? { more: ask("importFile", { ...asked, kind, from: from + mostColumns }) } : {};
  return {
    card: "message",
    data: {
      lines: [{ say: "importWhichColumn", what: name, column }],
      buttons: [
        ...free.map((theirs, i) => ({ act: `c${i}`, title: shortened(theirs, 60) })),
        ...("more" in more ? [{ act: "more", title: { button: "more" } as const }] : []),
      ],
    },
    acts: {
      ...Object.fromEntries(
        free.map((theirs, i) => [`c${i}`, ask("importFile", { ...rest, kind, mapping: { ...asked.mapping, [theirs]: column } })]),
      ),
      ...more,
    },
  };
};

/** The names of columns that HR has given before, for each kind. */
const keptMapping = async (kind: Importable | undefined, read: ReadStore) =>
  kind ? ((await read.get("columnMap", kind))?.value.columns ?? {}) : {};

const answered = async (asked: About, file: { name: string; bytes: string }, scene: Scene, read: ReadStore) => {
  const raw = await tableOf(Buffer.from(file.bytes, "base64"));
  const first = understood(raw, asked.kind, asked.mapping);
  const kept = await keptMapping(first.kind ?? asked.kind, read);
  const columns = { ...kept, ...asked.mapping };
  const { table, kind } = understood(raw, asked.kind ?? first.kind, columns);
  const unclear = question(table, asked, file.name, kind);
  if (unclear || !kind) return { out: unclear ? [unclear] : [] };
  const plan = (endMissing: boolean) => planImport(read, kind, raw, { today: scene.today, endMissing, mapping: columns });
  const planned = await plan(asked.endMissing ?? false);
  const shown = digestOf(planned.preview, planned.changes);
  const { preview, changes } = planned;
  if (asked.shown === shown && changes.length > 0) {
    const row = await read.get("received", asked.file ?? "");
    const learned = Object.keys(asked.mapping ?? {}).length > 0;
    const before = await read.get("columnMap", kind);
    return {
      changes: [
        ...changes,
        ...(row ? [{ remove: "received", id: row.value.id, at: row.revision } as const] : []),
        ...(learned ? [{ put: "columnMap", value: { id: kind, columns }, at: before?.revision ?? 0 } as const] : []),
      ],
      out: [
        {
          say: "importDone",
          added: preview.added.length,
          changed: preview.changed.length,
          gone: preview.endMissing ? preview.gone.length : 0,
        } as const,
      ],
    };
  }
  const again = { ...asked, kind };
  const ended = preview.gone.length > 0 && !asked.endMissing ? await plan(true) : undefined;
  const acts = asButtons(
    {
      [asked.endMissing ? "importSurely" : "import"]: changes.length > 0 ? ask("importFile", { ...again, shown }) : undefined,
      importAll: ended?.preview.endMissing && ended.changes.length > 0 ? ask("importFile", { ...again, endMissing: true }) : undefined,
      importOther: asked.kind ? undefined : ask("importFile", { file: asked.file, other: true }),
      dropFile: ask("importFile", { file: asked.file, drop: true }),
    },
    asked.endMissing ? undefined : "import",
  );
  return { out: [...(asked.shown ? [{ say: "importMoved" } as const] : []), previewCard(kind, file.name, preview, acts)] };
};

export const importFile = definePage({
  id: "importFile",
  about,
  act: "files.bring",
  answer: async (asked, scene, read) => {
    if (!asked.file) return invitation(scene);
    const kept = await read.get("received", asked.file);
    if (!kept || kept.value.person !== scene.me.id || kept.value.expires <= scene.now) return { out: [{ say: "importGone" }] };
    if (asked.drop) return { changes: [{ remove: "received", id: kept.value.id, at: kept.revision }], out: [{ say: "importDropped" }] };
    const { name, bytes } = kept.value;
    if (bytes === null) return { out: [{ say: "importNothingYet" }] };
    try {
      return await answered(asked, { name, bytes }, scene, read);
    } catch (error) {
      if (!(error instanceof FileTrouble)) throw error;
      return { out: [{ say: "fileTrouble", what: name, why: error.message }] };
    }
  },
});

/** What is to stand in a store once an archive is restored into it. Pure. */
import { retainedAs } from "../ports/retention.ts";
import { type Entry, type Kind, kinds, type List, lists, type RecordOf } from "../ports/store.ts";
import type { ArchiveFile } from "./archiveFile.ts";
import type { ListEntry } from "./lowdb/opening.ts";
import { digest, type Tally, tallyOf } from "./tally.ts";

export type Plan = {
  /** What it comes to. */
  readonly after: Tally;
  /** Records in the archive that were erased since. */
  readonly leftOut: number;
  entries(): AsyncIterable<Entry>;
};

type Row = Extract<Entry, { k: Kind }>;
/** Whose a record is, where it is somebody's; in the inbox by the id that the platform knows a person under. */
const ownerOf = ({ k, v }: Row): string | null => {
  if (k === "inbox") return (v as RecordOf<"inbox">).lane.split("/").at(-1) ?? null;
  const by: Readonly<{ [index: string]: ((value: never) => string | null) | undefined }> = kinds[k].by;
  return (by.person ?? by.to ?? by.registeredBy)?.(v as never) ?? null;
};

const nameOf = (entry: ListEntry) => digest({ ...entry, n: 1 });

/**
 * Lists only grow, also over a restore: what was appended to them since the archive is kept, and what was erased since
 * is not brought back.
 * @param appended the lists of the store as it is now
 * @param now claims that are over by then are left out
 */
export const planRestore = async (archive: ArchiveFile, appended: readonly ListEntry[], now: string): Promise<Plan> => {
  const known = new Set<string>();
  const last = new Map<List, number>();
  /** By what the platform knows them under. */
  const people = new Map<string, string>();
  for await (const entry of archive.entries())
    if ("l" in entry) {
      known.add(nameOf(entry));
      last.set(entry.l, Math.max(last.get(entry.l) ?? 0, entry.n));
    } else if ("k" in entry && entry.k === "person") {
      const { id, aadObjectId } = entry.v as RecordOf<"person">;
      if (aadObjectId) people.set(aadObjectId, id);
    }
  const since = appended
    .filter((entry) => !known.has(nameOf(entry)))
    .map((entry) => {
      const n = (last.get(entry.l) ?? 0) + 1;
      last.set(entry.l, n);
      return { ...entry, n };
    });
  const erased = since.filter((entry) => entry.l === "erasure").map((entry) => lists.erasure.schema.parse(entry.v));
  const gone = new Set(erased.map(({ kind, id }) => `${kind}/${id}`));
  const isGone = (entry: Entry) => {
    if (!("k" in entry)) return false;
    const owner = ownerOf(entry) ?? "";
    return gone.has(`${entry.k}/${entry.id}`) || gone.has(`${retainedAs(entry.k, entry.v as object)}/${people.get(owner) ?? owner}`);
  };
  const isOver = (entry: Entry) => "c" in entry && entry.u !== null && entry.u <= now;

  let leftOut = 0;
  const entries = async function* (): AsyncIterable<Entry> {
    leftOut = 0;
    for await (const entry of archive.entries())
      if (isGone(entry)) leftOut++;
      else if (!isOver(entry)) yield entry;
    yield* since;
  };
  const after = await tallyOf(entries());
  return { after, leftOut, entries };
};

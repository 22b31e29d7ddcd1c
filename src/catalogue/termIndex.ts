/** An inverted index in memory with BM25F: what stands in several fields is one occurrence with the fields' weights. */
import type { Terms } from "./terms.ts";

/** `lengths`: how far a long field counts less, 0–1. */
export type Field = { readonly weight: number; readonly lengths: number };

/** How soon more of the same adds nothing. */
const saturation = 1.5;

/** How much what no text says takes away from those that say the rest. */
const ofNowhere = 0.5;

/** The slots a term stands in, and how often, field by field, one slot after the other. */
type Posting = { readonly slots: number[]; readonly counts: number[] };

export type TermIndex = {
  /** In place of what was under the id; one entry for each field. */
  put(id: string, fields: readonly Terms[]): void;
  remove(id: string): void;
  /** How rare it is; what is nowhere is rarest. */
  rarity(term: string): number;
  has(term: string): boolean;
  /** What each id has of the terms, by slot; ids are in `ids`. */
  scores(query: Terms): Float64Array;
  /** What a text would have that says every term once in its first field; half for what no text says. */
  most(query: Terms): number;
  /** By slot; undefined where a slot is free. */
  readonly ids: readonly (string | undefined)[];
};

export const termIndexOf = (fields: readonly Field[]): TermIndex => {
  const ids: (string | undefined)[] = [];
  const slotOf = new Map<string, number>();
  const held: (readonly Terms[] | undefined)[] = [];
  const lengths: number[][] = [];
  const totals = fields.map(() => 0);
  const free: number[] = [];
  const postings = new Map<string, Posting>();
  /** For each slot and field what one occurrence is worth; undefined once something has changed. */
  let worth: Float64Array | undefined;

  const worths = (): Float64Array => {
    const found = new Float64Array(ids.length * fields.length);
    for (const slot of slotOf.values())
      fields.forEach(({ weight, lengths: by }, f) => {
        const mean = (totals[f] ?? 0) / slotOf.size || 1;
        found[slot * fields.length + f] = weight / (1 - by + (by * (lengths[slot]?.[f] ?? 0)) / mean);
      });
    return found;
  };
  const tally = (slot: number, by: 1 | -1) =>
    lengths[slot]?.forEach((n, f) => {
      totals[f] = (totals[f] ?? 0) + by * n;
    });
  const remove = (id: string) => {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    for (const term of new Set(held[slot]?.flatMap((terms) => [...terms.keys()]))) {
      const posting = postings.get(term);
      const at = posting?.slots.indexOf(slot) ?? -1;
      posting?.slots.splice(at, 1);
      posting?.counts.splice(at * fields.length, fields.length);
      if (posting?.slots.length === 0) postings.delete(term);
    }
    tally(slot, -1);
    slotOf.delete(id);
    ids[slot] = held[slot] = undefined;
    free.push(slot);
    worth = undefined;
  };
  const rarity = (term: string) => {
    const n = postings.get(term)?.slots.length ?? 0;
    return Math.log(1 + (slotOf.size - n + 0.5) / (n + 0.5));
  };
  return {
    ids,
    remove,
    rarity,
    has: (term) => postings.has(term),
    put: (id, terms) => {
      remove(id);
      const slot = free.pop() ?? ids.length;
      ids[slot] = id;
      slotOf.set(id, slot);
      held[slot] = terms;
      lengths[slot] = terms.map((t) => [...t.values()].reduce((a, n) => a + n, 0));
      tally(slot, 1);
      for (const term of new Set(terms.flatMap((t) => [...t.keys()]))) {
        let posting = postings.get(term);
        if (!posting) {
          posting = { slots: [], counts: [] };
          postings.set(term, posting);
        }
        posting.slots.push(slot);
        posting.counts.push(...terms.map((t) => t.get(term) ?? 0));
      }
      worth = undefined;
    },
    scores: (query) => {
      worth ??= worths();
      const found = new Float64Array(ids.length);
      const width = fields.length;
      for (const [term, n] of query) {
        const posting = postings.get(term);
        if (!posting) continue;
        const weight = n * rarity(term);
        for (let i = 0; i < posting.slots.length; i++) {
          const slot = posting.slots[i] ?? 0;
          let said = 0;
          for (let f = 0; f < width; f++) said += (posting.counts[i * width + f] ?? 0) * (worth[slot * width + f] ?? 0);
          found[slot] = (found[slot] ?? 0) + (weight * said) / (said + saturation);
        }
      }
      return found;
    },
    most: (query) => {
      const once = fields[0]?.weight ?? 1;
      return [...query].reduce(
        (sum, [term, n]) => sum + (n * rarity(term) * (postings.has(term) ? 1 : ofNowhere) * once) / (once + saturation),
        0,
      );
    },
  };
};

/** Rows of a kind's table, as records. */
import { z } from "zod";
import { type Kept, type Kind, lifted, StoreTrouble } from "../../ports/store.ts";
import { fromKey } from "./keys.ts";

export type Row = {
  readonly id: string;
  readonly value: unknown;
  readonly shape: number;
  readonly revision: number;
  readonly place: string;
};

/** @throws StoreTrouble naming the record that does not have the shape of its kind, or one that this release does not know */
export const keptOf = <K extends Kind>(kind: K, { id, value, shape, revision, place }: Row): Kept<K> => {
  try {
    return { value: lifted(kind, value, shape), revision, place: Number(place) };
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause).replace(/\s+/g, " ") : cause instanceof Error ? cause.message : cause;
    throw new StoreTrouble(`The ${kind} "${fromKey(id)}" in the database cannot be read (${why}). Restore it from a backup.`, { cause });
  }
};

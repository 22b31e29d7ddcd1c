/**
 * Keys as PostgreSQL can hold and order them. Its text knows neither U+0000 nor halves of pairs, and sorts by code point;
 * ours is any string, and goes by code unit. What differs is written as two characters that sort where it belongs.
 */
import { type Kind, kinds, type List, lists } from "../../ports/store.ts";

const shift = { "\u0001": 1, "\ue000": 0x800 } as const;
type Mark = keyof typeof shift;
const moved = (c: string, by: number) => String.fromCharCode(c.charCodeAt(0) + by);

export const toKey = (text: string): string =>
  text.replace(/[\u0000\u0001\ud800-\udfff\ue000]/g, (c) => {
    const mark: Mark = c <= "\u0001" ? "\u0001" : "\ue000";
    return mark + moved(c, shift[mark]);
  });

export const fromKey = (key: string): string => key.replace(/([\u0001\ue000])(.)/gs, (_, mark: Mark, c: string) => moved(c, -shift[mark]));

export const idOf = (kind: Kind, value: unknown): string => toKey((value as Readonly<Record<string, string>>)[kinds[kind].id] ?? "");

/** The key of a record in each of its indexes. */
export const indexed = (kind: Kind, value: unknown): Readonly<Record<string, string | null>> => {
  const by = Object.entries(kinds[kind].by as Readonly<Record<string, (value: unknown) => string | null>>);
  return Object.fromEntries(
    by.map(([name, keyOf]) => {
      const key = keyOf(value);
      return [name, key === null ? null : toKey(key)];
    }),
  );
};

/** What an entry of a list is found by. */
export const keyOf = (list: List, entry: unknown): string => toKey((lists[list].by as (entry: unknown) => string)(entry));

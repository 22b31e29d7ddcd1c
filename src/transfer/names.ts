/** Finding units, roles and competences by what people call them, and the ids that new ones get. */
import { foldedWords, oneEdit } from "../domain/words.ts";

export type Named = { readonly id: string; readonly name: string; readonly others: readonly string[] };
export type Found =
  | { readonly id: string }
  /** The same name or alias belongs to several. */
  | { readonly several: readonly Named[] }
  /** Nothing is called that; perhaps this was meant. */
  | { readonly near: string | undefined };

export type Names = { readonly find: (text: string) => Found; readonly isName: (text: string) => boolean };

export const folded = (text: string): string => foldedWords(text).join(" ") || text.toLowerCase();

/** A name goes before an alias, and the exact spelling before one that a reader would overlook. */
export const namesOver = (all: readonly Named[]): Names => {
  const index = (keys: (n: Named) => readonly string[]) => {
    const byKey = new Map<string, Map<string, Named>>();
    for (const n of all) for (const k of keys(n)) byKey.set(k, (byKey.get(k) ?? new Map()).set(n.id, n));
    return byKey;
  };
  const lower = (n: readonly string[]) => n.map((x) => x.toLowerCase());
  const tiers = [
    index((n) => lower([n.name])),
    index((n) => [folded(n.name)]),
    index((n) => lower(n.others)),
    index((n) => n.others.map(folded)),
    index((n) => lower([n.id])),
  ];
  const known = new Map<string, Found>();
  const look = (text: string): Found => {
    for (const tier of tiers)
      for (const k of [text.toLowerCase(), folded(text)]) {
        const hits = [...(tier.get(k)?.values() ?? [])];
        if (hits.length === 1 && hits[0]) return { id: hits[0].id };
        if (hits.length > 1) return { several: hits };
      }
    return { near: all.find((n) => [n.name, ...n.others].some((name) => isNear(name, text)))?.name };
  };
  const find = (text: string): Found => {
    const found = known.get(text) ?? look(text);
    known.set(text, found);
    return found;
  };
  return { find, isName: (text) => !("near" in find(text)) };
};

/** One slip of the pen in a word, or spaces put otherwise. "Sone 1" and "Sone 2" are two things and not near. */
export const isNear = (a: string, b: string): boolean => {
  const [x, y] = [foldedWords(a), foldedWords(b)];
  if (x.length === 0 || x.join(" ") === y.join(" ")) return false;
  if (x.join("") === y.join("")) return true;
  return x.length === y.length && x.every((w, i) => w === y[i] || (!/\d/.test(`${w}${y[i]}`) && oneEdit(w, y[i] ?? "")));
};

/** Why a name does not lead anywhere, with what may have been meant. */
export const lostName = (text: string, found: Exclude<Found, { id: string }>, what: string): string =>
  "several" in found
    ? `«${text}» kan være ${found.several
        .slice(0, 5)
        .map((n) => `«${n.name}»`)
        .join(" eller ")}; skriv hele navnet`
    : `${what} «${text}» finnes ikke.${found.near ? ` Mente du «${found.near}»?` : ""}`;

const letters: Readonly<Record<string, string>> = { æ: "ae", ø: "o", å: "a", đ: "d", ð: "d", ł: "l", ŋ: "n", ŧ: "t", ß: "ss", þ: "th" };

/** "Ána Bjørg Sætre" → "ana-bjorg-saetre"; `otherwise` where no letter or digit is left. */
export const slug = (name: string, otherwise: string): string =>
  name
    .toLowerCase()
    .replace(/[æøåđðłŋŧßþ]/g, (c) => letters[c] ?? c)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80) || otherwise;

/** Gives each new thing an id that nothing else has: the slug, and a number behind it where that is taken. */
export const newIds = (taken: Iterable<string>) => {
  const all = new Set(taken);
  const next = new Map<string, number>();
  return (wanted: string): string => {
    let id = wanted;
    let n = next.get(wanted) ?? 2;
    for (; all.has(id); n++) id = `${wanted}-${n}`;
    next.set(wanted, n);
    all.add(id);
    return id;
  };
};

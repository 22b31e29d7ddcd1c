/**
 * A small typed grammar over tokens. A parser looks at one place and says what stands there and where it ends.
 * Parsers know which words they can begin with, so that a long text costs little where nothing fits.
 */
import type { Token } from "./tokens.ts";

export type Match<T> = { readonly value: T; readonly after: number };
/** What a parser can begin with: these words, and digits or not. Undefined where it may be anything. */
type Starts = { readonly words: ReadonlySet<string>; readonly digits: boolean };
export type Parser<T> = {
  readonly at: (tokens: readonly Token[], i: number) => Match<T> | undefined;
  readonly starts: Starts | undefined;
  /** It may match nothing at all. */
  readonly empty?: true;
};
/** What a parser finds. */
export type Found<P> = P extends Parser<infer T> ? T : never;

const isDigit = (token: Token): boolean => token.text.charCodeAt(0) <= 57 && token.text.charCodeAt(0) >= 48;
const mayBegin = (starts: Starts | undefined, token: Token | undefined): boolean =>
  starts === undefined || (token !== undefined && (isDigit(token) ? starts.digits : starts.words.has(token.word)));

const union = (all: readonly (Starts | undefined)[]): Starts | undefined =>
  all.every((s) => s !== undefined) ? { words: new Set(all.flatMap((s) => [...s.words])), digits: all.some((s) => s.digits) } : undefined;

/** @param first what it can begin with, where that is known */
export const parser = <T>(at: Parser<T>["at"], first?: { readonly words?: string; readonly digits?: boolean }): Parser<T> => {
  const starts = first && { words: new Set(first.words?.split(" ") ?? []), digits: first.digits ?? false };
  return { starts, at: starts ? (tokens, i) => (mayBegin(starts, tokens[i]) ? at(tokens, i) : undefined) : at };
};

/** Every word that some parser asks for: none of them is a slip for another. */
export const grammarWords = new Set<string>();
const listed = (words: readonly string[]): ReadonlySet<string> => {
  for (const w of words) grammarWords.add(w);
  return new Set(words);
};

/** One of the words, written with blanks between; the value is the word. */
export const word = (words: string): Parser<string> => {
  const set = listed(words.split(" "));
  return {
    starts: { words: set, digits: false },
    at: (tokens, i) => {
      const said = tokens[i]?.word;
      return said !== undefined && set.has(said) ? { value: said, after: i + 1 } : undefined;
    },
  };
};

/** One of the words, each standing for something. */
export const named = <T>(meanings: Readonly<Record<string, T>>): Parser<T> => {
  const map = new Map(Object.entries(meanings).flatMap(([words, value]) => words.split(" ").map((w) => [w, value] as const)));
  return {
    starts: { words: listed([...map.keys()]), digits: false },
    at: (tokens, i) => {
      const said = tokens[i]?.word ?? "";
      return map.has(said) ? { value: map.get(said) as T, after: i + 1 } : undefined;
    },
  };
};

type FoundIn<P extends readonly Parser<unknown>[]> = { -readonly [K in keyof P]: Found<P[K]> };

/** One after the other. */
export const seq = <const P extends readonly Parser<unknown>[]>(...parts: P): Parser<FoundIn<P>> => {
  const solid = parts.findIndex((p) => !p.empty);
  const starts = union(parts.slice(0, solid < 0 ? parts.length : solid + 1).map((p) => p.starts));
  return {
    starts,
    ...(solid < 0 ? { empty: true } : {}),
    at: (tokens, i) => {
      if (solid >= 0 && !mayBegin(starts, tokens[i])) return undefined;
      const values: unknown[] = [];
      let at = i;
      for (const part of parts) {
        const m = part.at(tokens, at);
        if (!m) return undefined;
        values.push(m.value);
        at = m.after;
      }
      return { value: values as FoundIn<P>, after: at };
    },
  };
};

type Nth<P extends readonly Parser<unknown>[], N extends keyof P> = P[N] extends Parser<infer T> ? T : never;
/** One after the other; what stands at one of the places, counted from nought, is the value. */
export const pick = <const P extends readonly Parser<unknown>[], const N extends number & keyof P>(n: N, ...parts: P): Parser<Nth<P, N>> =>
  as(seq(...parts), (values) => (values as readonly unknown[])[n] as Nth<P, N>);

/** One token that passes the test; the value is the token. */
export const token = (test: (t: Token, tokens: readonly Token[], i: number) => boolean): Parser<Token> =>
  parser((tokens, i) => {
    const t = tokens[i];
    return t !== undefined && test(t, tokens, i) ? { value: t, after: i + 1 } : undefined;
  });
/** Nothing is read; only the place is looked at. */
export const here = (test: (tokens: readonly Token[], i: number) => boolean): Parser<true> => ({
  starts: undefined,
  empty: true,
  at: (tokens, i) => (test(tokens, i) ? { value: true, after: i } : undefined),
});

/** The first that fits. */
export const either = <const P extends readonly Parser<unknown>[]>(...ways: P): Parser<Found<P[number]>> => {
  const starts = union(ways.map((p) => p.starts));
  const anywhere = ways.filter((p) => p.empty || !p.starts);
  const byDigits = ways.filter((p) => p.empty || (p.starts?.digits ?? true));
  const byWord = new Map<string, readonly Parser<unknown>[]>();
  const waysFor = (token: Token | undefined): readonly Parser<unknown>[] => {
    if (token && isDigit(token)) return byDigits;
    if (!token || (starts && !starts.words.has(token.word))) return anywhere;
    if (!starts) return ways;
    const known = byWord.get(token.word) ?? ways.filter((p) => p.empty || mayBegin(p.starts, token));
    byWord.set(token.word, known);
    return known;
  };
  return {
    starts,
    ...(ways.some((p) => p.empty) ? { empty: true } : {}),
    at: (tokens, i) => {
      for (const way of waysFor(tokens[i])) {
        const m = way.at(tokens, i);
        if (m) return m as Match<Found<P[number]>>;
      }
      return undefined;
    },
  };
};

/** It, or nothing. */
export const opt = <T>(p: Parser<T>): Parser<T | undefined> => ({
  starts: p.starts,
  empty: true,
  at: (tokens, i) => p.at(tokens, i) ?? { value: undefined, after: i },
});

/** What is found, as something else; undefined where it is none after all. */
export const as = <T, U>(
  p: Parser<T>,
  make: (value: T, tokens: readonly Token[], from: number, after: number) => U | undefined,
): Parser<U> => ({
  ...p,
  at: (tokens, i) => {
    const m = p.at(tokens, i);
    const value = m && make(m.value, tokens, i, m.after);
    return m && value !== undefined ? { value, after: m.after } : undefined;
  },
});

/** Always the same value. */
export const means = <T>(p: Parser<unknown>, value: T): Parser<T> => as(p, () => value);

/** Each place of a text is read once. */
export const once = <T>(p: Parser<T>): Parser<T> => {
  const read = new WeakMap<readonly Token[], (Match<T> | null)[]>();
  return {
    ...p,
    at: (tokens, i) => {
      if (!p.empty && !mayBegin(p.starts, tokens[i])) return undefined;
      const known = read.get(tokens) ?? [];
      if (known.length === 0) read.set(tokens, known);
      const before = known[i];
      if (before !== undefined) return before ?? undefined;
      const m = p.at(tokens, i);
      known[i] = m ?? null;
      return m;
    },
  };
};

export type Place<T> = Match<T> & { readonly first: number };

/**
 * Everything of the kind in the text, in order and without overlap.
 * @param most how many are looked for
 */
export const all = <T>(p: Parser<T>, tokens: readonly Token[], most = 50): readonly Place<T>[] => {
  const found: Place<T>[] = [];
  for (let i = 0; i < tokens.length && found.length < most; ) {
    const m = p.at(tokens, i);
    if (m && m.after > i) {
      found.push({ ...m, first: i });
      i = m.after;
    } else i++;
  }
  return found;
};

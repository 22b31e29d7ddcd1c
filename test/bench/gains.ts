/** How good a list of hits is: nDCG over its first ten. */
export type Query = { readonly id: string; readonly kind: string; readonly text: string; readonly relevant: readonly string[] };
export const kinds = ["role", "title", "topic"] as const;

const gain = (place: number) => 1 / Math.log2(place + 2);
export const ndcg = (hits: readonly string[], relevant: readonly string[]): number => {
  const right = [...new Set(hits)].slice(0, 10).reduce((sum, hit, i) => sum + (relevant.includes(hit) ? gain(i) : 0), 0);
  return right / relevant.slice(0, 10).reduce((sum, _, i) => sum + gain(i), 0);
};

const mean = (all: readonly number[]) => all.reduce((sum, n) => sum + n, 0) / Math.max(1, all.length);
export const gains = async (queries: readonly Query[], ask: (text: string) => Promise<readonly string[]>) => {
  const each: { kind: string; gain: number }[] = [];
  for (const { kind, text, relevant } of queries) each.push({ kind, gain: ndcg(await ask(text), relevant) });
  const of = (...some: string[]) => mean(each.filter((one) => some.includes(one.kind)).map((one) => one.gain));
  return { byKind: Object.fromEntries(kinds.map((kind) => [kind, of(kind)])), roleAndTitle: of("role", "title") };
};

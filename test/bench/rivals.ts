/** Two search libraries, each with Norwegian stemming and the best of what it has for names that are written almost right. */
import { create, insertMultiple, search } from "@orama/orama";
import { language, stemmer } from "@orama/stemmers/norwegian";
import MiniSearch from "minisearch";
import { wordTerms } from "../../src/catalogue/terms.ts";
import { vocabularyOf } from "../../src/catalogue/vocabulary.ts";
import { wordsOf } from "../../src/catalogue/words.ts";

export type Doc = { readonly id: string; readonly title: string; readonly text: string };
export type Role = { readonly title: string; readonly text: string };
type Ask = (text: string) => readonly string[] | Promise<readonly string[]>;

const mostHits = 10;

export const rivals = async (docs: readonly Doc[], roles: readonly Role[]): Promise<readonly (readonly [name: string, ask: Ask])[]> => {
  const same = vocabularyOf();
  same.count(
    [...docs, ...roles].flatMap(({ title, text }) => wordsOf(`${title} ${text}`)),
    1,
  );
  const split = new MiniSearch<Doc>({
    fields: ["title", "text"],
    tokenize: (text) => [...wordsOf(text)],
    processTerm: (term) => [...wordTerms([term], same).keys()],
    searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
  });
  split.addAll(docs);
  const mini = new MiniSearch<Doc>({
    fields: ["title", "text"],
    processTerm: (term) => stemmer(term.toLowerCase()),
    searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
  });
  mini.addAll(docs);
  const schema = { id: "string", title: "string", text: "string" } as const;
  const orama = create({ schema, components: { tokenizer: { language, stemming: true, stemmer } } });
  await insertMultiple(orama, [...docs]);
  const oramaAsk =
    (tolerance: number): Ask =>
    async (term) => {
      const { hits } = await search(orama, {
        term,
        properties: ["title", "text"],
        boost: { title: 3 },
        tolerance,
        limit: mostHits,
        threshold: 1,
      });
      return hits.map((hit) => hit.document.id);
    };
  return [
    [
      "MiniSearch, stemmed, prefix and fuzzy",
      (text) =>
        mini
          .search(text)
          .slice(0, mostHits)
          .map((hit) => String(hit.id)),
    ],
    [
      "MiniSearch with Kompis' own compounds",
      (text) =>
        split
          .search(text)
          .slice(0, mostHits)
          .map((hit) => String(hit.id)),
    ],
    ["Orama, stemmed", oramaAsk(0)],
    ["Orama, stemmed, tolerance 1", oramaAsk(1)],
  ];
};

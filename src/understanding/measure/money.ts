/** What a measure costs, and who pays: "koster 6000 kr", "dekkes av OU-midler", "kompetansebudsjettet betaler". */
import { as, either, opt, type Parser, pick, seq, token, word } from "../grammar.ts";
import { atClauseStart, breaks, upTo, valued } from "../pieces.ts";
import { fits, type Token } from "../tokens.ts";
import { colon, field, nothing, type Piece, short } from "./piece.ts";

const cost: Parser<Piece> = as(
  pick(
    3,
    opt(word("økonomi økonomien kostnad kostnaden kostnader prisen pris budsjett budsjettet kost totalkostnad koster ramme rammen")),
    opt(either(colon, word("er på blir"))),
    opt(word("ca på rundt")),
    valued("money"),
  ),
  ({ read }): Piece => ({ slot: "economy", read }),
);
const costCentre = nothing(
  seq(
    word("kostnadssted kostnadsstad ansvar"),
    opt(colon),
    token((t) => /^\d/.test(t.text)),
  ),
);

const covered = field(
  "funding",
  either(
    pick(
      5,
      word("dekkes dekket betales betalt finansieres finansiert finansiering tas søkes"),
      opt(either(word("er blir skal"), colon)),
      opt(word("finansiert dekket betalt støttet")),
      opt(word("av over fra gjennom med via på by delvis i innenfor")),
      opt(word("av fra vårt vår den eget en")),
      short,
    ),
    pick(3, word("pengene penger midlene"), word("kommer tas hentes er"), word("fra av over"), short),
    pick(2, word("kr kroner"), word("fra av over på"), short),
  ),
);

const means =
  /(?:midler|midlane|midlar|midlene|budsjett|budsjettet|fondet|fond|tilskudd|tilskuddet|tilskot|tilskotet|støtte|stønad|stipend|potten|kontoen|grant|budget)$/;
const isMeans = (tokens: readonly Token[]) => tokens.some((t) => fits(means, t));
/** "Fra OU-midlene", "med tilskudd fra Statsforvalteren", "i kompetansetilskudd". */
const from: Parser<Piece> = field(
  "funding",
  as(pick(2, opt(word("fra av over på med via gjennom i om søker søkt får fått har")), opt(word("om et fra")), short), (said, tokens) =>
    isMeans(tokens.slice(said.first, Math.min(said.after, said.first + 3))) && !/^(?:mål|målet)$/.test(tokens[said.first]?.word ?? "")
      ? said
      : undefined,
  ),
  false,
);
const pays = word("betaler dekker finansierer");
const payer: Parser<Piece> = field(
  "funding",
  as(
    pick(
      1,
      atClauseStart,
      upTo((tokens, i) => breaks(tokens, i) || tokens[i]?.value !== undefined || pays.at(tokens, i) !== undefined),
      pays,
      opt(word("det alt dette")),
    ),
    (said, tokens) => (isMeans(tokens.slice(said.first, said.after)) ? said : undefined),
  ),
);

export const early: Parser<Piece> = either(costCentre, covered);
export const late: Parser<Piece> = either(cost, payer, from);

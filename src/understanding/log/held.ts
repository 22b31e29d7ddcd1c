/** Who held a course: "hos Skogkurs", "Statsforvalteren holdt det", "(Tekna)". */
import { as, either, here, opt, type Parser, pick, seq, token, word } from "../grammar.ts";
import { isOccupation } from "../people.ts";
import { atClauseStart, breaks, upTo } from "../pieces.ts";
import { isNamedOrganisation, organisation } from "../providers.ts";
import type { Range, Token } from "../tokens.ts";
import { courseLike } from "./signs.ts";

const colon = opt(token((t) => t.text === ":"));
const joins = /^(?:i|og|for)$/;
const isCapital = (t: Token | undefined) => /^\p{Lu}/u.test(t?.text ?? "");
/** Capitalised words in a row, with small ones between: "Aldring og helse". */
const capitals = upTo(
  (t, i) => breaks(t, i) || t[i]?.value !== undefined || !(isCapital(t[i]) || (joins.test(t[i]?.word ?? "") && isCapital(t[i + 1]))),
);
const name = either(organisation, capitals);

const heldIt = /^(?:holdt|arrangerte|sto|stod|kjørte|hadde|underviste|foreleste|kom|holder|leverte)$/;
const noName = /^(?:jeg|vi|det|den|som|kurset|hun|han|har|er|var|tok|og)$/;
/** Up to four words before what they did. */
const subject = upTo(
  (t, i, from) =>
    breaks(t, i) ||
    i - from >= 4 ||
    t[i]?.value !== undefined ||
    (i > from && heldIt.test(t[i]?.word ?? "")) ||
    noName.test(t[i]?.word ?? ""),
);
const it = word("det for kurset dette opplæringen");

/** Said of everybody: "hos eldre", "hos oss". */
const somebody = /^(?:eldre|barn|unge|ungdom|oss|meg|brukere|pasienter|elever|beboere|voksne|kvinner|menn)$/;
const oneWord: Parser<Range> = as(
  token(
    (t, tokens, i) =>
      /^\p{L}{2,}$/u.test(t.text) &&
      (breaks(tokens, i + 1) || tokens[i + 1]?.value !== undefined) &&
      !isOccupation(t) &&
      !somebody.test(t.word),
  ),
  (_t, _tokens, first, after) => ({ first, after }),
);
const schoolAt: Parser<Range> = as(
  token((t) => /^\p{L}{4,}(?:skolen|skulen)$/u.test(t.text)),
  (_t, _tokens, first, after) => ({ first, after }),
);

/** One or two capitalised words after "med" or "av" are somebody, not an organisation, as often as not. */
const isSomebody = (tokens: readonly Token[], r: Range): boolean =>
  r.after - r.first <= 2 && tokens.slice(r.first, r.after).every((t) => /^\p{Lu}\p{Ll}+$/u.test(t.text));
/** "Ferdig med HLR" names what was taken. */
const isTaken = (tokens: readonly Token[], from: number, r: Range): boolean =>
  tokens[from - 1]?.word === "ferdig" || courseLike.test(tokens[r.after - 1]?.text.toLowerCase() ?? "");
const sure = /^(?:hos|av|ved|via|fra|med)$/;

export const holder: Parser<Range> = either(
  pick(3, opt(word("i")), word("regi"), opt(word("av til")), name),
  pick(1, word("hos ved"), name),
  pick(1, word("fra ved"), schoolAt),
  pick(3, word("leverandør leverandøren arrangør arrangøren kursholder kursholderen tilbyder"), opt(word("var er")), colon, name),
  pick(
    0,
    organisation,
    word("arrangerte holdt sto holder heldt arrangerer stod var gjennomførte kjørte ga"),
    opt(word("for det kurset kursholder arrangør dette")),
    opt(word("det kurset")),
  ),
  as(
    seq(
      word("hos av med gjennom via ved på fra regi leverandøren arrangør arrangøren kursholder"),
      opt(word("leverandøren selskapet firmaet kursleverandøren")),
      organisation,
    ),
    ([lead, , said], tokens, from) => {
      // "På sykehuset" says where it was.
      const isPlace = lead === "på" && /sykehus|sjukehus|skol|skul/.test(tokens[said.first]?.text.toLowerCase() ?? "");
      const isRole = /leverandør(?:en)?$/.test(tokens[said.after - 1]?.word ?? "");
      return isPlace || isRole || isTaken(tokens, from, said) || !(sure.test(lead) || isNamedOrganisation(tokens, said)) ? undefined : said;
    },
  ),
  pick(0, organisation, word("står sto stod"), word("bak for")),
  pick(
    2,
    atClauseStart,
    opt(word("leverandøren firmaet")),
    subject,
    either(
      seq(word("holdt arrangerte sto stod kjørte hadde underviste foreleste holder leverte"), it, opt(word("det kurset"))),
      seq(word("kom"), word("til hit"), opt(word("oss"))),
      seq(word("holdt arrangerte underviste"), here(breaks)),
    ),
  ),
  pick(2, word("lærer teacher instruktør foreleser kursholder"), word("fra"), capitals),
  // "… (Tekna; digitalt)".
  as(
    seq(
      token((t) => t.text === "("),
      upTo((t, i, from) => breaks(t, i) || i - from >= 3 || !isCapital(t[i])),
    ),
    ([, said], tokens) =>
      /^\p{Lu}\p{Ll}/u.test(tokens[said.first]?.text ?? "") && said.first > 2 && /^[;,)]$/.test(tokens[said.after]?.text ?? "")
        ? said
        : undefined,
  ),
  pick(1, word("hos"), oneWord),
  pick(1, word("var"), name, word("som"), word("arrangerte holdt sto kjørte hadde holder arrangerer")),
  as(
    seq(opt(word("levert holdt arrangert run")), word("av via med"), opt(word("leverandøren selskapet firmaet")), capitals),
    ([held, , , said], tokens, from) => ((!held && isSomebody(tokens, said)) || isTaken(tokens, from, said) ? undefined : said),
  ),
);

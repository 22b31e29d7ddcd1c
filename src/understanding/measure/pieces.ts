/** The pieces of a measure that say themselves which field they are: "mål: …", "slik at …", "evalueres med …". */
import { as, either, here, opt, type Parser, pick, seq, token, word } from "../grammar.ts";
import { anyName, begins, fullName } from "../people.ts";
import { atClauseStart, breaks, upTo } from "../pieces.ts";
import { isNamedOrganisation, organisation } from "../providers.ts";
import { fits } from "../tokens.ts";
import { early, late } from "./money.ts";
import { be, calling, colon, field, long, nothing, type Piece, people, short } from "./piece.ts";
import { responsible } from "./responsible.ts";
import { times } from "./times.ts";

const to = token((t) => t.text === "å");
const is = word("er blir");
const first = here((tokens, i) => i > 0 && breaks(tokens, i - 1));

const unknown = nothing(
  seq(
    word("ansvarlig kontaktperson målgruppe frist evaluering kostnad"),
    opt(either(is, colon)),
    word("ikke ukjent avklares usikker"),
    opt(word("enda ennå")),
    opt(word("avklart bestemt kjent satt klart")),
  ),
);
const none = nothing(seq(word("uten"), word("frist fristen kostnad kostnader kostnaden evaluering")));

const name = either(
  field(
    "name",
    pick(
      2,
      word("navn navnet tittel tittelen name title"),
      either(colon, is, seq(word("på"), word("tiltaket"), opt(word("er")), opt(colon))),
      long,
    ),
  ),
  field("name", pick(3, word("heter kalt kalles kaller heiter kall"), opt(word("det tiltaket vi for opp")), opt(word("for")), calling)),
);

const goal = either(
  field(
    "goal",
    pick(
      6,
      word("mål målet målsetting målsettingen målsetjing formål formålet hensikt hensikten resultatmål"),
      opt(seq(word("og for med"), word("kriterier tiltaket dette det"))),
      opt(seq(word("for"), word("måloppnåelse"))),
      either(colon, seq(is, opt(colon)), word("at")),
      opt(word("at")),
      opt(to),
      long,
    ),
  ),
  field("goal", pick(2, first, word("mål"), long)),
  field("goal", pick(2, word("slik sånn"), word("at"), long), false),
  field("goal", pick(2, word("for"), to, long), false),
);

const audience = either(
  field("audience", pick(3, word("målgruppe målgruppene deltakere deltakerne omfatter"), opt(word("group er")), be, people)),
  field("audience", pick(3, word("hvem"), opt(word("er det for")), colon, people)),
  field(
    "audience",
    as(pick(2, word("gjelder"), opt(word("for")), people), (said, tokens) => (begins(tokens, said.first) ? said : undefined)),
  ),
  field("audience", pick(3, word("retter rettes gjelder"), opt(word("seg")), word("mot til for"), people)),
  field(
    "audience",
    pick(
      0,
      upTo((t, i) => breaks(t, i) || t[i]?.word === "er" || t[i]?.value !== undefined),
      word("er"),
      word("målgruppe målgruppen"),
    ),
  ),
);

const strategy = field(
  "strategy",
  pick(3, word("strategi strategien framgangsmåte fremgangsmåte strategy"), opt(word("vår våre min")), either(colon, is), long),
);

const plan = either(
  field("plan", pick(2, word("gjennomføring gjennomføringen gjennomføringsplan plan planen sted stedet arena"), either(colon, is), long)),
  as(
    pick(2, word("gjennomføres gjennomført gjennomførast foregår skjer avholdes"), word("som på ved i gjennom via med"), short),
    (said, tokens): Piece =>
      tokens[said.first]?.value || /^(?:perioden|tidsrommet|løpet)$/.test(tokens[said.first]?.word ?? "")
        ? { slot: "nothing" }
        : { slot: "plan", said, labelled: true },
  ),
);

const form =
  /(?:spørreskjema|spørjeskjema|spørreundersøkelse|spørjeundersøking|undersøkelse|undersøking|evalueringsskjema|questionnaire|survey|quiz|stikkprøver|stikkprøve)$/;
const evaluation = either(
  field(
    "evaluation",
    pick(
      4,
      word("evaluering evalueringen evalueringsform evaluation"),
      opt(word("skjer er blir gjøres i via gjennom med ved")),
      opt(colon),
      opt(word("med ved gjennom via i")),
      long,
    ),
  ),
  field(
    "evaluation",
    pick(
      3,
      word("evalueres evaluere evaluert evaluerer måles måle måler"),
      opt(word("vi det dette")),
      opt(word("skjer gjennom via med ved i på ut fra etter")),
      long,
    ),
  ),
);
/** "…, kort spørreskjema etterpå". */
const evaluationByForm = field(
  "evaluation",
  as(pick(1, atClauseStart, upTo(breaks)), (said, tokens) =>
    tokens.slice(said.first, said.after).some((t) => fits(form, t)) ? said : undefined,
  ),
  false,
);

const holds = word("holder hold leverer kjører arrangerer");
const it = word("det kurset dette opplæringen den");
const holder = word("leverandør leverandøren kursholder kursholderen arrangør arrangøren tilbyder tilbyderen foreleser");
const provider = either(
  field("provider", pick(2, holder, be, short)),
  field("provider", pick(2, word("kjøpes leveres holdes arrangeres kjøres"), word("av fra hos"), either(organisation, fullName))),
  field("provider", pick(1, word("med"), either(organisation, fullName), word("som"), holder)),
  field(
    "provider",
    pick(
      1,
      atClauseStart,
      anyName,
      holds,
      either(
        it,
        here((t, i) => breaks(t, i) || t[i]?.value !== undefined),
      ),
    ),
    false,
  ),
  field("provider", pick(1, word("leverandøren leverandør firmaet"), fullName, word("tar holder leverer kjører gir"))),
  field("provider", pick(1, atClauseStart, either(organisation, anyName), is, holder), false),
  field(
    "provider",
    as(seq(word("hos levert holdt gjennom via ved regi med av på"), opt(word("av hos")), organisation), ([lead, , said], tokens) =>
      /^(?:hos|levert|holdt|ved|regi)$/.test(lead) || (lead !== "på" && isNamedOrganisation(tokens, said)) ? said : undefined,
    ),
    false,
  ),
  field(
    "provider",
    pick(
      0,
      organisation,
      word("holder leverer arrangerer kjører står gjennomfører holdt leverte"),
      opt(word("det for kurset dette den opplæringen alt")),
      opt(word("det kurset dette opplæringen")),
    ),
    false,
  ),
);

/** The first that fits wins: what is said plainly before what is guessed. */
export const piece: Parser<Piece> = either(
  unknown,
  early,
  responsible,
  none,
  name,
  goal,
  audience,
  strategy,
  plan,
  evaluation,
  provider,
  late,
  evaluationByForm,
  times,
);

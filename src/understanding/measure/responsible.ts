/** Who answers for a measure: "ansvarlig: Kari", "Mette har ansvaret", "jeg tar det". */
import { as, either, here, opt, type Parser, pick, seq, token, word } from "../grammar.ts";
import { anyName, fullName, me } from "../people.ts";
import { atClauseStart, breaks } from "../pieces.ts";
import type { Range } from "../tokens.ts";
import { colon, type Piece } from "./piece.ts";

type Who = Range | "me";
const self: Parser<Who> = as(me, (): Who => "me");
const somebody: Parser<Who> = either(self, anyName);
/** A name without capitals stands alone in its clause: "mette har ansvaret". */
const who: Parser<Who> = either(pick(1, atClauseStart, somebody), self, fullName);
const lead = opt(seq(opt(word("det de")), opt(word("han hun er å"))));
/** "Siv i HR", "Kari på Fjellvik skole". */
const from = opt(
  seq(
    word("i på fra hos ved"),
    token((_t, tokens, i) => !breaks(tokens, i)),
    opt(token((t) => /^\p{Lu}|skole|avdeling|sone|kontor/u.test(t.text))),
  ),
);
const role = word("ansvarlig kontaktperson prosjektleder");

const said: Parser<Who> = either(
  pick(
    4,
    word("ansvarlig kontaktperson kontakt prosjektleder ansvar hovedansvar ansvaret tiltaksansvarlig"),
    opt(seq(word("for"), word("tiltaket dette det gjennomføringen gjennomføring oppfølging"))),
    opt(either(word("er blir skal være har får hos på står ligger ."), colon)),
    opt(word("være bli hos på til")),
    somebody,
  ),
  pick(
    1,
    lead,
    who,
    from,
    opt(word("skal kan vil som også")),
    opt(word("er blir står være bli stå settes")),
    opt(word("oppført satt")),
    opt(word("som opp nå")),
    role,
  ),
  pick(
    1,
    lead,
    who,
    from,
    opt(word("som så skal vil kan")),
    word("har tar får overtar ta ha få sitter"),
    opt(word("på med selv")),
    opt(word("seg")),
    word("ansvaret ansvar hovedansvaret hovedansvar"),
    opt(word("selv")),
  ),
  pick(
    1,
    lead,
    who,
    word("tar følger leder styrer koordinerer ordner fikser"),
    word("det dette den tiltaket opp i"),
    opt(word("det dette opp selv trådene")),
    opt(word("selv")),
  ),
  pick(1, lead, who, from, word("svarer står"), word("for"), opt(word("det dette tiltaket"))),
  pick(1, lead, fullName, word("leder styrer koordinerer ordner følger"), opt(word("opp")), here(breaks)),
  pick(1, word("leder prosjektleder"), fullName),
  // English "is in charge".
  pick(1, lead, who, opt(word("skal vil")), word("er være"), word("i på"), word("ansvaret")),
  pick(1, word("med"), somebody, word("som"), role),
  pick(1, word("sett sette settes"), either(self, fullName), word("som"), role),
);

export const responsible: Parser<Piece> = as(said, (person): Piece => ({ slot: "responsible", said: person }));

/** When a measure begins and when it is to be done. */
import { as, either, opt, type Parser, pick, seq, word } from "../grammar.ts";
import { valued } from "../pieces.ts";
import type { When } from "../when/index.ts";
import { colon, type Piece } from "./piece.ts";

const ended = word(
  "frist fristen deadline ferdig fullført avsluttes avsluttet slutt sluttdato gjennomført gjort unna levert ferdigstilt varer unnagjort fullførte",
);
const begun = word("start oppstart starter startet starte begynner begynne oppstartsdato startdato kick-off");
const lead = opt(
  seq(
    opt(word("er blir settes skal bør må")),
    opt(word("være satt bli på til")),
    opt(colon),
    opt(word("er i den på til ca rundt fra med allerede av")),
  ),
);
const date = valued("date");
const said = (slot: "deadline" | "start" | "when", p: Parser<{ readonly when: When }>): Parser<Piece> =>
  as(p, ({ when }): Piece => ({ slot, when }));

export const times: Parser<Piece> = either(
  said("deadline", pick(2, ended, lead, date)),
  said("start", pick(2, begun, lead, date)),
  said("when", pick(2, word("tidsrom tidsrommet periode perioden tid tidspunkt varighet når"), lead, date)),
  said("when", pick(1, opt(word("i på den til for")), date)),
);

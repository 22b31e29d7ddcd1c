/** What is said beside what was taken: its theme, with whom, where, and for whose eyes. */
import { either, opt, type Parser, pick, seq, token, word } from "../grammar.ts";
import { breaks, upTo } from "../pieces.ts";
import { organisation } from "../providers.ts";
import type { Range, Token } from "../tokens.ts";
import { courseLike } from "./signs.ts";

export const onlyForMe = seq(opt(word("og and")), word("bare kun only"), word("for til"), word("meg"), opt(word("selv alone")));

const theme = upTo(
  (t, i) =>
    breaks(t, i) ||
    t[i]?.value !== undefined ||
    (/^(?:hos|med|som|og)$/.test(t[i]?.word ?? "") && /^(?:det|var|jeg)$/.test(t[i + 1]?.word ?? "")),
);
/** What it was about, said apart from what it was called. */
export const topic: Parser<Range> = either(
  pick(
    1,
    token((t, tokens, i) => t.word === "om" && tokens[i - 1]?.text === ","),
    theme,
  ),
  pick(4, word("som og"), word("handlet handlar handla dreide gjaldt"), opt(word("seg")), opt(word("om for")), theme),
  pick(3, word("tema temaet emnet topic"), opt(word("var er")), opt(token((t) => t.text === ":")), theme),
  pick(2, word("handlet handla"), word("om"), theme),
);

const rest = upTo((t, i) => breaks(t, i) || t[i]?.value !== undefined);
const place =
  /(?:huset|hotell|hotellet|stasjonen|salen|senteret|rommet|skolen|sykehjemmet|sjukeheimen|biblioteket|rådhuset|avdelingen|avdelinga|jobb|jobben|sykehuset|teams|zoom|nett)$/u;
const isName = (t: Token | undefined) => /^\p{Lu}\p{Ll}+$/u.test(t?.text ?? "");
const isCourse = (t: Token | undefined) =>
  courseLike.test(t?.word ?? "") || /^(?:eksamen|opplært|utdanning|innføring|on|in)$/.test(t?.word ?? "");
const friend = token(
  (t, tokens, i) =>
    isName(t) &&
    !organisation.at(tokens, i) &&
    (breaks(tokens, i + 1) || tokens[i + 1]?.value !== undefined || /^(?:på|i|og|fra|den|om)$/.test(tokens[i + 1]?.word ?? "")),
);
/** Said, and no part of the record. */
export const beside: Parser<unknown> = either(
  seq(opt(word("i")), word("sammen lag"), word("med"), rest),
  seq(word("med"), opt(word("hun han")), friend),
  seq(
    word("på i ved"),
    token((t, tokens, i) => place.test(t.text.toLowerCase()) || (isName(t) && tokens[i - 1]?.word === "i" && !isCourse(tokens[i - 2]))),
    opt(token((t) => /^(?:hotell|kulturhus|skole|sykehjem|kurssenter|rådhus)$/i.test(t.text))),
  ),
);

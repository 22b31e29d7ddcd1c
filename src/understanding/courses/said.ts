/** What a question about courses is about: a theme, a role, those it is for, and when. */
import { as, either, opt, type Parser, parser, seq, word } from "../grammar.ts";
import { isGroup, isOccupation, isPlace } from "../people.ts";
import { breaks, isKind, upTo, written } from "../pieces.ts";
import { isMark, type Range, type Token } from "../tokens.ts";

type CourseSaid = {
  readonly topic?: string;
  /** As it was said, or "me". */
  readonly role?: string;
  readonly audience?: string;
  readonly from?: string;
  readonly to?: string;
};

/** Words that ask, and say nothing of what about. */
const filler = new Set(
  "hvilke hvilken hva slags er det finnes når går neste har dere du vis meg oss finn finne søk søke etter leter ser trenger vil ha jeg kan ta gå anbefal anbefale anbefales foreslå noen noe om i innen for på et en kurs kurset kursene kurstilbud opplæring opplæringen e-læring nettkurs videreutdanning videreutdanninger etterutdanning passer passe som til der bør må skal holdes holdt helst snart please takk hei kompis hjelp hjelpe gjerne lære mer mine min mitt rolle rollen jobben jobb jobbe jobber stillingen stilling nå lurer tilbyr å og and nett nettet melde meld plass med da forresten vi ok av the a an in of me do you have next help finding any on about looking for that list opp gang føre seg skjer tilbud tilgjengelig tilgjengelige aktuelle relevante relevant fit fits suit role my rolla ny nytt nye fra hjemmefra være ville kunne sende liste info informasjon mulig mulighet muligheter finst sette gidder lyst interessert ønsker hver ute arrangeres arrangert settes opp start starter begynner ledig ledige kommende programmet programme lærdom utdanning utdanninger bli bedre flinkere kompetanse dag dagen først gratis digitalt digitale grunnkurs should can could would like fått få alle de den denne dette her hos kommunen så men litt kjapt fort hvor gjør gjøre offer offers available there be search take ta gøy morsomt hallo hello lurt aktuelt vite learn better oversikt over tilbud opplæringstilbud flere mer andre annet recommend work beginner beginners nybegynnere nybegynner exist also også send utover våre vår egentlig sånn derre trene sine sin tiltak tiltaket".split(
    " ",
  ),
);
const isFiller = (t: Token | undefined) =>
  t === undefined || (isMark(t) && t.value === undefined) || filler.has(t.word) || filler.has(t.text.toLowerCase());

const stops = (t: readonly Token[], i: number, from: number): boolean =>
  breaks(t, i) ||
  (t[i]?.value !== undefined && !isKind(t[i], "quoted")) ||
  (i > from &&
    /^(?:for|til|som|hos|når|helst|snart|jeg|vi|der|passer|nå|kan|er|må|skal|har|please|takk|på|finnes|går|kommer|i)$/.test(
      t[i]?.word ?? "",
    ) &&
    !(
      /^(?:i|for|til|på)$/.test(t[i]?.word ?? "") &&
      !isFiller(t[i + 1]) &&
      t[i + 1]?.value === undefined &&
      !isOccupation(t[i + 1]) &&
      !isGroup(t[i + 1]) &&
      t[i]?.word !== "til" &&
      t[i]?.word !== "for"
    ));
const phrase = upTo(stops);

const occupied: Parser<Range> = parser((tokens, i) => {
  let after = i;
  while (
    after < i + 3 &&
    !isOccupation(tokens[after]) &&
    tokens[after] &&
    !isMark(tokens[after]) &&
    !/^(?:for|til|om|i|på|å|som|og)$/.test(tokens[after]?.word ?? "")
  )
    after++;
  if (!isOccupation(tokens[after])) return undefined;
  // "Assistent i SFO".
  let at = after + 1;
  if (/^(?:i|på|ved)$/.test(tokens[at]?.word ?? "") && !tokens[at + 1]?.value) {
    at++;
    while (
      at < after + 5 &&
      tokens[at] &&
      !isMark(tokens[at]) &&
      !tokens[at]?.value &&
      !/^(?:og|som|om|hvilke|hva)$/.test(tokens[at]?.word ?? "")
    )
      at++;
  }
  return { value: { first: i, after: after + 1 }, after: at };
});
const role: Parser<Range> = either(
  as(seq(word("jeg"), word("er"), opt(word("en")), opt(word("ny nyansatt")), occupied), (v) => v[4]),
  as(
    seq(
      word("vi"),
      word("er"),
      opt(parser((t, i) => (/^(?:to|tre|fire|fem|\d+)$/.test(t[i]?.word ?? "") ? { value: 1, after: i + 1 } : undefined))),
      occupied,
    ),
    (v) => v[3],
  ),
  as(seq(word("jobber work bli jobbe begynne begynner arbeider ansatt starter"), word("som"), opt(word("en ny")), occupied), (v) => v[3]),
  as(seq(word("for til som"), opt(word("en et oss de")), opt(word("ny nye")), occupied), (v) => v[3]),
  as(seq(word("en må bør trenger kan skal"), opt(word("en")), occupied), (v) => v[2]),
);
const group: Parser<Range> = as(
  seq(
    word("for til"),
    opt(word("oss de dem alle")),
    upTo(
      (t, i, from) =>
        breaks(t, i) ||
        (t[i]?.value !== undefined && !isKind(t[i], "number")) ||
        (i > from && (/^(?:om|nå|som|innen)$/.test(t[i]?.word ?? "") || (t[i]?.word === "i" && !isPlace(t[i + 1])))),
    ),
  ),
  (v, tokens) =>
    v[1] ||
    /^(?:hele|alle)$/.test(tokens[v[2].first]?.word ?? "") ||
    isGroup(tokens[v[2].first]) ||
    isPlace(tokens[v[2].after - 1]) ||
    /^(?:ny|nytilsett|nyansatt)/.test(tokens[v[2].first]?.word ?? "")
      ? v[2]
      : undefined,
);
const forMe = either(
  seq(word("for til"), word("meg mæ")),
  seq(word("min mitt mine"), word("rolle jobb stilling")),
  seq(word("rollen jobben stillingen rolla"), word("min")),
  seq(word("bør må skal burde should"), word("jeg")),
  seq(word("jeg"), word("bør må burde should")),
  seq(word("passer fit fits suit suits"), opt(word("for")), word("meg min my")),
);
const compound = /^\p{L}{2,}[-]?(?:kurs|kurset|kursa|kursene|opplæring|opplæringen)$/u;
const notTheme = /^(?:nettkurs|nettkurset|dagskurs|grunnkurs|e-læringskurs|småkurs|minikurs|e-læringskursene)$/;

/** @param tokens the sentence with its values */
export const courseSaid = (text: string, tokens: readonly Token[]): CourseSaid => {
  const said: { -readonly [K in keyof CourseSaid]: CourseSaid[K] } = {};
  const used: Range[] = [];
  const isFree = (i: number) => !used.some((u) => i >= u.first && i < u.after);
  const first = <T>(p: Parser<T>): T | undefined => {
    for (let i = 0; i < tokens.length; i++) {
      const m = isFree(i) ? p.at(tokens, i) : undefined;
      if (m) {
        used.push({ first: i, after: m.after });
        return m.value;
      }
    }
    return undefined;
  };
  tokens.forEach((t, i) => {
    if (!t.value || t.value.kind === "quoted") return;
    used.push({ first: i, after: i + 1 });
    if (t.value.kind !== "date" || t.value.when.impossible || t.value.when.bound || !t.value.when.from || !t.value.when.to || said.from)
      return;
    said.from = t.value.when.from;
    said.to = t.value.when.to;
  });
  const own = first(forMe);
  const who = first(role);
  if (who) said.role = written(text, tokens, who, /^(?:en|ny|nye|et|alle)$/);
  else if (own) said.role = "me";
  const those = first(group);
  if (those) said.audience = written(text, tokens, those);
  const about: Parser<Range> = as(seq(word("om innen innenfor i på mot med"), opt(word("det temaet hvordan")), phrase), (v, t) =>
    isFiller(t[v[2].first]) ? undefined : v[2],
  );
  for (let i = 0; i < tokens.length && !said.topic; i++) {
    if (!isFree(i)) continue;
    const m = about.at(tokens, i);
    if (m && !/^(?:morgen|kveld|nett|nettet|kommunen)$/.test(tokens[m.value.first]?.word ?? ""))
      said.topic = written(text, tokens, m.value, /^(?:og|noe|en|et|det|the|kurs|kurset)$/);
  }
  const named = tokens.find((t, i) => isFree(i) && compound.test(t.word) && !notTheme.test(t.word));
  if (!said.topic && named)
    said.topic = named.text.replace(/-?kurs(?:et|a|ene)?$/i, (m) => (named.text.length - m.length > 4 && /^-/.test(m) ? "" : m));
  if (!said.topic) {
    const runs: Range[] = [];
    for (let i = 0; i < tokens.length; i++) {
      if (!isFree(i) || (isFiller(tokens[i]) && !isKind(tokens[i], "quoted"))) continue;
      let after = i;
      while (
        after < tokens.length &&
        isFree(after) &&
        (!isFiller(tokens[after]) ||
          (/^(?:og|i|på)$/.test(tokens[after]?.word ?? "") && after > i && !isFiller(tokens[after + 1]) && isFree(after + 1)))
      )
        after++;
      runs.push({ first: i, after });
      i = after;
    }
    const run = runs.sort((a, b) => b.after - b.first - (a.after - a.first))[0];
    if (run) said.topic = written(text, tokens, run, /^(?:og)$/);
  }
  if (said.topic === "") delete said.topic;
  if (
    !who &&
    !own &&
    !said.topic &&
    !said.audience &&
    tokens.some((t) => t.word === "jeg" || t.word === "meg") &&
    tokens.some((t) => /^(?:bør|må|passer)$/.test(t.word))
  )
    said.role = "me";
  return said;
};

/** Dialect, nynorsk and common slips brought to the words that the grammar knows. What people wrote is kept for what is stored. */
import { own } from "../domain/words.ts";
import { fromEnglish } from "./english.ts";
import { mended } from "./spelling.ts";

const forms: Readonly<Record<string, string>> = Object.fromEntries(
  `
  alle: aille
  alt: ailt
  annen: annan
  ansatt: tilsett
  ansatte: tilsette
  ansvaret: ansvare
  ansvarlig: ansvarleg ansvarlege ansvarlige ansvarshavande
  bare: berre bærre
  begynner: byrjar
  begynte: byrja
  betales: betalast
  ble: vart
  dager: dagar dagr daga
  dagers: dagars
  de: dei
  deg: dæ
  dekkes: dekkjast dekkast
  dekket: dekt
  deltaker: deltakar deltager
  deltakere: deltakarar deltagere
  deltakerne: deltakarane
  deltatt: delteke deltaki
  dem: dæm dom
  dere: dokke dokker dåkke dykk
  e-læring: elaering elæring e-laering e-lering
  en: ein ei én éin
  enhver: einkvar
  er: e
  et: eit
  ett: eitt
  etter: ette
  evaluere: evaluera
  evalueres: evaluerast
  evaluering: evalueringa evalueringen
  fem: fæm
  ferdig: færdig ferdi
  fikk: fekk fækk
  finansieres: finansierast
  finne: finna
  finnes: finens finst fins finnst finnast
  for: førr
  forrige: førre førige forige førrige
  fra: frå ifrå
  fredag: freda fredan fredagen
  fullført: fullfort fullførd
  fullførte: fullførde fullforte
  fått: fådd
  føre: føra
  første: fyrste fyste forste
  gikk: gjekk jikk
  gjennom: igjennom
  gjennomført: gjenomført gjennonført gjennomfort gjennomfoert
  gjennomførte: gjennomførde gjenomførte gjennomforte
  gjør: gjer
  gjøre: gjere gjera gjære
  gått: gådd
  halvannen: halvannan halvanna halvannj halvtanna halvanden
  han: hain
  handler: hainnles
  har: ha hev
  hei: heia
  hel: heil
  hele: heile hæle
  hjelp: hjølp hjælp jelp
  holder: held
  holdt: heldt
  hos: hjå
  hun: ho hu
  husk: hugs
  hva: ka kva ke kå hvaslags
  hvem: kven hvæm kæm kem
  hver: kvar hvert
  hvilke: koss hvilka
  hvor: kor korr hårr
  hvordan: korleis korsn åssen hvorledes kordan korsen kossen
  hvorfor: kvifor koffer korfor
  høst: haust
  høsten: hausten
  høstferien: haustferien
  igår: igjår igaar
  ikke: ikkje itj ittj kje ikkj itte ikkjeno isje inte
  imorgen: imorra imorgo imorgon imårå
  innen: innan
  innenfor: innafor innanfor innom
  jeg: æ eg ej
  jul: jula julen
  kan: kain kånn
  koster: kostar koste
  kostnader: kostnadar
  kroner: krone krona
  kurs: krus kusr
  kursene: kursan kursa krusene
  kurset: kruset
  kvarter: kvartar
  la: lat
  leder: leiar
  ledere: leiarar
  lederen: leiaren
  legge: leggje
  leverandør: leverandor
  leverandøren: leverandoren
  lørdag: laurdag lørda laurda lordag lørdagen
  mandag: måndag månda manda mandan mandagen
  mangler: manglar
  meg: mæ
  min: mi
  minutter: minuttar minutta
  morgen: morra morgon mårra morrå mårrå
  måles: målast
  målgruppe: målgruppa målgruppen målgrupen målgruppene
  måned: månad mån maned
  måneden: månaden
  måneder: månader mnd
  måtte: mått
  neste: nest
  nettkurs: netkurs
  noe: nokka noko nåkka nokko nåkko nokke nåkke någe nåe nåkkå
  noen: nokon nokre nåen
  nyansatt: nytilsett
  nyansatte: nytilsette
  nyest: nyast
  nyåret: nyaret
  nå: naa
  når: nårr
  også: òg au óg
  ombestemte: ombestæmt
  onsdag: onsda onsdagen
  opplæring: oplæring opplaering
  opplæringen: opplæringa
  oppstart: oppstarta
  oss: åss
  passer: passar passa
  pinse: pinsa pinsen
  påske: påska påsken
  registrere: registrera
  se: sjå sjao
  selv: sjølv sjøl sjøøl sjæl
  senest: seinast seinest
  seneste: seinaste
  ser: sjer
  siden: sidan sia
  sju: sjau
  skal: ska skar sko
  skole: skule
  skolen: skulen
  skrive: skriva
  skulle: skulla sku
  snakke: snakka
  sommer: sommar
  sommeren: sommaren sommarn
  sommerferien: sommarferien
  spørre: spørja spyrje
  starter: startar
  startet: starta startte
  synes: synast
  søndag: sundag sønda sondag søndagen
  tar: tæk tek
  tatt: tat tat teke tikje tekje tatte tedd
  til: tel te
  tiltak: tiltk tiltag
  timer: timar tima tim tmer
  timers: timars
  tirsdag: tysdag tysda tirsda tisdag tirsdagen
  tjue: tjuge
  torsdag: torsda torsdagen
  trenger: treng trænge træng trængj trøng
  uka: veka uko uga ugå
  ukas: vekas
  uke: veke vike
  ukene: vekene
  uker: veker
  var: va
  vet: veit
  vi: me
  videreutdanning: vidareutdanning
  videreutdanninger: vidareutdanningar
  være: vere
  vært: vore vorre vroe vøri
  ønske: ynskje
  ønsker: ynskjer ynskjar onsker oensker
  endelig: endlig
  skjønner: skjonner
  ble: blei
  går: gaor
  på: pao
  siden: sida
  evaluerer: evaluerar
  jeg: jæ je
  oss: uss
  for: fø
  sammen: saman sammens
  uke: vega vekå
  hele: heila
  virker: virke verkar
  dette: detta detti
  timer: tmr
  fire: fir fira
  frist: tidsfrist svarfrist
  registrere: registere
  forrige: forrje førrje
  gi: gje gjev
  si: sei seia
  funker: funkar
  onsdag: onsda
  tilbyder: tilbydar
  lurer: lure
  denne: ditta
  dekker: dekkjer dekkjar
  for: fer førr
  tre: tri
  funker: funke fungere
  da: då
  stoppe: stoppa
  ønsker: ønskjer
  bør: burde
  setter: set
  bruker: brukar
  begynner: byrjar byrja
  varte: varte vara
  målgruppe: målgruppå
  ansvarlig: ansv ansvarleg
  timer: timr
`
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [form = "", ...said] = line.trim().split(/[: ]+/);
      return said.map((s) => [s, form]);
    }),
);

/** Æ, ø and å as they are written where a keyboard has none. */
const lettered = (word: string): string =>
  /^(?:noen?|\p{L}*poenga?|koen|skoen|roen|firmaet|temaet|dramaet|skjemaet)$/u.test(word)
    ? word
    : word.replaceAll("aa", "å").replaceAll("ae", "æ").replaceAll("oe", "ø");

const normalised = (word: string, isEnglish: boolean): string => {
  const known = own(forms, word) ?? fromEnglish(word, isEnglish);
  if (known) return known;
  const spelt = lettered(word);
  return own(forms, spelt) ?? mended(spelt);
};

/** Most words come again and again. */
const seen: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()];
const mostKept = 5000;

/** @param word lower case */
export const normal = (word: string, isEnglish: boolean): string => {
  const kept = seen[isEnglish ? 1 : 0];
  const before = kept.get(word);
  if (before !== undefined) return before;
  const found = normalised(word, isEnglish);
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, found);
  return found;
};

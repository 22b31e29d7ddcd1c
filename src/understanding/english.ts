/** English words by the Norwegian ones that the grammar knows. */
import { own } from "../domain/words.ts";

const pairs = (list: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line) => {
        const [norwegian = "", ...english] = line.split(/[:\s]+/);
        return english.map((e) => [e, norwegian]);
      }),
  );

/** Words that are English wherever they stand. */
const always = pairs(`
  kurs: course courses
  opplæring: training
  tok: took
  tatt: taken
  deltok: participated joined
  lærte: learned learnt
  så: watched
  studerte: studied
  kursbevis: certificate
  fullførte: completed finished finish
  deltok: attended
  bestod: passed
  timer: hours hrs
  time: hour hr
  minutt: minute
  minutter: minutes mins
  sekunder: seconds
  dag: day
  dager: days
  uke: week
  uker: weeks
  måned: month
  måneder: months
  år: year years
  kvartal: quarter
  igår: yesterday
  imorgen: tomorrow
  idag: today
  siden: ago
  forrige: last previous
  neste: next
  denne: this
  januar: january
  februar: february
  mars: march
  mai: may
  juni: june
  juli: july
  oktober: october
  desember: december
  mandag: monday
  tirsdag: tuesday
  onsdag: wednesday wensday
  torsdag: thursday
  fredag: friday
  lørdag: saturday
  søndag: sunday
  jul: christmas
  påske: easter
  våren: spring
  sommeren: summer
  høsten: autumn
  vinteren: winter
  første: first
  andre: second
  tredje: third
  fjerde: fourth
  femte: fifth
  ansvarlig: responsible
  frist: deadline
  tiltak: measure measures
  mål: goal aim
  målgruppe: audience
  koster: cost costs
  budsjett: budget
  gratis: free
  deltaker: participant participants attendee
  ansatt: employee
  ansatte: employees staff
  hver: each every
  eller: or
  og: and
  fra: from
  med: with
  før: before
  etter: after
  mellom: between
  vi: we
  min: my
  oss: us
  våre: our
  er: are
  var: was were
  vært: been
  hadde: had
  har: have has
  trenger: need needs
  ikke: not didn't don't doesn't haven't hasn't couldn't can't won't cannot
  aldri: never
  hva: what
  hvilke: which
  når: when
  hvem: who
  hvordan: how
  hvor: where
  noen: any
  noe: something anything somthing
  om: about
  finn: find
  vis: show
  alle: everyone everybody
  halv: half
  tre: three
  fire: four
  fem: five
  seks: six
  sju: seven
  åtte: eight
  ni: nine
  ti: ten
  elleve: eleven
  tolv: twelve
  femten: fifteen
  tjue: twenty
  tretti: thirty
  hundre: hundred
  tusen: thousand
  studiepoeng: credits ects
  starter: starting starts
  oppstart: start
  evaluering: evaluation
  evalueres: evaluated
  slutten: end
  tretten: thirteen
  fjorten: fourteen
  seksten: sixteen
  sytten: seventeen
  atten: eighteen
  nitten: nineteen
  førti: forty
  femti: fifty
  eksamen: exam
  gjort: done
  heter: called named
  logget: logged
  avlyst: cancelled canceled
  holdt: held
  deltok: attend
  levert: delivered
  penger: money
  kommer: comes come
  lærer: teacher
  ansvaret: charge
  tilbyder: provider
  bruker: use using
  hvorfor: why
  finansiert: funded
  betalt: paid
  målgruppe: target
  rollen: role
  passer: fit fits suit suits
  holder: holds
  samling: session
  økonomi: economy
`);

/** Words that are Norwegian too, or too short to tell: only where the whole sentence is English. */
const inEnglish = pairs(`
  jeg: i
  til: to until till
  i: in
  på: on
  ved: at
  av: by of
  er: is am
  den: the it
  være: be
  en: a an
  meg: me
  to: two
  alle: all
  ingen: no
  hvis: if
  som: that as
  skal: will shall
  skulle: going
  vil: want would like
  gjorde: did
  gjøre: do
  kan: can could
  for: for
  er: 'm 're
  har: 've
  skal: 'll
  vil: 'd
`);

/** Words that show that somebody writes English. */
export const englishWords: readonly string[] = Object.keys(always).filter(
  (w) => !/^(?:start|budget|or|end|any|use|free|exam|register|not)$/.test(w),
);

/** The Norwegian word, or undefined. */
export const fromEnglish = (word: string, isEnglish: boolean): string | undefined =>
  own(always, word) ?? (isEnglish ? own(inEnglish, word) : undefined);

/** Bokmål: files that HR brings and takes. */

export const lines = {
  filesOnlyHr: "Filer tar jeg bare imot fra HR.",
  importHow:
    "Slipp filen her i chatten, eller last den opp. Excel og CSV går like bra. Jeg viser deg hva som blir endret, og lagrer ingenting før du sier ja.",
  importKinds:
    "Jeg kan lese ansatte, kurs, virksomheter, roller, krav, opplæring, tiltak, behov, rekruttering og årsverk. Be om en mal hvis du trenger det: «eksporter krav».",
  importNothingYet: "Jeg har ikke fått noen fil ennå. Last den opp først.",
  importGone: "Den filen har jeg ikke lenger. Send den en gang til.",
  fileTooLarge: "Filen er større enn {n} MB. Del den i flere.",
  fileNotFetched: "Jeg fikk ikke hentet filen. Send den en gang til.",
  fileTrouble: "Filen «{what}» kan ikke leses: {why}",
  importWhat: "Hva inneholder «{what}»? Jeg kjenner ikke igjen kolonnene.",
  importWhatThen: "Hva inneholder «{what}» da?",
  importWhichColumn: "Hvilken kolonne i «{what}» er «{column}»?",
  importHeading: "{what} fra «{name}»",
  importCounts: "{added} nye, {changed} endret, {unchanged} uendret, {gone} står ikke i filen, {rejected} avviste rader",
  importAdded: "Nye ({n})",
  importChanged: "Endret ({n})",
  importMissing: "Står ikke i filen ({n})",
  importRejected: "Avviste rader ({n})",
  importRow: "Rad {row}: {why}",
  importNotes: "Merk",
  importNothing: "Jeg fant ikke noe nytt å lagre i filen.",
  importNotSaved: "Ingenting er lagret ennå. Avviste rader blir ikke med.",
  importGoes: "Tas bort ({n})",
  importSure: "Er du sikker? Jeg tar bort {n}, og det kan ikke angres.",
  importMoved: "Noe er endret siden du så dette. Her er det på nytt.",
  importDone: "Lagret: {added} nye, {changed} endret og {gone} tatt bort.",
  importDropped: "Greit, ingenting er lagret, og filen er slettet hos meg.",
  exportWhat: "Hva vil du ha som fil?",
  exportTable: "{what}: {n} rader. Filen kan endres i Excel og sendes tilbake.",
  fileOffered: "Si ja under, så får du filen i Teams.",
  fileNotKept: "Greit, da sletter jeg filen.",
  uploadHere: "Last opp fil til Kompis",
  uploadHow: "Velg en Excel- eller CSV-fil. Ingenting blir lagret før du har sett hva som blir endret.",
  uploadDone: "Filen er mottatt. Gå tilbake til chatten og trykk «Jeg har lastet opp».",
} as const;

export const buttons = {
  upload: "Last opp fil",
  uploaded: "Jeg har lastet opp",
  import: "Lagre dette",
  importAll: "Lagre, og ta bort det som ikke står i filen",
  importSurely: "Ja, lagre og ta bort",
  importOther: "Det er noe annet",
  dropFile: "Ikke lagre",
  openImport: "Legg inn fra fil",
  openExport: "Få ut som fil",
  asCsv: "CSV",
  asExcel: "Excel",
};

export const choices = {
  table: {
    people: "Ansatte",
    courses: "Kurs",
    units: "Virksomheter",
    roles: "Roller",
    requirements: "Krav",
    training: "Opplæring",
    plan: "Tiltak",
    needs: "Behov",
    recruitment: "Rekrutteringsbehov",
    workforce: "Årsverk",
  },
};

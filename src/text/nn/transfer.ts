/** Nynorsk: files that HR brings and takes. */

export const lines = {
  filesOnlyHr: "Filer tek eg berre imot frå HR.",
  importHow:
    "Slepp fila her i chatten, eller last ho opp. Excel og CSV går like bra. Eg viser deg kva som blir endra, og lagrar ingenting før du seier ja.",
  importKinds:
    "Eg kan lese tilsette, kurs, verksemder, roller, krav, opplæring, tiltak, behov, rekruttering og årsverk. Be om ein mal om du treng det: «eksporter krav».",
  importNothingYet: "Eg har ikkje fått noka fil enno. Last ho opp først.",
  importGone: "Den fila har eg ikkje lenger. Send ho ein gong til.",
  fileTooLarge: "Fila er større enn {n} MB. Del ho i fleire.",
  fileNotFetched: "Eg fekk ikkje henta fila. Send ho ein gong til.",
  fileTrouble: "Fila «{what}» kan ikkje lesast: {why}",
  importWhat: "Kva inneheld «{what}»? Eg kjenner ikkje att kolonnane.",
  importWhatThen: "Kva inneheld «{what}» då?",
  importWhichColumn: "Kva kolonne i «{what}» er «{column}»?",
  importHeading: "{what} frå «{name}»",
  importCounts: "{added} nye, {changed} endra, {unchanged} uendra, {gone} står ikkje i fila, {rejected} avviste rader",
  importAdded: "Nye ({n})",
  importChanged: "Endra ({n})",
  importMissing: "Står ikkje i fila ({n})",
  importRejected: "Avviste rader ({n})",
  importRow: "Rad {row}: {why}",
  importNotes: "Merk",
  importNothing: "Eg fann ikkje noko nytt å lagre i fila.",
  importNotSaved: "Ingenting er lagra enno. Avviste rader blir ikkje med.",
  importGoes: "Blir teke bort ({n})",
  importSure: "Er du sikker? Eg tek bort {n}, og det kan ikkje angrast.",
  importMoved: "Noko er endra sidan du såg dette. Her er det på nytt.",
  importDone: "Lagra: {added} nye, {changed} endra og {gone} tekne bort.",
  importDropped: "Greitt, ingenting er lagra, og fila er sletta hos meg.",
  exportWhat: "Kva vil du ha som fil?",
  exportTable: "{what}: {n} rader. Fila kan endrast i Excel og sendast tilbake.",
  fileOffered: "Sei ja under, så får du fila i Teams.",
  fileNotKept: "Greitt, då slettar eg fila.",
  uploadHere: "Last opp fil til Kompis",
  uploadHow: "Vel ei Excel- eller CSV-fil. Ingenting blir lagra før du har sett kva som blir endra.",
  uploadDone: "Fila er motteken. Gå tilbake til chatten og trykk «Eg har lasta opp».",
} as const;

export const buttons = {
  upload: "Last opp fil",
  uploaded: "Eg har lasta opp",
  import: "Lagre dette",
  importAll: "Lagre, og ta bort det som ikkje står i fila",
  importSurely: "Ja, lagre og ta bort",
  importOther: "Det er noko anna",
  dropFile: "Ikkje lagre",
  openImport: "Legg inn frå fil",
  openExport: "Få ut som fil",
  asCsv: "CSV",
  asExcel: "Excel",
};

export const choices = {
  table: {
    people: "Tilsette",
    courses: "Kurs",
    units: "Verksemder",
    roles: "Roller",
    requirements: "Krav",
    training: "Opplæring",
    plan: "Tiltak",
    needs: "Behov",
    recruitment: "Rekrutteringsbehov",
    workforce: "Årsverk",
  },
};

/** English: files that HR brings and takes. */

export const lines = {
  filesOnlyHr: "I only take files from HR.",
  importHow:
    "Drop the file here in the chat, or upload it. Excel and CSV are both fine. I show you what would change, and save nothing until you say yes.",
  importKinds:
    "I can read employees, courses, units, roles, requirements, training, measures, needs, recruitment and full-time equivalents. Ask for a template if you need one: “export requirements”.",
  importNothingYet: "I have not received a file yet. Upload it first.",
  importGone: "I no longer have that file. Send it again.",
  fileTooLarge: "The file is larger than {n} MB. Split it into several.",
  fileNotFetched: "I could not fetch the file. Send it again.",
  fileTrouble: "The file “{what}” cannot be read: {why}",
  importWhat: "What does “{what}” contain? I do not recognise its columns.",
  importWhatThen: "What does «{what}» contain, then?",
  importWhichColumn: "Which column in “{what}” is “{column}”?",
  importHeading: "{what} from “{name}”",
  importCounts: "{added} new, {changed} changed, {unchanged} unchanged, {gone} not in the file, {rejected} rejected rows",
  importAdded: "New ({n})",
  importChanged: "Changed ({n})",
  importMissing: "Not in the file ({n})",
  importRejected: "Rejected rows ({n})",
  importRow: "Row {row}: {why}",
  importNotes: "Please note",
  importNothing: "I found nothing new to save in the file.",
  importNotSaved: "Nothing is saved yet. Rejected rows are left out.",
  importGoes: "Taken away ({n})",
  importSure: "Are you sure? I take away {n}, and that cannot be undone.",
  importMoved: "Something has changed since you saw this. Here it is again.",
  importDone: "Saved: {added} new, {changed} changed and {gone} taken away.",
  importDropped: "Fine, nothing is saved, and I have deleted the file.",
  exportWhat: "What would you like as a file?",
  exportTable: "{what}: {n} rows. The file can be changed in Excel and sent back.",
  fileOffered: "Say yes below, and you get the file in Teams.",
  fileNotKept: "Fine, then I delete the file.",
  uploadHere: "Upload a file to Kompis",
  uploadHow: "Choose an Excel or CSV file. Nothing is saved before you have seen what would change.",
  uploadDone: "The file has arrived. Go back to the chat and press “I have uploaded it”.",
} as const;

export const buttons = {
  upload: "Upload a file",
  uploaded: "I have uploaded it",
  import: "Save this",
  importAll: "Save, and remove what is not in the file",
  importSurely: "Yes, save and take away",
  importOther: "It is something else",
  dropFile: "Do not save",
  openImport: "Bring in a file",
  openExport: "Get a file",
  asCsv: "CSV",
  asExcel: "Excel",
};

export const choices = {
  table: {
    people: "Employees",
    courses: "Courses",
    units: "Units",
    roles: "Roles",
    requirements: "Requirements",
    training: "Training",
    plan: "Measures",
    needs: "Needs",
    recruitment: "Recruitment needs",
    workforce: "Full-time equivalents",
  },
};

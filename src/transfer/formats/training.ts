/** Earlier training: who took what, and when. */
import type { Training } from "../../domain/training.ts";
import { dayIn, decimal, norwegian, numberIn, readerOf, shortText, tidy } from "../cells.ts";
import { folded, slug } from "../names.ts";
import type { RowFormat } from "../records.ts";

type Column = "Navn" | "E-post" | "Kurs" | "Dato" | "Til" | "Timer" | "Studiepoeng" | "Tilbyder";

const keyOf = (t: Pick<Training, "person" | "course" | "title" | "date">) => [t.person, t.course ?? folded(t.title), t.date.to].join("/");

export const training: RowFormat<"training", Column> = {
  kind: "training",
  columns: {
    required: ["Kurs", "Dato"],
    optional: ["Navn", "E-post", "Til", "Timer", "Studiepoeng", "Tilbyder"],
    aliases: {
      Epost: "E-post",
      "E-postadresse": "E-post",
      Ansatt: "Navn",
      Tittel: "Kurs",
      Opplæring: "Kurs",
      Fullført: "Dato",
      Gjennomført: "Dato",
      Fra: "Dato",
    },
  },
  // What people have logged is theirs, and no file takes it away.
  removes: false,
  // What is "bare for meg" is nobody else's, in a file too; what somebody says is wrong is not handed on.
  isClosed: (t) => t.onlyMe,
  key: keyOf,
  called: (t, { directory }) => `${directory.person(t.person)?.name ?? t.person}: ${t.title} ${t.date.to}`,
  reader: (sheet, { names, person, courses }, kept, _table, newId) => {
    const titles = new Map(courses.map((k) => [k.value.id, k.value.title]));
    return (row) => {
      const { need, read, wrong } = readerOf(row);
      const [email, name] = [tidy(row.cell("E-post")), tidy(row.cell("Navn"))];
      const who = email || name ? person(email, name) : "Navn eller E-post mangler";
      if (typeof who === "string") wrong.push(who);
      const said = need("Kurs", shortText, "");
      const found = names.course.find(said);
      const course = "id" in found ? found.id : null;
      const from = need("Dato", dayIn, "");
      const to = read("Til", dayIn, from);
      if (from && to < from) wrong.push("Til: datoen er før Dato");
      const told = {
        person: typeof who === "string" ? "" : who.id,
        course,
        title: (course && titles.get(course)) || said,
        date: { from, to },
      };
      const before = kept(keyOf(told))?.value;
      const value: Training = {
        id: before?.id ?? newId(slug(`${told.person} ${course ?? said} ${to}`, "opplaering")),
        ...told,
        title: before?.title ?? told.title,
        hours: sheet.has("Timer")
          ? read<number | null>("Timer", numberIn(2000, /\s*(t|timer?)\.?$/i), null) || null
          : (before?.hours ?? null),
        studyPoints: sheet.has("Studiepoeng")
          ? read<number | null>("Studiepoeng", numberIn(300, /\s*(stp|sp|studiepoeng)\.?$/i), null) || null
          : (before?.studyPoints ?? null),
        provider: sheet.has("Tilbyder") ? read<string | null>("Tilbyder", shortText, null) : (before?.provider ?? null),
        arena: before?.arena ?? null,
        onlyMe: before?.onlyMe ?? false,
        loggedBy: before?.loggedBy ?? "import",
        logged: before?.logged ?? to,
        objected: before?.objected ?? false,
        seen: before?.seen ?? null,
      };
      return { name: `${name || email}: ${said}`, wrong, values: [value] };
    };
  },
  write: (all, { directory }) => ({
    about: [...new Set(all.filter((t) => !t.objected).map((t) => t.person))],
    heading: ["Navn", "E-post", "Kurs", "Dato", "Til", "Timer", "Studiepoeng", "Tilbyder"],
    rows: all
      .filter((t) => !t.objected)
      .map((t) => [
        directory.person(t.person)?.name ?? t.person,
        directory.person(t.person)?.email ?? "",
        t.title,
        norwegian(t.date.from),
        t.date.to === t.date.from ? "" : norwegian(t.date.to),
        decimal(t.hours),
        decimal(t.studyPoints),
        t.provider ?? "",
      ]),
  }),
};

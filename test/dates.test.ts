/**
 * What a Norwegian leader writes when a bot asks for a day, with the days a colleague would have understood. Today is
 * Monday 23 November 2026, week 48. The right-hand side is "from..to"; an end that is not known is left out. Where
 * honest readers differ, each reading stands there.
 */
import { expect, test } from "vitest";
import { directoryOf } from "../src/domain/directory.ts";
import type { FieldKind, Heard } from "../src/ports/understanding.ts";
import { rules } from "../src/understanding/rules.ts";

const nothing = "nothing";
type Row = readonly [said: string, ...expected: string[]];

/** "When did you take it?" */
const taken: readonly Row[] = [
  ["i dag", "2026-11-23..2026-11-23"],
  ["idag", "2026-11-23..2026-11-23"],
  ["i går", "2026-11-22..2026-11-22"],
  ["igår", "2026-11-22..2026-11-22"],
  ["i forgårs", "2026-11-21..2026-11-21"],
  ["fredag", "2026-11-20..2026-11-20"],
  ["sist fredag", "2026-11-20..2026-11-20"],
  ["forrige torsdag", "2026-11-19..2026-11-19"],
  ["for to dager siden", "2026-11-21..2026-11-21"],
  ["for en uke siden", "2026-11-16..2026-11-16"],
  ["for 14 dager siden", "2026-11-09..2026-11-09"],
  ["12. november", "2026-11-12..2026-11-12"],
  ["12 nov", "2026-11-12..2026-11-12"],
  ["12.11", "2026-11-12..2026-11-12"],
  ["12.11.2026", "2026-11-12..2026-11-12"],
  ["12.11.26", "2026-11-12..2026-11-12"],
  ["12/11", "2026-11-12..2026-11-12"],
  ["2026-11-12", "2026-11-12..2026-11-12"],
  ["den 12.", "2026-11-12..2026-11-12"],
  ["3. desember", "2025-12-03..2025-12-03"],
  ["15. mai 2024", "2024-05-15..2024-05-15"],
  ["10.–12. november", "2026-11-10..2026-11-12"],
  ["fra 10. til 12. november", "2026-11-10..2026-11-12"],
  ["10-12 november", "2026-11-10..2026-11-12"],
  ["16. og 17. november", "2026-11-16..2026-11-17"],
  ["mandag 16. november", "2026-11-16..2026-11-16"],
  ["uke 46", "2026-11-09..2026-11-15", "2026-11-09..2026-11-13"],
  ["forrige uke", "2026-11-16..2026-11-22", "2026-11-16..2026-11-20"],
  ["i oktober", "2026-10-01..2026-10-31"],
  ["i mars i fjor", "2025-03-01..2025-03-31"],
  ["i fjor", "2025-01-01..2025-12-31"],
  ["første mai", "2026-05-01..2026-05-01"],
  ["syttende mai", "2026-05-17..2026-05-17"],
  ["tjueførste oktober", "2026-10-21..2026-10-21"],
  ["den tredje oktober", "2026-10-03..2026-10-03"],
  ["31. desember i fjor", "2025-12-31..2025-12-31"],
  ["for tre dagar sidan", "2026-11-20..2026-11-20"],
  ["for ei veke sidan", "2026-11-16..2026-11-16"],
  ["laurdag", "2026-11-21..2026-11-21"],
  ["tysdag", "2026-11-17..2026-11-17"],
];

/** "When does it run?", "What is the deadline?" */
const period: readonly Row[] = [
  ["innen 1. mai", "..2027-05-01"],
  ["frist 30. april", "..2027-04-30"],
  ["senest 1. mars", "..2027-03-01"],
  ["før 1. mai", "..2027-04-30", "..2027-05-01"],
  ["innen 15.01.27", "..2027-01-15"],
  ["må være ferdig til 1.5", "..2027-05-01"],
  ["innan 1. mai", "..2027-05-01"],
  ["17. mai", "..2027-05-17", "2027-05-17..2027-05-17"],
  ["1. mai neste år", "..2027-05-01", "2027-05-01..2027-05-01"],
  ["på fredag", "..2026-11-27", "2026-11-27..2026-11-27"],
  ["fredag 4. desember", "..2026-12-04", "2026-12-04..2026-12-04"],
  ["i morgen", "..2026-11-24", "2026-11-24..2026-11-24"],
  ["i overmorgen", "..2026-11-25", "2026-11-25..2026-11-25"],
  ["om to uker", "..2026-12-07", "2026-12-07..2026-12-07"],
  ["om en måned", "..2026-12-23", "2026-12-23..2026-12-23"],
  ["innen tre måneder", "..2027-02-23"],
  ["denne uka", "2026-11-23..2026-11-29", "2026-11-23..2026-11-27", "..2026-11-29", "..2026-11-27"],
  ["neste uke", "2026-11-30..2026-12-06", "2026-11-30..2026-12-04", "..2026-12-06"],
  ["uke 3", "2027-01-18..2027-01-24", "2027-01-18..2027-01-22"],
  ["uke 10-12", "2027-03-08..2027-03-28", "2027-03-08..2027-03-26"],
  ["i uke 12 og 13", "2027-03-22..2027-04-04", "2027-03-22..2027-04-02"],
  ["innen uke 8", "..2027-02-28", "..2027-02-26", "..2027-02-21"],
  ["i mars", "2027-03-01..2027-03-31"],
  ["i desember", "2026-12-01..2026-12-31"],
  ["innen utgangen av mars", "..2027-03-31"],
  ["slutten av mars", "..2027-03-31", "2027-03-21..2027-03-31"],
  ["medio mars", "..2027-03-15", "2027-03-15..2027-03-15"],
  ["ultimo april", "..2027-04-30", "2027-04-30..2027-04-30"],
  ["fra januar til mai", "2027-01-01..2027-05-31"],
  ["frå januar til mars", "2027-01-01..2027-03-31"],
  ["januar–mars 2027", "2027-01-01..2027-03-31"],
  ["fra 1. februar til 30. april", "2027-02-01..2027-04-30"],
  ["1.2.-30.4.2027", "2027-02-01..2027-04-30"],
  ["01.02.2027 - 30.04.2027", "2027-02-01..2027-04-30"],
  ["15. januar til 20. juni 2027", "2027-01-15..2027-06-20"],
  ["mellom 1. mars og 1. april", "2027-03-01..2027-04-01"],
  ["oppstart 1. februar, ferdig 15. juni", "2027-02-01..2027-06-15"],
  ["starter 1. februar", "2027-02-01.."],
  ["fra 1. februar", "2027-02-01.."],
  ["fra mars og ut året", "2027-03-01..2027-12-31"],
  ["ut året", "..2026-12-31"],
  ["innen nyttår", "..2026-12-31"],
  ["innan utgangen av året", "..2026-12-31"],
  ["før jul", "..2026-12-23", "..2026-12-24"],
  ["fra nå til jul", "2026-11-23..2026-12-24", "2026-11-23..2026-12-23"],
  ["før påske", "..2027-03-24", "..2027-03-27", "..2027-03-20", "..2027-03-19", "..2027-03-21"],
  ["før sommeren", "..2027-05-31", "..2027-06-30", "..2027-06-20"],
  ["i første tertial", "2027-01-01..2027-04-30"],
  ["innen utgangen av 1. tertial 2027", "..2027-04-30"],
  ["2. tertial", "2027-05-01..2027-08-31"],
  ["3. tertial 2027", "2027-09-01..2027-12-31"],
  ["første kvartal 2027", "2027-01-01..2027-03-31"],
  ["Q2 2027", "2027-04-01..2027-06-30"],
  ["første halvår 2027", "2027-01-01..2027-06-30"],
  ["i løpet av våren", "..2027-05-31", "..2027-06-30", "2027-01-01..2027-06-30", "2027-03-01..2027-05-31", "2027-01-01..2027-05-31"],
  ["høsten 2027", "2027-08-01..2027-12-31", "2027-08-01..2027-11-30", "2027-09-01..2027-11-30"],
  ["neste år", "2027-01-01..2027-12-31"],
  ["hele 2027", "2027-01-01..2027-12-31"],
  ["2027", "2027-01-01..2027-12-31", "..2027-12-31"],
  ["2027–2028", "2027-01-01..2028-12-31"],
  ["ut 2027", "..2027-12-31"],
  ["i løpet av 2027", "2027-01-01..2027-12-31", "..2027-12-31"],
  ["29. februar 2028", "..2028-02-29", "2028-02-29..2028-02-29"],
  ["31. april", nothing],
  ["30. februar", nothing],
  ["31.11.", nothing],
  ["29. februar 2027", nothing],
  ["9999-12-31", nothing],
  ["fredag om halvannen uke", "2026-11-27..2026-11-27", "..2026-11-27"],
  ["fredag om 99999999 uker", "2026-11-27..2026-11-27", "..2026-11-27"],
  ["halvannen kvartal", nothing],
];

const heard: Heard = {
  text: "",
  now: "2026-11-23T08:00:00Z",
  today: "2026-11-23",
  me: "",
  directory: directoryOf({ units: [], roles: [], people: [], leaderships: [] }),
  courses: [],
  competences: [],
  running: null,
  yesOrNo: false,
};
const understood = (kind: FieldKind, text: string): string => {
  const reading = rules.read({ kind }, text, heard);
  if ("complaint" in reading) return nothing;
  const { from, to } = reading.value as { from: string | null; to: string | null };
  return `${from ?? ""}..${to ?? ""}`;
};

const promise = (kind: FieldKind, rows: readonly Row[]) => {
  for (const [said, ...expected] of rows) test(`${kind}: ${said}`, () => expect(expected).toContain(understood(kind, said)));
};
promise("taken", taken);
promise("period", period);

/** Courses from CSV: costs, dates and choices in words, what is new, changed, gone and rejected. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cost } from "../../src/domain/cost.ts";
import type { Store } from "../../src/ports/store.ts";
import { render } from "../../src/text/render.ts";
import { arenaIn, costIn, datesIn, frequencyIn, linkIn } from "../../src/transfer/courseCells.ts";
import { previewText } from "../../src/transfer/preview.ts";
import { courseHeading, courseRows, csvOf, latin1, peopleHeading, peopleRows, sample, sampleFolder } from "../support/csv.ts";
import { emptyStore, importing, sampleStore } from "./support.ts";

type Cells = Readonly<Record<string, string>>;
const usual: Cells = {
  Tittel: "Nytt kurs",
  Kompetanse: "Førstehjelp",
  Kostnad: "gratis",
  Hyppighet: "Årlig",
  Tilbyder: "KS Læring",
  Arena: "E-læring",
};
const file = (rows: readonly Cells[], columns: readonly string[] = courseHeading) =>
  csvOf([columns, ...rows.map((r) => columns.map((c) => ({ ...usual, ...r })[c] ?? ""))]);
const kept = async (store: Store, content: string, endMissing = false) => {
  const planned = await importing("courses", content, store, endMissing);
  if (planned.changes.length > 0) expect(await store.commit(planned.changes)).toBe("done");
  return planned.preview;
};
const whole = csvOf([courseHeading, ...courseRows(sample.courses, sample.competences, sample.units, sample.roles)]);
const noChange = { added: [], changed: [], gone: [], rejected: [] };

describe("the files that are there", () => {
  test("the example is what the sample holds: importing it changes nothing", async () => {
    const { changes, preview } = await importing("courses", readFileSync(`${sampleFolder}/courses.csv`));
    expect(preview).toMatchObject({ added: [], changed: [], rejected: [], unchanged: 8 });
    expect(changes).toEqual([]);
  });

  test("the whole catalogue, written to CSV and read again, changes nothing", async () => {
    const { changes, preview } = await importing("courses", whole, undefined, true);
    expect(preview).toMatchObject(noChange);
    expect(changes).toEqual([]);
  });

  test("after the people, the whole catalogue goes into an empty store, new competences included", async () => {
    const store = await emptyStore();
    const everybody = csvOf([
      peopleHeading,
      ...peopleRows(sample.people, sample.leaderships, sample.units, sample.roles),
      // Roles and units that nobody of the sample has.
      ...sample.roles.map((r) => row(r.name.nb, "Fjellvik kommune", "")),
      ...sample.units
        .filter((u) => u.parent !== null)
        .map((u) => row("Lege", u.name, sample.units.find((x) => x.id === u.parent)?.name ?? "")),
    ]);
    await store.commit((await importing("people", everybody, store)).changes);
    const first = await kept(store, whole);
    expect(first.rejected).toEqual([]);
    expect(first.added).toHaveLength(sample.courses.length);
    const stored = (await store.find("course")).map((k) => k.value);
    for (const c of sample.courses)
      expect(stored.find((s) => s.id === c.id)).toMatchObject({
        title: c.title,
        cost: c.cost,
        dates: c.dates,
        held: c.held,
        arena: c.arena,
      });
    expect((await importing("courses", whole, store, true)).changes).toEqual([]);
  });
  const row = (role: string, unit: string, parent: string) => {
    const cells: Cells = {
      Navn: `${unit} ${role}`,
      Virksomhet: unit,
      "Overordnet virksomhet": parent,
      Rolle: role,
      Stillingsprosent: "0",
      Fra: "01.01.2020",
    };
    return peopleHeading.map((c) => cells[c] ?? "");
  };

  test("Windows-1252 is the same file", async () => {
    const text = file([{ Tittel: "Årsmøte på Røros" }]);
    expect(await importing("courses", latin1(text))).toEqual(await importing("courses", text));
  });
});

describe("costs in words", () => {
  const amount = (n: number, per: "event" | "participant" | "hundred" = "event"): Cost => ({ kind: "amount", amount: n, per });
  const costs: readonly (readonly [string, Cost])[] = [
    ["6 000 kr per 100", amount(6000, "hundred")],
    ["6 000 kr per 100 personer", amount(6000, "hundred")],
    ["2 500 kr per deltaker", amount(2500, "participant")],
    ["kr 2.500,- pr. deltaker", amount(2500, "participant")],
    ["10 000 kr", amount(10000)],
    ["10\u00a0000 kr", amount(10000)],
    ["kr 10 000", amount(10000)],
    ["10000", amount(10000)],
    ["1 250,50 kroner", amount(1250.5)],
    ["20 000–30 000 kr", { kind: "range", min: 20000, max: 30000, per: "event" }],
    ["20 000 kr - 30 000 kr per deltaker", { kind: "range", min: 20000, max: 30000, per: "participant" }],
    ["mellom 500 og 900 kr", { kind: "range", min: 500, max: 900, per: "event" }],
    ["0–500 kr", { kind: "range", min: 0, max: 500, per: "event" }],
    ["Innenfor rammen", { kind: "frame" }],
    ["innanfor ramma", { kind: "frame" }],
    ["interne kostnader", { kind: "internal" }],
    ["Ikke beregnet", { kind: "notEstimated" }],
    ["GRATIS", { kind: "free" }],
    ["0 kr", { kind: "free" }],
  ];
  test.for(costs)("%s", ([text, cost]) => expect(costIn(text)).toEqual({ value: cost }));
  test.for(["mye", "-500 kr", "10 000 kr per måned", "30 000–20 000 kr", "20–30 000 kr", "1 000 000 000 000 kr", "12 34 kr", "=1+1"])(
    "not: %s",
    (text) => expect(costIn(text)).toHaveProperty("wrong"),
  );
  test("property: what the bot writes of a cost is read as that cost", () => {
    const kroner = fc.integer({ min: 1, max: 9_999_999 });
    const per = fc.constantFrom("event", "participant", "hundred");
    const cost: fc.Arbitrary<Cost> = fc.oneof(
      fc.record({ kind: fc.constant("amount" as const), amount: kroner, per }),
      fc
        .record({ kind: fc.constant("range" as const), min: kroner, more: kroner, per })
        .map(({ more, ...r }) => ({ ...r, max: r.min + more })),
      fc.constantFrom<Cost>({ kind: "free" }, { kind: "frame" }, { kind: "internal" }, { kind: "notEstimated" }),
    );
    fc.assert(
      fc.property(cost, (c) => {
        fc.pre(c.kind !== "range" || c.min >= 1000);
        expect(costIn(render({ cost: c }, "nb"))).toEqual({ value: c });
      }),
    );
  });
});

describe("dates", () => {
  test("days, spans, clock times and places", () => {
    const at = (from: string, to: string, start: string | null, end: string | null, place: string) => ({ from, to, start, end, place });
    expect(
      datesIn(
        "09.12.2026 13.00–15.00 Brannstasjonen | 12.01.2027–13.01.2027 Møterom Fjell, rådhuset\n2027-02-01 kl. 9:30 - 12 Digitalt | 1.3.2027",
      ),
    ).toHaveProperty("wrong");
    expect(
      datesIn(
        "09.12.2026 13.00–15.00 Brannstasjonen | 12.01.2027–13.01.2027 Møterom Fjell, rådhuset\n2027-02-01 kl. 9:30 - 12.00 Digitalt | 1.3.2027",
      ),
    ).toEqual({
      value: [
        at("2026-12-09", "2026-12-09", "13:00", "15:00", "Brannstasjonen"),
        at("2027-01-12", "2027-01-13", null, null, "Møterom Fjell, rådhuset"),
        at("2027-02-01", "2027-02-01", "09:30", "12:00", "Digitalt"),
        at("2027-03-01", "2027-03-01", null, null, ""),
      ],
    });
  });
  test("a comma or a semicolon before the next date separates too", () => {
    const read = datesIn("09.12.2026 Rådhuset, kantina, 10.12.2026 Skolen; 11.12.2026");
    expect("value" in read && read.value.map((d) => d.place)).toEqual(["Rådhuset, kantina", "Skolen", ""]);
  });
  test.for(["til våren", "31.02.2027", "09.12.2026 25.00 Sted", "09.12.2026 15.00–13.00", "10.12.2026–09.12.2026", "09.12.26"])(
    "not: %s",
    (text) => expect(datesIn(text)).toHaveProperty("wrong"),
  );
});

test("arena, how often and link in words", () => {
  expect(
    [arenaIn("internt kurs"), arenaIn("Elæring"), arenaIn("Rettleiing av kollegaer")].filter((r) => "value" in r).length,
  ).toBeGreaterThan(1);
  expect(["Hvert 2.–3. år", "hvert 2. år", "Halvårlig", "én gang", "årlig", "Ved behov"].map(frequencyIn)).toEqual(
    ["every2To3Years", "everySecondYear", "twiceAYear", "once", "yearly", "whenNeeded"].map((value) => ({ value })),
  );
  expect(frequencyIn("av og til")).toEqual({ wrong: expect.stringMatching(/Skriv ett av disse: Én gang, /) });
  expect(linkIn("www.kslaring.no")).toEqual({ value: "https://www.kslaring.no" });
  for (const link of ["javascript:alert(1)", "kslaring", "https://", "file:///etc/passwd"]) expect(linkIn(link)).toHaveProperty("wrong");
});

describe("new and changed", () => {
  test("a new course gets its title for an id; an unknown competence comes into being, and a near one is pointed out", async () => {
    const store = await sampleStore();
    const preview = await kept(
      store,
      file([
        {
          Tittel: "Kajakk på Fjellvik",
          Kompetanse: "Padling, Førstehjelp",
          Roller: "spl, Lærer 1.–7. trinn, språk",
          Virksomheter: "Seksjon teknisk, plan og beredskap",
          Timer: "1,5 timer",
        },
        { Tittel: "Kajakk II", Kompetanse: "Førstehjelpp", Roller: "alle" },
      ]),
    );
    expect(preview).toMatchObject({ rejected: [], alsoNew: [{ names: ["Padling", "Førstehjelpp"] }] });
    expect(preview.notes.join()).toContain("Mente du «Førstehjelp»?");
    expect((await store.get("course", "kajakk-pa-fjellvik"))?.value).toEqual({
      id: "kajakk-pa-fjellvik",
      title: "Kajakk på Fjellvik",
      aliases: [],
      description: "",
      competences: ["padling", "forstehjelp"],
      roles: ["sykepleier", "larer-1-7-sprak"],
      units: ["teknisk"],
      level: null,
      hiredWithin: null,
      extent: { hours: 1.5, days: null, studyPoints: null, note: null },
      cost: { kind: "free" },
      held: "yearly",
      provider: "KS Læring",
      arena: "eLearning",
      paidTime: true,
      link: null,
      dates: [],
      withdrawn: false,
    });
  });

  test("without a code the title finds the course; columns that the file lacks leave what is kept", async () => {
    const store = await sampleStore();
    const before = sample.courses.find((c) => c.id === "forstehjelp");
    const columns = ["Tittel", "Kompetanse", "Kostnad", "Hyppighet", "Tilbyder", "Arena"];
    const preview = await kept(
      store,
      file([{ Tittel: "førstehjelp", Kostnad: "7 000 kr", Hyppighet: "Årlig", Tilbyder: "Røde Kors", Arena: "Internt kurs" }], columns),
    );
    expect(preview.changed).toEqual([
      {
        name: "førstehjelp",
        details: [
          "tittel Førstehjelp → førstehjelp",
          expect.stringMatching(/^kostnad 6.000 kr per 100 personer → 7.000 kr$/),
          "hyppighet Hvert andre eller tredje år → Årlig",
          "tilbyder Fjellvik kommune → Røde Kors",
        ],
      },
    ]);
    expect((await store.get("course", "forstehjelp"))?.value.dates).toEqual(before?.dates);
  });

  test("what is not in the file is shown, and withdrawn only with --end-missing", async () => {
    const store = await sampleStore();
    const open = sample.courses.filter((c) => !c.withdrawn).length;
    const shown = await kept(store, file([{}]));
    expect(shown.gone).toHaveLength(open);
    expect(previewText(shown)).toContain("bruk --end-missing for å trekke dem");
    await kept(store, file([{}]), true);
    expect((await store.find("course")).filter((k) => !k.value.withdrawn).map((k) => k.value.title)).toEqual(["Nytt kurs"]);
    expect((await importing("courses", file([{}]), store, true)).changes).toEqual([]);
  });
});

describe("rejected rows say why", () => {
  const bad: readonly (readonly [string, Cells, RegExp])[] = [
    ["no title", { Tittel: "" }, /Tittel mangler/],
    ["no provider", { Tilbyder: "" }, /Tilbyder mangler/],
    ["an unknown arena", { Arena: "Skogen" }, /Arena: «Skogen» er ukjent. Skriv ett av disse: Det daglige arbeidet, /],
    ["an unknown frequency", { Hyppighet: "titt og ofte" }, /Hyppighet: «titt og ofte» er ukjent/],
    ["no frequency", { Hyppighet: "" }, /Hyppighet mangler/],
    ["a cost that is none", { Kostnad: "dyrt" }, /Kostnad: «dyrt» er ikke en kostnad/],
    ["an unknown role", { Roller: "Sykepleier, Astronaut" }, /Roller: rollen «Astronaut» finnes ikke/],
    ["a near unit", { Virksomheter: "Hjemmetjensten" }, /Mente du «Hjemmetjenesten»\?/],
    ["hours in words", { Timer: "mange" }, /Timer: «mange» er ikke et tall/],
    ["too many hours", { Timer: "9999" }, /fra 0 til 2000/],
    ["a date that is none", { Datoer: "30.02.2027 Rådhuset" }, /Datoer: datoen «30.02.2027» finnes ikke/],
    ["a link to nowhere", { Lenke: "javascript:alert(1)" }, /Lenke: .*https/],
    ["neither yes nor no", { Trukket: "kanskje" }, /ja eller nei/],
    ["another code for a known title", { Kode: "K-1", Tittel: "Førstehjelp" }, /finnes i Kompis med koden «forstehjelp»/],
    ["a description without end", { Beskrivelse: "a".repeat(8001) }, /8000 tegn/],
  ];
  test.for(bad)("%s", async ([, cells, why]) => {
    const { changes, preview } = await importing("courses", file([cells]));
    expect(preview.rejected.map((r) => r.row)).toEqual([2]);
    expect(preview.rejected[0]?.reasons.join("; ")).toMatch(why);
    expect(changes).toEqual([]);
  });
  const twice: readonly (readonly [string, Cells, Cells])[] = [
    ["one code", { Kode: "K", Tittel: "A" }, { Kode: "k", Tittel: "B" }],
    ["one title without codes", { Tittel: "A" }, { Tittel: "a" }],
    ["one title, one with a code", { Tittel: "A", Kode: "K" }, { Tittel: "A" }],
    ["a known course by code and by title", { Tittel: "Førstehjelp" }, { Tittel: "Annet", Kode: "forstehjelp" }],
  ];
  test.for(twice)("both rows: %s", async ([, a, b]) => {
    const { changes, preview } = await importing("courses", file([a, b]));
    expect(preview.rejected.map((r) => r.row)).toEqual([2, 3]);
    expect(changes).toEqual([]);
  });
});

test("property: whatever is imported, importing it again changes nothing", async () => {
  const cell = (...all: readonly string[]) => fc.constantFrom(...all);
  const cells = fc.record({
    Kode: cell("", "", "forstehjelp", "K-1", "nytt"),
    Tittel: cell("Førstehjelp", "Nytt", "nytt!", "Motorsagkurs", "+ -", "Æ"),
    Kompetanse: cell("", "Førstehjelp", "Padling, Førstehjelp", "Padling | =1+1"),
    "Andre navn": cell("", "a, b", "a | b, c"),
    Datoer: cell("", "01.02.2027 Her", "x"),
    Kostnad: cell("", "10 kr", "20 000–30 000 kr"),
    Beskrivelse: cell("", "to\nlinjer", ' "sitat"; og mer '),
    Trukket: cell("", "ja", "nei"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.boolean(), async (rows, endMissing, fresh) => {
      const store = fresh ? await emptyStore() : await sampleStore();
      const text = file(rows);
      await kept(store, text, endMissing);
      expect((await importing("courses", text, store, endMissing)).changes).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

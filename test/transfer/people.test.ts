/** People from CSV: what is new, changed, gone and rejected, and that nothing is half done. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { worldMoved } from "../../src/dialogue/world.ts";
import type { Person } from "../../src/domain/organisation.ts";
import type { Store } from "../../src/ports/store.ts";
import { outcomeText, previewText } from "../../src/transfer/preview.ts";
import { bytes, csvOf, latin1, peopleHeading, peopleRows, sample, sampleFolder } from "../support/csv.ts";
import { emptyStore, importing, sampleStore } from "./support.ts";

const heading = ["Navn", "E-post", "Objekt-ID", "Virksomhet", "Overordnet virksomhet", "Rolle", "Stillingsprosent", "Fra", "Til"];
type Cells = Readonly<Record<string, string>>;
const row = (cells: Cells, columns: readonly string[] = heading) => columns.map((c) => cells[c] ?? "");
/** A file with these rows; each one has what is required unless it says otherwise. */
const file = (
  rows: readonly Cells[],
  columns: readonly string[] = [...heading, "Utviklingssamtale", "Ansatt", "Grupper", "Leder for", "Lederrolle", "Teams"],
) =>
  csvOf([
    columns,
    ...rows.map((r) =>
      row({ Virksomhet: "Hjemmetjenesten", Rolle: "Sykepleier", Stillingsprosent: "50", Fra: "01.01.2026", ...r }, columns),
    ),
  ]);
const personIn = async (store: Store, name: string): Promise<Person | undefined> =>
  (await store.find("person")).map((k) => k.value).find((p) => p.name === name);
/** Imports and keeps it. */
const kept = async (store: Store, content: string | Uint8Array, endMissing = false) => {
  const planned = await importing("people", content, store, endMissing);
  if (planned.changes.length > 0) expect(await store.commit(planned.changes)).toBe("done");
  return planned.preview;
};
const whole = csvOf([peopleHeading, ...peopleRows(sample.people, sample.leaderships, sample.units, sample.roles)]);
const noChange = { added: [], changed: [], gone: [], rejected: [] };

describe("the files that are there", () => {
  test("the example is what the sample holds: importing it changes nothing", async () => {
    const { changes, preview } = await importing("people", readFileSync(`${sampleFolder}/people.csv`));
    expect(preview).toMatchObject({ added: [], changed: [], rejected: [], unchanged: 8 });
    expect(changes).toEqual([]);
  });

  test("everybody of the sample, written to CSV and read again, changes nothing", async () => {
    const { changes, preview } = await importing("people", whole, undefined, true);
    expect(preview).toMatchObject(noChange);
    expect(changes).toEqual([]);
  });

  test("a municipality starts on day one: from an empty store to the whole organisation", async () => {
    const store = await emptyStore();
    const first = await kept(store, whole);
    expect(first.rejected).toEqual([]);
    expect(first.added).toHaveLength(sample.people.length);
    const units = (await store.find("unit")).map((k) => k.value);
    const nameOf = (id: string | null) => units.find((u) => u.id === id)?.name ?? null;
    const told = sample.units.filter((u) => units.some((x) => x.name === u.name));
    expect(told.length).toBeGreaterThan(25);
    expect(units.map((u) => [u.name, nameOf(u.parent), u.level]).sort()).toEqual(
      told.map((u) => [u.name, sample.units.find((x) => x.id === u.parent)?.name ?? null, u.level]).sort(),
    );
    const ids = (all: readonly { readonly id: string }[]) => all.map((x) => x.id).sort();
    expect(ids((await store.find("person")).map((k) => k.value))).toEqual(ids(sample.people));
    expect(await store.find("leadership")).toHaveLength(sample.leaderships.length);
    const again = await importing("people", whole, store, true);
    expect(again.preview).toMatchObject(noChange);
    expect(again.changes).toEqual([]);
  });

  test("Windows-1252 with æ, ø and å is the same file", async () => {
    const text = file([{ Navn: "Bjørg Sætre Åmås", "E-post": "BJORG@fjellvik.example" }]);
    const [a, b] = [await importing("people", latin1(text)), await importing("people", bytes(`\ufeff${text}`))];
    expect(a).toEqual(b);
    expect(a.preview.added[0]?.name).toBe("Bjørg Sætre Åmås");
  });
});

describe("new and changed", () => {
  test("several rows of one person become one, with one position that holds the talk: the largest of today", async () => {
    const store = await sampleStore();
    const rows = [
      { Navn: "Per Dal", "E-post": "per@x.no", Stillingsprosent: "40" },
      { Navn: "Per Dal", "E-post": "PER@x.no", Virksomhet: "PPT", Rolle: "spl", Stillingsprosent: "60,5", Fra: "2026-02-01" },
      { Navn: "Per Dal", "E-post": "per@x.no", Rolle: "Lege", Stillingsprosent: "100", Fra: "1.1.2020", Til: "31.12.2025" },
    ];
    const preview = await kept(store, file(rows));
    expect(preview.added).toHaveLength(1);
    expect(await personIn(store, "Per Dal")).toEqual({
      id: "per-dal",
      name: "Per Dal",
      aadObjectId: null,
      email: "per@x.no",
      hasTeams: true,
      groups: [],
      language: null,
      hired: "2020-01-01",
      positions: [
        { unit: "hjemmetjenesten", role: "sykepleier", percent: 40, from: "2026-01-01", to: null, holdsTalk: false },
        { unit: "ppt", role: "sykepleier", percent: 60.5, from: "2026-02-01", to: null, holdsTalk: true },
        { unit: "hjemmetjenesten", role: "lege", percent: 100, from: "2020-01-01", to: "2025-12-31", holdsTalk: false },
      ],
    });
    expect((await importing("people", file(rows), store, false)).changes).toEqual([]);
  });

  test("an existing person keeps the id, the language and the object id that Teams has taught us", async () => {
    const store = await sampleStore();
    const before = sample.people.find((p) => p.id === "kari-nordli");
    const preview = await kept(
      store,
      file([
        {
          Navn: "Kari Nordli Berg",
          "E-post": "kari.nordli@fjellvik.example",
          Rolle: "Virksomhetsleder",
          Stillingsprosent: "80",
          Fra: "01.05.2017",
        },
      ]),
    );
    expect(preview.changed).toEqual([
      {
        name: "Kari Nordli Berg",
        details: ["navn Kari Nordli → Kari Nordli Berg", "Virksomhetsleder i Hjemmetjenesten: stilling 100 % → 80 %"],
      },
    ]);
    expect(await personIn(store, "Kari Nordli Berg")).toEqual({
      ...before,
      name: "Kari Nordli Berg",
      positions: [{ ...before?.positions[0], percent: 80 }],
    });
  });

  test("somebody without an account is found by name and unit", async () => {
    const store = await sampleStore();
    await kept(
      store,
      file([
        {
          Navn: "Grete Mørkved",
          Virksomhet: "Fjellheimen langtid og demens",
          Rolle: "Helsefagarbeider",
          Stillingsprosent: "60",
          Fra: "01.08.1998",
        },
      ]),
    );
    expect((await store.find("person")).filter((k) => k.value.name === "Grete Mørkved").map((k) => k.value.positions[0]?.percent)).toEqual([
      60,
    ]);
  });

  test("the same name in another unit is somebody else, gets a number, and is pointed out", async () => {
    const store = await sampleStore();
    const preview = await kept(store, file([{ Navn: "Kari Nordli", "E-post": "kari2@x.no", Virksomhet: "Renhold", Rolle: "Renholder" }]));
    expect(preview.added.map((a) => a.name)).toEqual(["Kari Nordli"]);
    expect(preview.notes.join()).toContain("noen i Kompis heter det samme");
    expect((await store.get("person", "kari-nordli-2"))?.value.email).toBe("kari2@x.no");
  });

  test("leaderships come with the dates of the row; an unknown one of the same unit is pointed out", async () => {
    const store = await sampleStore();
    const preview = await kept(
      store,
      file([
        {
          Navn: "Per Dal",
          "E-post": "per@x.no",
          Rolle: "Virksomhetsleder",
          "Leder for": "Hjemmetjenesten | Seksjon teknisk, plan og beredskap",
          Lederrolle: "leder",
        },
      ]),
    );
    const led = (await store.find("leadership")).map((k) => k.value).filter((l) => l.person === "per-dal");
    expect(led).toEqual([
      { id: "hjemmetjenesten-leader-per-dal", person: "per-dal", unit: "hjemmetjenesten", kind: "leader", from: "2026-01-01", to: null },
      { id: "teknisk-leader-per-dal", person: "per-dal", unit: "teknisk", kind: "leader", from: "2026-01-01", to: null },
    ]);
    expect(preview.notes.join()).toMatch(/Hjemmetjenesten har flere ledere samtidig: Kari Nordli, Per Dal/);
  });

  test("an unknown role is new, an unknown unit only where the file says what it lies under", async () => {
    const store = await sampleStore();
    const preview = await kept(
      store,
      file([
        { Navn: "A Aa", "E-post": "a@x.no", Virksomhet: "Nattjenesten", "Overordnet virksomhet": "hjemmetjenesten", Rolle: "Nattevakt" },
        { Navn: "B Bb", "E-post": "b@x.no", Virksomhet: "Nattjenesten", Rolle: "nattevakt" },
        { Navn: "C Cc", "E-post": "c@x.no", Virksomhet: "Månebasen", Rolle: "Astronaut" },
        { Navn: "D Dd", "E-post": "d@x.no", Virksomhet: "Hjemmetjensten", "Overordnet virksomhet": "Seksjon helse og mestring" },
        { Navn: "E Ee", "E-post": "e@x.no", Rolle: "Sykepleeier" },
      ]),
    );
    expect(preview.alsoNew).toEqual([
      { what: "Nye virksomheter", names: ["Nattjenesten (avdeling under Hjemmetjenesten)"] },
      { what: "Nye roller", names: ["Nattevakt"] },
    ]);
    expect(preview.rejected.map((r) => [r.row, ...r.reasons])).toEqual([
      [4, "Virksomhet: virksomheten «Månebasen» finnes ikke."],
      [5, "Virksomhet: virksomheten «Hjemmetjensten» finnes ikke. Mente du «Hjemmetjenesten»?"],
      [6, "Rolle: rollen «Sykepleeier» finnes ikke. Mente du «Sykepleier»?"],
    ]);
    expect((await store.get("role", "nattevakt"))?.value.name).toEqual({ nb: "Nattevakt", nn: "Nattevakt", en: "Nattevakt" });
    expect(await store.get("role", "astronaut")).toBeUndefined();
  });

  test("units that share a name lie where the file says", async () => {
    const store = await emptyStore();
    const at = (Navn: string, Virksomhet: string, over: string) => ({
      Navn,
      "E-post": `${Navn}@x.no`,
      Virksomhet,
      "Overordnet virksomhet": over,
    });
    const rows = [
      at("a", "Skole", "Kommunen"),
      at("b", "Kontor", "Skole"),
      at("c", "Helse", "Kommunen"),
      at("d", "Kontor", "Helse"),
      at("e", "Kommunen", ""),
    ];
    await kept(store, file(rows));
    expect((await store.find("unit")).map(({ value: u }) => [u.id, u.parent, u.level])).toEqual([
      ["kommunen", null, "municipality"],
      ["skole", "kommunen", "unit"],
      ["kontor", "skole", "department"],
      ["helse", "kommunen", "unit"],
      ["kontor-2", "helse", "department"],
    ]);
    expect((await personIn(store, "d"))?.positions[0]?.unit).toBe("kontor-2");
    expect((await importing("people", file(rows), store)).changes).toEqual([]);
  });

  test("formulas are names like any other, and are written without moving the terminal's cursor", async () => {
    const store = await sampleStore();
    const preview = await kept(
      store,
      file([
        { Navn: '=HYPERLINK("x")', "E-post": "+a@x.no" },
        { Navn: "-Per\u001b[2J", "E-post": "b@x.no" },
      ]),
    );
    expect(preview.added.map((a) => a.name)).toEqual(['=HYPERLINK("x")', "-Per [2J"]);
    expect(previewText(preview)).not.toContain("\u001b");
  });
});

describe("rejected rows say why", () => {
  const bad: readonly (readonly [string, Cells, RegExp])[] = [
    ["no name", { Navn: "", "E-post": "a@x.no" }, /Navn mangler/],
    ["no such e-mail", { Navn: "A", "E-post": "a(at)x.no" }, /E-post: «a\(at\)x.no» er ikke en e-postadresse/],
    ["no object id", { Navn: "A", "Objekt-ID": "12345" }, /Objekt-ID: «12345»/],
    ["no unit", { Navn: "A", Virksomhet: "" }, /Virksomhet mangler/],
    ["unknown unit", { Navn: "A", Virksomhet: "Romfart" }, /«Romfart» finnes ikke/],
    [
      "unknown upper unit",
      { Navn: "A", Virksomhet: "Ny sone", "Overordnet virksomhet": "Romfart" },
      /overordnede virksomheten «Romfart» finnes ikke/,
    ],
    [
      "a unit that lies elsewhere",
      { Navn: "A", "Overordnet virksomhet": "Renhold" },
      /ligger under «Seksjon helse og mestring» i Kompis, ikke under «Renhold»/,
    ],
    ["a unit under itself", { Navn: "A", Virksomhet: "Ny sone", "Overordnet virksomhet": "Ny sone" }, /kan ikke ligge under/],
    ["no role", { Navn: "A", Rolle: "" }, /Rolle mangler/],
    ["an alias of several roles", { Navn: "A", Rolle: "lærer" }, /«lærer» kan være «Lærer 1.–7. trinn, språk» eller/],
    ["a near role", { Navn: "A", Rolle: "Vernepleeier" }, /Mente du «Vernepleier»\?/],
    ["no percent", { Navn: "A", Stillingsprosent: "" }, /Stillingsprosent mangler/],
    ["too much", { Navn: "A", Stillingsprosent: "120" }, /fra 0 til 100/],
    ["words for percent", { Navn: "A", Stillingsprosent: "halv" }, /«halv» er ikke et tall/],
    ["no date", { Navn: "A", Fra: "" }, /Fra mangler/],
    ["a date that is none", { Navn: "A", Fra: "31.04.2026" }, /datoen «31.04.2026» finnes ikke/],
    ["a two-digit year", { Navn: "A", Fra: "01.04.26" }, /skriv den som 31.12.2026/],
    ["an Excel number for a date", { Navn: "A", Fra: "46387" }, /er ikke en dato/],
    ["the end before the start", { Navn: "A", Til: "31.12.2025" }, /Til: datoen er før Fra/],
    ["neither yes nor no", { Navn: "A", Utviklingssamtale: "kanskje" }, /ja eller nei/],
    ["an unknown group", { Navn: "A", Grupper: "HR, sjefer" }, /«sjefer» må være HR eller tillitsvalgt/],
    ["an unknown kind of leader", { Navn: "A", "Leder for": "Renhold", Lederrolle: "sjef" }, /leder, konstituert eller stedfortreder/],
    ["a kind of leader of nothing", { Navn: "A", Lederrolle: "leder" }, /Leder for mangler/],
    [
      "a leader of an unknown unit",
      { Navn: "A", "Leder for": "Renhald og Romfart" },
      /Leder for: virksomheten «Renhald og Romfart» finnes ikke/,
    ],
    ["Teams without an address", { Navn: "A", Teams: "ja" }, /Teams er ja, men e-post mangler/],
    ["a name without end", { Navn: "A".repeat(301) }, /lengre enn 300 tegn/],
    ["the address of somebody else", { Navn: "Lars Vik", "E-post": "kari.nordli@fjellvik.example" }, /e-posten hører til «Kari Nordli»/],
    [
      "the address of one and the object id of another",
      { Navn: "Kari Nordli", "E-post": "kari.nordli@fjellvik.example", "Objekt-ID": "6e704245-a4ff-41e3-a794-9b80dcb0b82e" },
      /e-posten hører til «Kari Nordli» i Kompis, men objekt-ID-en til «Ola Tangvik»/,
    ],
    [
      "a new leader without a position or an address",
      { Navn: "A", Virksomhet: "", Rolle: "", "Leder for": "Renhold" },
      /må ha en rad med Virksomhet og Rolle/,
    ],
  ];
  test.for(bad)("%s", async ([, cells, why]) => {
    const { changes, preview } = await importing("people", file([cells]));
    expect(preview.rejected.map((r) => r.row)).toEqual([2]);
    expect(preview.rejected[0]?.reasons.join("; ")).toMatch(why);
    expect(changes).toEqual([]);
  });

  const guid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const pairs: readonly (readonly [string, Cells, Cells, RegExp])[] = [
    [
      "two people with one e-mail",
      { Navn: "Per Dal", "E-post": "p@x.no" },
      { Navn: "Pia Dal", "E-post": "P@x.no" },
      /samme e-post står med ulike navn i radene 2, 3/,
    ],
    [
      "two people with one object id",
      { Navn: "Per", "E-post": "p@x.no", "Objekt-ID": guid(1) },
      { Navn: "Pia", "E-post": "q@x.no", "Objekt-ID": guid(1) },
      /objekt-ID-en står også med en annen e-post/,
    ],
    [
      "one e-mail with two object ids",
      { Navn: "Per", "E-post": "p@x.no", "Objekt-ID": guid(1) },
      { Navn: "Per", "E-post": "p@x.no", "Objekt-ID": guid(2) },
      /ulike objekt-ID-er/,
    ],
    ["one name hired twice", { Navn: "Per", Ansatt: "1.1.2020" }, { Navn: "Per", Ansatt: "1.1.2021" }, /ulik Ansatt/],
    [
      "two talks",
      { Navn: "Per", Utviklingssamtale: "ja" },
      { Navn: "Per", Rolle: "Lege", Utviklingssamtale: "ja" },
      /Utviklingssamtale er ja i flere rader \(2, 3\)/,
    ],
    [
      "one position told in two ways",
      { Navn: "Per", Stillingsprosent: "10" },
      { Navn: "Per", Stillingsprosent: "20" },
      /andre opplysninger i rad 2|står over fordi rad 3/,
    ],
    ["one bad row of two", { Navn: "Per" }, { Navn: "Per", Rolle: "Lege", Fra: "i går" }, /står over fordi rad 3 har feil|Fra: «i går»/],
    [
      "two who are the same in the store",
      { Navn: "Kari Nordli", "E-post": "kari.nordli@fjellvik.example" },
      { Navn: "Kari Nordli", "E-post": "kari@x.no", "Objekt-ID": "c0290103-855d-4f55-99ec-8712e8e3574f" },
      /gjelder den samme personen i Kompis, «Kari Nordli»/,
    ],
  ];
  test.for(pairs)("both rows: %s", async ([, a, b, why]) => {
    const { changes, preview } = await importing("people", file([a, b]));
    expect(preview.rejected.map((r) => r.row)).toEqual([2, 3]);
    for (const r of preview.rejected) expect(r.reasons.join("; ")).toMatch(why);
    expect(changes).toEqual([]);
  });

  test("a rejected row leaves the person as they are, and does not make them gone", async () => {
    const store = await sampleStore();
    const rows = whole.replace(
      "Hjemmetjenesten;Seksjon helse og mestring;Virksomhetsleder;100;",
      "Hjemmetjenesten;Seksjon helse og mestring;Virksomhetsleder;1000;",
    );
    const preview = await kept(store, rows, true);
    expect(preview.rejected.map((r) => r.what)).toEqual(["Kari Nordli", "Kari Nordli"]);
    expect(preview).toMatchObject({ added: [], changed: [], gone: [] });
    expect((await store.get("person", "kari-nordli"))?.revision).toBe(1);
  });
});

describe("those who are not in the file", () => {
  const one = file(
    [
      {
        Navn: "Kari Nordli",
        "E-post": "kari.nordli@fjellvik.example",
        Rolle: "Virksomhetsleder",
        Stillingsprosent: "100",
        Fra: "01.05.2017",
      },
    ],
    heading,
  );

  test("are shown and left alone", async () => {
    const { changes, preview } = await importing("people", one);
    expect(changes).toEqual([]);
    // Everybody with a position that lasts; one has left already.
    expect(preview.gone).toHaveLength(sample.people.length - 2);
  });

  test("with --end-missing their positions and leaderships end yesterday, and nobody is deleted", async () => {
    const store = await sampleStore();
    const preview = await kept(store, one, true);
    expect(preview.notes.join()).toMatch(/Hilde Brattland har særskilte rettigheter/);
    expect(await store.find("person")).toHaveLength(sample.people.length);
    expect((await store.get("person", "ola-tangvik"))?.value.positions.map((p) => p.to)).toEqual(["2026-11-22"]);
    expect((await store.get("leadership", "oppvekst-leader-arne-lillebakk"))?.value.to).toBe("2026-11-22");
    // What has not begun is left, and what had ended keeps its day.
    expect((await store.get("leadership", "hjemmetjenesten-deputy-lillian-moaune"))?.value.to).toBe("2027-01-03");
    expect((await store.get("person", "turid-kjosnes"))?.value.positions[1]?.to).toBe("2024-12-31");
    const again = await importing("people", one, store, true);
    expect(again.changes).toEqual([]);
    expect(previewText(again.preview)).toContain("Det er ingenting å lagre.");
  });

  test("somebody who moves keeps the old position until --end-missing", async () => {
    const store = await sampleStore();
    const moved = whole.replace(
      "Hjemmetjenesten;Seksjon helse og mestring;Helsefagarbeider;80;17.08.2015",
      "Renhold;Bygg og eiendom;Renholder;80;01.11.2026",
    );
    expect((await kept(store, moved)).gone).toEqual([
      { name: "Ola Tangvik", details: ["Helsefagarbeider i Hjemmetjenesten 80 % fra 17.08.2015"] },
    ]);
    expect((await store.get("person", "ola-tangvik"))?.value.positions.map((p) => [p.unit, p.to, p.holdsTalk])).toEqual([
      ["hjemmetjenesten", null, false],
      ["renhold", null, true],
    ]);
    await kept(store, moved, true);
    expect((await store.get("person", "ola-tangvik"))?.value.positions.map((p) => [p.unit, p.to])).toEqual([
      ["hjemmetjenesten", "2026-11-22"],
      ["renhold", null],
    ]);
    expect((await importing("people", moved, store, true)).changes).toEqual([]);
  });
});

describe("all or nothing", () => {
  test("when anybody has changed the organisation since the preview, nothing is kept", async () => {
    const store = await sampleStore();
    const { changes, preview } = await importing("people", file([{ Navn: "Per Dal", "E-post": "p@x.no", Rolle: "Astronaut" }]), store);
    await store.commit([await worldMoved(store)]);
    const how = await store.commit(changes);
    expect(how).toBe("stale");
    expect(outcomeText(preview, how)).toMatch(/^Ingenting er lagret/);
    expect(await personIn(store, "Per Dal")).toBeUndefined();
    expect(await store.get("role", "astronaut")).toBeUndefined();
  });

  test("property: whatever is imported, importing it again changes nothing", async () => {
    const cell = <T extends string>(...all: readonly T[]) => fc.constantFrom(...all);
    const cells = fc.record({
      Navn: cell("Per Dal", "Pia Vik", "Ola Tangvik", "Grete Mørkved", "Anne"),
      "E-post": cell("", "", "p@x.no", "q@x.no", "ola.tangvik@fjellvik.example"),
      "Objekt-ID": cell("", "", "", "6e704245-a4ff-41e3-a794-9b80dcb0b82e", "00000000-0000-4000-8000-000000000001"),
      Virksomhet: cell("Hjemmetjenesten", "Renhold", "Fjellheimen langtid og demens", "Nattsona", ""),
      "Overordnet virksomhet": cell("", "", "Seksjon helse og mestring", "Nattsona"),
      Rolle: cell("Sykepleier", "Helsefagarbeider", "Nattevakt", ""),
      Stillingsprosent: cell("0", "55,4", "100"),
      Fra: cell("01.01.2020", "01.08.1998", "2027-01-01", "17.08.2015"),
      Til: cell("", "", "31.12.2026", "30.06.2026", "31.12.2030"),
      Utviklingssamtale: cell("", "ja", "nei"),
      Ansatt: cell("", "", "01.01.2019"),
      Grupper: cell("", "HR"),
      "Leder for": cell("", "", "Renhold", "Nattsona | Hjemmetjenesten"),
      Teams: cell("", "nei"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.boolean(), async (rows, endMissing, fresh) => {
        const store = fresh ? await emptyStore() : await sampleStore();
        const text = file(rows);
        const first = await kept(store, text, endMissing);
        expect(first.rejected.length + first.added.length + first.changed.length + first.unchanged).toBeGreaterThan(0);
        for (const { value: p } of await store.find("person")) {
          const lasting = p.positions.filter((x) => x.to === null || x.to >= "2026-11-23");
          expect(p.positions.filter((x) => x.holdsTalk).length).toBe(lasting.length > 0 ? 1 : 0);
        }
        // Units that came into being by the good rows may be what the rejected ones lacked: more may be accepted, until it rests.
        if (first.rejected.length > 0) for (let n = 0; n <= rows.length; n++) await kept(store, text, endMissing);
        const again = await importing("people", text, store, endMissing);
        expect(again.preview).toMatchObject({ added: [], changed: [] });
        expect(again.changes).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

test("the preview is plain text: counts, and at most twenty lines of each list", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ Navn: `Ny ${i}`, "E-post": `ny${i}@x.no` }));
  const { preview } = await importing("people", file([...rows, { Navn: "Feil", Fra: "i går" }]));
  const text = previewText(preview);
  expect(text).toMatch(/^31 rader i filen\. Personer: 30 nye, 0 endret, 0 uendret, \d+ mangler i filen\. Avviste rader: 1\./);
  expect(text).toContain("Avviste rader (1):\n  Rad 32, Feil: Fra: «i går» er ikke en dato; skriv den som 31.12.2026");
  expect(text).toContain("  … og 10 til");
  expect(text).toMatch(/Kjør kommandoen en gang til med --yes for å lagre alt på én gang\. Avviste rader blir ikke med\.$/);
});

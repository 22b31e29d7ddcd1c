/** The sample municipality in which every name, title, goal and place is the same hostile string, and people going about their day in it. */
import { type Language, languages } from "../../src/domain/language.ts";
import type { Outgoing } from "../../src/ports/records.ts";
import type { Change, Kind, RecordOf } from "../../src/ports/store.ts";
import { answersOf, buttonsOf, newTown } from "./town.ts";

type Town = Awaited<ReturnType<typeof newTown>>;
const inEach = (name: string) => Object.fromEntries(languages.map((l) => [l, name])) as Record<Language, string>;

/** What each kind says in somebody's own words. */
const dresses: { readonly [K in Kind]?: (value: RecordOf<K>, w: (most?: number) => string, language: Language) => RecordOf<K> } = {
  unit: (u, w) => ({ ...u, name: w() }),
  role: (r, w) => ({ ...r, name: inEach(w()) }),
  person: (p, w, language) => ({ ...p, name: w(), language }),
  competence: (c, w) => ({ ...c, name: inEach(w()) }),
  course: (c, w) => ({
    ...c,
    title: w(),
    provider: w(),
    extent: { ...c.extent, note: w() },
    dates: c.dates.map((d) => ({ ...d, place: w() })),
  }),
  measure: (m, w) => ({
    ...m,
    ...Object.fromEntries(["goal", "audience", "strategy", "plan", "evaluation"].map((key) => [key, w(2000)])),
    name: w(300),
    responsible: { ...m.responsible, name: w(200) },
    economy: { cost: null, costCentre: w(100), grant: w(300) },
  }),
  training: (t, w) => ({ ...t, title: w(300), provider: w(200) }),
};

const dress = async (town: Town, written: string, language: Language): Promise<void> => {
  const w = (most = 1000) => written.slice(0, most);
  const changes: Change[] = [];
  for (const [kind, change] of Object.entries(dresses) as [Kind, (value: unknown, w: unknown, language: Language) => never][])
    for (const { value, revision } of await town.store.find(kind))
      changes.push({ put: kind, value: change(value, w, language), at: revision } as Change);
  await town.reorganise(...changes);
};

/** Everything that is said on one day in that town, notices to others included. */
export const dayOf = async (written: string, language: Language): Promise<readonly Outgoing[]> => {
  const town = await newTown();
  const out: Outgoing[] = [];
  let last: readonly Outgoing[] = [];
  const say = async (who: string, text: string) => {
    last = answersOf(await town.say(who, text));
    out.push(...last);
  };
  /** Presses the first button with one of these acts, where there is one, with the inputs given. */
  const press = async (who: string, acts: readonly string[], inputs: Readonly<Record<string, string>> = {}) => {
    const data = last.flatMap((m) => buttonsOf(m).map((b) => b.data as { card: string; act: string })).find((d) => acts.includes(d.act));
    if (!data) return;
    last = answersOf(await town.send(who, { press: { ...data, inputs } }));
    out.push(...last);
  };
  await dress(town, written, language);
  const [leader, employee] = ["kari-nordli", "ola-tangvik"];
  for (const question of ["hjelp", "hei", "hvem kan se det jeg skriver?", "hva har jeg tatt?", "hva mangler jeg?", "har jeg krav på lønn?"])
    await say(employee, question);
  await say(employee, "hvilke kurs passer for meg?");
  await press(employee, ["more"]);
  await say(employee, written);
  await press(employee, ["sendToHr"]);
  await say(employee, "avbryt");
  await say(employee, "foreslå tiltak");
  await say(employee, written);
  await say(employee, written);
  await press(employee, ["save"]);
  await say(employee, "logg opplæring");
  await say(employee, written);
  await say(employee, "i går");
  await press(employee, ["save"]);
  await say(leader, "vis tiltakene mine");
  await press(leader, ["edit0"]);
  await press(leader, ["form"]);
  await press(leader, ["summary"], { name: written, goal: written, period: written, economy: written });
  await press(leader, ["save"]);
  await say(leader, "avbryt");
  await say(leader, "nytt tiltak");
  for (let n = 0; n < 6; n++) await say(leader, written);
  await say(leader, "frist 1. mai");
  await press(leader, ["summary", "save"]);
  await say(leader, "kast det");
  await say(leader, "alle tok førstehjelp i går");
  await press(leader, ["save"]);
  // Somebody whom nobody knows; HR is told.
  out.push(...answersOf(await town.send(written, { text: written })));
  out.push(...(await town.all("notice")).map((notice) => notice.message));
  return out;
};

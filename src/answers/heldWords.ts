/** What is held about a person, in sections to read: short on a card, whole in a file. */
import type { Section } from "../dialogue/files.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import { nameOf } from "../dialogue/talk.ts";
import { concerned } from "../domain/concerned.ts";
import { dayInOslo } from "../domain/day.ts";
import type { InAnyLanguage } from "../domain/language.ts";
import type { EntryOf } from "../ports/store.ts";
import { mannerOf, paceSaid } from "../reminders/morning.ts";
import type { Phrase } from "../text/words.ts";
import { type Held, valuesOf } from "./held.ts";
import { competenceName } from "./reasons.ts";

/** As many lines of a section as a card needs. */
const few = 6;

type Shown = (held: Held, scene: Scene, all: boolean) => readonly Phrase[];

const who: Shown = (held, { me, directory, today }) => [
  { facts: [me.name, me.email ?? ""] },
  ...me.positions.map((p): Phrase => {
    const role = directory.role(p.role);
    const left = p.to !== null && p.to < today;
    return {
      facts: [
        role ? { name: role.name } : p.role,
        directory.unit(p.unit)?.name ?? p.unit,
        `${p.percent} %`,
        ...(left ? [{ span: { from: p.from, to: p.to } }] : []),
      ],
    };
  }),
  ...valuesOf(held, "leadership").map((l): Phrase => ({ say: "leadsLine", where: directory.unit(l.unit)?.name ?? l.unit })),
  ...me.groups.map((group): Phrase => ({ say: group === "hr" ? "inGroupHr" : "inGroupUnion" })),
  { say: "hiredSince", day: { day: me.hired } },
];

const training: Shown = (held, _scene, all) => {
  const taken = valuesOf(held, "training").toSorted((a, b) => b.date.to.localeCompare(a.date.to));
  const hidden = taken.filter((t) => t.onlyMe).length;
  if (all)
    return taken.map((t) => ({
      facts: [
        t.title,
        { span: t.date },
        ...(t.hours || t.studyPoints ? [{ extent: { hours: t.hours, studyPoints: t.studyPoints } }] : []),
        t.provider ?? "",
        ...(t.arena ? [{ choice: t.arena, of: "arena" } as const] : []),
        ...(t.onlyMe ? [{ say: "onlyYouSee" } as const] : []),
        ...(t.objected ? [{ say: "youObjected" } as const] : []),
      ],
    }));
  const [newest] = taken;
  return newest
    ? [
        { say: "trainingCount", n: taken.length, what: newest.title, day: { day: newest.date.to } },
        ...(hidden > 0 ? [{ say: "onlyMeCount", n: hidden } as const] : []),
      ]
    : [];
};

const measures: Shown = (held, { me, directory }, all) => {
  const found = valuesOf(held, "measure");
  const [responsible, registered, about] = [
    found.filter((m) => m.responsible.person === me.id),
    found.filter((m) => m.registeredBy === me.id),
    found.filter((m) => concerned(m, directory)?.includes(me.id)),
  ];
  const counts: readonly (Line & { readonly n: number })[] = [
    { say: "responsibleCount", n: responsible.length },
    { say: "registeredCount", n: registered.length },
    { say: "concernedCount", n: about.length },
  ];
  return [
    ...counts.filter(({ n }) => n > 0),
    ...(all
      ? found.map(
          (m): Phrase => ({ facts: [m.name, { choice: m.status, of: "measureStatus" }, directory.unit(m.unit)?.name ?? "", m.goal ?? ""] }),
        )
      : []),
  ];
};

const choices: Shown = (held, { catalogue }) => {
  const title = (course: string) => catalogue.courses.get(course)?.title ?? course;
  return [
    ...valuesOf(held, "signUp").map((s): Phrase => ({ say: "youAreGoing", what: title(s.course), day: { day: s.from } })),
    ...valuesOf(held, "dismissal").map((d): Phrase => ({ say: "profileDismissed", what: title(d.course) })),
    ...valuesOf(held, "interest").map((i): Phrase => ({ say: "profileInterest", what: i.topic })),
  ];
};

const needs: Shown = (held, { directory }, all) => {
  const written = valuesOf(held, "need");
  return [
    ...(all ? written.map((n): Phrase => n.text) : written.length > 0 ? [{ say: "needsWritten", n: written.length } as const] : []),
    ...valuesOf(held, "analysis").map(
      (a): Phrase => ({
        say: "analysisByYou",
        where: directory.unit(a.unit)?.name ?? a.unit,
        day: { day: a.delivered },
      }),
    ),
  ];
};

const developmentTalks: Shown = (held) =>
  valuesOf(held, "developmentTalk").map(
    (t): Phrase => ({
      facts: [
        String(t.year),
        { say: ({ booked: "talkIsBooked", held: "talkIsHeld", later: "talkLater", notNow: "talkIsNotNow" } as const)[t.state] },
        ...(t.day ? [{ day: t.day }] : []),
        ...(t.objected ? [{ say: "youObjected" } as const] : []),
      ],
    }),
  );

const reminders: Shown = (held, { directory, wheel, today, me }, all) => {
  const [own] = valuesOf(held, "wish");
  const pushes = valuesOf(held, "push").toSorted((a, b) => b.day.localeCompare(a.day));
  const [last] = pushes;
  return [
    ...(own ? [paceSaid[mannerOf(me.id, { directory, wheel, today, wish: () => own }).pace]] : []),
    ...(own?.away && own.away >= today ? [{ say: "awayUntil", day: { day: own.away } } as const] : []),
    ...(own?.muted ?? []).map((kind): Phrase => ({ say: "isMuted", what: { choice: kind, of: "reminder" } })),
    ...[valuesOf(held, "evaluationRound").length].filter((n) => n > 0).map((n): Phrase => ({ say: "roundCount", n })),
    ...[valuesOf(held, "putOff").length].filter((n) => n > 0).map((n): Phrase => ({ say: "putOffCount", n })),
    ...valuesOf(held, "extension").map(
      (e): Phrase => ({ say: "extensionByYou", where: directory.unit(e.unit)?.name ?? e.unit, day: { day: e.until } }),
    ),
    ...(all
      ? pushes.map((p): Phrase => ({ facts: [{ day: p.day }, ...p.items.map((i): Phrase => ({ choice: i.kind, of: "reminder" }))] }))
      : last
        ? [{ say: "pushCount", n: pushes.length, day: { day: last.day } } as const]
        : []),
  ];
};

const talk: Shown = (held, _scene, all) => [
  ...valuesOf(held, "talk").flatMap((t) => [
    ...[...(t.doing ? [t.doing] : []), ...t.waiting].map((d): Phrase => ({ say: "waitingFor", what: nameOf(d) })),
    ...(t.language ? [{ say: "talkLanguage", language: { choice: t.language, of: "language" } } as const] : []),
  ]),
  ...(valuesOf(held, "address").length > 0 ? [{ say: "talkPlace" } as const] : []),
  ...[valuesOf(held, "card").length].filter((n) => n > 0).map((n): Phrase => ({ say: "talkButtons", n })),
  ...(all ? valuesOf(held, "notice").map((n): Phrase => n.message.text) : []),
  { say: "talkElse" },
];

/** The name of a row of the retention table, with how many there are where there are several. */
export const counted = (what: InAnyLanguage, n: number): Phrase => (n > 1 ? { say: "heldCount", what: { name: what }, n } : { name: what });

/** One line of the trail, in which nothing but who, what and when stands. */
export const trailLine = (
  { at, by, did, kind }: Pick<EntryOf<"audit">, "at" | "by" | "did" | "kind">,
  { directory, today }: Scene,
): Line => {
  const person = directory.person(by);
  const role = person && directory.rolesOf(person, today)[0];
  return {
    say: ({ saw: "sawLine", added: "addedLine", changed: "changedLine", removed: "removedLine" } as const)[did],
    day: { day: dayInOslo(at) },
    who:
      by === "import"
        ? { say: "byFile" }
        : person
          ? role
            ? { say: "whoAndRole", who: person.name, role: { name: role.name, inside: true } }
            : person.name
          : { say: "bySomebodyGone" },
    what: { choice: kind, of: "recordOfYours" },
  };
};

/** What others have seen or done, newest first, the same on one day told once. */
export const trailOf = (trail: Held["trail"], { me }: Scene): readonly EntryOf<"audit">[] => {
  const told = new Map<string, EntryOf<"audit">>();
  for (const entry of trail.toReversed()) {
    const key = `${dayInOslo(entry.at)} ${entry.by} ${entry.did} ${entry.kind}`;
    if (entry.by !== me.id && !told.has(key)) told.set(key, entry);
  }
  return [...told.values()];
};

/** @param all everything, for a file; otherwise what fits a card */
export const sectionsOf = (held: Held, scene: Scene, all: boolean): readonly Section[] => {
  const trail = trailOf(held.trail, scene);
  const { retention } = scene;
  const rows = [
    { title: { say: "heldWho" }, as: ["person", "leadership"], lines: who(held, scene, all) },
    { title: { say: "heldTraining" }, as: ["training", "training.onlyMe"], lines: training(held, scene, all) },
    { title: { say: "heldMeasures" }, as: ["measure", "measure.draft"], lines: measures(held, scene, all) },
    {
      title: { say: "heldConfirmations" },
      as: ["confirmation"],
      lines: valuesOf(held, "confirmation").map(
        (c): Phrase => ({
          say: "confirmedLine",
          what: competenceName(c.competence, scene),
          day: { day: c.day },
        }),
      ),
    },
    { title: { say: "heldChoices" }, as: ["signUp", "dismissal", "interest"], lines: choices(held, scene, all) },
    { title: { say: "heldNeeds" }, as: ["need", "analysis"], lines: needs(held, scene, all) },
    { title: { say: "heldTalks" }, as: ["developmentTalk"], lines: developmentTalks(held, scene, all) },
    { title: { say: "heldReminders" }, as: ["wish", "putOff", "push", "extension", "evaluationRound"], lines: reminders(held, scene, all) },
    {
      title: { say: "heldSuggestions" },
      as: ["suggestion"],
      lines: valuesOf(held, "suggestion").map((s): Phrase => ({ facts: [s.name, all ? (s.goal ?? "") : "", { day: s.created }] })),
    },
    {
      title: { say: "heldFollowUps" },
      as: ["followUp"],
      lines: valuesOf(held, "followUp").map(({ about, due }): Phrase => {
        const what = about.what === "training" ? about.title : valuesOf(held, "measure").find((m) => m.id === about.measure)?.name;
        return { say: "followUpLine", what: what ?? { flow: "measureEffect" }, day: { day: due } };
      }),
    },
    { title: { say: "heldTalk" }, as: ["talk", "address", "card", "notice"], lines: talk(held, scene, all) },
    {
      title: { say: "heldTrail" },
      as: ["audit"],
      lines:
        trail.length === 0
          ? [{ say: "nobodyLooked" }]
          : all
            ? trail.map((e) => trailLine(e, scene))
            : [{ say: "trailCount", n: trail.length }],
    },
  ] as const satisfies readonly { title: Phrase; as: readonly (keyof typeof retention)[]; lines: readonly Phrase[] }[];
  return rows
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, as, lines }) => ({
      title,
      lines: all || lines.length <= few ? lines : [...lines.slice(0, few - 1), { say: "andMore", n: lines.length - few + 1 }],
      notes: all
        ? as.map((one): Phrase => {
            const { what, why, basis, howLong } = retention[one];
            return { say: "heldNote", what: { name: what }, why, basis, howLong };
          })
        : [],
    }));
};

/** "Hvilke kurs passer for meg?", "… for en vernepleier", "brannvernkurs?": at most five at once, each with its reason. */
import { z } from "zod";
import { aboutTopic, forPerson, forRole, nextDate, type Suggestion } from "../catalogue/recommend.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { CardOut, Scene } from "../dialogue/scene.ts";
import type { Course, CourseDate } from "../domain/course.ts";
import { type Day, day, type Span } from "../domain/day.ts";
import type { Command } from "../ports/command.ts";
import type { ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";
import { situationOf } from "./learned.ts";
import { reasonOf } from "./reasons.ts";

const most = 5;

/** "9. desember 2026 · 13:00–15:00 · Brannstasjonen". */
export const dateFacts = (d: CourseDate): Phrase => ({
  facts: [{ span: { from: d.from, to: d.to } }, ...(d.start ? [{ times: { start: d.start, end: d.end } }] : []), d.place],
});
const when = (course: Course, d: CourseDate | undefined, today: Day): Phrase => {
  if (!d) return { say: course.arena === "eLearning" ? "anyTime" : "noDateYet" };
  const later = course.dates.filter((x) => x.from >= today).length - 1;
  return later > 0 ? { say: "andMoreDates", when: dateFacts(d), n: later } : dateFacts(d);
};

/** The time that is shown, and signed up for: the first within what was asked for, else the next. */
const timeOf = (course: Course, asked: Span, today: Day): CourseDate | undefined =>
  nextDate({ ...course, dates: course.dates.filter((d) => isWithin(d, asked)) }, today) ?? nextDate(course, today);
const isWithin = (d: CourseDate, { from, to }: Span) => (from === null || d.to >= from) && (to === null || d.from <= to);

/** The card that every answer with courses is. */
const courseCard = (
  shown: readonly Suggestion[],
  asked: Span,
  scene: Scene,
): Pick<Extract<CardOut, { card: "courses" }>, "acts"> & {
  readonly courses: Extract<CardOut, { card: "courses" }>["data"]["courses"];
} => {
  const { today, personal } = scene;
  const acts: Record<string, Command> = {};
  const courses = shown.map((s, i) => {
    const { course } = s;
    const date = timeOf(course, asked, today);
    const buttons = [];
    if (personal && date) {
      acts[`join${i}`] = ask("signUp", { course: course.id, from: date.from, start: date.start });
      buttons.push({ act: `join${i}`, title: { button: "signUp" } as const, primary: true });
    }
    if (personal && s.why !== "topic") {
      acts[`leave${i}`] = ask("dismiss", { course: course.id });
      buttons.push({ act: `leave${i}`, title: { button: "notForMe" } as const });
    }
    return {
      title: course.title,
      reason: reasonOf(s, scene),
      rows: [
        { label: { say: "labelWhen" } as const, value: when(course, date, today) },
        { label: { say: "labelExtent" } as const, value: { extent: course.extent } },
        { label: { say: "labelCost" } as const, value: { cost: course.cost } },
        { label: { say: "labelArena" } as const, value: { facts: [{ choice: course.arena, of: "arena" } as const, course.provider] } },
        { label: { say: "labelTime" } as const, value: { say: course.paidTime ? "paidTime" : "ownTime" } as const },
      ],
      link: course.link,
      buttons,
    };
  });
  return { courses, acts };
};

const about = z.object({
  role: z.string().optional(),
  topic: z.string().max(300).optional(),
  /** Days within which a course is to be held. */
  from: day.nullable().optional(),
  to: day.nullable().optional(),
  /** Ids of courses that were found to fit what was asked, best first. */
  picked: z.array(z.string()).max(most).optional(),
  page: z.number().int().nonnegative().optional(),
});
type About = z.infer<typeof about>;

/** What fits, and what it is called. */
const found = async (asked: About, scene: Scene, read: ReadStore): Promise<{ heading: Phrase; all: readonly Suggestion[] }> => {
  const { directory, catalogue, personal } = scene;
  const role = asked.role && asked.role !== "@me" ? directory.role(asked.role) : undefined;
  if (asked.topic || asked.picked) {
    const all = asked.picked
      ? asked.picked.flatMap((id): Suggestion[] => {
          const course = catalogue.courses.get(id);
          return course && !course.withdrawn ? [{ course, why: "topic" }] : [];
        })
      : aboutTopic(asked.topic ?? "", scene);
    // What the person needs is told to nobody else.
    const needed = personal ? forPerson(await situationOf(scene, read), scene).filter((s) => "standing" in s) : [];
    return { heading: { say: "coursesAbout" }, all: all.map((s) => needed.find((n) => n.course.id === s.course.id) ?? s) };
  }
  if (role) return { heading: { say: "coursesForRole", role: { name: role.name, inside: true } }, all: forRole(role, scene) };
  const isUnheard = asked.role !== undefined && asked.role !== "@me";
  return { heading: { say: "coursesForYou" }, all: isUnheard ? [] : forPerson(await situationOf(scene, read), scene) };
};

export const courses = definePage({
  id: "courses",
  about,
  act: "courses.ask",
  // Without a topic or a role it is about what the person lacks.
  inPublic: ({ role, topic, picked }) => Boolean(topic) || Boolean(picked) || (typeof role === "string" && role !== "@me"),
  answer: async (asked, scene, read) => {
    const { me, today, catalogue, personal } = scene;
    const span: Span = { from: asked.from ?? null, to: asked.to ?? null };
    const isDated = span.from !== null || span.to !== null;
    const { heading, all: fitting } = await found(asked, scene, read);
    const then = isDated ? fitting.filter((s) => s.course.dates.some((d) => d.from >= today && isWithin(d, span))) : fitting;
    if (fitting.length === 0) return { out: [asked.topic || asked.picked ? { say: "noCoursesAbout" } : { say: "noCourses" }] };
    // Where nothing is held just then, the next times are better than nothing.
    const all = then.length > 0 ? then : fitting;
    const from = (asked.page ?? 0) * most;
    const now = all.slice(from, from + most);
    const rest = all.length - from - now.length;
    const { courses: shown, acts } = courseCard(now, span, scene);
    const isMine = !asked.topic && !asked.picked && (asked.role === undefined || asked.role === "@me");
    const going = isMine ? (await read.find("signUp", { person: me.id })).map((k) => k.value).filter((s) => s.to >= today) : [];
    const remembers = personal && asked.topic !== undefined && !(asked.page ?? 0);
    return {
      out: [
        {
          card: "courses",
          data: {
            heading,
            courses: shown,
            notes: [
              ...(then.length === 0 ? [{ say: "noneThen" } as const] : []),
              ...going.map(
                (s) => ({ say: "youAreGoing", what: catalogue.courses.get(s.course)?.title ?? s.course, day: { day: s.from } }) as const,
              ),
              ...(rest > 0 ? [{ say: "andMore", n: rest } as const] : []),
            ],
            buttons: [
              ...(rest > 0 ? [{ act: "more", title: { button: "more" } } as const] : []),
              ...(remembers ? [{ act: "remember", title: { button: "rememberInterest" } } as const] : []),
            ],
          },
          acts: {
            ...acts,
            ...(rest > 0 ? { more: ask("courses", { ...asked, page: (asked.page ?? 0) + 1 }) } : {}),
            ...(remembers ? { remember: ask("interest", { topic: asked.topic?.slice(0, 200) }) } : {}),
          },
        },
      ],
    };
  },
});

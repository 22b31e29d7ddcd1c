/** "Hvilke kurs passer for meg?", "… for en vernepleier", "brannvernkurs?": at most five at once, each with its reason. */
import { z } from "zod";
import { recommend, type Suggestion } from "../catalogue/recommend.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";
import type { Arena, CourseDate } from "../domain/course.ts";
import type { Phrase } from "../text/words.ts";

const most = 5;

const when = (d: CourseDate | undefined, arena: Arena): Phrase =>
  d
    ? { facts: [{ span: { from: d.from, to: d.to } }, ...(d.start ? [{ times: { start: d.start, end: d.end } }] : []), d.place] }
    : { say: arena === "eLearning" ? "anyTime" : "noDateYet" };

const reason = (s: Suggestion, { catalogue }: Scene): Phrase => {
  const competence = catalogue.competences.get(s.competence ?? "");
  const what: Phrase = competence ? { name: competence.name, inside: true } : "";
  switch (s.why) {
    case "missing":
      return { say: "becauseRequired", what };
    case "expired":
      return { say: "becauseExpired", what, day: { day: s.until ?? "" } };
    case "expiring":
      return { say: "becauseExpiring", what, day: { day: s.until ?? "" } };
    case "role":
      return { say: "becauseRole", role: s.role ? { name: s.role.name, inside: true } : "" };
    case "everyone":
      return { say: "becauseEveryone" };
    case "topic":
      return { say: "becauseTopic" };
  }
};

const chosen = (ids: readonly string[], { catalogue }: Scene): readonly Suggestion[] =>
  ids.flatMap((id) => {
    const course = catalogue.courses.get(id);
    return course && !course.withdrawn ? [{ course, why: "topic", competence: null, until: null, role: null }] : [];
  });

export const courses = definePage({
  id: "courses",
  about: z.object({
    role: z.string().optional(),
    topic: z.string().max(300).optional(),
    /** Ids of courses that were found to fit what was asked, best first. */
    picked: z.array(z.string()).max(most).optional(),
    page: z.number().int().nonnegative().optional(),
  }),
  act: "courses.ask",
  // Without a topic or a role it is about what the person lacks.
  inPublic: ({ role, topic, picked }) => Boolean(topic) || Boolean(picked) || (typeof role === "string" && role !== "@me"),
  answer: async (about, scene, read) => {
    const { me, directory, today } = scene;
    const role = about.role && about.role !== "@me" ? directory.role(about.role) : undefined;
    const trainings = (await read.find("training", { person: me.id })).map((kept) => kept.value);
    const unheard = about.role !== undefined && about.role !== "@me" && !role && !about.topic;
    const all = unheard ? [] : about.picked ? chosen(about.picked, scene) : recommend({ topic: about.topic, role, trainings }, scene);
    const heading: Phrase =
      about.topic || about.picked
        ? { say: "coursesAbout" }
        : role
          ? { say: "coursesForRole", role: { name: role.name, inside: true } }
          : { say: "coursesForYou" };
    if (all.length === 0) return { out: [about.topic || about.picked ? { say: "noCoursesAbout" } : { say: "noCourses" }] };
    const from = (about.page ?? 0) * most;
    const now = all.slice(from, from + most);
    const rest = all.length - from - now.length;
    return {
      out: [
        {
          card: "courses",
          data: {
            heading,
            courses: now.map((s) => {
              const { course } = s;
              return {
                title: course.title,
                reason: reason(s, scene),
                rows: [
                  {
                    label: { say: "labelWhen" },
                    value: when(course.dates.filter((d) => d.from >= today).sort((a, b) => a.from.localeCompare(b.from))[0], course.arena),
                  },
                  { label: { say: "labelExtent" }, value: { extent: course.extent } },
                  { label: { say: "labelCost" }, value: { cost: course.cost } },
                  { label: { say: "labelArena" }, value: { facts: [{ choice: course.arena, of: "arena" }, course.provider] } },
                  ...(course.paidTime ? [] : [{ label: { say: "labelTime" }, value: { say: "ownTime" } } as const]),
                ],
                link: course.link,
              };
            }),
            notes: rest > 0 ? [{ say: "andMore", n: rest }] : [],
            buttons: rest > 0 ? [{ act: "more", title: { button: "more" } }] : [],
          },
          acts: rest > 0 ? { more: ask("courses", { ...about, page: (about.page ?? 0) + 1 }) } : {},
        },
      ],
    };
  },
});

/** "Hva er jeg påmeldt?": what is ahead, each with a way out. */
import { z } from "zod";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";
import type { CardOut, Scene } from "../dialogue/scene.ts";
import type { SignUp } from "../domain/choice.ts";
import type { Kept, ReadStore } from "../ports/store.ts";
import type { Phrase } from "../text/words.ts";
import { dateFacts } from "./courses.ts";

/** What the person has signed up for and is not over, the first first. */
export const upcoming = async ({ me, today }: Scene, read: ReadStore): Promise<readonly Kept<"signUp">[]> =>
  (await read.find("signUp", { person: me.id }))
    .filter(({ value: s }) => s.to >= today)
    .sort((a, b) => (a.value.from < b.value.from ? -1 : 1));

/** Where a sign-up takes place, as the catalogue has it today; or that it is not there any more. */
const timeOf = (s: SignUp, { catalogue }: Scene): Phrase[] => {
  const course = catalogue.courses.get(s.course);
  const date = course?.withdrawn ? undefined : course?.dates.find((d) => d.from === s.from && d.start === s.start);
  return date ? [dateFacts(date)] : [dateFacts({ ...s, end: null }), { say: "noLongerHeld" }];
};

export const listOfSignUps = (all: readonly SignUp[], heading: Phrase, scene: Scene): CardOut => ({
  card: "list",
  data: {
    heading,
    items: all.map((s, i) => ({
      title: scene.catalogue.courses.get(s.course)?.title ?? s.course,
      lines: timeOf(s, scene),
      buttons: [{ act: `leave${i}`, title: { button: "signOff" } as const }],
    })),
    notes: [],
    buttons: [],
  },
  acts: Object.fromEntries(all.map((s, i) => [`leave${i}`, ask("signOff", { signUp: s.id })])),
});

export const mySignUps = definePage({
  id: "mySignUps",
  about: z.object({}),
  act: "courses.ask",
  answer: async (_about, scene, read) => {
    const all = (await upcoming(scene, read)).map((kept) => kept.value);
    if (all.length > 0) return { out: [listOfSignUps(all, { say: "mySignUpsHeading", n: all.length }, scene)] };
    return { out: [menu([{ say: "notSignedUp" }], { openCourses: ask("courses", { role: "@me" }) })] };
  },
});

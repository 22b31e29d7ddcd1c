/** "Meld meg av førstehjelp": gives a place back. */
import { z } from "zod";
import { listOfSignUps, upcoming } from "../answers/mySignUps.ts";
import { menu } from "../dialogue/menu.ts";
import { ask, definePage } from "../dialogue/page.ts";

export const signOff = definePage({
  id: "signOff",
  about: z.object({ signUp: z.string().optional(), course: z.string().optional() }),
  act: "courses.ask",
  answer: async ({ signUp, course }, scene, read) => {
    const { catalogue } = scene;
    const all = await upcoming(scene, read);
    const meant = all.filter(({ value: s }) => (signUp ? s.id === signUp : course === undefined || s.course === course));
    const [only, ...more] = meant;
    if (!only) return { out: [{ say: all.length > 0 ? "notSignedUpForThat" : "notSignedUp" }] };
    if (more.length > 0)
      return {
        out: [
          listOfSignUps(
            meant.map((kept) => kept.value),
            { say: "whichSignOff" },
            scene,
          ),
        ],
      };
    const { value: was, revision } = only;
    return {
      changes: [{ remove: "signUp", id: was.id, at: revision }],
      out: [
        menu([{ say: "signedOff", what: catalogue.courses.get(was.course)?.title ?? was.course, day: { day: was.from } }], {
          signUpAgain: ask("signUp", { course: was.course, from: was.from, start: was.start }),
        }),
      ],
    };
  },
});

/** What the two ways of logging training share: facts from the catalogue, and that the training is over. */
import type { Ending } from "../dialogue/flow.ts";
import { offer } from "../dialogue/offer.ts";
import type { Line, Scene } from "../dialogue/scene.ts";
import type { TitleRef } from "../domain/training.ts";

/** What the catalogue knows of the course that was named. */
export const courseFacts = (title: TitleRef | null, { catalogue }: Scene) => {
  const course = title?.course ? catalogue.courses.get(title.course) : undefined;
  if (!course) return {};
  const { hours, studyPoints } = course.extent;
  return {
    extent: hours || studyPoints ? { hours, studyPoints } : null,
    provider: course.provider,
    arena: course.arena,
  };
};

/** A date in the future is no log: it is offered to ask afterwards. */
export const takenIsOver = (
  title: TitleRef | null,
  taken: { from: string; to: string } | null,
  { today }: Scene,
): { field: "taken"; say: Line; ends?: Ending } | undefined => {
  if (!taken || taken.to <= today) return undefined;
  const say = { say: "notOverYet", day: { weekday: taken.to } } as const;
  if (!title) return { field: "taken", say };
  const later = { do: "ask", page: "askLater", about: { title: title.title, due: taken.to } } as const;
  return { field: "taken", say, ends: offer([say, { say: "shallIAskLater" }], later, { yes: "askMeThen", no: "noThanks" }) };
};

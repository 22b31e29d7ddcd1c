/** What a person asked to be asked about later: training that was still to come, and measures that were too early to judge. */
import { may, rightsOf } from "../domain/permissions.ts";
import type { FollowUp } from "../ports/records.ts";
import { type Due, leaderAround, type Reminder, type Year } from "./year.ts";

/** Asked on the day after training, and on the day itself for a measure. */
const isDue = (f: FollowUp, { today }: Year): boolean => (f.about.what === "training" ? f.due < today : f.due <= today);

/** Undefined when what it was about is gone. */
const question = (f: FollowUp, year: Year): Omit<Due, "changes"> | undefined => {
  const { directory, today } = year;
  const { about } = f;
  if (about.what === "training")
    return {
      key: `asked/${f.id}/${f.person}`,
      kind: "asked",
      matter: `asked/${f.id}`,
      to: f.person,
      say: { say: "didYouTake", what: about.title },
      next: [
        {
          button: "logIt",
          command: {
            do: "start",
            flow: "logTraining",
            fill: { title: { title: about.title, course: null }, taken: { from: f.due, to: f.due } },
          },
        },
        { button: "notYet", command: { do: "ask", page: "smallTalk", about: { topic: "notTaken" } } },
      ],
    };
  const measure = year.measures.find((m) => m.id === about.measure);
  if (!measure) return undefined;
  // The one who was to be asked, or whoever leads the unit where that one may no longer change it.
  const named = directory.person(f.person);
  const stillMay = named && may(rightsOf(named, directory, today), "measure.change", { measure });
  const to = stillMay ? f.person : (leaderAround(measure.unit, year)?.id ?? directory.hr[0]?.id ?? f.person);
  return {
    key: `asked/${f.id}/${to}`,
    kind: "asked",
    matter: `asked/${f.id}`,
    to,
    say: { say: "askSupport", what: measure.name },
    next: [{ button: "answerNow", command: { do: "start", flow: "measureEffect", fill: {}, subject: measure.id } }],
  };
};

export const asked: Reminder = (year) =>
  year.followUps.flatMap((f): Due[] => {
    const due = isDue(f, year) ? question(f, year) : undefined;
    return due ? [{ ...due, changes: [{ remove: "followUp", id: f.id }] }] : [];
  });

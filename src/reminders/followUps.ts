/** What a person asked to be asked about later: training that was still to come, and measures that were too early to judge. */

import type { Out } from "../dialogue/scene.ts";
import { clockInOslo, type Day, dayInOslo, type Instant, isWorkingDay } from "../domain/day.ts";
import type { Measure } from "../domain/measure.ts";
import type { FollowUp } from "../ports/records.ts";

/** Only on a working day between eight and half past three. */
export const mayDisturb = (now: Instant): boolean => {
  const time = clockInOslo(now);
  return isWorkingDay(dayInOslo(now)) && time >= "08:00" && time < "15:30";
};

/** Asked on the day after training, and on the day itself for a measure. */
export const isDue = (f: FollowUp, today: Day): boolean => (f.about.what === "training" ? f.due < today : f.due <= today);

/** The question; undefined when what it was about is gone. */
export const questionFor = (f: FollowUp, measure: Measure | undefined): Out | undefined => {
  if (f.about.what === "training") {
    const { title } = f.about;
    return {
      card: "message",
      data: {
        lines: [{ say: "didYouTake", what: title }],
        buttons: [
          { act: "log", title: { button: "logIt" }, primary: true },
          { act: "no", title: { button: "notYet" } },
        ],
      },
      acts: {
        log: { do: "start", flow: "logTraining", fill: { title: { title, course: null }, taken: { from: f.due, to: f.due } } },
        no: { do: "ask", page: "smallTalk", about: { topic: "notTaken" } },
      },
    };
  }
  if (!measure) return undefined;
  return {
    card: "message",
    data: {
      lines: [{ say: "askSupport", what: measure.name }],
      buttons: [{ act: "answer", title: { button: "answerNow" }, primary: true }],
    },
    acts: { answer: { do: "start", flow: "measureEffect", fill: {}, subject: measure.id } },
  };
};

/** The sentences a person can press to get going, by what today's organisation says they do. */
import type { Opener } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";

const log: Opener = { button: "openLog", command: { do: "start", flow: "logTraining", fill: {} } };
const courses: Opener = { button: "openCourses", command: ask("courses", { role: "@me" }) };
const mine: Opener = { button: "openMyTraining", command: ask("myTraining") };
const lacking: Opener = { button: "openLacking", command: ask("lacking") };
const measure: Opener = { button: "openMeasure", command: { do: "start", flow: "registerMeasure", fill: {} } };
const measures: Opener = { button: "openMeasures", command: ask("measures", { whose: "mine" }) };
const unit: Opener = { button: "openUnitLog", command: { do: "start", flow: "logForUnit", fill: {} } };
const suggest: Opener = { button: "openSuggest", command: { do: "start", flow: "suggestMeasure", fill: {} } };
const whoSees: Opener = { button: "openWhoSees", command: ask("whoSees") };

/** All that this person can do, the most useful first. */
export const openersFor = ({ rights }: Scene): readonly Opener[] =>
  rights.leader
    ? [measure, unit, measures, courses, log, whoSees]
    : rights.hr
      ? [measure, measures, courses, log, mine, whoSees]
      : [log, courses, lacking, mine, suggest, whoSees];

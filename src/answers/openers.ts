/** The sentences a person can press to get going, by what today's organisation says they do. */
import type { Opener } from "../dialogue/menu.ts";
import { ask } from "../dialogue/page.ts";
import type { Scene } from "../dialogue/scene.ts";

const log: Opener = { button: "openLog", command: { do: "start", flow: "logTraining", fill: {} } };
const courses: Opener = { button: "openCourses", command: ask("courses", { role: "@me" }) };
const lacking: Opener = { button: "openLacking", command: ask("lacking") };
const measure: Opener = { button: "openMeasure", command: { do: "start", flow: "registerMeasure", fill: {} } };
const measures: Opener = { button: "openMeasures", command: ask("measures", { whose: "mine" }) };
const unit: Opener = { button: "openUnitLog", command: { do: "start", flow: "logForUnit", fill: {} } };
const suggest: Opener = { button: "openSuggest", command: { do: "start", flow: "suggestMeasure", fill: {} } };
const gap: Opener = { button: "openGap", command: ask("gap") };
const deliveries: Opener = { button: "openDeliveries", command: ask("deliveries") };
const profile: Opener = { button: "openProfile", command: ask("profile") };
const whoSees: Opener = { button: "openWhoSees", command: ask("whoSees") };

/** All that this person can do, the most useful first. */
export const openersFor = ({ rights }: Scene): readonly Opener[] =>
  rights.leader
    ? [measure, unit, gap, measures, courses, whoSees]
    : rights.hr
      ? [gap, deliveries, measure, measures, courses, whoSees]
      : [log, courses, lacking, profile, suggest, whoSees];

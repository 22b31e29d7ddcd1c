/** Every conversation that fills something in. A new one is a file and a line here. */
import { addNeed } from "./addNeed.ts";
import { askEvaluation } from "./askEvaluation.ts";
import { bookTalk } from "./bookTalk.ts";
import { confirmCompetence } from "./confirmCompetence.ts";
import { logForUnit } from "./logForUnit.ts";
import { logTraining } from "./logTraining.ts";
import { markSeen } from "./markSeen.ts";
import { measureEffect } from "./measureEffect.ts";
import { moreTime } from "./moreTime.ts";
import { putOffUntil } from "./putOffUntil.ts";
import { registerMeasure } from "./registerMeasure.ts";
import { registerTalks } from "./registerTalks.ts";
import { setTarget } from "./setTarget.ts";
import { setWorkforce } from "./setWorkforce.ts";
import { suggestMeasure } from "./suggestMeasure.ts";

const all = {
  registerMeasure,
  suggestMeasure,
  logTraining,
  logForUnit,
  measureEffect,
  addNeed,
  setTarget,
  setWorkforce,
  confirmCompetence,
  markSeen,
  moreTime,
  registerTalks,
  bookTalk,
  askEvaluation,
  putOffUntil,
};
export const flows = all;

/** The fields of each flow, for the words to be held against. */
export type FlowFields = { [F in keyof typeof all]: keyof (typeof all)[F]["fields"] & string };

/** Every question that can be asked and every thing done in one press. A new one is a file and a line here. */
import { actAs } from "../acts/actAs.ts";
import { askLater } from "../acts/askLater.ts";
import { changeMeasure } from "../acts/changeMeasure.ts";
import { confirmPerson } from "../acts/confirmPerson.ts";
import { eraseMe } from "../acts/eraseMe.ts";
import { exportMine } from "../acts/exportMine.ts";
import { measureStatus } from "../acts/measureStatus.ts";
import { objectTraining } from "../acts/objectTraining.ts";
import { sendToHr } from "../acts/sendToHr.ts";
import { setLanguage } from "../acts/setLanguage.ts";
import { undo } from "../acts/undo.ts";
import { aboutMe } from "./aboutMe.ts";
import { courses } from "./courses.ts";
import { help } from "./help.ts";
import { lacking } from "./lacking.ts";
import { measures } from "./measures.ts";
import { myTraining } from "./myTraining.ts";
import { smallTalk } from "./smallTalk.ts";
import { unclear } from "./unclear.ts";
import { unitTotals } from "./unitTotals.ts";
import { whoLooked } from "./whoLooked.ts";
import { whoSees } from "./whoSees.ts";

export const pages = {
  help,
  smallTalk,
  unclear,
  whoSees,
  whoLooked,
  aboutMe,
  exportMine,
  eraseMe,
  myTraining,
  lacking,
  measures,
  courses,
  unitTotals,
  undo,
  setLanguage,
  actAs,
  objectTraining,
  sendToHr,
  measureStatus,
  changeMeasure,
  askLater,
  confirmPerson,
};
